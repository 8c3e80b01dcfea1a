"""Writing readings down: a daily chain of its own, coalesced per quarter-hour, never part of a matter's version."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple
from unicodedata import normalize
from uuid import UUID

from django.conf import settings
from django.db import transaction

from huiyin.kit.canon import canonical
from huiyin.kit.days import SHANGHAI
from huiyin.kit.sealing import Suite, digest
from huiyin.ledger.keys import suite
from huiyin.ledger.lines import GENESIS, stamp
from huiyin.store.numbers import take_number
from huiyin.store.readings import Reading

QUARTER_SECONDS = 15 * 60


@dataclass(frozen=True, slots=True)
class Opening:
    """One opening of somebody's data. `way` is page, paper, export, list or answer; `party` whose data it was."""

    matter: UUID
    at: datetime
    person: str
    post: str
    post_label: str
    fields: tuple[str, ...]
    way: str
    reason: str
    party: str = "filer"


def write_reading(opening: Opening) -> None:
    """Write one reading down; the same reading again within the quarter-hour is already there.

    One query when coalesced, else a handful, in a transaction of its own.
    """
    quarter = quarter_of(opening.at)
    fields = ",".join(sorted(opening.fields))
    # What is hashed is hashed composed; stored otherwise it would look altered.
    label, reason = (normalize("NFC", text) for text in (opening.post_label, opening.reason))
    same = Reading.objects.filter(
        matter=opening.matter, post=opening.post, person=opening.person, quarter=quarter,
        fields=fields, way=opening.way, reason=reason[:200],
    )  # fmt: skip
    if same.exists():
        return
    with transaction.atomic():
        day = opening.at.astimezone(SHANGHAI).date()
        # Taking the day's number holds its row, so the chain of the day has one writer at a time.
        number = take_number(settings.COUNTY, f"reading/{day:%Y%m%d}")
        if same.exists():
            transaction.set_rollback(True)
            return
        before = Reading.objects.filter(county=settings.COUNTY, day=day, number=number - 1).first()
        reading = Reading(
            county=settings.COUNTY, day=day, number=number, matter=opening.matter, at=opening.at, quarter=quarter,
            person=opening.person, post=opening.post, post_label=label, fields=fields,
            party=opening.party, way=opening.way, reason=reason[:200], suite=int(suite()),
            prev=bytes(before.hash) if before else GENESIS,
        )  # fmt: skip
        reading.hash = reading_hash(reading)
        reading.save(force_insert=True)


class PlainReading(NamedTuple):
    """A reading without Django's coat, for reading a great many of them."""

    county: str
    day: date
    number: int
    matter: UUID
    at: datetime
    quarter: int
    person: str
    post: str
    post_label: str
    fields: str
    party: str
    way: str
    reason: str
    suite: int
    prev: bytes
    hash: bytes
    position: int | None


def quarter_of(at: datetime) -> int:
    """Return the quarter-hour in which readings of the same data count as one."""
    return int(at.timestamp()) // QUARTER_SECONDS


def reading_hash(reading: Reading | PlainReading) -> bytes:
    """Return the hash of a reading over everything in it and the hash before it."""
    return digest(
        Suite(reading.suite),
        canonical(
            [
                reading.county, reading.day.isoformat(), reading.number, str(reading.matter), stamp(reading.at),
                reading.person, reading.post, reading.post_label, reading.fields, reading.party, reading.way,
                reading.reason, bytes(reading.prev).hex(),
            ]
        ),
    )  # fmt: skip

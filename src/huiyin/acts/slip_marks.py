"""Marking a matter with keyed digests of the phone and ID number given with it, so that a lost slip can be replaced."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db.models import Exists, OuterRef, QuerySet

from huiyin.acts.progress import move
from huiyin.kinds.purposes import OTHERS
from huiyin.kit.codes import normal_phone
from huiyin.ledger.keys import blinded, holds_sealed, newest_box, newest_of, streams_between
from huiyin.store.matters import MatterRow, SlipMark
from huiyin.store.working import Progress

# The sorts of mark, and whose telephone it is where one of several representatives gave it.
PHONE, ID_NUMBER = "phone", "id_number"
OF_OTHERS = {f"{PHONE}_{number}": str(number) for number in OTHERS}
MARKED = (PHONE, ID_NUMBER, *OF_OTHERS)
AT_A_TIME, BOXES_AT_A_TIME = 500, 5000
# How far along the sealed values was looked; its words say where the day before had come to.
PLACE = "slip marks"
RECENT = timedelta(days=2)


def mark_of(field: str, value: str) -> str:
    """Return the keyed digest of a phone or ID number; the two never meet in one digest."""
    plain = normal_phone(value) if field == "phone" else "".join(value.split()).upper()
    return blinded(f"slip/{field}", plain)


def marks(matter: UUID, private: Mapping[str, Any], *, county: str) -> list[SlipMark]:
    """Return the marks of a matter by what was given with it."""
    return [
        SlipMark(
            digest=mark_of(PHONE if name in OF_OTHERS else name, str(private[name])),
            matter=matter,
            county=county,
            party=OF_OTHERS.get(name, ""),
        )
        for name in MARKED
        if private.get(name)
    ]


def mark_recent(*, at: datetime) -> int:
    """Mark what was opened in the last two days and is not marked yet; returns how many marks. Three queries at most.

    Done by the tick and not while a matter is opened: filing stays quick, and nobody loses a slip within a minute.
    """
    return _mark(MatterRow.objects.filter(county=settings.COUNTY, received_at__gte=at - RECENT), most=AT_A_TIME)


def mark_written(*, at: datetime) -> int:
    """Mark what was written since the last look, such as what was brought in with earlier dates; returns how many marks.

    Goes along the numbers of the sealed values, some thousands at a time, so that it costs the same however many matters
    there are: two queries where nothing is new.
    """
    row = Progress.objects.filter(name=PLACE).first()
    before, newest = row.done if row is not None else 0, newest_box()
    if before >= newest:
        return 0
    reached = min(newest, before + BOXES_AT_A_TIME)
    written = streams_between(before, reached, fields=MARKED)
    made = _mark(MatterRow.objects.filter(county=settings.COUNTY, id__in=written), most=BOXES_AT_A_TIME)
    move(PLACE, done=reached, total=reached, words=row.words if row is not None else "", at=at)
    return made


def look_again(*, at: datetime) -> None:
    """Go back to where the last day began, once a day: a number may come into sight after a later one. Two queries."""
    row = Progress.objects.filter(name=PLACE).first()
    if row is not None:
        begun = int(row.words or 0)
        move(PLACE, done=begun, total=begun, words=str(row.done), at=at)


def mark_anew(matter: UUID) -> None:
    """Mark a matter by what is given with it now: what was put right finds it, what was wrong does no more."""
    SlipMark.objects.filter(matter=matter).delete()
    for held in newest_of([matter], frozenset(MARKED)).values():
        SlipMark.objects.bulk_create(marks(matter, held, county=settings.COUNTY), ignore_conflicts=True)


def matters_to_mark(matters: QuerySet[MatterRow]) -> QuerySet[MatterRow]:
    """Return those of the matters that hold a phone or ID number and have no mark yet."""
    marked = Exists(SlipMark.objects.filter(matter=OuterRef("id")))
    return matters.filter(~marked, holds_sealed(MARKED), erased=False)


def _mark(matters: QuerySet[MatterRow], *, most: int) -> int:
    unmarked = matters_to_mark(matters)
    waiting = list(unmarked.order_by("-received_at", "-id").values_list("id", flat=True)[:most])
    made: list[SlipMark] = []
    for matter, held in newest_of(waiting, frozenset(MARKED)).items():
        made += marks(matter, held, county=settings.COUNTY)
    SlipMark.objects.bulk_create(made, ignore_conflicts=True)
    return len(made)

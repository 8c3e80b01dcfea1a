"""Loading reference data: divisions from a list with a hash. Loading is one event; the rows are not streams."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import NAMESPACE_URL, uuid5

from django.conf import settings

from huiyin.acts.writing import Moment, writing
from huiyin.flow.actor import Actor
from huiyin.flow.matter import Event
from huiyin.kit.canon import canonical
from huiyin.kit.sealing import Suite, digest
from huiyin.store.divisions import Division, DivisionLink


@dataclass(frozen=True, slots=True)
class DivisionRow:
    """One division of the list; `outline` a flat ring of micro-degrees, WGS-84, or empty."""

    code: str
    name: str
    level: str
    parent: str
    valid_from: date
    valid_to: date | None = None
    urban_class: str = ""
    outline: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class DivisionChange:
    """A former division and what it became on a day; `how` is split or merge."""

    old: str
    new: str
    on: date
    how: str


def load_divisions(
    rows: Sequence[DivisionRow], changes: Sequence[DivisionChange], *, source: str, actor: Actor, moment: Moment
) -> str:
    """Put the list in place of what was loaded before, as one event with the list's hash; returns the hash."""
    told = [[row.code, row.name, row.level, row.parent, row.valid_from.isoformat()] for row in rows]
    fingerprint = digest(Suite.INTERNATIONAL, canonical(told)).hex()
    with writing() as session:
        Division.objects.all().delete()
        DivisionLink.objects.all().delete()
        Division.objects.bulk_create(
            [
                Division(
                    code=row.code,
                    name=row.name,
                    level=row.level,
                    parent=row.parent,
                    urban_class=row.urban_class,
                    valid_from=row.valid_from,
                    valid_to=row.valid_to,
                    outline=list(row.outline) or None,
                )
                for row in rows
            ],
            batch_size=1000,
        )
        DivisionLink.objects.bulk_create(
            [DivisionLink(old=one.old, new=one.new, on=one.on, how=one.how) for one in changes]
        )
        stream = uuid5(NAMESPACE_URL, f"huiyin:{settings.COUNTY}/reference/divisions")
        session.pen.note(stream, "reference:divisions")
        body = {"source": source, "hash": fingerprint, "rows": len(rows), "by": {"person": actor.person}}
        session.pen.write(stream, Event("divisions.loaded", moment.at, moment.recorded_at, body))
    return fingerprint

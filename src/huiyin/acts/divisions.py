"""Loading reference data: divisions from a list with a hash. Loading is one event; the rows are not streams."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice
from uuid import NAMESPACE_URL, uuid5

from django.conf import settings

from huiyin.acts.writing import Moment, writing
from huiyin.flow.actor import Actor
from huiyin.flow.matter import Event
from huiyin.kit.canon import canonical
from huiyin.kit.codes import scope
from huiyin.kit.days import SHANGHAI
from huiyin.kit.sealing import Suite, digest
from huiyin.store.divisions import Division, DivisionLink

AT_ONCE = 2_000


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


@dataclass(frozen=True, slots=True)
class Loaded:
    """What a list brings: codes that were not there, that stand otherwise now, and that it no longer has.

    `held` counts what stood before.
    """

    fingerprint: str
    held: int
    added: tuple[str, ...]
    renamed: tuple[str, ...]
    ended: tuple[str, ...]


def compared(rows: Sequence[DivisionRow], *, below: str = "") -> Loaded:
    """Say what a list would bring without writing anything. One query; memory grows with what is held there."""
    told = [[row.code, row.name, row.level, row.parent, row.valid_from.isoformat()] for row in rows]
    held = {code: (name, valid_to) for code, name, valid_to in _held(below)}
    listed = {row.code for row in rows if row.valid_to is None}
    return Loaded(
        digest(Suite.INTERNATIONAL, canonical(told)).hex(),
        held=sum(valid_to is None for _, valid_to in held.values()),
        added=tuple(row.code for row in rows if row.code not in held),
        renamed=tuple(row.code for row in rows if row.code in held and held[row.code] != (row.name, row.valid_to)),
        ended=tuple(code for code, (_, valid_to) in held.items() if valid_to is None and code not in listed),
    )


def _held(below: str) -> list[tuple[str, str, date | None]]:
    rows = Division.objects.all()
    if below:
        first, end = scope(below)
        rows = rows.filter(code__gte=first, code__lt=end)
    return list(rows.values_list("code", "name", "valid_to"))


def load_divisions(
    rows: Sequence[DivisionRow],
    changes: Sequence[DivisionChange],
    *,
    source: str,
    actor: Actor,
    moment: Moment,
    on: date | None = None,
    below: str = "",
) -> Loaded:
    """Bring what is held to the state of a list, as one event with the list's hash.

    What the list no longer has ends `on` its day (without one, on the day of the moment) and keeps its name, because
    matters keep the code of their day. What was there keeps its first day, its outline and its class where the list
    gives none. `below` keeps to one division: the list is then whole for that division only.
    """
    with writing() as session:
        found = compared(rows, below=below)
        _write(rows, found, ended_on=on or moment.at.astimezone(SHANGHAI).date())
        DivisionLink.objects.bulk_create(
            [DivisionLink(old=one.old, new=one.new, on=one.on, how=one.how) for one in changes], ignore_conflicts=True
        )
        stream = uuid5(NAMESPACE_URL, f"huiyin:{settings.COUNTY}/reference/divisions")
        session.pen.note(stream, "reference:divisions")
        body = {
            "source": source, "hash": found.fingerprint, "rows": len(rows), "below": below,
            "added": len(found.added), "renamed": len(found.renamed), "ended": len(found.ended),
            "by": {"person": actor.person},
        }  # fmt: skip
        session.pen.write(stream, Event("divisions.loaded", moment.at, moment.recorded_at, body))
    return found


def _write(rows: Sequence[DivisionRow], found: Loaded, *, ended_on: date) -> None:
    added, renamed = set(found.added), set(found.renamed)
    fresh = (_division(row) for row in rows if row.code in added)
    while some := list(islice(fresh, AT_ONCE)):
        Division.objects.bulk_create(some)
    Division.objects.bulk_update(
        [Division(code=row.code, name=row.name, valid_to=row.valid_to) for row in rows if row.code in renamed],
        ["name", "valid_to"],
        batch_size=200,
    )
    outlined = [
        Division(code=row.code, outline=list(row.outline)) for row in rows if row.outline and row.code not in added
    ]
    Division.objects.bulk_update(outlined, ["outline"], batch_size=200)
    for first in range(0, len(found.ended), AT_ONCE):
        Division.objects.filter(code__in=found.ended[first : first + AT_ONCE]).update(valid_to=ended_on)


def _division(row: DivisionRow) -> Division:
    return Division(
        code=row.code,
        name=row.name,
        level=row.level,
        parent=row.parent,
        urban_class=row.urban_class,
        valid_from=row.valid_from,
        valid_to=row.valid_to,
        outline=list(row.outline) or None,
    )

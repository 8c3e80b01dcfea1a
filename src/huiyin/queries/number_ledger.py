"""The ledger of numbers (编号台账): each series of a unit and year, every number in it, voids with their reasons."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.conf import settings
from django.db.models import Count, Q, QuerySet
from django.db.models.functions import Length

from huiyin.flow.actor import Actor
from huiyin.flow.words import CONFIDANTS, Role
from huiyin.kit.text import Text
from huiyin.ledger.history import histories
from huiyin.papers.registry import BUILDERS
from huiyin.store import posts
from huiyin.store.access import among
from huiyin.store.matters import MatterRow
from huiyin.store.matters import Paper as PaperRow
from huiyin.store.numbers import CONFINED, Series

# Whoever works with papers sees the numbers of the own unit; administrators and auditors do not.
KEEPERS = frozenset(
    {Role.INTAKE, Role.SORT, Role.HANDLE, Role.CHECK, Role.SIGN, Role.REVIEW, Role.SUPERVISE, Role.LEAD} | CONFIDANTS
)
SHOWN = 200
_RUNNING = re.compile("〕([0-9]+)号$")


@dataclass(frozen=True, slots=True)
class SeriesLine:
    """A series of one year: how far it has run, how many are void, and numbers that are not there (there are none)."""

    code: str
    name: Text
    sample: str
    last: int
    void: int
    missing: tuple[int, ...]
    confined: bool = False


@dataclass(frozen=True, slots=True)
class NumberLine:
    """One number. `matter` and `title` are empty where the reader may not know of the matter."""

    running: int
    number: str
    paper: Text
    on: date
    matter: str
    title: str
    void: bool
    reason: str
    served_on: date | None


@dataclass(frozen=True, slots=True)
class NumberLedger:
    """The series of a unit in a year, and the numbers of one of them, or of all, newest first."""

    unit: str
    unit_name: str
    year: int
    series: tuple[SeriesLine, ...]
    lines: tuple[NumberLine, ...]
    total: int


def units_of(actor: Actor) -> tuple[tuple[str, str], ...]:
    """Return the units whose numbers the actor may see, with their names. One query."""
    keys = sorted({post.unit for post in actor.posts if post.roles & KEEPERS})
    rows = posts.units(keys)
    return tuple((key, rows[key].label) for key in keys if key in rows)


def number_ledger(unit: str, year: int, code: str = "", *, actor: Actor, most: int = SHOWN) -> NumberLedger | None:
    """Return the ledger of a unit the actor works in, or None. At most nine queries, whatever the numbers.

    `code` narrows the lines to one paper. Confined matters have series of their own, for those who may know of them.
    """
    names = dict(units_of(actor))
    row = posts.unit(unit) if unit in names else None
    if row is None:
        return None
    series = _series_names(str(row.values.get("letters", "")), year, confined=bool(actor.roles & CONFIDANTS))
    last = dict(Series.objects.filter(county=settings.COUNTY, name__in=series).values_list("name", "last"))
    held = {name: _Held(total, void) for name, total, void in _counted(last)}
    wanted = [name for name in last if not code or series[name][0] == code]
    return NumberLedger(
        unit=unit,
        unit_name=names[unit],
        year=year,
        series=tuple(
            _series(name, series[name], last[name], held.get(name, _Held())) for name in series if name in last
        ),
        lines=tuple(_lines(_newest(wanted, most), actor)),
        total=sum(held[name].total for name in wanted if name in held),
    )


@dataclass(frozen=True, slots=True)
class _Held:
    """How many numbers of a series there are, and how many of them are void."""

    total: int = 0
    void: int = 0


def _of(names: Iterable[str]) -> QuerySet[PaperRow]:
    return PaperRow.objects.filter(county=settings.COUNTY, series__in=sorted(names))


def _counted(names: Iterable[str]) -> Iterable[tuple[str, int, int]]:
    void = Count("void", filter=Q(void=True))
    return _of(names).order_by().values_list("series").annotate(total=Count("*"), void_ones=void)


def _newest(names: list[str], most: int) -> list[PaperRow]:
    """Return the newest numbers. Two queries: the first finds in the index how far back they reach."""
    held = _of(names)
    edge = held.order_by("-issued_on").values_list("issued_on", flat=True)[most - 1 : most].first()
    if edge is not None:
        held = held.filter(issued_on__gte=edge)
    return list(held.order_by("-issued_on", "code", Length("number").desc(), "-number")[:most])


def _series_names(letters: str, year: int, *, confined: bool) -> dict[str, tuple[str, bool]]:
    if not letters:
        return {}
    kept = (False, True) if confined else (False,)
    return {
        f"{letters}{one.letters}{CONFINED if apart else ''}/{year}": (code, apart)
        for apart in kept
        for code, one in BUILDERS.items()
        if one.letters
    }


def _series(name: str, means: tuple[str, bool], last: int, held: _Held) -> SeriesLine:
    code, apart = means
    return SeriesLine(
        code=code,
        name=BUILDERS[code].name,
        sample=name.replace("/", "〔", 1) + "〕",
        last=last,
        void=held.void,
        # No number stands twice: where as many are there as were given, none is missing.
        missing=() if held.total == last else _missing(name, last),
        confined=apart,
    )


def _missing(name: str, last: int) -> tuple[int, ...]:
    there = {_running(number) for number in _of([name]).values_list("number", flat=True)}
    return tuple(number for number in range(1, last + 1) if number not in there)


def _running(number: str) -> int:
    found = _RUNNING.search(number)
    return int(found[1]) if found else 0


def _lines(rows: list[PaperRow], actor: Actor) -> Iterator[NumberLine]:
    known = {one.id: one for one in among(actor, (row.matter for row in rows))}
    reasons = _reasons({row.matter for row in rows if row.void and row.matter in known})
    for row in rows:
        matter: MatterRow | None = known.get(row.matter)
        yield NumberLine(
            running=_running(row.number),
            number=row.number,
            paper=BUILDERS[row.code].name,
            on=row.issued_on,
            matter=matter.number if matter is not None else "",
            title=matter.title if matter is not None else "",
            void=row.void,
            reason=reasons.get(row.id, ""),
            served_on=row.served_on,
        )


def _reasons(matters: Iterable[UUID]) -> dict[UUID, str]:
    """Return for each voided paper why it was voided; empty again once the matter was erased. One query."""
    found: dict[UUID, str] = {}
    for events in histories(matters).values() if matters else ():
        for event in events:
            for change in event.body.get("papers", ()):
                if change["do"] == "void":
                    found[UUID(change["id"])] = str(event.body.get("values", {}).get("reason", ""))
    return found

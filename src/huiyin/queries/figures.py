"""What stands behind a figure: a read-only connection for measures, what is withheld from a reader, and the matters."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Literal, TypeVar

from django.db.models import Exists, OuterRef, Q, QuerySet

from huiyin.flow.actor import Actor
from huiyin.kinds import ALL
from huiyin.kit.text import Text
from huiyin.queries.seen import MOST_COUNTED
from huiyin.queries.words import Wanted, names
from huiyin.store.access import visible
from huiyin.store.facts import ClockFact
from huiyin.store.matters import Exclusion, MatterRow
from huiyin.store.replica import for_figures, fresh_age_seconds

PAGE_LINES = 50
Line = TypeVar("Line")

Which = Literal["all", "on_time", "late", "open"]


@dataclass(frozen=True, slots=True)
class Reader:
    """A read-only connection with the dialect it speaks, to be handed to a measure.

    `hidden` are the matters no figure may count to this reader, by id as the database writes it.
    """

    connection: Any
    dialect: Literal["sqlite", "postgres"]
    hidden: tuple[Any, ...] = ()


@contextmanager
def reader_for(actor: Actor) -> Iterator[Reader]:
    """Lend the connection with what must not be counted to somebody: what his or her own units are complained of in.

    A figure that counts a matter which the list behind it hides would tell of the complaint. One query.
    """
    own = sorted(actor.units)
    about_us = list(Exclusion.objects.filter(unit__in=own).values_list("matter", flat=True).distinct()) if own else []
    with reader() as lent:
        yield replace(lent, hidden=tuple(one.hex if lent.dialect == "sqlite" else one for one in about_us))


@contextmanager
def reader() -> Iterator[Reader]:
    """Lend a connection that cannot write while it is lent: the standby's where the office has one, else the database's own."""
    lent = for_figures()
    lent.ensure_connection()
    raw: Any = lent.connection
    if lent.vendor == "sqlite":
        raw.execute("PRAGMA query_only = ON")
        try:
            yield Reader(raw, "sqlite")
        finally:
            raw.execute("PRAGMA query_only = OFF")
        return
    with raw.transaction():
        raw.execute("SET TRANSACTION READ ONLY")
        yield Reader(raw, "postgres")


def may_lag() -> Text | None:
    """Say how old the figures of a page may be, None where they are of this moment. One query at most, on the standby."""
    age = fresh_age_seconds()
    return None if age is None else Text(f"取自备机，最多晚 {age} 秒", f"from the standby, at most {age} s behind")


@dataclass(frozen=True, slots=True)
class Counts:
    """Counts of clocks that fell due: all, on time, and those still running."""

    n: int
    on_time_n: int
    open_n: int


@dataclass(frozen=True, slots=True)
class Behind:
    """Which facts stand behind a figure: clocks due in [first, last] (yyyymm) and before `as_of` (yyyymmdd)."""

    clock: str
    as_of: int
    first: int
    last: int
    unit: str = ""
    which: Which = "all"


@dataclass(frozen=True, slots=True)
class FactLine:
    """One clock of a matter the reader may see. `stopped_on` None: still running."""

    id: int
    number: str
    title: str
    state: Text
    unit: str
    due_on: date
    stopped_on: date | None
    on_time: bool


@dataclass(frozen=True, slots=True)
class FactPage:
    """A page of clocks, latest due first; the total stops at 1001. `after` leads to the next page, 0 where there is none."""

    lines: tuple[FactLine, ...]
    total: int
    after: int


def facts_behind(behind: Behind, *, actor: Actor, after: int = 0) -> FactPage:
    """Return a page of the clocks behind a figure, those of matters the reader may see. Four queries."""
    facts = _facts(behind).filter(Exists(visible(actor).filter(id=OuterRef("matter"))))
    total = facts[: MOST_COUNTED + 1].count()
    edge = facts.filter(id=after).values_list("due_day", flat=True).first()
    if edge is not None:
        facts = facts.filter(Q(due_day__lt=edge) | Q(due_day=edge, id__lt=after))
    found = list(facts.order_by("-due_day", "-id")[: PAGE_LINES + 1])
    shown = found[:PAGE_LINES]
    return FactPage(lines_of(shown, _line), total, shown[-1].id if len(found) > PAGE_LINES else 0)


def unit_names(keys: list[str]) -> dict[str, str]:
    """Return the short names of units; a key without one stands for itself. One query."""
    called = names(Wanted(units=keys))
    return {key: called.unit(key) for key in keys}


def _facts(behind: Behind) -> QuerySet[ClockFact]:
    facts = ClockFact.objects.filter(
        clock=behind.clock, due_day__lt=behind.as_of, yyyymm__gte=behind.first, yyyymm__lte=behind.last
    )
    if behind.unit:
        facts = facts.filter(unit=behind.unit)
    if behind.which == "on_time":
        return facts.filter(on_time=1)
    if behind.which == "late":
        return facts.filter(on_time=0)
    return facts.filter(stopped_day=0) if behind.which == "open" else facts


def lines_of(facts: Sequence[Any], line: Callable[[Any, MatterRow, str], Line]) -> tuple[Line, ...]:
    """Make a line of each fact, of its matter's row and the name of its unit. Two queries."""
    matters = MatterRow.objects.in_bulk([fact.matter for fact in facts])
    called = unit_names(sorted({fact.unit for fact in facts}))
    return tuple(line(fact, matters[fact.matter], called[fact.unit]) for fact in facts)


def _line(fact: ClockFact, row: MatterRow, unit: str) -> FactLine:
    return FactLine(
        id=fact.pk,
        number=row.number,
        title=row.title,
        state=ALL[row.kind].state(row.state).name,
        unit=unit,
        due_on=day_of(fact.due_day),
        stopped_on=day_of(fact.stopped_day) if fact.stopped_day else None,
        on_time=bool(fact.on_time),
    )


def day_of(number: int) -> date:
    """Return the day a fact writes as a whole number."""
    return date(number // 10_000, number // 100 % 100, number % 100)

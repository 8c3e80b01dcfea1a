"""包案和积案: matters a leader sees through, promises, and the backlog; by leader's post, ground, unit and place, never by person."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Q

from huiyin.flow.actor import Actor
from huiyin.flow.words import Role
from huiyin.kinds import ALL
from huiyin.kinds.charging import LIST_BACKLOG
from huiyin.kinds.clocks import CLOCKS
from huiyin.kit.codes import is_valid
from huiyin.kit.days import SHANGHAI
from huiyin.kit.text import Text
from huiyin.queries.seen import DATED, FEW, UNDATED, Found, Order, Seen
from huiyin.queries.words import Names, names
from huiyin.queries.words import Wanted as Keys
from huiyin.store.access import Way, any_of, within
from huiyin.store.matters import ClockRow, MatterRow

PAGE_LINES = 50
MOST_EXPORTED = 5000
GROUNDS = {choice.id: choice.name for field in LIST_BACKLOG.fields for choice in field.choices}
# The office's own deadlines whose number is the law's and not the county's.
LEGAL = tuple(sorted({name for kind in ALL.values() for name in kind.rings if not CLOCKS[name].local}))


@dataclass(frozen=True, slots=True)
class Asked:
    """What the list is narrowed to. `which` is all, mine, charged, backlog, over or nobody."""

    which: str = "all"
    ground: str = ""
    leader: str = ""
    unit: str = ""
    place: str = ""


@dataclass(frozen=True, slots=True)
class ChargeLine:
    """A matter of the list. `late` says that the target day has passed; `over` are the days over the legal time."""

    number: str
    title: str
    kind: Text
    state: Text
    leader: str
    target_on: date | None
    late: bool
    ground: Text | None
    over: int
    lead: str
    place: str
    stage: str


@dataclass(frozen=True, slots=True)
class Place:
    """A place in the list: the stretch it lies in, the value that is sorted by there, and the matter's id."""

    stretch: int
    value: str
    id: UUID
    back: bool = False

    def __str__(self) -> str:
        return f"{self.stretch}~{self.value}~{self.id}"


@dataclass(frozen=True, slots=True)
class ChargePage:
    """A page of the list; counts stop at 1001. A place is None where there is no such page."""

    lines: tuple[ChargeLine, ...]
    total: int
    without_leader: int
    before: Place | None
    after: Place | None


@dataclass(frozen=True, slots=True)
class _Stretch:
    """A part of the list with an order of its own; `reads` turns what an address says back into what is sorted by."""

    field: str
    holds: Q
    reads: Callable[[str], Any]


# The nearest target day first, then what has none by its deadline, then what has neither.
STRETCHES = (
    _Stretch("charge_on", Q(charge_on__gt=date(1900, 1, 1)), date.fromisoformat),
    _Stretch("due_at", Q(charge_on__isnull=True) & DATED, datetime.fromisoformat),
    _Stretch("id", Q(charge_on__isnull=True) & UNDATED, UUID),
)


def place(text: str, *, back: bool) -> Place | None:
    """Read a place from an address; None for anything that is not one."""
    stretch, _, rest = text.partition("~")
    value, _, key = rest.rpartition("~")
    try:
        held = Place(int(stretch), value, UUID(key), back)
        moment = STRETCHES[held.stretch].reads(value) if held.stretch >= 0 else None
    except (ValueError, IndexError):
        return None
    return held if moment is not None and getattr(moment, "tzinfo", True) is not None else None


def charge_page(asked: Asked, *, actor: Actor, at: Place | None = None) -> ChargePage:
    """Return a page of the list, the nearest target day first. Twelve queries at most, flat in rows."""
    held = _Held.asked(asked, actor)
    back = at is not None and at.back
    rows = held.rows(PAGE_LINES + 1, at)
    more = len(rows) > PAGE_LINES
    rows = rows[:PAGE_LINES]
    if back:
        rows.reverse()
    return ChargePage(
        lines=_lines(rows, actor),
        total=held.found.count(),
        without_leader=held.found.count(Q(charge_post="")),
        before=_place(rows[0]) if rows and (more if back else at is not None) else None,
        after=_place(rows[-1]) if rows and (back or more) else None,
    )


def all_charges(asked: Asked, *, actor: Actor) -> tuple[ChargeLine, ...]:
    """Return the whole list for a sheet, up to five thousand lines."""
    return _lines(_Held.asked(asked, actor).rows(MOST_EXPORTED, None), actor)


def longest_open(count: int, *, at: datetime) -> list[UUID]:
    """Return the matters that are longest over their legal time, for whoever sets up a demonstration. One query."""
    clocks = ClockRow.objects.filter(running=True, clock__in=LEGAL, due_at__lt=at).order_by("due_at", "matter")
    return list(dict.fromkeys(clocks.values_list("matter", flat=True)[: count * 3]))[:count]


@dataclass(frozen=True, slots=True)
class _Held:
    """What fits, by two ways: what has a target day by that day, and everything by whichever way is short."""

    with_day: Found
    found: Found

    @classmethod
    def asked(cls, asked: Asked, actor: Actor) -> "_Held":
        """Choose the ways. Three queries at most."""
        ways = _which(asked, actor)
        seen = Seen(actor, living=True).having(Q(history=False))
        if asked.which == "nobody":
            seen = seen.having(Q(charge_post=""))
        for column, value in (("backlog", asked.ground), ("charge_post", asked.leader), ("lead_unit", asked.unit)):
            seen = seen.by_way(Q(**{column: value})) if value else seen
        if asked.place and is_valid(asked.place):
            seen = seen.by_ways(within(asked.place))
        by_day = Way(STRETCHES[0].holds, STRETCHES[0].holds, wide="charge_on")
        return cls(seen.having(any_of(ways)).led_by(by_day).found(), seen.by_ways(*ways).found())

    def rows(self, most: int, at: Place | None) -> list[MatterRow]:
        """Return the first rows from a place on, or back from it. A query a stretch."""
        back = at is not None and at.back
        numbers = range(at.stretch if at else 0, -1 if back else len(STRETCHES), -1 if back else 1)
        rows: list[MatterRow] = []
        for number in numbers:
            stretch, found = STRETCHES[number], self.found if number else self.with_day
            order = Order(stretch.field, down=back)
            if at is not None and at.stretch == number:
                order = replace(order, value=stretch.reads(at.value), id=at.id)
            rows += found.first(order, most - len(rows), stretch.holds)
            if len(rows) == most:
                break
        return rows


def _place(row: MatterRow) -> Place:
    number = 0 if row.charge_on else 1 if row.due_at else 2
    value = getattr(row, STRETCHES[number].field)
    return Place(number, value.isoformat() if number < 2 else str(value), row.id)


def _which(asked: Asked, actor: Actor) -> tuple[Way, ...]:
    """Return the ways to what the tab holds. One query where it holds what is over its legal time, none otherwise."""
    if asked.which == "mine":
        own = Q(charge_post__in=sorted(post.key for post in actor.posts_with(Role.LEAD))) & ~Q(charge_post="")
        return (Way(own, own),)
    with_leader, on_list = _rare("charge_post"), _rare("backlog")
    if asked.which == "charged":
        return (with_leader,)
    if asked.which == "backlog":
        return (on_list,)
    over = _over_legal(actor.at)
    return {"over": (over,), "nobody": (on_list, over)}.get(asked.which, (with_leader, on_list, over))


def _rare(column: str) -> Way:
    """Return the way to the open matters of which a column says anything, by the index of the few that do."""
    said = Q(**{f"{column}__gt": ""}) & ~Q(**{column: ""})
    return Way(said, Q(id__in=MatterRow.objects.filter(said, final=False).values("id")))


def _over_legal(at: datetime) -> Way:
    """Return the way to what is over its legal time: by the clocks where they are few, else by deadlines. One query."""
    late = ClockRow.objects.filter(running=True, clock__in=LEGAL, due_at__lt=at)
    asked = Q(Exists(late.filter(matter=OuterRef("id"))))
    # Both values of a yes-or-no that the index begins with, so that a range of days is found by it.
    by_day = late.filter(provisional__in=(False, True))
    if by_day[:FEW].count() < FEW:
        return Way(asked, Q(id__in=by_day.values("matter")), wide="id", dear=2)
    return Way(asked, DATED, wide="due_at", also=asked, dear=2)


def _lines(rows: list[MatterRow], actor: Actor) -> tuple[ChargeLine, ...]:
    called = names(
        Keys(
            units=[row.lead_unit for row in rows],
            posts=[row.charge_post for row in rows],
            divisions=[row.division for row in rows],
        )
    )
    over = _days_over([row.id for row in rows], actor.at)
    today = actor.at.astimezone(SHANGHAI).date()
    return tuple(_line(row, called, over.get(row.id, 0), today) for row in rows)


def _days_over(matters: list[UUID], at: datetime) -> dict[UUID, int]:
    clocks = ClockRow.objects.filter(matter__in=matters, running=True, clock__in=LEGAL, due_at__lt=at)
    today = at.astimezone(SHANGHAI).date()
    days: dict[UUID, int] = {}
    for matter, due_on in clocks.values_list("matter", "due_on"):
        if due_on is not None:
            days[matter] = max(days.get(matter, 0), (today - due_on).days)
    return days


def _line(row: MatterRow, called: Names, over: int, today: date) -> ChargeLine:
    kind = ALL[row.kind]
    return ChargeLine(
        number=row.number,
        title=row.title,
        kind=kind.name,
        state=kind.state(row.state).name,
        leader=called.post(row.charge_post) if row.charge_post else "",
        target_on=row.charge_on,
        late=row.charge_on is not None and row.charge_on < today,
        ground=GROUNDS.get(row.backlog),
        over=over,
        lead=called.unit(row.lead_unit),
        place=called.division(row.division),
        stage=str(row.values.get("charge_stage", "")),
    )

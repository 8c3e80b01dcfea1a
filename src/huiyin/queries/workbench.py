"""The workbench: what waits for the actor, what is due, and how many of each."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Exists, F, Q, QuerySet

from huiyin.flow.actor import Actor
from huiyin.kit.days import SHANGHAI, DayCalendar
from huiyin.kit.text import Text
from huiyin.queries.lights import days_left, horizon
from huiyin.queries.matter_rows import MatterLine, lines, turn_keys
from huiyin.store.access import signing_units, visible, waiting_for
from huiyin.store.calendar import county_calendar
from huiyin.store.matters import MatterRow

SHOWN = 12
# Counts are exact up to here; beyond it a page says 1000+.
MOST_COUNTED = 1000
AHEAD_DAYS = 14


@dataclass(frozen=True, slots=True)
class Counts:
    """How many open matters stand under each light, and how many wait to be signed for."""

    overdue: int
    today: int
    soon: int
    in_time: int
    supervised: int
    unsigned: int
    longest_overdue: int


@dataclass(frozen=True, slots=True)
class DayLoad:
    """How many matters fall due on a day."""

    day: date
    due: int
    working: bool


@dataclass(frozen=True, slots=True)
class Workbench:
    """What the first page shows. `tabs` counts todo, open, waiting, done; counts stop at 1001."""

    counts: Counts
    tabs: dict[str, int]
    tab: str
    lines: tuple[MatterLine, ...]
    ahead: tuple[DayLoad, ...]
    today: Text


def capped(rows: QuerySet[MatterRow]) -> int:
    """Count rows, exactly up to a thousand and as 1001 beyond. One query."""
    return rows.order_by()[: MOST_COUNTED + 1].count()


def tab_rows(actor: Actor, tab: str) -> QuerySet[MatterRow]:
    """Return the rows of a tab: todo, open, waiting or done."""
    seen = visible(actor)
    if tab == "done":
        return seen.filter(final=True)
    living = seen.filter(final=False)
    if tab == "waiting":
        return living.filter(turn="", history=False)
    if tab == "open":
        return living.exclude(turn="")
    mine = Q(turn__in=sorted(turn_keys(actor)))
    if units := signing_units(actor):
        mine |= Q(Exists(waiting_for(units)))
    return living.filter(mine)


def todo_count(actor: Actor) -> int:
    """Count what waits for the actor, for the menu. One query."""
    return capped(tab_rows(actor, "todo"))


TABS = ("todo", "open", "waiting", "done")


def workbench(actor: Actor, *, tab: str = "") -> Workbench:
    """Return the workbench of an actor. About fifteen queries, flat in rows.

    Without a tab it opens at what waits for the actor, or at what is in hand where nothing does.
    """
    held = {one: capped(tab_rows(actor, one)) for one in TABS}
    if tab not in TABS:
        tab = "todo" if held["todo"] or not held["open"] else "open"
    rows = tab_rows(actor, tab)
    if tab == "done":
        rows = rows.order_by("-changed_at", "-id")
    else:
        rows = rows.order_by(F("due_at").asc(nulls_last=True), "id")
    calendar = county_calendar()
    return Workbench(
        counts=_counts(actor, calendar),
        tabs=held,
        tab=tab,
        lines=lines(rows[:SHOWN], actor=actor),
        ahead=_ahead(actor, calendar),
        today=calendar.why(actor.at.astimezone(SHANGHAI).date()),
    )


def _counts(actor: Actor, calendar: DayCalendar) -> Counts:
    living, edge = visible(actor).filter(final=False), horizon(actor.at, calendar)
    late = living.filter(due_at__lt=edge.now)
    oldest = late.order_by("due_at").values_list("due_at", flat=True).first()
    return Counts(
        overdue=capped(late),
        today=capped(living.filter(due_at__gte=edge.now, due_at__lt=edge.today_end)),
        soon=capped(living.filter(due_at__gte=edge.now, due_at__lt=edge.soon_end)),
        in_time=capped(living.filter(due_at__gte=edge.soon_end)),
        supervised=capped(living.filter(supervised=True)),
        unsigned=capped(living.filter(pending_post__in=sorted(post.key for post in actor.posts))),
        longest_overdue=-days_left(oldest, at=actor.at, calendar=calendar) if oldest else 0,
    )


def _ahead(actor: Actor, calendar: DayCalendar) -> tuple[DayLoad, ...]:
    """Return how many of the actor's open matters fall due on each of the next two weeks' days. One query."""
    today = actor.at.astimezone(SHANGHAI).date()
    until = datetime.combine(today + timedelta(days=AHEAD_DAYS), datetime.min.time(), SHANGHAI)
    mine = Q(turn__in=sorted(turn_keys(actor))) | Q(lead_unit__in=sorted(actor.units))
    due = visible(actor).filter(mine, final=False, due_at__gte=actor.at, due_at__lt=until)
    loads: dict[date, int] = {}
    for moment in due.values_list("due_at", flat=True)[: MOST_COUNTED + 1]:
        if moment is not None:
            day = moment.astimezone(SHANGHAI).date()
            loads[day] = loads.get(day, 0) + 1
    days = (today + timedelta(days=number) for number in range(AHEAD_DAYS))
    return tuple(DayLoad(day, loads.get(day, 0), calendar.is_working(day)) for day in days)

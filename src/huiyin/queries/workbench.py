"""The workbench: what waits for the actor, what is due, and how many of each."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import QuerySet

from huiyin.flow.actor import Actor
from huiyin.kit.days import SHANGHAI, DayCalendar
from huiyin.kit.text import Text
from huiyin.queries.board import TABS, Board, board, under
from huiyin.queries.lights import days_left, horizon
from huiyin.queries.matter_rows import MatterLine, lines
from huiyin.queries.seen import DATED, MOST_COUNTED, UNDATED, Order
from huiyin.store.calendar import county_calendar
from huiyin.store.matters import MatterRow

SHOWN = 12
AHEAD_DAYS = 14


@dataclass(frozen=True, slots=True)
class DayLoad:
    """How many matters fall due on a day."""

    day: date
    due: int
    working: bool


@dataclass(frozen=True, slots=True)
class Workbench:
    """What the first page shows. `tabs` counts todo, open, waiting, done; counts stop at 1001."""

    board: Board
    longest_overdue: int
    tabs: dict[str, int]
    tab: str
    lines: tuple[MatterLine, ...]
    ahead: tuple[DayLoad, ...]
    today: Text


def capped(rows: QuerySet[MatterRow]) -> int:
    """Count rows, exactly up to a thousand and as 1001 beyond. One query."""
    return rows.order_by()[: MOST_COUNTED + 1].count()


def todo_count(actor: Actor) -> int:
    """Count what waits for the actor, for the menu. One query."""
    return under(actor, "todo").count()


def workbench(actor: Actor, *, tab: str = "") -> Workbench:
    """Return the workbench of an actor. About ten queries, twenty where more than a thousand are open; flat in rows.

    Without a tab it opens at what waits for the actor, or at what is in hand where nothing does.
    """
    calendar = county_calendar()
    until = _midnight_after(actor.at, AHEAD_DAYS)
    held = board(actor, horizon(actor.at, calendar), ahead=until - actor.at)
    if tab not in TABS:
        tab = "todo" if held.todo or not held.open else "open"
    return Workbench(
        board=held,
        longest_overdue=-days_left(held.oldest, at=actor.at, calendar=calendar) if held.oldest else 0,
        tabs={"todo": held.todo, "open": held.open, "waiting": held.waiting, "done": under(actor, "done").count()},
        tab=tab,
        lines=lines(_shown(actor, tab), actor=actor),
        ahead=_ahead(held, actor, calendar),
        today=calendar.why(actor.at.astimezone(SHANGHAI).date()),
    )


def _midnight_after(at: datetime, days: int) -> datetime:
    day = at.astimezone(SHANGHAI).date() + timedelta(days=days)
    return datetime.combine(day, datetime.min.time(), SHANGHAI)


def _shown(actor: Actor, tab: str) -> list[MatterRow]:
    """Return the first rows of a tab: what was closed last, else what is due first and then what has no deadline."""
    if tab == "done":
        return under(actor, tab).in_order().first(Order("changed_at"), SHOWN)
    found = under(actor, tab).found()
    dated = found.first(Order("due_at", down=False), SHOWN, DATED)
    if len(dated) == SHOWN:
        return dated
    return dated + found.first(Order("id", down=False), SHOWN - len(dated), UNDATED)


def _ahead(held: Board, actor: Actor, calendar: DayCalendar) -> tuple[DayLoad, ...]:
    """Return how many of the actor's open matters fall due on each of the next two weeks' days."""
    today = actor.at.astimezone(SHANGHAI).date()
    loads: dict[date, int] = {}
    for moment in held.dues:
        day = moment.astimezone(SHANGHAI).date()
        loads[day] = loads.get(day, 0) + 1
    days = (today + timedelta(days=number) for number in range(AHEAD_DAYS))
    return tuple(DayLoad(day, loads.get(day, 0), calendar.is_working(day)) for day in days)

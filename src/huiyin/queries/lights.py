"""The light of a deadline: what is overdue, due soon, in time or supervised, said in working days."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from huiyin.kit.days import SHANGHAI, DayCalendar
from huiyin.kit.text import Text

# A matter is yellow from the third working day before it is due; staff know the rule by this number.
SOON_WORKING_DAYS = 3


@dataclass(frozen=True, slots=True)
class Lamp:
    """A light: `colour` is g, y, r or b, and it never stands without words."""

    colour: str
    words: Text


@dataclass(frozen=True, slots=True)
class Horizon:
    """The moments that part the lights: now, the end of today, and the end of the third working day."""

    now: datetime
    today_end: datetime
    soon_end: datetime


def horizon(at: datetime, calendar: DayCalendar) -> Horizon:
    """Return the moments that part the lights at a moment."""
    today = at.astimezone(SHANGHAI).date()
    soon = calendar.add_working_days(today, SOON_WORKING_DAYS)
    return Horizon(at, _end_of(today), _end_of(soon))


def lamp(due_at: datetime | None, *, supervised: bool, at: datetime, calendar: DayCalendar) -> Lamp | None:
    """Return the light of a running deadline; None where none runs and nobody supervises."""
    if due_at is None:
        return Lamp("b", Text("督办", "Supervised")) if supervised else None
    left = days_left(due_at, at=at, calendar=calendar)
    if due_at < at:
        return Lamp("r", _overdue(-left))
    words = Text("今天到期", "Due today") if _same_day(due_at, at) else _remaining(left)
    if supervised:
        return Lamp("b", Text(f"督办 · {words.zh}", f"Supervised, {words.en}"))
    return Lamp("y" if left <= SOON_WORKING_DAYS else "g", words)


def days_left(due_at: datetime, *, at: datetime, calendar: DayCalendar) -> int:
    """Return the working days from today to the due day, negative once it has passed."""
    today, due = at.astimezone(SHANGHAI).date(), due_at.astimezone(SHANGHAI).date()
    if due < today:
        return -calendar.working_days_between(due, today)
    return calendar.working_days_between(today, due)


def _same_day(one: datetime, other: datetime) -> bool:
    return one.astimezone(SHANGHAI).date() == other.astimezone(SHANGHAI).date()


def _overdue(days: int) -> Text:
    if not days:
        return Text("刚过期限", "Just overdue")
    return Text(f"超期 {days} 个工作日", f"{days} working days overdue")


def _remaining(days: int) -> Text:
    return Text(f"余 {days} 个工作日", f"{days} working days left")


def _end_of(day: date) -> datetime:
    return datetime.combine(day, time(), SHANGHAI) + timedelta(days=1)

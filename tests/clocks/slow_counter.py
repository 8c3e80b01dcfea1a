"""An independent time engine that walks day by day and nothing else. It shares no code with the real one, on purpose.

It is slow and plain so that a lawyer's clerk could follow it with a finger on a wall calendar. The rules are those of
docs/clocks.md; whatever the real engine does cleverly must come out the same here.
"""

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta, timezone

DAY = timedelta(days=1)
CHINA = timezone(timedelta(hours=8))


@dataclass
class WallCalendar:
    """Days crossed out, weekends to work on, and the stretches whose calendar has been printed."""

    off: set[date]
    work: set[date]
    printed: list[tuple[date, date]]

    def office_open(self, day: date) -> bool:
        if day in self.work:
            return True
        if day in self.off:
            return False
        return day.isoweekday() <= 5

    def is_printed(self, day: date) -> bool:
        return any(first <= day <= last for first, last in self.printed)


@dataclass
class Question:
    """One clock and its history, in bare numbers."""

    n: int | None
    unit: str
    start: date
    at: datetime | None = None
    back: bool = False
    fixed: tuple[tuple[int, int], ...] = ()
    extra: int = 0
    extra_in_days: bool = False
    stops: list[tuple[date, date | None]] = field(default_factory=list)


@dataclass
class Answer:
    """What the finger on the calendar found."""

    nominal: date | None
    due: date | None
    due_at: datetime | None
    provisional: bool
    counted: list[date]


def answer(question: Question, wall: WallCalendar) -> Answer:
    if question.unit in ("h", "min"):
        return _by_the_hour(question, wall)
    if question.unit == "none":
        return Answer(None, None, None, not wall.is_printed(question.start), [])
    if question.unit == "date":
        return _settle(question, wall, _walk_to_fixed_date(question), roll=False)
    if question.back:
        return _settle(question, wall, _walk_back(question, wall), roll=False)
    if question.unit in ("mo", "yr"):
        return _settle(question, wall, _walk_months(question), roll=True)
    return _settle(question, wall, _walk_days(question, wall), roll=question.unit == "cal")


def used(question: Question, wall: WallCalendar, end: date) -> int:
    """How many days of the question's kind lie after the start day, up to and including the end."""
    first, last = question.start, end
    if question.back:
        first, last = end, question.start
    total = 0
    day = first
    while day < last:
        day += DAY
        if _counts(question, wall, day) and not _stopped(question, day):
            total += 1
    return total


def _counts(question: Question, wall: WallCalendar, day: date) -> bool:
    return question.unit != "wd" or wall.office_open(day)


def _stopped(question: Question, day: date) -> bool:
    return any(first <= day and (last is None or day <= last) for first, last in question.stops)


def _stopped_for_good(question: Question, day: date) -> bool:
    return any(first <= day and last is None for first, last in question.stops)


def _walk_days(question: Question, wall: WallCalendar) -> list[date] | date:
    """The counted days in order; or, when the clock still stands still, the day on which it stopped."""
    counted: list[date] = []
    day = question.start
    while len(counted) < (question.n or 0) + question.extra:
        day += DAY
        if _stopped_for_good(question, day):
            return day
        if _counts(question, wall, day) and not _stopped(question, day):
            counted.append(day)
    return counted


def _walk_months(question: Question) -> list[date] | date:
    """To the same number of a later month, then on by the agreed days and by as many as the clock stood still."""
    days = _days_to_the_same_number(question)
    wanted = len(days) + (question.extra if question.extra_in_days else 0)
    counted: list[date] = []
    day = question.start
    while len(counted) < wanted:
        day += DAY
        if _stopped_for_good(question, day):
            return day
        if not _stopped(question, day):
            counted.append(day)
    return counted


def _days_to_the_same_number(question: Question) -> list[date]:
    months = (question.n or 0) + (0 if question.extra_in_days else question.extra)
    if question.unit == "yr":
        months *= 12
    days: list[date] = []
    day = question.start
    while months > 0:
        day += DAY
        days.append(day)
        if day.day == 1:
            months -= 1
    while day.day < question.start.day and (day + DAY).day != 1:
        day += DAY
        days.append(day)
    return days


def _walk_back(question: Question, wall: WallCalendar) -> list[date]:
    counted: list[date] = []
    day = question.start
    while len(counted) < (question.n or 0):
        day -= DAY
        if _counts(question, wall, day):
            counted.append(day)
    return counted


def _walk_to_fixed_date(question: Question) -> list[date]:
    days = [question.start + DAY]
    while (days[-1].month, days[-1].day) not in question.fixed:
        days.append(days[-1] + DAY)
    return days


def _settle(question: Question, wall: WallCalendar, counted: list[date] | date, *, roll: bool) -> Answer:
    if isinstance(counted, date):
        until = counted
        return Answer(
            None, None, None, _touches_unprinted(wall, question.start, until), _counted_before(question, wall, until)
        )
    nominal = counted[-1] if counted else question.start
    due = nominal
    while roll and not wall.office_open(due):
        due += DAY
    at = datetime.combine(due, time(23, 59, 59), CHINA)
    return Answer(nominal, due, at, _touches_unprinted(wall, question.start, due), sorted(counted))


def _counted_before(question: Question, wall: WallCalendar, until: date) -> list[date]:
    days = []
    day = question.start + DAY
    while day < until:
        if _counts(question, wall, day) and not _stopped(question, day):
            days.append(day)
        day += DAY
    return days


def _by_the_hour(question: Question, wall: WallCalendar) -> Answer:
    assert question.at is not None
    at = question.at
    step = timedelta(hours=1) if question.unit == "h" else timedelta(minutes=1)
    for _ in range((question.n or 0) + question.extra):
        at += step
    days = [question.start]
    while days[-1] < at.date():
        days.append(days[-1] + DAY)
    return Answer(at.date(), at.date(), at, _touches_unprinted(wall, question.start, at.date()), days)


def _touches_unprinted(wall: WallCalendar, one: date, other: date) -> bool:
    day, last = min(one, other), max(one, other)
    while day <= last:
        if not wall.is_printed(day):
            return True
        day += DAY
    return False

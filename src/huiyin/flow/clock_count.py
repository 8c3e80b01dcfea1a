"""Counting: when a clock is due, and how much of it was used. No loop over days in the common case."""

from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from huiyin.flow.clock_allowed import check_extension, day_of, moment_of, united
from huiyin.flow.clock_terms import UNIT_NAMES, Clock, ClockError, Due, Sense, Span, Unit
from huiyin.kit.days import SHANGHAI, DayCalendar
from huiyin.kit.text import Text

_ONE_DAY = timedelta(days=1)
_LAST_SECOND = time(23, 59, 59, tzinfo=SHANGHAI)
_ROLLING = frozenset({Unit.CAL, Unit.MO, Unit.YR})


@dataclass(frozen=True)
class Reach:
    """How far a clock reaches: `nominal` before and `due` after a rest day moved it, and the days it stood still.

    `held` are united (first, last) stretches inside the running time. While the clock still stands still, `nominal`
    and `due` are None and `open_from` is the first day of the standing.
    """

    start: date
    nominal: date | None
    due: date | None
    held: tuple[tuple[date, date], ...] = ()
    open_from: date | None = None

    @property
    def first(self) -> date:
        return min(self.start, self.due or self.start)

    @property
    def last(self) -> date:
        return max(self.start, self.due or self.open_from or self.start)


def due(
    clock: Clock,
    start: datetime | date,
    *,
    calendar: DayCalendar,
    spans: Sequence[Span] = (),
    extended: int = 0,
) -> Due:
    """Compute when the clock is due.

    `start` is the day or moment of the event (for "before" clocks the event counted back from); a naive datetime is
    read as Chinese time. `extended` is the whole extension granted, in the unit of the clock's extension. Raises
    ClockError with a sentence for a suspension or extension that the clock's row does not allow.
    """
    if clock.unit.is_exact:
        return _due_exact(clock, start, calendar=calendar, spans=spans, extended=extended)
    found = reach(clock, start, calendar=calendar, spans=spans, extended=extended)
    return Due(
        due_at=None if found.due is None else datetime.combine(found.due, _LAST_SECOND),
        due_on=found.due,
        nominal_on=found.nominal,
        provisional=not calendar.is_settled(found.first, found.last),
    )


def days_used(
    clock: Clock,
    start: datetime | date,
    end: datetime | date,
    *,
    calendar: DayCalendar,
    spans: Sequence[Span] = (),
) -> int:
    """Count the days of the clock's kind used from start to end, the day it was satisfied; 0 when end is not later.

    Working days for wd clocks, calendar days for every other. For a "before" clock: the days by which end is earlier
    than the event.
    """
    first, last = day_of(start), day_of(end)
    if clock.sense is Sense.BEFORE:
        first, last = last, first
    if last <= first:
        return 0
    used = _days_between(clock, first, last, calendar)
    for held_from, held_to in united(clock, spans, after=first):
        if held_from <= last:
            used -= _days_between(clock, held_from - _ONE_DAY, min(held_to or last, last), calendar)
    return used


def reach(
    clock: Clock,
    start: datetime | date,
    *,
    calendar: DayCalendar,
    spans: Sequence[Span] = (),
    extended: int = 0,
) -> Reach:
    """Compute how far a day clock reaches; `due` and the strip both read this one answer."""
    first = day_of(start)
    check_extension(clock, extended)
    stood = united(clock, spans, after=first)
    if clock.unit is Unit.DATE:
        fixed_on = _next_fixed(clock, first)
        return Reach(first, fixed_on, fixed_on)
    if clock.n is None:
        return Reach(first, None, None)
    if clock.sense is Sense.BEFORE:
        latest = _count_back(clock, first, calendar)
        return Reach(first, latest, latest)
    found = _run(clock, first, calendar=calendar, stood=stood, extended=extended)
    if found.nominal is None or clock.unit not in _ROLLING:
        return found
    return Reach(first, found.nominal, calendar.next_working(found.nominal), found.held)


def _due_exact(
    clock: Clock, start: datetime | date, *, calendar: DayCalendar, spans: Sequence[Span], extended: int
) -> Due:
    if not isinstance(start, datetime):
        raise ClockError(
            Text(
                f"{clock.name.zh}（{clock.id}）按{UNIT_NAMES[clock.unit].zh}计算，起算时间要写到几点几分。",
                f"{clock.name.en} ({clock.id}) counts {UNIT_NAMES[clock.unit].en}, so its start needs a time of day.",
            )
        )
    first = day_of(start)
    check_extension(clock, extended)
    united(clock, spans, after=first)
    length = (clock.n or 0) + extended
    exact = timedelta(hours=length) if clock.unit is Unit.H else timedelta(minutes=length)
    at = moment_of(start) + exact
    last = at.date()
    return Due(due_at=at, due_on=last, nominal_on=last, provisional=not calendar.is_settled(first, last))


def _run(
    clock: Clock,
    start: date,
    *,
    calendar: DayCalendar,
    stood: Sequence[tuple[date, date | None]],
    extended: int,
) -> Reach:
    """Count forward, standing still in every stretch that begins before the running end."""
    added = 0
    held: list[tuple[date, date]] = []
    end = _count_on(clock, start, calendar=calendar, extended=extended, added=0)
    for first, last in stood:
        if first > end:
            break
        if last is None:
            return Reach(start, None, None, tuple(held), open_from=first)
        held.append((first, last))
        added += _days_between(clock, first - _ONE_DAY, last, calendar)
        end = _count_on(clock, start, calendar=calendar, extended=extended, added=added)
    return Reach(start, end, end, tuple(held))


def _count_on(clock: Clock, start: date, *, calendar: DayCalendar, extended: int, added: int) -> date:
    n = clock.n or 0
    if clock.unit is Unit.WD:
        return calendar.add_working_days(start, n + extended + added)
    if clock.unit is Unit.CAL:
        return start + timedelta(days=n + extended + added)
    in_days = clock.extend is not None and clock.extend.unit is Unit.CAL
    months = (n + (0 if in_days else extended)) * (12 if clock.unit is Unit.YR else 1)
    return _months_on(start, months) + timedelta(days=added + (extended if in_days else 0))


def _count_back(clock: Clock, event: date, calendar: DayCalendar) -> date:
    n = clock.n or 0
    return calendar.add_working_days(event, -n) if clock.unit is Unit.WD else event - timedelta(days=n)


def _months_on(day: date, months: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def _next_fixed(clock: Clock, start: date) -> date:
    """The first of the clock's fixed dates after the start day."""
    named = sorted(date(year, month, day) for year in (start.year, start.year + 1) for month, day in clock.fixed)
    return next(day for day in named if day > start)


def _days_between(clock: Clock, after: date, through: date, calendar: DayCalendar) -> int:
    if clock.unit is Unit.WD:
        return calendar.working_days_between(after, through)
    return (through - after).days

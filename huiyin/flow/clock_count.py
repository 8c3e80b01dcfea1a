"""Counting: when a clock is due, and how much of it was used. No loop over days in the common case."""

from calendar import monthrange
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from huiyin.flow.clock_terms import UNIT_NAMES, Clock, ClockError, Due, Extension, Sense, Span, Unit
from huiyin.kit.days import SHANGHAI, DayCalendar
from huiyin.kit.text import Text

# Before 1992 China changed its clocks in summer, so the fixed offset would be wrong; after 2199 no notice reaches.
FIRST_DAY, LAST_DAY = date(1992, 1, 1), date(2199, 12, 31)

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
    for held_from, held_to in _united(clock, spans, after=first):
        if held_from <= last:
            used -= _days_between(clock, held_from - timedelta(days=1), min(held_to or last, last), calendar)
    return used


def day_of(moment: datetime | date) -> date:
    """The day in China on which a moment falls; a bare date is that day."""
    day = moment_of(moment).date() if isinstance(moment, datetime) else moment
    if not FIRST_DAY <= day <= LAST_DAY:
        raise ClockError(
            Text(
                f"只能计算 {FIRST_DAY.year} 年至 {LAST_DAY.year} 年之间的日期，{day} 不在其中。",
                f"Only dates from {FIRST_DAY.year} to {LAST_DAY.year} can be counted; {day} is not one.",
            )
        )
    return day


def moment_of(moment: datetime) -> datetime:
    """The same moment on Chinese clocks; a naive one is taken to be Chinese time already."""
    if moment.tzinfo is None:
        return moment.replace(tzinfo=SHANGHAI)
    try:
        return moment.astimezone(SHANGHAI)
    except OverflowError as error:
        raise ClockError(Text("这个时间超出了可以计算的范围。", "That moment is out of range.")) from error


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
    stood = _united(clock, spans, after=first)
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


def check_extension(clock: Clock, extended: int) -> None:
    """Refuse an extension that the clock's row does not allow."""
    allowed = clock.extend
    if extended == 0:
        return
    if extended < 0:
        raise ClockError(Text("延长的数量必须大于零。", "An extension must be more than zero."))
    if allowed is None:
        raise ClockError(
            Text(
                f"{clock.name.zh}（{clock.id}）不能延长：{clock.basis}没有规定延长。",
                f"{clock.name.en} ({clock.id}) cannot be extended: {clock.basis} provides no extension.",
            )
        )
    most = most_extension(allowed)
    if most is not None and extended > most:
        unit = UNIT_NAMES[allowed.unit]
        raise ClockError(
            Text(
                f"{clock.name.zh}（{clock.id}）最多延长{most}{unit.zh}，不能延长{extended}{unit.zh}（{clock.basis}）。",
                f"{clock.name.en} ({clock.id}) may be extended by at most {most} {unit.en}, not {extended} "
                f"({clock.basis}).",
            )
        )


# Where the law leaves the length of an extension to agreement, ten years is beyond any real one and still countable.
_AGREED_MOST = {Unit.CAL: 3650, Unit.WD: 2500, Unit.MO: 120, Unit.YR: 10, Unit.H: 87600, Unit.MIN: 5256000}


def most_extension(allowed: Extension) -> int:
    """The longest extension in all: what the row names times how often, or a bare sanity bound for agreed ones."""
    return _AGREED_MOST[allowed.unit] if allowed.n is None else allowed.n * allowed.times


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
    _united(clock, spans, after=first)
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
        added += _days_between(clock, first - timedelta(days=1), last, calendar)
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


def _united(clock: Clock, spans: Iterable[Span], *, after: date) -> list[tuple[date, date | None]]:
    """Check the grounds, cut the stretches to the days after the start day, and join those that touch."""
    stretches: list[tuple[date, date | None]] = []
    for span in sorted(spans, key=lambda span: span.first):
        _check_span(clock, span)
        first = max(span.first, after + timedelta(days=1))
        if span.last is not None and span.last < first:
            continue
        if stretches and _touches(stretches[-1][1], first):
            stretches[-1] = (stretches[-1][0], _later(stretches[-1][1], span.last))
        else:
            stretches.append((first, span.last))
    return stretches


def _check_span(clock: Clock, span: Span) -> None:
    if not any(span.ground in (ground.zh, ground.en) for ground in clock.grounds):
        listed = Text("、".join(g.zh for g in clock.grounds), ", ".join(g.en for g in clock.grounds))
        allowed = Text(f"只能因{listed.zh}中止", f"it may stand still only for: {listed.en}")
        if not clock.grounds:
            allowed = Text("没有列出任何中止事由", "it lists no ground to stand still")
        raise ClockError(
            Text(
                f"“{span.ground}”不是{clock.name.zh}（{clock.id}）的法定中止事由：{clock.basis}{allowed.zh}。",
                f"“{span.ground}” is no legal ground to suspend {clock.name.en} ({clock.id}): "
                f"under {clock.basis} {allowed.en}.",
            )
        )
    day_of(span.first)
    if span.last is not None and day_of(span.last) < span.first:
        raise ClockError(
            Text(
                f"中止的起止日期写反了：{span.first} 晚于 {span.last}。",
                f"The suspension ends before it begins: {span.first} is after {span.last}.",
            )
        )


def _touches(last: date | None, first: date) -> bool:
    return last is None or first <= last + timedelta(days=1)


def _later(last: date | None, other: date | None) -> date | None:
    return None if last is None or other is None else max(last, other)

"""What a clock's row allows: dates that can be counted, extensions within the law, and only listed grounds to stand still."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from huiyin.flow.clock_terms import UNIT_NAMES, Clock, ClockError, Extension, Span, Unit
from huiyin.kit.days import SHANGHAI
from huiyin.kit.text import Text

# Before 1992 China changed its clocks in summer, so the fixed offset would be wrong; after 2199 no notice reaches.
FIRST_DAY, LAST_DAY = date(1992, 1, 1), date(2199, 12, 31)

# Where the law leaves the length of an extension to agreement, ten years is beyond any real one and still countable.
_AGREED_MOST = {Unit.CAL: 3650, Unit.WD: 2500, Unit.MO: 120, Unit.YR: 10, Unit.H: 87600, Unit.MIN: 5256000}
_ONE_DAY = timedelta(days=1)


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
    if extended > most:
        unit = UNIT_NAMES[allowed.unit]
        raise ClockError(
            Text(
                f"{clock.name.zh}（{clock.id}）最多延长{most}{unit.zh}，不能延长{extended}{unit.zh}（{clock.basis}）。",
                f"{clock.name.en} ({clock.id}) may be extended by at most {most} {unit.en}, not {extended} "
                f"({clock.basis}).",
            )
        )


def most_extension(allowed: Extension) -> int:
    """The longest extension in all: what the row names times how often, or a bare sanity bound for agreed ones."""
    return _AGREED_MOST[allowed.unit] if allowed.n is None else allowed.n * allowed.times


def united(clock: Clock, spans: Iterable[Span], *, after: date) -> list[tuple[date, date | None]]:
    """Check the grounds, cut the stretches to the days after the start day, and join those that touch.

    From the first day of a standing that has not ended on, nothing else matters: it is the last stretch.
    """
    closed: list[tuple[date, date]] = []
    open_from: date | None = None
    for span in sorted(spans, key=lambda span: span.first):
        _check_span(clock, span)
        first = max(span.first, after + _ONE_DAY)
        if span.last is None:
            open_from = min(open_from or first, first)
        elif first <= span.last:
            _join(closed, first, span.last)
    if open_from is None:
        return list(closed)
    before = [(first, min(last, open_from - _ONE_DAY)) for first, last in closed if first < open_from]
    return [*before, (open_from, None)]


def _join(stretches: list[tuple[date, date]], first: date, last: date) -> None:
    if stretches and first <= stretches[-1][1] + _ONE_DAY:
        stretches[-1] = (stretches[-1][0], max(stretches[-1][1], last))
    else:
        stretches.append((first, last))


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

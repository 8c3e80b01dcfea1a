"""The day-by-day strip of a clock: every day from start to due, whether it counted, and why in words."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta

from huiyin.flow.clock_count import Reach, due, reach
from huiyin.flow.clock_terms import UNIT_NAMES, Clock, Sense, Span, StripDay, Unit
from huiyin.kit.days import DayCalendar
from huiyin.kit.text import Text

_ONE_DAY = timedelta(days=1)
_PROVISIONAL = Text("（节假日暂按法定节假日推算）", " (holidays computed, no notice yet)")
_NOT_STARTED = Text("起算日，不计入", "start day, not counted")
_EVENT = Text("活动或会议当日，不计入", "day of the event, not counted")
_NOTHING = Text("", "")


def strip(
    clock: Clock,
    start: datetime | date,
    *,
    calendar: DayCalendar,
    spans: Sequence[Span] = (),
    extended: int = 0,
) -> tuple[StripDay, ...]:
    """Lay out every day of the clock in order of date; raises ClockError exactly where `due` does."""
    if clock.unit.is_exact:
        answer = due(clock, start, calendar=calendar, spans=spans, extended=extended)
        return tuple(_exact_days(clock, start, answer.due_at))
    found = reach(clock, start, calendar=calendar, spans=spans, extended=extended)
    if clock.sense is Sense.BEFORE and found.due is not None:
        return tuple(_days_back(clock, found, calendar))
    return tuple(_days_on(clock, found, calendar=calendar, spans=spans))


def explain(
    clock: Clock,
    start: datetime | date,
    *,
    calendar: DayCalendar,
    spans: Sequence[Span] = (),
    extended: int = 0,
) -> dict[str, object]:
    """Answer with the clock's due moment and its strip as plain JSON values.

    A clock without a number also carries `text`, what the law says instead.
    """
    answer = due(clock, start, calendar=calendar, spans=spans, extended=extended)
    days = strip(clock, start, calendar=calendar, spans=spans, extended=extended)
    told: dict[str, object] = {
        "id": clock.id,
        "unit": clock.unit.value,
        "n": clock.n,
        "sense": clock.sense.value,
        "due_at": answer.due_at.isoformat() if answer.due_at else None,
        "due_on": answer.due_on.isoformat() if answer.due_on else None,
        "nominal_on": answer.nominal_on.isoformat() if answer.nominal_on else None,
        "provisional": answer.provisional,
        "basis": clock.basis_text,
        "strip": [{"date": day.date.isoformat(), "counted": day.counted, "why": day.why.zh} for day in days],
    }
    if clock.word is not None:
        told["text"] = clock.word.zh
    return told


def _days_on(clock: Clock, found: Reach, *, calendar: DayCalendar, spans: Sequence[Span]) -> Iterator[StripDay]:
    yield _first_day(clock, found, calendar)
    number, day = 0, found.start
    while day < found.last:
        day += _ONE_DAY
        if found.nominal is not None and day > found.nominal:
            yield _after_nominal(day, found, calendar)
        elif ground := _held_by(day, found, spans):
            yield StripDay(day, False, _standing(ground, still=found.open_from == day), None, "held")
        elif clock.unit is Unit.WD and not calendar.is_working(day):
            yield StripDay(day, False, _kind(day, calendar, Text("，不计入", ", not counted")), None, "off")
        else:
            number += 1
            yield _counted(clock, found, day=day, number=number, calendar=calendar)


def _first_day(clock: Clock, found: Reach, calendar: DayCalendar) -> StripDay:
    if clock.n is None and clock.unit is Unit.NONE:
        word = clock.word or _NOTHING
        why = Text(f"起算日；{word.zh}，没有天数", f"start day; {word.en}, no number of days")
        return StripDay(found.start, False, why, None, "start")
    if found.due != found.start:
        why = _NOT_STARTED
        if found.nominal == found.start:
            why = _kind(found.start, calendar, Text("，当日到期，顺延", ", due today, moved on"))
        return StripDay(found.start, False, why, None, "start")
    return StripDay(found.start, False, Text("当日到期", "due the same day"), None, "due")


def _counted(clock: Clock, found: Reach, *, day: date, number: int, calendar: DayCalendar) -> StripDay:
    kind = _kind(day, calendar, _NOTHING)
    why = Text(f"第{number}日，{kind.zh}", f"day {number}, {kind.en}")
    if clock.unit is not Unit.WD and not calendar.is_working(day):
        why = Text(f"{why.zh}，按日计入", f"{why.en}, counted as a calendar day")
    if day == found.due:
        return StripDay(day, True, _ending(clock, why), number, "due")
    if day == found.nominal:
        why = Text(f"{why.zh}；期满日遇休息日，顺延", f"{why.en}; the last day is a rest day, so it moves on")
    return StripDay(day, True, why, number, "counted")


def _ending(clock: Clock, why: Text) -> Text:
    if clock.sense is Sense.EARLIEST:
        return Text(f"{why.zh}；期满，次日起可以进行下一步", f"{why.en}; the next step is lawful from the day after")
    return Text(f"{why.zh}；到期", f"{why.en}; due")


def _after_nominal(day: date, found: Reach, calendar: DayCalendar) -> StripDay:
    if day == found.due:
        tail = Text("，顺延后的到期日", ", due day after moving on")
        return StripDay(day, False, _kind(day, calendar, tail), None, "due")
    return StripDay(day, False, _kind(day, calendar, Text("，顺延", ", moved on")), None, "rolled")


def _days_back(clock: Clock, found: Reach, calendar: DayCalendar) -> Iterator[StripDay]:
    """The days before an event, oldest first, numbered from the event backwards."""
    latest = found.due or found.start
    number = clock.n or 0
    day = latest
    while day < found.start:
        if clock.unit is Unit.WD and not calendar.is_working(day):
            yield StripDay(day, False, _kind(day, calendar, Text("，不计入", ", not counted")), None, "off")
        else:
            kind = _kind(day, calendar, _NOTHING)
            why = Text(f"往前第{number}日，{kind.zh}", f"{number} days before, {kind.en}")
            if day == latest:
                why = Text(f"{why.zh}；最迟这一天", f"{why.en}; the latest day")
            yield StripDay(day, True, why, number, "due" if day == latest else "counted")
            number -= 1
        day += _ONE_DAY
    yield StripDay(found.start, False, _EVENT, None, "due" if latest == found.start else "start")


def _exact_days(clock: Clock, start: datetime | date, due_at: datetime | None) -> Iterator[StripDay]:
    if not isinstance(start, datetime) or due_at is None:
        return
    began = start.astimezone(due_at.tzinfo) if start.tzinfo else start
    unit = UNIT_NAMES[clock.unit]
    running = Text(f"按{unit.zh}连续计算，不分工作日和休息日", f"counted in {unit.en} without a break")
    day, last = began.date(), due_at.date()
    while day < last:
        why = Text(f"{began:%H:%M} 起算，{running.zh}", f"from {began:%H:%M}, {running.en}")
        yield StripDay(day, True, why if day == began.date() else running, None, _mark(day, began))
        day += _ONE_DAY
    until = Text(f"{due_at:%H:%M} 到期，{running.zh}", f"due at {due_at:%H:%M}, {running.en}")
    yield StripDay(last, True, until, None, "due")


def _mark(day: date, began: datetime) -> str:
    return "start" if day == began.date() else "counted"


def _held_by(day: date, found: Reach, spans: Sequence[Span]) -> str | None:
    """The ground on which the clock stood still that day; None when it ran."""
    if day != found.open_from and not any(first <= day <= last for first, last in found.held):
        return None
    return next(span.ground for span in spans if span.first <= day and (span.last is None or day <= span.last))


def _standing(ground: str, *, still: bool) -> Text:
    if still:
        return Text(f"因{ground}中止，尚未恢复", f"suspended for {ground}, not yet resumed")
    return Text(f"因{ground}中止，不计入", f"suspended for {ground}, not counted")


def _kind(day: date, calendar: DayCalendar, tail: Text) -> Text:
    why = calendar.why(day)
    note = _PROVISIONAL if calendar.is_provisional(day) else _NOTHING
    return Text(f"{why.zh}{note.zh}{tail.zh}", f"{why.en}{note.en}{tail.en}")

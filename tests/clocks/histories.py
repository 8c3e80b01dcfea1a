"""Random histories of clocks, put to the engine and to the slow counter, and what they disagree on."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from random import Random

from huiyin.flow.clock import Clock, Due, Extension, Sense, Span, Unit, days_used, due, most_extension, strip
from huiyin.kinds.clocks import ROWS
from huiyin.kit.days import SHANGHAI, SHIPPED, DayCalendar
from huiyin.kit.text import Text
from tests.clocks.slow_counter import Answer, Question, WallCalendar, answer, used

_GROUNDS = (Text("听证", "hearing"), Text("鉴定", "appraisal"))
_LONGEST = {Unit.YR: 3, Unit.MO: 24}
_FIRST = date(2024, 10, 1)


@dataclass(frozen=True)
class History:
    """One clock, its start, its suspensions and extension, the day it was satisfied, and the calendars it lived under."""

    clock: Clock
    start: date | datetime
    spans: tuple[Span, ...]
    extended: int
    ended: date
    calendars: tuple[DayCalendar, ...]

    @property
    def day(self) -> date:
        return self.start.date() if isinstance(self.start, datetime) else self.start


def random_history(random: Random) -> History:
    clock = random.choice(ROWS) if random.random() < 0.6 else _random_clock(random)
    start = _FIRST + timedelta(days=random.randrange(1300))
    moment = datetime.combine(start, time(random.randrange(24), random.randrange(60)), SHANGHAI)
    calendars = [SHIPPED if random.random() < 0.5 else _changed(SHIPPED, random, near=start)]
    if random.random() < 0.3:
        calendars.append(_changed(calendars[0], random, near=start))
    return History(
        clock=clock,
        start=moment if clock.unit.is_exact or random.random() < 0.2 else start,
        spans=_random_spans(random, clock, near=start),
        extended=_random_extension(random, clock),
        ended=start + timedelta(days=random.randrange(-10, 120)),
        calendars=tuple(calendars),
    )


def disagreement(history: History, *, with_strip: bool) -> str | None:
    """Put the history to both; None when they agree on everything, else what they said."""
    for calendar in history.calendars:
        wall = WallCalendar(set(calendar.off), set(calendar.work), list(calendar.known))
        question = _question(history)
        slow = answer(question, wall)
        fast = due(history.clock, history.start, calendar=calendar, spans=history.spans, extended=history.extended)
        checks: list[tuple[str, object, object]] = [
            ("due_on", fast.due_on, slow.due),
            ("nominal_on", fast.nominal_on, slow.nominal),
            ("due_at", fast.due_at, slow.due_at),
            ("provisional", fast.provisional, slow.provisional),
            (
                "days_used",
                days_used(history.clock, history.start, history.ended, calendar=calendar, spans=history.spans),
                used(question, wall, history.ended),
            ),
        ]
        if with_strip:
            checks += _strip_checks(history, calendar, fast=fast, slow=slow)
        for name, one, other in checks:
            if one != other:
                return f"{name}: engine {one}, slow counter {other}; {history.clock.id} {history}"
    return None


def _strip_checks(
    history: History, calendar: DayCalendar, *, fast: Due, slow: Answer
) -> list[tuple[str, object, object]]:
    days = strip(history.clock, history.start, calendar=calendar, spans=history.spans, extended=history.extended)
    dates = [day.date for day in days]
    first, last = dates[0], dates[-1]
    return [
        ("counted days", [day.date for day in days if day.counted], slow.counted),
        ("due on the strip", [day.date for day in days if day.mark == "due"], [slow.due] if slow.due else []),
        ("every day once", dates, [first + timedelta(days=offset) for offset in range((last - first).days + 1)]),
        ("provisional on the strip", any(calendar.is_provisional(day) for day in dates), fast.provisional),
    ]


def _question(history: History) -> Question:
    clock, start = history.clock, history.start
    return Question(
        n=clock.n,
        unit=clock.unit.value,
        start=history.day,
        at=start if isinstance(start, datetime) else None,
        back=clock.sense is Sense.BEFORE,
        fixed=clock.fixed,
        extra=history.extended,
        extra_in_days=clock.extend is not None and clock.extend.unit is Unit.CAL,
        stops=[(span.first, span.last) for span in history.spans],
    )


def _random_clock(random: Random) -> Clock:
    """A clock no law has, so that the engine is tried beyond the numbers of the catalogue."""
    unit = random.choice((Unit.CAL, Unit.WD, Unit.WD, Unit.MO, Unit.YR, Unit.H, Unit.MIN))
    most = {Unit.CAL: 100, Unit.WD: 70, Unit.MO: 14, Unit.YR: 2, Unit.H: 100, Unit.MIN: 3000}[unit]
    back = unit in (Unit.CAL, Unit.WD) and random.random() < 0.2
    steady = unit.is_exact or back
    return Clock(
        f"ZZ-{unit.value}",
        Text("试验时限", "a trial clock"),
        n=random.randint(0 if unit is Unit.CAL else 1, most),
        unit=unit,
        basis="无",
        starts=Text("起", "start"),
        ends=Text("止", "end"),
        sense=Sense.BEFORE if back else random.choice((Sense.DEADLINE, Sense.EARLIEST)),
        grounds=() if steady else _GROUNDS,
        extend=None if back else Extension(random.randint(1, 30), _extension_unit(random, unit), 2, Text("甲", "A")),
    )


def _extension_unit(random: Random, unit: Unit) -> Unit:
    return random.choice((unit, Unit.CAL)) if unit in (Unit.MO, Unit.YR) else unit


def _random_spans(random: Random, clock: Clock, *, near: date) -> tuple[Span, ...]:
    if not clock.grounds or random.random() < 0.3:
        return ()
    spans = []
    for _ in range(random.randint(1, 4)):
        first = near + timedelta(days=random.randrange(-20, 90))
        last = None if random.random() < 0.1 else first + timedelta(days=random.randrange(0, 30))
        spans.append(Span(first, last, random.choice(clock.grounds).zh))
    return tuple(spans)


def _random_extension(random: Random, clock: Clock) -> int:
    if clock.extend is None or random.random() < 0.5:
        return 0
    # Decades agreed between parties would only make the slow counter slower.
    return random.randint(1, min(_LONGEST.get(clock.extend.unit, 60), most_extension(clock.extend)))


def _changed(calendar: DayCalendar, random: Random, *, near: date) -> DayCalendar:
    """What a centre might load later: a year's notice, or corrections to days already counted."""

    def some_days(most: int) -> set[date]:
        return {near + timedelta(days=random.randrange(-10, 120)) for _ in range(random.randrange(most))}

    year = random.choice((near.year, near.year + 1))
    if random.random() < 0.5:
        return calendar.with_year(year, off=some_days(12), work=some_days(6), version="试验")
    return DayCalendar(
        version="试验",
        off=(calendar.off | some_days(8)) - some_days(20),
        work=(calendar.work | some_days(4)) - some_days(20),
        known=calendar.known,
    )

"""时限: every clock of the catalogue by section, and for each one an example counted day by day."""

from dataclasses import dataclass, replace
from datetime import date, datetime, time

from django.http import HttpRequest, QueryDict

from huiyin.flow.clock import Clock, ClockError, Due, Sense, Span, StripDay, due, most_extension, strip
from huiyin.kinds.clocks import CLOCKS, ROWS
from huiyin.kit.days import SHANGHAI
from huiyin.kit.text import Text
from huiyin.queries.calendar import calendar_in_force
from huiyin.queries.catalogue import SENSES, extension, found_clocks, length, uses_of
from huiyin.web.day_cells import day_cells, folded, month_sheets
from huiyin.web.desk.showing import full_day, weekday
from huiyin.web.house.both_faces import Built, NoSuchPage, both_faces
from huiyin.web.house.days import today_of
from huiyin.web.parts import DayCell, Empty
from huiyin.web.templatetags.look import WEEK_DAYS, in_english

NOTHING_FOUND = Empty(
    Text("没有时限含有这些字", "No clock has these words"),
    Text(
        "少写几个字，或者写法律名称、编号，如“信访工作条例”“XF-06”。",
        "Type fewer words, the name of a law or an id such as XF-06.",
    ),
)
# Beyond this the single days say nothing to a reader any more.
MOST_DAYS = 800


@dataclass(frozen=True, slots=True)
class Example:
    """What was asked of an example, and its answer or the sentence why there is none."""

    start: str
    at: str
    extended: str
    first: str
    last: str
    ground: str
    sentence: Text | None = None
    provisional: bool = False
    days: tuple[StripDay, ...] = ()
    cells: tuple[DayCell, ...] = ()
    fault: Text | None = None


class BadExample(Exception):
    """The example cannot be counted; `text` says what to mend."""

    def __init__(self, text: Text) -> None:
        super().__init__(text.zh)
        self.text = text


def _clocks(request: HttpRequest) -> Built:
    """List every clock, or those that hold the words looked for."""
    words_asked = request.GET.get("q", "").strip()[:80]
    sections = found_clocks(words_asked)
    count = sum(len(rows) for _, _, rows in sections)
    context = {
        "q": words_asked,
        "sections": [(key, name, [_row(clock) for clock in rows]) for key, name, rows in sections],
        "count": count,
        "total": len(ROWS),
        "local": sum(clock.local for clock in ROWS),
        "confirm": sum(clock.confirm for clock in ROWS),
        "default": sum(clock.default for clock in ROWS),
        "empty": NOTHING_FOUND,
    }
    return Built("house/clocks.html", context)


def _row(clock: Clock) -> dict[str, object]:
    return {"clock": clock, "length": length(clock), "sense": SENSES[clock.sense], "extension": extension(clock)}


def _example(request: HttpRequest, clock: str) -> Built:
    """Lay one clock open and count an example."""
    found = CLOCKS.get(clock.upper())
    if found is None:
        raise NoSuchPage
    counted, english = example(found, request.GET, today=today_of(request)), in_english()
    context = {
        **_row(found),
        "uses": uses_of(found.id),
        "example": counted,
        "cells": folded(counted.cells, english=english),
        "sheets": month_sheets(counted.cells, english=english),
        "week": WEEK_DAYS[english],
        "has_makeup": any(cell.makeup for cell in counted.cells),
        "has_held": any(cell.mark == "held" for cell in counted.cells),
        "exact": found.unit.is_exact,
        "most": most_extension(found.extend) if found.extend is not None else 0,
        "backwards": found.sense is Sense.BEFORE,
    }
    return Built("house/clock.html", context)


def example(clock: Clock, asked: QueryDict, *, today: date) -> Example:
    """Count a clock from the day asked for, or from today; a mistake becomes a sentence beside the form."""
    typed = Example(
        start=asked.get("from", "").strip() or today.isoformat(),
        at=asked.get("at", "").strip() or "09:00",
        extended=asked.get("extend", "").strip(),
        first=asked.get("held_from", "").strip(),
        last=asked.get("held_to", "").strip(),
        ground=asked.get("ground", "").strip(),
    )
    try:
        return _counted(clock, typed, today=today)
    except (ClockError, BadExample) as fault:
        return replace(typed, fault=fault.text)


def _counted(clock: Clock, typed: Example, *, today: date) -> Example:
    start = _start(clock, typed)
    spans, extended = _spans(typed), _number(typed.extended)
    calendar = calendar_in_force()
    answer = due(clock, start, calendar=calendar, spans=spans, extended=extended)
    told = replace(typed, sentence=_told(clock, answer), provisional=answer.provisional)
    if answer.due_on is None or abs((answer.due_on - _day(start)).days) > MOST_DAYS:
        return told
    days = strip(clock, start, calendar=calendar, spans=spans, extended=extended)
    return replace(told, days=days, cells=day_cells(days, today=today, english=in_english()))


def _told(clock: Clock, answer: Due) -> Text:
    """The answer as one sentence; no due day where the law has none or the clock still stands still."""
    if answer.due_on is None or answer.due_at is None:
        if clock.n is None:
            said = length(clock)
            return Text(f"法律只说“{said.zh}”，没有到期日", f"The law says “{said.en}”: there is no due day")
        return Text("中止还没有结束，现在没有到期日", "It stands still: there is no due day yet")
    name = weekday(answer.due_on)
    day = f"{full_day(answer.due_on)} ({name})" if in_english() else f"{full_day(answer.due_on)}（{name}）"
    when = f"{day} {answer.due_at.astimezone(SHANGHAI):%H:%M}" if clock.unit.is_exact else day
    if clock.sense is Sense.EARLIEST:
        return Text(f"{when}期满，第二天起才能做下一步", f"It runs out on {when}; the next step from the day after")
    if clock.sense is Sense.BEFORE:
        return Text(f"最迟在{when}", f"By {when} at the latest")
    rolled = answer.nominal_on is not None and answer.nominal_on != answer.due_on
    if rolled:
        return Text(f"{when}到期；期满那天休息，顺延到这天", f"Due on {when}, moved there from a rest day")
    return Text(f"{when}到期", f"Due on {when}")


def _start(clock: Clock, typed: Example) -> datetime | date:
    try:
        day = date.fromisoformat(typed.start)
        clock_time = time.fromisoformat(typed.at)
    except ValueError:
        raise BadExample(
            Text("起算的日子写成 2026-08-05，时刻写成 09:12", "Write the day like 2026-08-05 and the time like 09:12")
        ) from None
    return datetime.combine(day, clock_time, SHANGHAI) if clock.unit.is_exact else day


def _spans(typed: Example) -> tuple[Span, ...]:
    if not typed.first:
        return ()
    try:
        last = date.fromisoformat(typed.last) if typed.last else None
        return (Span(date.fromisoformat(typed.first), last, typed.ground),)
    except ValueError:
        raise BadExample(
            Text("中止的日子写成 2026-08-20 这样", "Write the days it stood still like 2026-08-20")
        ) from None


def _number(text: str) -> int:
    if not text:
        return 0
    if not text.isascii() or not text.isdigit() or len(text) > len("999999"):
        raise BadExample(Text("延长多少写成整数", "Write the extension as a whole number"))
    return int(text)


def _day(start: datetime | date) -> date:
    return start.date() if isinstance(start, datetime) else start


clocks = both_faces(_clocks)
example_page = both_faces(_example)

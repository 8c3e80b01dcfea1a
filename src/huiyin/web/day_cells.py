"""A clock's days as cells: made from the engine's strip, folded when there are many, laid on a wall calendar."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import groupby

from huiyin.flow.clock_terms import StripDay
from huiyin.kit.days import MAKEUP_DAY
from huiyin.web.parts import DayCell, Mark

# As many cells as stand beside one another on the desk's 1366 pixels.
MOST_CELLS = 45
_KEPT: frozenset[Mark] = frozenset({"start", "now", "due"})
_WEEK = 7


@dataclass(frozen=True, slots=True)
class Square:
    """One square of a wall calendar; without a cell it is a day outside the clock, without a number outside the month."""

    number: int | None = None
    cell: DayCell | None = None
    below: str = ""


@dataclass(frozen=True, slots=True)
class MonthSheet:
    """One month of a wall calendar, in weeks that begin on Monday."""

    caption: str
    weeks: tuple[tuple[Square, ...], ...]


def day_cells(strip: Sequence[StripDay], *, today: date, english: bool = False) -> tuple[DayCell, ...]:
    """Turn the engine's strip into cells, saying which days are past, to come, not counted, paused or due."""
    cells = []
    for index, day in enumerate(strip):
        mark = _mark(day, today)
        month, number = day.date.month, day.date.day
        first_of_month = index == 0 or day.date.month != strip[index - 1].date.month
        label = f"{month}/{number}" if first_of_month else str(number)
        why = f"{month}/{number} {day.why.en}" if english else f"{month}月{number}日 {day.why.zh}"
        cells.append(
            DayCell(
                label=("today" if english else "今") if mark == "now" else label,
                text=_text(day, mark, english=english),
                mark=mark,
                why=why,
                makeup=day.counted and MAKEUP_DAY.zh in day.why.zh,
                on=day.date,
            )
        )
    return tuple(cells)


def _mark(day: StripDay, today: date) -> Mark:
    plain: dict[str, Mark] = {"start": "start", "due": "due", "held": "held", "off": "off", "rolled": "off"}
    if day.mark in plain:
        return plain[day.mark]
    if day.date == today:
        return "now"
    return "did" if day.date < today else "will"


def _text(day: StripDay, mark: Mark, *, english: bool) -> str:
    if day.number is not None:
        return str(day.number)
    words = {"start": ("起", "0"), "due": ("到", "due"), "held": ("停", "–")}
    if mark in words:
        return words[mark][english]
    return ("休", "–")[english] if mark == "off" and "法定" in day.why.zh else ""


def folded(cells: Sequence[DayCell], *, most: int = MOST_CELLS, english: bool = False) -> tuple[DayCell, ...]:
    """Fold whole stretches of a month into one cell with their count, past months first, until `most` cells are left."""
    if len(cells) <= most or any(cell.on is None for cell in cells):
        return tuple(cells)
    months = [list(group) for _, group in groupby(cells, key=_month_of)]
    shown = next((index for index, month in enumerate(months) if any(cell.mark == "now" for cell in month)), None)
    past = list(range(shown if shown is not None else _last_past(months)))
    later = [index for index in range(len(months)) if index not in past and index != shown]
    for index in past + later:
        if sum(len(month) for month in months) <= most:
            break
        months[index] = _fold_month(months[index], english=english)
    return tuple(cell for month in months for cell in month)


def _month_of(cell: DayCell) -> tuple[int, int]:
    return (cell.on.year, cell.on.month) if cell.on else (0, 0)


def _last_past(months: list[list[DayCell]]) -> int:
    """How many leading months are wholly past, when today is not a counted day."""
    return sum(all(cell.mark in {"start", "did", "off", "held"} for cell in month) for month in months)


def _fold_month(month: list[DayCell], *, english: bool) -> list[DayCell]:
    kept_first = [cell for cell in month[:1] if cell.mark in _KEPT]
    kept_last = [cell for cell in month[len(kept_first) :] if cell.mark in _KEPT]
    rest = [cell for cell in month if cell.mark not in _KEPT]
    on = rest[0].on if rest else None
    if on is None or len(rest) == 1:
        return month
    counted = sum(cell.mark in {"did", "will"} for cell in rest)
    held = sum(cell.mark == "held" for cell in rest)
    label = f"{on.year}-{on.month:02}" if english else f"{on.month}月"
    text = f"{counted} d" if english else f"共{counted}天"
    why = f"{label}：数了 {counted} 天，停算 {held} 天，没数 {len(rest) - counted - held} 天"
    if english:
        why = f"{label}: {counted} counted, {held} paused, {len(rest) - counted - held} not counted"
    return [*kept_first, replace(rest[0], label=label, text=text, mark="month", why=why, makeup=False), *kept_last]


def month_sheets(cells: Iterable[DayCell], *, english: bool = False) -> tuple[MonthSheet, ...]:
    """Lay the cells on wall calendars, one a month, showing only the weeks that the clock touches."""
    squares = {cell.on: Square(cell.on.day, cell, _below(cell, english=english)) for cell in cells if cell.on}
    months = sorted({(day.year, day.month) for day in squares})
    return tuple(
        MonthSheet(f"{year}-{month:02}" if english else f"{year}年{month}月", _weeks(year, month, squares=squares))
        for year, month in months
    )


def _weeks(year: int, month: int, *, squares: dict[date, Square]) -> tuple[tuple[Square, ...], ...]:
    first = date(year, month, 1)
    monday = first - timedelta(days=first.weekday())
    weeks = []
    while (monday.year, monday.month) <= (year, month):
        days = [monday + timedelta(days=offset) for offset in range(_WEEK)]
        if any(day in squares and day.month == month for day in days):
            weeks.append(tuple(_square(day, month, squares) for day in days))
        monday += timedelta(days=_WEEK)
    return tuple(weeks)


def _square(day: date, month: int, squares: dict[date, Square]) -> Square:
    if day.month != month:
        return Square()
    return squares.get(day) or Square(day.day)


def _below(cell: DayCell, *, english: bool) -> str:
    """The small words under a day: which day it is in the count, or what it stands for."""
    standing = {"start": ("起算", "start"), "due": ("到期", "due"), "held": ("停算", "paused")}
    if cell.mark in standing:
        return standing[cell.mark][english]
    if cell.mark == "now":
        return "today" if english else f"今·{cell.text}"
    if cell.mark in {"did", "will"} and cell.text:
        return cell.text if english else f"第{cell.text}"
    return ""

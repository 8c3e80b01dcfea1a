"""The working calendar of a year: every day with its kind, the holidays and their notice, and how far notices reach."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from huiyin.kit import calendar_data
from huiyin.kit.days import HOLIDAY, DayCalendar
from huiyin.kit.text import Text
from huiyin.store.calendar import county_calendar
from huiyin.store.posts import entries

# Fewer days than this before the notices end, and the page says so in yellow: next year's notice comes in November.
HORIZON_WARNING_DAYS = 60
_ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class CalendarDay:
    """One day: whether offices work on it, why, and whether that is only computed."""

    on: date
    working: bool
    makeup: bool
    holiday: bool
    why: Text


@dataclass(frozen=True, slots=True)
class Run:
    """One holiday: its name, first and last day."""

    name: Text
    first: date
    last: date

    @property
    def days(self) -> int:
        """Count its days."""
        return (self.last - self.first).days + 1


@dataclass(frozen=True, slots=True)
class YearPage:
    """A year's days by month, its counts, where they come from, and the horizon of the notices."""

    year: int
    years: tuple[int, ...]
    months: tuple[tuple[CalendarDay, ...], ...]
    working_days: int
    rest_days: int
    source: Text
    notice: str
    provisional: bool
    holidays: tuple[Run, ...]
    makeups: tuple[date, ...]
    horizon: date
    horizon_days: int
    version: str

    @property
    def horizon_near(self) -> bool:
        """Say whether the notices end so soon that the next one should be entered."""
        return self.horizon_days < HORIZON_WARNING_DAYS


def year_page(year: int, *, today: date) -> YearPage | None:
    """Return a year of the calendar in force, or None for a year of which nothing is known. Two queries."""
    calendar = county_calendar()
    years = tuple(sorted({day.year for day in (*calendar.off, *calendar.work)}))
    if year not in years:
        return None
    first, last = date(year, 1, 1), date(year, 12, 31)
    days = [_day(first + timedelta(days=offset), calendar) for offset in range((last - first).days + 1)]
    working = calendar.working_days_between(first - _ONE_DAY, last)
    horizon = max(end for _, end in calendar.known)
    source, notice = _source(year, calendar)
    return YearPage(
        year=year,
        years=years,
        months=tuple(tuple(day for day in days if day.on.month == month) for month in range(1, 13)),
        working_days=working,
        rest_days=len(days) - working,
        source=source,
        notice=notice,
        provisional=not calendar.is_settled(first, last),
        holidays=_runs((day.on for day in days if day.holiday), calendar),
        makeups=tuple(day.on for day in days if day.makeup),
        horizon=horizon,
        horizon_days=(horizon - today).days,
        version=calendar.version,
    )


def calendar_in_force() -> DayCalendar:
    """Return the calendar that deadlines are counted by. One query."""
    return county_calendar()


def _source(year: int, calendar: DayCalendar) -> tuple[Text, str]:
    """Where the year's days come from: the notice an administrator entered, or what ships with the product."""
    entered = next((row for row in entries("calendar_year").order_by("key") if row.values["year"] == year), None)
    if entered is not None:
        return Text("本县录入的放假通知", "The notice entered by this county"), str(entered.values["notice"])
    shipped = next((one for one in calendar_data.YEARS if one.year == year), None)
    if shipped is None:
        return Text("只有跨年的几天，没有这一年的通知", "Only days moved by a neighbouring year's notice"), ""
    return shipped.source, shipped.notice


def _day(on: date, calendar: DayCalendar) -> CalendarDay:
    working = calendar.is_working(on)
    return CalendarDay(on, working, calendar.is_makeup(on), not working and on in calendar.off, calendar.why(on))


def _runs(days: Iterable[date], calendar: DayCalendar) -> tuple[Run, ...]:
    runs: list[Run] = []
    for on in days:
        name = calendar.names.get(on, HOLIDAY)
        if runs and runs[-1].last + _ONE_DAY == on and runs[-1].name == name:
            runs[-1] = Run(name, runs[-1].first, on)
        else:
            runs.append(Run(name, on, on))
    return tuple(runs)

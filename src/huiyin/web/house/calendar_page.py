"""日历: a year of working days, holidays and make-up days, with the notice they come from and how far it reaches."""

from dataclasses import dataclass
from datetime import date

from django.http import HttpRequest

from huiyin.kit.text import Text
from huiyin.queries.calendar import CalendarDay, YearPage, year_page
from huiyin.web.desk.showing import day, full_day
from huiyin.web.house.both_faces import Built, NoSuchPage, both_faces
from huiyin.web.house.days import today_of
from huiyin.web.parts import Tab
from huiyin.web.templatetags.look import WEEK_DAYS, in_english, words

_WEEK = 7


@dataclass(frozen=True, slots=True)
class Square:
    """One square of a month; without a day it is empty."""

    day: CalendarDay | None = None
    css: str = ""
    below: str = ""


def _calendar(request: HttpRequest) -> Built:
    """Show a year, this one unless another is asked for."""
    today = today_of(request)
    asked = request.GET.get("year", "")
    found = year_page(
        int(asked) if asked.isascii() and asked.isdigit() and len(asked) == 4 else today.year, today=today
    )
    if found is None:
        raise NoSuchPage
    context = {
        "year": found,
        "sheets": [(f"{month[0].on.month}", _month_name(month[0].on), _weeks(month, today)) for month in found.months],
        "week": WEEK_DAYS[in_english()],
        "years": [Tab(str(one), f"?year={one}", None, one == found.year) for one in found.years],
        "sentence": sentence(found),
        "horizon": horizon(found),
        "holidays": [(one.name, day(one.first), day(one.last), one.days) for one in found.holidays],
        "makeups": [day(one) for one in found.makeups],
    }
    return Built("house/calendar.html", context)


def sentence(found: YearPage) -> Text:
    """Return the sentence the page begins with."""
    return Text(
        f"{found.year}年有 {found.working_days} 个工作日、{found.rest_days} 个休息日",
        f"{found.year} has {found.working_days} working days and {found.rest_days} days of rest",
    )


def horizon(found: YearPage) -> Text:
    """Say how far the notices reach, and what is done about the days after."""
    reach = full_day(found.horizon)
    if found.provisional:
        return Text(
            f"放假通知只公布到{reach}；{found.year}年按法定节日推算，国办通知公布后会重算。",
            f"Notices reach to {reach}; {found.year} is computed from the statutory days and recounted when its notice is out.",
        )
    if found.horizon_days < 0:
        return Text(
            f"放假通知只到{reach}，已经过了；请管理岗录入新的通知，在那以前按法定节日推算。",
            f"Notices ended on {reach}: an administrator should enter the new one; until then days are computed.",
        )
    return Text(
        f"放假通知公布到{reach}，还有 {found.horizon_days} 天；"
        f"{found.horizon.year + 1}年按法定节日推算，国办通知公布后会重算。",
        f"Notices reach to {reach}, {found.horizon_days} days from now; {found.horizon.year + 1} is computed from the "
        "statutory days and recounted when its notice is out.",
    )


def _month_name(first: date) -> str:
    return f"{first:%B}" if in_english() else f"{first.month}月"


def _weeks(month: tuple[CalendarDay, ...], today: date) -> list[list[Square]]:
    squares = [Square()] * month[0].on.weekday() + [_square(one, today) for one in month]
    squares += [Square()] * (-len(squares) % _WEEK)
    return [squares[start : start + _WEEK] for start in range(0, len(squares), _WEEK)]


def _square(one: CalendarDay, today: date) -> Square:
    css = "off rest" if one.holiday else "off" if not one.working else "swap" if one.makeup else ""
    is_today = one.on == today
    return Square(one, f"{css} now".strip() if is_today else css, words(Text("今天", "today")) if is_today else "")


calendar = both_faces(_calendar)

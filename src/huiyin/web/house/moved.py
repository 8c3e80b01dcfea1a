"""日历变了以后: how far the notices reach, what a new one moved, and which open clocks rest on computed days."""

from collections.abc import Sized

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from huiyin.flow.actor import Actor
from huiyin.flow.words import Role
from huiyin.kit.text import Text
from huiyin.queries.calendar import HORIZON_WARNING_DAYS, year_page
from huiyin.queries.moved_clocks import MOST_LISTED, moved_clocks, provisional_clocks
from huiyin.web.desk.frame import page
from huiyin.web.desk.showing import clock_time, full_day
from huiyin.web.house.calendar_page import horizon
from huiyin.web.house.days import today_of
from huiyin.web.session import staff


@staff
def moved(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Show the alarm of the horizon, what moved, and what may still move."""
    today = today_of(request)
    year = year_page(today.year, today=today)
    changed, waiting = moved_clocks(actor), provisional_clocks(actor)
    context = {
        "horizon": horizon(year) if year is not None else None,
        "near": year is None or year.horizon_near,
        "warning_days": HORIZON_WARNING_DAYS,
        "sentence": Text(
            f"日历改动移了 {_many(changed)} 个时限，{_many(waiting)} 个还按推算的日子数",
            f"{_many(changed)} clocks moved, {_many(waiting)} still rest on computed days",
        ),
        "moved": [(one, full_day(one.before), full_day(one.after), clock_time(one.at)) for one in changed],
        "waiting": [(one, full_day(one.due)) for one in waiting],
        "most": MOST_LISTED,
        "enter_url": reverse("house:entry_new", kwargs={"register": "calendar_year"})
        if Role.ADMIN in actor.roles
        else "",
    }
    return page(request, "house/moved.html", context, actor=actor)


def _many(found: Sized) -> str:
    return f"{MOST_LISTED}+" if len(found) >= MOST_LISTED else str(len(found))

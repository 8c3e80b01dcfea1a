"""缺口: every duty, post, standard and grid that lacks somebody, by township and unit, with who should mend it."""

from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from huiyin.flow.actor import Actor
from huiyin.flow.exports import WHATS
from huiyin.flow.words import Role
from huiyin.kit.text import Text
from huiyin.queries.gaps import GAP_NAMES, Gaps, GapSort, gaps
from huiyin.web.desk.frame import page
from huiyin.web.desk.taking_out import SheetOut, taken_out
from huiyin.web.house.days import AskedDay, asked_day
from huiyin.web.parts import Empty, Tab
from huiyin.web.session import staff
from huiyin.web.templatetags.look import words

NONE_LEFT = Empty(
    Text("这里没有缺口", "No gaps here"),
    Text(
        "责任有人、岗位有人、网格有人；有变动会列在这里。",
        "Duties, posts and grids all have somebody; a change is listed here.",
    ),
)
COLUMNS = (
    (Text("乡镇、街道", "Township"), 16),
    (Text("单位", "Unit"), 24),
    (Text("哪种缺口", "Sort"), 16),
    (Text("缺什么", "What is missing"), 50),
    (Text("谁来补", "Who should mend it"), 44),
)


@staff
def gaps_page(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Show the gaps of a day, narrowed by sort and township."""
    asked, found = _asked(request)
    sort, town = request.GET.get("sort", ""), request.GET.get("town", "")
    context = {
        "asked": asked,
        "found": found,
        "sentence": sentence(found),
        "parts": [(GAP_NAMES[one], count) for one, count in found.by_sort.items() if count],
        "tabs": tabs(found, asked=asked, sort=sort, town=town),
        "sort": sort,
        "town": town,
        "names": {one.value: GAP_NAMES[one] for one in GapSort},
        "empty": NONE_LEFT,
        "may_edit": Role.ADMIN in actor.roles,
        "export_url": f"{reverse('house:gaps_export')}?{_query(asked, sort=sort, town=town)}",
    }
    return page(request, "house/gaps.html", context, actor=actor)


@staff
def export(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Give the gaps that are shown as a sheet, with a reason."""
    asked, found = _asked(request)
    rows = [
        (town.name, unit.name, words(GAP_NAMES[gap.sort]), words(gap.what), words(gap.mend))
        for town in found.shown
        for unit in town.units
        for gap in unit.gaps
    ]
    back = f"{reverse('house:gaps')}?{request.GET.urlencode()}"
    return taken_out(
        request,
        actor,
        SheetOut(
            what="gaps",
            title=WHATS["gaps"],
            columns=COLUMNS,
            rows=lambda: rows,
            name=f"gaps-{asked.on:%Y%m%d}",
            back=back,
        ),
    )


def _asked(request: HttpRequest) -> tuple[AskedDay, Gaps]:
    asked = asked_day(request)
    return asked, gaps(on=asked.on, sort=request.GET.get("sort", ""), town=request.GET.get("town", ""))


def sentence(found: Gaps) -> Text:
    """Return the sentence the page begins with."""
    if not found.total:
        return Text("全县没有缺口", "The county has no gaps")
    return Text(f"全县有 {found.total} 处缺口", f"The county has {found.total} gaps")


def tabs(found: Gaps, *, asked: AskedDay, sort: str, town: str) -> tuple[Tab, ...]:
    """Return a tab for all gaps and one for each sort."""
    every = Tab(words(Text("全部", "All")), f"?{_query(asked, town=town)}", found.total, not sort)
    each = (
        Tab(words(GAP_NAMES[one]), f"?{_query(asked, sort=one.value, town=town)}", count, sort == one.value)
        for one, count in found.by_sort.items()
    )
    return (every, *each)


def _query(asked: AskedDay, *, sort: str = "", town: str = "") -> str:
    on = "" if asked.is_today else asked.on.isoformat()
    return urlencode({name: value for name, value in (("sort", sort), ("town", town), ("on", on)) if value})

"""机构网格: the tree from county to grid, a place's map with its table twin, its units, posts and duties on a day."""

from collections.abc import Iterable
from datetime import date

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.safestring import SafeString

from huiyin.acts.writing import NotFound
from huiyin.flow.actor import Actor
from huiyin.kit.codes import scope
from huiyin.kit.text import Text
from huiyin.queries.place_finding import find_places
from huiyin.queries.territory import Change, Child, Ground, Place, county_code, place
from huiyin.web.desk.frame import page
from huiyin.web.desk.showing import full_day
from huiyin.web.drawings import Shape, map_svg
from huiyin.web.house.days import AskedDay, asked_day
from huiyin.web.session import staff
from huiyin.web.templatetags.look import words

LEVEL_NAMES = {
    "province": Text("省", "Province"),
    "city": Text("市", "City"),
    "county": Text("县", "County"),
    "town": Text("乡镇、街道", "Township"),
    "village": Text("村、社区", "Village"),
    "grid": Text("网格", "Grid"),
}
CHILD_NAMES = {
    "province": Text("市", "Cities"),
    "city": Text("县", "Counties"),
    "county": Text("乡镇、街道", "Townships"),
    "town": Text("村、社区", "Villages"),
    "village": Text("网格", "Grids"),
    "grid": Text("同村的网格", "Grids of the village"),
}
# A place with more units shows them folded; its page stays short enough to be read.
OPEN_UNITS = 8
LONGEST_TYPED = 60
ELSEWHERE = Text("不在本县", "outside the county")


class NoSuchPlace(NotFound):
    """No division or grid has that code."""

    reason = Text("没有这个区划或网格代码，请从县里往下找", "No division or grid has that code; start from the county")


@staff
def county(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Show the county itself, or the places found for `?q=`."""
    if request.GET.get("q", "").strip():
        return _found(request, actor)
    return _shown(request, actor, county_code())


def _found(request: HttpRequest, actor: Actor) -> HttpResponse:
    asked, typed = asked_day(request), request.GET["q"].strip()[:LONGEST_TYPED]
    found = find_places(typed, on=asked.on)
    context = {
        "asked": asked,
        "q": typed,
        "lines": [(one, LEVEL_NAMES[one.level]) for one in found.places],
        "more": found.more,
        "most": len(found.places),
    }
    return page(request, "house/places_found.html", context, actor=actor)


@staff
def place_page(request: HttpRequest, actor: Actor, code: str) -> HttpResponse:
    """Show a division or a grid."""
    return _shown(request, actor, code)


def _shown(request: HttpRequest, actor: Actor, code: str) -> HttpResponse:
    asked = asked_day(request)
    found = place(code, on=asked.on)
    if found is None:
        raise NoSuchPlace
    context = {
        "asked": asked,
        "place": found,
        "stands": found.ground.stands_on(asked.on),
        "level": LEVEL_NAMES[found.ground.level],
        "child_name": CHILD_NAMES[found.ground.level],
        "grids_below": bool(found.children) and found.children[0].ground.level == "grid",
        "sentence": sentence(found),
        "elsewhere": is_elsewhere(found.ground),
        "since": since_until(found.ground.valid_from, found.ground.valid_to),
        "map": drawing(found, asked),
        "open_units": len(found.units) <= OPEN_UNITS,
        "changes": [change_sentence(one) for one in found.changes],
        "unit_query": asked.query,
    }
    return page(request, "house/place.html", context, actor=actor)


def sentence(found: Place) -> Text:
    """Return the sentence a place's page begins with: what is below, how it is staffed, what is vacant."""
    ground = found.ground
    if not ground.stands_on(found.on):
        return Text("这一天没有这个地方", "It was not there on that day")
    if ground.level == "grid":
        return _grid_sentence(found)
    below, staffed = len(found.children), found.staffing
    grids = below if ground.level == "village" else sum(child.grids for child in found.children)
    name = CHILD_NAMES[ground.level]
    parts = [Text(f"{below} 个{name.zh}", f"{below} {name.en.lower()}")]
    if is_elsewhere(ground):
        return Text(f"不在本县，{parts[0].zh}", f"outside the county, {parts[0].en}") if below else ELSEWHERE
    if ground.level not in ("village",):
        parts.append(Text(f"{grids} 个网格", f"{grids} grids"))
    parts.append(Text(f"{staffed.posts} 个岗位", f"{staffed.posts} posts"))
    empty = Text(f"空着 {staffed.vacant} 个", f"{staffed.vacant} of them vacant")
    parts.append(empty if staffed.vacant else Text("都有人", "all held"))
    return Text("，".join(one.zh for one in parts), ", ".join(one.en for one in parts))


def is_elsewhere(ground: Ground) -> bool:
    """Say whether a place neither lies in the county nor holds it: nobody here keeps its grids and posts."""
    first, end = scope(county_code())
    below, past = scope(ground.code)
    return not (first <= ground.code < end or below <= first < past)


def _grid_sentence(found: Place) -> Text:
    homes = found.ground.households
    about = Text(f"约 {homes} 户", f"about {homes} homes") if homes else Text("户数没有登记", "homes not recorded")
    if not found.workers:
        return Text(f"{about.zh}，现在没有网格员", f"{about.en}, no grid worker now")
    names = "、".join(holder.name for holder in found.workers)
    return Text(f"{about.zh}，网格员是{names}", f"{about.en}; the worker is {names}")


def since_until(first: date, end: date | None) -> Text:
    """Say from when to when something stands; `end` is the first day it no longer does."""
    if end is None:
        return Text(f"{full_day(first)}起", f"since {full_day(first)}")
    return Text(f"{full_day(first)}设，{full_day(end)}撤", f"{full_day(first)} to {full_day(end)}")


def drawing(found: Place, asked: AskedDay) -> SafeString | None:
    """Draw the places below, or a grid among its neighbours; None where no outline is recorded."""
    shapes = [_shape(child, asked) for child in found.children if child.ground.outline]
    if not shapes and found.ground.outline:
        shapes = [Shape(found.ground.name, (found.ground.outline,), here=True)]
    if not shapes:
        return None
    title = words(Text(f"{found.ground.name}的{CHILD_NAMES[found.ground.level].zh}", f"Map of {found.ground.name}"))
    told = "；".join("，".join(part for part in (shape.name, shape.says) if part) for shape in shapes)
    return map_svg(shapes, title=title, desc=told, key="place-map")


def _shape(child: Child, asked: AskedDay) -> Shape:
    url = f"{reverse('house:place', kwargs={'code': child.ground.code})}{asked.query}"
    name = short_name(child.ground)
    if child.ground.level == "grid":
        says = "、".join(one.name for one in child.workers) or words(Text("没有网格员", "no worker"))
        return Shape(name, (child.ground.outline,), url, depth=1 if child.workers else 3, here=child.here, says=says)
    vacant = child.staffing.vacant
    value = words(Text(f"空岗 {vacant}", f"{vacant} vacant")) if vacant else ""
    says = words(Text(f"{child.grids} 个网格", f"{child.grids} grids"))
    return Shape(name, (child.ground.outline,), url, value=value, depth=_depth(vacant), here=child.here, says=says)


def _depth(vacant: int) -> int:
    return 1 if not vacant else 2 if vacant == 1 else 3


def short_name(ground: Ground) -> str:
    """Return a grid's name without its village's, which stands above it anyway."""
    if ground.level != "grid":
        return ground.name
    place = ground.name.rfind("第")
    return ground.name[place:] if place > 0 else ground.name


def change_sentence(change: Change) -> tuple[date, Text, tuple[Ground, ...]]:
    """Return a split or merge as one sentence, with the places it leads to."""
    old, new = _listed(change.old), _listed(change.new)
    day = full_day(change.on)
    if change.how == "split":
        told = Text(f"{day}，{old}分为{new}", f"{day}: {old} was split into {new}")
    else:
        told = Text(f"{day}，{old}并为{new}", f"{day}: {old} were merged into {new}")
    return change.on, told, (*change.old, *change.new)


def _listed(grounds: Iterable[Ground]) -> str:
    return "、".join(ground.name for ground in grounds)

"""事项台账: filters that live in the address, exact counts, and a sheet of what is filtered."""

from dataclasses import dataclass, fields, replace
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, QueryDict
from django.urls import reverse

from huiyin.acts.bulk import MOST_QUEUED
from huiyin.flow.actor import Actor
from huiyin.flow.exports import WHATS
from huiyin.flow.words import Sort
from huiyin.kinds import ALL
from huiyin.kit.days import SHANGHAI
from huiyin.kit.text import Text
from huiyin.queries.matter_list import (
    CLOSED,
    OPEN,
    PAGE_LINES,
    UNSOLVED,
    Page,
    Wanted,
    cursor,
    export_lines,
    matter_list,
)
from huiyin.queries.seen import MOST_COUNTED
from huiyin.queries.staff import Asked, Group, Option, options, places
from huiyin.web.desk.frame import TAKING_IN, many, page
from huiyin.web.desk.sheet import COLUMNS, cells
from huiyin.web.desk.showing import rows
from huiyin.web.desk.taking_out import SheetOut, taken_out
from huiyin.web.desk.views import view_row
from huiyin.web.parts import PageLinks
from huiyin.web.session import staff
from huiyin.web.templatetags.look import words

LIGHTS = (
    ("r", Text("红 已超期", "Red: overdue")),
    ("y", Text("黄 三日内到期", "Yellow: due in three days")),
    ("g", Text("绿 时限以内", "Green: in time")),
    ("b", Text("蓝 督办", "Blue: supervised")),
    ("none", Text("没有在走的时限", "No running clock")),
)
WHOSE = (
    ("todo", Text("待办", "To do")),
    ("unsigned", Text("待签收", "To sign for")),
    ("open", Text("在办", "In hand")),
    ("waiting", Text("已办", "Done by us")),
    ("done", Text("办结", "Closed")),
)
SAID = ((UNSOLVED, Text("单位说解决、群众或回访说没有", "Solved, says the office; not, says the person")),)
# What stands in the bar; the others are folded behind it.
FIRST_FILTERS = ("light", "state", "category", "place")
SORTS = (("newest", Text("新收的在前", "Newest first")), ("due", Text("先到期的在前", "Due first")))


# A township chosen as a filter stands for all of its villages.
WHOLE = Text("{name}（全部）", "{name} (all)")


@dataclass(frozen=True, slots=True)
class Filter:
    """One filter of the bar: a select with its groups."""

    id: str
    name: str
    value: str
    any: str
    groups: tuple[Group, ...]


@staff
def listing(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Show the filtered list, a page of it."""
    wanted, by_due = asked(request.GET), request.GET.get("sort") == "due"
    place = cursor(request.GET.get("before", ""), back=True) or cursor(request.GET.get("after", ""), back=False)
    found = matter_list(wanted, actor=actor, by_due=by_due, at=place)
    held = filters(wanted, actor)
    context = {
        "wanted": wanted,
        "filters": [one for one in held if one.id in FIRST_FILTERS],
        "more_filters": [one for one in held if one.id not in FIRST_FILTERS],
        "narrowed": narrowed(held),
        "more_in_use": in_use(wanted) - sum(bool(getattr(wanted, name)) for name in ("words", *FIRST_FILTERS)),
        "since": wanted.since.isoformat() if wanted.since else "",
        "until": wanted.until.isoformat() if wanted.until else "",
        "in_use": in_use(wanted),
        "sort": "due" if by_due else "newest",
        "sorts": [(key, words(name), f"?{kept(wanted, sort=key)}") for key, name in SORTS],
        "by_due": by_due,
        "rows": rows(found.lines),
        "total": many(found.total),
        "without_due": many(found.without_due) if found.without_due else "",
        "without_url": f"?{kept(replace(wanted, light='none'), sort='newest')}",
        "pages": pages(found, wanted, by_due=by_due),
        "export_says": _export_says(found, by_due=by_due),
        "export_url": f"{reverse('desk:export')}?{kept(wanted)}",
        "may_take_in": bool(actor.roles & TAKING_IN),
        "search_words": wanted.words,
        "views": view_row(request, actor),
        "bulk_all": f"{reverse('desk:bulk')}?all=1&{kept(wanted)}" if 1 < found.total <= MOST_QUEUED else "",
    }
    return page(request, "desk/list.html", context, actor=actor)


@staff
def export(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Give the filtered list as a sheet, with a reason: public columns only, formula-safe."""
    wanted = asked(request.GET)
    return taken_out(
        request,
        actor,
        SheetOut(
            what="matters",
            title=WHATS["matters"],
            columns=COLUMNS,
            rows=lambda: map(cells, export_lines(wanted, actor=actor)),
            name=f"matters-{actor.at.astimezone(SHANGHAI):%Y%m%d-%H%M}",
            back=f"{reverse('desk:matters')}?{kept(wanted)}",
        ),
    )


def asked(query: QueryDict) -> Wanted:
    """Read the filters from an address; what is not understood does not narrow."""
    plain = {
        one.name: query.get(one.name, "").strip() for one in fields(Wanted) if one.type == "str" or one.type is str
    }
    plain["words"] = query.get("q", "").strip()[:80]
    return Wanted(**plain, since=_day(query.get("since", "")), until=_day(query.get("until", "")))


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def kept(wanted: Wanted, **more: str) -> str:
    """Write the filters as an address again."""
    parts: dict[str, Any] = {one.name: getattr(wanted, one.name) for one in fields(Wanted)}
    parts["q"] = parts.pop("words")
    return urlencode({name: str(value) for name, value in {**parts, **more}.items() if value})


def in_use(wanted: Wanted) -> int:
    """Count the filters in use."""
    return sum(bool(getattr(wanted, one.name)) for one in fields(Wanted))


def _export_says(found: Page, *, by_due: bool) -> str:
    # By due date the page leaves out what has no clock; the sheet holds it all the same, so no number is promised.
    if by_due or found.total > MOST_COUNTED:
        return words(Text("导出成表格", "Export as a sheet"))
    return words(Text(f"导出这 {found.total} 件", f"Export these {found.total}"))


def pages(found: Page, wanted: Wanted, *, by_due: bool) -> PageLinks:
    """Return the doors to the pages before and after."""
    sort = {"sort": "due"} if by_due else {}
    before = f"?{kept(wanted, before=str(found.before), **sort)}" if found.before else None
    after = f"?{kept(wanted, after=str(found.after), **sort)}" if found.after else None
    told = Text(f"每页 {PAGE_LINES} 件", f"{PAGE_LINES} a page")
    return PageLinks(before, after, words(told))


def filters(wanted: Wanted, actor: Actor) -> tuple[Filter, ...]:
    """Return the selects of the filter bar. Four queries."""
    day = actor.at.astimezone(SHANGHAI).date()
    held = options(Asked(frozenset({Sort.CATEGORY, Sort.UNIT}), day))
    every = words(Text("不限", "Any"))
    shown = (
        ("light", Text("时限灯", "Light"), _plain(LIGHTS)),
        ("state", Text("环节", "Stage"), _states()),
        ("category", Text("类别", "Category"), held[Sort.CATEGORY]),
        ("whose", Text("谁的", "Whose"), _plain(WHOSE)),
        ("kind", Text("类型", "Kind"), _plain((kind.id, kind.name) for kind in ALL.values())),
        ("place", Text("属地", "Place"), places(day, whole=words(WHOLE))),
        ("channel", Text("渠道", "Channel"), _channels()),
        ("said", Text("解决了没有", "Solved?"), _plain(SAID)),
        ("unit", Text("主办单位", "Lead unit"), held[Sort.UNIT]),
    )
    return tuple(Filter(id, words(name), getattr(wanted, id), every, groups) for id, name, groups in shown)


def narrowed(held: tuple[Filter, ...]) -> list[tuple[str, str]]:
    """Return what the list is narrowed to, in words: each select in use with what was chosen."""
    chosen = (
        (one.name, {option.key: option.name for group in one.groups for option in group.options}.get(one.value))
        for one in held
    )
    return [(name, said) for name, said in chosen if said]


def _plain(pairs: Any) -> tuple[Group, ...]:
    return (Group("", tuple(Option(key, words(name)) for key, name in pairs)),)


def _states() -> tuple[Group, ...]:
    seen: dict[str, str] = {}
    for kind in ALL.values():
        for state in kind.states:
            seen.setdefault(state.id, words(state.name))
    both = (Option(OPEN, words(Text("未归档", "Open"))), Option(CLOSED, words(Text("已归档", "Closed"))))
    return (Group("", both), Group(words(Text("环节", "Stage")), tuple(Option(*pair) for pair in seen.items())))


def _channels() -> tuple[Group, ...]:
    found = {
        choice.id: words(choice.name)
        for kind in ALL.values()
        for field in kind.opening.fields
        if field.id == "channel"
        for choice in field.choices
    }
    return (Group("", tuple(Option(*pair) for pair in found.items())),)

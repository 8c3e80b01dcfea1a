"""包案和积案: what leaders see through and what lies too long, each with a target day; filters in the address, a sheet."""

from dataclasses import fields, replace
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, QueryDict
from django.urls import reverse

from huiyin.flow.actor import Actor
from huiyin.flow.exports import WHATS
from huiyin.flow.words import Role, Sort
from huiyin.kit.days import SHANGHAI
from huiyin.kit.text import Text
from huiyin.queries.charges import GROUNDS, PAGE_LINES, Asked, ChargeLine, Place, all_charges, charge_page, place
from huiyin.queries.staff import Asked as Wanted
from huiyin.queries.staff import Group, Option, options, places
from huiyin.web.desk.frame import many, page
from huiyin.web.desk.listing import WHOLE, Filter
from huiyin.web.desk.showing import full_day
from huiyin.web.desk.taking_out import SheetOut, taken_out
from huiyin.web.parts import Empty, PageLinks, Tab
from huiyin.web.session import staff
from huiyin.web.templatetags.look import words

WHICH = {
    "all": Text("全部", "All"),
    "mine": Text("我包的、我答应的", "Mine"),
    "charged": Text("有领导包案", "With a leader"),
    "backlog": Text("列为积案", "On the backlog list"),
    "over": Text("超过法定期限", "Over the legal time"),
    "nobody": Text("还没有领导包案", "Without a leader"),
}
NOTHING = Empty(
    Text("没有这样的事项", "No such matters"),
    Text(
        "领导包案、列为积案、超过法定期限的事项会列在这里。",
        "Those in a leader's charge, on the backlog or over their legal time are listed here.",
    ),
)
COLUMNS = (
    (Text("编号", "Number"), 20),
    (Text("事项", "Matter"), 44),
    (Text("包案领导岗位", "Leader's post"), 24),
    (Text("目标日期", "Target day"), 12),
    (Text("到哪一步", "How far"), 30),
    (Text("事由", "Ground"), 22),
    (Text("超法定期限（日）", "Days over the legal time"), 14),
    (Text("主办", "Lead"), 18),
    (Text("属地", "Place"), 20),
    (Text("环节", "Stage"), 14),
)


@staff
def listing(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Show the list, a page of it, the nearest target first."""
    wanted = asked(request.GET, actor)
    found = charge_page(wanted, actor=actor, at=_at(request.GET))
    context = {
        "tabs": [Tab(words(name), _url(replace(wanted, which=key)), current=key == wanted.which) for key, name in WHICH.items()],
        "wanted": wanted,
        "filters": filters(wanted, actor),
        "lines": [(line, reverse("desk:matter", kwargs={"number": line.number}), full_day(line.target_on)) for line in found.lines],
        "total": many(found.total),
        "without_leader": many(found.without_leader) if found.without_leader else "",
        "nobody_url": _url(replace(wanted, which="nobody")),
        "pages": PageLinks(
            _url(wanted, before=str(found.before)) if found.before else None,
            _url(wanted, after=str(found.after)) if found.after else None,
            words(Text(f"每页 {PAGE_LINES} 件", f"{PAGE_LINES} a page")),
        ),
        "export_url": f"{reverse('desk:charges_export')}?{_query(wanted)}",
        "empty": NOTHING,
    }  # fmt: skip
    return page(request, "desk/charges.html", context, actor=actor)


@staff
def export(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Give the filtered list as a sheet, with a reason: public columns only, formula-safe."""
    wanted = asked(request.GET, actor)
    return taken_out(
        request,
        actor,
        SheetOut(
            what="charges",
            title=WHATS["charges"],
            columns=COLUMNS,
            rows=lambda: map(_cells, all_charges(wanted, actor=actor)),
            name=f"backlog-{actor.at.astimezone(SHANGHAI):%Y%m%d-%H%M}",
            back=_url(wanted),
        ),
    )


def asked(query: QueryDict, actor: Actor) -> Asked:
    """Read the filters from an address; a leader begins at what is his or hers."""
    said = {one.name: query.get(one.name, "").strip()[:60] for one in fields(Asked)}
    usual = "mine" if Role.LEAD in actor.roles and "which" not in query else "all"
    said["which"] = said["which"] if said["which"] in WHICH else usual
    said["ground"] = said["ground"] if said["ground"] in GROUNDS else ""
    return Asked(**said)


def _at(query: QueryDict) -> Place | None:
    return place(query.get("after", ""), back=False) or place(query.get("before", ""), back=True)


def _query(wanted: Asked, **at: str) -> str:
    parts = {one.name: str(getattr(wanted, one.name)) for one in fields(Asked)} | at
    return urlencode({name: value for name, value in parts.items() if value})


def _url(wanted: Asked, **at: str) -> str:
    return f"{reverse('desk:charges')}?{_query(wanted, **at)}"


def filters(wanted: Asked, actor: Actor) -> tuple[Filter, ...]:
    """Return the selects of the filter bar."""
    day = actor.at.astimezone(SHANGHAI).date()
    held = options(Wanted(frozenset({Sort.LEADER, Sort.UNIT}), day))
    grounds = (Group("", tuple(Option(key, words(name)) for key, name in GROUNDS.items())),)
    shown = (
        ("leader", Text("包案领导岗位", "Leader's post"), held[Sort.LEADER]),
        ("ground", Text("积案事由", "Ground"), grounds),
        ("unit", Text("主办单位", "Lead unit"), held[Sort.UNIT]),
        ("place", Text("属地", "Place"), places(day, whole=words(WHOLE))),
    )
    every = words(Text("不限", "Any"))
    return tuple(Filter(id, words(name), getattr(wanted, id), every, groups) for id, name, groups in shown)


def _cells(line: ChargeLine) -> tuple[str, ...]:
    return (
        line.number,
        line.title,
        line.leader,
        line.target_on.isoformat() if line.target_on else "",
        line.stage,
        words(line.ground) if line.ground else "",
        str(line.over) if line.over else "",
        line.lead,
        line.place,
        words(line.state),
    )

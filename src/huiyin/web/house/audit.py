"""查看审计: who opened what and when, and a draw of readings that can be made again. For the auditor alone."""

from datetime import date
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from huiyin.flow.actor import Actor
from huiyin.flow.exports import WHATS
from huiyin.flow.scene import NotAllowed
from huiyin.flow.words import Role, Sort
from huiyin.kit.draw import RULE_EN, RULE_ZH
from huiyin.kit.text import Text
from huiyin.queries.audit import MOST_DRAWN, Asked, Draw, Line, audit_page, draw, last_month, published_seed
from huiyin.queries.exports import recent_exports
from huiyin.queries.staff import Asked as Wanted
from huiyin.queries.staff import options
from huiyin.web.desk.frame import page
from huiyin.web.desk.showing import clock_time, full_day
from huiyin.web.desk.taking_out import SheetOut, taken_out
from huiyin.web.house.days import today_of
from huiyin.web.parts import Empty
from huiyin.web.session import staff
from huiyin.web.templatetags.look import words

FOR_AUDIT = Text("审计页只给审计岗看", "This page is for the audit role")
USUAL_DRAW = 10
DRAW_COLUMNS = (
    (Text("编号", "Number"), 18),
    (Text("时间", "When"), 18),
    (Text("岗位", "Post"), 28),
    (Text("人", "Person"), 12),
    (Text("看了什么", "What"), 30),
    (Text("方式", "Way"), 14),
    (Text("理由", "Reason"), 40),
)
EMPTY = Empty(
    Text("这段时间没有人打开过个人信息", "Nobody opened personal data in this time"),
    Text(
        "有人打开姓名、电话、原话或附件，都会一条一条记在这里。",
        "Every opening of a name, a telephone, the words or a file is a line here.",
    ),
)


@staff
def audit(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Show a page of readings with counts by post and way, and a draw where one was asked for."""
    _require(actor)
    asked = _asked(request)
    found = audit_page(asked)
    size = _size(request)
    made = draw(asked, seed=_seed(request), size=size) if "size" in request.GET else None
    context = {
        "asked": asked,
        "since": asked.since.isoformat(),
        "until": asked.until.isoformat(),
        "span": f"{full_day(asked.since)} — {full_day(asked.until)}",
        "found": found,
        "rows": _shown(found.lines),
        "exports": [(one, clock_time(one.at)) for one in recent_exports(asked.since, asked.until)],
        "units": options(Wanted(frozenset({Sort.UNIT}), today_of(request)))[Sort.UNIT],
        "kept": urlencode(_kept(asked)),
        "size": size,
        "most": MOST_DRAWN,
        "seed": _seed(request),
        "draw": made,
        "drawn": _shown(made.lines) if made is not None else (),
        "rule": Text(RULE_ZH, RULE_EN),
        "empty": EMPTY,
    }
    return page(request, "house/audit.html", context, actor=actor)


@staff
def draw_sheet(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Give a draw as a sheet, with a reason, the seed and the rule to make it again by."""
    _require(actor)
    asked = _asked(request)
    made = draw(asked, seed=_seed(request), size=_size(request))
    return taken_out(
        request,
        actor,
        SheetOut(
            what="draw",
            title=WHATS["draw"],
            columns=DRAW_COLUMNS,
            rows=lambda: _sheet_rows(made),
            name=f"draw-{asked.since:%Y%m%d}-{asked.until:%Y%m%d}",
            back=f"{reverse('house:audit')}?{request.GET.urlencode()}",
        ),
    )


def _sheet_rows(made: Draw) -> list[tuple[str, ...]]:
    lines: list[tuple[str, ...]] = [
        (chain, when, one.post, one.person, what, words(one.way), one.reason)
        for one, chain, when, what in _shown(made.lines)
    ]
    told = [
        ("",),
        (words(Text("种子", "Seed")), made.seed),
        (words(Text("规则", "Rule")), words(Text(RULE_ZH, RULE_EN))),
        (words(Text("从多少条里抽", "Drawn from")), str(made.of)),
    ]
    return [*lines, *told]


def _shown(lines: tuple[Line, ...]) -> list[tuple[Line, str, str, str]]:
    return [(one, one.chain, clock_time(one.at), "、".join(words(name) for name in one.fields)) for one in lines]


def _require(actor: Actor) -> None:
    if Role.AUDIT not in actor.roles:
        raise NotAllowed(FOR_AUDIT)


def _asked(request: HttpRequest) -> Asked:
    first, last = last_month(today_of(request))
    query = request.GET
    since, until = _day(query.get("since", ""), first), _day(query.get("until", ""), last)
    before = query.get("before", "")
    return Asked(
        since=min(since, until),
        until=max(since, until),
        unit=query.get("unit", "")[:60],
        post=query.get("post", "")[:60],
        way=query.get("way", "")[:20],
        before=int(before) if before.isascii() and before.isdigit() and len(before) < 16 else 0,
    )


def _day(text: str, usual: date) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return usual


def _kept(asked: Asked) -> dict[str, str]:
    held = {"since": asked.since.isoformat(), "until": asked.until.isoformat()}
    return held | {name: value for name in ("unit", "post", "way") if (value := getattr(asked, name))}


def _seed(request: HttpRequest) -> str:
    return request.GET.get("seed", "").strip()[:80] or published_seed()


def _size(request: HttpRequest) -> int:
    text = request.GET.get("size", "")
    return min(max(int(text), 1), MOST_DRAWN) if text.isascii() and text.isdigit() and len(text) < 6 else USUAL_DRAW

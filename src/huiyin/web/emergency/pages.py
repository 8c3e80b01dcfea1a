"""Asking for an emergency opening, deciding on one, reading by one, and all of them for the auditor."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_POST

from huiyin.acts import emergency as acts
from huiyin.acts.writing import NotFound
from huiyin.flow.actor import Actor
from huiyin.flow.emergency import DECIDERS, GROUNDS, NEVER
from huiyin.flow.scene import NotAllowed
from huiyin.flow.words import Role
from huiyin.kinds import kind_of
from huiyin.kit.text import Text
from huiyin.queries.emergency import OpeningLine, every, everything_of, opening, own, waiting
from huiyin.queries.gate import NotReadable, read_private
from huiyin.web.desk.frame import page, tell_next
from huiyin.web.desk.matter import opened_values
from huiyin.web.desk.showing import clock_time
from huiyin.web.session import ask_again, staff
from huiyin.web.templatetags.look import words

UNPROCESSABLE = 422
STANDS = {
    "waiting": Text("等第二个人批", "waits for a second person"),
    "open": Text("打开着", "open"),
    "over": Text("到时关了", "over"),
    "refused": Text("没有批准", "refused"),
    "lapsed": Text("两小时没批，作废", "lapsed undecided"),
}


@require_http_methods(["GET", "POST"])
@staff
def listing(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Show what one asked for and may decide, and take a request."""
    fault = None
    if request.method == "POST":
        again = ask_again(request, back=request.path)
        if again is not None:
            return again
        try:
            made = acts.ask(
                request.POST.get("number", ""),
                request.POST.get("ground", ""),
                request.POST.get("words", ""),
                actor=actor,
            )
        except (NotAllowed, NotFound) as refusal:
            fault = refusal.reason
        else:
            tell_next(request, Text("申请记下了，请让另一个岗位的人来批", "Asked; now another post decides"))
            return redirect("emergency:one", opening=made)
    audit = Role.AUDIT in actor.roles
    context = {
        "may_ask": bool(actor.posts) and not actor.roles & NEVER,
        "grounds": [(one.id, words(one.name), one.basis) for one in GROUNDS.values()],
        "typed": {name: request.POST.get(name, "") for name in ("number", "ground", "words")},
        "post": actor.posts[0].label if actor.posts else "",
        "fault": fault,
        "waiting": _shown(waiting(actor)),
        "may_decide": bool(actor.roles & DECIDERS),
        "own": _shown(every(actor) if audit else own(actor)),
        "audit": audit,
    }
    return page(request, "emergency/listing.html", context, actor=actor, status=UNPROCESSABLE if fault else 200)


def _shown(lines: tuple[OpeningLine, ...]) -> list[tuple[OpeningLine, str, str]]:
    return [(line, clock_time(line.asked_at), words(STANDS[line.stands])) for line in lines]


@staff
def one(request: HttpRequest, actor: Actor, *, opening: UUID) -> HttpResponse:
    """Show one request: why, by whom, how it stands."""
    return _one(request, actor, opening)


def _one(
    request: HttpRequest,
    actor: Actor,
    wanted: UUID,
    *,
    fault: Text | None = None,
    values: Mapping[str, Any] | None = None,
) -> HttpResponse:
    line = opening(wanted, actor=actor)
    if line is None:
        raise NotFound
    context = {
        "line": line,
        "asked": clock_time(line.asked_at),
        "decided": clock_time(line.decided_at) if line.decided_at else "",
        "until": clock_time(line.open_until) if line.open_until else "",
        "stands": words(STANDS[line.stands]),
        "may_read": line.mine and line.stands == "open",
        "may_decide": not line.mine and line.stands == "waiting" and bool(actor.roles & DECIDERS),
        "opened": opened_values(kind_of(line.kind), values) if values is not None else (),
        "empty": values is not None and not values,
        "fault": fault,
    }
    return page(request, "emergency/one.html", context, actor=actor, status=UNPROCESSABLE if fault else 200)


@require_POST
@staff
def act(request: HttpRequest, actor: Actor, *, opening: UUID) -> HttpResponse:
    """Grant, refuse, or read."""
    wanted = request.POST.get("do", "")
    if wanted == "read":
        return _read(request, actor, opening)
    does = {"grant": acts.grant, "refuse": acts.refuse}.get(wanted)
    if does is None:
        raise NotFound
    again = ask_again(request, back=request.path.removesuffix("do/"))
    if again is not None:
        return again
    try:
        does(opening, actor=actor)
    except NotAllowed as refusal:
        return _one(request, actor, opening, fault=refusal.reason)
    said = Text("批了，一小时后自动关；群众会收到告知", "Granted for an hour; the resident is told")
    tell_next(request, said if wanted == "grant" else Text("没有批，已记下", "Refused and written down"))
    return redirect("emergency:one", opening=opening)


def _read(request: HttpRequest, actor: Actor, wanted: UUID) -> HttpResponse:
    line = opening(wanted, actor=actor)
    if line is None or not line.mine:
        raise NotFound
    try:
        values = read_private(everything_of(line), actor=actor)
    except NotReadable as refusal:
        return _one(request, actor, wanted, fault=refusal.reason)
    return _one(request, actor, wanted, values=values)

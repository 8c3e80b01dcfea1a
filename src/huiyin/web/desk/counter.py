"""Two lists of the counter: whom to call, and the lost slip. A number is shown only through the gate, one at a time."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from huiyin.acts.lost_slip import SHOWN, answer_at_counter, new_code_at_counter
from huiyin.acts.portal import Claim, TooMany
from huiyin.acts.sending import told_by_call
from huiyin.acts.writing import NotFound, now_at
from huiyin.flow.actor import Actor
from huiyin.flow.answers import FieldFaults
from huiyin.flow.scene import NotAllowed
from huiyin.flow.words import Role
from huiyin.kit.text import Text
from huiyin.queries.gate import NotReadable, Request, read_private
from huiyin.queries.letters import call_list, may_call
from huiyin.queries.lost_slip import filed_here
from huiyin.web.desk.frame import page, tell_next
from huiyin.web.parts import Empty
from huiyin.web.session import staff

NOBODY_TO_CALL = Empty(
    Text("没有要打的电话", "Nobody to call"),
    Text(
        "有新进展、又没有短信可发的，会列在这里。", "Those with news and no text message to tell it by are listed here."
    ),
)
NOT_YOURS = Text("代打电话、找回执由受理窗口办", "Calls and lost slips are for the intake counter")
CALLING = Text("打电话转告办理进展", "To tell the person of the progress by telephone")


@require_GET
@staff
def calls(request: HttpRequest, actor: Actor) -> HttpResponse:
    """List whom this counter has to call."""
    return _calls(request, actor)


def _calls(request: HttpRequest, actor: Actor, **more: Any) -> HttpResponse:
    if not may_call(actor):
        raise NotAllowed(NOT_YOURS)
    return page(request, "desk/calls.html", {"calls": call_list(actor), "empty": NOBODY_TO_CALL, **more}, actor=actor)


@require_POST
@staff
def call(request: HttpRequest, actor: Actor, *, message: int) -> HttpResponse:
    """Open the number of one call through the gate, or write down that the person was told."""
    if request.POST.get("go") == "told":
        told_by_call(message, actor=actor, at=actor.at)
        tell_next(request, Text("已记下：转告了本人", "Written down: the person was told"))
        return redirect("desk:calls")
    found = next((one for one in call_list(actor) if one.id == message), None)
    if found is None:
        raise NotFound
    # A message to one of several representatives opens that one's number only.
    wanted = {f"{name}_{found.party}" if found.party else name: name for name in ("phone", "name")}
    try:
        held = read_private(Request(found.matter, frozenset(wanted), CALLING.zh), actor=actor)
    except NotReadable as refusal:
        return _calls(request, actor, opened=message, fault=refusal.reason)
    return _calls(request, actor, opened=message, held={wanted[name]: value for name, value in held.items()})


@require_http_methods(["GET", "HEAD", "POST"])
@staff
def lost(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Answer a person who lost the slip and stands at the counter: numbers and states, nothing else."""
    if Role.INTAKE not in actor.roles:
        raise NotAllowed(NOT_YOURS)
    if request.method != "POST":
        return _lost(request, actor)
    given, shown = request.POST.get("given", "")[:40], request.POST.get("shown", "")
    try:
        found = answer_at_counter(given, shown=shown, actor=actor, at=actor.at)
    except FieldFaults as faults:
        return _lost(request, actor, 422, faults=faults.faults, shown=shown)
    except TooMany as refusal:
        return _lost(request, actor, 429, faults={"given": refusal.reason})
    return _lost(request, actor, asked=True, shown=shown, filed=filed_here([(one.matter, one.party) for one in found]))


@require_POST
@staff
def lost_code(request: HttpRequest, actor: Actor, *, matter: UUID) -> HttpResponse:
    """Make out a new code for one matter; it stands on this one page and nowhere else."""
    shown = request.POST.get("shown", "")
    claim = Claim(matter, request.POST.get("party", "")[:2])
    code = new_code_at_counter(claim, shown=shown, actor=actor, moment=now_at(actor.at))
    (filed,) = filed_here([(claim.matter, claim.party)])
    return _lost(request, actor, code=code, renewed=filed, shown=shown)


def _lost(request: HttpRequest, actor: Actor, status: int = 200, **more: Any) -> HttpResponse:
    context = {"ways": SHOWN.items(), "faults": {}, **more}
    return page(request, "desk/lost_slip.html", context, actor=actor, status=status)

"""At the counter: a request about personal data, a complaint of retaliation; and the list of questioned readings."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from huiyin.acts.data_rights import Asking, ask_about_data, complain_of_retaliation, hand_copy, refuse_copy
from huiyin.acts.limits import TooMany
from huiyin.acts.writing import now_at
from huiyin.flow.actor import Actor
from huiyin.flow.answers import FieldFaults
from huiyin.flow.kind import Step
from huiyin.flow.scene import NotAllowed
from huiyin.flow.words import Role
from huiyin.kinds import kind_of
from huiyin.kinds.data_request import PROVED
from huiyin.kit.days import SHANGHAI
from huiyin.kit.text import Text
from huiyin.queries.gate import NotReadable
from huiyin.queries.matter_page import found_row, matter_page
from huiyin.queries.own_copy import own_copy as copy_of
from huiyin.queries.questions import may_watch, reading_questions
from huiyin.queries.staff import Asked as Wanted
from huiyin.queries.staff import options
from huiyin.web.copies import copy_given
from huiyin.web.desk.frame import page, tell_next
from huiyin.web.forms import Asked, StepForm, form_for
from huiyin.web.session import staff

NOT_YOURS = Text("由受理窗口登记", "Taken in at the counter")
NOT_WATCHED = Text("这一页给审计岗和安全岗看", "This page is for audit and security")
PROVED_HERE = frozenset({"id", "phone"})
PROVED_FOR_COPY = {one.id: one.name for one in PROVED if one.id in PROVED_HERE}


@require_http_methods(["GET", "HEAD", "POST"])
@staff
def data_request(request: HttpRequest, actor: Actor, *, number: str) -> HttpResponse:
    """Take a request about the data of one matter from the person at the counter."""
    found, post = matter_page(number, actor=actor), _counter(actor)
    form = _form(actor, kind_of("data_request").opening, request, {"title", "data_number", "name", "phone"})
    told = {"form": form, "number": found.matter.number, "kind": kind_of("data_request")}
    if request.method != "POST":
        return page(request, "desk/rights_form.html", told, actor=actor)
    values = form.raw()
    proved = str(values.get("data_proved") or "")
    try:
        if proved not in PROVED_HERE:
            raise FieldFaults({"data_proved": Text("请选当面怎么确认的本人", "Choose how you know the person")})
        filed = ask_about_data(Asking(found.id, post, proved), values, actor=actor, moment=now_at(actor.at))
    except FieldFaults as faults:
        form.tell(faults.faults)
        return page(request, "desk/rights_form.html", told, actor=actor, status=422)
    except TooMany as refusal:
        return page(request, "desk/rights_form.html", {**told, "refused": refusal.reason}, actor=actor, status=429)
    tell_next(
        request, Text(f"已登记 {filed.number}，查询码 {filed.code}，请抄给本人", f"{filed.number}, code {filed.code}")
    )
    return redirect("desk:matter", number=filed.number)


@require_POST
@staff
def own_copy(request: HttpRequest, actor: Actor, *, number: str, form: str) -> HttpResponse:
    """Make out a copy of the person's data for the person at the counter; it is a reading like any other."""
    found = found_row(number, actor=actor)
    proved = PROVED_FOR_COPY.get(request.POST.get("proved", ""))
    if proved is None:
        raise NotAllowed(Text("请选当面怎么确认的本人", "Choose how you know the person"))
    refuse_copy(form, actor=actor)
    try:
        held = copy_of(found.id, at=actor.at, by=actor, reason=f"本人到窗口要副本，{proved.zh}")
    except NotReadable as refusal:
        raise NotAllowed(refusal.reason) from None
    hand_copy(found.id, form, actor=actor, moment=now_at(actor.at))
    return copy_given(held, form, at=actor.at)


@require_http_methods(["GET", "HEAD", "POST"])
@staff
def retaliation(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Take a complaint of retaliation; once registered the counter sees it no more."""
    post = _counter(actor)
    form = _form(actor, kind_of("retaliation").opening, request, set())
    told: dict[str, Any] = {"form": form, "number": "", "kind": kind_of("retaliation")}
    if request.method != "POST":
        return page(request, "desk/rights_form.html", told, actor=actor)
    try:
        filed = complain_of_retaliation(
            form.raw(), unit=post, matter=None, visitor=None, actor=actor, moment=now_at(actor.at)
        )
    except FieldFaults as faults:
        form.tell(faults.faults)
        return page(request, "desk/rights_form.html", told, actor=actor, status=422)
    return page(request, "desk/rights_form.html", {**told, "form": None, "filed": filed}, actor=actor)


@require_GET
@staff
def questions(request: HttpRequest, actor: Actor) -> HttpResponse:
    """List the readings people asked about: which post, since when, answered or not; no word of a person."""
    if not may_watch(actor):
        raise NotAllowed(NOT_WATCHED)
    return page(request, "desk/questions.html", {"questions": reading_questions(at=actor.at)}, actor=actor)


def _counter(actor: Actor) -> str:
    post = next(iter(actor.posts_with(Role.INTAKE)), None)
    if post is None:
        raise NotAllowed(NOT_YOURS)
    return post.unit


def _form(actor: Actor, step: Step, request: HttpRequest, without: set[str]) -> StepForm:
    sorts = frozenset(one.sort for one in step.fields)
    asked = Asked(options(Wanted(sorts, actor.at.astimezone(SHANGHAI).date())))
    return form_for(step, asked=asked, data=request.POST if request.method == "POST" else None, without=without)

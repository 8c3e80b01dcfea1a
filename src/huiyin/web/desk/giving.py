"""交任务: one form from the kind's declaration, filed by whoever gives it; afterwards the task's own page."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from huiyin.acts.matters import Filing, open_matter
from huiyin.flow.actor import Actor
from huiyin.flow.answers import FieldFaults
from huiyin.flow.scene import NotAllowed
from huiyin.kinds import kind_of
from huiyin.kit.days import SHANGHAI
from huiyin.kit.text import Text
from huiyin.queries.staff import Asked as Wanted
from huiyin.queries.staff import options
from huiyin.web.desk.frame import GIVING, page, tell_next
from huiyin.web.desk.times import moment_of
from huiyin.web.forms import Asked, StepForm, form_for
from huiyin.web.session import staff

KIND = "task"
NOT_YOURS = Text(
    "交任务限领导岗、督查岗、分流岗；在事项里谁办谁交", "Tasks are given by leading, supervising and sorting posts"
)
UNPROCESSABLE, FORBIDDEN = 422, 403


@require_http_methods(["GET", "POST"])
@staff
def give(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Show the form of a task, or give it."""
    if not actor.roles & GIVING:
        raise NotAllowed(NOT_YOURS)
    if request.method == "GET":
        return _page(request, actor, _form(actor, initial={"task_source": "meeting"}))
    form = _form(actor, data=request.POST)
    try:
        filed = open_matter(Filing(KIND, form.raw(), moment_of(request.POST, at=actor.at)), actor=actor)
    except FieldFaults as faults:
        form.tell(faults.faults)
        return _page(request, actor, form, status=UNPROCESSABLE)
    except NotAllowed as refusal:
        return _page(request, actor, form, trouble=refusal.reason, status=FORBIDDEN)
    tell_next(
        request, Text(f"{filed.number} 已交出，等对方签收", f"{filed.number} was given; it waits to be signed for")
    )
    return redirect("desk:matter", number=filed.number)


def _form(actor: Actor, **given: Any) -> StepForm:
    step = kind_of(KIND).opening
    asked = Wanted(frozenset(one.sort for one in step.fields), actor.at.astimezone(SHANGHAI).date())
    return form_for(step, asked=Asked(options(asked)), **given)


def _page(
    request: HttpRequest, actor: Actor, form: StepForm, *, trouble: Text | None = None, status: int = 200
) -> HttpResponse:
    return page(request, "desk/give.html", {"form": form, "trouble": trouble}, actor=actor, status=status)

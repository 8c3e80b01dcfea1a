"""What a person may ask about his or her own data: a copy, a request, why it was read, and to complain of retaliation."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from huiyin.acts.data_rights import (
    Asking,
    ask_about_data,
    complain_of_retaliation,
    hand_copy,
    question_reading,
    refuse_copy,
)
from huiyin.acts.limits import TooMany
from huiyin.acts.writing import NotFound, now_at
from huiyin.flow.answers import FieldFaults
from huiyin.flow.kind import Step
from huiyin.flow.scene import NotAllowed
from huiyin.kinds import kind_of
from huiyin.queries.centre import centre
from huiyin.queries.gate import NotReadable
from huiyin.queries.own_copy import own_copy as copy_of
from huiyin.queries.own_matter import local_day, own_matters
from huiyin.queries.readings import openings
from huiyin.queries.staff import Asked as Wanted
from huiyin.queries.staff import options
from huiyin.web.clock_reading import moment
from huiyin.web.copies import copy_given
from huiyin.web.forms import Asked, StepForm, form_for
from huiyin.web.portal.page import public, shown
from huiyin.web.portal.visit import party_of, visitors
from huiyin.web.whence import visitor_of

# What the page itself knows and nobody is asked.
KNOWN = frozenset({"title", "data_number", "data_proved", "name", "phone"})
REFUSED = (NotAllowed, NotFound, TooMany)


@require_http_methods(["GET", "HEAD", "POST"])
@public
@visitors
def data(request: HttpRequest, matter: UUID) -> HttpResponse:
    """Offer the copy, and take a request about the data of this matter."""
    step = kind_of("data_request").opening
    if request.method != "POST":
        return _data(request, form_for(step, asked=Asked(), without=KNOWN))
    form = form_for(step, asked=Asked(), data=request.POST, without=KNOWN)
    office = centre()
    try:
        asking = Asking(matter, office.unit if office is not None else "", "code", party_of(request))
        ask_about_data(asking, form.raw(), actor=None, moment=now_at(moment(request)))
    except FieldFaults as faults:
        form.tell(faults.faults)
        return _data(request, form, 422)
    except REFUSED as refusal:
        return _data(request, form, 409, refused=refusal.reason.zh)
    return HttpResponseRedirect(f"{reverse('portal:my')}?done=data")


def _data(request: HttpRequest, form: StepForm, status: int = 200, **told: Any) -> HttpResponse:
    return shown(request, "portal/data.html", status, form=form, **told)


@require_POST
@public
@visitors
def own_copy(request: HttpRequest, matter: UUID, form: str) -> HttpResponse:
    """Hand over a copy of everything held of the person on this matter, and write down that it was."""
    at = moment(request)
    try:
        refuse_copy(form, actor=None)
        held = copy_of(matter, at=at, party=party_of(request))
        hand_copy(matter, form, actor=None, moment=now_at(at))
    except NotReadable:
        raise Http404 from None
    except REFUSED as refusal:
        return _data(request, form_for(kind_of("data_request").opening, asked=Asked(), without=KNOWN), 409,
                     refused=refusal.reason.zh)  # fmt: skip
    return copy_given(held, form, at=at)


@require_http_methods(["GET", "HEAD", "POST"])
@public
@visitors
def question(request: HttpRequest, matter: UUID, reading: int) -> HttpResponse:
    """Ask why one reading was made."""
    who = party_of(request)
    ids = own_matters(matter, party=who)
    found = next((one for one in openings(ids, before=reading + 1, size=1, party=who).rows if one.id == reading), None)
    if found is None:
        raise Http404
    told: dict[str, Any] = {"reading": found, "words": request.POST.get("question_words", "")[:500]}
    if request.method == "POST":
        try:
            question_reading(ids, reading, told["words"], moment=now_at(moment(request)), party=who)
        except FieldFaults as faults:
            return shown(request, "portal/question.html", 422, **told, refused=str(faults))
        except REFUSED as refusal:
            return shown(request, "portal/question.html", 409, **told, refused=refusal.reason.zh)
        return HttpResponseRedirect(f"{reverse('portal:my')}?done=question")
    return shown(request, "portal/question.html", **told)


@require_http_methods(["GET", "HEAD", "POST"])
@public
def retaliation(request: HttpRequest) -> HttpResponse:
    """Take a complaint of retaliation from anybody."""
    return _retaliation(request, None)


@require_http_methods(["GET", "HEAD", "POST"])
@public
@visitors
def own_retaliation(request: HttpRequest, matter: UUID) -> HttpResponse:
    """Take a complaint of retaliation from whoever opened a matter: its lead may not know of it either."""
    return _retaliation(request, matter)


def _retaliation(request: HttpRequest, matter: UUID | None) -> HttpResponse:
    step, at = kind_of("retaliation").opening, moment(request)
    asked = Asked(options(Wanted(_sorts(step), local_day(at))))
    without = {"also_barred"} | ({"about_matter"} if matter is not None else set())
    form = form_for(step, asked=asked, data=request.POST if request.method == "POST" else None, without=without)
    told: dict[str, Any] = {"form": form, "own": matter is not None}
    if request.method != "POST":
        return shown(request, "portal/retaliation.html", **told)
    office = centre()
    try:
        filed = complain_of_retaliation(
            form.raw(), unit=office.unit if office is not None else "", matter=matter, visitor=visitor_of(request),
            actor=None, moment=now_at(at),
        )  # fmt: skip
    except FieldFaults as faults:
        form.tell(faults.faults)
        return shown(request, "portal/retaliation.html", 422, **told)
    except REFUSED as refusal:
        return shown(request, "portal/retaliation.html", 409, **told, refused=refusal.reason.zh)
    return shown(request, "portal/retaliation_filed.html", filed=filed)


def _sorts(step: Step) -> frozenset[Any]:
    return frozenset(one.sort for one in step.fields)

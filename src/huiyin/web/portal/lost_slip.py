"""The lost slip on the net: a code sent to the telephone that was given opens the list of one's own numbers."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from huiyin.acts.lost_slip import (
    PROOF_LASTS,
    Proof,
    WrongSlipCode,
    answer_by_phone,
    ask_code,
    end_proof,
    new_code_by_phone,
    proof_of,
    prove,
)
from huiyin.acts.portal import Claim, TooMany
from huiyin.acts.writing import NotFound, now_at
from huiyin.flow.answers import FieldFaults
from huiyin.queries.lost_slip import filed_here
from huiyin.web.clock_reading import moment
from huiyin.web.portal.page import public, shown
from huiyin.web.templatetags.look import words
from huiyin.web.whence import visitor_of

COOKIE = "huiyin_slip"
TOO_MANY_REQUESTS = 429


@require_http_methods(["GET", "HEAD", "POST"])
@public
def lost(request: HttpRequest) -> HttpResponse:
    """Ask for the telephone, then for the code sent to it; the same words whether or not anything was filed."""
    if request.method != "POST" or not settings.MESSAGES_URL:
        return _page(request)
    phone, visitor, at = request.POST.get("phone", "")[:40], visitor_of(request), moment(request)
    try:
        if "code" not in request.POST:
            ask_code(phone, visitor=visitor, at=at)
            return _page(request, phone=phone, sent=True)
        token = prove(phone, request.POST["code"], visitor=visitor, at=at)
    except FieldFaults as faults:
        return _page(request, 422, phone=phone, fault=words(faults.faults["phone"]))
    except WrongSlipCode as wrong:
        return _page(request, 422, phone=phone, sent=True, fault=words(wrong.reason))
    except TooMany as refusal:
        return _page(request, TOO_MANY_REQUESTS, fault=words(refusal.reason))
    response = HttpResponseRedirect(reverse("portal:lost_mine"))
    response.set_cookie(
        COOKIE, token, max_age=int(PROOF_LASTS.total_seconds()), path=reverse("portal:lost"), httponly=True,
        samesite="Lax", secure=settings.HTTPS,
    )  # fmt: skip
    return response


def _page(request: HttpRequest, status: int = 200, **told: Any) -> HttpResponse:
    return shown(request, "portal/lost_slip.html", status, open=bool(settings.MESSAGES_URL), **told)


def _proved(request: HttpRequest) -> Proof | None:
    token = request.COOKIES.get(COOKIE, "")
    return proof_of(token, at=moment(request)) if token else None


@require_http_methods(["GET", "HEAD"])
@public
def mine(request: HttpRequest) -> HttpResponse:
    """List the numbers and states of what was filed with the telephone just proved."""
    proof = _proved(request)
    if proof is None:
        return HttpResponseRedirect(reverse("portal:lost"))
    answer_by_phone(proof, at=moment(request))
    return shown(request, "portal/lost_mine.html", filed=filed_here(pairs(proof.claims)))


def pairs(claims: Iterable[Claim]) -> tuple[tuple[UUID, str], ...]:
    """Return claims as what is asked about them."""
    return tuple((one.matter, one.party) for one in claims)


@require_POST
@public
def new_code(request: HttpRequest, matter: UUID) -> HttpResponse:
    """Make out a new code for one of these matters; the old one opens nothing any more."""
    token = request.COOKIES.get(COOKIE, "")
    claim = Claim(matter, request.POST.get("party", "")[:2])
    try:
        code = new_code_by_phone(claim, token=token, moment=now_at(moment(request)))
    except NotFound:
        return HttpResponseRedirect(reverse("portal:lost"))
    (filed,) = filed_here(pairs([claim]))
    return shown(request, "portal/lost_code.html", filed=filed, code=code)


@require_POST
@public
def leave(request: HttpRequest) -> HttpResponse:
    """Forget the proof, so that whoever uses this machine next sees nothing."""
    end_proof(request.COOKIES.get(COOKIE, ""))
    response = HttpResponseRedirect(reverse("portal:home"))
    response.delete_cookie(COOKIE, path=reverse("portal:lost"), samesite="Lax")
    return response

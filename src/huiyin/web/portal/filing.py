"""Filing on the net: some pages of questions, one to look it over, then the receipt. All without an account or script."""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from huiyin.acts.half_typed import LASTS, Piece, drop_piece, erase, files_of, keep_typed, pieces_of, typed_of
from huiyin.acts.matters import Filing
from huiyin.acts.portal import RECEIPT_LASTS, TooMany, WrongCode, file_once, open_by_code, receipt_of
from huiyin.acts.writing import now_at
from huiyin.flow.answers import FieldFaults
from huiyin.flow.scene import NotAllowed
from huiyin.kinds.purposes import OTHERS
from huiyin.queries.centre import Centre, centre
from huiyin.queries.own_matter import local_day
from huiyin.queries.portal import is_receiving, offices_of_place, towns, villages
from huiyin.web.clock_reading import moment
from huiyin.web.form_parts import faults_of
from huiyin.web.parts import Step
from huiyin.web.portal.filing_pages import CHECK, PIECES, SEND, AskedPage, pages_for
from huiyin.web.portal.forms import FilingForm
from huiyin.web.portal.notice import notice
from huiyin.web.portal.page import is_elder, public, shown
from huiyin.web.portal.pieces import add_all
from huiyin.web.portal.purposes import APPEAL, PURPOSES, Purpose
from huiyin.web.portal.together import pages_together
from huiyin.web.portal.visit import begin
from huiyin.web.portal.words import when_words
from huiyin.web.templatetags.look import say, words
from huiyin.web.whence import come_back_in, visitor_of

TOKEN, EARLIER = "token", "earlier"
TOKEN_BYTES, TOKEN_LONGEST = 24, 64
RECEIPT_COOKIE = "huiyin_receipt"
TOO_MANY_REQUESTS = 429
ASKED = tuple(FilingForm.base_fields)
# Which page a half-typed form was left on, kept with what was typed.
LEFT_ON = "page"
LAWS: dict[str, tuple[str, tuple[str, str]]] = {
    "words": (
        "《信访工作条例》第十九条",
        ("口头说的，受理的人要照实记下来。", "What is said aloud must be written down as it was said."),
    ),
    "concern": (
        "《信访工作条例》第三十条",
        (
            "不得把检举、控告的材料和人透露、转给被检举、控告的人或者单位。",
            "Nothing of a complaint, nor who made it, may be passed to the person or office complained of.",
        ),
    ),
}


@dataclass(frozen=True, slots=True)
class Telling:
    """What was typed so far for one purpose, the form it makes, and the pages it is asked on."""

    purpose: Purpose
    token: str
    typed: Mapping[str, str]
    form: FilingForm
    pages: tuple[AskedPage, ...]
    pieces: tuple[Piece, ...]

    def furthest(self, wanted: str) -> AskedPage:
        """Return the page wanted, or the first one before it where something is still to be mended."""
        for page in self.pages:
            if page.id == wanted or any(name in self.form.errors for name in page.fields):
                return page
        return self.pages[-1]

    def page(self, wanted: str) -> AskedPage:
        """Return the page of that id; the first for one that is not asked in this version."""
        return next((page for page in self.pages if page.id == wanted), self.pages[0])


@require_http_methods(["GET", "HEAD", "POST"])
@public
def file_matter(request: HttpRequest, *, kind: str = APPEAL.kind) -> HttpResponse:
    """Ask page by page what happened; nothing typed is lost on the way, not even when the browser is closed."""
    at, purpose = moment(request), PURPOSES[kind]
    office = centre()
    if office is None or not is_receiving(office.unit, local_day(at)):
        return shown(request, "portal/file_closed.html", status=503, purpose=purpose)
    if request.method != "POST":
        return _resumed(request, purpose, at)
    faults = _add_files(request, at)
    if "drop" in request.POST:
        drop_piece(_token(request), request.POST["drop"][:TOKEN_LONGEST])
    telling = _telling(request, purpose, _typed(request.POST), token=_token(request))
    wanted = PIECES if faults or {"add", "drop"} & set(request.POST) else request.POST.get("go", CHECK)
    if wanted == SEND and telling.form.is_valid():
        return _send(request, telling, office)
    page = telling.furthest(CHECK if wanted == SEND else wanted)
    response = _page(request, telling, page, refused_files=faults, sent_from=request.POST.get("from", ""))
    return _kept(request, response, telling, page, at=at)


def _typed(posted: Mapping[str, str]) -> dict[str, str]:
    return {name: str(posted[name]) for name in ASKED if name in posted}


def _token(request: HttpRequest) -> str:
    given = request.POST.get(TOKEN, "")[:TOKEN_LONGEST]
    return given if len(given) >= TOKEN_BYTES else secrets.token_urlsafe(TOKEN_BYTES)


def _add_files(request: HttpRequest, at: datetime) -> tuple[str, ...]:
    files = [*request.FILES.getlist("photos"), *request.FILES.getlist("voice")]
    return add_all(_token(request), files, visitor=visitor_of(request), at=at) if files else ()


def _telling(request: HttpRequest, purpose: Purpose, typed: Mapping[str, str], *, token: str) -> Telling:
    at = moment(request)
    return Telling(
        purpose=purpose,
        token=token,
        typed=typed,
        form=_form(purpose, typed, at=at, data=typed),
        pages=pages_for(
            elder=is_elder(request), concern=typed.get("concern", ""), asked=purpose.asked, more=pages_together(typed)
        ),
        pieces=pieces_of(token, at=at),
    )


def _form(purpose: Purpose, typed: Mapping[str, str], *, at: datetime, **given: Any) -> FilingForm:
    day, town = local_day(at), typed.get("town", "")
    known = towns(day)
    real = town in {place.code for place in known}
    return FilingForm(
        purpose=purpose,
        towns=known,
        villages=villages(town, day) if real else (),
        offices=offices_of_place(town, day) if real else (),
        **given,
    )


def draft_cookie(purpose: Purpose) -> str:
    """Return the name of the cookie that leads back to what is half-typed for a purpose."""
    return "huiyin_draft" if purpose is APPEAL else f"huiyin_draft_{purpose.kind}"


def _resumed(request: HttpRequest, purpose: Purpose, at: datetime) -> HttpResponse:
    token = request.COOKIES.get(draft_cookie(purpose), "")[:TOKEN_LONGEST]
    left = typed_of(token, at=at) if len(token) >= TOKEN_BYTES else None
    typed = left.typed if left is not None else {}
    telling = _telling(request, purpose, typed, token=token if left else secrets.token_urlsafe(TOKEN_BYTES))
    page = telling.furthest(typed.get(LEFT_ON, "")) if left else telling.pages[0]
    left_at = when_words(left.saved_at, at) if left else ""
    return _page(request, telling, page, left_at=left_at, erased=request.GET.get("erased") == "1", kept=bool(left))


def _kept(
    request: HttpRequest, response: HttpResponse, telling: Telling, page: AskedPage, *, at: datetime
) -> HttpResponse:
    try:
        keep_typed(telling.token, {**telling.typed, LEFT_ON: page.id}, visitor=visitor_of(request), at=at)
    except TooMany:
        # Nothing is lost: the page itself carries everything that was typed.
        return response
    response.set_cookie(
        draft_cookie(telling.purpose), telling.token, max_age=int(LASTS.total_seconds()), path=reverse("portal:file"),
        httponly=True, samesite="Lax", secure=settings.HTTPS,
    )  # fmt: skip
    return response


def _page(request: HttpRequest, telling: Telling, page: AskedPage, *, sent_from: str = "", **more: Any) -> HttpResponse:
    # A page met for the first time asks; only what was sent from that page is told its faults.
    form = telling.form
    if sent_from != page.id:
        form = _form(telling.purpose, telling.typed, at=moment(request), initial=dict(telling.typed))
    place = telling.pages.index(page)
    laws = {name: (law, say(*said)) for name, (law, said) in LAWS.items()}
    return shown(
        request,
        "portal/file_check.html" if page.id == CHECK else "portal/file_page.html",
        more.pop("status", 200),
        form=form,
        purpose=telling.purpose,
        here=reverse(telling.purpose.address),
        faults=[one for one in faults_of(form) if one.anchor in {form[name].auto_id for name in page.fields}],
        asked=[(form[name], *laws.get(name, ("", "")), name == "concern") for name in page.fields],
        page=page,
        heading=words(page.heading),
        before=telling.pages[place - 1] if place else None,
        after=telling.pages[place + 1] if place + 1 < len(telling.pages) else None,
        steps=[
            Step(words(one.name), "was" if number < place else "now" if number == place else "next")
            for number, one in enumerate(telling.pages)
        ],
        place=place + 1,
        places=len(telling.pages),
        carried=[(name, value) for name, value in telling.typed.items() if name in ASKED and name not in page.fields],
        pieces=telling.pieces,
        photos=[one for one in telling.pieces if not one.is_voice],
        voices=[one for one in telling.pieces if one.is_voice],
        summary=_summary(telling) if page.id == CHECK else None,
        notice=notice(telling.purpose.kind) if page.id == CHECK else None,
        token=telling.token,
        earlier=request.POST.get(EARLIER, "")[:TOKEN_LONGEST],
        **{"kept": True, **more},
    )


def _summary(telling: Telling) -> dict[str, Any]:
    told, fields = telling.form.cleaned_data, telling.form.fields
    offices = {key: name for _, group in fields["office"].choices[1:] for key, name in group}  # type: ignore[attr-defined]
    named = {
        f"{name}_name": dict(fields[name].choices).get(told.get(name), "")  # type: ignore[attr-defined]
        for name in ("town", "village", "concern")
    }
    return {
        **told,
        **named,
        "wants": [line.strip() for line in told.get("requests", "").splitlines() if line.strip()],
        "office_name": offices.get(told["office"], ""),
        "others": _others(telling),
    }


def _others(telling: Telling) -> list[tuple[str, str, str, str]]:
    told, named = telling.form.cleaned_data, {name for page in telling.pages for name in page.fields}
    return [
        (str(number), told[f"name_{number}"], told[f"phone_{number}"], told[f"serve_at_{number}"])
        for number in OTHERS
        if f"name_{number}" in named
    ]


def _send(request: HttpRequest, telling: Telling, office: Centre) -> HttpResponse:
    check, at = telling.pages[-1], moment(request)
    if len(request.POST.get(TOKEN, "")) < TOKEN_BYTES:
        stale = say(
            "这一页开得太久了，请再点一次“交上去”。您写的都在。",
            "This page was open for too long: please press “Send” again. Your words are all here.",
        )
        return _page(request, telling, check, refused=stale)
    filing = Filing(
        telling.purpose.kind, {**telling.form.raw(), "channel": "web"}, now_at(at), received_unit=office.unit
    )
    try:
        files = files_of(telling.token, at=at)
        known = _known(request, telling, at)
        filed = file_once(telling.token, filing, visitor=visitor_of(request), files=files, known=known)
    except WrongCode as wrong:
        return _page(request, telling, check, refused=words(wrong.reason))
    except TooMany as refusal:
        return come_back_in(
            refusal.seconds, _page(request, telling, check, refused=words(refusal.reason), status=TOO_MANY_REQUESTS)
        )
    except NotAllowed:
        return _page(request, telling, check, refused=_cannot_receive(office), status=503)
    except FieldFaults as found:
        return _page(request, telling, check, refused=" ".join(words(text) for text in found.faults.values()))
    erase(telling.token)
    response = HttpResponseRedirect(reverse("portal:receipt"))
    response.set_cookie(
        RECEIPT_COOKIE, telling.token, max_age=int(RECEIPT_LASTS.total_seconds()), path=reverse("portal:file"),
        httponly=True, samesite="Lax", secure=settings.HTTPS,
    )  # fmt: skip
    response.delete_cookie(draft_cookie(telling.purpose), path=reverse("portal:file"), samesite="Lax")
    begin(request, response, filed.matter)
    return response


def _known(request: HttpRequest, telling: Telling, at: datetime) -> tuple[UUID, ...]:
    """Return the matters whose codes this browser has shown: one typed here, and what it filed itself just before.

    Raises WrongCode, TooMany.
    """
    found = []
    held = request.COOKIES.get(RECEIPT_COOKIE, "")[:TOKEN_LONGEST]
    before = receipt_of(held, at=at) if held and held != telling.token else None
    if before is not None:
        found.append(before.matter)
    if code := request.POST.get(EARLIER, "").strip():
        found.append(open_by_code(code, visitor=visitor_of(request), at=at))
    return tuple(found)


def _cannot_receive(office: Centre) -> str:
    return say(
        "这件事网上暂时没有单位能收。您写的都还在这一页；{call}到{centre}，有人替您记。",
        "No office can receive this online just now. Your words are still on this page; {call}come to {centre}.",
        call=say("请打电话 {n}，或", "please call {n} or ", n=office.phone) if office.phone else say("请", "please "),
        centre=office.name,
    )


@require_POST
@public
def keep(request: HttpRequest) -> HttpResponse:
    """Keep what is being typed, asked by the page's script; says when it was kept and shows nothing."""
    at, token, purpose = moment(request), _token(request), _purpose(request)
    typed = _typed(request.POST)
    if not any(value.strip() for value in typed.values()):
        return HttpResponse(status=204)
    telling = _telling(request, purpose, typed, token=token)
    said = HttpResponse(
        say("已替您存着　{t}", "Kept for you, {t}", t=when_words(at, at)), content_type="text/plain; charset=utf-8"
    )
    return _kept(request, said, telling, telling.page(request.POST.get("from", "")), at=at)


def _purpose(request: HttpRequest) -> Purpose:
    return PURPOSES.get(request.POST.get("kind", ""), APPEAL)


@require_POST
@public
def erase_now(request: HttpRequest) -> HttpResponse:
    """Take away what is half-typed for one purpose in this browser, at once."""
    purpose = _purpose(request)
    cookie = draft_cookie(purpose)
    for token in {request.POST.get(TOKEN, "")[:TOKEN_LONGEST], request.COOKIES.get(cookie, "")[:TOKEN_LONGEST]}:
        if len(token) >= TOKEN_BYTES:
            erase(token)
    response = HttpResponseRedirect(f"{reverse(purpose.address)}?erased=1")
    response.delete_cookie(cookie, path=reverse("portal:file"), samesite="Lax")
    return response

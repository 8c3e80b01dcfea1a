"""Filing on the net: two pages of questions, one to look it over, then the receipt. All without an account or script."""

import re
import secrets
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.views.decorators.http import require_GET, require_http_methods

from huiyin.acts.matters import Filed, Filing
from huiyin.acts.portal import RECEIPT_LASTS, TooMany, file_once, receipt_of
from huiyin.acts.writing import now_at
from huiyin.flow.answers import FieldFaults
from huiyin.flow.scene import NotAllowed
from huiyin.papers.payload import grouped
from huiyin.papers.qr import qr_svg
from huiyin.queries.centre import Centre, centre
from huiyin.queries.own_matter import OwnMatter, local_day, own_matter_views
from huiyin.queries.portal import is_receiving, offices_of_place, towns, villages
from huiyin.web.clock_reading import moment
from huiyin.web.parts import Step
from huiyin.web.portal.forms import FILED_KIND, StoryForm, WhereForm
from huiyin.web.portal.page import public, shown
from huiyin.web.portal.receipt import receipt_pdf
from huiyin.web.portal.visit import begin
from huiyin.web.portal.words import counted_words, owed
from huiyin.web.whence import visitor_of

TOKEN = "token"
TOKEN_BYTES, TOKEN_LONGEST = 24, 64
RECEIPT_COOKIE = "huiyin_receipt"
STORY, WHERE, CHECK, SEND = "story", "where", "check", "send"
PAGES = ((STORY, "什么事"), (WHERE, "怎么找您"), (CHECK, "核对领编号"))
TOO_MANY_REQUESTS = 429
MODULES = re.compile(r'width="(\d+)" height="(\d+)"')


@dataclass(frozen=True, slots=True)
class Telling:
    """What was typed so far, and the forms it makes."""

    typed: QueryDict
    story: StoryForm
    where: WhereForm

    @property
    def ready(self) -> str:
        """Return the last page that may be shown with what is typed."""
        if not self.story.is_valid():
            return STORY
        return CHECK if self.where.is_valid() else WHERE


@require_http_methods(["GET", "HEAD", "POST"])
@public
def file_matter(request: HttpRequest) -> HttpResponse:
    """Ask page by page what happened; nothing typed is lost on the way, nothing is kept before it is sent."""
    at = moment(request)
    office = centre()
    if office is None or not is_receiving(office.unit, local_day(at)):
        return shown(request, "portal/file_closed.html", status=503)
    if request.method != "POST":
        return _page(request, _telling(QueryDict(), at, bound=False), STORY)
    telling = _telling(request.POST, at, bound=True)
    wanted = request.POST.get("go", WHERE)
    if wanted == SEND and telling.ready == CHECK:
        return _send(request, telling, office)
    order = [STORY, WHERE, CHECK]
    wanted = wanted if wanted in order else CHECK
    return _page(request, telling, min(wanted, telling.ready, key=order.index), asked=request.POST.get("from", ""))


def _telling(typed: QueryDict, at: datetime, *, bound: bool) -> Telling:
    day = local_day(at)
    known = towns(day)
    town = typed.get("town", "")
    real = town in {place.code for place in known}
    data = typed if bound else None
    return Telling(
        typed,
        StoryForm(data, towns=known),
        WhereForm(
            data, villages=villages(town, day) if real else (), offices=offices_of_place(town, day) if real else ()
        ),
    )


def _page(request: HttpRequest, telling: Telling, page: str, *, asked: str = "", **more: Any) -> HttpResponse:
    # A page met for the first time asks; only what was sent from that page is told its faults.
    where = telling.where
    if page == WHERE and asked == STORY:
        day = local_day(moment(request))
        town = telling.typed.get("town", "")
        known = {name: telling.typed[name] for name in where.fields if name in telling.typed}
        where = WhereForm(initial=known, villages=villages(town, day), offices=offices_of_place(town, day))
    place = [name for name, _ in PAGES].index(page)
    steps = [
        Step(name, "was" if number < place else "now" if number == place else "next")
        for number, (_, name) in enumerate(PAGES)
    ]
    shown_here = {STORY: telling.story, WHERE: where}.get(page)
    return shown(
        request,
        f"portal/file_{page}.html",
        more.pop("status", 200),
        form=shown_here,
        page=page,
        steps=steps,
        carried=_carried(telling, shown_here.fields if shown_here else ()),
        summary=_summary(telling) if page == CHECK else None,
        token=telling.typed.get(TOKEN, "")[:TOKEN_LONGEST] or secrets.token_urlsafe(TOKEN_BYTES),
        **more,
    )


def _carried(telling: Telling, here: Any) -> list[tuple[str, str]]:
    names = [*telling.story.fields, *telling.where.fields]
    return [(name, str(telling.typed[name])) for name in names if name not in here and name in telling.typed]


def _summary(telling: Telling) -> dict[str, Any]:
    told, where = telling.story.cleaned_data, telling.where.cleaned_data
    offices = {key: name for _, group in telling.where.fields["office"].choices[1:] for key, name in group}  # type: ignore[attr-defined]
    return {
        **told,
        **where,
        "wants": [line.strip() for line in told["requests"].splitlines() if line.strip()],
        "town_name": dict(telling.story.fields["town"].choices)[told["town"]],  # type: ignore[attr-defined]
        "village_name": dict(telling.where.fields["village"].choices)[where["village"]],  # type: ignore[attr-defined]
        "concern_name": dict(telling.where.fields["concern"].choices)[where["concern"]],  # type: ignore[attr-defined]
        "office_name": offices.get(where["office"], ""),
    }


def _send(request: HttpRequest, telling: Telling, office: Centre) -> HttpResponse:
    token = telling.typed.get(TOKEN, "")[:TOKEN_LONGEST]
    if len(token) < TOKEN_BYTES:
        return _page(request, telling, CHECK, refused="这一页开得太久了，请再点一次“交上去”。您写的都在。")
    values = {**telling.story.cleaned_data, **telling.where.raw(), "channel": "web"}
    filing = Filing(FILED_KIND, values, now_at(moment(request)), received_unit=office.unit)
    try:
        filed = file_once(token, filing, visitor=visitor_of(request))
    except TooMany as refusal:
        return _page(request, telling, CHECK, refused=refusal.reason.zh, status=TOO_MANY_REQUESTS)
    except NotAllowed:
        return _page(request, telling, CHECK, refused=_cannot_receive(office), status=503)
    except FieldFaults as found:
        return _page(request, telling, CHECK, refused=" ".join(text.zh for text in found.faults.values()))
    response = HttpResponseRedirect(reverse("portal:receipt"))
    response.set_cookie(
        RECEIPT_COOKIE, token, max_age=int(RECEIPT_LASTS.total_seconds()), path=reverse("portal:file"),
        httponly=True, samesite="Lax", secure=settings.HTTPS,
    )  # fmt: skip
    begin(request, response, filed.matter)
    return response


def _cannot_receive(office: Centre) -> str:
    way = f"请打电话 {office.phone}，" if office.phone else "请"
    return f"这件事网上暂时没有单位能收。您写的都还在这一页；{way}或到{office.name}，有人替您记。"


def _filed(request: HttpRequest) -> tuple[Filed, OwnMatter] | None:
    token = request.COOKIES.get(RECEIPT_COOKIE, "")[:TOKEN_LONGEST]
    filed = receipt_of(token, at=moment(request)) if token else None
    views = own_matter_views([filed.matter], at=moment(request)) if filed is not None else ()
    return (filed, views[0]) if filed is not None and views else None


@require_GET
@public
def receipt(request: HttpRequest) -> HttpResponse:
    """Show the receipt to the browser that filed: number, code, dates, and the leaf that proves the filing."""
    found = _filed(request)
    if found is None:
        return shown(request, "portal/receipt_gone.html", status=404)
    filed, own = found
    at = moment(request)
    values = own.matter.values
    return shown(
        request,
        "portal/receipt.html",
        filed=filed,
        own=own,
        leaf=grouped(filed.leaf),
        qr=_qr(filed.code),
        promise=owed(own.next, at=at) if own.next else "",
        counted=counted_words(own.next.clock, local_day(own.next.face.start_at)) if own.next else "",
        basis=own.next.clock.basis_text if own.next else "",
        wants="；".join(values.get("requests", [])),
    )


@require_GET
@public
def receipt_paper(request: HttpRequest) -> HttpResponse:
    """Give the receipt as PDF to the browser that filed."""
    found = _filed(request)
    if found is None:
        return shown(request, "portal/receipt_gone.html", status=404)
    filed, own = found
    response = HttpResponse(receipt_pdf(filed, own, at=moment(request)), content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{filed.number}.pdf"'
    return response


def _qr(code: str) -> SafeString | None:
    # The code stands behind the #, which a browser never sends: no server log and no proxy sees it.
    if not settings.PUBLIC_URL:
        return None
    drawn = qr_svg(f"{settings.PUBLIC_URL}{reverse('portal:track')}#{code}")
    # The drawing states its size in modules; as a view box it grows to the size the page gives it.
    return mark_safe(MODULES.sub(r'viewBox="0 0 \1 \2"', drawn, count=1))

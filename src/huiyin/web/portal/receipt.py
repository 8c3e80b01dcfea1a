"""The receipt (D01): the page that only the browser that filed sees, and the same as a paper to print."""

import re
from datetime import datetime

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import override
from django.views.decorators.http import require_GET

from huiyin.acts.matters import Filed
from huiyin.acts.portal import receipt_of
from huiyin.papers.payload import grouped
from huiyin.papers.pdf import pdf
from huiyin.papers.qr import qr_svg
from huiyin.papers.receipt import SAYS_NOTHING, SPECIAL_POST, RegistrationReceipt, registration_receipt
from huiyin.queries.centre import centre
from huiyin.queries.own_matter import OwnMatter, local_day, own_matter_views
from huiyin.queries.receipts import has_review
from huiyin.web.clock_reading import moment
from huiyin.web.portal.filing import RECEIPT_COOKIE, TOKEN_LONGEST
from huiyin.web.portal.page import public, shown
from huiyin.web.portal.words import counted_words, owed, promise, with_first

MODULES = re.compile(r'width="(\d+)" height="(\d+)"')


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
        qr=code_drawing(filed.code),
        promise=owed(own.next, at=at) if own.next else "",
        after=_after(own, at=at),
        joined=with_first(own, at=at) if own.matter.merged_into and own.matter.values.get("first_number") else (),
        counted=counted_words(own.next.clock, local_day(own.next.face.start_at)) if own.next else "",
        basis=own.next.clock.basis_text if own.next else "",
        wants="；".join(values.get("requests", [])),
    )


def _after(own: OwnMatter, *, at: datetime) -> str:
    """Say by when the answer itself comes, where its clock runs already and another ends before it."""
    main = next((one for one in own.clocks if one.clock.id == own.kind.rings[0]), None)
    return owed(main, at=at) if main is not None and main is not own.next else ""


@require_GET
@public
def receipt_paper(request: HttpRequest) -> HttpResponse:
    """Give the receipt as PDF to the browser that filed."""
    found = _filed(request)
    if found is None:
        return shown(request, "portal/receipt_gone.html", status=404)
    filed, own = found
    # Papers are Chinese whatever language the page is read in.
    with override("zh-hans"):
        made = receipt_pdf(filed, own, at=moment(request))
    response = HttpResponse(made, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{filed.number}.pdf"'
    return response


def code_drawing(code: str) -> SafeString | None:
    """Draw the code as a QR; None where the office has no public address.

    The code stands behind the #, which a browser never sends: no server log and no proxy sees it.
    """
    if not settings.PUBLIC_URL:
        return None
    drawn = qr_svg(f"{settings.PUBLIC_URL}{reverse('portal:track')}#{code}")
    # The drawing states its size in modules; as a view box it grows to the size the page gives it.
    return mark_safe(MODULES.sub(r'viewBox="0 0 \1 \2"', drawn, count=1))


def _joined(own: OwnMatter) -> tuple[tuple[str, str], ...]:
    first = own.matter.values.get("first_number")
    return (("已经在办", f"{first}：同一件事，合在一起办"),) if first else ()


def _together(own: OwnMatter) -> tuple[tuple[str, str], ...]:
    people, many = own.matter.values.get("people_count"), len(own.matter.recipients)
    return (("联名", f"{people} 人，推选代表 {many} 位；这一张给第 1 位代表，查询码只归本人"),) if people else ()


def receipt_pdf(filed: Filed, own: OwnMatter, *, at: datetime) -> bytes:
    """Set the receipt of a filing as PDF."""
    matter, coming = own.matter, own.next
    assert matter.received_at is not None
    confined, office = bool(matter.confined), centre()
    organ = (office.name if office is not None else "受理窗口") if confined else own.lead.name
    phone = (office.phone if office is not None else "") if confined else own.lead.phone
    due = coming.face.due_on if coming is not None else None
    return pdf(
        registration_receipt(
            RegistrationReceipt(
                organ=organ,
                number=filed.number,
                access_code=filed.code,
                received_at=matter.received_at,
                channel="网上",
                summary=SAYS_NOTHING if confined else str(matter.values.get("title", "")),
                wanted="；".join(matter.values.get("requests", [])),
                responsible=SPECIAL_POST if confined else own.lead.name,
                phone=phone,
                next_step=promise(coming.clock) if coming is not None and not confined else "告诉您怎么办",
                next_on=due or local_day(at),
                counted=counted_words(coming.clock, local_day(coming.face.start_at)) if coming is not None else "",
                leaf=filed.leaf,
                url=f"{settings.PUBLIC_URL}{reverse('portal:track')}#{filed.code}" if settings.PUBLIC_URL else None,
                more=(*_together(own), *_joined(own)),
                fictional=settings.FICTIONAL or None,
                has_review=has_review(own.kind),
            )
        )
    )

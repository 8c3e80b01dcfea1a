"""The screen that faces the resident at a counter: what the clerk types, in large words, and two keys. Nothing else.

Nobody signs in here. A code the clerk reads out pairs this browser, once, with one intake at one counter; a cookie no
script reads keeps it, and it is worth nothing once that intake is filed, left, or quiet for ten minutes.
"""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from huiyin.acts.counter_screen import answer, pair
from huiyin.acts.limits import Channel, TooMany, knock
from huiyin.flow.scene import NotAllowed
from huiyin.kit.text import Text
from huiyin.queries.centre import centre_name
from huiyin.queries.counter_screen import Screen, screen_of
from huiyin.web.clock_reading import moment
from huiyin.web.whence import visitor_of

COOKIE = "huiyin_screen"
HOUR_SECONDS = 3600
GONE, NO_CONTENT, UNPROCESSABLE, TOO_MANY = 410, 204, 422, 429
CHANGED = Text("工作人员刚刚改了，请再看一遍", "It was changed just now: please look once more")


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def screen(request: HttpRequest) -> HttpResponse:
    """Show what is being typed for the person in front of this screen; take the code, or the person's answer."""
    if "code" in request.POST:
        return _paired(request)
    if "said" in request.POST:
        return _answered(request)
    return _page(request)


@never_cache
@require_GET
def now(request: HttpRequest) -> HttpResponse:
    """Give the words alone, for the page's own script; nothing where they are as they were, gone where it is over."""
    found = _found(request)
    if found is None or found.ended:
        return HttpResponse(status=GONE)
    if request.GET.get("is") == _mark(found):
        return HttpResponse(status=NO_CONTENT)
    return render(request, "screen/words.html", _context(found))


def _paired(request: HttpRequest) -> HttpResponse:
    try:
        knock(Channel.SCREEN, visitor=visitor_of(request), at=moment(request))
        secret = pair(request.POST["code"][:20], at=moment(request))
    except TooMany as refusal:
        return _page(request, TOO_MANY, fault=refusal.reason, asks=True)
    except NotAllowed as refusal:
        return _page(request, UNPROCESSABLE, fault=refusal.reason, asks=True)
    response = redirect("screen")
    response.set_cookie(
        COOKIE,
        secret,
        max_age=HOUR_SECONDS,
        path=reverse("screen"),
        httponly=True,
        samesite="Strict",
        secure=settings.HTTPS,
    )
    return response


def _answered(request: HttpRequest) -> HttpResponse:
    held, said = request.COOKIES.get(COOKIE, ""), request.POST["said"]
    if answer(held, said, shown=request.POST.get("shown", "")[:64], at=moment(request)):
        return redirect("screen")
    return _page(request, fault=CHANGED if _found(request) is not None else None)


def _found(request: HttpRequest) -> Screen | None:
    return screen_of(request.COOKIES.get(COOKIE, ""), at=moment(request))


def _page(request: HttpRequest, status: int = 200, *, fault: Text | None = None, asks: bool = False) -> HttpResponse:
    found = None if asks else _found(request)
    context = {
        "fictional": settings.FICTIONAL, "county_name": centre_name(), "fault": fault, "found": found,
        **(_context(found) if found is not None else {}),
    }  # fmt: skip
    return render(request, "screen/page.html", context, status=status)


def _context(found: Screen) -> dict[str, object]:
    return {
        "said": found.said,
        "shown": found.shown,
        "answer": found.answer,
        "ended": found.ended,
        "mark": _mark(found),
    }


def _mark(found: Screen) -> str:
    return f"{found.shown[:16]}{found.answer}"

"""What every public page is given: the centre, the look, the published root, the time of the request."""

from collections.abc import Callable
from functools import wraps
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import add_never_cache_headers
from django.utils.translation import override

from huiyin.kit.days import SHANGHAI
from huiyin.queries.centre import centre, centre_name
from huiyin.queries.proof import Seal, newest_seal
from huiyin.web.parts import Centre, Link

LOOK_COOKIE = "look"
LOOKS = ("elder", "plain")
YEAR_SECONDS = 365 * 24 * 3600

View = Callable[..., HttpResponse]


def public(view: View) -> View:
    """Let a view answer residents: `?look=` is remembered and dropped, nothing personal is kept in any cache."""

    @wraps(view)
    def seen(request: HttpRequest, **given: Any) -> HttpResponse:
        if request.method == "GET" and request.GET.get("look") in LOOKS:
            return _with_look(request)
        # These pages speak Chinese only so far; half of a page in another language helps nobody.
        with override("zh-hans"):
            response = view(request, **given)
        add_never_cache_headers(response)
        return response

    return seen


def _with_look(request: HttpRequest) -> HttpResponse:
    rest = [(name, value) for name, value in request.GET.items() if name != "look"]
    response = HttpResponseRedirect(f"{request.path}?{urlencode(rest)}" if rest else request.path)
    response.set_cookie(LOOK_COOKIE, request.GET["look"], max_age=YEAR_SECONDS, samesite="Lax", secure=settings.HTTPS)
    return response


def is_elder(request: HttpRequest) -> bool:
    """Say whether the reader chose large type and few choices."""
    return request.COOKIES.get(LOOK_COOKIE) == "elder"


def shown(request: HttpRequest, template: str, status: int = 200, **told: Any) -> HttpResponse:
    """Render a public page with what stands on every one of them."""
    return render(request, template, {**frame(request), **told}, status=status)


def frame(request: HttpRequest) -> dict[str, Any]:
    """Gather what the portal's base asks for. Three queries."""
    office = centre()
    newest = newest_seal()
    return {
        "elder": is_elder(request),
        "home_url": reverse("portal:home"),
        "county_name": centre_name(),
        "fictional": settings.FICTIONAL,
        "centre": Centre(office.name, office.address, office.hours, office.phone) if office is not None else None,
        "root_line": _root_line(newest) if newest is not None else None,
    }


def _root_line(newest: Seal) -> Link:
    at = newest.sealed_at.astimezone(SHANGHAI)
    short = f"{newest.root[:4]}…{newest.root[-4:]}"
    words = f"账本根 {short}　{at.month}月{at.day}日 {at:%H:%M} 公布，共 {newest.last:,} 条"
    return Link(words, reverse("portal:verify"))

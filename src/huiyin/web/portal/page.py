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
from huiyin.queries.own_matter import english_day
from huiyin.queries.proof import Seal, newest_seal
from huiyin.web.parts import Centre, Link
from huiyin.web.templatetags.look import in_english, say

# What a reader may choose at the top of every page; each is remembered in a cookie of its own name.
CHOICES: dict[str, tuple[str, ...]] = {"look": ("elder", "plain"), "lang": ("zh", "en")}
LOOK_COOKIE, LANGUAGE_COOKIE = "look", "lang"
LANGUAGES = {"zh": "zh-hans", "en": "en"}
YEAR_SECONDS = 365 * 24 * 3600

View = Callable[..., HttpResponse]


def public(view: View) -> View:
    """Let a view answer residents: `?look=` and `?lang=` are remembered and dropped, no cache keeps anything personal."""

    @wraps(view)
    def seen(request: HttpRequest, **given: Any) -> HttpResponse:
        chosen = {name: request.GET[name] for name, known in CHOICES.items() if request.GET.get(name) in known}
        if request.method == "GET" and chosen:
            return _remembering(request, chosen)
        # Only what was chosen here counts: the language of a browser was rarely chosen by who holds the phone.
        with override(LANGUAGES.get(request.COOKIES.get(LANGUAGE_COOKIE, "zh"), "zh-hans")):
            response = view(request, **given)
        add_never_cache_headers(response)
        return response

    return seen


def _remembering(request: HttpRequest, chosen: dict[str, str]) -> HttpResponse:
    rest = [(name, value) for name, value in request.GET.items() if name not in CHOICES]
    response = HttpResponseRedirect(f"{request.path}?{urlencode(rest)}" if rest else request.path)
    for name, value in chosen.items():
        response.set_cookie(name, value, max_age=YEAR_SECONDS, samesite="Lax", secure=settings.HTTPS)
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
        "look_chosen": LOOK_COOKIE in request.COOKIES,
        "language_url": f"?lang={'zh' if in_english() else 'en'}",
        "home_url": reverse("portal:home"),
        "county_name": centre_name(),
        "fictional": settings.FICTIONAL,
        "centre": Centre(office.name, office.address, office.hours, office.phone) if office is not None else None,
        "root_line": _root_line(newest) if newest is not None else None,
    }


def _root_line(newest: Seal) -> Link:
    at = newest.sealed_at.astimezone(SHANGHAI)
    short = f"{newest.root[:4]}…{newest.root[-4:]}"
    told = say(
        "账本根 {root}　{day} {time} 公布，共 {lines} 条",
        "Ledger root {root}, published {day} {time}, {lines} lines",
        root=short,
        day=english_day(at.date()) if in_english() else f"{at.month}月{at.day}日",
        time=f"{at:%H:%M}",
        lines=f"{newest.last:,}",
    )
    return Link(told, reverse("portal:verify"))

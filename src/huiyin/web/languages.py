"""The reader's language on the desk: chosen by the link at the top, remembered in a cookie; else the browser's own."""

from collections.abc import Callable
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.decorators import sync_only_middleware
from django.utils.translation import override

COOKIE = "lang"
LANGUAGES = {"zh": "zh-hans", "en": "en"}
# The residents' pages keep their own choice (`web/portal/page.py`), in the same cookie.
STAFF_ADDRESSES = ("/desk/", "/login/", "/logout/", "/screen/")
YEAR_SECONDS = 365 * 24 * 3600

Answer = Callable[[HttpRequest], HttpResponse]


@sync_only_middleware
def chosen_language(get_response: Answer) -> Answer:
    """Answer the desk's addresses in the language that was chosen there; `?lang=` is remembered and dropped."""

    def answered(request: HttpRequest) -> HttpResponse:
        if not request.path_info.startswith(STAFF_ADDRESSES):
            return get_response(request)
        if request.method == "GET" and request.GET.get(COOKIE) in LANGUAGES:
            return _remembering(request, request.GET[COOKIE])
        held = LANGUAGES.get(request.COOKIES.get(COOKIE, ""))
        if held is None:
            return get_response(request)
        with override(held):
            return get_response(request)

    return answered


def _remembering(request: HttpRequest, chosen: str) -> HttpResponse:
    rest = [(name, value) for name, values in request.GET.lists() for value in values if name != COOKIE]
    response = HttpResponseRedirect(f"{request.path}?{urlencode(rest)}" if rest else request.path)
    response.set_cookie(COOKIE, chosen, max_age=YEAR_SECONDS, samesite="Lax", secure=settings.HTTPS)
    return response


def other_language(request: HttpRequest, *, english: bool) -> str:
    """Return the address of this page in the other language, the rest of what was asked kept."""
    rest = [(name, value) for name, values in request.GET.lists() for value in values if name != COOKIE]
    return f"{request.path}?{urlencode([*rest, (COOKIE, 'zh' if english else 'en')])}"

"""The addresses of version 1."""

from collections.abc import Callable
from functools import wraps
from http import HTTPStatus
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import include, path

from huiyin.api.bearing import require_protection
from huiyin.api.bodies import require_type
from huiyin.api.calls import api
from huiyin.api.openapi import docs, openapi
from huiyin.api.problems import NOWHERE, Problem, answer
from huiyin.kit.text import Text


def nowhere(request: HttpRequest, rest: str) -> HttpResponse:
    """Say that the API has no such address, as problem details instead of a page."""
    return answer(request, Problem("not_found", NOWHERE))


def worded(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Refuse what comes unprotected or in another type, and say in words that an address is not used so."""

    @wraps(view)
    def answered(request: HttpRequest, *args: Any, **parts: Any) -> HttpResponse:
        try:
            require_protection(request)
            require_type(request, address=str(request.resolver_match and request.resolver_match.url_name))
        except Problem as problem:
            return answer(request, problem)
        response = view(request, *args, **parts)
        if response.status_code != HTTPStatus.METHOD_NOT_ALLOWED:
            return response
        allowed = response.headers.get("Allow", "")
        said = Text(f"这个地址只能用 {allowed}", f"This address takes {allowed} only")
        told = answer(request, Problem("wrong_method", said))
        told["Allow"] = allowed
        return told

    return answered


_PATTERNS, _APP, _SPACE = api.urls
for _pattern in _PATTERNS:
    _pattern.callback = worded(_pattern.callback)
urlpatterns = [
    path("openapi.json", openapi, name="api_openapi"),
    path("docs", docs, name="api_docs"),
    # Ninja's own front page is left out: ours is the documentation.
    path("", include(([one for one in _PATTERNS if one.name != "api-root"], _APP), namespace=_SPACE)),
    path("<path:rest>", nowhere, name="api_nowhere"),
]

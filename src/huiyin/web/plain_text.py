"""Turning away what no keyboard can type: a zero character, which PostgreSQL cannot store nor look for."""

from collections.abc import Callable

from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse
from django.utils.decorators import sync_only_middleware

NUL = "\x00"


@sync_only_middleware
def refuse_nul(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Answer a request that carries a zero character with the page for what cannot be read."""

    def answered(request: HttpRequest) -> HttpResponse:
        typed = [request.path_info]
        for form in (request.GET, request.POST):
            typed += [text for name, texts in form.lists() for text in (name, *texts)]
        if any(NUL in text for text in typed if isinstance(text, str)):
            raise BadRequest
        return get_response(request)

    return answered

"""The addresses of version 1."""

from django.http import HttpRequest, HttpResponse
from django.urls import include, path, re_path

from huiyin.api import figures, ledger, matters, personal, registers, rules, steps
from huiyin.api.door import api
from huiyin.api.problems import NOWHERE, Problem, answer


def nowhere(request: HttpRequest, rest: str) -> HttpResponse:
    """Say that the API has no such address, as problem details instead of a page."""
    return answer(request, Problem("not_found", NOWHERE))


for _rooms in (matters, steps, personal, rules, registers, figures, ledger):
    api.add_router("", _rooms.router)

_PATTERNS, _APP, _SPACE = api.urls
urlpatterns = [
    # Ninja's own front page is left out: ours is the documentation.
    path("", include(([one for one in _PATTERNS if one.name != "api-root"], _APP), namespace=_SPACE)),
    re_path(r"^(?P<rest>.*)$", nowhere, name="api_nowhere"),
]

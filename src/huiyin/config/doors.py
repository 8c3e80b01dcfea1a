"""Which doors this process serves: an office keeps the desk out of its internet zone by serving the portal alone."""

from collections.abc import Callable

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect

# The first part of an address says which door it belongs to; the residents' door has the rest.
BELONGS = {"desk": "desk", "login": "desk", "logout": "desk", "screen": "desk", "api": "api"}
EVERYWHERE = frozenset({"static", "healthz", "catalogue"})

Answer = Callable[[HttpRequest], HttpResponse]


def door_of(path: str) -> str:
    """Name the door an address belongs to, "" for what every process answers."""
    first = path.lstrip("/").split("/", 1)[0]
    return "" if first in EVERYWHERE else BELONGS.get(first, "portal")


def open_doors_only(answer: Answer) -> Answer:
    """Answer for the doors that are open; what lies behind another is not found, as if there were no such page."""

    def guarded(request: HttpRequest) -> HttpResponse:
        door = door_of(request.path_info)
        if not door or door in settings.DOORS:
            return answer(request)
        if request.path_info == "/" and "desk" in settings.DOORS:
            return HttpResponseRedirect("/desk/")
        raise Http404

    return guarded

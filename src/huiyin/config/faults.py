"""Who words a fault that came before any door could answer: the API as problem details, everybody else as a page.

The doors are named, not imported: a process that serves one of them need not load the other.
"""

import sys
from collections.abc import Callable
from typing import cast

from django.http import HttpRequest, HttpResponse
from django.utils.module_loading import import_string

from huiyin.config.doors import door_of

API, PAGES = "huiyin.api.door", "huiyin.web.errors"


def broken(request: HttpRequest) -> HttpResponse:
    """Say that the fault is ours, or that the database could not do its part, as the caller's door says it."""
    if door_of(request.path_info) == "api":
        return _told_by(f"{API}.broken")(request, sys.exc_info()[1])
    return _told_by(f"{PAGES}.broken")(request)


def not_understood(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Say that what was sent cannot be read, as the caller's door says it."""
    door = API if door_of(request.path_info) == "api" else PAGES
    return _told_by(f"{door}.not_understood")(request, exception)


def _told_by(name: str) -> Callable[..., HttpResponse]:
    return cast(Callable[..., HttpResponse], import_string(name))

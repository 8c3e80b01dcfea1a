"""The resident's visit: which matter this browser opened, kept apart from any staff sign-in by a cookie of its own.

The cookie is sent to the resident's pages only, so the desk never sees it, and these pages never look at who signed in.
"""

from collections.abc import Callable
from datetime import datetime, timedelta
from functools import wraps
from importlib import import_module
from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib.sessions.backends.base import SessionBase
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from huiyin.web.clock_reading import moment

COOKIE = "huiyin_visit"
IDLE = timedelta(minutes=30)
# A visit is written again only when it has moved on by this much.
_FRESH = timedelta(minutes=1)
_MATTER, _PARTY, _SEEN = "matter", "party", "seen_at"
# Where a request carries which representative of a joint appeal is looking; no header can be called so.
_WHO = "huiyin.party"


def begin(request: HttpRequest, response: HttpResponse, matter: UUID, party: str = "") -> None:
    """Begin a visit under a new key; one that was there before is not carried on."""
    visit = _store(None)
    visit[_MATTER], visit[_PARTY], visit[_SEEN] = str(matter), party, moment(request).isoformat()
    visit.set_expiry(int(IDLE.total_seconds()))
    visit.create()
    response.set_cookie(
        COOKIE, visit.session_key or "", path=reverse("portal:my"), httponly=True, samesite="Lax", secure=settings.HTTPS
    )


def visited(request: HttpRequest) -> UUID | None:
    """Return the matter this browser opened less than half an hour ago, and count this request as seen."""
    key = request.COOKIES.get(COOKIE)
    if not key:
        return None
    visit, at = _store(key), moment(request)
    matter, seen = visit.get(_MATTER), visit.get(_SEEN)
    if matter is None or seen is None:
        return None
    last = datetime.fromisoformat(seen)
    if at - last > IDLE:
        visit.delete()
        return None
    if at - last > _FRESH:
        visit[_SEEN] = at.isoformat()
        visit.save()
    request.META[_WHO] = str(visit.get(_PARTY, ""))
    return UUID(matter)


def party_of(request: HttpRequest) -> str:
    """Return which representative of a joint appeal is looking, by number; empty for the first, who may be the only one."""
    return str(request.META.get(_WHO, ""))


def end(request: HttpRequest, response: HttpResponse) -> None:
    """End the visit of this browser."""
    key = request.COOKIES.get(COOKIE)
    if key:
        _store(key).delete()
    response.delete_cookie(COOKIE, path=reverse("portal:my"), samesite="Lax")


def visitors(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Give a view the matter this browser opened; without one, ask for the code first."""

    @wraps(view)
    def seen(request: HttpRequest, **given: Any) -> HttpResponse:
        matter = visited(request)
        if matter is None:
            return HttpResponseRedirect(f"{reverse('portal:track')}?to={_name(request)}")
        return view(request, matter, **given)

    return seen


def _name(request: HttpRequest) -> str:
    return (request.resolver_match.url_name if request.resolver_match else None) or "my"


def _store(key: str | None) -> SessionBase:
    engine: Any = import_module(settings.SESSION_ENGINE)
    made: SessionBase = engine.SessionStore(key)
    return made

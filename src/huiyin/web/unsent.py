"""A form that was sent after its sign-in had run out: kept, sealed, for the person who typed it, and offered again."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

from django.http import HttpRequest, QueryDict

from huiyin.acts.drafts import keep
from huiyin.flow.actor import Actor

Keeper = Callable[[HttpRequest, Actor, dict[str, Any]], bool]
FORM = "unsent"
# What proves who somebody is never lies in a draft; neither does what a page adds by itself.
_NEVER = ("password", "pin", "code", "csrfmiddlewaretoken", "version", "token", "keep")
_SHORTEST = 2

_KEEPERS: dict[str, Keeper] = {}


def keeps(name: str, keeper: Keeper) -> None:
    """Say how the form of an address is kept as its own draft, so that the form itself offers it again."""
    _KEEPERS[name] = keeper


def keep_interrupted(request: HttpRequest, actor: Actor, parts: dict[str, Any]) -> bool:
    """Keep what was typed into a form that came too late; says whether there was anything to keep."""
    said = typed(request.POST)
    if request.method != "POST" or not actor.person or not said:
        return False
    name = request.resolver_match.view_name if request.resolver_match else ""
    keeper = _KEEPERS.get(name)
    if keeper is not None and keeper(request, actor, parts):
        return True
    keep(actor.person, FORM, {"path": request.path, "typed": said}, at=actor.at)
    return True


def typed(data: QueryDict) -> dict[str, list[str]]:
    """Return the words of a form that were typed by a person."""
    found = {
        name: [str(one) for one in data.getlist(name)] for name in data if not any(never in name for never in _NEVER)
    }
    return {name: values for name, values in found.items() if any(len(one.strip()) >= _SHORTEST for one in values)}


def back_to(request: HttpRequest) -> str:
    """Return the page to come back to: the one that was asked for, or the one its form stood on."""
    if request.method != "POST":
        return request.get_full_path()
    came = urlsplit(request.META.get("HTTP_REFERER", ""))
    return came.path if came.netloc == request.get_host() and came.path.startswith("/") else request.path

"""Where a request comes from: the address, the browser in plain words; neither is kept but as a digest and a few words."""

import re

from django.http import HttpRequest, HttpResponse

from huiyin.acts.limits import Visitor

_LOCAL = ("127.0.0.1", "::1")
# The first that is found names the browser: those that are built on another say both.
_BROWSERS = (
    ("MicroMessenger", "微信"),
    ("Edg", "Edge"),
    ("Firefox", "Firefox"),
    ("Chrom", "Chrome"),
    ("Safari", "Safari"),
)
_SYSTEMS = (
    ("Android", "Android"),
    ("iPhone", "iPhone"),
    ("Windows", "Windows"),
    ("Mac OS", "macOS"),
    ("Linux", "Linux"),
)


def address_of(request: HttpRequest) -> str:
    """Return the network address a request came from; behind a proxy on this machine, the one the proxy saw."""
    direct = str(request.META.get("REMOTE_ADDR", ""))
    forwarded = str(request.META.get("HTTP_X_FORWARDED_FOR", "")).split(",")[-1].strip()
    return forwarded if direct in _LOCAL and forwarded else direct


def visitor_of(request: HttpRequest) -> Visitor:
    """Return where a request came from, for counting."""
    return Visitor(address_of(request))


def agent_of(request: HttpRequest) -> str:
    """Return the browser and the system in two words, enough for its owner to know it by."""
    said = str(request.META.get("HTTP_USER_AGENT", ""))
    browser = next((name for mark, name in _BROWSERS if re.search(mark, said)), "")
    system = next((name for mark, name in _SYSTEMS if mark in said), "")
    return " · ".join(word for word in (browser, system) if word)


def come_back_in(seconds: int, response: HttpResponse) -> HttpResponse:
    """Tell a browser or a machine when to knock again; 0 seconds tells nothing."""
    if seconds:
        response["Retry-After"] = str(seconds)
    return response

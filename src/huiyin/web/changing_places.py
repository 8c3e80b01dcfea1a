"""Changing places at a shared counter: who is signed in steps aside, the next one comes back by PIN or signs in in full."""

from django.conf import settings
from django.contrib.auth import login, logout
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from huiyin.acts.counters import come_back, counter_of, parked
from huiyin.flow.scene import NotAllowed
from huiyin.kit.text import Text
from huiyin.queries.accounts import names_of_people
from huiyin.queries.sign_ins import CounterRow
from huiyin.web.clock_reading import moment
from huiyin.web.session import begin, sign_in_of
from huiyin.web.whence import visitor_of

COOKIE = "huiyin_counter"
YEAR_SECONDS = 365 * 24 * 3600
UNAUTHORISED = 401


def counter_here(request: HttpRequest) -> CounterRow | None:
    """Return the shared counter this browser was enrolled as, or None."""
    return counter_of(request.COOKIES.get(COOKIE, ""))


def remember(response: HttpResponse, secret: str) -> None:
    """Give the browser the cookie of a counter; only the sign-in pages ever see it."""
    response.set_cookie(
        COOKIE, secret, max_age=YEAR_SECONDS, path=reverse("sign_in"), httponly=True, samesite="Strict",
        secure=settings.HTTPS,
    )  # fmt: skip


def who_may_come_back(request: HttpRequest) -> list[tuple[int, str]]:
    """Return the accounts and names that may come back at this counter by PIN."""
    counter = counter_here(request)
    if counter is None:
        return []
    found = parked(counter.id, at=moment(request))
    called = names_of_people(one.person for one in found)
    return [(one.account, called.get(one.person, one.person)) for one in found]


@require_POST
def step_aside(request: HttpRequest) -> HttpResponse:
    """Leave the browser to the next person; one's own sign-in stays parked at a shared counter, and ends elsewhere."""
    if request.user.is_authenticated and sign_in_of(request).counter is None:
        return redirect("sign_in")
    logout(request)
    return redirect("sign_in")


@never_cache
@require_http_methods(["GET", "POST"])
def by_pin(request: HttpRequest, *, account: int) -> HttpResponse:
    """Ask for the PIN of somebody who signed in fully at this counter today."""
    counter, at = counter_here(request), moment(request)
    name = dict(who_may_come_back(request)).get(account)
    if counter is None or name is None:
        return redirect("sign_in")
    if request.method == "GET":
        return _page(request, name)
    try:
        back = come_back(counter.id, account, request.POST.get("pin", ""), at=at, trace=visitor_of(request).trace)
    except NotAllowed as refusal:
        return _page(request, name, refusal.reason)
    # Whoever stood here before steps aside with everything the browser held of him or her.
    logout(request)
    login(request, back, backend=settings.AUTHENTICATION_BACKENDS[0])
    begin(request, back, way="pin", full_at=False, counter=counter.id)
    return HttpResponseRedirect(reverse("desk:home"))


def _page(request: HttpRequest, name: str, fault: Text | None = None) -> HttpResponse:
    context = {"name": name, "fault": fault, "fictional": settings.FICTIONAL}
    return render(request, "desk/pin.html", context, status=UNAUTHORISED if fault else 200)

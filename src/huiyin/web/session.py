"""Who is acting: a sign-in that still stands, the person of its account, and the posts held at this moment."""

from collections.abc import Callable
from dataclasses import replace
from functools import wraps
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from huiyin.acts import sign_ins
from huiyin.acts.passwords import is_due
from huiyin.acts.writing import NotFound
from huiyin.flow.actor import Actor
from huiyin.flow.scene import NotAllowed
from huiyin.kit.text import Text
from huiyin.queries.accounts import Account
from huiyin.queries.acting import actor_of
from huiyin.queries.matter_page import NoSuchMatter
from huiyin.queries.sign_ins import SignIn, standing
from huiyin.web.clock_reading import moment
from huiyin.web.unsent import back_to, keep_interrupted
from huiyin.web.whence import agent_of, visitor_of

POST_KEY, SIGN_IN_KEY, SERVICE_MFA = "post", "sign_in", "service_mfa"
_HELD = "_huiyin_sign_in"

View = Callable[..., HttpResponse]
Gate = Callable[[HttpRequest, Actor], str]


def staff(view: View) -> View:
    """Open a view to signed-in staff only: it is given the actor, and refusals become pages with their sentence."""
    return _opened(view, _not_ready)


def signed_in(view: View) -> View:
    """Open a view of one's own account: also to those who must first change a password or bind a second factor."""
    return _opened(view, lambda request, actor: "")


def _opened(view: View, gate: Gate) -> View:
    @never_cache
    @wraps(view)
    def opened(request: HttpRequest, **parts: object) -> HttpResponse:
        if not request.user.is_authenticated:
            return HttpResponseRedirect(f"{settings.LOGIN_URL}?{urlencode({'next': back_to(request)})}")
        over = _why_over(request)
        if over:
            return _shown_out(request, over, dict(parts))
        actor = acting(request)
        elsewhere = gate(request, actor)
        if elsewhere:
            return redirect(elsewhere)
        try:
            return view(request, actor, **parts)
        except (NotFound, NoSuchMatter) as missing:
            return _told(request, missing.reason, 404)
        except NotAllowed as refusal:
            return _told(request, refusal.reason, 403)

    return opened


def _why_over(request: HttpRequest) -> str:
    at, held = moment(request), sign_in_of(request)
    over = sign_ins.why_over(held, at=at)
    # Without the second factor that its account has, a sign-in is none; a PIN stands on one of the same day.
    if not over and held.full_at is None and held.way != "pin" and account_of(request).second_since is not None:
        over = "unproven"
    if not over:
        sign_ins.seen(held, at=at)
    return over


def _shown_out(request: HttpRequest, why: str, parts: dict[str, Any]) -> HttpResponse:
    """End what ran out, keeping what was being typed for the person who typed it."""
    held, at, to = sign_in_of(request), moment(request), back_to(request)
    kept = keep_interrupted(request, acting(request), parts)
    if held.ended_at is None:
        sign_ins.end(held.id, why=why, at=at)
    logout(request)
    told = {"next": to, "why": why, **({"kept": "1"} if kept else {})}
    return HttpResponseRedirect(f"{settings.LOGIN_URL}?{urlencode(told)}")


def _not_ready(request: HttpRequest, actor: Actor) -> str:
    """Return the address of what has to be done first, or nothing."""
    account = account_of(request)
    # Whoever came through the sign-in service has no password here to change, and may have proven two factors there.
    if sign_in_of(request).way != "oidc" and is_due(account, at=actor.at):
        return "account:password"
    if account.second_since is None and must_have_second(actor) and not request.session.get(SERVICE_MFA):
        return "account:second"
    return ""


def must_have_second(actor: Actor) -> bool:
    """Say whether a role of the actor's must sign in with a second factor."""
    return bool({role.value for role in actor.roles} & settings.PROTECTION.second_factor)


def sign_in_of(request: HttpRequest) -> SignIn:
    """Return the sign-in this request stands on. One query the first time."""
    held = getattr(request, _HELD, None)
    if held is None:
        held = standing(request.session.get(SIGN_IN_KEY, "")) or _taken_on(request)
        setattr(request, _HELD, held)
    return held


def _taken_on(request: HttpRequest) -> SignIn:
    # A session that knows of no sign-in proved the password and nothing else.
    account = account_of(request)
    full_at = moment(request) if account.second_since is None else None
    begin(request, account, way="session", full_at=full_at is not None)
    made = standing(request.session[SIGN_IN_KEY])
    assert made is not None
    return made


def begin(request: HttpRequest, account: Account, *, way: str, full_at: bool, counter: Any = None) -> None:
    """Begin a sign-in on the session of this request."""
    at = moment(request)
    where = sign_ins.Where(visitor_of(request).trace, agent_of(request), counter)
    made = sign_ins.begin(account, way=way, where=where, at=at, full_at=at if full_at else None)
    request.session[SIGN_IN_KEY] = str(made)
    setattr(request, _HELD, None)


def account_of(request: HttpRequest) -> Account:
    """Return the account that is signed in."""
    account: Account = request.user  # type: ignore[assignment]
    return account


def acting(request: HttpRequest) -> Actor:
    """Return who acts in this request: the account's person, the post chosen at the top first. Three queries."""
    actor = actor_of(getattr(request.user, "person", ""), moment(request))
    chosen = request.session.get(POST_KEY, "")
    return replace(actor, posts=tuple(sorted(actor.posts, key=lambda post: post.key != chosen)))


def ask_again(request: HttpRequest, *, back: str) -> HttpResponse | None:
    """Return the way to proving oneself again before a grave act, or None where that was done a moment ago."""
    if sign_ins.is_recent(sign_in_of(request), at=moment(request)):
        return None
    return HttpResponseRedirect(f"{reverse('account:prove')}?{urlencode({'next': back})}")


def _told(request: HttpRequest, reason: Text, status: int) -> HttpResponse:
    return render(request, "desk/refusal.html", {"reason": reason, "fictional": settings.FICTIONAL}, status=status)


def target_of(request: HttpRequest) -> str:
    """Return the address of this site that was asked for before signing in, or the workbench."""
    wanted = request.POST.get("next") or request.GET.get("next", "")
    safe = url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure())
    return wanted if safe and wanted.startswith("/") else reverse("desk:home")


@require_POST
@staff
def choose_post(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Choose which of several posts stands first in what one does."""
    wanted = request.POST.get("post", "")
    if wanted not in {post.key for post in actor.posts}:
        raise NotFound
    request.session[POST_KEY] = wanted
    return redirect("desk:home")

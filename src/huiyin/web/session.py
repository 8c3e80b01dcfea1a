"""Signing in and out, and who is acting: the person of the account, with the posts held at this moment."""

from collections.abc import Callable
from dataclasses import replace
from functools import wraps
from urllib.parse import urlencode

from django.conf import settings
from django.contrib.auth import authenticate, login, logout
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from huiyin.acts.attempts import forget, spend
from huiyin.acts.writing import NotFound
from huiyin.flow.actor import Actor
from huiyin.flow.scene import NotAllowed
from huiyin.kit.text import Text
from huiyin.queries.acting import actor_of
from huiyin.queries.matter_page import NoSuchMatter
from huiyin.web.clock_reading import moment

# Guesses at one account's password, and from one address, in ten minutes.
TRIES_PER_NAME, TRIES_PER_ADDRESS, WINDOW_SECONDS = 8, 60, 600
POST_KEY = "post"

WRONG = Text("用户名或密码不对，请再试一次", "Wrong user name or password; please try again")
TOO_MANY = Text("试得太多了，请十分钟后再来，或请管理岗重设密码", "Too many tries; come back in ten minutes")

View = Callable[..., HttpResponse]


def staff(view: View) -> View:
    """Open a view to signed-in staff only: it is given the actor, and refusals become pages with their sentence."""

    @never_cache
    @wraps(view)
    def opened(request: HttpRequest, **parts: object) -> HttpResponse:
        if not request.user.is_authenticated:
            return HttpResponseRedirect(f"{settings.LOGIN_URL}?{urlencode({'next': request.get_full_path()})}")
        actor = acting(request)
        try:
            return view(request, actor, **parts)
        except (NotFound, NoSuchMatter) as missing:
            return _told(request, missing.reason, 404)
        except NotAllowed as refusal:
            return _told(request, refusal.reason, 403)

    return opened


def acting(request: HttpRequest) -> Actor:
    """Return who acts in this request: the account's person, the post chosen at the top first. Four queries."""
    actor = actor_of(getattr(request.user, "person", ""), moment(request))
    chosen = request.session.get(POST_KEY, "")
    return replace(actor, posts=tuple(sorted(actor.posts, key=lambda post: post.key != chosen)))


def _told(request: HttpRequest, reason: Text, status: int) -> HttpResponse:
    return render(request, "desk/refusal.html", {"reason": reason, "fictional": settings.FICTIONAL}, status=status)


@never_cache
@require_http_methods(["GET", "POST"])
def sign_in(request: HttpRequest) -> HttpResponse:
    """Ask for user name and password; every guess is counted, by name and by address."""
    if request.user.is_authenticated:
        return HttpResponseRedirect(_target(request))
    if request.method == "GET":
        return _sign_in_page(request)
    name, address = request.POST.get("username", "").strip(), request.META.get("REMOTE_ADDR", "")
    if not _may_try(request, name, address):
        return _sign_in_page(request, TOO_MANY, status=429)
    user = authenticate(request, username=name, password=request.POST.get("password", ""))
    if user is None:
        return _sign_in_page(request, WRONG, status=401)
    forget(f"login/{name}")
    login(request, user)
    return HttpResponseRedirect(_target(request))


def _may_try(request: HttpRequest, name: str, address: str) -> bool:
    at = moment(request)
    by_address = spend(f"login@{address}", at=at, limit=TRIES_PER_ADDRESS, window_seconds=WINDOW_SECONDS)
    by_name = spend(f"login/{name[:80]}", at=at, limit=TRIES_PER_NAME, window_seconds=WINDOW_SECONDS)
    return by_address and by_name


def _sign_in_page(request: HttpRequest, fault: Text | None = None, *, status: int = 200) -> HttpResponse:
    context = {
        "fault": fault,
        "username": request.POST.get("username", ""),
        "next": request.POST.get("next") or request.GET.get("next", ""),
        "fictional": settings.FICTIONAL,
    }
    return render(request, "desk/sign_in.html", context, status=status)


def _target(request: HttpRequest) -> str:
    wanted = request.POST.get("next") or request.GET.get("next", "")
    safe = url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure())
    return wanted if safe and wanted.startswith("/") else reverse("desk:home")


@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """Sign out; sealed drafts stay."""
    logout(request)
    return redirect(settings.LOGIN_URL)


@require_POST
@staff
def choose_post(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Choose which of several posts stands first in what one does."""
    wanted = request.POST.get("post", "")
    if wanted not in {post.key for post in actor.posts}:
        raise NotFound
    request.session[POST_KEY] = wanted
    return redirect("desk:home")

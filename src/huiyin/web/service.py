"""Signing in through the office's own service (OpenID Connect): discovery, PKCE, state and nonce; existing accounts only."""

from functools import cache
from typing import Any
from urllib.parse import urlencode

from authlib.integrations.base_client.errors import OAuthError
from authlib.integrations.django_client import OAuth
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET
from joserfc.errors import JoseError
from requests import RequestException

from huiyin.acts import sign_ins
from huiyin.acts.limits import Channel, TooMany, knock
from huiyin.kit.text import Text
from huiyin.queries.accounts import Account, account_by_name
from huiyin.web.clock_reading import moment
from huiyin.web.entering import enter, hold_at_the_door
from huiyin.web.session import SERVICE_MFA, account_of, sign_in_of, target_of
from huiyin.web.whence import visitor_of

NEXT, PROVES, ID_TOKEN = "service_next", "service_proves", "service_id_token"
WAIT_SECONDS = 10
# What a service says of itself when it asked for more than a password (RFC 8176).
STRONG = frozenset({"mfa", "otp", "hwk", "swk", "fpt", "sc"})
UNREACHABLE = Text(
    "统一身份认证现在连不上，请用本系统的密码登录", "The sign-in service cannot be reached: use the password here"
)
NOT_TAKEN = Text("统一身份认证没有放行，请再试一次", "The sign-in service did not let you through; please try again")
STRANGER = Text(
    "统一身份认证认得您，但这里没有您的账号，请找安全岗开户", "You have no account here: ask the security officer"
)


@cache
def _client(issuer: str, client: str, secret: str) -> Any:
    oauth = OAuth()
    return oauth.register(
        "office",
        client_id=client,
        client_secret=secret or None,
        server_metadata_url=f"{issuer}/.well-known/openid-configuration",
        client_kwargs={
            "scope": "openid profile",
            "code_challenge_method": "S256",
            "default_timeout": WAIT_SECONDS,
            "token_endpoint_auth_method": "client_secret_basic" if secret else "none",
        },
    )


def _service() -> Any:
    if not settings.PROTECTION.oidc.there:
        raise Http404
    held = settings.PROTECTION.oidc
    return _client(held.issuer, held.client, held.secret)


@never_cache
@require_GET
def leave(request: HttpRequest) -> HttpResponse:
    """Send the browser to the sign-in service; somebody who is signed in proves himself again there."""
    client = _service()
    try:
        knock(Channel.SIGN_IN, visitor=visitor_of(request), at=moment(request))
    except TooMany as refusal:
        return _told(request, refusal.reason, 429)
    again = request.user.is_authenticated
    request.session[NEXT], request.session[PROVES] = target_of(request), again
    more = {"prompt": "login", "max_age": "0"} if again else {}
    try:
        answer: HttpResponse = client.authorize_redirect(request, _back(request), **more)
    except RequestException:
        return _told(request, UNREACHABLE, 503)
    return answer


def _back(request: HttpRequest) -> str:
    path = reverse("service_back")
    return f"{settings.PUBLIC_URL}{path}" if settings.PUBLIC_URL else request.build_absolute_uri(path)


@never_cache
@require_GET
def arrive(request: HttpRequest) -> HttpResponse:
    """Take back who the service says it is, and let that account in if there is one."""
    client = _service()
    try:
        token = client.authorize_access_token(request)
    except RequestException:
        return _told(request, UNREACHABLE, 503)
    except (OAuthError, JoseError):
        return _told(request, NOT_TAKEN, 401)
    claims = token.get("userinfo") or {}
    account = account_by_name(str(claims.get(settings.PROTECTION.oidc.claim, "")))
    strong = bool(STRONG & set(claims.get("amr") or ()))
    to, proves = request.session.pop(NEXT, ""), request.session.pop(PROVES, False)
    if proves and request.user.is_authenticated:
        return _proven(request, account, strong=strong, to=to)
    if account is None or not account.is_active:
        at, trace = moment(request), visitor_of(request).trace
        sign_ins.failed(account.pk if account is not None else None, at=at, trace=trace, what="service_refused")
        return _told(request, STRANGER, 403)
    if account.second_since is not None and not strong:
        hold_at_the_door(request, account, way="oidc", to=to)
        return redirect("second")
    answer = enter(request, account, way="oidc", to=to)
    request.session[SERVICE_MFA], request.session[ID_TOKEN] = strong, str(token.get("id_token", ""))
    return answer


def _proven(request: HttpRequest, account: Account | None, *, strong: bool, to: str) -> HttpResponse:
    own = account_of(request)
    if account is None or account.pk != own.pk or (own.second_since is not None and not strong):
        return _told(request, NOT_TAKEN, 401)
    sign_ins.proven(sign_in_of(request).id, at=moment(request))
    request.session.cycle_key()
    return HttpResponseRedirect(to or reverse("desk:home"))


def way_out(request: HttpRequest, id_token: str) -> str:
    """Return where the browser signs out of the service too, or nothing where the service offers no such address."""
    if not id_token or not settings.PROTECTION.oidc.there:
        return ""
    try:
        held = _service().load_server_metadata()
    except RequestException:
        return ""
    place = str(held.get("end_session_endpoint") or "")
    if not place:
        return ""
    back = request.build_absolute_uri(reverse("sign_in"))
    return f"{place}?{urlencode({'id_token_hint': id_token, 'post_logout_redirect_uri': back})}"


def _told(request: HttpRequest, reason: Text, status: int) -> HttpResponse:
    context = {"reason": reason, "fictional": settings.FICTIONAL, "to_sign_in": True}
    return render(request, "desk/refusal.html", context, status=status)

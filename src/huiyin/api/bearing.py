"""Who calls: a token in the Authorization header and nothing else. Session cookies open nothing here."""

from datetime import datetime

from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone
from ninja.security import HttpBearer

from huiyin.acts.attempts import spend
from huiyin.acts.limits import Channel, TooMany, Visitor, knock_as
from huiyin.acts.tokens import USE_NOTED_EVERY, note_use
from huiyin.api.problems import Problem
from huiyin.flow.actor import Actor
from huiyin.kinds.registers.interface import READ, STEPS
from huiyin.kit.text import Text
from huiyin.queries.bearers import Bearer, bearer_of

# Tokens that open nothing, from one address: nobody guesses 256 bits, but nobody need be let try on for ever either.
WRONG_PER_ADDRESS, WRONG_SECONDS = 60, 600

NO_TOKEN = Text(
    "请在 Authorization 头里带上有效的令牌：Bearer huiyin_…；令牌到期、收回、岗位空缺时也是这句话",
    "Send a token that opens in the Authorization header: Bearer huiyin_…; one that ended answers the same",
)
NOT_PROTECTED = Text(
    "接口只走 https；这一次是明文来的，令牌可能已被看到，请收回后再领一个",
    "The API is spoken over https only; this call came in the clear: take the token back and collect a fresh one",
)
TOO_MANY_WRONG = Text(
    "从这个地址试错的令牌太多，请十分钟后再来", "Too many wrong tokens from this address: wait ten minutes"
)


def require_protection(request: HttpRequest) -> None:
    """Raise Problem for a call that came unencrypted to an office that has https: its token was readable on the way."""
    if settings.HTTPS and not request.is_secure():
        raise Problem("not_protected", NOT_PROTECTED)


class Token(HttpBearer):
    """A token that opens, holding one of the scopes named; without names any token will do."""

    def __init__(self, *scopes: str) -> None:
        super().__init__()
        self.scopes = scopes

    def authenticate(self, request: HttpRequest, token: str) -> Bearer:
        """Return who stands behind the token; raises Problem."""
        at = timezone.now()
        found = bearer_of(token, at=at)
        if found is None:
            _count_wrong(request, at)
            raise Problem("no_token", NO_TOKEN)
        _count(found.key, at)
        if not found.used_within(USE_NOTED_EVERY):
            note_use(found.key, at=at)
        if self.scopes and not any(_holds(found, scope) for scope in self.scopes):
            raise _lacks(self.scopes)
        return found


def _count(key: str, at: datetime) -> None:
    try:
        knock_as(Channel.API, key, at=at)
    except TooMany as refusal:
        raise Problem("too_many", refusal.reason, more={"retry_after": refusal.seconds}) from None


def _count_wrong(request: HttpRequest, at: datetime) -> None:
    trace = Visitor(request.META.get("REMOTE_ADDR", "")).trace
    if not spend(f"api@{trace}", at=at, limit=WRONG_PER_ADDRESS, window_seconds=WRONG_SECONDS):
        raise Problem("too_many", TOO_MANY_WRONG, more={"retry_after": WRONG_SECONDS})


def _holds(found: Bearer, scope: str) -> bool:
    # A scope that ends in a colon stands for every scope that begins so: steps: of whatever kind.
    return scope in found.scopes or (scope.endswith(":") and any(one.startswith(scope) for one in found.scopes))


def _lacks(scopes: tuple[str, ...]) -> Problem:
    named = [f"{scope}…" if scope.endswith(":") else scope for scope in scopes]
    said = Text(
        f"这个令牌没有 {' 或 '.join(named)} 权限，请管理岗在“接口令牌”册里加上",
        f"This token lacks the scope {' or '.join(named)}; the administrators add it in the register",
    )
    return Problem("scope_missing", said, more={"scopes": list(scopes)})


def bearer(request: HttpRequest) -> Bearer:
    """Return who calls."""
    held: Bearer = request.auth  # type: ignore[attr-defined]
    return held


def actor(request: HttpRequest) -> Actor:
    """Return as whom the caller reads: the post of the token, for the kinds it may read, when the call came in."""
    return bearer(request).actor


def doer(request: HttpRequest) -> Actor:
    """Return as whom the caller takes steps: the same post, for the kinds it may act on as well."""
    return bearer(request).doer


def may_step(request: HttpRequest, kind: str) -> None:
    """Raise Problem unless the token may file and act on matters of a kind."""
    if not bearer(request).scopes & {"matters:write", f"{STEPS}{kind}"}:
        raise _lacks(("matters:write", f"{STEPS}{kind}"))


ANY = Token()
READS = Token("matters:read", READ)
WRITES = Token("matters:write", STEPS)
READS_PERSONAL = Token("personal:read")
READS_REGISTERS = Token("registers:read")
WRITES_REGISTERS = Token("registers:write")
READS_FIGURES = Token("figures:read")
KEEPS_WEBHOOKS = Token("webhooks:write")

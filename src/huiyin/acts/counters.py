"""Shared counters: a browser the security role enrolled, where people who signed in fully today change places by a PIN.

A PIN proves nothing by itself: it only takes up again what the same person proved in full, at this counter, today.
"""

import secrets
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from uuid import UUID

from django.conf import settings
from django.contrib.auth.hashers import check_password, make_password
from django.db.models import Q

from huiyin.acts.accounts import FOR_SECURITY
from huiyin.acts.writing import NotFound, writing
from huiyin.flow.actor import Actor
from huiyin.flow.scene import NotAllowed
from huiyin.flow.words import Role
from huiyin.kit.days import SHANGHAI
from huiyin.kit.ids import new_id
from huiyin.kit.text import Text
from huiyin.ledger.keys import blinded
from huiyin.ledger.sign_ins import Happening, write_sign_in
from huiyin.store.accounts import Account, Counter, SignIn

DIGITS, TRIES = 6, 5
FULL = Text(
    "请用密码登录一次，今天在这个窗口就能用 PIN 换人", "Sign in with the password once today at this counter first"
)
WRONG = Text("PIN 不对", "Wrong PIN")


@dataclass(frozen=True, slots=True)
class Parked:
    """Somebody who signed in fully today at a counter and may come back by PIN."""

    account: int
    person: str
    since: datetime


def enrol(label: str, *, actor: Actor) -> str:
    """Enrol the browser this is asked from; returns the secret for its cookie, which nothing here keeps."""
    if Role.SECURITY not in actor.roles:
        raise NotAllowed(FOR_SECURITY)
    if len(label.strip()) < 2:
        raise NotAllowed(Text("请写这台窗口叫什么，如“综合受理 1 号窗口”", "Say what this counter is called"))
    secret = secrets.token_urlsafe(32)
    unit = actor.posts_with(Role.SECURITY)[0].unit
    with writing():
        Counter.objects.create(
            id=new_id(actor.at), label=label.strip()[:60], unit=unit, digest=_digest(secret),
            enrolled_by=actor.person, enrolled_at=actor.at,
        )  # fmt: skip
        write_sign_in(Happening("counter_enrolled", actor.at, by=actor.person, note=label.strip()))
    return secret


def revoke(counter: UUID, *, actor: Actor) -> None:
    """Take a counter back: its cookie is worth nothing from now on, and who is parked there must sign in fully."""
    if Role.SECURITY not in actor.roles:
        raise NotAllowed(FOR_SECURITY)
    with writing():
        held = Counter.objects.filter(id=counter, revoked_at=None).first()
        if held is None:
            raise NotFound
        Counter.objects.filter(id=counter).update(revoked_at=actor.at)
        SignIn.objects.filter(counter=counter, ended_at=None).update(ended_at=actor.at, ended="security")
        write_sign_in(Happening("counter_revoked", actor.at, by=actor.person, note=held.label))


def counter_of(secret: str) -> Counter | None:
    """Return the counter whose cookie this is, or None. One query, none without a cookie."""
    return Counter.objects.filter(digest=_digest(secret), revoked_at=None).first() if secret else None


def parked(counter: UUID, *, at: datetime) -> tuple[Parked, ...]:
    """Return who may come back by PIN at a counter: signed in fully there today, with a PIN. Two queries."""
    rows = [
        row for row in SignIn.objects.filter(_standing(at), counter=counter).order_by("-full_at") if _today(row, at)
    ]
    newest: dict[int, SignIn] = {}
    for row in rows:
        newest.setdefault(row.account, row)
    held = {row.pk: row for row in Account.objects.filter(pk__in=newest, is_active=True).exclude(pin="")}
    return tuple(Parked(number, held[number].person, row.begun_at) for number, row in newest.items() if number in held)


def come_back(counter: UUID, account: int, pin: str, *, at: datetime, trace: str) -> Account:
    """Return the account that comes back by its PIN; raises NotAllowed. Five wrong ones and the password is asked for."""
    if account not in {one.account for one in parked(counter, at=at)}:
        raise NotAllowed(FULL)
    with writing():
        held = Account.objects.select_for_update().get(pk=account)
        # Counted before it is looked at, so that tries sent together count too.
        Account.objects.filter(pk=account).update(pin_failures=held.pin_failures + 1)
        right = held.pin_failures < TRIES and check_password(pin, held.pin)
        if right:
            Account.objects.filter(pk=account).update(pin_failures=0)
            return held
        write_sign_in(Happening("pin_failed", at, worked=False, account=account, trace=trace))
        left = TRIES - held.pin_failures - 1
        if left <= 0:
            _unpark(account, at)
    if left <= 0:
        raise NotAllowed(Text("PIN 试错五次，请用密码登录", "Five wrong PINs: please sign in with the password"))
    raise NotAllowed(Text(f"{WRONG.zh}，还能试 {left} 次", f"{WRONG.en}, {left} tries left"))


def _unpark(account: int, at: datetime) -> None:
    # Wherever the person stands: a PIN being guessed at one counter is no use at another.
    SignIn.objects.filter(account=account, ended_at=None).exclude(counter=None).update(ended_at=at, ended="pin")
    Account.objects.filter(pk=account).update(pin_failures=0)


def set_pin(account: Account, pin: str, *, at: datetime) -> None:
    """Set one's own PIN; raises NotAllowed for one that is too easy."""
    if not (pin.isascii() and pin.isdigit() and len(pin) == DIGITS):
        raise NotAllowed(Text("PIN 是 6 位数字", "A PIN has six digits"))
    steps = {(int(after) - int(before)) % 10 for before, after in pairwise(pin)}
    if len(steps) == 1 or len(set(pin)) < 3:
        raise NotAllowed(Text("太好猜：不要全一样、不要连着数", "Too easy: not all the same, not in a row"))
    with writing():
        Account.objects.filter(pk=account.pk).update(pin=make_password(pin), pin_failures=0)
        write_sign_in(Happening("pin_set", at, account=account.pk))


def _standing(at: datetime) -> Q:
    return Q(ended_at=None) & ~Q(full_at=None) & Q(full_at__lte=at)


def _today(row: SignIn, at: datetime) -> bool:
    assert row.full_at is not None
    same = row.full_at.astimezone(SHANGHAI).date() == at.astimezone(SHANGHAI).date()
    return same and (at - row.begun_at).total_seconds() < settings.PROTECTION.session_hours * 3600


def _digest(secret: str) -> str:
    return blinded("counter", secret[:100])

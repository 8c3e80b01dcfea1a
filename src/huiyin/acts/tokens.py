"""Tokens of the interface: granted in the register, collected by who holds the post, and gone when taken back."""

import secrets
from datetime import datetime, timedelta

from django.conf import settings

from huiyin.acts.registers import close
from huiyin.acts.writing import Moment, NotFound, writing
from huiyin.flow.actor import Actor
from huiyin.kinds.registers.interface import API_TOKEN
from huiyin.kit.days import SHANGHAI
from huiyin.ledger.keys import blinded
from huiyin.store.entries import Entry
from huiyin.store.interface import TokenDigest
from huiyin.store.posts import entries

# So that a scanner of files and logs knows one when it sees it.
PREFIX = "huiyin_"
SECRET_BYTES = 32
# Last use is written down no oftener than this: to know that a token is in use, a minute is enough.
USE_NOTED_EVERY = timedelta(minutes=1)


def token_digest(token: str) -> str:
    """Return the keyed digest under which a token is known; the token itself is kept nowhere."""
    return blinded("api token", token)


def collect_token(key: str, *, actor: Actor) -> str:
    """Make the token's secret for the holder of its post and return it, this once; an earlier one ends.

    Raises NotFound for a token that is not granted today, or is for a post the actor does not hold.
    """
    granted = _granted(key, actor.at)
    if granted.values["post"] not in {post.key for post in actor.posts}:
        raise NotFound
    return issue_token(key, at=actor.at)


def issue_token(key: str, *, at: datetime) -> str:
    """Make the token's secret and return it; for whoever runs the server. Raises NotFound when it is not granted."""
    with writing():
        _granted(key, at)
        token = f"{PREFIX}{secrets.token_urlsafe(SECRET_BYTES)}"
        TokenDigest.objects.update_or_create(
            key=key,
            defaults={"county": settings.COUNTY, "digest": token_digest(token), "made_at": at, "used_at": None},
        )
    return token


def _granted(key: str, at: datetime) -> Entry:
    found = entries(API_TOKEN.id, at.astimezone(SHANGHAI).date()).filter(key=key).first()
    if found is None:
        raise NotFound
    return found


def end_token(key: str, *, reason: str, actor: Actor, moment: Moment) -> None:
    """Take a token back: from this moment it opens nothing, and its entry ends today, or tomorrow if it began today.

    Raises NotFound for a token that is not granted today, NotAllowed.
    """
    granted = _granted(key, moment.at)
    today = moment.at.astimezone(SHANGHAI).date()
    close(
        API_TOKEN.id,
        key,
        on=max(today, granted.valid_from + timedelta(days=1)),
        reason=reason,
        actor=actor,
        moment=moment,
    )


def note_use(key: str, *, at: datetime) -> None:
    """Write down that a token was used now. One query."""
    with writing():
        TokenDigest.objects.filter(key=key).update(used_at=at)

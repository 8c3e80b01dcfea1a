"""Locking an account name after wrong tries in a row, and giving it back; unknown names are counted alike."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings

from huiyin.acts.writing import writing
from huiyin.ledger.keys import blinded
from huiyin.store.accounts import Lockout


@dataclass(frozen=True, slots=True)
class Standing:
    """How a name stands: locked until when, and how many tries are left before it locks."""

    locked_until: datetime | None
    left: int


def try_of(username: str, *, at: datetime) -> Standing:
    """Spend one try at a name before it is checked, so that tries sent together count too. Two or three queries.

    A locked name spends nothing: asking again does not keep the right person out for longer.
    """
    wait = timedelta(minutes=settings.PROTECTION.lockout_minutes)
    most = settings.PROTECTION.lockout_tries
    key = key_of(username)
    with writing():
        Lockout.objects.bulk_create([Lockout(key=key, failed_at=at)], ignore_conflicts=True)
        held = Lockout.objects.select_for_update().get(key=key)
        if held.locked_until is not None and at < held.locked_until:
            return Standing(held.locked_until, 0)
        if held.locked_until is not None or at - held.failed_at > wait:
            held.failures, held.locked_until = 0, None
        held.failures, held.failed_at = held.failures + 1, at
        # The last try may still be the right one; only if it is not does the lock stay.
        held.locked_until = at + wait if held.failures >= most else None
        held.save()
        return Standing(None, most - held.failures)


def locked_until(username: str, *, at: datetime) -> datetime | None:
    """Return until when a name is locked, or None. One query."""
    until = Lockout.objects.filter(key=key_of(username)).values_list("locked_until", flat=True).first()
    return until if until is not None and at < until else None


def give_back(username: str) -> bool:
    """Forget the wrong tries at a name and open it again; says whether there were any. One query."""
    with writing():
        return bool(Lockout.objects.filter(key=key_of(username)).delete()[0])


def key_of(username: str) -> str:
    """Return the keyed digest a name is counted under: people type passwords where names belong."""
    return blinded("username", username.strip().casefold()[:80])

"""Sign-ins of staff as rows of their own: begun, seen, proven again, ended. What a browser holds only points to one."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.conf import settings

from huiyin.acts.writing import writing
from huiyin.kit.ids import new_id
from huiyin.ledger.sign_ins import Happening, write_sign_in
from huiyin.store.accounts import Account, Lockout, SignIn, SignInEvent

# The moment last seen is written again only when it has moved on by this much.
_FRESH = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Where:
    """Where somebody signs in: the keyed digest of the address, the browser in plain words, the counter if any."""

    trace: str = ""
    agent: str = ""
    counter: UUID | None = None


def begin(account: Account, *, way: str, where: Where, at: datetime, full_at: datetime | None) -> UUID:
    """Begin a sign-in and write it down; returns its id. `full_at` None: not every factor was proven."""
    row = SignIn(
        id=new_id(at), account=account.pk, way=way, begun_at=at, seen_at=at, full_at=full_at,
        counter=where.counter, agent=where.agent[:60], trace=where.trace,
    )  # fmt: skip
    with writing():
        row.save(force_insert=True)
        Account.objects.filter(pk=account.pk).update(used_at=at)
        # A password from before this was counted begins to age with its first use.
        Account.objects.filter(pk=account.pk, password_set_at=None).update(password_set_at=at)
        if way != "session":
            write_sign_in(
                Happening("signed_in", at, account=account.pk, trace=where.trace, note=f"{way} {where.agent}")
            )
    return row.id


def why_over(row: SignIn, *, at: datetime) -> str:
    """Return why a sign-in may not be used any more: idle, absolute or how it ended; empty while it may. Pure."""
    if row.ended_at is not None:
        return row.ended
    if at - row.seen_at > timedelta(minutes=settings.PROTECTION.idle_minutes):
        return "idle"
    if at - row.begun_at > timedelta(hours=settings.PROTECTION.session_hours):
        return "absolute"
    return ""


def seen(row: SignIn, *, at: datetime) -> None:
    """Note that a sign-in was used; one query, at most once a minute."""
    if at - row.seen_at > _FRESH:
        with writing():
            SignIn.objects.filter(id=row.id, ended_at=None, seen_at__lt=at).update(seen_at=at)


def proven(sign_in: UUID, *, at: datetime) -> None:
    """Note that every factor was proven again just now."""
    with writing():
        row = SignIn.objects.get(id=sign_in)
        SignIn.objects.filter(id=sign_in).update(full_at=at)
        write_sign_in(Happening("proven_again", at, account=row.account, trace=row.trace))


def is_recent(row: SignIn, *, at: datetime) -> bool:
    """Say whether every factor was proven recently enough for a grave act. Pure."""
    return row.full_at is not None and at - row.full_at <= timedelta(minutes=settings.PROTECTION.step_up_minutes)


def failed(account: int | None, *, at: datetime, trace: str, what: str = "failed", locks: bool = False) -> None:
    """Write down that somebody could not prove who he is, and that the name was locked with it."""
    with writing():
        write_sign_in(Happening(what, at, worked=False, account=account, trace=trace))
        if locks:
            write_sign_in(Happening("locked", at, worked=False, account=account, trace=trace))


def end(sign_in: UUID, *, why: str, at: datetime, account: int | None = None) -> bool:
    """End one sign-in, of the account given if one is; says whether it was still open."""
    with writing():
        open_rows = SignIn.objects.filter(id=sign_in, ended_at=None)
        held = (open_rows if account is None else open_rows.filter(account=account)).first()
        if held is None:
            return False
        SignIn.objects.filter(id=held.id).update(ended_at=at, ended=why)
        write_sign_in(Happening("signed_out", at, account=held.account, trace=held.trace, note=why))
        return True


def end_at_counter(account: int, counter: UUID, *, at: datetime) -> None:
    """End what an account has parked at a shared counter: after signing out there no PIN brings it back."""
    with writing():
        SignIn.objects.filter(account=account, counter=counter, ended_at=None).update(ended_at=at, ended="out")


def end_all(account: int, *, why: str, at: datetime, but: str = "") -> int:
    """End every sign-in of an account but one; returns how many that were. Two queries and a line if there were any."""
    with writing():
        rows = SignIn.objects.filter(account=account, ended_at=None)
        if but:
            rows = rows.exclude(id=UUID(but))
        count = rows.update(ended_at=at, ended=why)
        if count:
            write_sign_in(Happening("signed_out", at, account=account, note=f"{why} ×{count}"))
        return count


def forget_sign_ins(*, at: datetime) -> int:
    """Forget what the office need no longer keep of signing in; returns how many lines went from the front of the chain.

    The law asks for six months (网络安全法 第23条第3项); the setting cannot be set lower. Lockouts go once they are over.
    """
    with writing():
        before = at - timedelta(days=settings.PROTECTION.record_days)
        SignIn.objects.filter(seen_at__lt=before).delete()
        Lockout.objects.filter(failed_at__lt=at - timedelta(days=1)).delete()
        # Only from the front: the chain that is left still proves itself.
        first_kept = (
            SignInEvent.objects.filter(at__gte=before).order_by("number").values_list("number", flat=True).first()
        )
        old = SignInEvent.objects.filter(at__lt=before)
        return int((old.filter(number__lt=first_kept) if first_kept is not None else old).delete()[0])

"""Where staff are signed in and what happened about it: for the person, for the security role, for the auditor."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Count

from huiyin.kit.text import Text
from huiyin.ledger.sign_ins import SAYS
from huiyin.queries.words import Wanted, names
from huiyin.store.accounts import Account, SignIn, SignInEvent
from huiyin.store.accounts import Counter as CounterRow

PAGE = 50
WAYS = {
    "password": Text("密码", "password"),
    "second": Text("密码和验证码", "password and code"),
    "oidc": Text("统一身份认证", "sign-in service"),
    "pin": Text("共用窗口换人", "PIN at a shared counter"),
    "session": Text("密码", "password"),
}


@dataclass(frozen=True, slots=True)
class Place:
    """One place somebody is signed in at."""

    id: UUID
    way: Text
    begun_at: datetime
    seen_at: datetime
    agent: str
    counter: str
    here: bool


@dataclass(frozen=True, slots=True)
class LastTime:
    """When an account was last signed in before now, with what, and how many tries failed since."""

    at: datetime | None
    agent: str
    failed: int


@dataclass(frozen=True, slots=True)
class EventLine:
    """One line of the record of signing in; `who` is the account, `by` who did it to the account."""

    number: int
    at: datetime
    says: Text
    worked: bool
    who: str
    by: str
    note: Text
    trace: str


@dataclass(frozen=True, slots=True)
class EventPage:
    """One page of the record, newest first; `before` is where the next page begins, 0 on the last one."""

    lines: tuple[EventLine, ...]
    before: int


def standing(sign_in: str) -> SignIn | None:
    """Return a sign-in by the id a browser's session holds, or None. One query."""
    try:
        return SignIn.objects.filter(id=UUID(sign_in)).first()
    except ValueError:
        return None


def places(account: int, *, here: str = "") -> tuple[Place, ...]:
    """Return where an account is signed in now, newest first. Two queries."""
    rows = list(SignIn.objects.filter(account=account, ended_at=None).order_by("-seen_at", "-id")[:PAGE])
    counters = dict(CounterRow.objects.filter(id__in={row.counter for row in rows}).values_list("id", "label"))
    return tuple(
        Place(
            row.id, WAYS.get(row.way, Text(row.way, row.way)), row.begun_at, row.seen_at, row.agent,
            counters.get(row.counter, "") if row.counter is not None else "", str(row.id) == here,
        )
        for row in rows
    )  # fmt: skip


def last_time(account: int) -> LastTime:
    """Return the last sign-in that is written down, and how many tries failed since. Two queries."""
    before = SignInEvent.objects.filter(account=account, what="signed_in").order_by("-id").first()
    failed = SignInEvent.objects.filter(account=account, what__in=("failed", "code_failed"))
    if before is not None:
        failed = failed.filter(id__gt=before.pk)
    agent = before.note.partition(" ")[2] if before is not None else ""
    return LastTime(before.at if before is not None else None, agent, failed.count())


def record(*, account: int | None = None, before: int = 0, failed: bool | None = None) -> EventPage:
    """Return a page of the record of signing in, of one account or all. Three queries."""
    rows = SignInEvent.objects.order_by("-id")
    if account is not None:
        rows = rows.filter(account=account)
    if failed is not None:
        rows = rows.filter(worked=not failed)
    if before:
        rows = rows.filter(id__lt=before)
    found = list(rows[: PAGE + 1])
    shown = found[:PAGE]
    return EventPage(_lines(shown), shown[-1].pk if len(found) > PAGE else 0)


def _lines(rows: Sequence[SignInEvent]) -> tuple[EventLine, ...]:
    accounts = {row.pk: row for row in Account.objects.filter(pk__in={row.account for row in rows} - {None})}
    called = names(Wanted(people={row.by for row in rows} | {one.person for one in accounts.values()}))
    return tuple(
        EventLine(
            number=row.number,
            at=row.at,
            says=SAYS.get(row.what, Text(row.what, row.what)),
            worked=row.worked,
            who=f"{called.person(accounts[row.account].person)}（{accounts[row.account].username}）"
            if row.account in accounts
            else "",
            by=called.person(row.by) if row.by else "",
            note=_in_words(row.what, row.note),
            trace=row.trace[:6],
        )
        for row in rows
    )


# Why a sign-in ended, as it is written down.
ENDS = {
    "out": Text("自己退出", "signed out"),
    "idle": Text("久没动静", "idle"),
    "absolute": Text("到了最长时间", "longest time"),
    "security": Text("安全岗结束", "by the security role"),
    "password": Text("改了密码", "the password was changed"),
    "elsewhere": Text("本人在别处结束", "ended from elsewhere"),
    "unproven": Text("缺第二道验证", "without the second factor"),
    "pin": Text("PIN 试错", "wrong PINs"),
    "console": Text("在服务器上设的", "on the server itself"),
}


def _in_words(what: str, note: str) -> Text:
    """Return the detail of a line: the first word of ours in words, whatever else stands there as it is."""
    first, _, rest = note.partition(" ")
    said = {**ENDS, **(WAYS if what == "signed_in" else {})}.get(first)
    return Text(f"{said.zh} {rest}".strip(), f"{said.en} {rest}".strip()) if said is not None else Text(note, note)


@dataclass(frozen=True, slots=True)
class CounterLine:
    """A shared counter as the security role sees it."""

    id: UUID
    label: str
    by: str
    enrolled_at: datetime
    revoked_at: datetime | None


def counters() -> tuple[CounterLine, ...]:
    """Return the shared counters, newest first. Two queries."""
    rows = list(CounterRow.objects.order_by("-enrolled_at", "-id")[:PAGE])
    called = names(Wanted(people={row.enrolled_by for row in rows}))
    return tuple(
        CounterLine(row.id, row.label, called.person(row.enrolled_by), row.enrolled_at, row.revoked_at) for row in rows
    )


MANY_FAILED, MANY_LOCKED = 20, 3
ALARM_SPAN = timedelta(hours=24)


def alarms(*, at: datetime) -> tuple[Text, ...]:
    """Return what looks like an attack in the last day, in words. Two queries."""
    return tuple(says for _, says in attacks(at=at))


def attacks(*, at: datetime) -> tuple[tuple[str, Text], ...]:
    """Return what looks like an attack in the last day: many wrong tries, several names locked. Two queries."""
    recent = SignInEvent.objects.filter(at__gt=at - ALARM_SPAN, at__lte=at)
    counts = dict(
        recent.filter(what__in=("failed", "code_failed", "pin_failed", "locked"))
        .values_list("what")
        .annotate(n=Count("id"))
        .values_list("what", "n")
    )
    locked = counts.pop("locked", 0)
    failed = sum(counts.values())
    found = []
    if failed >= MANY_FAILED:
        says = Text(f"最近一天有 {failed} 次没登上，请看是不是有人在试密码", f"{failed} failed tries in a day")
        found.append(("tries", says))
    if locked >= MANY_LOCKED:
        says = Text(f"最近一天锁了 {locked} 次账号，请逐个问本人", f"{locked} lockouts in a day: ask each person")
        found.append(("lockouts", says))
    return tuple(found)

"""Writing down what happens about signing in: one chain a county, of which an edit or a gap is found."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from unicodedata import normalize

from django.conf import settings
from django.db import transaction

from huiyin.kit.canon import canonical
from huiyin.kit.sealing import Suite, digest
from huiyin.kit.text import Text
from huiyin.ledger.keys import suite
from huiyin.ledger.lines import GENESIS, stamp
from huiyin.store.accounts import SignInEvent
from huiyin.store.numbers import Series, take_number

SERIES = "sign-in"
# Everything that is written down about signing in; a word that is not here is a fault of ours.
SAYS: dict[str, Text] = {
    "signed_in": Text("登录", "signed in"),
    "failed": Text("密码不对", "wrong password"),
    "code_failed": Text("验证码不对", "wrong code"),
    "code_again": Text("验证码用了第二次，没有认", "a code was used twice and refused"),
    "locked": Text("连着试错，锁了一阵", "locked for a while after wrong tries"),
    "signed_out": Text("登录结束", "sign-in ended"),
    "proven_again": Text("办重要事项前再次核验", "proven again before a grave act"),
    "password_changed": Text("本人改了密码", "changed the password"),
    "password_set": Text("发了一次性密码", "was given a one-time password"),
    "second_bound": Text("绑定了第二道验证", "bound a second factor"),
    "second_reset": Text("解除了第二道验证", "the second factor was taken away"),
    "codes_renewed": Text("换了一套恢复码", "renewed the recovery codes"),
    "recovery_used": Text("用了一个恢复码", "used a recovery code"),
    "pin_set": Text("设了窗口换人的 PIN", "set a PIN"),
    "pin_failed": Text("PIN 不对", "wrong PIN"),
    "account_opened": Text("开户", "account opened"),
    "account_locked": Text("锁定账号", "account locked"),
    "account_unlocked": Text("解锁账号", "account unlocked"),
    "counter_enrolled": Text("登记了一台共用窗口", "a shared counter was enrolled"),
    "counter_revoked": Text("撤销了一台共用窗口", "a shared counter was revoked"),
    "service_refused": Text("统一身份认证的人在这里没有账号", "the sign-in service named nobody known here"),
}


@dataclass(frozen=True, slots=True)
class Happening:
    """One thing about signing in. `by` is the person who did it where that is not the account's own."""

    what: str
    at: datetime
    worked: bool = True
    account: int | None = None
    by: str = ""
    trace: str = ""
    note: str = ""


def write_sign_in(happening: Happening) -> None:
    """Write one line at the end of the chain. Four queries, in a transaction of its own or the one around it."""
    with transaction.atomic():
        # Taking the number holds its row, so the chain has one writer at a time.
        number = take_number(settings.COUNTY, SERIES)
        before = SignInEvent.objects.filter(county=settings.COUNTY, number=number - 1).first()
        row = SignInEvent(
            county=settings.COUNTY, number=number, at=happening.at, what=happening.what, worked=happening.worked,
            account=happening.account, by=happening.by, trace=happening.trace,
            note=normalize("NFC", happening.note)[:200], suite=int(suite()),
            prev=bytes(before.hash) if before is not None else GENESIS,
        )  # fmt: skip
        row.hash = sign_in_hash(row)
        row.save(force_insert=True)


def sign_in_hash(row: SignInEvent) -> bytes:
    """Return the hash of a line over everything in it and the hash before it."""
    held = [
        row.county, row.number, stamp(row.at), row.what, row.worked, row.account or 0, row.by, row.trace, row.note,
        bytes(row.prev).hex(),
    ]  # fmt: skip
    return digest(Suite(row.suite), canonical(held))


def sign_in_findings() -> Iterator[Text]:
    """Yield a sentence for every line that was altered, and for every line missing after the first one kept.

    Lines older than the office keeps are gone from the front, so the first line is taken as it stands.
    """
    before: SignInEvent | None = None
    for row in SignInEvent.objects.filter(county=settings.COUNTY).order_by("number").iterator():
        if before is not None and row.number != before.number + 1:
            yield _says(row.number, "前面缺记录", "lines before it are missing")
        elif before is not None and bytes(row.prev) != bytes(before.hash):
            yield _says(row.number, "没有接在上一条后面", "does not follow from the one before it")
        if sign_in_hash(row) != bytes(row.hash):
            yield _says(row.number, "被改过", "was altered")
        before = row
    given = Series.objects.filter(county=settings.COUNTY, name=SERIES).values_list("last", flat=True).first() or 0
    if given > (before.number if before is not None else 0):
        yield _says(given, "末尾的记录被删了", "the last lines were deleted")


def _says(number: int, zh: str, en: str) -> Text:
    return Text(f"登录记录第 {number} 条：{zh}", f"Sign-in record {number}: {en}")

"""Passwords of staff: what is asked of one, changing one's own, and the one-time password another person hands out."""

import secrets
from datetime import datetime, timedelta
from functools import cache
from gzip import open as gzip_open
from pathlib import Path

from django.conf import settings
from django.contrib.auth import password_validation
from django.contrib.auth.hashers import check_password, make_password

from huiyin.acts.sign_ins import end_all
from huiyin.acts.writing import writing
from huiyin.flow.scene import NotAllowed
from huiyin.kit.text import Text
from huiyin.ledger.sign_ins import Happening, write_sign_in
from huiyin.store.accounts import Account, PastPassword

LONGEST, KEPT = 128, 5
ONE_TIME_LASTS = timedelta(hours=72)
# Without the letters and digits that look alike when read out or written down.
_LETTERS = "abcdefghjkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789"
CLASS_NAMES = Text("小写字母、大写字母、数字、其他字符", "small letters, capitals, digits, other characters")


def rule() -> Text:
    """Return what is asked of a password, in one sentence."""
    least, classes = settings.PROTECTION.password_length, settings.PROTECTION.password_classes
    mixed = f"，{CLASS_NAMES.zh}里至少有 {classes} 种" if classes > 1 else ""
    mixed_en = f" with {classes} of: {CLASS_NAMES.en}" if classes > 1 else ""
    return Text(
        f"{least} 到 {LONGEST} 个字符{mixed}；不用常见的，不含用户名，不和最近 {KEPT} 次一样",
        f"{least} to {LONGEST} characters{mixed_en}; not common, without the user name, none of the last {KEPT}",
    )


def faults_of(password: str, *, username: str) -> tuple[Text, ...]:
    """Return everything that speaks against a password, whoever had it before. Pure but for the list of common ones."""
    found = []
    if len(password) < settings.PROTECTION.password_length:
        least = settings.PROTECTION.password_length
        found.append(Text(f"至少要 {least} 个字符", f"at least {least} characters"))
    if len(password) > LONGEST:
        found.append(Text(f"最多 {LONGEST} 个字符", f"at most {LONGEST} characters"))
    if classes_in(password) < settings.PROTECTION.password_classes:
        wanted = settings.PROTECTION.password_classes
        found.append(Text(f"{CLASS_NAMES.zh}里至少要有 {wanted} 种", f"at least {wanted} of: {CLASS_NAMES.en}"))
    if password.casefold().strip() in _common():
        found.append(Text("太常见，容易被猜中", "too common, easily guessed"))
    if len(username) > 2 and username.casefold() in password.casefold():
        found.append(Text("不要含用户名", "it must not hold the user name"))
    return tuple(found)


def classes_in(password: str) -> int:
    """Count the classes of characters in a password."""
    tests = (str.islower, str.isupper, str.isdigit)
    known = sum(any(test(one) for one in password) for test in tests)
    return known + any(not any(test(one) for test in tests) for one in password)


@cache
def _common() -> frozenset[str]:
    listed = Path(password_validation.__file__).resolve().parent / "common-passwords.txt.gz"
    with gzip_open(listed, "rt", encoding="utf-8") as lines:
        return frozenset(line.strip() for line in lines)


def change_own(account: Account, present: str, new: str, *, at: datetime, keep: str) -> None:
    """Change one's own password; every other sign-in of the account ends. `keep` is the id of this one.

    Raises NotAllowed with everything that speaks against the new one.
    """
    if not account.check_password(present):
        raise NotAllowed(Text("现在的密码不对", "The present password is wrong"))
    faults = list(faults_of(new, username=account.username))
    if _used_before(account, new):
        faults.append(Text(f"和最近 {KEPT} 次用过的一样", f"one of the last {KEPT}"))
    if faults:
        raise NotAllowed(joined(faults))
    with writing():
        _put(account.pk, make_password(new), at=at, must_change=False, expires_at=None)
        end_all(account.pk, why="password", at=at, but=keep)
        write_sign_in(Happening("password_changed", at, account=account.pk))


def joined(faults: list[Text] | tuple[Text, ...]) -> Text:
    """Return several faults as one sentence."""
    return Text(
        "密码不行：" + "，".join(one.zh for one in faults), "The password: " + ", ".join(one.en for one in faults)
    )


def _used_before(account: Account, new: str) -> bool:
    past = PastPassword.objects.filter(account=account.pk).order_by("-id")[:KEPT]
    return any(check_password(new, encoded) for encoded in [account.password, *(one.encoded for one in past)])


def set_one_time(account: int, *, by: str, at: datetime) -> str:
    """Give an account a password that works once, for three days, and return it; its sign-ins end. To be shown once."""
    password = new_one_time()
    with writing():
        _put(account, make_password(password), at=at, must_change=True, expires_at=at + ONE_TIME_LASTS)
        end_all(account, why="security", at=at)
        write_sign_in(Happening("password_set", at, account=account, by=by))
    return password


def new_one_time() -> str:
    """Return a random password of some 70 bits, of every class, in groups that can be read out."""
    while True:
        drawn = "".join(secrets.choice(_LETTERS) for _ in range(12))
        password = f"{drawn[:4]}-{drawn[4:8]}-{drawn[8:]}"
        if classes_in(password) == 4:
            return password


def set_encoded(username: str, encoded: str, *, at: datetime, must_change: bool) -> None:
    """Set a password typed on the server itself; its sign-ins end. Raises NotAllowed for an unknown name."""
    with writing():
        account = Account.objects.filter(username=username).values_list("pk", flat=True).first()
        if account is None:
            raise NotAllowed(Text(f"没有 {username} 这个账号", f"There is no account {username}"))
        _put(account, encoded, at=at, must_change=must_change, expires_at=None)
        end_all(account, why="security", at=at)
        write_sign_in(Happening("password_set", at, account=account, note="console"))


def _put(account: int, encoded: str, *, at: datetime, must_change: bool, expires_at: datetime | None) -> None:
    row = Account.objects.select_for_update().get(pk=account)
    PastPassword.objects.create(account=account, encoded=row.password, set_at=row.password_set_at or at)
    old = PastPassword.objects.filter(account=account).order_by("-id").values_list("pk", flat=True)[KEPT:]
    PastPassword.objects.filter(pk__in=list(old)).delete()
    row.password, row.password_set_at = encoded, at
    row.must_change, row.expires_at = must_change, expires_at
    row.save(update_fields=["password", "password_set_at", "must_change", "expires_at"])


def is_due(account: Account, *, at: datetime) -> bool:
    """Say whether the password must be changed before anything else."""
    days = settings.PROTECTION.password_days
    old = account.password_set_at is not None and days and at - account.password_set_at > timedelta(days=days)
    return bool(account.must_change or old)

"""The second factor: codes of an authenticator (TOTP, RFC 6238), and recovery codes for the day it is lost.

The secret is sealed under the site key; a code works once; recovery codes are kept as keyed digests.
"""

import secrets
from datetime import datetime, timedelta

from cryptography.hazmat.primitives.hashes import SHA1
from cryptography.hazmat.primitives.twofactor import InvalidToken
from cryptography.hazmat.primitives.twofactor.totp import TOTP

from huiyin.acts.sign_ins import end_all
from huiyin.acts.writing import writing
from huiyin.flow.scene import NotAllowed
from huiyin.kit.sealing import Suite, unwrap_key, wrap_key
from huiyin.kit.text import Text
from huiyin.ledger.keys import blinded, site_key, suite
from huiyin.ledger.sign_ins import Happening, write_sign_in
from huiyin.store.accounts import Account, RecoveryCode

STEP_SECONDS, DIGITS, SECRET_BYTES = 30, 6, 20
RECOVERY_COUNT, _GROUP = 10, 5
# Telephones run a little slow or fast: the code before and the one after count too.
_NEAR = (0, -1, 1)
_ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"
WRONG = Text("验证码不对，请看手机上最新的一个再输", "Wrong code: type the newest one on the telephone")
USED = Text("这个验证码用过了，请等手机上换了新的再输", "This code was used: wait for the next one")


def new_secret() -> bytes:
    """Return a fresh secret of 160 bits."""
    return secrets.token_bytes(SECRET_BYTES)


def address_of(secret: bytes, *, username: str, issuer: str) -> str:
    """Return the address an authenticator reads from the QR code."""
    return _totp(secret).get_provisioning_uri(username, issuer)


def confirm(account: Account, secret: bytes, code: str, *, at: datetime) -> tuple[str, ...]:
    """Bind a new second factor once its first code is right, and return fresh recovery codes, to be shown once.

    Raises NotAllowed for a wrong code. What was bound before no longer works.
    """
    step = _step_of(secret, code, at=at)
    if step is None:
        raise NotAllowed(WRONG)
    with writing():
        sealed = wrap_key(suite(), site_key(), secret, context=_context(account.pk))
        Account.objects.filter(pk=account.pk).update(
            second_key=sealed, second_suite=int(suite()), second_since=at, second_step=step
        )
        codes = _fresh_codes(account.pk)
        write_sign_in(Happening("second_bound", at, account=account.pk))
    return codes


def renew_codes(account: Account, *, at: datetime) -> tuple[str, ...]:
    """Return fresh recovery codes, to be shown once; the old ones no longer work."""
    with writing():
        codes = _fresh_codes(account.pk)
        write_sign_in(Happening("codes_renewed", at, account=account.pk))
    return codes


def prove(account: Account, typed: str, *, at: datetime) -> None:
    """Prove the second factor by a code of the authenticator or a recovery code; raises NotAllowed.

    Either works once. Wrong ones are counted by the caller, with the wrong passwords.
    """
    if len(typed.replace(" ", "")) != DIGITS:
        _prove_by_recovery(account, typed, at=at)
        return
    with writing():
        held = Account.objects.select_for_update().get(pk=account.pk)
        step = _step_of(_secret_of(held), typed.replace(" ", ""), at=at)
        if step is None:
            raise NotAllowed(WRONG)
        if step > held.second_step:
            Account.objects.filter(pk=held.pk).update(second_step=step)
            return
    write_sign_in(Happening("code_again", at, worked=False, account=account.pk))
    raise NotAllowed(USED)


def reset(account: int, *, by: str, at: datetime) -> None:
    """Take a lost second factor away, with its recovery codes; the account's sign-ins end."""
    with writing():
        Account.objects.filter(pk=account).update(second_key=b"", second_suite=0, second_since=None, second_step=0)
        RecoveryCode.objects.filter(account=account).delete()
        end_all(account, why="security", at=at)
        write_sign_in(Happening("second_reset", at, account=account, by=by))


def _prove_by_recovery(account: Account, typed: str, *, at: datetime) -> None:
    with writing():
        used = RecoveryCode.objects.filter(account=account.pk, digest=_digest(account.pk, typed), used_at=None).update(
            used_at=at
        )
        if used:
            write_sign_in(Happening("recovery_used", at, account=account.pk))
            return
    raise NotAllowed(WRONG)


def _fresh_codes(account: int) -> tuple[str, ...]:
    codes = tuple(_new_code() for _ in range(RECOVERY_COUNT))
    RecoveryCode.objects.filter(account=account).delete()
    RecoveryCode.objects.bulk_create(RecoveryCode(account=account, digest=_digest(account, code)) for code in codes)
    return codes


def _new_code() -> str:
    drawn = "".join(secrets.choice(_ALPHABET) for _ in range(4 * _GROUP))
    return "-".join(drawn[start : start + _GROUP] for start in range(0, len(drawn), _GROUP))


def _digest(account: int, code: str) -> str:
    plain = "".join(one for one in code.casefold() if one.isalnum())
    return blinded("recovery", f"{account}\x00{plain[:80]}")


def _step_of(secret: bytes, code: str, *, at: datetime) -> int | None:
    """Return the time step a code belongs to, or None."""
    if not (code.isascii() and code.isdigit()):
        return None
    for near in _NEAR:
        then = at + timedelta(seconds=near * STEP_SECONDS)
        try:
            _totp(secret).verify(code.encode(), int(then.timestamp()))
        except InvalidToken:
            continue
        return int(then.timestamp()) // STEP_SECONDS
    return None


def _totp(secret: bytes) -> TOTP:
    # SHA-1 is what every authenticator reads; inside HMAC it is still sound (RFC 6238, NIST SP 800-107).
    return TOTP(secret, DIGITS, SHA1(), STEP_SECONDS)


def _secret_of(account: Account) -> bytes:
    return unwrap_key(Suite(account.second_suite), site_key(), bytes(account.second_key), context=_context(account.pk))


def _context(account: int) -> bytes:
    return f"second|{account}".encode()

"""The keys of the back-ups by suite: an age key pair under suite 1, an SM4 key or a passphrase under suite 2.

Under suite 1 anybody who may write back-ups needs the public half, only a restore needs the private one. SM4 knows no
halves: under suite 2 the machine that writes them holds what opens them.
"""

import os
import secrets
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO

import pyrage

from huiyin.cli import CliError
from huiyin.cli.keeping.sm4_container import MAGIC, ContainerBroken, Secret, close, open_container

OWN_KEY, OWN_SM4_KEY = "backup.key", "backup.sm4.key"
SM4_KEY = "HUIYIN-SM4-KEY-"
AGE_MAGIC = b"age-encryption.org/"
SHORTEST_PASSPHRASE = 12

# Reads the one to its end and writes the other.
Sealer = Callable[[BinaryIO, BinaryIO], object]


class CannotOpen(Exception):
    """The back-up does not open: a sentence in both languages says what is wrong with key or file."""


def sealer_for(data: Path, *, suite: int, named: str) -> tuple[Sealer, Path | None]:
    """Return what seals a back-up by the office's suite, and the file of a key that had to be made for it."""
    if suite == 1:
        recipient, made = recipient_for(data, named=named)
        return age_sealer(recipient), data / OWN_KEY if made else None
    if named:
        raise CliError(
            "国密套件（HUIYIN_SUITE=2）的备份用 SM4 密钥，不用 HUIYIN_BACKUP_RECIPIENT，请去掉这一项设置。\n"
            "Under HUIYIN_SUITE=2 back-ups are sealed with an SM4 key: unset HUIYIN_BACKUP_RECIPIENT."
        )
    file = data / OWN_SM4_KEY
    made = not file.exists()
    if made:
        _keep(file, f"# Huiyin back-ups, SM4\n{SM4_KEY}{secrets.token_hex(32)}\n")
    return sm4_sealer(sm4_secret_from(file)), file if made else None


def opener_for(file: Path, *, key: Path | None, data: Path) -> Sealer:
    """Return what opens a back-up, by what the file itself begins with; `key` None: the data directory's own."""
    named = key or own_key_for(file, data=data)
    return sm4_opener(sm4_secret_from(named)) if _is_sm4(file) else age_opener(identity_from(named))


def own_key_for(file: Path, *, data: Path) -> Path:
    """Return where the key of a back-up lies in the data directory."""
    return data / (OWN_SM4_KEY if _is_sm4(file) else OWN_KEY)


def _is_sm4(file: Path) -> bool:
    """Say which of the two containers a file is; CliError when it is neither."""
    try:
        with file.open("rb") as sealed:
            begins = sealed.read(max(len(MAGIC), len(AGE_MAGIC)))
    except OSError as error:
        raise CliError(f"读不了 {file}（{error.strerror or error}）。\nCannot read {file}.") from error
    if begins.startswith(MAGIC):
        return True
    if begins.startswith(AGE_MAGIC):
        return False
    raise CliError(
        f"{file.name} 打不开：不是备份文件，或者开头被改过。\n{file.name} cannot be opened: it is not a back-up, or its beginning was altered."
    )


def age_sealer(recipient: pyrage.x25519.Recipient) -> Sealer:
    """Return what seals for the holder of an age key."""
    return lambda plain, out: pyrage.encrypt_io(plain, out, [recipient])


def age_opener(identity: pyrage.x25519.Identity) -> Sealer:
    """Return what opens with an age key."""

    def opened(sealed: BinaryIO, out: BinaryIO) -> None:
        try:
            pyrage.decrypt_io(sealed, out, [identity])
        except (pyrage.DecryptError, EOFError, OSError) as error:
            # A block that does not decrypt is told as an OSError without a number.
            if isinstance(error, OSError) and error.errno is not None:
                raise
            raise CannotOpen(
                "私钥不对，或者文件不完整、被改过。\nThe key is another one, or the file is torn or altered."
            ) from error

    return opened


def sm4_sealer(secret: Secret) -> Sealer:
    """Return what seals with an SM4 key."""
    return lambda plain, out: close(plain, out, secret=secret)


def sm4_opener(secret: Secret) -> Sealer:
    """Return what opens with an SM4 key."""

    def opened(sealed: BinaryIO, out: BinaryIO) -> None:
        try:
            open_container(sealed, out, secret=secret)
        except ContainerBroken as error:
            raise CannotOpen(str(error)) from error

    return opened


def sm4_secret_from(file: Path) -> Secret:
    """Read the SM4 key file: a key we made, or a passphrase on a line of its own; CliError when it is neither."""
    try:
        lines = [line.strip() for line in file.read_text(encoding="utf-8").splitlines()]
    except FileNotFoundError as error:
        raise _missing(file, OWN_SM4_KEY) from error
    except (OSError, UnicodeDecodeError) as error:
        raise _no_key(file) from error
    words = next((line for line in lines if line and not line.startswith("#")), "")
    if words.startswith(SM4_KEY):
        try:
            value = bytes.fromhex(words.removeprefix(SM4_KEY))
        except ValueError as error:
            raise _no_key(file) from error
        if len(value) != 32:
            raise _no_key(file)
        return Secret(value)
    if words.startswith("AGE-SECRET-KEY-"):
        raise CliError(
            f"{file} 是 age 私钥，这份备份要用 {OWN_SM4_KEY}。\n{file} is an age key; this back-up needs {OWN_SM4_KEY}."
        )
    if len(words) < SHORTEST_PASSPHRASE:
        raise CliError(
            f"{file} 里要有 {SM4_KEY} 开头的密钥，或者一行至少 {SHORTEST_PASSPHRASE} 个字的口令。\n"
            f"{file} must hold a key beginning {SM4_KEY} or a passphrase of {SHORTEST_PASSPHRASE} characters or more."
        )
    return Secret(words.encode(), passphrase=True)


def recipient_for(data: Path, *, named: str) -> tuple[pyrage.x25519.Recipient, bool]:
    """Return whom back-ups are encrypted to, and whether a new key pair had to be made in the data directory.

    A recipient named by the office (age1…) comes first: then the private half need not be on this machine at all.
    """
    if named:
        try:
            return pyrage.x25519.Recipient.from_str(named), False
        except pyrage.RecipientError as error:
            raise CliError(
                f"HUIYIN_BACKUP_RECIPIENT 要写 age1 开头的公钥，现在是 {named[:20]!r}…\n"
                f"HUIYIN_BACKUP_RECIPIENT is a public key beginning age1."
            ) from error
    file = data / OWN_KEY
    made = not file.exists()
    if made:
        identity = pyrage.x25519.Identity.generate()
        _keep(file, f"# Huiyin back-ups, public key: {identity.to_public()}\n{identity}\n")
    return identity_from(file).to_public(), made


def identity_from(file: Path) -> pyrage.x25519.Identity:
    """Read the private half; CliError when the file is none."""
    try:
        lines = file.read_text(encoding="ascii").splitlines()
        words = next(line.strip() for line in lines if line.startswith("AGE-SECRET-KEY-"))
        return pyrage.x25519.Identity.from_str(words)
    except FileNotFoundError as error:
        raise _missing(file, OWN_KEY) from error
    except (OSError, UnicodeDecodeError, StopIteration, pyrage.IdentityError) as error:
        raise _no_key(file) from error


def _missing(file: Path, name: str) -> CliError:
    return CliError(
        f"找不到备份私钥 {file}：请把保险柜里的 {name} 拷回来，用 --identity 指明。\n"
        f"The private key of the back-ups is not at {file}: bring {name} from the safe and name it with --identity."
    )


def _no_key(file: Path) -> CliError:
    return CliError(f"{file} 不是备份私钥。\n{file} is not a private key for back-ups.")


def _keep(file: Path, words: str) -> None:
    descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="ascii") as out:
        out.write(words)
        out.flush()
        os.fsync(out.fileno())

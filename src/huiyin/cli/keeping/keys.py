"""The key pair of the back-ups: anybody who may write them needs the public half, only a restore needs the private one."""

import os
from pathlib import Path

import pyrage

from huiyin.cli import CliError

OWN_KEY = "backup.key"


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
        _make(file)
    return identity_from(file).to_public(), made


def identity_from(file: Path) -> pyrage.x25519.Identity:
    """Read the private half; CliError when the file is none."""
    try:
        lines = file.read_text(encoding="ascii").splitlines()
        words = next(line.strip() for line in lines if line.startswith("AGE-SECRET-KEY-"))
        return pyrage.x25519.Identity.from_str(words)
    except FileNotFoundError as error:
        raise CliError(
            f"找不到备份私钥 {file}：请把保险柜里的 {OWN_KEY} 拷回来，用 --identity 指明。\n"
            f"The private key of the back-ups is not at {file}: bring {OWN_KEY} from the safe and name it with --identity."
        ) from error
    except (OSError, UnicodeDecodeError, StopIteration, pyrage.IdentityError) as error:
        raise CliError(f"{file} 不是备份私钥。\n{file} is not a private key for back-ups.") from error


def _make(file: Path) -> None:
    identity = pyrage.x25519.Identity.generate()
    descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="ascii") as out:
        out.write(f"# Huiyin back-ups, public key: {identity.to_public()}\n{identity}\n")
        out.flush()
        os.fsync(out.fileno())

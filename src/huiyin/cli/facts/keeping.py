"""What the county keeps of what it handed up: its key, the files as they went out, and how far it has looked."""

import json
import os
import secrets
from collections.abc import Mapping
from pathlib import Path

from huiyin.cli import CliError
from huiyin.cli.start import start_django
from huiyin.insight.handed_up.told import HOME as HOME

KEY = "facts.key"
LOOKED = "looked.json"
_SEED_BYTES = 32


def seed(data: Path) -> bytes:
    """Return the private half of the county's own key, made at the first use; only its owner may read the file."""
    file = data / KEY
    try:
        descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return _read_seed(file)
    with os.fdopen(descriptor, "w", encoding="ascii") as out:
        out.write(secrets.token_hex(_SEED_BYTES) + "\n")
        out.flush()
        os.fsync(out.fileno())
    return _read_seed(file)


def _read_seed(file: Path) -> bytes:
    try:
        held = bytes.fromhex(file.read_text(encoding="ascii").strip())
    except (OSError, ValueError) as error:
        raise CliError(f"密钥文件 {file} 读不了。\nThe key file {file} cannot be read.") from error
    if len(held) != _SEED_BYTES:
        raise CliError(f"密钥文件 {file} 不完整。\nThe key file {file} is not whole.")
    return held


def show_key() -> int:
    """Print the public half."""
    start_django()
    from django.conf import settings

    from huiyin.insight.handed_up.manifest import public_half

    print(public_half(seed(Path(settings.DATA))))
    return 0


def looked_through(home: Path) -> dict[str, int]:
    """Return the last month of each table that was looked at; it and those before are never looked at again.

    Signed years count too: an office that lost days brings its newest ones back from the upper level by copying them.
    """
    from huiyin.insight.handed_up.manifest import MANIFEST
    from huiyin.insight.handed_up.verifying import read_manifest

    try:
        held = json.loads((home / LOOKED).read_text(encoding="utf-8"))
    except FileNotFoundError:
        held = {}
    through = {str(name): int(month) for name, month in held.items()}
    for signed in home.glob(f"county=*/year=*/{MANIFEST}"):
        for file in read_manifest(signed.parent, key=None).files:
            through[file.table] = max(file.month, through.get(file.table, 0))
    return through


def keep_looked(home: Path, through: Mapping[str, int]) -> None:
    """Write down how far was looked, whole or not at all."""
    write_whole(home / LOOKED, json.dumps(dict(through), sort_keys=True).encode() + b"\n")


def write_whole(file: Path, held: bytes) -> None:
    """Write a file so that it is there whole or not at all."""
    unfinished = file.with_name(f".{file.name}.part")
    with unfinished.open("wb") as out:
        out.write(held)
        out.flush()
        os.fsync(out.fileno())
    unfinished.replace(file)

"""What was handed up, in a back-up: the files as they were told, and the key that signs them, wrapped by the site key.

A month is told once and never again otherwise, so a county that came back without these would be refused above.
"""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

from huiyin.cli import CliError
from huiyin.cli.facts.keeping import HOME, KEY, LOOKED, seed
from huiyin.cli.keeping.archive import SIGNING_KEY, Member, sha256_of
from huiyin.insight.handed_up.holding import locked
from huiyin.insight.handed_up.manifest import MANIFEST, SIGNATURE, Refused, public_half
from huiyin.insight.handed_up.verifying import read_manifest
from huiyin.ledger.keys import SealBroken, unwrapped_secret, wrapped_secret

PURPOSE = "facts.key"


def set_aside(data: Path, scratch: Path) -> int:
    """Copy what was handed up while no export runs, and wrap the signing key; return how many months were told.

    Called after the database was copied: a month told that the copy does not know of does no harm, the other way round
    it would be told a second time.
    """
    if (data / KEY).exists():
        (scratch / SIGNING_KEY).write_bytes(wrapped_secret(PURPOSE, seed(data)))
    home, told = data / HOME, 0
    if not home.is_dir():
        return told
    with locked(home):
        for folder in _signed_years(home):
            files = [file.name for file in read_manifest(folder, key=None).files]
            for name in (*files, SIGNATURE, MANIFEST):
                _copy(folder / name, scratch / HOME / folder.relative_to(home) / name)
            told += len(files)
        if (home / LOOKED).exists():
            _copy(home / LOOKED, scratch / HOME / LOOKED)
    return told


def members(scratch: Path) -> Iterator[Member]:
    """Yield what was set aside, under the names it has in the archive."""
    if (scratch / SIGNING_KEY).exists():
        yield SIGNING_KEY, scratch / SIGNING_KEY
    for file in sorted((scratch / HOME).rglob("*")):
        if file.is_file():
            yield file.relative_to(scratch).as_posix(), file


def bring_back(scratch: Path, data: Path) -> None:
    """Put files and key where the next export looks for them. A key that lies there already stays. Raises CliError."""
    for file in sorted((scratch / HOME).rglob("*")):
        if file.is_file():
            _copy(file, data / file.relative_to(scratch))
    if (scratch / SIGNING_KEY).exists() and not (data / KEY).exists():
        _keep_key(data / KEY, (scratch / SIGNING_KEY).read_bytes())


def told_wrongly(data: Path) -> list[str]:
    """Say which years that came back are not as this county signed them; a sentence each."""
    home, wrong = data / HOME, []
    for folder in _signed_years(home):
        try:
            files = read_manifest(folder, key=public_half(seed(data))).files
            whole = all(sha256_of(folder / file.name) == file.sha256 for file in files)
        except (Refused, OSError):
            whole = False
        if not whole:
            name = folder.relative_to(home)
            wrong.append(f"上报过的 {name} 不是原样 / what was handed up in {name} is not as it was")
    return wrong


def _signed_years(home: Path) -> list[Path]:
    return sorted(file.parent for file in home.glob(f"county=*/year=*/{MANIFEST}"))


def _copy(source: Path, place: Path) -> None:
    place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    shutil.copyfile(source, place)


def _keep_key(file: Path, wrapped: bytes) -> None:
    try:
        held = unwrapped_secret(PURPOSE, wrapped)
    except SealBroken as error:
        raise CliError(
            "备份里的上报密钥打不开，不是用这把 site.key 封的。\n"
            "The key that signs facts does not open: it was wrapped by another site key."
        ) from error
    with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="ascii") as out:
        out.write(held.hex() + "\n")
        out.flush()
        os.fsync(out.fileno())

"""`./huiyin backup`: everything but the keys in one encrypted file, taken while everybody works."""

import argparse
import os
import tempfile
import time
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from huiyin.cli import CliError
from huiyin.cli.start import private_directory, require_migrated, start_django

if TYPE_CHECKING:
    from huiyin.cli.keeping.archive import Member

HELP = """备份：数据库、附件和上报过的数加密成一个文件
Back up: database, files and what was handed up, encrypted, in one file

密钥不在备份里。请把 site.key 和 backup.key（国密套件是 backup.sm4.key）另外抄一份锁进保险柜。
The keys are not in it: keep site.key and backup.key (suite 2: backup.sm4.key) in a safe, apart."""

ENDING = ".huiyin"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Where the file goes and how many are kept."""
    parser.add_argument("--to", type=Path, metavar="DIR", help="放到哪个目录，默认 HUIYIN_BACKUP_DIR / directory")
    parser.add_argument("--keep", type=int, metavar="N", help="最多留几份，默认 HUIYIN_BACKUP_KEEP / how many are kept")


def run(args: argparse.Namespace) -> int:
    """Take one back-up and say where it is."""
    start_django()
    require_migrated()
    from django.conf import settings

    keep = settings.BACKUP_KEPT if args.keep is None else args.keep
    if keep < 1:
        raise CliError("--keep 要写 1 以上的整数。\n--keep is a whole number from 1.")
    file = take_backup(backup_directory(args.to), keep=keep)
    print(f"备份好了 / backed up：{file}")
    return 0


def backup_directory(named: Path | None) -> Path:
    """Return the directory for back-ups, made for its owner only."""
    from django.conf import settings

    if named is None and not settings.BACKUP_NIGHTLY:
        print(
            f"备份放在 {settings.BACKUP_DIRECTORY}，和数据在同一块盘上。请用 --to 或 HUIYIN_BACKUP_DIR 指到另一块盘。\n"
            "The back-up lies on the same disk as the data: name another with --to or HUIYIN_BACKUP_DIR."
        )
    return private_directory(named or settings.BACKUP_DIRECTORY)


def take_backup(where: Path, *, keep: int) -> Path:
    """Write one back-up into a directory and drop the oldest beyond `keep`; the last facts go to backup.json."""
    from django.conf import settings
    from django.utils import timezone

    from huiyin.cli.keeping.archive import write_archive
    from huiyin.cli.keeping.keys import sealer_for
    from huiyin.cli.keeping.state import keep_state

    data, begun, at = Path(settings.DATA), time.monotonic(), timezone.localtime()
    sealer, made = sealer_for(data, suite=settings.SUITE, named=settings.BACKUP_RECIPIENT)
    if made is not None:
        print(
            f"第一次备份，生成了备份私钥 {made}。现在就把它和 {settings.SITE_KEY_FILE} 抄到保险柜，没有它们备份打不开。\n"
            f"A key for back-ups was made at {made}: copy it and {settings.SITE_KEY_FILE} to a safe now; "
            "without them no back-up can be opened."
        )
    file = where / f"huiyin-{settings.COUNTY}-{at:%Y%m%dT%H%M%S-%f}{ENDING}"
    try:
        with tempfile.TemporaryDirectory(prefix=".backup-", dir=data) as scratch:
            facts, members = _members(Path(scratch), at=at)
            size = write_archive(file, members, sealer=sealer)
    except (CliError, OSError) as error:
        keep_state(data, {"failed_at": at.isoformat(), "failed_words": str(error).splitlines()[0]})
        if isinstance(error, CliError):
            raise
        raise CliError(f"备份没有写成（{error.strerror}）：{where}\nThe back-up was not written: {where}") from error
    _publish_list(where)
    _prune(where, keep=keep)
    facts |= {"taken_at": at.isoformat(), "file": str(file), "bytes": size, "failed_at": "", "failed_words": ""}
    keep_state(data, {**facts, "seconds": round(time.monotonic() - begun, 1)})
    return file


def _members(scratch: Path, *, at: datetime) -> tuple[dict[str, object], Iterator["Member"]]:
    """Copy the database first: every file it names is then on disk already."""
    from django.conf import settings

    from huiyin.cli.keeping.archive import DATABASE, sha256_of
    from huiyin.cli.keeping.databases import take_snapshot
    from huiyin.cli.keeping.handed_up import set_aside
    from huiyin.cli.keeping.manifest import FORMAT, Manifest
    from huiyin.ledger.keys import blinded

    copy = scratch / DATABASE
    taken = take_snapshot(copy)
    files = sorted(Path(settings.SEALED_FILES).glob("??/" + "?" * 64))
    manifest = Manifest(
        format=FORMAT,
        county=settings.COUNTY,
        engine=settings.ENGINE.name,
        taken_at=at.isoformat(),
        database_sha256=sha256_of(copy),
        files=len(files),
        events=taken.standing.events,
        readings=taken.standing.readings,
        root_number=taken.standing.number,
        root=taken.standing.root,
        migrations=taken.migrations,
        site_key=blinded("backup", "site key"),
        handed_up=set_aside(Path(settings.DATA), scratch),
    )
    facts: dict[str, object] = {
        "events": manifest.events, "root_number": manifest.root_number, "root": manifest.root,
    }  # fmt: skip
    return facts, _listed(manifest.as_bytes(), copy, files)


def _listed(manifest: bytes, copy: Path, files: list[Path]) -> Iterator["Member"]:
    from huiyin.cli.keeping.archive import DATABASE, ERASED, MANIFEST
    from huiyin.cli.keeping.handed_up import members
    from huiyin.ledger.erasure import list_file

    yield MANIFEST, manifest
    yield DATABASE, copy
    yield ERASED, list_file()
    for file in files:
        yield f"files/{file.parent.name}/{file.name}", file
    yield from members(copy.parent)


def _publish_list(where: Path) -> None:
    """Lay the newest list of erased matters beside the back-ups, so that an older one is restored without them."""
    from huiyin.ledger.erasure import list_file

    if list_file().exists():
        unfinished = where / ".erased.txt.part"
        unfinished.write_bytes(list_file().read_bytes())
        unfinished.replace(where / "erased.txt")


def backups_in(where: Path) -> list[Path]:
    """Return this county's back-ups of a directory, oldest first: their names sort by time."""
    from django.conf import settings

    return sorted(where.glob(f"huiyin-{settings.COUNTY}-*{ENDING}"))


def _prune(where: Path, *, keep: int) -> None:
    for old in backups_in(where)[:-keep]:
        os.unlink(old)

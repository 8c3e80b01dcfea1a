"""`./huiyin selftest`: bring the newest back-up to life beside the live system and compare the ledger root."""

import argparse
import json
import os
import secrets
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote, urlsplit, urlunsplit

from huiyin.cli import CliError
from huiyin.cli.backup import backup_directory, backups_in
from huiyin.cli.family import PACKAGES, child
from huiyin.cli.start import require_migrated, start_django

HELP = """自检：把最新备份恢复到临时库，核对账本根
Self-test: restore the newest back-up into a scratch database and compare the root

后台进程每月第一次夜间备份之后会自己做一次。
The worker does it by itself after the first nightly back-up of each month."""

DATABASE_OPTION = "HUIYIN_DATABASE_URL"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Which back-up, and with which private key."""
    parser.add_argument("--file", type=Path, help="哪个备份，默认最新的 / which back-up, the newest by default")
    parser.add_argument("--identity", type=Path, metavar="FILE", help="备份私钥，默认数据目录里的 / the private key")


def run(args: argparse.Namespace) -> int:
    """Test one back-up; 1 when it would not have brought the system back."""
    start_django()
    require_migrated()
    file = args.file or _newest()
    well, words = tried(file, identity=args.identity)
    print(f"{file.name}：{words}")
    return 0 if well else 1


def tried(file: Path, *, identity: Path | None) -> tuple[bool, str]:
    """Restore a back-up aside, compare it with the live ledger, keep the result in backup.json and return it."""
    from django.conf import settings
    from django.utils import timezone

    from huiyin.cli.keeping.state import keep_state

    data = Path(settings.DATA)
    with tempfile.TemporaryDirectory(prefix=".selftest-", dir=data) as scratch, _scratch_url() as url:
        well, words = _restored(file, Path(scratch), url=url, identity=identity, data=data)
    keep_state(
        data,
        {
            "tested_at": timezone.localtime().isoformat(),
            "tested_file": file.name,
            "tested_well": well,
            "tested_words": words,
        },
    )
    return well, words


def _restored(file: Path, scratch: Path, *, url: str, identity: Path | None, data: Path) -> tuple[bool, str]:
    from django.conf import settings

    from huiyin.cli.keeping.keys import own_key_for

    key = identity or own_key_for(file, data=data)
    command = child("restore", str(file), "--identity", str(key), "--site-key", str(settings.SITE_KEY_FILE))
    environment = {**os.environ, "PYTHONPATH": str(PACKAGES), "HUIYIN_DATA": str(scratch), DATABASE_OPTION: url}
    # The scratch system has its own copy of the key, so that nothing of the live one is ever opened by it.
    for name in ("HUIYIN_SITE_KEY_FILE", "HUIYIN_SECRET_FILE", "DJANGO_SETTINGS_MODULE"):
        environment.pop(name, None)
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        said = (done.stderr.strip() or done.stdout.strip()).splitlines()
        return False, f"恢复没有通过：{said[0] if said else done.returncode} / it did not restore"
    return _compared(json.loads((scratch / "restored.json").read_text(encoding="utf-8")))


def _compared(report: dict[str, object]) -> tuple[bool, str]:
    from huiyin.cli.keeping.databases import live_root

    number, root = int(str(report["root_number"])), str(report["root"])
    if live_root(number) != root:
        return False, f"恢复出的第 {number} 号根与现在账本里的不一样 / root {number} differs from the live ledger's"
    return True, f"恢复成功，第 {number} 号根与账本一致 / restored, root {number} is the live ledger's"


@contextmanager
def _scratch_url() -> Iterator[str]:
    """Give the address of an empty database: a new file, or a new database on the same server."""
    from django.conf import settings

    if settings.ENGINE.name == "sqlite":
        yield ""
        return
    from huiyin.cli.keeping.databases import scratch_database

    with scratch_database(f"huiyin_selftest_{secrets.token_hex(6)}") as name:
        yield urlunsplit(urlsplit(os.environ[DATABASE_OPTION])._replace(path=f"/{quote(name)}"))


def _newest() -> Path:
    found = backups_in(backup_directory(None))
    if not found:
        raise CliError("还没有备份，请先运行：./huiyin backup\nThere is no back-up yet, run first: ./huiyin backup")
    return found[-1]

"""`./huiyin upgrade`: look first, back up, bring the tables up to date, and check the ledger."""

import argparse
import shutil
import sys
from datetime import datetime, timedelta
from pathlib import Path

from huiyin.cli import CliError
from huiyin.cli.migrate import apply_migrations, grant_rights
from huiyin.cli.start import as_owner, missing_migrations, require_site_key, require_sound, start_django

HELP = """升级：先检查，再备份，再更新数据库的表，最后核对账本
Upgrade: check, back up, migrate, verify

先停下网页和后台服务，换上新版本的程序文件，再运行它。
Stop the services, put the new program files in place, then run this."""

# A copy is made beside the data, and the tables may grow while they are changed.
ROOM_TIMES = 3
LEAST_FREE_BYTES = 500 * 1024 * 1024
FRESH = timedelta(hours=1)
QUIET = timedelta(seconds=30)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Only looking is a choice of its own."""
    parser.add_argument("--check", action="store_true", help="只检查，不改动 / look only")


def run(args: argparse.Namespace) -> int:
    """Go through it in order; the first thing that is wrong stops it before anything was changed."""
    serving = as_owner()
    start_django()
    require_sound()
    missing = preflight(at=_now())
    if args.check:
        return 0
    _backed_up()
    if missing:
        apply_migrations()
        print(f"表已更新（{missing} 步）/ {missing} migrations applied")
    grant_rights(serving)
    return _verified()


def preflight(*, at: datetime) -> int:
    """Say what an upgrade needs and what it will do; returns how many migrations wait, CliError when it must not begin.

    `at` is now; Python, keys, room on the disk and quiet are looked at, in that order.
    """
    from django.conf import settings

    version = ".".join(str(part) for part in sys.version_info[:3])
    print(f"Python {version}；数据库 {settings.ENGINE.name}；数据目录 {settings.DATA}")
    missing = missing_migrations()
    print(f"要更新 {missing} 步 / {missing} migrations to apply")
    require_site_key()
    _require_room()
    _require_quiet(at)
    print("检查通过 / nothing stands in the way")
    return missing


def _require_room() -> None:
    from django.conf import settings

    data = Path(settings.DATA)
    file = data / "huiyin.sqlite3"
    needed = max(LEAST_FREE_BYTES, (file.stat().st_size if file.exists() else 0) * ROOM_TIMES)
    free = shutil.disk_usage(data).free
    if free < needed:
        raise CliError(
            f"{data} 只剩 {free // 1024**2} MB，升级要留出 {needed // 1024**2} MB。\n"
            f"{data} has {free // 1024**2} MB free, an upgrade wants {needed // 1024**2} MB."
        )


def _require_quiet(at: datetime) -> None:
    """Refuse while somebody still writes: an old process and new tables do not go together."""
    from huiyin.ledger.stream import last_written_at

    last = last_written_at()
    if last is not None and at - last < QUIET:
        raise CliError(
            "30 秒内还有人在写入，请先停下网页和后台服务。\nSomething was written in the last 30 seconds: stop the services first."
        )


def _backed_up() -> None:
    from django.conf import settings

    from huiyin.cli.backup import backup_directory, take_backup
    from huiyin.cli.keeping.state import read_state

    taken = read_state(Path(settings.DATA)).get("taken_at", "")
    if taken and datetime.fromisoformat(taken) > _now() - FRESH:
        print(f"一小时内有备份（{taken}），不再备份 / backed up within the hour")
        return
    file = take_backup(backup_directory(None), keep=settings.BACKUP_KEPT)
    print(f"备份好了 / backed up：{file}")


def _now() -> datetime:
    from django.utils import timezone

    return timezone.now()


def _verified() -> int:
    from django.conf import settings

    from huiyin.ledger.verify import verify

    found = verify(county=settings.COUNTY, published=[])
    for one in found:
        print(f"{one.zh}\n    {one.en}")
    if found:
        print("账本核对没有通过，请用刚才的备份恢复旧版本。 / The ledger is not whole: restore the back-up just taken.")
        return 1
    print("升级完成，账本一致，可以启动服务。 / Upgraded, the ledger is whole: start the services.")
    return 0

"""`./huiyin move`: from the SQLite file of the first years to PostgreSQL, with the ledger compared before anybody goes on."""

import argparse
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from huiyin.cli import CliError
from huiyin.cli.migrate import apply_migrations, grant_rights
from huiyin.cli.start import as_owner, require_sound, start_django

if TYPE_CHECKING:
    from huiyin.cli.keeping.moving import Source

HELP = """从 SQLite 搬到 PostgreSQL，核对账本后才算完；旧文件不动
Move an office from SQLite to PostgreSQL and compare the ledger; the old file stays as it is

先停下网页和后台服务，把 HUIYIN_DATABASE_URL 指向一个空的 PostgreSQL 库，再运行它。
Stop the services, point HUIYIN_DATABASE_URL at an empty PostgreSQL database, then run this."""

QUIET = timedelta(seconds=30)
WORTH_A_LINE = 10_000


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Where the rows come from; where they go to says the environment."""
    parser.add_argument(
        "--from", dest="source", type=Path, metavar="FILE", help="旧库，默认数据目录里的 huiyin.sqlite3 / the old file"
    )


def run(args: argparse.Namespace) -> int:
    """Copy everything, then verify; 1 when the ledger that came over does not stand where the old one does."""
    serving = as_owner()
    start_django()
    _require_postgresql()
    require_sound()
    file = _file(args.source)
    from huiyin.cli.keeping.moving import carry_over, opened, standing_now

    with opened(file) as source:
        _require_same_office(source)
        _require_same_version(source)
        _require_empty()
        apply_migrations()
        rows = carry_over(source, still=lambda: standing_now(file) == source.standing, told=_tell)
        grant_rights(serving)
        return _compared(source, rows=rows, file=file)


def _require_postgresql() -> None:
    from django.conf import settings

    if settings.ENGINE.name != "postgresql":
        raise CliError(
            "搬到哪里？请把 HUIYIN_DATABASE_URL 设成 postgres://用户:密码@主机:端口/库名，库要是空的。\n"
            "Where to? Set HUIYIN_DATABASE_URL to postgres://user:password@host:port/name, an empty database."
        )


def _file(named: Path | None) -> Path:
    from django.conf import settings

    file = named or Path(settings.DATA) / "huiyin.sqlite3"
    if not file.is_file():
        raise CliError(
            f"没有 {file} 这个文件，请用 --from 指明旧库。\nThere is no {file}: name the old file with --from."
        )
    return file


def _require_same_office(source: "Source") -> None:
    """Refuse another county's file, one whose sealed words this site key does not open, and one still written to."""
    from django.conf import settings
    from django.utils import timezone

    from huiyin.ledger.keys import any_key_opens

    if source.county not in {"", settings.COUNTY}:
        raise CliError(
            f"这是 {source.county} 的库，本机设置的是 {settings.COUNTY}（HUIYIN_COUNTY）。\n"
            f"The file is of county {source.county}, this machine is set to {settings.COUNTY}."
        )
    if not any_key_opens(source.reader.cursor()):
        raise CliError(
            f"{settings.SITE_KEY_FILE} 不是这个库的密钥，用它打不开里面的内容。\n"
            f"{settings.SITE_KEY_FILE} is not the site key of this file."
        )
    if source.last_written and timezone.now() - _moment(source.last_written) < QUIET:
        raise CliError(
            "30 秒内还有人在写入，请先停下网页和后台服务。\nSomething was written in the last 30 seconds: stop the services first."
        )


def _moment(stored: str) -> datetime:
    return datetime.fromisoformat(stored).replace(tzinfo=UTC)


def _require_empty() -> None:
    from huiyin.cli.keeping.databases import has_rows

    if has_rows():
        raise CliError(
            "HUIYIN_DATABASE_URL 指的库里已经有数据了，搬家不会覆盖它。请指一个空库。\n"
            "There is data in that database already and a move never overwrites it: name an empty one."
        )


def _require_same_version(source: "Source") -> None:
    from django.db.migrations.loader import MigrationLoader

    if source.migrations != {f"{app}.{name}" for app, name in MigrationLoader(None).disk_migrations}:
        raise CliError(
            "旧库的表不是这个版本的，请先对旧库运行 ./huiyin migrate（不设 HUIYIN_DATABASE_URL）。\n"
            "The old file is not of this version: run ./huiyin migrate on it first, without HUIYIN_DATABASE_URL."
        )


def _tell(table: str, rows: int) -> None:
    if rows >= WORTH_A_LINE:
        print(f"  {rows:>12,}  {table}", flush=True)


def _compared(source: "Source", *, rows: int, file: Path) -> int:
    from django.conf import settings

    from huiyin.cli.keeping.databases import live_standing
    from huiyin.ledger.verify import verify

    here = live_standing()
    print(
        f"搬好 {rows:,} 行：{here.events} 条事件、{here.readings} 条阅看记录、{here.number} 个根\n"
        f"{rows:,} rows moved: {here.events} events, {here.readings} readings, {here.number} roots",
        flush=True,
    )
    found = [f"{one.zh} / {one.en}" for one in verify(county=settings.COUNTY, published=[])]
    if here != source.standing:
        found.append("新旧账本不一致 / the two ledgers differ")
    for words in found:
        print(words)
    print(
        "核对没有通过，请继续用旧库，把新库清空。 / Not whole: go on with the old file and empty the new database."
        if found
        else f"账本核对一致，可以启动服务。确认用好之前留着旧文件 {file}。\n"
        f"The ledger stands as it did: start the services. Keep {file} until you are sure."
    )
    return 1 if found else 0

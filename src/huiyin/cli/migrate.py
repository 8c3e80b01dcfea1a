"""`./huiyin migrate`: bring the database's tables to this version."""

import argparse
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from huiyin.cli import CliError
from huiyin.cli.start import Serving, as_owner, missing_migrations, require_sound, start_django

HELP = "把数据库的表更新到这个版本\nBring the database's tables to this version"

# A plain change of a table asks for its lock so long, gives way to those who wait behind it, and asks again.
PATIENCE = {"statement_timeout": "0", "idle_in_transaction_session_timeout": "0", "lock_timeout": "5s"}
LOCK_NOT_AVAILABLE = "55P03"
TRIES = 12
PAUSE_SECONDS = 5


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Only splitting the events is a choice."""
    parser.add_argument(
        "--partition",
        action="store_true",
        help="事件按年分表（PostgreSQL，只做一次） / keep the events in a table a year",
    )


def run(args: argparse.Namespace) -> int:
    """Apply what is missing; running it again does nothing."""
    serving = as_owner()
    start_django()
    require_sound()
    missing = missing_migrations()
    if missing:
        apply_migrations()
    _keep_years(begin=args.partition)
    grant_rights(serving)
    print(f"数据库已是最新（更新了 {missing} 步）。\nThe database is up to date ({missing} migrations applied).")
    return 0


def _keep_years(*, begin: bool) -> None:
    """Split the events by years where that was asked for, and make the coming years' tables where they are split."""
    from django.utils import timezone

    from huiyin.ledger.partitions import NotToSplit, add_years, is_split, split

    at = timezone.now()
    if not begin:
        for name in add_years(at=at) if is_split() else ():
            print(f"建好了 {name} / made {name}")
        return
    try:
        _politely(lambda: print("事件按年分表 / the events lie in：" + "、".join(split(at=at))))
    except NotToSplit as refusal:
        raise CliError(f"{refusal.reason.zh}。\n{refusal.reason.en}.") from refusal


def apply_migrations() -> None:
    """Apply every missing migration, without Django's own chatter, and fill the fact tables that are new from old events."""
    from django.core.management import call_command

    from huiyin.ledger.filling import fill_matter_facts

    _politely(lambda: call_command("migrate", verbosity=0, interactive=False))
    fill_matter_facts()


def _politely(change: Callable[[], object]) -> None:
    """Change tables without keeping anybody waiting on PostgreSQL: give way, and try again. Raises CliError."""
    from django.db import OperationalError

    for _ in range(TRIES):
        try:
            with _patient_but_polite():
                change()
            return
        except OperationalError as error:
            # What was applied is recorded: the next try goes on from there.
            if getattr(error.__cause__, "sqlstate", "") != LOCK_NOT_AVAILABLE:
                raise
        time.sleep(PAUSE_SECONDS)
    raise CliError(
        "有别的程序长时间占着一张表，表没有更新完；已做的步骤留着。请过一会儿再运行一次：./huiyin migrate\n"
        "Something holds a table for long; what was applied stays. Run it again later: ./huiyin migrate"
    )


@contextmanager
def _patient_but_polite() -> Iterator[None]:
    """Let an index take the hours it needs, but wait for a table's lock only seconds: everybody queues up behind it."""
    from django.db import connection

    if connection.vendor != "postgresql":
        yield
        return
    with connection.cursor() as cursor:
        for name, value in PATIENCE.items():
            cursor.execute(f"SET {name} = '{value}'")
    yield
    with connection.cursor() as cursor:
        for name in PATIENCE:
            cursor.execute(f"RESET {name}")


def grant_rights(serving: Serving | None) -> None:
    """Give the role that serves its rights, which end before the ledger; nothing where one role does everything."""
    from huiyin.ledger.rights import NoSuchRole, grant_to, make_role

    if serving is None:
        return
    try:
        make_role(serving.role, password=serving.password)
    except NoSuchRole as error:
        raise CliError(
            f"数据库里没有 {serving.role} 这个用户，表的主人也不能建用户。请管理员运行：\n"
            f'The role "{serving.role}" is missing and the owner may not make it. Have the administrator run:\n'
            f"CREATE ROLE \"{serving.role}\" LOGIN PASSWORD '…';"
        ) from error
    grant_to(serving.role)
    print(f"{serving.role} 的权限已设好：账本只能添加 / rights granted: the ledger is only added to")

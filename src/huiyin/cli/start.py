"""Starting Django for the verbs that need it, with a sentence for each way in which the machine is not ready."""

import gc
import os
import sys
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urlsplit

from huiyin.cli import CliError

SETTINGS = "huiyin.config.settings"
CONNECT_SECONDS = 5
YOUNG_OBJECTS = 50_000


def use_data(directory: Path | None) -> None:
    """Point the settings at a data directory given on the command line; must come before Django starts."""
    if directory is not None:
        os.environ["HUIYIN_DATA"] = str(directory.expanduser().resolve())


@dataclass(frozen=True, slots=True)
class Serving:
    """The role under which web and worker sign in to PostgreSQL, when it is not the one that owns the tables."""

    role: str
    password: str


def as_owner() -> Serving | None:
    """Sign in as the role that owns the tables, where HUIYIN_OWNER_URL names one; must come before Django starts.

    Returns the role that serves, None where there is one role for everything.
    """
    owner, served = (os.environ.get(name, "").strip() for name in ("HUIYIN_OWNER_URL", "HUIYIN_DATABASE_URL"))
    if not owner or not served:
        return None
    parts, own = urlsplit(served), urlsplit(owner)
    if (unquote(parts.path), parts.hostname, parts.port) != (unquote(own.path), own.hostname, own.port):
        raise CliError(
            "HUIYIN_OWNER_URL 和 HUIYIN_DATABASE_URL 指的不是同一个库。\n"
            "HUIYIN_OWNER_URL and HUIYIN_DATABASE_URL name different databases."
        )
    os.environ["HUIYIN_DATABASE_URL"] = owner
    del os.environ["HUIYIN_OWNER_URL"]
    return Serving(unquote(parts.username or ""), unquote(parts.password or ""))


def private_directory(named: Path) -> Path:
    """Make a directory that only its owner may enter; CliError when it cannot be used."""
    place = named.expanduser().resolve()
    try:
        place.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise CliError(f"不能使用目录 {place}（{error.strerror}）。\nThe directory {place} cannot be used.") from error
    return place


def start_django() -> None:
    """Load the settings and the tables; a wrong option of the environment becomes a sentence."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", SETTINGS)
    import django
    from django.core.exceptions import ImproperlyConfigured

    try:
        django.setup()
    except ImproperlyConfigured as error:
        raise CliError(str(error)) from error
    _collect_seldom()


def _collect_seldom() -> None:
    # What is loaded by now stays, and the rows of a batch go by themselves: Python's collector of circles would look
    # through both again and again while a verb works through a whole ledger or a sheet.
    gc.freeze()
    gc.set_threshold(YOUNG_OBJECTS)


def require_sound() -> None:
    """Run Django's and our own start-up checks; a warning is said, an error ends in a sentence."""
    from django.core import checks

    found = checks.run_checks()
    for problem in found:
        if not problem.is_serious():
            print(problem.msg, file=sys.stderr)
    errors = [problem for problem in found if problem.is_serious()]
    if errors:
        told = "\n".join(f"{problem.msg}{f'  →  {problem.hint}' if problem.hint else ''}" for problem in errors)
        raise CliError(f"启动检查没有通过：\nThe start-up checks did not pass:\n{told}")


def require_migrated() -> None:
    """Make sure the database answers and has every table."""
    missing = missing_migrations()
    if missing:
        raise CliError(
            f"数据库的表还不是这个版本的（差 {missing} 步），请先运行：./huiyin migrate\n"
            f"The database lacks {missing} migrations, run first: ./huiyin migrate"
        )
    require_site_key()


def require_site_key() -> None:
    """Stop before anything is sealed with a key that is not the one the records were sealed with."""
    from django.conf import settings
    from django.db import connection

    from huiyin.ledger.keys import any_key_opens

    with connection.cursor() as cursor:
        opens = any_key_opens(cursor)
    if not opens:
        raise CliError(
            f"{settings.SITE_KEY_FILE} 不是这个数据库的密钥：已加密的内容用它打不开。请把原来的密钥文件放回去。\n"
            f"{settings.SITE_KEY_FILE} is not the key of this database: put the right one back."
        )


def missing_migrations() -> int:
    """Count the migrations that have not been applied."""
    from django.db import DatabaseError, connection
    from django.db.migrations.executor import MigrationExecutor

    try:
        _require_answer()
        executor = MigrationExecutor(connection)
        return len(executor.migration_plan(executor.loader.graph.leaf_nodes()))
    except DatabaseError as error:
        raise _no_answer(error) from error


def _require_answer() -> None:
    """Knock once without the pool, which would wait long and then keep the reason to itself."""
    from django.db import connection

    if connection.vendor != "postgresql":
        return
    import psycopg

    try:
        psycopg.connect(**{**connection.get_connection_params(), "connect_timeout": CONNECT_SECONDS}).close()
    except psycopg.OperationalError as error:
        raise _no_answer(error) from error


def _no_answer(error: Exception) -> CliError:
    why = str(error).strip().splitlines()[0]
    return CliError(f"连不上数据库（{why}）。\nThe database does not answer ({why}).")

"""A consistent copy of the database while everybody goes on working, and the way back into an empty one."""

import gzip
import os
import shutil
import sqlite3
import subprocess
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from huiyin.cli import CliError
from huiyin.cli.postgres import binaries
from huiyin.ledger.standing import Standing, root_at, standing

# The words are mostly sealed and do not shrink; the rest does, and a quick level is enough for it.
GZIP_LEVEL = 1


@dataclass(frozen=True, slots=True)
class Snapshot:
    """What was copied: how far the ledger goes in it, and which migrations it has."""

    standing: Standing
    migrations: tuple[str, ...]


def take_snapshot(target: Path) -> Snapshot:
    """Write a copy of the live database as of one moment; nobody waits for it."""
    from django.db import connection

    return _of_postgresql(target) if connection.vendor == "postgresql" else _of_sqlite(target)


def put_back(source: Path) -> None:
    """Load a copy into the configured database, which must be empty."""
    from django.db import connection

    if connection.vendor == "postgresql":
        _into_postgresql(source)
    else:
        _into_sqlite(source)


def has_rows() -> bool:
    """Say whether the configured database holds anything of an office. Two or three queries."""
    from django.db import connection

    kept = set(connection.introspection.table_names()) & {"event", "account"}
    with connection.cursor() as cursor:
        return any(_first(cursor, table) is not None for table in sorted(kept))


def _first(cursor: Any, table: str) -> Any:
    cursor.execute(f"SELECT 1 FROM {table} LIMIT 1")
    return cursor.fetchone()


def live_root(number: int) -> str:
    """Return the live ledger's root of that number in hex, "" when it has none."""
    from django.db import connection

    with connection.cursor() as cursor:
        return root_at(cursor, number)


def live_standing() -> Standing:
    """Return how far the live ledger goes."""
    from django.db import connection

    with connection.cursor() as cursor:
        return standing(cursor)


# --- SQLite -----------------------------------------------------------------------------------------------------------


def _of_sqlite(target: Path) -> Snapshot:
    copy = target.with_name("snapshot.sqlite3")
    try:
        with closing(sqlite3.connect(_sqlite_file(), timeout=60)) as live:
            live.execute("VACUUM INTO ?", (str(copy),))
        with closing(sqlite3.connect(copy)) as copied:
            taken = _described(copied.cursor())
        with copy.open("rb") as source, gzip.open(target, "wb", compresslevel=GZIP_LEVEL) as out:
            shutil.copyfileobj(source, out, 1 << 20)
        return taken
    except sqlite3.Error as error:
        raise CliError(f"数据库复制没有成功（{error}）。\nThe database could not be copied ({error}).") from error
    finally:
        copy.unlink(missing_ok=True)


def _into_sqlite(source: Path) -> None:
    file = _sqlite_file()
    unfinished = file.with_name(f".{file.name}.part")
    with gzip.open(source, "rb") as packed, unfinished.open("wb") as out:
        shutil.copyfileobj(packed, out, 1 << 20)
        out.flush()
        os.fsync(out.fileno())
    unfinished.chmod(0o600)
    unfinished.replace(file)


def _sqlite_file() -> Path:
    from django.conf import settings

    return Path(str(settings.DATABASES["default"]["NAME"]))


# --- PostgreSQL -------------------------------------------------------------------------------------------------------


def _of_postgresql(target: Path) -> Snapshot:
    import psycopg

    with psycopg.connect(**server_parameters()) as live, live.cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
        cursor.execute("SELECT pg_export_snapshot()")
        row = cursor.fetchone()
        # The dump sees exactly what the manifest counts, for this transaction stays open while it runs.
        _run(_tool("pg_dump"), "--format=custom", f"--snapshot={row[0] if row else ''}", "--no-owner",
             "--no-privileges", f"--file={target}")  # fmt: skip
        return _described(cursor)


def _into_postgresql(source: Path) -> None:
    database = server_parameters()["dbname"]
    _run(_tool("pg_restore"), "--no-owner", "--no-privileges", "--exit-on-error", "--single-transaction",
         f"--dbname={database}", str(source))  # fmt: skip


def server_parameters() -> dict[str, Any]:
    """Return what psycopg needs to reach the configured server, without pool and timeouts."""
    from django.db import connection

    found = connection.get_connection_params()
    return {name: found[name] for name in ("dbname", "user", "password", "host", "port", "sslmode") if found.get(name)}


@contextmanager
def scratch_database(name: str) -> Iterator[str]:
    """Make an empty database beside the live one, give its name, and drop it afterwards."""
    import psycopg
    from psycopg import sql

    try:
        with psycopg.connect(**server_parameters(), autocommit=True) as server:
            server.execute(
                sql.SQL("CREATE DATABASE {} TEMPLATE template0 ENCODING 'UTF8' LC_COLLATE 'C' LC_CTYPE 'C'").format(
                    sql.Identifier(name)
                )
            )
    except psycopg.Error as error:
        raise CliError(
            f"自检要在同一台数据库服务器上建一个临时库，没有建成（{str(error).strip().splitlines()[0]}）。"
            "请给这个用户 CREATEDB 权限。\n"
            "The self-test needs a scratch database on the same server and could not make it: "
            "give this user the right CREATEDB."
        ) from error
    try:
        yield name
    finally:
        with psycopg.connect(**server_parameters(), autocommit=True) as server:
            server.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))


def _tool(name: str) -> Path:
    place = binaries()
    found = place / name if place is not None and (place / name).exists() else shutil.which(name)
    if found is None:
        raise CliError(
            f"这台机器上没有 {name}，请安装 PostgreSQL 客户端：apt-get install postgresql-client\n"
            f"There is no {name} on this machine: apt-get install postgresql-client"
        )
    return Path(found)


def _run(tool: Path, *arguments: str) -> None:
    names = {"user": "PGUSER", "password": "PGPASSWORD", "host": "PGHOST", "port": "PGPORT", "sslmode": "PGSSLMODE"}
    known = server_parameters()
    # By the environment: a password on the command line can be read by every user of the machine.
    environment = {**os.environ, "PGDATABASE": known["dbname"]}
    environment.update({names[key]: str(value) for key, value in known.items() if key in names})
    done = subprocess.run([tool, *arguments], env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        why = (done.stderr.strip().splitlines() or ["?"])[0]
        raise CliError(f"{tool.name} 没有成功：{why}\n{tool.name} failed: {why}")


def _described(cursor: Any) -> Snapshot:
    cursor.execute("SELECT app || '.' || name FROM django_migrations ORDER BY id")
    migrations = tuple(str(row[0]) for row in cursor.fetchall())
    return Snapshot(standing=standing(cursor), migrations=migrations)

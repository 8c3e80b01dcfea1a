"""One empty database with every table for a whole run: the migrations run once, each process of the run copies it."""

import fcntl
import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.db import connection

from huiyin.cli.family import PACKAGES, child
from huiyin.config import keys

RUN = Path(settings.BASE)


@contextmanager
def own_database(name: str) -> Iterator[None]:
    """Give this process a database of its own, with every table and no row, and take it away after the run."""
    before = connection.settings_dict["NAME"]
    made = _on_postgres if connection.vendor == "postgresql" else _in_a_file
    with made(name) as own:
        _go_to(own)
        yield
        _go_to(before)


def office_data(place: Path) -> Path:
    """Lay out the data directory of an office that ran `migrate`, for processes of its own: the tables and the keys."""
    for name in ("session.key", "site.key"):
        keys.read_or_make(place / name, used=False)
    if connection.vendor == "sqlite":
        shutil.copyfile(_tables(), place / "huiyin.sqlite3")
    else:
        environment = {name: value for name, value in os.environ.items() if not name.startswith(("HUIYIN_", "DJANGO_"))}
        environment |= {"HUIYIN_DATA": str(place), "PYTHONPATH": str(PACKAGES)}
        subprocess.run(child("migrate"), env=environment, check=True, capture_output=True)
    return place


@contextmanager
def _in_a_file(name: str) -> Iterator[str]:
    own = Path(settings.DATA) / f"{name}.test"
    shutil.copyfile(_tables(), own)
    yield str(own)


def _tables() -> Path:
    """Return the file that holds every table and nothing else."""
    file = RUN / "tables.sqlite3"
    with _one_at_a_time():
        if not file.exists():
            before, draft = connection.settings_dict["NAME"], file.with_suffix(".draft")
            _go_to(str(draft))
            call_command("migrate", verbosity=0)
            _go_to(before)
            draft.rename(file)
    return file


@contextmanager
def _on_postgres(name: str) -> Iterator[str]:
    tables, own = f"huiyin_{RUN.name}_tables", f"huiyin_{RUN.name}_{name}"
    with _one_at_a_time(), connection._nodb_cursor() as cursor:
        cursor.execute("SELECT 1 FROM pg_database WHERE datname = %s", [tables])
        if cursor.fetchone() is None:
            cursor.execute(f'CREATE DATABASE "{tables}"')
            before = connection.settings_dict["NAME"]
            _go_to(tables)
            call_command("migrate", verbosity=0)
            _go_to(before)
        cursor.execute(f'CREATE DATABASE "{own}" TEMPLATE "{tables}"')
    yield own
    with _one_at_a_time(), connection._nodb_cursor() as cursor:
        connection.close_pool()
        cursor.execute(f'DROP DATABASE "{own}" WITH (FORCE)')
        cursor.execute("SELECT 1 FROM pg_database WHERE datname LIKE %s", [f"huiyin_{RUN.name}_%"])
        if len(cursor.fetchall()) == 1:
            cursor.execute(f'DROP DATABASE "{tables}"')


def _go_to(database: str) -> None:
    connection.close()
    if connection.vendor == "postgresql":
        connection.close_pool()
    connection.settings_dict["NAME"] = settings.DATABASES["default"]["NAME"] = database


@contextmanager
def _one_at_a_time() -> Iterator[None]:
    with (RUN / "tables.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield

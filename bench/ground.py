"""Ground for a benchmark: the product's own settings on a directory that is kept, or on one that is thrown away."""

import os
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(place) for place in (ROOT / "src", ROOT) if place.is_dir()]


def prepare() -> tempfile.TemporaryDirectory[str]:
    """Set Django up on a directory of its own, make the tables, furnish the small office of the tests.

    Keep what is returned till the end.
    """
    held = tempfile.TemporaryDirectory(prefix="huiyin-bench-")
    open_data(Path(held.name), database=os.environ.get("HUIYIN_DATABASE_URL", ""))
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    from tests import office

    office.furnish()
    return held


def open_data(place: Path, *, database: str = "") -> None:
    """Set Django up on a data directory and a database, whatever the environment says besides."""
    for name in [name for name in os.environ if name.startswith("HUIYIN_")]:
        del os.environ[name]
    os.environ.update(HUIYIN_DATA=str(place.resolve()), DJANGO_SETTINGS_MODULE="huiyin.config.settings")
    if database:
        os.environ["HUIYIN_DATABASE_URL"] = database
    import django

    django.setup()


def engine() -> str:
    """Name the database and its version."""
    import sqlite3

    from django.db import connection

    if connection.vendor == "sqlite":
        return f"SQLite {sqlite3.sqlite_version}"
    with connection.cursor() as cursor:
        cursor.execute("SHOW server_version")
        return f"PostgreSQL {cursor.fetchone()[0].split()[0]}"


def machine() -> str:
    """Say what the numbers were taken on."""
    import platform

    return f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}, Python {platform.python_version()}, {engine()}"

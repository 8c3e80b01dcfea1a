"""Ground for a benchmark: the product's own settings on a data directory and a database that were named."""

import os
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(place) for place in (ROOT / "src", ROOT) if place.is_dir()]


def open_data(place: Path, *, database: str = "", settings: str = "huiyin.config.settings") -> None:
    """Set Django up as `./huiyin` does, on a data directory and a database, whatever the environment says besides."""
    for name in [name for name in os.environ if name.startswith("HUIYIN_")]:
        del os.environ[name]
    os.environ.update(HUIYIN_DATA=str(place.resolve()), DJANGO_SETTINGS_MODULE=settings)
    if database:
        os.environ["HUIYIN_DATABASE_URL"] = database
    from huiyin.cli.start import start_django

    start_django()


def bring_up() -> None:
    """Bring the tables to this version as `./huiyin migrate` does, facts of older matters included."""
    from huiyin.cli.migrate import apply_migrations

    apply_migrations()


def engine() -> str:
    """Name the database and its version."""
    import sqlite3

    from django.db import connection

    if connection.vendor == "sqlite":
        return f"SQLite {sqlite3.sqlite_version}"
    with connection.cursor() as cursor:
        cursor.execute("SHOW server_version")
        return f"PostgreSQL {cursor.fetchone()[0].split()[0]}"

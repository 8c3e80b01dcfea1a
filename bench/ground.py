"""Ground for a benchmark: a fresh database with the product's own settings, and the small made-up office in it."""

import os
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(place) for place in (ROOT / "src", ROOT) if place.is_dir()]


def prepare() -> tempfile.TemporaryDirectory[str]:
    """Set Django up on a directory of its own, make the tables, furnish the office. Keep what is returned till the end."""
    held = tempfile.TemporaryDirectory(prefix="huiyin-bench-")
    for name in [name for name in os.environ if name.startswith("HUIYIN_") and name != "HUIYIN_DATABASE_URL"]:
        del os.environ[name]
    os.environ["HUIYIN_DATA"] = held.name
    os.environ["DJANGO_SETTINGS_MODULE"] = "huiyin.config.settings"
    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    from tests import office

    office.furnish()
    return held


def machine() -> str:
    """Say what the numbers were taken on."""
    import platform
    import sqlite3

    from django.db import connection

    load = os.getloadavg()[0]
    engine = f"SQLite {sqlite3.sqlite_version}" if connection.vendor == "sqlite" else connection.vendor
    return f"{os.cpu_count()} cores, load {load:.1f}, Python {platform.python_version()}, {engine}"

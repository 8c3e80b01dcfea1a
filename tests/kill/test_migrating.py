"""Tables changed while somebody holds them, and an index cut off in the building: real locks, real cuts, PostgreSQL only."""

import os
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from copy import deepcopy
from typing import Any
from urllib.parse import urlsplit

import psycopg
import pytest
from django.db import DatabaseError, connection, models
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.state import ProjectState

from huiyin.cli.family import PACKAGES
from huiyin.store.online import AddIndexOnline
from tests.scratch import scratch_database

pytestmark = [
    pytest.mark.postgres_too,
    pytest.mark.skipif(not os.environ.get("HUIYIN_TEST_DATABASE_URL"), reason="only PostgreSQL holds single tables"),
]
# The same verb, only in a hurry.
MIGRATE = """
import sys; from huiyin.cli import main, migrate
migrate.PATIENCE["lock_timeout"], migrate.PAUSE_SECONDS = "200ms", 0.2
raise SystemExit(main(["migrate", *sys.argv[1:]]))
"""
WAITING = "SELECT xact_start FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'"
INDEX = models.Index(fields=["type"], name="event_type_tried")
PARTS = ["event_2027", "event_2028", "event_2029", "event_rest", "event_until_2026"]


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, dict[str, tuple[int, bool]]]]:
    """A database migrated and split while its tables were being read: its address, and how each change went."""
    home = tmp_path_factory.mktemp("migrated")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("HUIYIN_", "DJANGO_"))}
    with scratch_database() as url:
        environment = {
            **kept, "HUIYIN_DATA": str(home), "HUIYIN_DATABASE_URL": url, "PYTHONPATH": str(PACKAGES),
            "DJANGO_SETTINGS_MODULE": "huiyin.config.settings",
        }  # fmt: skip
        early = [sys.executable, "-P", "-m", "django", "migrate", "store", "0015_to_sign"]
        subprocess.run(early, env=environment, check=True, capture_output=True)
        found = {
            "change": held_up("message", url, environment),
            "split": held_up("event", url, environment, "--partition"),
        }
        yield url, found


def held_up(table: str, url: str, environment: dict[str, str], *words: str) -> tuple[int, bool]:
    """Migrate while a reader holds a table until the second try was seen; return the exit code and if others could read."""
    tries: set[object] = set()
    with psycopg.connect(url) as reading, psycopg.connect(url, autocommit=True) as looking:
        reading.execute(f"SELECT count(*) FROM {table}")
        looking.execute("SET lock_timeout = '5s'")
        with subprocess.Popen(
            [sys.executable, "-c", MIGRATE, *words], env=environment, stdout=subprocess.DEVNULL
        ) as migrating:
            while len(tries) < 2 and migrating.poll() is None:
                tries |= {row[0] for row in looking.execute(WAITING)}
                time.sleep(0.02)
            # Whoever came behind the waiting change is let through when it gives way.
            read = looking.execute(f"SELECT count(*) >= 0 FROM {table}").fetchone() == (True,)
            reading.rollback()
            return migrating.wait(60), read


@pytest.mark.parametrize("what", ["change", "split"])
def test_change_gives_way_to_a_reader_and_is_made_when_the_reader_is_done(what: str, database: Any) -> None:
    assert database[1][what] == (0, True)


@pytest.fixture
def split(database: Any) -> Iterator[Any]:
    """A connection of Django's own to the database whose events lie in a table a year."""
    made = connection.copy()
    made.settings_dict = deepcopy(made.settings_dict)
    made.settings_dict["OPTIONS"].pop("pool", None)
    made.settings_dict["NAME"] = urlsplit(database[0]).path.lstrip("/")
    yield made
    made.close()


def carry_out(connection: Any, tables: ProjectState) -> None:
    """Add the index as a migration with `atomic = False` does."""
    operation, after = AddIndexOnline("event", INDEX), tables.clone()
    operation.state_forwards("store", after)
    with connection.schema_editor(atomic=False) as editor:
        operation.database_forwards("store", editor, tables, after)


@pytest.mark.django_db(transaction=True)
def test_index_over_years_is_cut_in_the_building_and_built_anew(split: Any, database: Any) -> None:
    url, tables = database[0], MigrationLoader(None).project_state()
    valid = (
        "SELECT coalesce(relid::regclass::text, ''), indisvalid FROM pg_index JOIN pg_class ON oid = indexrelid "
        "LEFT JOIN pg_partition_tree('event') ON relid = indrelid WHERE relname LIKE 'event_type_tried%' ORDER BY 1"
    )
    with psycopg.connect(url) as writing, psycopg.connect(url, autocommit=True) as looking:
        # A writer that has not finished: the build beside it waits for it.
        writing.execute("LOCK TABLE event_2028 IN ROW EXCLUSIVE MODE")
        cut: list[BaseException] = []
        building = threading.Thread(target=lambda: _until_cut(split, tables, cut))
        building.start()
        try:
            _cut_when_begun(looking, "event_2028")
        finally:
            building.join(30)
            writing.rollback()
        left = dict(looking.execute(valid).fetchall())
        assert (len(cut), left["event_2028"], left["event"]) == (1, False, False)

        for _ in range(2):
            carry_out(split, tables)

        assert looking.execute(valid).fetchall() == [("event", True), *((part, True) for part in PARTS)]
        attached = (
            "SELECT inhrelid::regclass::text FROM pg_inherits WHERE inhparent = 'event_type_tried'::regclass ORDER BY 1"
        )
        assert [row[0] for row in looking.execute(attached)] == [f"event_type_tried_{part}" for part in PARTS]
        refused = looking.execute("SELECT count(*) FROM pg_index WHERE NOT indisvalid").fetchone()
        assert refused == (0,)


def _until_cut(split: Any, tables: ProjectState, cut: list[BaseException]) -> None:
    split.inc_thread_sharing()
    try:
        carry_out(split, tables)
    except DatabaseError as fault:
        cut.append(fault)
    finally:
        split.close()


def _cut_when_begun(looking: "psycopg.Connection[Any]", part: str) -> None:
    begun = f"SELECT pid FROM pg_stat_progress_create_index WHERE relid = '{part}'::regclass"
    for _ in range(400):
        row = looking.execute(begun).fetchone()
        if row is not None:
            looking.execute("SELECT pg_terminate_backend(%s)", row)
            return
        time.sleep(0.05)
    raise AssertionError("the build never began")

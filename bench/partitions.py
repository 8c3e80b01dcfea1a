"""One table of events against a table a year: appending, reading a stream, verify's scan, sealing, size, taking a year off.

Usage: python bench/partitions.py --events 10000000
Synthetic events in a PostgreSQL of its own (ten to a matter, evenly over ten years), the same rows in both layouts;
prints one line of JSON a layout. Needs some 8 GB of room for ten million, and gives it back.
"""

import argparse
import json
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlsplit

import ground  # noqa: F401 -- puts the product and the tests on the path
import psycopg

from huiyin.cli.family import PACKAGES, child
from huiyin.cli.postgres import binaries
from huiyin.ledger.partitions import first_id
from tests.cutting import server

FIRST, LAST, TO_A_MATTER = 2017, 2026, 10
SINGLES = 2000

# The id of a matter is its moment and something random, as kit/ids.py makes it.
FILL = """
INSERT INTO {table} (id, county, stream, version, sort, type, type_version, at, recorded_at, body, suite, prev, hash, position)
SELECT {base} + k, '990121',
    (lpad(to_hex(s.ms), 12, '0') || '7' || substr(md5(s.n::text), 1, 3) || '8' || substr(md5(s.n::text), 4, 15))::uuid,
    1 + k / {matters}, 'appeal', 'appeal.step_taken', 1, to_timestamp(s.ms / 1000.0), to_timestamp(s.ms / 1000.0),
    '{{"by":{{"person":"' || md5(k::text) || '","post":"centre.intake"}},"values":{{"words":"' || repeat(md5(s.n::text), 8) || '"}}}}',
    1, decode(md5(k::text) || md5(s.n::text), 'hex'), decode(md5(s.n::text) || md5(k::text), 'hex'), {base} + k
FROM generate_series(0, {events} - 1) AS k,
    LATERAL (SELECT k % {matters} + {base} AS n, {begins} + (k % {matters})::bigint * {stride} AS ms) AS s
"""
ONE = """
INSERT INTO event (county, stream, version, sort, type, type_version, at, recorded_at, body, suite, prev, hash)
VALUES ('990121', %s, %s, 'appeal', 'appeal.step_taken', 1, now(), now(), %s, 1, %s, %s)
"""


def main() -> int:
    """Measure both layouts one after the other on one server."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--events", type=int, default=10_000_000)
    asked = parser.parse_args()
    place = binaries()
    if place is None:
        print("there is no PostgreSQL on this machine: apt-get install postgresql")
        return 2
    with server(place) as own:
        for layout in ("one table", "a table a year"):
            url = own.make_database()
            migrate(url)
            with psycopg.connect(url, autocommit=True) as line:
                line.execute("SET maintenance_work_mem = '512MB'")
                told = {"layout": layout, "events": asked.events, **fill(line, layout, asked.events)}
                told |= measure(line, url, layout)
            print(json.dumps(told), flush=True)
            own.ask(f"DROP DATABASE {urlsplit(url).path[1:]}")
    return 0


def migrate(url: str, *words: str) -> float:
    """Make the tables of the product, or change them; returns the seconds it took, start of the program included."""
    with tempfile.TemporaryDirectory(prefix="huiyin-years-") as home:
        environment = {**os.environ, "HUIYIN_DATA": home, "HUIYIN_DATABASE_URL": url, "PYTHONPATH": str(PACKAGES)}
        began = time.monotonic()
        done = subprocess.run(child("migrate", *words), env=environment, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        return round(time.monotonic() - began, 1)


def fill(line: Any, layout: str, events: int) -> dict[str, Any]:
    """Put the same rows in, without indexes at first, and build these afterwards."""
    began, of_a_year = time.monotonic(), events // (LAST - FIRST + 1)
    made = line.execute("SELECT indexname, indexdef FROM pg_indexes WHERE tablename = 'event'").fetchall()
    asked = "SELECT conname, pg_get_constraintdef(oid) FROM pg_constraint WHERE conrelid = 'event'::regclass AND contype IN ('p', 'u')"
    keys = dict(line.execute(asked).fetchall())
    for name, _ in made:
        line.execute(f"ALTER TABLE event DROP CONSTRAINT {name}" if name in keys else f"DROP INDEX {name}")
    if layout == "one table":
        for year in range(FIRST, LAST + 1):
            a_year(line, "event", year, of_a_year)
        index(line, "event", made, keys, suffix="")
        line.execute(f"SELECT setval(pg_get_serial_sequence('event', 'id'), {events + 1})")
    else:
        by_years(line, made, keys, events=of_a_year)
    line.execute("VACUUM ANALYZE event")
    line.execute("CHECKPOINT")
    return {"fill_s": round(time.monotonic() - began)}


def by_years(line: Any, made: list[tuple[str, str]], keys: dict[str, str], *, events: int) -> None:
    """Lay the table out as ledger/partitions.py would have done ten years ago."""
    line.execute("ALTER TABLE event RENAME TO pattern")
    line.execute(
        "CREATE TABLE event (LIKE pattern INCLUDING DEFAULTS INCLUDING CONSTRAINTS) PARTITION BY RANGE (stream)"
    )
    line.execute(f"CREATE SEQUENCE years_id START {events * (LAST - FIRST + 1) + 1}")
    line.execute("ALTER TABLE event ALTER COLUMN id SET DEFAULT nextval('years_id')")
    for year in range(FIRST, LAST + 1):
        table = f"event_{year}"
        line.execute(f"CREATE TABLE {table} (LIKE pattern INCLUDING CONSTRAINTS)")
        a_year(line, table, year, events)
        index(line, table, made, keys, suffix=f"_{year}")
        span = f"FROM ('{first_id(year)}') TO ('{first_id(year + 1)}')"
        line.execute(f"ALTER TABLE event ATTACH PARTITION {table} FOR VALUES {span}")
    line.execute("ALTER TABLE event ADD CONSTRAINT event_stream_version UNIQUE (stream, version)")
    for name, words in made:
        if name not in keys:
            line.execute(words)


def a_year(line: Any, table: str, year: int, events: int) -> None:
    """Put one year's events into a table, in the order in which they would have come."""
    begins, ends = (int(datetime(one, 1, 1, tzinfo=UTC).timestamp() * 1000) for one in (year, year + 1))
    matters = events // TO_A_MATTER
    base, stride = (year - FIRST) * events + 1, (ends - begins) // matters
    line.execute(FILL.format(table=table, base=base, matters=matters, events=events, begins=begins, stride=stride))


def index(line: Any, table: str, made: list[tuple[str, str]], keys: dict[str, str], *, suffix: str) -> None:
    """Build the indexes and keys that the migrations made, on one table."""
    for name, words in made:
        if name in keys:
            line.execute(f"ALTER TABLE {table} ADD CONSTRAINT {name}{suffix} {keys[name]}")
        else:
            line.execute(words.replace(name, f"{name}{suffix}", 1).replace("public.event ", f"public.{table} ", 1))


def measure(line: Any, url: str, layout: str) -> dict[str, Any]:
    """Do what the program does, and what an office would do with an old year."""
    picked = [row[0] for row in line.execute("SELECT DISTINCT stream FROM event TABLESAMPLE SYSTEM (1)")]
    streams = random.Random(7).sample(picked, min(SINGLES, len(picked)))
    digest = b"\1" * 32

    def append(number: int) -> None:
        line.execute(
            ONE, (streams[number % len(streams)], 100 + number // len(streams), "{}" + "x" * 300, digest, digest)
        )

    def read(number: int) -> None:
        line.execute(
            "SELECT * FROM event WHERE stream = %s ORDER BY version", (streams[number % len(streams)],)
        ).fetchall()

    told: dict[str, Any] = {
        "append_ms": each(append, SINGLES),
        "read_stream_ms": each(read, SINGLES),
        "size_mb": mb(
            line, "SELECT sum(pg_total_relation_size(oid)) FROM pg_class WHERE relkind = 'r' AND relname LIKE 'event%'"
        ),
        "indexes_mb": mb(
            line, "SELECT sum(pg_indexes_size(oid)) FROM pg_class WHERE relkind = 'r' AND relname LIKE 'event%'"
        ),
    }
    waiting = [row[0] for row in line.execute("SELECT id FROM event WHERE position IS NULL ORDER BY id LIMIT 2000")]
    told["seal_2000_s"] = timed(lambda: seal(line, waiting))
    scan = "COPY (SELECT stream, version, body, words, prev, hash FROM event ORDER BY stream, version) TO PROGRAM 'cat > /dev/null'"
    told["verify_scan_s"] = timed(lambda: line.execute(scan))
    if layout == "one table":
        told["delete_a_year_s"] = timed(lambda: delete_a_year(line))
        # The product's own verb on the full table, start of the program included.
        told["migrate_partition_s"] = migrate(url, "--partition")
    else:
        told["detach_a_year_s"] = timed(
            lambda: line.execute(f"ALTER TABLE event DETACH PARTITION event_{FIRST} CONCURRENTLY")
        )
    return told


def seal(line: Any, waiting: list[int]) -> None:
    """Give positions by id, as ledger/roots.py does."""
    with line.transaction(), line.cursor() as cursor:
        rows = [(10**9 + number, one) for number, one in enumerate(waiting)]
        cursor.executemany("UPDATE event SET position = %s WHERE id = %s AND position IS NULL", rows)


def delete_a_year(line: Any) -> None:
    """What taking a year off costs where it is not a table of its own; undone again."""
    with line.transaction(force_rollback=True):
        line.execute("DELETE FROM event WHERE stream < %s", (first_id(FIRST + 1),))


def each(work: Callable[[int], None], times: int) -> dict[str, float]:
    """Return the middle and the slow end of single calls, in milliseconds."""
    took = []
    for number in range(times):
        began = time.perf_counter()
        work(number)
        took.append((time.perf_counter() - began) * 1000)
    took.sort()
    return {"p50": round(statistics.median(took), 2), "p95": round(took[int(times * 0.95)], 2)}


def timed(work: Callable[[], object]) -> float:
    """Return the seconds it took."""
    began = time.monotonic()
    work()
    return round(time.monotonic() - began, 2)


def mb(line: Any, question: str) -> int:
    """Return a size in megabytes."""
    return int(line.execute(question).fetchone()[0]) // 1024**2


if __name__ == "__main__":
    sys.exit(main())

"""`facts export` of a county with very many facts, and the check a city makes of them: time, processor, the most memory held.

    python bench/export.py --facts 10000000

The rows are the made-up ones of `bench/facts.py`, written straight into the two fact tables of a throwaway office with
nothing else in it: on SQLite, or with --postgres on a server of its own. Export and check are the commands themselves,
each in a process of its own.
"""

import argparse
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import nullcontext
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import duckdb
from ground import bring_up, engine, open_data

from bench.facts import CATEGORIES, FIRST_COUNTY, MATTERS_OF_TEN, SEED, SELECTS, UNITS
from huiyin.cli.family import PACKAGES, child

COUNTY = str(FIRST_COUNTY)
AT_ONCE = 20_000
LOOK_EVERY = 0.05
# What the county's own tables hold beside the columns handed up.
OWN = {"event_version": 1, "edition": 1}


def main() -> int:
    """Fill a county, export it, check the export, and say what each took."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--facts", type=int, default=10_000_000)
    parser.add_argument("--postgres", action="store_true", help="on a PostgreSQL of its own")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="huiyin-export-") as place, _server(wanted=asked.postgres) as database:
        open_data(Path(place) / "data", database=database)
        bring_up()
        begun = time.perf_counter()
        _registers()
        rows = {table: fill(table, facts=asked.facts) for table in SELECTS}
        told = ", ".join(f"{number:,} rows of {table}" for table, number in rows.items())
        print(f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}, {engine()}")
        print(f"{told}, written in {time.perf_counter() - begun:.0f} s")
        out = Path(place) / "out"
        _told("facts export", ["facts", "export", "--to", str(out)], place)
        _told("facts export, the next night", ["facts", "export", "--to", str(out)], place)
        _told("facts verify", ["facts", "verify", str(out)], place)
        files = list(out.rglob("*.parquet"))
        print(f"{len(files)} files, {sum(file.stat().st_size for file in files) / 1e6:.1f} MB")
    return 0


def _server(*, wanted: bool) -> Any:
    if not wanted:
        return nullcontext("")
    from huiyin.cli.postgres import binaries, throwaway

    found = binaries()
    if found is None:
        raise SystemExit("PostgreSQL absent: apt-get install postgresql")
    return throwaway(found)


def _registers() -> None:
    """Write the made-up units and categories into the registers: a key that is not there does not leave."""
    from huiyin.store.entries import Entry

    Entry.objects.bulk_create(
        Entry(id=uuid4(), county=COUNTY, register=register, key=key, label=key, division="", version=1,
              valid_from="2020-01-01", values={})
        for register, keys in (("unit", UNITS), ("category", CATEGORIES)) for key in keys
    )  # fmt: skip


def fill(table: str, *, facts: int) -> int:
    """Write the rows of a table and return how many; not one of them was ever a matter."""
    from django.db import connection, transaction

    from huiyin.store.facts import ClockFact, MatterFact

    matters = facts * MATTERS_OF_TEN // 10
    number = matters if table == "matter_fact" else facts - matters
    model = {"matter_fact": MatterFact, "clock_fact": ClockFact}[table]
    names = [field.column for field in model._meta.concrete_fields if field.column != "id"]
    written = 0
    for batch in _batches(table, number, names):
        marks = ", ".join(["%s"] * len(names))
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.executemany(f"INSERT INTO {table} ({', '.join(names)}) VALUES ({marks})", batch)
        written += len(batch)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    connection.close()
    return written


def _batches(table: str, number: int, names: list[str]) -> Iterator[list[tuple[Any, ...]]]:
    as_text = os.environ.get("HUIYIN_DATABASE_URL", "") == ""
    with duckdb.connect(":memory:") as made:
        made.execute("SET memory_limit = '1GB'")
        made.execute(
            f"CREATE MACRO draw(number, salt, sides) AS (hash(hash(number * 64 + salt), {SEED}) % sides)::INTEGER"
        )
        found = made.execute(SELECTS[table], {"county": COUNTY, "first": 0, "until": number})
        held = [column[0] for column in found.description]
        start = 1
        while batch := found.fetchmany(AT_ONCE):
            rows = []
            for place, row in enumerate(batch, start):
                known = {**OWN, "round": 1, **dict(zip(held, row, strict=True))}
                known["matter"] = f"{place:032x}" if as_text else UUID(int=place)
                rows.append(tuple(known[name] for name in names))
            yield rows
            start += len(batch)


def _told(name: str, words: list[str], place: str) -> None:
    """Run a command and say what it took and the most memory it held, by the kernel's own mark."""
    begun = time.perf_counter()
    running = subprocess.Popen(
        child(*words),
        env={**os.environ, "PYTHONPATH": str(PACKAGES)}, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    most, mark = 0, Path(f"/proc/{running.pid}/status")
    while not (ended := os.wait4(running.pid, os.WNOHANG))[0]:
        held = [line.split()[1] for line in mark.read_text().splitlines() if line.startswith("VmHWM")]
        most = max(most, *map(int, held)) if held else most
        time.sleep(LOOK_EVERY)
    _, status, used = ended
    took = time.perf_counter() - begun
    size = sum(file.stat().st_size for file in Path(place).rglob("*") if file.is_file()) / 1e6
    print(
        f"{name}: {took:.1f} s, {used.ru_utime + used.ru_stime:.1f} s of processor, at most {most / 1024:.0f} MiB, "
        f"load {os.getloadavg()[0]:.1f}, all files afterwards {size:,.0f} MB",
        flush=True,
    )
    if status:
        raise SystemExit(f"{name} ended with {os.waitstatus_to_exitcode(status)}")


if __name__ == "__main__":
    sys.exit(main())

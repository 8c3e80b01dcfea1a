"""Every measure over the same facts on every engine: the answers must be equal value by value, and each is timed.

    python bench/facts.py /tmp/facts --facts 10000000
    python bench/engines.py /tmp/facts --engines duckdb,sqlite,postgres,spark --typed

The product's own `insight.measures.run` is what counts, everywhere. "Cold" is the first run of a measure on an engine that
was just opened (the file cache of the machine is left as it is), "warm" the quickest of those after it. `typed` is the same
SQL typed into a bare DuckDB, run by turns; the ratio of the quickest is a row of the scorecard (at most 1.2).
Spark's master is HUIYIN_SPARK_MASTER, as in the product; deploy/spark/standalone.sh makes one.
"""

import argparse
import json
import os
import platform
import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT / "src"), str(ROOT)]

from bench.facts import COLUMNS, WORDS  # noqa: E402  The checkout comes first.
from huiyin.cli.upper_measures import every_measure, read_values  # noqa: E402
from huiyin.insight.engines import Engine, on_spark, over_parquet  # noqa: E402
from huiyin.insight.measures import Measure, load, run, sql_for  # noqa: E402

THE_DAY = date(2026, 10, 1)
AT_ONCE = 50_000
# The same indexes as the county's own tables.
INDEXES = {"clock_fact": "clock, yyyymm, unit", "matter_fact": "kind, yyyymm, unit"}
ALLOWED = 1.2

Values = dict[str, int | str]


@dataclass
class Told:
    """What one engine answered and how long it took, by measure."""

    engine: str
    ready_s: float
    rows: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    seconds: dict[str, list[float]] = field(default_factory=dict)


@contextmanager
def on_sqlite(place: Path, scratch: Path) -> Iterator[Engine]:
    """Load the files into one SQLite file and lend it, unable to write."""
    with sqlite3.connect(scratch / "facts.sqlite3") as held:
        held.execute("PRAGMA journal_mode = OFF")
        held.execute("PRAGMA synchronous = OFF")
        for table in COLUMNS:
            names = _create(held, table)
            marks = ", ".join("?" * len(names))
            for batch in _batches(place, table):
                held.executemany(f"INSERT INTO {table} VALUES ({marks})", batch)
            held.commit()
            held.execute(f"CREATE INDEX {table}_month ON {table} ({INDEXES[table]})")
        held.execute("ANALYZE")
        held.commit()
        held.execute("PRAGMA query_only = ON")
        yield Engine(held, "sqlite")


@contextmanager
def on_postgres(place: Path) -> Iterator[Engine]:
    """Load the files into a server of our own and lend a transaction that cannot write."""
    import psycopg

    from huiyin.cli.postgres import binaries, throwaway

    found = binaries()
    if found is None:
        raise SystemExit("PostgreSQL absent: apt-get install postgresql")
    with throwaway(found) as url, psycopg.connect(url.replace("postgres://", "postgresql://")) as held:
        for table in COLUMNS:
            names = _create(held, table)
            with held.cursor().copy(f"COPY {table} ({', '.join(names)}) FROM STDIN") as copy:
                for batch in _batches(place, table):
                    for row in batch:
                        copy.write_row(row)
            held.execute(f"CREATE INDEX {table}_month ON {table} ({INDEXES[table]})")
        held.commit()
        held.autocommit = True
        held.execute("VACUUM ANALYZE")
        held.autocommit = False
        held.execute("SET default_transaction_read_only = on")
        held.commit()
        yield Engine(held, "postgres")


def _create(held: Any, table: str) -> list[str]:
    names = sorted(COLUMNS[table])
    columns = ", ".join(f"{name} {'text' if name in WORDS else 'integer'} NOT NULL" for name in names)
    held.execute(f"CREATE TABLE {table} ({columns})")
    return names


def _batches(place: Path, table: str) -> Iterator[list[tuple[Any, ...]]]:
    import duckdb

    with duckdb.connect(":memory:") as reading:
        files = f"{place}/*/*/{table}-*.parquet".replace("'", "''")
        names = ", ".join(sorted(COLUMNS[table]))
        found = reading.execute(f"SELECT {names} FROM read_parquet('{files}', hive_partitioning = false)")
        while batch := found.fetchmany(AT_ONCE):
            yield batch


def opened(name: str, place: Path, scratch: Path) -> AbstractContextManager[Engine]:
    """Return an engine over the facts, by its name."""
    engines: dict[str, Callable[[], AbstractContextManager[Engine]]] = {
        "duckdb": lambda: over_parquet(place),
        "sqlite": lambda: on_sqlite(place, scratch),
        "postgres": lambda: on_postgres(place),
        "spark": lambda: on_spark(str(place.resolve()), master=os.environ.get("HUIYIN_SPARK_MASTER", "local[*]")),
    }
    return engines[name]()


def values(measure: Measure) -> Values:
    """Return what a measure is run with: the same day and months for all."""
    usual = read_values([], today=THE_DAY)
    return {name: usual[name] for name in sorted(measure.parameters)}


def count(name: str, place: Path, *, runs: int) -> Told:
    """Open an engine, run every measure so many times, and keep answers and times."""
    begun = time.perf_counter()
    with tempfile.TemporaryDirectory(prefix="huiyin-engines-") as scratch, opened(name, place, Path(scratch)) as lent:
        told = Told(name, time.perf_counter() - begun)
        for measure in map(load, every_measure()):
            told.seconds[measure.id] = []
            for _ in range(runs):
                at = time.perf_counter()
                told.rows[measure.id] = run(measure, lent.connection, dialect=lent.dialect, params=values(measure))
                told.seconds[measure.id].append(time.perf_counter() - at)
    return told


def unequal(told: Told, reference: Told) -> list[str]:
    """Return the measures whose answers differ in a row, its order, a value or the type of a value."""

    def laid_out(rows: list[dict[str, Any]]) -> list[list[tuple[str, str, object]]]:
        return [[(name, type(value).__name__, value) for name, value in row.items()] for row in rows]

    return [name for name, rows in told.rows.items() if laid_out(rows) != laid_out(reference.rows[name])]


def beside_typed(place: Path, *, runs: int) -> dict[str, float]:
    """Return, for each measure, the product's time on DuckDB over that of the same SQL typed into a bare one."""
    import duckdb

    with over_parquet(place) as lent, duckdb.connect(":memory:") as bare:
        for table in COLUMNS:
            bare.execute(
                f"CREATE VIEW {table} AS FROM read_parquet('{place}/*/*/{table}-*.parquet', hive_partitioning = false)"
            )
        return {name: _ratio(load(name), lent, bare, runs=runs) for name in every_measure()}


def _ratio(measure: Measure, lent: Engine, bare: Any, *, runs: int) -> float:
    params, sql = values(measure), sql_for(measure, "duckdb")
    ours, typed = [], []
    # One turn each to warm up, then by turns, so that both see the same machine.
    for turn in range(runs + 1):
        first = time.perf_counter()
        run(measure, lent.connection, dialect="duckdb", params=params)
        second = time.perf_counter()
        bare.execute(sql, params).fetchall()
        if turn:
            ours.append(second - first)
            typed.append(time.perf_counter() - second)
    return min(ours) / min(typed)


def tell(all_told: list[Told], ratios: dict[str, float]) -> int:
    """Print a table of times and what differs; 1 where anything does."""
    print("\nmeasure                    rows" + "".join(f"{one.engine:>18}" for one in all_told) + "   × typed")
    for name in every_measure():
        times = "".join(f"{one.seconds[name][0]:10.2f} {min(one.seconds[name][1:] or [0]):7.2f}" for one in all_told)
        print(f"{name:26}{len(all_told[0].rows[name]):5}{times}{ratios.get(name, 0) or '':>10.4}")
    cold = [sum(seconds[0] for seconds in one.seconds.values()) for one in all_told]
    warm = [sum(min(seconds[1:] or [0]) for seconds in one.seconds.values()) for one in all_told]
    print(f"{'all, s cold and warm':31}" + "".join(f"{a:10.2f} {b:7.2f}" for a, b in zip(cold, warm, strict=True)))
    print("ready (opened, loaded), s      " + "".join(f"{one.ready_s:18.1f}" for one in all_told))
    if over := sorted(name for name, ratio in ratios.items() if ratio > ALLOWED):
        print(f"over {ALLOWED} × the same SQL typed into DuckDB: {', '.join(over)}")
    elif ratios:
        print(f"within {ALLOWED} × the same SQL typed into DuckDB: all")
    wrong = {one.engine: found for one in all_told[1:] if (found := unequal(one, all_told[0]))}
    rows = sum(len(rows) for rows in all_told[0].rows.values())
    names = ", ".join(one.engine for one in all_told)
    print(
        f"DIFFERENT: {wrong}"
        if wrong
        else f"equal in every row and value ({len(every_measure())} measures, {rows:,} rows): {names}"
    )
    return 1 if wrong else 0


def main() -> int:
    """Count on every engine asked for, one after the other."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("place", type=Path)
    parser.add_argument(
        "--engines", default="duckdb,sqlite,postgres,spark", help="the first is what the others must equal"
    )
    parser.add_argument("--runs", type=int, default=3, help="how often each measure is run on each engine")
    parser.add_argument("--typed", action="store_true", help="also the same SQL typed into a bare DuckDB, by turns")
    parser.add_argument("--json", type=Path, help="where to write the times")
    asked = parser.parse_args()
    print(f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}, Python {platform.python_version()}, {asked.place}")
    all_told = []
    for name in asked.engines.split(","):
        all_told.append(count(name, asked.place, runs=asked.runs))
        differ = unequal(all_told[-1], all_told[0])
        said = (
            f"DIFFERENT in {', '.join(differ)}" if differ else f"equal to {all_told[0].engine} in every row and value"
        )
        print(f"  {name}: ready after {all_told[-1].ready_s:.1f} s, load {os.getloadavg()[0]:.1f}, {said}", flush=True)
    ratios = beside_typed(asked.place, runs=asked.runs) if asked.typed else {}
    if asked.json:
        seconds = {one.engine: {"ready": one.ready_s, **one.seconds} for one in all_told}
        asked.json.write_text(json.dumps({"seconds": seconds, "ratios": ratios}, indent=1) + "\n", encoding="utf-8")
    return tell(all_told, ratios)


if __name__ == "__main__":
    sys.exit(main())

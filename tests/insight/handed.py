"""A few thousand made-up facts as counties hand them up, and the same rows in the database of the test."""

from pathlib import Path
from typing import Any

import duckdb
from django.db import connection

from bench.facts import COLUMNS, WORDS, write
from huiyin.insight.measures import FACT_TABLES

FACTS, COUNTIES = 6000, 2


def some_facts(place: Path) -> Path:
    """Write them below a directory, and return it."""
    write(place, facts=FACTS, counties=COUNTIES)
    return place


def in_this_database(place: Path) -> None:
    """Copy the files into tables of the test's own connection, which stand before the real ones until they go with it."""
    with connection.cursor() as cursor:
        for table in sorted(FACT_TABLES):
            columns = sorted(COLUMNS[table])
            said = ", ".join(f"{name} {'text' if name in WORDS else 'integer'}" for name in columns)
            cursor.execute(f"CREATE TEMPORARY TABLE {table} ({said})")
            marks = ", ".join(["%s"] * len(columns))
            cursor.executemany(f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({marks})", rows_of(place, table))


def rows_of(place: Path, table: str) -> list[tuple[Any, ...]]:
    """Read every row of a fact table, its columns in alphabetical order."""
    files = f"{place}/*/*/{table}-*.parquet"
    with duckdb.connect(":memory:") as reading:
        return reading.execute(
            f"SELECT {', '.join(sorted(COLUMNS[table]))} FROM read_parquet('{files}', hive_partitioning = false)"
        ).fetchall()

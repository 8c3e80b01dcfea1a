"""Made-up facts by the million, as Parquet in the layout of the files handed up: the same rows for the same seed.

Nobody's matters: every value is drawn by DuckDB's hash of a row number, counties are the fictional 990121 and following.

    python bench/facts.py /tmp/facts --facts 10000000
"""

import argparse
import os
import sys
import time
from collections.abc import Mapping
from pathlib import Path

import duckdb

COUNTIES = 30
FIRST_COUNTY = 990121
SEED = 20261123
FIRST_DAY, DAYS = "DATE '2022-01-01'", 1826
# The newest day anything happened on; deadlines run on past it.
LAST_DAY = "DATE '2026-12-31'"
# Of ten facts three are matters and seven are their clocks.
MATTERS_OF_TEN = 3

UNITS = ("centre", "water", "roads", "housing", "schools", "labour", "police", "health", "land", "farming", "gas",
         "market", "transport", "town-a", "town-b", "town-c")  # fmt: skip
CLOCKS = ("XF-03", "XF-04", "XF-06", "XF-07", "BD-04.1", "BD-04.2", "BD-04.3", "BD-04.4", "RX-02", "RX-05")
KINDS = ("appeal", "appeal", "appeal", "order", "order", "suggestion", "task", "review")
CATEGORIES = tuple(f"c{number:02}" for number in range(1, 25))
CHANNELS = ("counter", "letter", "web", "telephone", "grid", "hotline")

Columns = Mapping[str, str]


def one_of(values: tuple[str, ...], salt: int) -> str:
    """Write SQL that draws one of the words."""
    return f"list_value({', '.join(repr(value) for value in values)})[1 + draw(i, {salt}, {len(values)})]"


def chance(salt: int, percent: int, given: str = "TRUE") -> str:
    """Write SQL that is 1 in so many of a hundred rows, and only where something else holds."""
    return f"CASE WHEN {given} AND draw(i, {salt}, 100) < {percent} THEN 1 ELSE 0 END"


def month(day: str) -> str:
    """Write SQL of a day's month, such as 202611."""
    return f"(year({day}) * 100 + month({day}))"


def when(happened: str, day: str) -> str:
    """Write SQL of the first day of the month of something, 0 where it did not happen by the last day."""
    return f"CASE WHEN {happened} AND {day} <= {LAST_DAY} THEN {month(day)} * 100 + 1 ELSE 0 END"


# What all facts of one matter share, drawn from the matter's number i.
SHARED: Columns = {
    "kind": one_of(KINDS, 3),
    "unit": one_of(UNITS, 2),
    "category": one_of(CATEGORIES, 6),
    "town": "concat($county, lpad((1 + draw(i, 5, 18))::VARCHAR, 3, '0'), '000')",
}
FILED = f"{FIRST_DAY} + draw(i, 1, {DAYS})"
MATTER: Columns = {
    "channel": one_of(CHANNELS, 7),
    "yyyymm": month("filed"),
    "filed_day": f"{month('filed')} * 100 + 1",
    "history": "0",
    "about_office": "0",
    "accepted_day": when("draw(i, 10, 100) < 93", "filed + draw(i, 11, 15)"),
    "replied_day": when("replied", "filed + took"),
    "closed_day": when("replied AND draw(i, 12, 100) < 90", "filed + took + draw(i, 13, 30)"),
    "days_to_reply": f"CASE WHEN replied AND filed + took <= {LAST_DAY} THEN took ELSE 0 END",
    "extended": chance(14, 12),
    "office_said": chance(21, 92, "replied"),
    "office_solved": chance(22, 80, "replied AND draw(i, 21, 100) < 92"),
    "resident_said": chance(23, 45, "replied"),
    "resident_solved": chance(24, 66, "replied AND draw(i, 23, 100) < 45"),
    "called_back": chance(25, 50, "replied"),
    "call_back_solved": chance(26, 70, "replied AND draw(i, 25, 100) < 50"),
    "rated": chance(27, 40, "replied"),
    "satisfied": chance(28, 75, "replied AND draw(i, 27, 100) < 40"),
    "reopened": f"{chance(29, 6, 'replied')} + {chance(30, 1, 'replied')}",
    "sent_back": f"{chance(31, 9)} + {chance(32, 2)}",
    "urged": f"{chance(33, 11)} + {chance(34, 3)}",
}
# Units keep their deadlines differently well, between 70 and 97 of a hundred.
KEPT = "draw(k, 20, 100) < 70 + hash(unit) % 28"
CLOCK: Columns = {
    "yyyymm": month("due"),
    "due_day": f"{month('due')} * 100 + 1",
    "stopped_day": when("stopped", "stopped_on"),
    "on_time": f"CASE WHEN stopped AND kept AND stopped_on <= {LAST_DAY} THEN 1 ELSE 0 END",
    "days_used": f"CASE WHEN stopped AND stopped_on <= {LAST_DAY} THEN greatest(0, stopped_on - filed) ELSE 0 END",
    "extended": chance(14, 12),
}
COLUMNS = {"matter_fact": {"county", *SHARED, *MATTER}, "clock_fact": {"county", "clock", *SHARED, *CLOCK}}
WORDS = frozenset({"county", "clock", "kind", "unit", "town", "category", "channel"})


def typed(columns: Columns) -> str:
    """Write the columns of a SELECT, words as words and everything else as whole numbers of 32 bits."""
    return ", ".join(f"({sql})::{'VARCHAR' if name in WORDS else 'INTEGER'} AS {name}" for name, sql in columns.items())


MATTERS_SQL = f"""
    WITH drawn AS (SELECT i, {FILED} AS filed, draw(i, 15, 100) < 88 AS replied, 1 + draw(i, 16, 75) AS took
                   FROM range($first, $until) AS numbers(i))
    SELECT $county AS county, {typed(SHARED)}, {typed(MATTER)} FROM drawn"""
# Seven clocks for every three matters, one matter's after another's.
CLOCKS_SQL = f"""
    WITH numbered AS (SELECT k, k * {MATTERS_OF_TEN} // {10 - MATTERS_OF_TEN} AS i FROM range($first, $until) AS numbers(k)),
    shared AS (SELECT i, k, list_value({", ".join(map(repr, CLOCKS))})[1 + k % {len(CLOCKS)}] AS clock, {typed(SHARED)},
                      {FILED} AS filed FROM numbered),
    drawn AS (SELECT *, filed + 1 + draw(k, 41, 90) AS due, draw(k, 43, 100) < 92 AS stopped, {KEPT} AS kept FROM shared),
    ended AS (SELECT *, due + CASE WHEN kept THEN -draw(k, 44, 12) ELSE 1 + draw(k, 44, 12) END AS stopped_on FROM drawn)
    SELECT $county AS county, clock, {", ".join(SHARED)}, {typed(CLOCK)} FROM ended"""
SELECTS = {"matter_fact": MATTERS_SQL, "clock_fact": CLOCKS_SQL}


def write(
    place: Path, *, facts: int, counties: int = COUNTIES, seed: int = SEED, memory: str = "4GB"
) -> dict[str, int]:
    """Write so many facts below a directory, county by county, and return how many rows each table has."""
    matters = facts * MATTERS_OF_TEN // 10
    counted = {"matter_fact": matters, "clock_fact": facts - matters}
    with duckdb.connect(":memory:") as made:
        made.execute("SET memory_limit = $memory", {"memory": memory})
        # Hashed twice: after one hash, draws out of 8 and out of 16 for the same row still hang together.
        made.execute(
            f"CREATE MACRO draw(number, salt, sides) AS (hash(hash(number * 64 + salt), {seed}) % sides)::INTEGER"
        )
        for number in range(counties):
            county = str(FIRST_COUNTY + number)
            for table, rows in counted.items():
                bounds = {"first": rows * number // counties, "until": rows * (number + 1) // counties}
                made.execute(f"CREATE OR REPLACE TABLE held AS {SELECTS[table]}", {"county": county, **bounds})
                _write_months(made, place / f"county={county}", table)
    return counted


def _write_months(made: duckdb.DuckDBPyConnection, place: Path, table: str) -> None:
    for (found,) in made.execute("SELECT DISTINCT yyyymm FROM held ORDER BY yyyymm").fetchall():
        folder = place / f"year={found // 100}"
        folder.mkdir(parents=True, exist_ok=True)
        file = str(folder / f"{table}-{found}.parquet").replace("'", "''")
        made.execute(f"COPY (FROM held WHERE yyyymm = {found}) TO '{file}' (FORMAT parquet, COMPRESSION zstd)")


def main() -> int:
    """Write them and say how many, how large and how long."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("place", type=Path)
    parser.add_argument("--facts", type=int, default=10_000_000)
    parser.add_argument("--counties", type=int, default=COUNTIES)
    parser.add_argument("--seed", type=int, default=SEED)
    asked = parser.parse_args()
    begun = time.perf_counter()
    counted = write(asked.place, facts=asked.facts, counties=asked.counties, seed=asked.seed)
    took = time.perf_counter() - begun
    files = list(asked.place.glob("*/*/*.parquet"))
    size = sum(os.path.getsize(file) for file in files) / 1e6
    told = ", ".join(f"{rows:,} rows of {table}" for table, rows in counted.items())
    print(f"{told}: {len(files)} files, {size:,.0f} MB, {took:.1f} s")
    return 0


if __name__ == "__main__":
    sys.exit(main())

"""Facts as the county holds them made into the files that are handed up, on a DuckDB connection the door hands in.

A file holds, class by class, each column sorted by itself, and the filers' words sorted over the whole group: what stands
in one line is not of one matter, nor a word of the line's unit or town. So a file is made of nothing but counts: for every
class, how often each value of each column occurs.
"""

import csv
import os
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from huiyin.insight.handed_up.coarsening import Cell, Keys, Plan, coarsen
from huiyin.insight.handed_up.schema import (
    KINDS,
    LONGEST_WAIT_DAYS,
    MOST_TIMES,
    WORDS,
    Shape,
    Sort,
    is_plain_code,
    is_town_of,
)
from huiyin.insight.intervals import FEWEST
from huiyin.kinds.clocks import CLOCKS


class Duck(Protocol):
    """A DuckDB connection, as much of it as is used."""

    def execute(self, query: str, parameters: Any = ..., /) -> Any: ...


@dataclass(frozen=True, slots=True)
class Written:
    """One file as it was written: its table and month, its rows, and the filers' words that are not in it."""

    name: str
    table: str
    month: int
    rows: int
    withheld: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class House:
    """Whose facts these are, and the keys its registers hold for each column of codes."""

    county: str
    registered: Mapping[str, frozenset[str]]


def raw_columns(shape: Shape) -> tuple[str, ...]:
    """Return the columns that the facts are read with, `first` saying 1 for the first round of a matter."""
    words = tuple(name for pair in shape.said for name in pair)
    return (*shape.group, *shape.keys, "first", *shape.marks, *words)


def bring_in(duck: Duck, shape: Shape, raw: Path, house: House) -> None:
    """Load facts from a CSV file with `raw_columns`, and blank every code that may not leave. One scan."""
    types = {name: "VARCHAR" if shape.columns.get(name) in WORDS else "INTEGER" for name in raw_columns(shape)}
    columns = ", ".join(f"'{name}': '{sort}'" for name, sort in types.items())
    duck.execute(
        f"CREATE OR REPLACE TABLE raw AS SELECT * FROM read_csv('{_quoted(raw)}', header = false, delim = ',', quote = '\"', "
        f"nullstr = '\\N', auto_detect = false, columns = {{{columns}}})"
    )
    for name in (*shape.group, *shape.keys):
        if shape.columns[name] in WORDS:
            _blank_strangers(duck, shape, name, house)
    for name in shape.group:
        if shape.columns[name] in WORDS:
            duck.execute(f"DELETE FROM raw WHERE {name} = ''")


def _blank_strangers(duck: Duck, shape: Shape, name: str, house: House) -> None:
    held = [value for (value,) in duck.execute(f"SELECT DISTINCT {name} FROM raw").fetchall()]
    for value in held:
        if not _may_leave(shape.columns[name], name, value, house):
            duck.execute(f"UPDATE raw SET {name} = '' WHERE {name} IS NOT DISTINCT FROM ?", [value])


def _may_leave(sort: Sort, name: str, value: object, house: House) -> bool:
    if sort is Sort.KIND:
        return value in KINDS
    if sort is Sort.CLOCK:
        return value in CLOCKS
    if sort is Sort.TOWN:
        return is_town_of(value, house.county)
    return is_plain_code(value) and value in house.registered.get(name, ())


def write_months(
    duck: Duck, shape: Shape, house: House, *, months: Sequence[int], to: Path, fewest: int = FEWEST
) -> list[Written]:
    """Write a file for each month that holds enough matters, into `to`/year=…; what was brought in is left as it is."""
    found = []
    for month in months:
        plans = _plans(duck, shape, month, fewest)
        if not plans:
            continue
        _lay_out(duck, shape, month, plans, scratch=to)
        name = f"{shape.name}-{month}.parquet"
        folder = to / f"year={month // 100}"
        folder.mkdir(mode=0o755, exist_ok=True)
        rows = _copy(duck, shape, house, month, folder / name)
        withheld = sorted(
            {(group[1], shape.said[place][0]) for group, plan in plans.items() for place in plan.withheld}
        )
        found.append(Written(name, shape.name, month, rows, tuple(withheld)))
    return found


def _plans(duck: Duck, shape: Shape, month: int, fewest: int) -> dict[tuple[str, str], Plan]:
    """Plan every group of a month; a group of too few matters has no plan and stays at home."""
    said = "".join(f", SUM({_coarse(shape, name)})" for pair in shape.said for name in pair)
    group = shape.group[1]
    answer = duck.execute(
        f"SELECT {group}, {', '.join(shape.keys)}, SUM(first), COUNT(*){said} "
        f"FROM raw WHERE yyyymm = {month:d} GROUP BY {group}, {', '.join(shape.keys)}"
    )
    width = 1 + len(shape.keys)
    cells: dict[str, dict[Keys, Cell]] = {}
    for row in answer.fetchall():
        matters, rows, *words = (int(one or 0) for one in row[width:])
        pairs = list(zip(words[::2], words[1::2], strict=True))
        cells.setdefault(row[0], {})[tuple(row[1:width])] = Cell(matters, rows, pairs)
    plans = {name: coarsen(held, fewest=fewest, apart=shape.apart_at) for name, held in sorted(cells.items())}
    return {(str(month), name): plan for name, plan in plans.items() if plan is not None}


def _lay_out(duck: Duck, shape: Shape, month: int, plans: Mapping[tuple[str, str], Plan], *, scratch: Path) -> None:
    """Write the plans beside the facts: the class of every set of keys, and the words of every group."""
    group, keys = shape.group[1], shape.keys
    told = [f"told_{name}" for name in keys]
    classes = ((name, *one, *into) for (_, name), plan in plans.items() for one, into in sorted(plan.classes.items()))
    _table(duck, "classes", [group, *keys, *told], [], classes, scratch)
    words = ((name, *(number for pair in plan.words for number in pair)) for (_, name), plan in plans.items())
    counts = [f"{name}_n" for pair in shape.said for name in pair]
    _table(duck, "words", [group], counts, words, scratch)


def _table(
    duck: Duck, name: str, texts: Sequence[str], numbers: Sequence[str], rows: Iterable[Sequence[object]], scratch: Path
) -> None:
    file = scratch / f".{name}.csv"
    with file.open("w", encoding="utf-8", newline="") as out:
        csv.writer(out, quoting=csv.QUOTE_NONNUMERIC).writerows(rows)
    columns = ", ".join([*(f"'{one}': 'VARCHAR'" for one in texts), *(f"'{one}': 'INTEGER'" for one in numbers)])
    duck.execute(
        f"CREATE OR REPLACE TABLE {name} AS SELECT * FROM read_csv('{_quoted(file)}', header = false, delim = ',', "
        f"quote = '\"', nullstr = '\\N', auto_detect = false, columns = {{{columns}}})"
    )
    file.unlink()


def _copy(duck: Duck, shape: Shape, house: House, month: int, file: Path) -> int:
    unfinished = file.with_name(f".{file.name}.part")
    duck.execute(f"COPY ({_select(shape, house, month)}) TO '{_quoted(unfinished)}' (FORMAT parquet, COMPRESSION zstd)")
    os.replace(unfinished, file)
    counted = duck.execute(f"SELECT COUNT(*) FROM read_parquet('{_quoted(file)}')").fetchone()
    return int(counted[0])


def _select(shape: Shape, house: House, month: int) -> str:
    """Return the file's rows: every mark of a class sorted by itself, the filers' words counted out over the whole group."""
    group, keys = shape.group[1], shape.keys
    told = [f"told_{name}" for name in keys]
    alone = [name for name in shape.marks if name not in shape.pair]
    lists = "".join(f", list_reverse_sort(list({_coarse(shape, name)})) AS {name}" for name in alone)
    unnested = "".join(f", unnest({name}) AS {name}" for name in alone)
    if shape.pair:
        both = ", ".join(f"{name} := {_coarse(shape, name)}" for name in shape.pair)
        lists += f", list_reverse_sort(list(struct_pack({both}))) AS both_of"
        unnested += ", unnest(both_of) AS both_of"
    held = "".join(f", both_of.{name} AS {name}" for name in shape.pair)
    same = " AND ".join(f"raw.{name} = classes.{name}" for name in (group, *keys))
    inner = (
        f"SELECT classes.{group}, {', '.join(told)}, COUNT(*) AS n{lists} FROM raw JOIN classes ON {same} "
        f"WHERE yyyymm = {month:d} GROUP BY classes.{group}, {', '.join(told)}"
    )
    rows = f"SELECT {group}, {', '.join(told)}, unnest(range(1, n + 1)) AS place{unnested} FROM ({inner})"
    by = f"{', '.join(told)}, place"
    lines = f"SELECT *{held}, row_number() OVER (PARTITION BY {group} ORDER BY {by}) AS line FROM ({rows})"
    return (
        f"SELECT {', '.join(_column(shape, house, month, name) for name in shape.columns)} FROM ({lines}) AS lines "
        f"LEFT JOIN words USING ({group}) ORDER BY {group}, line"
    )


def _coarse(shape: Shape, name: str) -> str:
    sort = shape.columns[name]
    if sort is Sort.LATER_MONTH:
        # A slip that arrived before the month it is told under would betray a correction; it counts from that month.
        return f"CASE WHEN {name} = 0 THEN 0 ELSE {name} // 100 * 100 + 1 END"
    most = {Sort.MARK: 1, Sort.TIMES: MOST_TIMES, Sort.DAYS: LONGEST_WAIT_DAYS}[sort]
    held = f"LEAST(GREATEST({name}, 0), {most})"
    over = " OR ".join(f"{one} = 0" for one in shape.over(name))
    return f"CASE WHEN {over} THEN 0 ELSE {held} END" if over else held


def _column(shape: Shape, house: House, month: int, name: str) -> str:
    sort = shape.columns[name]
    if sort is Sort.COUNTY:
        return f"'{house.county}' AS {name}"
    if sort in {Sort.MONTH, Sort.OWN_MONTH}:
        return f"CAST({month if sort is Sort.MONTH else month * 100 + 1} AS INTEGER) AS {name}"
    if sort is Sort.ALWAYS_ZERO:
        return f"CAST(0 AS INTEGER) AS {name}"
    if name in shape.keys:
        return f"told_{name} AS {name}"
    if any(name in pair for pair in shape.said):
        return f"CASE WHEN line <= COALESCE({name}_n, 0) THEN 1 ELSE 0 END AS {name}"
    return name if sort in WORDS else f"CAST({name} AS INTEGER) AS {name}"


def _quoted(place: Path) -> str:
    return str(place).replace("'", "''")

"""Measures: each one SQL file in DuckDB's dialect that says what it counts, run on whatever database holds the facts."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import repeat
from pathlib import Path
from typing import Any, Literal, Protocol

import sqlglot
from sqlglot import exp

from huiyin.kit.text import Text

PLACE = Path(__file__).parent / "measures"
# Facts only: a measure that reads anything else is refused, so that no figure can be made of personal data.
FACT_TABLES = frozenset({"clock_fact", "matter_fact"})
HEADINGS = ("title", "unit", "numerator", "denominator", "left out", "known error", "source")
_HEADING = re.compile(r"^-- ([a-z ]+): (.+?) \| (.+)$", re.MULTILINE)

Dialect = Literal["duckdb", "sqlite", "postgres", "spark"]


class BadMeasure(ValueError):
    """A measure that does not say what it counts, or reads more than facts."""


class Answer(Protocol):
    """What a database gives back."""

    @property
    def description(self) -> Any: ...

    def fetchall(self) -> Sequence[Sequence[Any]]: ...


class Connection(Protocol):
    """A read-only connection, as sqlite3, psycopg and duckdb have it; the door hands it in."""

    def execute(self, query: Any, parameters: Any, /) -> Answer: ...


@dataclass(frozen=True, slots=True)
class Measure:
    """A measure with everything a reader must know of it; `parameters` are what it is run with."""

    id: str
    title: Text
    unit: Text
    numerator: Text
    denominator: Text
    left_out: Text
    known_error: Text
    source: Text
    sql: str
    parameters: frozenset[str]


@cache
def load(name: str) -> Measure:
    """Return the measure of that name; raises BadMeasure for an unknown or unsound one."""
    place = PLACE / f"{name}.sql"
    if not re.fullmatch("[a-z_]+", name) or not place.exists():
        raise BadMeasure(f"There is no measure {name}.")
    return read(name, place.read_text(encoding="utf-8"))


def read(name: str, text: str) -> Measure:
    """Return the measure written in a text; raises BadMeasure naming what is missing or refused."""
    said = {key: Text(zh.strip(), en.strip()) for key, zh, en in _HEADING.findall(text)}
    missing = [heading for heading in HEADINGS if heading not in said]
    if missing:
        raise BadMeasure(f"{name} does not say: {', '.join(missing)}.")
    sql = "\n".join(line for line in text.splitlines() if not line.startswith("--"))
    tree = _tree(name, sql)
    strangers = {table.name for table in tree.find_all(exp.Table)} - FACT_TABLES
    if strangers:
        raise BadMeasure(f"{name} reads more than facts: {', '.join(sorted(strangers))}.")
    return Measure(
        id=name,
        **{heading.replace(" ", "_"): said[heading] for heading in HEADINGS},
        sql=sql,
        parameters=frozenset(str(place.this) for place in tree.find_all(exp.Placeholder)),
    )


def _tree(name: str, sql: str) -> exp.Query:
    try:
        trees = sqlglot.parse(sql, read="duckdb")
    except sqlglot.errors.ParseError as fault:
        raise BadMeasure(f"{name} is not valid SQL: {fault}") from fault
    if len(trees) != 1 or not isinstance(trees[0], exp.Query):
        raise BadMeasure(f"{name} must be one SELECT and nothing else.")
    return trees[0]


@cache
def _written(sql: str, dialect: Dialect) -> str:
    return sqlglot.transpile(sql, read="duckdb", write=dialect, comments=False)[0]


def _narrowed(sql: str, left_out: Sequence[str]) -> str:
    tree = sqlglot.parse_one(sql, read="duckdb")
    kept = f"NOT matter IN ({', '.join(f'${name}' for name in left_out)})"
    for select in list(tree.find_all(exp.Select)):
        source = select.args.get("from") or select.args.get("from_")
        if source is not None and isinstance(source.this, exp.Table):
            select.where(sqlglot.condition(kept, dialect="duckdb"), copy=False)
    return tree.sql(dialect="duckdb")


def sql_for(measure: Measure, dialect: Dialect) -> str:
    """Return the measure's SQL in a database's own dialect, its parameters named as that database names them."""
    return _written(measure.sql, dialect)


def run(
    measure: Measure,
    connection: Connection,
    *,
    dialect: Dialect,
    params: Mapping[str, int | str],
    without: Sequence[Any] = (),
) -> list[dict[str, Any]]:
    """Run a measure on a read-only connection and return its rows in order, counts as whole numbers. One query.

    `without` are matters that are not counted, by id as the database writes it: those the reader may not know of.
    """
    if set(params) != measure.parameters:
        raise BadMeasure(f"{measure.id} is run with {', '.join(sorted(measure.parameters))}.")
    left_out = {f"without_{number}": matter for number, matter in enumerate(without)}
    sql = _written(_narrowed(measure.sql, tuple(left_out)), dialect) if left_out else sql_for(measure, dialect)
    answer = connection.execute(sql, {**params, **left_out})
    names = [column[0] for column in answer.description]
    # Without a loop of our own: of a measure of many rows this was a third of the time.
    return list(map(dict, map(zip, repeat(names), answer.fetchall())))

"""The facts carried to another database."""

from typing import Any

import duckdb
from django.db.models import Model

from huiyin.store.facts import ClockFact, MatterFact

WORDS = {"county", "matter", "clock", "kind", "unit", "town", "category", "channel"}


def in_duckdb() -> duckdb.DuckDBPyConnection:
    """Copy the facts into DuckDB tables of the same columns."""
    held = duckdb.connect(":memory:")
    for model in (ClockFact, MatterFact):
        _copy(held, model)
    return held


def _copy(held: duckdb.DuckDBPyConnection, model: type[Model]) -> None:
    fields, table = [field.column for field in model._meta.concrete_fields], model._meta.db_table
    columns = ", ".join(f"{name} {'VARCHAR' if name in WORDS else 'BIGINT'}" for name in fields)
    held.execute(f"CREATE TABLE {table} ({columns})")
    found: Any = model._default_manager.values_list(*fields)
    rows = [[str(one) if name == "matter" else one for name, one in zip(fields, row, strict=True)] for row in found]
    held.executemany(f"INSERT INTO {table} VALUES ({', '.join('?' * len(fields))})", rows)

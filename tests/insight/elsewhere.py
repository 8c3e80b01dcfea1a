"""The facts carried to another database."""

import duckdb

from huiyin.store.facts import ClockFact


def in_duckdb() -> duckdb.DuckDBPyConnection:
    """Copy the facts into a DuckDB table of the same columns."""
    fields = [field.column for field in ClockFact._meta.concrete_fields]
    rows = [[str(one) if name == "matter" else one for name, one in zip(fields, row, strict=True)]
            for row in ClockFact.objects.values_list(*fields)]  # fmt: skip
    words = {"county", "matter", "clock", "kind", "unit", "town", "category"}
    held = duckdb.connect(":memory:")
    columns = ", ".join(f"{name} {'VARCHAR' if name in words else 'BIGINT'}" for name in fields)
    held.execute(f"CREATE TABLE clock_fact ({columns})")
    held.executemany(f"INSERT INTO clock_fact VALUES ({', '.join('?' * len(fields))})", rows)
    return held

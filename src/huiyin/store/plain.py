"""Reading a great many rows: what `values_list` gives, converted a column of a chunk at a time instead of value by value."""

from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import Field, QuerySet

CHUNK = 4000
Column = Sequence[Any]


def plain_rows(rows: QuerySet[Any], names: Sequence[str]) -> Iterator[tuple[Any, ...]]:
    """Yield the columns named of every row. One query, read a chunk at a time."""
    said = [_SAID.get(_sort(rows, name)) if connection.vendor == "sqlite" else None for name in names]
    statement, given = rows.values_list(*names).query.sql_with_params()
    with connection.chunked_cursor() as cursor:
        cursor.execute(statement, given)
        while chunk := cursor.fetchmany(CHUNK):
            if not any(said):
                yield from chunk
                continue
            columns = zip(*chunk, strict=True)
            yield from zip(
                *(one(column) if one else column for one, column in zip(said, columns, strict=True)), strict=True
            )


def _sort(rows: QuerySet[Any], name: str) -> str:
    field: Field[Any, Any] = rows.model._meta.get_field(name)
    return field.get_internal_type()


def _ids(column: Column) -> Column:
    # The rows of a stream stand together: its id is made once.
    made = {text: UUID(text) for text in set(column)}
    return [made[text] for text in column]


def _moments(column: Column) -> Column:
    return [_aware(moment) for moment in column]


def _aware(moment: datetime | None) -> datetime | None:
    return moment if moment is None or moment.tzinfo is not None else moment.replace(tzinfo=UTC)


# What SQLite keeps as text; PostgreSQL's driver makes both itself.
_SAID: dict[str, Callable[[Column], Column]] = {"UUIDField": _ids, "DateTimeField": _moments}

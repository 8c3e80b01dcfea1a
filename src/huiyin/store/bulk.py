"""Putting many rows down at once: what Django's bulk_create does, without an object a row or an expression a value."""

from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, date, datetime
from functools import cache, partial
from operator import attrgetter, itemgetter
from typing import Any
from uuid import UUID

from django.db import DEFAULT_DB_ALIAS, connection, connections
from django.db.models import Field, Model

# One row: what stands in each column, by the attribute of the model that names it.
Values = Mapping[str, Any]

# So many new rows go to PostgreSQL by COPY: a statement a row costs it more than the row.
WORTH_A_COPY = 8

# Values of exactly these types go to either database as they are, whatever their field is, save JSON.
_PLAIN = frozenset({str, int, bool, type(None)})
# Fields whose values are written one by one: lists cannot be looked up, and sealed bytes never repeat.
_EACH = frozenset({"JSONField", "BinaryField"})


def _moment(value: datetime) -> str:
    if value.tzinfo is None:
        raise ValueError(f"{value} has no time zone")
    return str(value.astimezone(UTC).replace(tzinfo=None))


# What Django makes of these for SQLite, said directly; PostgreSQL's driver takes them as they are.
_SQLITE: dict[type, Callable[[Any], Any]] = {
    UUID: attrgetter("hex"),
    datetime: _moment,
    date: str,
    type(None): lambda _: None,
}


def insert_rows(model: type[Model], rows: Sequence[Values]) -> None:
    """Insert rows of a model, every column given. One statement, whatever their number; raises IntegrityError."""
    _write(model, rows, unique=())


def upsert_rows(model: type[Model], rows: Sequence[Values], *, unique: tuple[str, ...]) -> None:
    """Insert rows of a model, or replace the one that has the same unique fields. One statement."""
    _write(model, rows, unique=unique)


def _write(model: type[Model], rows: Sequence[Values], *, unique: tuple[str, ...]) -> None:
    if not rows:
        return
    values = list(zip(*(column_values(field, rows) for field in _fields(model)), strict=True))
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql" and not unique and len(values) >= WORTH_A_COPY:
            with cursor.copy(_copying(model)) as copy:
                for row in values:
                    copy.write_row(row)
        else:
            cursor.executemany(_statement(model, unique), values)


def column_values(field: Field[Any, Any], rows: Sequence[Values]) -> list[Any]:
    """Return one column of some rows in the words of the database."""
    values = list(map(itemgetter(field.attname), rows))
    written = partial(field.get_db_prep_save, connection=connections[DEFAULT_DB_ALIAS])
    if field.get_internal_type() in _EACH:
        # Most lists are empty: what is, is written once a sort.
        empty = {kind: written(one) for kind, one in {type(one): one for one in values if not one}.items()}
        return [written(one) if one else empty[type(one)] for one in values]
    types = set(map(type, values))
    if types <= _PLAIN or (connection.vendor == "postgresql" and types <= _PLAIN | _SQLITE.keys()):
        return values
    if types <= _SQLITE.keys():
        return _repeated(values) if UUID not in types else [_SQLITE[type(value)](value) for value in values]
    return [written(value) for value in values]


def _repeated(values: Sequence[Any]) -> list[Any]:
    # The same moments and days come again and again: each is written once.
    said = {value: _SQLITE[type(value)](value) for value in set(values)}
    return [said[value] for value in values]


@cache
def _fields(model: type[Model]) -> tuple[Field[Any, Any], ...]:
    # A number that the database gives itself is left to it.
    return tuple(field for field in model._meta.concrete_fields if not field.db_returning)


def _column(field: Field[Any, Any]) -> str:
    assert field.column is not None
    return connection.ops.quote_name(field.column)


@cache
def _copying(model: type[Model]) -> str:
    columns = ", ".join(map(_column, _fields(model)))
    return f"COPY {connection.ops.quote_name(model._meta.db_table)} ({columns}) FROM STDIN"


@cache
def _statement(model: type[Model], unique: tuple[str, ...]) -> str:
    fields, table = _fields(model), connection.ops.quote_name(model._meta.db_table)
    columns = ", ".join(map(_column, fields))
    statement = f"INSERT INTO {table} ({columns}) VALUES ({', '.join(['%s'] * len(fields))})"
    if not unique:
        return statement
    held = ", ".join(_column(field) for field in fields if field.name in unique)
    changed = [_column(field) for field in fields if field.name not in unique]
    sets = ", ".join(f"{column} = EXCLUDED.{column}" for column in changed)
    return f"{statement} ON CONFLICT ({held}) DO UPDATE SET {sets}"

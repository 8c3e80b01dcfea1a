"""The projected tables, and their rows in the words of the database: what is there beside what should be there."""

import json
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from operator import itemgetter
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import Field, Model

from huiyin.store.bulk import Values, column_values
from huiyin.store.entries import Entry, EntryRef
from huiyin.store.facts import ClockFact, MatterFact
from huiyin.store.matters import Assist, ClockRow, Exclusion, Link, MatterRow, Paper, ToSign

# SQLite keeps these as text, which says as much as what the driver would make of it.
_MOMENTS = frozenset({"DateField", "DateTimeField"})


@dataclass(frozen=True)
class Table:
    """A projected table: which column names the stream, and which columns tell its rows apart."""

    model: type[Model]
    stream: str
    key: tuple[str, ...]

    @cached_property
    def fields(self) -> tuple[Field[Any, Any], ...]:
        """Return the fields that are compared; a number the database gave itself says nothing."""
        return tuple(one for one in self.model._meta.concrete_fields if one.attname != "id" or self.key == ("id",))

    @cached_property
    def columns(self) -> tuple[str, ...]:
        """Return the columns that are compared."""
        return tuple(one.attname for one in self.fields)

    @cached_property
    def owner(self) -> Field[Any, Any]:
        """Return the field that names the stream."""
        return next(one for one in self.fields if one.attname == self.stream)

    @cached_property
    def compared(self) -> Callable[[Values], Any]:
        """Return what takes the compared columns out of a row."""
        return itemgetter(*self.columns)

    @cached_property
    def apart(self) -> Callable[[Values], Any]:
        """Return what takes out of a row what tells it apart."""
        return itemgetter(*self.key)

    @cached_property
    def place(self) -> Callable[[tuple[Any, ...]], Any]:
        """Return what takes the stream and what tells the row apart out of its compared columns."""
        return itemgetter(*(self.columns.index(one) for one in (self.stream, *self.key)))


# In the order in which they are written: what refers comes after what is referred to.
TABLES = (
    Table(MatterRow, "id", ("id",)),
    Table(ClockRow, "matter", ("clock",)),
    Table(Paper, "matter", ("id",)),
    Table(Assist, "matter", ("unit",)),
    Table(ToSign, "matter", ("step",)),
    Table(Exclusion, "matter", ("unit",)),
    Table(Link, "matter", ("other", "sort")),
    Table(ClockFact, "matter", ("clock", "round")),
    Table(MatterFact, "matter", ("matter",)),
    Table(Entry, "id", ("id",)),
    Table(EntryRef, "entry_id", ("field",)),
)


def is_as_told(table: Table, told: Sequence[Values], streams: Sequence[UUID]) -> bool:
    """Say whether the rows of some streams are exactly those told. One query; never wrong when it says yes.

    A row written another way, such as a moment with another offset, counts as different: whoever asks then looks
    more closely. Compares whole tables of values at once, so that a great many cost little.
    """
    ours, theirs = _written(table, told), _stored(table, streams)
    return len(ours) == len(theirs) and _placed(table, ours) == _placed(table, theirs)


def _placed(table: Table, rows: Collection[tuple[Any, ...]]) -> Mapping[Any, tuple[Any, ...]]:
    return {table.place(row): row for row in rows}


def _written(table: Table, told: Sequence[Values]) -> list[tuple[Any, ...]]:
    # What JSON holds is compared as what it says: the order in which it was written says nothing.
    columns = (
        [row[field.attname] for row in told] if _is_json(field) else column_values(field, told)
        for field in table.fields
    )
    return list(zip(*columns, strict=True))


def _stored(table: Table, streams: Sequence[UUID]) -> list[tuple[Any, ...]]:
    wanted = column_values(table.owner, [{table.stream: one} for one in streams])
    with connection.cursor() as cursor:
        cursor.execute(_select(table, len(streams)), wanted)
        rows: list[tuple[Any, ...]] = cursor.fetchall()
    if not any(map(_is_json, table.fields)):
        return rows
    columns = list(zip(*rows, strict=True))
    for place, field in enumerate(table.fields):
        if columns and _is_json(field):
            said = {text: json.loads(text) for text in set(columns[place])}
            columns[place] = tuple(said[text] for text in columns[place])
    return list(zip(*columns, strict=True))


def _is_json(field: Field[Any, Any]) -> bool:
    return field.get_internal_type() == "JSONField"


def _select(table: Table, count: int) -> str:
    name = connection.ops.quote_name
    columns = ", ".join(_read(field) for field in table.fields)
    marks = ", ".join(["%s"] * count)
    return (
        f"SELECT {columns} FROM {name(table.model._meta.db_table)} WHERE {name(str(table.owner.column))} IN ({marks})"
    )


def _read(field: Field[Any, Any]) -> str:
    assert field.column is not None
    column = connection.ops.quote_name(field.column)
    as_text = connection.vendor == "sqlite" and field.get_internal_type() in _MOMENTS
    return f"CAST({column} AS TEXT)" if as_text else column

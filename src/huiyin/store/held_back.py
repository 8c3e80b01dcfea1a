"""Conditions that SQLite asks of a row and never looks up an index by, so that a list chooses its index itself."""

from typing import Any

from django.db import connection, models
from django.db.models import Q, Transform


class HeldBack(Transform):
    """A column as it is; SQLite reads its leading plus as: no index. PostgreSQL weighs by its own statistics."""

    lookup_name = "held"

    @property
    def output_field(self) -> Any:
        """Return the column's own field, so that every lookup of it still works."""
        return self.lhs.output_field

    template = "%(expressions)s"

    def as_sqlite(self, compiler: Any, connection: Any, **more: Any) -> Any:
        """Write the column with its plus."""
        return self.as_sql(compiler, connection, template="+%(expressions)s", **more)


models.Field.register_lookup(HeldBack)


def held_back(condition: Q) -> Q:
    """Return a condition that asks the same of a row by no index of SQLite's."""
    if connection.vendor != "sqlite":
        return condition
    held = Q()
    held.connector, held.negated = condition.connector, condition.negated
    held.children = [_held(child) for child in condition.children]
    return held


def _held(child: Any) -> Any:
    if isinstance(child, Q):
        return held_back(child)
    if not isinstance(child, tuple):
        return child
    column, _, lookup = child[0].partition("__")
    return f"{column}__held" + (f"__{lookup}" if lookup else ""), child[1]

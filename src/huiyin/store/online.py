"""Migrations that nobody has to wait for: what a plain one would do under a lock is done here beside the work.

Each is for a migration of its own with `atomic = False`, can be run again after it was cut off, and is the plain
operation on SQLite, where one office has one file and the tables are small. The rules: docs/operation.md.
"""

from collections.abc import Callable
from typing import Any

from django.db import migrations, models, transaction
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState

Editor = BaseDatabaseSchemaEditor
BATCH = 5000


class AddIndexOnline(migrations.AddIndex):
    """`AddIndex` for a table that exists already: built concurrently on PostgreSQL, partition by partition where there are any."""

    def database_forwards(self, app_label: str, schema_editor: Editor, from_state: Any, to_state: Any) -> None:
        """Build it, unless it is there; what is left of a build that was cut off is taken away first."""
        model = to_state.apps.get_model(app_label, self.model_name)
        if not self.allow_migrate_model(schema_editor.connection.alias, model):
            return
        _build(schema_editor, model, self.index)

    def database_backwards(self, app_label: str, schema_editor: Editor, from_state: Any, to_state: Any) -> None:
        """Take it away without a lock that waits."""
        _take_away(schema_editor, from_state.apps.get_model(app_label, self.model_name), self.index)


class RemoveIndexOnline(migrations.RemoveIndex):
    """`RemoveIndex` that waits for nobody."""

    def database_forwards(self, app_label: str, schema_editor: Editor, from_state: Any, to_state: Any) -> None:
        """Take it away, if it is there."""
        model = from_state.apps.get_model(app_label, self.model_name)
        index = from_state.models[app_label, self.model_name_lower].get_index_by_name(self.name)
        _take_away(schema_editor, model, index)

    def database_backwards(self, app_label: str, schema_editor: Editor, from_state: Any, to_state: Any) -> None:
        """Build it again."""
        model = to_state.apps.get_model(app_label, self.model_name)
        _build(schema_editor, model, to_state.models[app_label, self.model_name_lower].get_index_by_name(self.name))


class AddConstraintOnline(migrations.AddConstraint):
    """`AddConstraint` for a table that exists already.

    A check holds for new rows at once and is proven for the old ones in a statement of its own, while everybody goes on
    writing; a unique constraint takes over an index that was built concurrently.
    """

    def database_forwards(self, app_label: str, schema_editor: Editor, from_state: Any, to_state: Any) -> None:
        """Add it, unless it is there."""
        model = to_state.apps.get_model(app_label, self.model_name)
        table, name = model._meta.db_table, self.constraint.name
        if _is_sqlite(schema_editor):
            if name not in _constraints(schema_editor, table):
                with transaction.atomic(schema_editor.connection.alias):
                    schema_editor.add_constraint(model, self.constraint)
        elif isinstance(self.constraint, models.CheckConstraint):
            if name not in _constraints(schema_editor, table):
                made = str(self.constraint.create_sql(model, schema_editor))
                schema_editor.execute(f"{made} NOT VALID", params=None)
            _beside_the_work(schema_editor, f'ALTER TABLE "{table}" VALIDATE CONSTRAINT "{name}"')
        else:
            self._take_over(schema_editor, model)

    def _take_over(self, editor: Editor, model: type[models.Model]) -> None:
        constraint = self.constraint
        assert isinstance(constraint, models.UniqueConstraint)
        if constraint.condition is not None or constraint.expressions or constraint.deferrable is not None:
            raise NotImplementedError(f"{constraint.name}: write a partial or computed unique key as AddIndexOnline")
        if constraint.name in _keys(editor, model._meta.db_table):
            return
        _drop_unfinished(editor, constraint.name)
        table = model._meta.db_table
        places = {field.name: field.column for field in model._meta.local_concrete_fields}
        columns = ", ".join(f'"{places[name]}"' for name in constraint.fields)
        made = f'CREATE UNIQUE INDEX CONCURRENTLY IF NOT EXISTS "{constraint.name}" ON "{table}" ({columns})'
        _beside_the_work(editor, made)
        editor.execute(
            f'ALTER TABLE "{table}" ADD CONSTRAINT "{constraint.name}" UNIQUE USING INDEX "{constraint.name}"'
        )


class DropColumn(Operation):
    """Drop a column that the release before does not know any more; how it left the model is told in docs/operation.md."""

    reversible = False

    def __init__(self, table: str, column: str) -> None:
        self.table, self.column = table, column

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        """Change nothing: the model lost it a release ago."""

    def database_forwards(self, app_label: str, schema_editor: Editor, from_state: Any, to_state: Any) -> None:
        """Drop it; on PostgreSQL a word in the catalogue, no row is touched."""
        with schema_editor.connection.cursor() as cursor:
            there = schema_editor.connection.introspection.get_table_description(cursor, self.table)
        if self.column in {one.name for one in there}:
            schema_editor.execute(f'ALTER TABLE "{self.table}" DROP COLUMN "{self.column}"')

    def describe(self) -> str:
        """Say what it does."""
        return f"Drop {self.table}.{self.column}"


class InBatches(Operation):
    """Go over every row of a model, some thousands in a transaction; what `RunPython` would do in one that never ends.

    `change(apps, rows)` is handed a queryset of one batch and must be safe to run twice on the same rows.
    """

    reversible = True

    def __init__(self, model_name: str, change: Callable[[Any, Any], None], *, size: int = BATCH) -> None:
        self.model_name, self.change, self.size = model_name, change, size

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        """Change nothing: rows move, tables do not."""

    def database_forwards(self, app_label: str, schema_editor: Editor, from_state: Any, to_state: Any) -> None:
        """Go over the rows in the order of their keys."""
        alias = schema_editor.connection.alias
        rows = from_state.apps.get_model(app_label, self.model_name)._base_manager.using(alias).order_by("pk")
        after = None
        while True:
            rest = rows if after is None else rows.filter(pk__gt=after)
            held = list(rest.values_list("pk", flat=True)[: self.size])
            if not held:
                return
            with transaction.atomic(alias):
                self.change(from_state.apps, rows.filter(pk__gte=held[0], pk__lte=held[-1]))
            after = held[-1]

    def database_backwards(self, app_label: str, schema_editor: Editor, from_state: Any, to_state: Any) -> None:
        """Leave the rows as they are."""

    def describe(self) -> str:
        """Say what it does."""
        return f"Go over {self.model_name} in batches"


ONLINE = (AddIndexOnline, RemoveIndexOnline, AddConstraintOnline, DropColumn, InBatches)


def _is_sqlite(editor: Editor) -> bool:
    return editor.connection.vendor == "sqlite"


def _constraints(editor: Editor, table: str) -> dict[str, Any]:
    with editor.connection.cursor() as cursor:
        found: dict[str, Any] = editor.connection.introspection.get_constraints(cursor, table)
    return found


def _keys(editor: Editor, table: str) -> set[str]:
    return set(_names(editor, "SELECT conname FROM pg_constraint WHERE conrelid = %s::regclass", [table]))


def _names(editor: Editor, question: str, given: list[str]) -> list[str]:
    with editor.connection.cursor() as cursor:
        cursor.execute(question, given)
        return [str(row[0]) for row in cursor.fetchall()]


def _drop_unfinished(editor: Editor, name: str) -> None:
    """A concurrent build that was cut off leaves an index of the name that serves nobody."""
    broken = "SELECT relname FROM pg_index JOIN pg_class ON oid = indexrelid WHERE NOT indisvalid AND relname = %s"
    if _names(editor, broken, [name]):
        _beside_the_work(editor, f'DROP INDEX CONCURRENTLY IF EXISTS "{name}"')


def _beside_the_work(editor: Editor, statement: str) -> None:
    """Run what keeps nobody from reading or writing, and so may wait as long as others' transactions last."""
    waits = _names(editor, "SHOW lock_timeout", [])[0]
    editor.execute("SET lock_timeout = 0")
    try:
        editor.execute(statement, params=None)
    finally:
        editor.execute(f"SET lock_timeout = '{waits}'")


def _build(editor: Editor, model: type[models.Model], index: models.Index) -> None:
    table = model._meta.db_table
    if _is_sqlite(editor):
        # Asked by name: Django's introspection parses every statement that made the table.
        if not _names(editor, "SELECT name FROM sqlite_master WHERE type = 'index' AND name = %s", [index.name]):
            editor.add_index(model, index)
        return
    parts = _names(editor, "SELECT inhrelid::regclass FROM pg_inherits WHERE inhparent = %s::regclass", [table])
    made = index.create_sql(model, editor, concurrently=True)
    if not parts:
        _drop_unfinished(editor, index.name)
        if not _names(editor, "SELECT relname FROM pg_class WHERE relname = %s", [index.name]):
            _beside_the_work(editor, str(made))
        return
    _build_in_parts(editor, str(made), table=table, name=index.name, parts=parts)


def _build_in_parts(editor: Editor, made: str, *, table: str, name: str, parts: list[str]) -> None:
    """PostgreSQL builds no index concurrently over partitions: one each, then they are joined under one name."""
    whole = made.replace(" CONCURRENTLY", "", 1).replace(f'ON "{table}"', f'ON ONLY "{table}"', 1)
    if not _names(editor, "SELECT relname FROM pg_class WHERE relname = %s", [name]):
        editor.execute(whole, params=None)
    for part in parts:
        plain = part.strip('"')
        own = f"{name}_{plain}"[:63]
        _drop_unfinished(editor, own)
        if not _names(editor, "SELECT relname FROM pg_class WHERE relname = %s", [own]):
            there = made.replace(f'"{name}"', f'"{own}"', 1).replace(f'ON "{table}"', f'ON "{plain}"', 1)
            _beside_the_work(editor, there)
        editor.execute(f'ALTER INDEX "{name}" ATTACH PARTITION "{own}"')


def _take_away(editor: Editor, model: type[models.Model], index: models.Index) -> None:
    if _is_sqlite(editor):
        if index.name in _constraints(editor, model._meta.db_table):
            editor.remove_index(model, index)
        return
    if _names(editor, "SELECT relname FROM pg_class WHERE relkind = 'I' AND relname = %s", [index.name]):
        editor.execute(f'DROP INDEX IF EXISTS "{index.name}"')
    else:
        _beside_the_work(editor, f'DROP INDEX CONCURRENTLY IF EXISTS "{index.name}"')

"""What a migration may not do while an office works: each rule, and the sentence that says what to do instead.

A table counts from the moment a release has it: what came after `RELEASED` holds no office's rows yet and may change freely.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.db import models
from django.db.migrations import Migration
from django.db.migrations import operations as plain
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ModelState, ProjectState
from django.db.models.fields import NOT_PROVIDED

from huiyin.store.online import ONLINE, AddConstraintOnline, AddIndexOnline, DropColumn

APP = "store"
# The last migration that some office may have run; the rules hold for every one after it. Moved up with each release.
RELEASED = "0016_parties"

WRITE_APART = "put it into a migration of its own with atomic = False (store/online.py)"
SAY = {
    "index": "index {0} on {1}, a table the last release has: write AddIndexOnline (store/online.py) instead of AddIndex, "
    "in a migration of its own with atomic = False",
    "constraint": "constraint {0} on {1}: write AddConstraintOnline (store/online.py) instead of AddConstraint, "
    "in a migration of its own with atomic = False",
    "not_null": "{1}.{0} may not be empty and has no db_default: the release before would fail to insert. "
    "Give it db_default=… with a constant, or null=True",
    "computed": "{1}.{0} has a computed db_default, which rewrites the table: use a constant",
    "indexed": "{1}.{0} comes with an index or a key: add the column plain, then AddIndexOnline or AddConstraintOnline",
    "type": "{1}.{0} changes its type, which rewrites the table under a lock: add a second column, fill it with InBatches, "
    "read the new one, drop the old one a release later (DropColumn)",
    "set_not_null": "{1}.{0} becomes NOT NULL, which reads the whole table under a lock: "
    "add a CheckConstraint that it is not null with AddConstraintOnline instead",
    "rename": "{0} is renamed on {1}, and the release before still asks for the old name: add the new one beside it, "
    "fill it with InBatches, drop the old one a release later",
    "drop": "{1}.{0} is dropped while the last release still reads it: first take it out of the model with "
    "SeparateDatabaseAndState(state_operations=[RemoveField(…)]), and a release later DropColumn",
    "table": "table {0} is dropped or renamed while the last release still reads it: first take the model away with "
    "SeparateDatabaseAndState(state_operations=[…]), and drop the table a release later",
    "leaves": "{1}.{0} leaves the model but stays NOT NULL without a db_default: this release could not insert. "
    "First AlterField it to null=True or a db_default",
    "rows": "{0} goes over rows in one transaction: write InBatches (store/online.py) instead",
    "apart": "{0} needs atomic = False on the migration",
    "mixed": "{0} is in a migration with atomic = False, which may be cut off half-way and run again: " + WRITE_APART,
    "sql": "SQL that waits for a lock or holds one on {1}: {0}",
}


@dataclass(slots=True)
class Walk:
    """Where the walk over the migrations stands: the tables as they are now, and as the last release has them."""

    now: ProjectState
    released: ProjectState

    def held(self, model_name: str) -> bool:
        """Say whether the last release has the table."""
        return (APP, model_name.lower()) in self.released.models

    def knows(self, model_name: str, field: str) -> bool:
        """Say whether the last release has the column."""
        return self.held(model_name) and field in self.released.models[APP, model_name.lower()].fields

    def model(self, name: str) -> ModelState:
        """Return a model as it is now."""
        return self.now.models[APP, name.lower()]


def store_migrations() -> tuple[list[Migration], Walk]:
    """Return the migrations after the released ones in order, and a walk that stands before the first."""
    graph = MigrationLoader(None).graph
    plan = [graph.nodes[key] for key in graph.forwards_plan(graph.leaf_nodes(APP)[0])]
    last = next(at for at, one in enumerate(plan) if (one.app_label, one.name) == (APP, RELEASED))
    state = ProjectState()
    for migration in plan[: last + 1]:
        migration.mutate_state(state, preserve=False)
    return plan[last + 1 :], Walk(now=state.clone(), released=state)


def faults(migrations: Iterable[Migration], walk: Walk) -> list[str]:
    """Return one sentence for each thing that would keep people waiting, or break the release that still runs."""
    found = []
    for migration in migrations:
        for operation in migration.operations:
            found += [f"{migration.name}: {words}" for words in _operation(operation, migration, walk)]
            operation.state_forwards(migration.app_label, walk.now)
    return found


def _operation(operation: Operation, migration: Migration, walk: Walk) -> Iterator[str]:
    name = type(operation).__name__
    if isinstance(operation, ONLINE) and migration.atomic:
        yield SAY["apart"].format(name)
    if not isinstance(operation, ONLINE) and not migration.atomic:
        yield SAY["mixed"].format(name)
    for kind, rule in RULES:
        if isinstance(operation, kind):
            yield from rule(operation, walk)


def _index(operation: plain.AddIndex, walk: Walk) -> Iterator[str]:
    if walk.held(operation.model_name) and not isinstance(operation, AddIndexOnline):
        yield SAY["index"].format(operation.index.name, operation.model_name)


def _constraint(operation: plain.AddConstraint, walk: Walk) -> Iterator[str]:
    if walk.held(operation.model_name) and not isinstance(operation, AddConstraintOnline):
        yield SAY["constraint"].format(operation.constraint.name, operation.model_name)


def _new_column(operation: plain.AddField, walk: Walk) -> Iterator[str]:
    field, place = operation.field, (operation.name, operation.model_name)
    if not walk.held(operation.model_name) or field.many_to_many:
        return
    if not field.null and field.db_default is NOT_PROVIDED:
        yield SAY["not_null"].format(*place)
    if field.db_default is not NOT_PROVIDED and not isinstance(field.db_default, models.Value | str | int | bool):
        yield SAY["computed"].format(*place)
    if field.unique or field.db_index:
        yield SAY["indexed"].format(*place)


def _changed_column(operation: plain.AlterField, walk: Walk) -> Iterator[str]:
    if not walk.knows(operation.model_name, operation.name):
        return
    old, new = walk.model(operation.model_name).fields[operation.name], operation.field
    place = (operation.name, operation.model_name)
    if not _same_type(old, new):
        yield SAY["type"].format(*place)
    if old.null and not new.null:
        yield SAY["set_not_null"].format(*place)
    if (new.unique and not old.unique) or (new.db_index and not old.db_index):
        yield SAY["indexed"].format(*place)


def _same_type(old: models.Field, new: models.Field) -> bool:
    """A longer varchar, or one without a limit, is a word in the catalogue; everything else rewrites every row."""
    sorts = (old.get_internal_type(), new.get_internal_type())
    if sorts == ("CharField", "TextField"):
        return True
    return sorts[0] == sorts[1] and (sorts[0] != "CharField" or (new.max_length or 0) >= (old.max_length or 0))


def _dropped_column(operation: plain.RemoveField, walk: Walk) -> Iterator[str]:
    if walk.knows(operation.model_name, operation.name):
        yield SAY["drop"].format(operation.name, operation.model_name)


def _renamed_column(operation: plain.RenameField, walk: Walk) -> Iterator[str]:
    if walk.knows(operation.model_name, operation.old_name):
        yield SAY["rename"].format(operation.old_name, operation.model_name)


def _dropped_late(operation: DropColumn, walk: Walk) -> Iterator[str]:
    for model in walk.released.models.values():
        if (
            model.app_label == APP
            and model.options.get("db_table") == operation.table
            and operation.column in model.fields
        ):
            yield SAY["drop"].format(operation.column, operation.table)


def _lost_table(operation: Operation, walk: Walk) -> Iterator[str]:
    name = getattr(operation, "old_name", "") or operation.name  # type: ignore[attr-defined]
    if walk.held(name):
        yield SAY["table"].format(name)


def _rows(operation: Operation, walk: Walk) -> Iterator[str]:
    yield SAY["rows"].format(type(operation).__name__)


def _apart(operation: plain.SeparateDatabaseAndState, walk: Walk) -> Iterator[str]:
    """What only the model forgets must still be insertable; what only the database does is looked at like the rest."""
    for forgotten in operation.state_operations:
        if isinstance(forgotten, plain.RemoveField):
            field = walk.model(forgotten.model_name).fields[forgotten.name]
            if not field.null and field.db_default is NOT_PROVIDED:
                yield SAY["leaves"].format(forgotten.name, forgotten.model_name)
    for done in operation.database_operations:
        for kind, rule in RULES:
            if isinstance(done, kind):
                yield from rule(done, walk)


def _raw(operation: plain.RunSQL, walk: Walk) -> Iterator[str]:
    statements = operation.sql if isinstance(operation.sql, list | tuple) else [operation.sql]
    yield from sql_faults([one if isinstance(one, str) else one[0] for one in statements], walk)


RULES = (
    (plain.AddIndex, _index),
    (plain.AddConstraint, _constraint),
    (plain.AddField, _new_column),
    (plain.AlterField, _changed_column),
    (plain.RemoveField, _dropped_column),
    (plain.RenameField, _renamed_column),
    (DropColumn, _dropped_late),
    ((plain.DeleteModel, plain.RenameModel, plain.AlterModelTable), _lost_table),
    (plain.RunPython, _rows),
    (plain.SeparateDatabaseAndState, _apart),
    (plain.RunSQL, _raw),
)

# Read in what PostgreSQL would be told: the second net, under whatever way a statement was made.
REFUSED = (
    r"CREATE (UNIQUE )?INDEX (?!CONCURRENTLY)",
    r"REINDEX (?!.*CONCURRENTLY)",
    r"ADD CONSTRAINT (?!.*(NOT VALID|USING INDEX))",
    r"ADD COLUMN (?=.*NOT NULL)(?!.*DEFAULT)",
    r"SET NOT NULL",
    r"^\s*(UPDATE|DELETE|TRUNCATE|LOCK|CLUSTER|VACUUM FULL)\b",
)


def sql_faults(statements: Iterable[str], walk: Walk) -> Iterator[str]:
    """Return what is wrong with statements that touch a table the last release has."""
    tables = {model.options.get("db_table", "") for model in walk.released.models.values() if model.app_label == APP}
    for statement in statements:
        # A name may stand in the place of the table only: after ON, TABLE, INTO, UPDATE, FROM or LOCK.
        named = re.findall(r'(?:ON|TABLE|INTO|UPDATE|FROM|LOCK|CLUSTER|TRUNCATE) (?:ONLY )?"?(\w+)"?', statement)
        held = [table for table in named if table in tables]
        if held and any(re.search(pattern, statement, re.IGNORECASE) for pattern in REFUSED):
            yield SAY["sql"].format(statement[:120], held[0])

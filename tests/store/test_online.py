"""Operations that wait for nobody do what the plain ones do, on both databases, and may be cut off and run again."""

import uuid
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import IntegrityError, connection, models
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState
from django.utils import timezone

from huiyin.store.online import AddConstraintOnline, AddIndexOnline, DropColumn, InBatches, RemoveIndexOnline
from huiyin.store.working import SealedFile

pytestmark = pytest.mark.django_db(transaction=True)

INDEX = models.Index(fields=["size"], name="file_size_tried")


@pytest.fixture(scope="module")
def tables() -> ProjectState:
    return MigrationLoader(None).project_state()


@pytest.fixture
def files() -> list[SealedFile]:
    now = timezone.now()
    made = [
        SealedFile(
            id=uuid.uuid4(), county="990121", matter=uuid.uuid4(), stored="ab", size=size, media="", added_at=now
        )
        for size in range(7)
    ]
    return SealedFile.objects.bulk_create(made)


@pytest.fixture(autouse=True)
def _as_it_was(tables: ProjectState) -> Iterator[None]:
    yield
    undo = f'ALTER TABLE sealed_file DROP CONSTRAINT IF EXISTS "{CHECK.name}", DROP CONSTRAINT IF EXISTS "{ONCE.name}"'
    with connection.cursor() as cursor:
        cursor.execute(f'DROP INDEX IF EXISTS "{INDEX.name}"')
        if connection.vendor == "postgresql":
            cursor.execute(undo)


def carry_out(operation: Operation, tables: ProjectState) -> ProjectState:
    """Run one operation as a migration with `atomic = False` does."""
    after = tables.clone()
    operation.state_forwards("store", after)
    with connection.schema_editor(atomic=False) as editor:
        operation.database_forwards("store", editor, tables, after)
    return after


def found() -> dict[str, Any]:
    with connection.cursor() as cursor:
        return dict(connection.introspection.get_constraints(cursor, "sealed_file"))


def test_index_is_built_once_however_often_it_is_asked_for(tables: ProjectState) -> None:
    for _ in range(2):
        after = carry_out(AddIndexOnline("sealedfile", INDEX), tables)
    assert found()[INDEX.name]["columns"] == ["size"]

    for _ in range(2):
        carry_out(RemoveIndexOnline("sealedfile", INDEX.name), after)
    assert INDEX.name not in found()


def test_index_cut_off_in_the_building_is_built_anew(tables: ProjectState, files: list[SealedFile]) -> None:
    if connection.vendor != "postgresql":
        pytest.skip("only PostgreSQL builds beside the work")
    SealedFile.objects.update(size=1)
    with connection.cursor() as cursor, pytest.raises(IntegrityError):
        cursor.execute(f'CREATE UNIQUE INDEX CONCURRENTLY "{INDEX.name}" ON sealed_file (size)')

    carry_out(AddIndexOnline("sealedfile", INDEX), tables)

    with connection.cursor() as cursor:
        cursor.execute("SELECT indisvalid, indisunique FROM pg_index WHERE indexrelid = %s::regclass", [INDEX.name])
        assert cursor.fetchall() == [(True, False)]


CHECK = models.CheckConstraint(condition=models.Q(size__lte=100), name="file_size_checked")
ONCE = models.UniqueConstraint(fields=["county", "size"], name="file_size_once")


@pytest.mark.parametrize("constraint", [CHECK, ONCE], ids=["check", "unique"])
def test_constraint_holds_and_is_proven_for_old_rows(
    tables: ProjectState, files: list[SealedFile], constraint: Any
) -> None:
    if connection.vendor != "postgresql":
        pytest.skip("SQLite writes the table anew, as the plain operation does")
    for _ in range(2):
        carry_out(AddConstraintOnline("sealedfile", constraint), tables)

    with connection.cursor() as cursor:
        cursor.execute("SELECT convalidated FROM pg_constraint WHERE conname = %s", [constraint.name])
        assert cursor.fetchall() == [(True,)]
    with pytest.raises(IntegrityError):
        SealedFile.objects.filter(size=3).update(size=5 if constraint is ONCE else 101)


def test_rows_are_gone_over_in_batches_and_none_twice(tables: ProjectState, files: list[SealedFile]) -> None:
    met: list[int] = []

    def grow(apps: Any, rows: Any) -> None:
        met.append(rows.count())
        rows.update(size=models.F("size") + 10)

    carry_out(InBatches("sealedfile", grow, size=3), tables)

    assert met == [3, 3, 1]
    assert sorted(SealedFile.objects.values_list("size", flat=True)) == list(range(10, 17))


def test_column_that_is_gone_already_is_no_fault(tables: ProjectState) -> None:
    carry_out(DropColumn("sealed_file", "never_there"), tables)

    assert SealedFile.objects.count() == 0

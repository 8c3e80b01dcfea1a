"""No migration keeps an office waiting, and none breaks the release that still runs while it is applied."""

from collections.abc import Iterator

import pytest
from django.db import connection, migrations, models
from django.db.migrations import Migration
from django.db.migrations.executor import MigrationExecutor
from django.db.models.functions import Now

from huiyin.store import online
from tests.house.migration_rules import Walk, faults, sql_faults, store_migrations


def test_every_migration_since_the_last_release_is_one_nobody_waits_for() -> None:
    written, walk = store_migrations()

    assert faults(written, walk) == []


@pytest.mark.django_db
def test_what_postgresql_would_be_told_holds_no_lock() -> None:
    if connection.vendor != "postgresql":
        pytest.skip("the SQL of PostgreSQL is made on PostgreSQL")
    written, walk = store_migrations()
    loader = MigrationExecutor(connection).loader

    told = [line for one in written for line in loader.collect_sql([(one, False)]) if not line.startswith("--")]

    assert list(sql_faults(told, walk)) == []


def judged(*operations: object, atomic: bool = True) -> list[str]:
    """What the rules say of one invented migration after the released ones."""
    _, walk = store_migrations()
    one = Migration("0999_invented", "store")
    one.operations, one.atomic = list(operations), atomic
    return [words.removeprefix("0999_invented: ").split(":")[0] for words in faults([one], walk)]


CHECK = models.CheckConstraint(condition=models.Q(size__gte=0), name="file_size")
INDEX = models.Index(fields=["type"], name="event_type")


def cases() -> Iterator[tuple[str, object, str]]:
    """An operation that keeps people waiting, and how its sentence begins."""
    yield "index", migrations.AddIndex("event", INDEX), "index event_type on event, a table the last release has"
    yield "check", migrations.AddConstraint("sealedfile", CHECK), "constraint file_size on sealedfile"
    new = models.CharField(max_length=9, default="")
    yield "new column", migrations.AddField("event", "more", new), "event.more may not be empty and has no db_default"
    now = models.DateTimeField(db_default=Now())
    yield (
        "computed",
        migrations.AddField("event", "more", now),
        ("event.more has a computed db_default, which rewrites the table"),
    )
    keyed = models.CharField(max_length=9, null=True, db_index=True)
    yield "with index", migrations.AddField("event", "more", keyed), "event.more comes with an index or a key"
    short = models.CharField(max_length=3)
    yield (
        "shorter",
        migrations.AlterField("event", "type", short),
        ("event.type changes its type, which rewrites the table under a lock"),
    )
    filled = models.DateTimeField()
    yield (
        "not null",
        migrations.AlterField("matterrow", "due_at", filled),
        ("matterrow.due_at becomes NOT NULL, which reads the whole table under a lock"),
    )
    yield (
        "rename",
        migrations.RenameField("event", "type", "what"),
        ("type is renamed on event, and the release before still asks for the old name"),
    )
    yield (
        "drop",
        migrations.RemoveField("event", "words"),
        "event.words is dropped while the last release still reads it",
    )
    yield (
        "drop late",
        migrations.DeleteModel("Message"),
        ("table Message is dropped or renamed while the last release still reads it"),
    )
    yield "rows", migrations.RunPython(migrations.RunPython.noop), "RunPython goes over rows in one transaction"
    raw = migrations.RunSQL("UPDATE event SET type = ''")
    yield "raw", raw, "SQL that waits for a lock or holds one on event"
    forgotten = migrations.SeparateDatabaseAndState(state_operations=[migrations.RemoveField("event", "type")])
    yield "forgotten", forgotten, "event.type leaves the model but stays NOT NULL without a db_default"


@pytest.mark.parametrize(("operation", "said"), [case[1:] for case in cases()], ids=[case[0] for case in cases()])
def test_operation_that_keeps_people_waiting_is_refused(operation: object, said: str) -> None:
    assert judged(operation) == [said]


def test_column_the_last_release_reads_is_not_dropped_by_the_late_way_either() -> None:
    assert judged(online.DropColumn("event", "words"), atomic=False) == [
        "event.words is dropped while the last release still reads it"
    ]


@pytest.mark.parametrize(
    "operation",
    [
        online.AddIndexOnline("event", INDEX),
        online.AddConstraintOnline("sealedfile", CHECK),
        online.DropColumn("event", "gone_for_long"),
        online.InBatches("matterrow", lambda apps, rows: None),
    ],
    ids=lambda operation: type(operation).__name__,
)
def test_online_operation_stands_in_a_migration_that_may_run_twice(operation: object) -> None:
    assert judged(operation, atomic=False) == []
    assert judged(operation) == [f"{type(operation).__name__} needs atomic = False on the migration"]


def test_plain_operation_does_not_hide_in_a_migration_that_may_be_cut_off() -> None:
    new = migrations.AddField("event", "more", models.CharField(max_length=9, null=True))

    assert judged(new) == []
    assert judged(new, atomic=False) == [
        "AddField is in a migration with atomic = False, which may be cut off half-way and run again"
    ]


def test_table_no_office_has_yet_may_change_freely() -> None:
    made = migrations.CreateModel(
        "Fresh", [("id", models.BigAutoField(primary_key=True)), ("size", models.IntegerField())]
    )

    told = judged(
        made,
        migrations.AddIndex("fresh", models.Index(fields=["size"], name="fresh_size")),
        migrations.AddField("fresh", "more", models.CharField(max_length=9, default="")),
        migrations.RemoveField("fresh", "more"),
    )  # fmt: skip

    assert told == []


def test_sql_is_read_by_its_table() -> None:
    walk: Walk = store_migrations()[1]

    said = [
        "CREATE INDEX one ON event (type)",
        "CREATE INDEX one ON fresh (type)",
        "ALTER TABLE event ADD CONSTRAINT one CHECK (true) NOT VALID",
    ]

    assert [words.split(": ", 1)[1] for words in sql_faults(said, walk)] == [said[0]]

"""The events in a table a year, for an office that has tens of millions: PostgreSQL only, and only when asked for.

The key of the years is the stream: its id is a UUIDv7 and begins with the moment the matter was opened. So a stream lies
in one partition for good, whenever its events come, and (stream, version) stays unique over all of them. What carries
another sort of id (registers, lists handed out) goes into a partition of its own, so that nothing is ever refused.
"""

from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from django.db import connection, transaction

from huiyin.kit.text import Text

TABLE, REST = "event", "event_rest"
AHEAD_YEARS = 3
TIMESTAMP_SHIFT = 80


class NotToSplit(Exception):
    """The table cannot be split: not on this database, or it was split before."""

    def __init__(self, reason: Text) -> None:
        super().__init__(reason.zh)
        self.reason = reason


def first_id(year: int) -> UUID:
    """Return the smallest UUIDv7 of a year (UTC): its first millisecond and nothing after it."""
    moment = datetime(year, 1, 1, tzinfo=UTC)
    return UUID(int=int(moment.timestamp() * 1000) << TIMESTAMP_SHIFT)


def is_split() -> bool:
    """Say whether the events lie in a table a year. One query."""
    if connection.vendor != "postgresql":
        return False
    with connection.cursor() as cursor:
        return _one(cursor, "SELECT relkind = 'p' FROM pg_class WHERE oid = %s::regclass", TABLE) is True


def split(*, at: datetime) -> list[str]:
    """Make the table of events the first partition, up to the end of this year, and a partition for each coming one.

    One transaction under one lock, for as long as the table takes to be read once; only streams whose id bears no time
    (lists handed out, and the like) are moved. Raises NotToSplit. Returns the partitions.
    """
    if connection.vendor != "postgresql":
        raise NotToSplit(Text("只有 PostgreSQL 能按年分表", "Only PostgreSQL can keep a table a year"))
    if is_split():
        raise NotToSplit(Text("事件已经按年分表了", "The events lie in a table a year already"))
    past, bound = f"{TABLE}_until_{at.year}", first_id(at.year + 1)
    with transaction.atomic(), connection.cursor() as cursor:
        _become_parent(cursor, past=past)
        cursor.execute(f"CREATE TABLE {REST} (LIKE {past} INCLUDING ALL)")
        moved = f"WITH timeless AS (DELETE FROM {past} WHERE stream >= '{bound}' RETURNING *)"
        cursor.execute(f"{moved} INSERT INTO {REST} SELECT * FROM timeless")
        cursor.execute(f"ALTER TABLE {TABLE} ATTACH PARTITION {past} FOR VALUES FROM (MINVALUE) TO ('{bound}')")
        cursor.execute(f"ALTER TABLE {TABLE} ATTACH PARTITION {REST} DEFAULT")
        add_years(at=at)
    return partitions()


def _become_parent(cursor: Any, *, past: str) -> None:
    """Put an empty parent in the table's place, with its indexes by their names; the table itself is renamed."""
    cursor.execute(f"LOCK TABLE {TABLE} IN ACCESS EXCLUSIVE MODE")
    cursor.execute("SELECT indexname, indexdef FROM pg_indexes WHERE tablename = %s", [TABLE])
    indexes = cursor.fetchall()
    cursor.execute("SELECT conname FROM pg_constraint WHERE conrelid = %s::regclass AND contype IN ('p', 'u')", [TABLE])
    keys = {row[0] for row in cursor.fetchall()}
    next_id = _one(cursor, "SELECT coalesce(max(id), 0) + 1 FROM event")
    cursor.execute(f"DROP TRIGGER IF EXISTS {TABLE}_kept ON {TABLE}")
    cursor.execute(f"ALTER TABLE {TABLE} ALTER COLUMN id DROP IDENTITY IF EXISTS")
    cursor.execute(f"ALTER TABLE {TABLE} RENAME TO {past}")
    for name, _ in indexes:
        cursor.execute(f'ALTER INDEX "{name}" RENAME TO "{past}_{name.removeprefix("event_")}"')
    cursor.execute(
        f"CREATE TABLE {TABLE} (LIKE {past} INCLUDING DEFAULTS INCLUDING CONSTRAINTS) PARTITION BY RANGE (stream)"
    )
    cursor.execute(f"CREATE SEQUENCE {TABLE}_id_seq START {next_id} OWNED BY {TABLE}.id")
    cursor.execute(f"ALTER TABLE {TABLE} ALTER COLUMN id SET DEFAULT nextval('{TABLE}_id_seq')")
    # A key over all partitions must hold the stream; ids and positions stay keys of each one, and `verify` proves the rest.
    cursor.execute(f"ALTER TABLE {TABLE} ADD CONSTRAINT event_stream_version UNIQUE (stream, version)")
    for name, made in indexes:
        if name not in keys:
            cursor.execute(made)


def add_years(*, at: datetime) -> list[str]:
    """Make the partitions of the coming years that are missing; returns the new ones. `migrate` does it every time."""
    there, made = partitions(), []
    past = next(name for name in there if name.startswith(f"{TABLE}_until_"))
    with connection.cursor() as cursor:
        for year in range(int(past.rsplit("_", 1)[1]) + 1, at.year + AHEAD_YEARS + 1):
            name = f"{TABLE}_{year}"
            if name not in there:
                cursor.execute(f"CREATE TABLE {name} (LIKE {past} INCLUDING ALL)")
                span = f"FROM ('{first_id(year)}') TO ('{first_id(year + 1)}')"
                cursor.execute(f"ALTER TABLE {TABLE} ATTACH PARTITION {name} FOR VALUES {span}")
                made.append(name)
    return made


def partitions() -> list[str]:
    """Return the partitions, the oldest first and the one for everything else last. One query."""
    asked = "SELECT inhrelid::regclass::text FROM pg_inherits WHERE inhparent = %s::regclass"
    with connection.cursor() as cursor:
        cursor.execute(asked, [TABLE])
        found = {str(row[0]) for row in cursor.fetchall()}
    return sorted(found, key=lambda name: (name == REST, "until" not in name, name))


def _one(cursor: Any, question: str, *given: object) -> Any:
    cursor.execute(question, given or None)
    row = cursor.fetchone()
    return row[0] if row else None

"""Every row of an office's SQLite file into an empty PostgreSQL database: all of it in one transaction, or nothing."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from huiyin.cli import CliError
from huiyin.cli.keeping.databases import server_parameters
from huiyin.lang.tokens import tsvector_from_fts5
from huiyin.ledger.standing import Standing, standing

if TYPE_CHECKING:
    from psycopg import Cursor

# What `migrate` has written on the new side already, and what SQLite keeps for itself.
OWN_BOOKS = frozenset({"django_migrations", "sqlite_sequence", "sqlite_stat1", "sqlite_stat4"})
WORDS, WORDS_OF = "matter_words", "search_doc"


@dataclass(frozen=True, slots=True)
class Source:
    """An office's SQLite file as of one moment, open for reading only."""

    reader: sqlite3.Connection
    standing: Standing
    migrations: frozenset[str]
    county: str
    last_written: str

    def tables(self) -> list[str]:
        """Name every table that holds an office's rows, the word index left out."""
        found = self.reader.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name").fetchall()
        return [name for (name,) in found if name not in OWN_BOOKS and not name.startswith(WORDS)]

    def next_ids(self) -> dict[str, int]:
        """Return the highest id each table ever gave, so that none is given twice."""
        return {str(name): int(seq) for name, seq in self.reader.execute("SELECT name, seq FROM sqlite_sequence")}


@contextmanager
def opened(file: Path) -> Iterator[Source]:
    """Open the file and hold one moment of it; CliError when it is no office's database."""
    try:
        with closing(sqlite3.connect(f"{file.resolve().as_uri()}?mode=ro", uri=True, isolation_level=None)) as reader:
            reader.execute("BEGIN")
            yield _described(reader)
    except sqlite3.DatabaseError as error:
        raise CliError(f"读不了 {file}（{error}）。\nThe file {file} cannot be read ({error}).") from error


def standing_now(file: Path) -> Standing:
    """Return how far the file's ledger goes at this moment."""
    with opened(file) as source:
        return source.standing


def _described(reader: sqlite3.Connection) -> Source:
    applied = reader.execute("SELECT app || '.' || name FROM django_migrations").fetchall()
    newest = reader.execute("SELECT county, recorded_at FROM event ORDER BY id DESC LIMIT 1").fetchone() or ("", "")
    return Source(reader, standing(reader.cursor()), frozenset(row[0] for row in applied), *map(str, newest))


def carry_over(source: Source, *, still: Callable[[], bool], told: Callable[[str, int], None]) -> int:
    """Copy every table into the configured PostgreSQL database and return the number of rows.

    `told` hears each table's name and rows when it is done; `still` is asked before the commit whether the source
    stands where it stood. Raises CliError, with nothing written, when it does not or a row cannot stand there.
    """
    import psycopg

    try:
        with psycopg.connect(**server_parameters()) as target, target.cursor() as cursor:
            # Moments lie in SQLite without their zone, which is UTC.
            cursor.execute("SET LOCAL TIME ZONE 'UTC'")
            rows = _copy_all(source, cursor, told=told)
            if not still():
                raise CliError(
                    "搬的时候有人写入了旧库，新库没有改动。请停下网页和后台服务，再搬一次。\n"
                    "Something was written while it was copied; nothing was changed. Stop the services and move again."
                )
        _gather_statistics()
    except psycopg.Error as error:
        why = str(error).strip().splitlines()[0]
        raise CliError(f"没有搬成，新库没有改动（{why}）。\nNot moved, nothing was changed ({why}).") from error
    return rows


def _copy_all(source: Source, cursor: "Cursor[Any]", *, told: Callable[[str, int], None]) -> int:
    tables = source.tables()
    columns = _columns_of(cursor)
    if left := [name for name in tables if name not in columns]:
        raise CliError(f"新库没有 {left[0]} 这张表。\nThe new database has no table {left[0]}.")
    # `migrate` writes a few rows of its own (content types, permissions); the office's own come instead.
    cursor.execute("TRUNCATE " + ", ".join(_quoted(name) for name in sorted(columns)))
    rows = 0
    for table in tables:
        copied = _copy(source.reader, cursor, table=table, columns=columns[table])
        rows += copied
        told(table, copied)
    _set_next_ids(cursor, source.next_ids())
    return rows


def _columns_of(cursor: "Cursor[Any]") -> dict[str, list[str]]:
    cursor.execute(
        "SELECT c.table_name, c.column_name FROM information_schema.columns c"
        " JOIN information_schema.tables t USING (table_schema, table_name)"
        " WHERE c.table_schema = current_schema() AND t.table_type = 'BASE TABLE' ORDER BY c.ordinal_position"
    )
    found: dict[str, list[str]] = {}
    for table, column in cursor.fetchall():
        if table not in OWN_BOOKS:
            found.setdefault(table, []).append(column)
    return found


def _copy(reader: sqlite3.Connection, cursor: "Cursor[Any]", *, table: str, columns: list[str]) -> int:
    """Copy one table; the server itself reads 0 and 1 as false and true, and 32 hex digits as an id."""
    names = ", ".join(_quoted(column) for column in columns)
    rows = _searched_words(reader) if table == WORDS_OF else reader.execute(f"SELECT {names} FROM {_quoted(table)}")
    with cursor.copy(f"COPY {_quoted(table)} ({names}) FROM STDIN") as copy:
        for row in rows:
            copy.write_row(row)
    return cursor.rowcount


def _searched_words(reader: sqlite3.Connection) -> Iterator[tuple[Any, ...]]:
    """Give each matter's number in the word index, with its words as PostgreSQL keeps them beside it."""
    asked = f"SELECT d.id, d.matter, w.words FROM {WORDS_OF} d LEFT JOIN {WORDS} w ON w.rowid = d.id"
    for number, matter, words in reader.execute(asked):
        yield number, matter, None if words is None else tsvector_from_fts5(words)


def _set_next_ids(cursor: "Cursor[Any]", highest: dict[str, int]) -> None:
    for table, last in highest.items():
        cursor.execute("SELECT pg_get_serial_sequence(%s, 'id')", [_quoted(table)])
        row = cursor.fetchone()
        if row and row[0] and last:
            cursor.execute("SELECT setval(%s, %s)", [row[0], last])


def _gather_statistics() -> None:
    import psycopg

    with psycopg.connect(**server_parameters(), autocommit=True) as target:
        target.execute("ANALYZE")


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


__all__ = ["Source", "carry_over", "opened", "standing_now"]

"""How far a ledger goes, read through any database's own cursor, so that a copy can be compared with the live one."""

from dataclasses import dataclass
from typing import Any, Protocol


class Cursor(Protocol):
    """What sqlite3, psycopg and Django have in common."""

    def execute(self, statement: str, /) -> object:
        """Run one statement."""

    def fetchone(self) -> Any:
        """Return the next row or None."""


@dataclass(frozen=True, slots=True)
class Standing:
    """Lines and newest root of a ledger; `root` is hex, number 0 and "" before the first sealing."""

    events: int
    readings: int
    number: int
    root: str


def standing(cursor: Cursor) -> Standing:
    """Count the lines and read the newest root. Three queries, the counts walk an index each."""
    newest = _row(cursor, "SELECT number, root FROM root ORDER BY number DESC LIMIT 1")
    return Standing(
        events=_row(cursor, "SELECT count(*) FROM event")[0],
        readings=_row(cursor, "SELECT count(*) FROM reading")[0],
        number=newest[0] if newest else 0,
        root=bytes(newest[1]).hex() if newest else "",
    )


def root_at(cursor: Cursor, number: int) -> str:
    """Return the root of that number in hex, "" where the ledger has none. One query."""
    row = _row(cursor, f"SELECT root FROM root WHERE number = {int(number)}")
    return bytes(row[0]).hex() if row else ""


def _row(cursor: Cursor, statement: str) -> Any:
    cursor.execute(statement)
    return cursor.fetchone()

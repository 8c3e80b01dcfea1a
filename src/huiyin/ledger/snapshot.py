"""Reading everything as of one moment, while others go on writing."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, transaction


@contextmanager
def snapshot(*, as_of: str = "") -> Iterator[str]:
    """Let every query inside see the same moment. Inside a transaction it is that transaction's.

    Gives the moment's name, by which another process sees it as well (`as_of`); empty where there is no such thing.
    """
    if connection.in_atomic_block:
        yield ""
    elif connection.vendor == "postgresql":
        with transaction.atomic():
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
                if as_of:
                    cursor.execute("SET TRANSACTION SNAPSHOT %s", [as_of])
                cursor.execute("SELECT pg_export_snapshot()")
                moment = cursor.fetchone()[0]
            yield moment
    else:
        # An atomic block would take SQLite's write lock from the start, and hold everybody up for as long as we read.
        with connection.cursor() as cursor:
            cursor.execute("BEGIN DEFERRED")
            try:
                yield ""
            finally:
                cursor.execute("ROLLBACK")

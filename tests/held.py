"""Holding the ledger's table as another program may, so that a writer waits in vain."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager

from django.db import connection


@contextmanager
def ledger_held() -> Iterator[None]:
    """Nobody can append while this lasts; who tries is told within a tenth of a second instead of ten."""
    if connection.vendor == "sqlite":
        with closing(sqlite3.connect(str(connection.settings_dict["NAME"]))) as other:
            other.execute("BEGIN IMMEDIATE")
            _say("PRAGMA busy_timeout = 100")
            try:
                yield
            finally:
                other.rollback()
                _say("PRAGMA busy_timeout = 20000")
        return
    import psycopg

    with psycopg.connect(**connection.get_connection_params()) as other:
        other.execute("LOCK TABLE event IN ACCESS EXCLUSIVE MODE")
        _say("SET lock_timeout = '100ms'")
        try:
            yield
        finally:
            other.rollback()
            _say("RESET lock_timeout")


def _say(words: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(words)

"""A database of its own for what is killed, cut or held up."""

import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit, urlunsplit


@contextmanager
def scratch_database() -> Iterator[str]:
    """Blank for SQLite; on PostgreSQL the address of an empty database on the server the tests were given."""
    server = os.environ.get("HUIYIN_TEST_DATABASE_URL", "")
    if not server:
        yield ""
        return
    import psycopg

    name = f"killed_{secrets.token_hex(4)}"
    with psycopg.connect(server, autocommit=True) as own:
        own.execute(f"CREATE DATABASE {name}")
    yield urlunsplit(urlsplit(server)._replace(path=f"/{name}"))
    with psycopg.connect(server, autocommit=True) as own:
        own.execute(f"DROP DATABASE {name} WITH (FORCE)")

"""A PostgreSQL whose data is kept beside a filled county: started for a run, ended after it, found again by the next.

It is durable (fsync on), listens on a socket in its own directory only, and has what a small office would give it:
1 GB of shared buffers. PostgreSQL does not run as root; root lends it the account `postgres`.
"""

import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

from huiyin.cli.postgres import binaries

NAME = "huiyin"
OPTIONS = ("shared_buffers=1GB", "max_wal_size=4GB", "listen_addresses=")
START_SECONDS, STOP_SECONDS = 60, 120


@contextmanager
def kept_server(place: Path) -> Iterator[str]:
    """Run a server on a directory, making it the first time, and give the address of its database."""
    programs = binaries()
    if programs is None:
        raise SystemExit("PostgreSQL is not installed on this machine")
    owner = _owner()
    place = place.resolve()
    if not (place / "data" / "PG_VERSION").exists():
        place.mkdir(mode=0o700, parents=True, exist_ok=True)
        if owner:
            shutil.chown(place, user=owner)
        made = [programs / "initdb", "-D", place / "data", "-U", NAME, "--auth=trust", "--encoding=UTF8", "--locale=C"]
        subprocess.run(made, user=owner, cwd=place, check=True, stdout=subprocess.DEVNULL)
    with (place / "log").open("ab") as log:
        options = [part for option in OPTIONS for part in ("-c", option)]
        command = [programs / "postgres", "-D", place / "data", "-k", place, *options]
        server = subprocess.Popen(command, user=owner, cwd=place, stdout=log, stderr=log, process_group=0)
    try:
        _wait(programs, place, server)
        make_database(f"postgres://{NAME}@/postgres?host={quote(str(place))}", NAME)
        yield f"postgres://{NAME}@/{NAME}?host={quote(str(place))}"
    finally:
        server.send_signal(signal.SIGINT)
        server.wait(STOP_SECONDS)


@contextmanager
def named_database(named: str, keep: Path | None) -> Iterator[str]:
    """Give the address of the database that was asked for, its server running; empty for SQLite.

    `postgres` is the server kept beside a county; what needs no county needs a server all the same.
    """
    if named != "postgres":
        yield named
        return
    place = keep.with_name(f"{keep.name}-postgres") if keep else Path(tempfile.gettempdir(), "huiyin-bench-postgres")
    with kept_server(place) as database:
        yield database


def make_database(server: str, name: str) -> None:
    """Make a database where there is none of that name."""
    import psycopg

    with psycopg.connect(server, autocommit=True) as own:
        if not own.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone():
            own.execute(f'CREATE DATABASE "{name}"')


def drop_database(server: str, name: str) -> None:
    """Take a database away with all that is in it."""
    import psycopg

    with psycopg.connect(server, autocommit=True) as own:
        own.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


def _wait(programs: Path, place: Path, server: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline and server.poll() is None:
        asked = [programs / "pg_isready", "-h", place, "-d", "postgres", "-U", NAME]
        if subprocess.run(asked, capture_output=True, check=False).returncode == 0:
            return
        time.sleep(0.2)
    raise SystemExit(f"PostgreSQL did not start; see {place / 'log'}")


def _owner() -> str | None:
    if os.geteuid() != 0:
        return None
    names = {entry.pw_name for entry in pwd.getpwall()}
    return "postgres" if "postgres" in names else "nobody"

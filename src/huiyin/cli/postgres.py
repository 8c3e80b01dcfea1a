"""A PostgreSQL of one's own for the length of a test run: started in a temporary directory, ended by its process id."""

import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

from huiyin.cli import CliError

PLACES = ("/usr/lib/postgresql/*/bin", "/usr/pgsql-*/bin", "/opt/homebrew/opt/postgresql*/bin")
START_SECONDS = 30
STOP_SECONDS = 20
# What is lost in a power cut does not matter here, and the tests are several times as quick.
QUICK = ("fsync=off", "synchronous_commit=off", "full_page_writes=off")
# A test takes its rows back and never commits them: statistics gathered meanwhile would say that the tables are empty, and
# plans made by them take seconds. Without any the planner goes by the size of the files.
FOR_TESTS = ("autovacuum=off",)


def binaries() -> Path | None:
    """Find the newest server on this machine; distributions keep it out of PATH."""
    found = [
        place for pattern in PLACES for place in Path("/").glob(pattern.lstrip("/")) if (place / "initdb").exists()
    ]
    if found:
        return max(found, key=_version)
    on_path = shutil.which("initdb")
    return Path(on_path).resolve().parent if on_path else None


def _version(place: Path) -> int:
    digits = "".join(letter for letter in place.parent.name if letter.isdigit())
    return int(digits or 0)


@contextmanager
def throwaway(place: Path, *, settings: Sequence[str] = ()) -> Iterator[str]:
    """Run a server that listens on a socket in its own directory only, and give its address.

    `settings` are further lines of its configuration, such as `autovacuum=off`.
    """
    home = Path(tempfile.mkdtemp(prefix="huiyin-postgres-"))
    owner = _owner()
    try:
        if owner is not None:
            shutil.chown(home, user=owner)
        _initdb(place, home=home, owner=owner)
        server = _start(place, home=home, owner=owner, settings=(*QUICK, *settings))
        try:
            _wait_until_ready(place, home=home, server=server)
            yield f"postgres://huiyin@/postgres?host={quote(str(home))}"
        finally:
            _stop(server)
    finally:
        shutil.rmtree(home, ignore_errors=True)


def _owner() -> str | None:
    """PostgreSQL refuses to run as root, so root lends it another account."""
    if os.geteuid() != 0:
        return None
    names = {entry.pw_name for entry in pwd.getpwall()}
    return "postgres" if "postgres" in names else "nobody"


def _initdb(place: Path, *, home: Path, owner: str | None) -> None:
    command: list[str | Path] = [place / "initdb", "-D", home / "data", "-U", "huiyin", "--auth=trust", "--no-sync"]
    made = subprocess.run(
        [*command, "--encoding=UTF8", "--locale=C"], user=owner, cwd=home, capture_output=True, text=True, check=False
    )
    if made.returncode:
        raise CliError(
            f"不能建立测试用的 PostgreSQL：{made.stderr.strip()}\nCould not make a PostgreSQL for the tests."
        )


def _start(place: Path, *, home: Path, owner: str | None, settings: Sequence[str]) -> subprocess.Popen[bytes]:
    command: list[str | Path] = [place / "postgres", "-D", home / "data", "-k", home]
    for line in ("listen_addresses=", *settings):
        command += ["-c", line]
    with (home / "log").open("wb") as log:
        # A group of its own: Ctrl-C then ends the tests first and the server after them.
        return subprocess.Popen(
            command, user=owner, cwd=home, stdin=subprocess.DEVNULL, stdout=log, stderr=log, process_group=0
        )


def _wait_until_ready(place: Path, *, home: Path, server: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline and server.poll() is None:
        ready = subprocess.run(
            [place / "pg_isready", "-h", home, "-d", "postgres", "-U", "huiyin"], capture_output=True, check=False
        )
        if ready.returncode == 0:
            return
        time.sleep(0.1)
    told = (home / "log").read_text(errors="replace").strip().splitlines()[-3:]
    raise CliError("测试用的 PostgreSQL 没有启动：\nThe PostgreSQL for the tests did not start:\n" + "\n".join(told))


def _stop(server: subprocess.Popen[bytes]) -> None:
    if server.poll() is not None:
        return
    server.send_signal(signal.SIGINT)
    try:
        server.wait(STOP_SECONDS)
    except subprocess.TimeoutExpired:
        server.send_signal(signal.SIGQUIT)
        server.wait(STOP_SECONDS)

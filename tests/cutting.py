"""A PostgreSQL that can be restarted, and cut off: in a network namespace of its own behind a pair of virtual cards.

Shared by the test suite (a restart) and bench/outage.py (restarts and cuts). Nothing leaves the machine: the addresses
are of the range kept for documentation, and go with the namespace.
"""

import os
import pwd
import secrets
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

HERE, THERE = "198.51.100.1", "198.51.100.2"
START_SECONDS = 60


class NoNamespaces(Exception):
    """This machine lets nobody make a network namespace: it takes root and iproute2."""


@dataclass(slots=True)
class Server:
    """A server of its own directory, on a socket or behind a link."""

    place: Path
    home: Path
    owner: str | None
    link: str = ""

    def url(self, name: str = "postgres") -> str:
        """The address of one of its databases."""
        if self.link:
            return f"postgres://huiyin@{THERE}:5432/{name}"
        return f"postgres://huiyin@/{name}?host={quote(str(self.home))}"

    @contextmanager
    def standby(self) -> Iterator["Server"]:
        """Run a streaming standby of this server until left, made by pg_basebackup as an office makes one."""
        home = self.home.with_name(f"{self.home.name}-standby")
        home.mkdir()
        if self.owner:
            shutil.chown(home, user=self.owner)
        found = Server(self.place, home, self.owner)
        try:
            found._run(
                self.place / "pg_basebackup", "-h", self.home, "-U", "huiyin", "-D", home / "data", "-R", "-X", "stream",
                "-c", "fast",
            )  # fmt: skip
            found.start()
            yield found
        finally:
            if (home / "data" / "postmaster.pid").exists():
                found.stop("fast")
            shutil.rmtree(home, ignore_errors=True)

    def make_database(self) -> str:
        """Make an empty database and give its address."""
        name = f"cut_{secrets.token_hex(4)}"
        self.ask(f"CREATE DATABASE {name}")
        return self.url(name)

    def ask(self, words: str, *, name: str = "postgres") -> None:
        """Run one statement by the server's own socket, which no cut reaches."""
        self._run(self.place / "psql", "-h", self.home, "-U", "huiyin", "-d", name, "-qAtc", words)

    def start(self) -> None:
        """Start it and wait until it answers."""
        listen = f"-c listen_addresses={THERE}" if self.link else "-c listen_addresses="
        options = f"-k {self.home} {listen} -c wal_level=replica -c max_connections=60"
        command = [*self._inside(), self.place / "pg_ctl", "-D", self.home / "data", "-l", self.home / "log"]
        self._run(*command, "-t", str(START_SECONDS), "-w", "-o", options, "start")

    def stop(self, mode: str) -> None:
        """Stop it: `fast` ends every connection, `immediate` is a crash."""
        self._run(self.place / "pg_ctl", "-D", self.home / "data", "-m", mode, "-w", "stop")

    def restart(self, mode: str, *, away_seconds: float) -> None:
        """Stop it, leave it away for a while, and start it."""
        self.stop(mode)
        time.sleep(away_seconds)
        self.start()

    def cut(self, *, seconds: float) -> None:
        """Pull the cable for so long: nothing is refused, nothing answers."""
        subprocess.run(["ip", "link", "set", self.link, "down"], check=True)
        time.sleep(seconds)
        subprocess.run(["ip", "link", "set", self.link, "up"], check=True)

    def _inside(self) -> list[str]:
        if not self.link:
            return []
        as_owner = ["setpriv", f"--reuid={self.owner}", f"--regid={self.owner}", "--clear-groups"] if self.owner else []
        return ["ip", "netns", "exec", self.link, *as_owner]

    def _run(self, *command: str | Path) -> None:
        owner = None if command[0] == "ip" else self.owner
        with (self.home / "control.log").open("ab") as log:
            done = subprocess.run(command, user=owner, cwd=self.home, stdin=subprocess.DEVNULL, stdout=log, stderr=log)
        assert done.returncode == 0, (self.home / "control.log").read_text(errors="replace")[-2000:]


@contextmanager
def server(place: Path, *, link: bool = False) -> Iterator[Server]:
    """Run a server until left; with `link` behind a link that can be cut. Raises NoNamespaces."""
    owner = None
    if os.geteuid() == 0:
        owner = "postgres" if "postgres" in {entry.pw_name for entry in pwd.getpwall()} else "nobody"
    home = Path(tempfile.mkdtemp(prefix="huiyin-cut-"))
    found = Server(place, home, owner)
    try:
        if owner:
            shutil.chown(home, user=owner)
        found._run(
            place / "initdb", "-D", home / "data", "-U", "huiyin", "--auth=trust", "--encoding=UTF8", "--locale=C"
        )
        if link:
            found.link = _link()
            with (home / "data" / "pg_hba.conf").open("a") as rules:
                rules.write(f"host all all {HERE}/30 trust\nhost replication all {HERE}/30 trust\n")
        found.start()
        try:
            yield found
        finally:
            found.stop("fast")
    finally:
        if found.link:
            _ip("netns", "del", found.link)
        shutil.rmtree(home, ignore_errors=True)


def _link() -> str:
    """Make a namespace and two cards, one end here and one there; the namespace and our end have one name."""
    name = f"hy{secrets.token_hex(3)}"
    if os.geteuid() != 0 or shutil.which("ip") is None or _ip("netns", "add", name):
        raise NoNamespaces
    steps = (
        ("link", "add", name, "type", "veth", "peer", "name", "there", "netns", name),
        ("addr", "add", f"{HERE}/30", "dev", name),
        ("link", "set", name, "up"),
        ("-n", name, "addr", "add", f"{THERE}/30", "dev", "there"),
        ("-n", name, "link", "set", "there", "up"),
        ("-n", name, "link", "set", "lo", "up"),
    )
    for step in steps:
        if _ip(*step):
            _ip("netns", "del", name)
            raise NoNamespaces
    return name


def _ip(*words: str) -> int:
    with suppress(FileNotFoundError):
        return subprocess.run(["ip", *words], capture_output=True, check=False).returncode
    return 1

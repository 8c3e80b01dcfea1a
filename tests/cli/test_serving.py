"""The long-running verbs: started as real processes, watched, and ended."""

import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest

from huiyin.cli import CliError
from huiyin.cli.family import PACKAGES, Family, child
from huiyin.cli.postgres import binaries, throwaway

SLEEPER = [sys.executable, "-c", "import time; time.sleep(60)"]
STUBBORN = [
    sys.executable,
    "-c",
    "import signal, time; signal.signal(15, signal.SIG_IGN); print('ready', flush=True); time.sleep(60)",
]


@pytest.fixture
def free_port() -> int:
    """A loopback port nobody listens on."""
    return a_free_port()


def a_free_port() -> int:
    """Return a loopback port nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def is_running(pid: int) -> bool:
    """Say whether a process is there and has not ended."""
    stat = Path(f"/proc/{pid}/stat")
    return stat.exists() and stat.read_text().rsplit(")", 1)[1].split()[0] != "Z"


def test_server_refuses_a_database_without_its_tables(tmp_path: Path, free_port: int) -> None:
    environment = {**os.environ, "HUIYIN_DATA": str(tmp_path / "data"), "PYTHONPATH": str(PACKAGES)}
    environment |= {"DJANGO_SETTINGS_MODULE": "huiyin.config.settings", "HUIYIN_DATABASE_URL": ""}

    ended = subprocess.run(
        child("serve", "--port", str(free_port)), env=environment, capture_output=True, text=True, check=False
    )

    assert ended.returncode == 2
    assert "请先运行：./huiyin migrate" in ended.stderr
    assert "Traceback" not in ended.stderr


def test_unreachable_database_is_told_in_a_sentence_without_its_password(tmp_path: Path, free_port: int) -> None:
    url = f"postgres://office:secret@127.0.0.1:{free_port}/county"
    environment = {**os.environ, "HUIYIN_DATA": str(tmp_path / "data"), "PYTHONPATH": str(PACKAGES)}
    environment |= {"DJANGO_SETTINGS_MODULE": "huiyin.config.settings", "HUIYIN_DATABASE_URL": url}

    ended = subprocess.run(child("migrate"), env=environment, capture_output=True, text=True, check=False)

    assert ended.returncode == 2
    assert "连不上数据库" in ended.stderr
    assert "Traceback" not in ended.stderr
    assert "secret" not in ended.stderr


def test_family_ends_all_its_children(tmp_path: Path) -> None:
    with Family(logs=tmp_path) as family:
        family.start("one", SLEEPER)
        family.start("two", SLEEPER)
        family.require_alive()
        pids = family.pids()

    assert len(pids) == 2
    assert [pid for pid in pids if is_running(pid)] == []


def test_child_that_will_not_end_is_killed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("huiyin.cli.family.STOP_SECONDS", 0.5)
    with Family(logs=tmp_path) as family:
        family.start("stubborn", STUBBORN)
        while "ready" not in (tmp_path / "stubborn.log").read_text():
            time.sleep(0.02)
        (pid,) = family.pids()

    assert not is_running(pid)


def test_child_that_ends_by_itself_is_told_with_its_last_words(tmp_path: Path) -> None:
    with Family(logs=tmp_path) as family:
        family.start("sleeper", SLEEPER)
        family.start("worker", [sys.executable, "-c", "raise SystemExit('no such table')"])
        with pytest.raises(CliError) as told:
            family.wait()

    assert "worker 自己停了" in str(told.value)
    assert "no such table" in str(told.value)


@pytest.mark.skipif(binaries() is None, reason="PostgreSQL absent: apt-get install postgresql")
def test_throwaway_database_server_leaves_nothing_behind() -> None:
    place = binaries()
    assert place is not None

    with throwaway(place) as address:
        home = Path(address.split("host=")[1])
        pid = int((home / "data" / "postmaster.pid").read_text().splitlines()[0])
        assert is_running(pid)

    assert not is_running(pid)
    assert not home.exists()


def test_signal_to_the_command_ends_what_it_started(tmp_path: Path) -> None:
    program = (
        "import sys; from pathlib import Path; from huiyin.cli.family import Family, signals_end_us\n"
        "signals_end_us()\n"
        "with Family(logs=Path(sys.argv[1])) as family:\n"
        "    family.start('sleeper', [sys.executable, '-c', 'import time; time.sleep(60)'])\n"
        "    print(*family.pids(), flush=True)\n"
        "    family.wait()\n"
    )
    command = subprocess.Popen(
        [sys.executable, "-c", program, str(tmp_path)],
        env={**os.environ, "PYTHONPATH": str(PACKAGES)},
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    assert command.stdout is not None
    pid = int(command.stdout.readline())

    command.send_signal(signal.SIGTERM)
    command.communicate(timeout=20)

    assert not is_running(pid)

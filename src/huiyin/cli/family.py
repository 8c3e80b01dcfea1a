"""Child processes that live and end together with the command that started them."""

import os
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path
from types import FrameType, TracebackType
from typing import NoReturn, Self

from huiyin.cli import CliError

PACKAGES = Path(__file__).resolve().parent.parent.parent
ANSWER_SECONDS = 90
STOP_SECONDS = 25
LOOK_SECONDS = 0.1
TAIL_LINES = 12


def child(verb: str, *arguments: str) -> list[str]:
    """Give the command of another verb, run by this same Python."""
    return [sys.executable, "-P", "-m", "huiyin.cli", verb, *arguments]


def signals_end_us() -> None:
    """Let a polite end (SIGTERM, a closed terminal) clean up as Ctrl-C does."""
    for number in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, _interrupt)


def _interrupt(number: int, frame: FrameType | None) -> NoReturn:
    raise KeyboardInterrupt


class Family:
    """Starts children, watches them, and ends them all when it is left."""

    def __init__(self, *, logs: Path) -> None:
        self._logs = logs
        self._children: dict[str, subprocess.Popen[bytes]] = {}

    def start(self, name: str, command: list[str]) -> None:
        """Start one child; what it prints goes to its own log."""
        environment = {**os.environ, "PYTHONPATH": str(PACKAGES)}
        with self._log(name).open("wb") as log:
            # A group of its own: Ctrl-C reaches us alone, and we end the children in order.
            self._children[name] = subprocess.Popen(
                command, env=environment, stdin=subprocess.DEVNULL, stdout=log, stderr=log, process_group=0
            )

    def pids(self) -> list[int]:
        """The process ids, in the order of starting."""
        return [process.pid for process in self._children.values()]

    def require_alive(self) -> None:
        """Raise with the last words of a child that has ended by itself."""
        for name, process in self._children.items():
            if process.poll() is not None:
                last = "\n".join(self._log(name).read_text(errors="replace").strip().splitlines()[-TAIL_LINES:])
                raise CliError(f"{name} 自己停了，全部停止。\n{name} ended by itself, so everything stops.\n{last}")

    def wait(self) -> NoReturn:
        """Watch until a signal comes or a child ends."""
        while True:
            self.require_alive()
            time.sleep(LOOK_SECONDS * 5)

    def _log(self, name: str) -> Path:
        return self._logs / f"{name}.log"

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """End every child; one that does not end in time is killed."""
        for process in self._children.values():
            if process.poll() is None:
                process.terminate()
        deadline = time.monotonic() + STOP_SECONDS
        for process in self._children.values():
            try:
                process.wait(max(0.1, deadline - time.monotonic()))
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def until_answers(url: str, *, family: Family) -> None:
    """Wait until the server answers, or say why it does not."""
    # Without a proxy: an office's proxy does not know this machine's own address.
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    deadline = time.monotonic() + ANSWER_SECONDS
    while time.monotonic() < deadline:
        family.require_alive()
        try:
            with opener.open(url, timeout=2) as answer:
                if answer.status == 200:
                    return
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            time.sleep(LOOK_SECONDS)
    raise CliError(f"{ANSWER_SECONDS} 秒内服务没有应答：{url}\nThe server did not answer in {ANSWER_SECONDS} s: {url}")

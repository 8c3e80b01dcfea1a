"""Killing a served office in the middle of many filings with photos, and counting afterwards what was kept.

Shared by the test suite (a small run) and bench/kill.py (the whole one). Everything goes through the doors a clerk
uses, over loopback; what is counted afterwards is read by a process of its own.
"""

import io
import json
import os
import re
import secrets
import signal
import socket
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from uuid import uuid4

import requests
from PIL import Image

from huiyin.cli.family import PACKAGES, child

ROOT = PACKAGES.parent
PASSWORD = "only-while-killing-1"
PATIENCE_SECONDS = 90
NUMBER = re.compile(r"[A-Z]{2}\d{2}-\d{4}-\d{4,}-[0-9A-Z]")
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')

FURNISH = """
import django; django.setup()
from django.contrib.auth.hashers import make_password
from huiyin.acts.accounts import NewAccount, open_accounts
from tests import office
office.furnish()
open_accounts([NewAccount("clerk", "centre.intake", make_password({password!r}))])
"""


@dataclass(slots=True)
class Acknowledged:
    """What the server said was kept: for each filing its number, and whether its photo was taken too."""

    numbers: dict[int, str] = field(default_factory=dict)
    photos: set[int] = field(default_factory=set)
    lock: threading.Lock = field(default_factory=threading.Lock)
    # What was answered that was no page: the status with the heading, or the fault of a line that broke.
    refused: Counter[str] = field(default_factory=Counter)
    # When each filing was acknowledged, by the machine's steady clock.
    moments: list[float] = field(default_factory=list)

    def note(self, answer: requests.Response, *_: object, **__: object) -> None:
        """Count an answer that says that something could not be done."""
        if answer.status_code >= 500:
            heading = re.search(r"<h1>([^<]*)", answer.text)
            with self.lock:
                self.refused[f"{answer.status_code} {heading[1] if heading else answer.text[:60]}"] += 1

    def wait_for(self, filings: int, *, seconds: float = PATIENCE_SECONDS) -> None:
        """Wait until so many are done."""
        deadline = time.monotonic() + seconds
        while self.count() < filings:
            assert time.monotonic() < deadline, "too slow"
            time.sleep(0.02)

    def count(self) -> int:
        """How many filings are done, photo and all."""
        with self.lock:
            return len(self.photos)


@dataclass(slots=True)
class Site:
    """A served office: its environment, its address, and the two processes that die."""

    environment: dict[str, str]
    home: Path
    port: int
    running: list[subprocess.Popen[bytes]] = field(default_factory=list)

    @property
    def address(self) -> str:
        """Where it answers."""
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> None:
        """Start server and worker, each in a process group of its own, and wait for the first answer."""
        for name, words in (("serve", ["--port", str(self.port), "--workers", "2"]), ("work", [])):
            with (self.home / f"{name}.log").open("ab") as log:
                command = child(name, *words)
                self.running.append(
                    subprocess.Popen(
                        command, env=self.environment, stdin=subprocess.DEVNULL, stdout=log, stderr=log, process_group=0
                    )
                )
        _until(lambda: requests.get(f"{self.address}/healthz", timeout=2).ok)

    def kill(self) -> None:
        """End both at once as a power cut would: no signal they could answer."""
        for process in self.running:
            os.killpg(process.pid, signal.SIGKILL)
        for process in self.running:
            process.wait()
        self.running.clear()

    def alive(self) -> bool:
        """Say whether both processes still run."""
        return all(process.poll() is None for process in self.running)

    def run(self, *command: str) -> subprocess.CompletedProcess[str]:
        """Run one command of the office to its end."""
        return subprocess.run(command, env=self.environment, cwd=ROOT, capture_output=True, text=True, check=False)


@contextmanager
def served(home: Path, *, url: str = "", county: str = "990121") -> Iterator[Site]:
    """Make an office of the test's sort on its own directory (or database) and serve it until left."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("HUIYIN_", "DJANGO_"))}
    environment = {
        **kept,
        "HUIYIN_DATA": str(home / "data"),
        "HUIYIN_DATABASE_URL": url,
        "HUIYIN_COUNTY": county,
        "PYTHONPATH": f"{PACKAGES}{os.pathsep}{ROOT}",
        "DJANGO_SETTINGS_MODULE": "huiyin.config.settings",
    }
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    site = Site(environment, home, port)
    for command in (child("migrate"), [sys.executable, "-c", FURNISH.format(password=PASSWORD)]):
        made = site.run(*command)
        assert made.returncode == 0, made.stderr
    site.start()
    try:
        yield site
    finally:
        site.kill()


def picture(number: int) -> bytes:
    """A photo that says which filing it belongs to: its number in the colour of every point."""
    out = io.BytesIO()
    Image.new("RGB", (40, 30), (number >> 16 & 255, number >> 8 & 255, number & 255)).save(out, "PNG")
    return out.getvalue()


def file_all(site: Site, numbers: range, *, clerks: int, done: Acknowledged) -> list[threading.Thread]:
    """Let some clerks share the filings; each goes on until every one of its own was acknowledged."""
    shares = [numbers[start::clerks] for start in range(clerks)]
    threads = [threading.Thread(target=_clerk, args=(site, share, done), daemon=True) for share in shares]
    for thread in threads:
        thread.start()
    return threads


def _clerk(site: Site, share: range, done: Acknowledged) -> None:
    browser = requests.Session()
    browser.trust_env = False
    browser.hooks["response"].append(done.note)
    for number in share:
        token = str(uuid4())
        _until(lambda number=number, token=token: _filed(browser, site, number, token, done))  # type: ignore[misc]


def _filed(browser: requests.Session, site: Site, number: int, token: str, done: Acknowledged) -> bool:
    """File one and attach its photo, as often as it takes: the form's token and the version make each happen once."""
    if number not in done.numbers:
        answer = _post(browser, site, "/desk/intake/", _filing(number, token, site.environment["HUIYIN_COUNTY"]))
        found = NUMBER.search(answer.text) if answer.status_code == 200 else None
        if found is None:
            return False
        with done.lock:
            done.numbers[number] = found[0]
            done.moments.append(time.monotonic())
    where = f"/desk/matters/{done.numbers[number]}/do/attach/"
    answer = _post(browser, site, where, {"version": "1"}, files={"files": ("现场.png", picture(number), "image/png")})
    if answer.status_code != 200 or "/do/" in answer.url:
        return False
    with done.lock:
        done.photos.add(number)
    return True


# One after the other: the clerks share an account, and right passwords sent together lock it like wrong ones.
_DOOR = threading.Lock()


def _sign_in(browser: requests.Session, site: Site) -> None:
    with _DOOR:
        page = browser.get(f"{site.address}/login/", timeout=60)
        who = {"username": "clerk", "password": PASSWORD, "csrfmiddlewaretoken": TOKEN.findall(page.text)[0]}
        browser.post(f"{site.address}/login/", data=who, timeout=60)


def _post(browser: requests.Session, site: Site, path: str, data: dict[str, str], **more: object) -> requests.Response:
    if "sessionid" not in browser.cookies:
        _sign_in(browser, site)
    page = browser.get(f"{site.address}{path}", timeout=60)
    held = {**data, "csrfmiddlewaretoken": TOKEN.findall(page.text)[0]}
    return browser.post(f"{site.address}{path}", data=held, timeout=60, **more)  # type: ignore[arg-type]


def _filing(number: int, token: str, county: str) -> dict[str, str]:
    return {
        "kind": "appeal", "file": "1", "token": token, "channel": "walk_in", "words": f"第 {number} 件：路灯不亮，晚上看不见",
        "requests": "修好路灯", "village": f"{county}100201", "name": "周小满", "phone": f"1380000{number:04d}",
        "concerns_office": "false",
        "read_back": "aloud",
    }  # fmt: skip


def _until(done: object) -> None:
    deadline = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < deadline:
        try:
            if done():  # type: ignore[operator]
                return
        except (requests.RequestException, IndexError):
            # The server is dead or being killed: a clerk presses again.
            pass
        time.sleep(0.05 + secrets.randbelow(100) / 1000)
    raise AssertionError("no answer within the time")


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a process of its own found in the database and on the disk."""

    filed: dict[str, int]
    photos: dict[str, int]
    numbers: dict[str, int]
    lost_files: int
    gapless: bool
    findings: list[str]
    differences: list[str]

    def faults(self, done: Acknowledged, *, filings: int) -> list[str]:
        """Name everything that is not as it must be; empty is what we want."""
        wanted = {str(number): 1 for number in range(filings)}
        said = {number: where for where, number in self.numbers.items()}
        checks = {
            f"filed {_odd(self.filed, wanted)}": self.filed == wanted,
            f"photos {_odd(self.photos, wanted)}": self.photos == wanted,
            "a number differs from the one that was acknowledged": all(
                said.get(number) == where for number, where in done.numbers.items()
            ),
            f"{self.lost_files} photos are named and not on the disk": not self.lost_files,
            "the running numbers have a gap or a double": self.gapless,
            f"verify: {self.findings[:3]}": not self.findings,
            f"replay: {self.differences[:3]}": not self.differences,
        }
        return [words for words, well in checks.items() if not well]


def _odd(found: dict[str, int], wanted: dict[str, int]) -> dict[str, int]:
    keys = found.keys() | wanted.keys()
    return {key: found.get(key, 0) for key in keys if found.get(key, 0) != wanted.get(key, 0)}


def outcome_of(site: Site) -> Outcome:
    """Count in a process of its own, with the server still up."""
    counted = site.run(sys.executable, "-c", COUNT)
    assert counted.returncode == 0, counted.stderr
    return Outcome(**json.loads(counted.stdout))


COUNT = """
import django, io, json, re, sys; django.setup()
from collections import Counter
from django.conf import settings
from PIL import Image
from huiyin.ledger import files, keys
from huiyin.ledger.replay import replay
from huiyin.ledger.verify import verify
from huiyin.store.matters import MatterRow
from huiyin.store.working import SealedFile

filed, photos, numbers, lost = Counter(), Counter(), {}, 0
for row in MatterRow.objects.filter(kind="appeal"):
    number = int(re.match(r"第 (\\d+) 件", keys.newest_private(row.id)["words"])[1])
    filed[number] += 1
    numbers[row.number] = number
    for file in SealedFile.objects.filter(matter=row.id):
        try:
            point = Image.open(io.BytesIO(files.get(row.id, file.id, file.stored))).convert("RGB").getpixel((0, 0))
        except FileNotFoundError:
            lost += 1
            continue
        photos[(point[0] << 16) + (point[1] << 8) + point[2]] += 1
days = {}
for number in numbers:
    days.setdefault(number[:9], []).append(int(number.split("-")[2]))
print(json.dumps({
    "filed": filed, "photos": photos, "numbers": numbers, "lost_files": lost,
    "gapless": all(sorted(runs) == list(range(1, len(runs) + 1)) for runs in days.values()),
    "findings": [one.en for one in verify(county=settings.COUNTY, published=[])],
    "differences": [one.en for one in replay().differences],
}))
"""

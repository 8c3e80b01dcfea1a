"""An office moves from its SQLite file to PostgreSQL: everything comes over, or nothing does, and the old file stays."""

import json
import os
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from huiyin.cli.family import PACKAGES, child
from huiyin.lang.tokens import fts5_index_text, tsvector_from_fts5, tsvector_literal

ROOT = PACKAGES.parent

# An answered matter with a file, a root, and after it an event that is under no root yet.
FURNISH = """
from huiyin.acts.files import Upload, attach
from huiyin.acts.writing import now_at
from huiyin.ledger.roots import seal
from tests import office
from tests.cli.test_backup import photo
office.furnish()
matter = office.carried_to("served").matter
attach(matter, [Upload("pipe.png", photo())], actor=office.someone("water.handle", office.at(1)), moment=now_at(office.at(1)))
seal(at=office.at(1), county="990121")
office.opened(when=office.at(2))
"""

TOLD = """
import json
from django.test import RequestFactory
from huiyin.ledger import keys
from huiyin.ledger.replay import replay
from huiyin.ledger.standing import standing
from huiyin.store.entries import Entry
from huiyin.store.matters import ClockRow, MatterRow
from huiyin.store.search import matching
from django.db import connection
answered = MatterRow.objects.get(state="served")
def plain(row):
    found = [getattr(row, field.name) for field in row._meta.fields]
    return [one if isinstance(one, dict | list) else one.timestamp() if hasattr(one, "timestamp") else str(one) for one in found]
print(json.dumps({
    "standing": repr(standing(connection.cursor())),
    "words": [row.number for row in MatterRow.objects.filter(id__in=matching("停水"))],
    "private": keys.newest_private(answered.id),
    "rows": [plain(row) for row in MatterRow.objects.order_by("id")],
    "clocks": [plain(row) for row in ClockRow.objects.order_by("id")],
    "entries": [[row.key, row.values] for row in Entry.objects.order_by("register", "key")],
    "differences": len(replay().differences),
}, ensure_ascii=False))
"""

OPEN_ONE = """
from tests import office
print(office.opened(when=office.at(3)).number)
"""


def in_office(data: Path, script: str, *, url: str = "") -> str:
    """Run a script in a process of the office's own and return what it printed last."""
    run = subprocess.run(
        [sys.executable, "-c", f"import django; django.setup()\n{script}"],
        env=_environment(data, url=url), cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert run.returncode == 0, run.stderr
    return (run.stdout.strip().splitlines() or [""])[-1]


def typed(data: Path, *words: str, url: str = "") -> subprocess.CompletedProcess[str]:
    """Type a verb on the office's machine."""
    return subprocess.run(
        child(*words), env=_environment(data, url=url), cwd=ROOT, capture_output=True, text=True, check=False
    )


def _environment(data: Path, *, url: str) -> dict[str, str]:
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("HUIYIN_", "DJANGO_"))}
    return clean | {
        "HUIYIN_DATA": str(data),
        "HUIYIN_DATABASE_URL": url,
        "PYTHONPATH": f"{PACKAGES}:{ROOT}",
        "DJANGO_SETTINGS_MODULE": "huiyin.config.settings",
    }


@pytest.fixture(scope="module")
def furnished(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The data directory of an office that has worked on SQLite."""
    data = tmp_path_factory.mktemp("old")
    assert typed(data, "migrate").returncode == 0
    in_office(data, FURNISH)
    return data


@pytest.fixture
def old(furnished: Path, tmp_path: Path) -> Path:
    """A copy of it for one test."""
    return Path(shutil.copytree(furnished, tmp_path / "old"))


@pytest.mark.postgres_too
def test_office_goes_on_where_it_stood(old: Path, scratch_url: str) -> None:
    if not scratch_url:
        pytest.skip("there is no PostgreSQL to move to in this part of the run")
    before = json.loads(in_office(old, TOLD))

    moved = typed(old, "move", url=scratch_url)

    assert (moved.returncode, moved.stderr) == (0, "")
    assert "账本核对一致" in moved.stdout
    after = json.loads(in_office(old, TOLD, url=scratch_url))
    assert after == before
    assert (len(before["words"]), before["private"]["name"], before["differences"]) == (2, "周小满", 0)
    next_on_old, next_on_new = in_office(old, OPEN_ONE), in_office(old, OPEN_ONE, url=scratch_url)
    assert next_on_new == next_on_old
    assert "没有发现问题" in typed(old, "verify", url=scratch_url).stdout


@pytest.mark.postgres_too
def test_nothing_is_written_over_or_half(old: Path, scratch_url: str) -> None:
    if not scratch_url:
        pytest.skip("there is no PostgreSQL to move to in this part of the run")
    with closing(sqlite3.connect(old / "huiyin.sqlite3")) as file, file:
        file.execute("UPDATE matter SET title = char(0) || title")

    refused = typed(old, "move", url=scratch_url)

    assert refused.returncode == 2
    assert "没有搬成，新库没有改动" in refused.stderr
    assert "Traceback" not in refused.stderr
    with closing(sqlite3.connect(old / "huiyin.sqlite3")) as file, file:
        file.execute("UPDATE matter SET title = substr(title, 2)")
    assert typed(old, "move", url=scratch_url).returncode == 0
    again = typed(old, "move", url=scratch_url)
    assert (again.returncode, "已经有数据了" in again.stderr) == (2, True)


@pytest.mark.postgres_too
@pytest.mark.parametrize(
    ("harm", "words"),
    [
        ("UPDATE event SET county = '110101'", "这是 110101 的库"),
        ("UPDATE stream_key SET wrapped = zeroblob(60)", "不是这个库的密钥"),
        ("UPDATE event SET recorded_at = '2099-01-01 00:00:00'", "还有人在写入"),
        ("DELETE FROM django_migrations WHERE id = (SELECT max(id) FROM django_migrations)", "先对旧库运行"),
        ("DROP TABLE event", "读不了"),
    ],
)
def test_file_that_cannot_be_taken_over_is_refused(harm: str, words: str, old: Path, scratch_url: str) -> None:
    if not scratch_url:
        pytest.skip("there is no PostgreSQL to move to in this part of the run")
    with closing(sqlite3.connect(old / "huiyin.sqlite3")) as file, file:
        file.execute(harm)

    refused = typed(old, "move", url=scratch_url)

    assert (refused.returncode, words in refused.stderr) == (2, True), refused.stderr


def test_move_without_a_server_asks_where_to(old: Path) -> None:
    refused = typed(old, "move")

    assert (refused.returncode, "搬到哪里" in refused.stderr) == (2, True)


def test_word_index_of_sqlite_becomes_that_of_postgresql() -> None:
    for text in ("", "幸福路 12 号水管漏水，水管漏水 A3", "𠮷野家·Ｗｉｄｅ　ＡＢＣ"):
        assert tsvector_from_fts5(fts5_index_text(text)) == tsvector_literal(text)

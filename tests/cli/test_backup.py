"""Back-ups as an office lives with them: taken, tested, brought back, and refused where something is wrong."""

import os
import subprocess
import sys
import tarfile
from dataclasses import replace
from datetime import datetime, time, timedelta
from io import BytesIO
from pathlib import Path
from typing import Any
from uuid import UUID

import pyrage
import pytest
from django.conf import settings
from PIL import Image
from pytest_django import Settings

from huiyin.acts.erasing import erase
from huiyin.acts.files import Upload, attach
from huiyin.acts.writing import now_at
from huiyin.cli import CliError, restore
from huiyin.cli.backup import backups_in, take_backup
from huiyin.cli.family import PACKAGES, child
from huiyin.cli.keeping.archive import open_archive, write_archive
from huiyin.cli.keeping.keys import age_opener, age_sealer, identity_from, recipient_for
from huiyin.cli.keeping.manifest import Manifest, read_manifest
from huiyin.cli.keeping.nightly import due_verb, facts_due
from huiyin.cli.keeping.state import read_state
from huiyin.cli.selftest import tried
from huiyin.cli.start import require_site_key
from huiyin.flow.actor import clockwork
from huiyin.kit.days import SHANGHAI
from huiyin.ledger import keys
from huiyin.ledger.roots import seal
from huiyin.store.events import Root
from tests import office
from tests.office import at, carried_to, step

SQLITE_ONLY = pytest.mark.skipif(
    settings.ENGINE.name != "sqlite", reason="the same path is shown on PostgreSQL by the self-test"
)


def photo() -> bytes:
    """A picture of 7 by 5 points."""
    out = BytesIO()
    Image.new("RGB", (7, 5), "teal").save(out, "PNG")
    return out.getvalue()


@pytest.fixture
def private_key() -> Path:
    """The private half of the back-ups' key pair, made by the first back-up."""
    recipient_for(Path(settings.DATA), named="")
    return Path(settings.DATA) / "backup.key"


@pytest.fixture
def served(transactional_db: None) -> UUID:
    """An answered matter with a file, under a root."""
    office.furnish()
    matter = carried_to("served").matter
    attach(matter, [Upload("pipe.png", photo())], actor=office.someone("water.handle", at(1)), moment=now_at(at(1)))
    seal(at=at(1), county=settings.COUNTY)
    return matter


@pytest.fixture
def sealed_box(tmp_path: Path, private_key: Path) -> Path:
    """A small archive with one member, sealed to the office's own key."""
    file = tmp_path / "one.huiyin"
    write_archive(file, [("erased.txt", b"")], sealer=age_sealer(identity_from(private_key).to_public()))
    return file


def restored(file: Path, data: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """Restore in a process of its own, as on another machine that has only the file and the two keys."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("HUIYIN_", "DJANGO_"))}
    environment |= {"HUIYIN_DATA": str(data), "PYTHONPATH": str(PACKAGES)}
    key = str(Path(settings.DATA) / "backup.key")
    command = [*child("restore", str(file)), "--identity", key, "--site-key", str(settings.SITE_KEY_FILE), *words]
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=False)


def said_in(data: Path, matter: UUID) -> str:
    """What a restored system opens of a matter: the words filed, and its first file."""
    script = (
        "import django, sys, uuid; django.setup()\n"
        "from io import BytesIO; from PIL import Image; from huiyin.ledger import files, keys\n"
        "from huiyin.store.working import SealedFile\n"
        "matter = uuid.UUID(sys.argv[1])\n"
        "row = SealedFile.objects.get(matter=matter)\n"
        "print(keys.newest_private(matter)['name'], Image.open(BytesIO(files.get(matter, row.id, row.stored))).size)\n"
    )
    environment = {name: value for name, value in os.environ.items() if not name.startswith("HUIYIN_")}
    environment |= {"HUIYIN_DATA": str(data), "PYTHONPATH": str(PACKAGES)}
    environment["DJANGO_SETTINGS_MODULE"] = "huiyin.config.settings"
    run = subprocess.run(
        [sys.executable, "-c", script, str(matter)], env=environment, capture_output=True, text=True, check=False
    )
    return run.stdout.strip() or run.stderr.strip().splitlines()[-1]


def members(file: Path, private_key: Path) -> dict[str, bytes]:
    """What a back-up holds, opened with tools that are not ours: age and tar."""
    plain = pyrage.decrypt(file.read_bytes(), [identity_from(private_key)])
    with tarfile.open(fileobj=BytesIO(plain)) as tar:
        return {one.name: tar.extractfile(one).read() for one in tar}  # type: ignore[union-attr]


@pytest.mark.postgres_too
def test_backup_is_restored_aside_and_its_root_compared(served: UUID, tmp_path: Path, private_key: Path) -> None:
    file = take_backup(tmp_path, keep=3)

    assert tried(file, identity=None) == (True, "恢复成功，第 1 号根与账本一致 / restored, root 1 is the live ledger's")
    state = read_state(Path(settings.DATA))
    assert (state["tested_well"], state["tested_file"], state["root_number"]) == (True, file.name, 1)

    Root.objects.update(root=b"x" * 32)
    well, words = tried(file, identity=None)
    assert (well, words.split(" / ")[1]) == (False, "root 1 differs from the live ledger's")


@SQLITE_ONLY
def test_restored_system_opens_what_was_sealed(served: UUID, tmp_path: Path, private_key: Path) -> None:
    file = take_backup(tmp_path, keep=3)

    done = restored(file, tmp_path / "new")

    assert (done.returncode, done.stdout.splitlines()[-1].split(" / ")[0]) == (0, "账本核对一致，可以启动。")
    assert said_in(tmp_path / "new", served) == "周小满 (7, 5)"


@SQLITE_ONLY
def test_what_was_erased_since_is_erased_again(served: UUID, tmp_path: Path, private_key: Path) -> None:
    step(served, "lapse", "clock", at(45))
    old = take_backup(tmp_path, keep=3)
    erase(served, "asked", actor=clockwork(at(50)), moment=now_at(at(50)))
    take_backup(tmp_path, keep=3)

    done = restored(old, tmp_path / "new")

    assert done.returncode == 0
    assert "重新抹除 1 件" in done.stdout
    assert "DoesNotExist" in said_in(tmp_path / "new", served)


def test_backup_holds_no_key(served: UUID, tmp_path: Path, private_key: Path) -> None:
    held = members(take_backup(tmp_path, keep=3), private_key)

    kept = [settings.SITE_KEY_FILE, settings.SECRET_FILE, private_key]
    words = [line for file in kept for line in file.read_text().split() if len(line) > 40]
    assert len(words) == 4
    assert not [name for name, content in held.items() for word in words if word.encode() in content]
    assert {name.split("/")[0] for name in held} - {"erased.txt"} == {"database", "files", "manifest.json"}


def test_oldest_backups_go_and_foreign_files_stay(served: UUID, tmp_path: Path, private_key: Path) -> None:
    for day in ("01", "02", "03"):
        (tmp_path / f"huiyin-{settings.COUNTY}-202601{day}T020000-000000.huiyin").touch()
    foreign = tmp_path / "huiyin-110101-20260101T020000-000000.huiyin"
    foreign.touch()

    newest = take_backup(tmp_path, keep=2)

    assert [one.name[14:22] for one in backups_in(tmp_path)[:-1]] == ["20260103"]
    assert backups_in(tmp_path)[-1] == newest
    assert foreign.exists()


def test_another_key_does_not_open_it(sealed_box: Path, tmp_path: Path) -> None:
    with pytest.raises(CliError, match="私钥不对"):
        open_archive(sealed_box, tmp_path / "out", opener=age_opener(pyrage.x25519.Identity.generate()))


@pytest.mark.parametrize("harm", ["cut", "flipped", "empty", "foreign"])
def test_harmed_file_is_refused(harm: str, sealed_box: Path, tmp_path: Path, private_key: Path) -> None:
    whole = sealed_box.read_bytes()
    last = bytes([whole[-1] ^ 1])
    harmed = {"cut": whole[:-20], "flipped": whole[:-1] + last, "empty": b"", "foreign": b"PK" + whole}
    sealed_box.write_bytes(harmed[harm])

    with pytest.raises(CliError, match="打不开"):
        open_archive(sealed_box, tmp_path / "out", opener=age_opener(identity_from(private_key)))


@pytest.mark.parametrize(
    "name",
    [
        "../up.txt",
        "/etc/passwd",
        "files/ab/short",
        "site.key",
        "facts.key",
        "handed_up/county=990121/year=2026/other.txt",
    ],
)
def test_member_that_does_not_belong_is_not_written(name: str, tmp_path: Path, private_key: Path) -> None:
    file = tmp_path / "odd.huiyin"
    write_archive(file, [(name, b"x")], sealer=age_sealer(identity_from(private_key).to_public()))

    with pytest.raises(CliError, match="不该有"):
        open_archive(file, tmp_path / "out", opener=age_opener(identity_from(private_key)))
    assert not (tmp_path / "up.txt").exists()


MANIFEST = Manifest(
    format=1, county=settings.COUNTY, engine=settings.ENGINE.name, taken_at="", database_sha256="", files=0, events=0,
    readings=0, root_number=0, root="", migrations=("store.0001_first",), site_key="",
)  # fmt: skip


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"county": "110101"}, "HUIYIN_COUNTY"),
        ({"engine": "oracle"}, "HUIYIN_DATABASE_URL"),
        ({"site_key": "0" * 64}, "不是这个备份的密钥"),
        ({"migrations": ("store.9999_later",)}, "更新的程序版本"),
    ],
)
def test_backup_of_another_office_is_refused(changed: dict[str, Any], words: str) -> None:
    manifest = replace(MANIFEST, site_key=keys.blinded("backup", "site key"))

    restore._require_same_office(manifest)
    with pytest.raises(CliError, match=words):
        restore._require_same_office(replace(manifest, **changed))


@pytest.mark.django_db
def test_restore_never_overwrites() -> None:
    with pytest.raises(CliError, match="恢复不会覆盖它"):
        restore._require_empty()


@pytest.mark.parametrize(
    "text", [b"", b"{}", b"[]", b"not json", MANIFEST.as_bytes().replace(b'"format": 1', b'"format": 3')]
)
def test_manifest_that_cannot_be_read_is_refused(text: bytes) -> None:
    with pytest.raises(CliError, match=r"读不懂|第 3 版"):
        read_manifest(text)


@pytest.fixture
def _other_site_key(settings: Settings, tmp_path: Path) -> None:
    file = tmp_path / "other.key"
    file.write_text("ab" * 32)
    settings.SITE_KEY_FILE = file


@pytest.mark.usefixtures("served", "_other_site_key")
def test_start_with_another_site_key_is_refused() -> None:
    with pytest.raises(CliError, match="不是这个数据库的密钥"):
        require_site_key()


NOON = datetime(2026, 8, 3, 12, tzinfo=SHANGHAI)


@pytest.mark.parametrize(
    ("state", "verb"),
    [
        ({}, "backup"),
        ({"taken_at": "2026-08-03T02:00:00+08:00"}, "backup"),
        ({"taken_at": "2026-08-03T02:31:00+08:00"}, "selftest"),
        ({"taken_at": "2026-08-03T02:31:00+08:00", "tested_at": "2026-08-01T03:00:00+08:00", "tested_well": True}, ""),
        ({"taken_at": "2026-08-03T02:31:00+08:00", "tested_at": "2026-07-31T03:00:00+08:00", "tested_well": True}, "selftest"),
        ({"taken_at": "2026-08-03T02:31:00+08:00", "tested_at": "2026-08-03T11:30:00+08:00", "tested_well": False}, ""),
        ({"taken_at": "2026-08-03T02:31:00+08:00", "tested_at": "2026-08-03T10:30:00+08:00", "tested_well": False}, "selftest"),
        ({"failed_at": "2026-08-03T11:30:00+08:00"}, ""),
        ({"failed_at": "2026-08-03T10:30:00+08:00"}, "backup"),
    ],
)  # fmt: skip
def test_nightly_work_is_due(state: dict[str, Any], verb: str) -> None:
    assert due_verb(state, at=NOON, nightly_at=time(2, 30)) == verb


def test_facts_are_handed_up_once_a_day_after_the_hour() -> None:
    hour = time(2, 30)

    assert facts_due(None, at=NOON, nightly_at=hour)
    assert facts_due(NOON.date() - timedelta(days=1), at=NOON, nightly_at=hour)
    assert not facts_due(NOON.date(), at=NOON, nightly_at=hour)
    assert not facts_due(None, at=NOON.replace(hour=1), nightly_at=hour)


def test_before_the_hour_last_night_counts() -> None:
    before = NOON.replace(hour=1)

    assert (
        due_verb(
            {"taken_at": "2026-08-02T02:31:00+08:00", "tested_at": "2026-08-01T03:00:00+08:00", "tested_well": True},
            at=before,
            nightly_at=time(2, 30),
        )
        == ""
    )

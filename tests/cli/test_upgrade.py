"""An upgrade looks first, and stops before anything was changed."""

import shutil
from collections import namedtuple
from pathlib import Path

import pytest
from django.conf import settings

from huiyin.cli import CliError, main
from huiyin.cli.backup import backups_in
from huiyin.cli.upgrade import preflight
from huiyin.ledger.stream import last_written_at
from tests import office

Room = namedtuple("Room", "total used free")


@pytest.mark.django_db
def test_check_changes_nothing_and_says_what_it_saw(capsys: pytest.CaptureFixture[str]) -> None:
    office.furnish()

    assert main(["upgrade", "--check"]) == 0
    assert "要更新 0 步" in capsys.readouterr().out


@pytest.mark.django_db(transaction=True)
def test_upgrade_backs_up_and_verifies(capsys: pytest.CaptureFixture[str]) -> None:
    office.furnish()
    where = Path(settings.BACKUP_DIRECTORY)
    before = len(backups_in(where)) if where.exists() else 0
    (Path(settings.DATA) / "backup.json").unlink(missing_ok=True)

    assert main(["upgrade"]) == 0
    assert len(backups_in(where)) == before + 1
    assert "账本一致" in capsys.readouterr().out


@pytest.mark.django_db
def test_upgrade_waits_until_nobody_writes() -> None:
    office.furnish()
    last = last_written_at()
    assert last is not None

    preflight(at=last.replace(year=last.year + 1))
    with pytest.raises(CliError, match="还有人在写入"):
        preflight(at=last)


@pytest.mark.django_db
def test_upgrade_wants_room(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda place: Room(10**9, 10**9, 10**6))

    with pytest.raises(CliError, match="只剩 0 MB"):
        preflight(at=office.MORNING)

"""A county that came back from a back-up goes on handing up: the same key, the same months, and its city takes them."""

import os
import subprocess
from datetime import datetime
from pathlib import Path

import pyrage
import pytest
from django.conf import settings
from pytest_django import Settings

from bench.small_counties import County
from huiyin.cli.backup import take_backup
from huiyin.cli.facts import exporting, keeping
from huiyin.cli.family import PACKAGES, child
from huiyin.insight.handed_up.duck import duck
from huiyin.insight.handed_up.holding import Registered, register, take
from huiyin.insight.handed_up.manifest import public_half
from huiyin.insight.handed_up.verifying import years_of
from huiyin.kit.days import SHANGHAI
from tests import office
from tests.insight.handed_up.test_export import keep

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(settings.ENGINE.name != "sqlite", reason="files beside the database: the same on PostgreSQL"),
]
APRIL = datetime(2026, 4, 1, tzinfo=SHANGHAI)
BACKUP_KEY, SITE_KEY = "backup.key", "site.key"


@pytest.fixture
def county(settings: Settings, tmp_path: Path) -> Path:
    """A county with a data directory of its own that handed January up; February is settled only later."""
    data = tmp_path / "county"
    data.mkdir()
    settings.DATA, settings.SEALED_FILES = data, data / "files"
    office.furnish()
    keep(County(7, most=400).matters)
    exporting.make_ready(data / "handed_up", data=data, at=datetime(2026, 6, 1, 9, tzinfo=SHANGHAI))
    return data


def elsewhere(data: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """Run a verb on a machine that has nothing but what it is given."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("HUIYIN_", "DJANGO_"))}
    environment |= {"HUIYIN_DATA": str(data), "PYTHONPATH": str(PACKAGES)}
    return subprocess.run(child(*words), env=environment, capture_output=True, text=True, check=False)


def restored(county: Path, new: Path) -> subprocess.CompletedProcess[str]:
    file = take_backup(county.parent, keep=3)
    keys = ("--identity", str(county / BACKUP_KEY), "--site-key", str(settings.SITE_KEY_FILE))
    return elsewhere(new, "restore", str(file), *keys)


def told(place: Path) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in place.rglob("*.parquet")}


def test_city_takes_what_a_restored_county_hands_up(county: Path, tmp_path: Path) -> None:
    public, new, city = public_half(keeping.seed(county)), tmp_path / "new", tmp_path / "city"
    register(city, Registered("990121", "安澜县", "Anlan", public))
    exporting.copy_out(county / "handed_up", "990121", to=tmp_path / "first", year=None)
    with duck(city) as lent:
        take(lent, years_of(tmp_path / "first")[0], city, at=APRIL)

    done = restored(county, new)
    exported = elsewhere(new, "facts", "export", "--to", str(tmp_path / "second"))
    checked = elsewhere(new, "facts", "verify", str(tmp_path / "second"), "--key", public)

    assert [(one.returncode, one.stderr) for one in (done, exported, checked)] == [(0, "")] * 3
    assert f"公钥 / public key: {public}" in exported.stdout
    before, after = told(tmp_path / "first"), told(tmp_path / "second")
    assert (sorted(before), sorted(after)) == (
        ["matter_fact-202601.parquet"],
        ["matter_fact-202601.parquet", "matter_fact-202602.parquet"],
    )
    assert after | before == after
    with duck(city) as lent:
        said = take(lent, years_of(tmp_path / "second")[0], city, at=APRIL)
    assert said.en.startswith("Taken: Anlan, 2026: 2 files")


def test_key_lies_in_the_backup_only_under_the_site_key(county: Path) -> None:
    file = take_backup(county.parent, keep=3)

    identity = (county / BACKUP_KEY).read_text().split()[-1]
    plain = pyrage.decrypt(file.read_bytes(), [pyrage.x25519.Identity.from_str(identity)])
    seed = keeping.seed(county)

    assert b"facts.key.wrapped" in plain
    assert seed not in plain
    assert seed.hex().encode() not in plain


def test_what_was_handed_up_and_changed_is_found_by_the_restore(county: Path, tmp_path: Path) -> None:
    told_once = next((county / "handed_up").rglob("*.parquet"))
    told_once.write_bytes(told_once.read_bytes()[:-1])

    done = restored(county, tmp_path / "new")

    assert done.returncode == 1
    assert "what was handed up in county=990121/year=2026 is not as it was" in done.stdout


def test_key_brought_by_hand_stays(county: Path, tmp_path: Path) -> None:
    new = tmp_path / "new"
    new.mkdir(mode=0o700)
    keeping.seed(new)
    by_hand = (new / "facts.key").read_text()

    done = restored(county, new)

    # Its years were signed by the other key, and that is said.
    assert (done.returncode, (new / "facts.key").read_text()) == (1, by_hand)


def test_months_brought_back_from_above_are_not_told_again(county: Path) -> None:
    (county / "handed_up" / "looked.json").unlink()

    assert keeping.looked_through(county / "handed_up") == {"matter_fact": 202601}

"""The demo's care for the data directory it is given."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from huiyin.cli.family import PACKAGES

PREPARE = (
    "import sys; from pathlib import Path\n"
    "from huiyin.cli import CliError\n"
    "from huiyin.cli.demo import require_demo_data\n"
    "from huiyin.cli.start import start_django\n"
    "start_django()\n"
    "from django.conf import settings\n"
    "try:\n"
    "    require_demo_data(sys.argv[1], settings.DATA)\n"
    "except CliError as error:\n"
    "    sys.exit(str(error))\n"
)


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    """The environment of a process with a data directory of its own and nothing set."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("HUIYIN_", "DJANGO_"))}
    return {**kept, "HUIYIN_DATA": str(tmp_path / "data"), "PYTHONPATH": str(PACKAGES)}


def prepared(environment: dict[str, str], *, state: str) -> subprocess.CompletedProcess[str]:
    """Ask in a new process whether the demo may use the directory, given what its note says."""
    return subprocess.run(
        [sys.executable, "-c", PREPARE, state], env=environment, capture_output=True, text=True, check=False
    )


def test_demo_may_use_an_empty_directory(environment: dict[str, str]) -> None:
    assert prepared(environment, state="").returncode == 0


def test_demo_refuses_a_directory_with_other_data(environment: dict[str, str], migrated_office: Path) -> None:
    refused = prepared(environment, state="")

    assert refused.returncode == 1
    assert "已有别的数据" in refused.stderr
    assert "--data" in refused.stderr


def test_demo_that_was_cut_off_starts_over(environment: dict[str, str], migrated_office: Path) -> None:
    again = prepared(environment, state="begun")

    assert (again.returncode, again.stderr) == (0, "")
    assert "重新开始" in again.stdout
    assert list(migrated_office.glob("huiyin.sqlite3*")) == []
    assert (migrated_office / "site.key").exists()

"""What every test may ask for: a data directory of its own, the shared data, a browser."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
SHARED = ROOT.parent / "shared" / "data"
PACKAGE = next(place for place in (ROOT / "src" / "huiyin", ROOT / "huiyin") if place.is_dir())

# Nothing a test does may touch an office's own data, whatever the environment of the person who runs it says.
if "PYTEST_XDIST_WORKER" not in os.environ:
    os.environ["HUIYIN_TEST_DIRECTORY"] = tempfile.mkdtemp(prefix="huiyin-test-")
BASE = Path(os.environ["HUIYIN_TEST_DIRECTORY"])
for _name in [name for name in os.environ if name.startswith("HUIYIN_") and not name.startswith("HUIYIN_TEST_")]:
    del os.environ[_name]
os.environ["HUIYIN_DATA"] = str(BASE / os.environ.get("PYTEST_XDIST_WORKER", "main"))
os.environ["HUIYIN_DATABASE_URL"] = os.environ.get("HUIYIN_TEST_DATABASE_URL", "")
if (PACKAGE / "store" / "migrations" / "0001_initial.py").exists():
    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"


def pytest_unconfigure() -> None:
    """Leave nothing behind; the process that made the directory removes it."""
    if "PYTEST_XDIST_WORKER" not in os.environ:
        shutil.rmtree(BASE, ignore_errors=True)


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """The real public data kept beside the checkout; no row of it is part of the project."""
    if not SHARED.is_dir():
        pytest.skip("shared data absent: no folder shared/data beside the checkout")
    return SHARED


@pytest.fixture(scope="session")
def chromium() -> str:
    """The path of the system's Chromium."""
    path = shutil.which("chromium") or shutil.which("chromium-browser")
    if path is None:
        pytest.skip("chromium absent: apt-get install chromium")
    return path


@pytest.fixture
def own_directory(tmp_path: Path) -> Iterator[Path]:
    """An empty directory that is also the current one."""
    before = Path.cwd()
    os.chdir(tmp_path)
    yield tmp_path
    os.chdir(before)

"""What every test may ask for: the shared data, a browser, a directory of its own."""

import os
import shutil
from pathlib import Path

import pytest

SHARED = Path(__file__).parent.parent.parent / "shared" / "data"


def pytest_unconfigure() -> None:
    """Leave nothing behind; the process that made the data directory removes it."""
    made = os.environ.get("HUIYIN_TEST_DIRECTORY")
    if made and "PYTEST_XDIST_WORKER" not in os.environ:
        shutil.rmtree(made, ignore_errors=True)


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

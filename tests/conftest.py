"""What every test may ask for: the shared data, a browser, a directory of its own."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from pytest_django.plugin import DjangoDbBlocker

from tests.scratch import scratch_database

# A property says what holds, not how fast a busy machine draws its examples.
settings.register_profile("huiyin", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("huiyin")

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


@pytest.fixture(scope="module")
def small_office(
    request: pytest.FixtureRequest, django_db_setup: None, django_db_blocker: DjangoDbBlocker
) -> Iterator[bool]:
    """The office of tests/office.py, recorded once for a file and undone after it; what a test writes is undone first.

    Says whether it did so: a file with a test that ends its own transactions furnishes anew for each test.
    """
    marks = (item.get_closest_marker("django_db") for item in request.session.items if item.module is request.module)
    if any(mark is not None and mark.kwargs.get("transaction") for mark in marks):
        yield False
        return
    from django.db import transaction

    from tests import office

    with django_db_blocker.unblock(), transaction.atomic():
        office.furnish()
        yield True
        transaction.set_rollback(True)


@pytest.fixture
def scratch_url() -> Iterator[str]:
    """Blank for SQLite, else the address of an empty database that goes with the test."""
    with scratch_database() as url:
        yield url

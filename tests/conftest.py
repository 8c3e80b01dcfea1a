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

# What these ask of the database the rooms below have asked on both: they run again on PostgreSQL only where they say so.
# docs/architecture.md has the rule.
DOORS = frozenset({
    "api", "axe", "crawl", "desk", "house_pages", "journey", "lang", "papers", "portal", "security", "web_look",
})  # fmt: skip
TESTS = Path(__file__).parent
SHARED = Path(__file__).parent.parent.parent / "shared" / "data"


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark with `postgres_too` what runs again on PostgreSQL without having said so."""
    for item in items:
        mark = item.get_closest_marker("django_db")
        if mark is None:
            continue
        room = item.path.relative_to(TESTS).parts[0]
        if room not in DOORS or mark.kwargs.get("transaction"):
            item.add_marker(pytest.mark.postgres_too)


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


@pytest.fixture(scope="session")
def django_db_setup(django_test_environment: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """Take the place of pytest-django's own, by which every process of a run goes through all migrations."""
    from tests.migrated import own_database

    with django_db_blocker.unblock(), own_database(os.environ.get("PYTEST_XDIST_WORKER", "main")):
        yield


@pytest.fixture
def migrated_office(tmp_path: Path, django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Path:
    """The data directory of an office whose tables were made, on SQLite, for processes of its own."""
    from tests.migrated import office_data

    with django_db_blocker.unblock():
        return office_data(tmp_path / "data")


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

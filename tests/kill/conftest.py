"""A database of its own for each killed office."""

from collections.abc import Iterator

import pytest

from tests.kill.scratch import scratch_database


@pytest.fixture
def scratch_url() -> Iterator[str]:
    """Blank for SQLite, else the address of an empty database that goes with the test."""
    with scratch_database() as url:
        yield url

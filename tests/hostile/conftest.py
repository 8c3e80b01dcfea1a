"""The small office, and nothing else."""

import pytest

from tests import office


@pytest.fixture(autouse=True)
def _office(small_office: bool, db: None) -> None:
    """The small office, as each test finds it."""
    if not small_office:
        office.furnish()

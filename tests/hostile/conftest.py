"""The small office, and nothing else."""

import pytest

from tests import office


@pytest.fixture(autouse=True)
def _office(db: None) -> None:
    office.furnish()

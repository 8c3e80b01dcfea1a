"""One recipe for all tests of the demo county; making it twice is what the determinism test does itself."""

import pytest

from huiyin.cli.county.model import County
from huiyin.cli.county.recipe import recipe


@pytest.fixture(scope="session")
def county() -> County:
    return recipe(7)

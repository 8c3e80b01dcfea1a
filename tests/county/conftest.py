"""One recipe for all tests of the demo county; making it twice is what the determinism test does itself."""

from collections.abc import Iterator
from datetime import datetime, time

import pytest
from django.db import transaction
from pytest_django.plugin import DjangoDbBlocker

from huiyin.cli.county import load
from huiyin.cli.county.model import ORGANISED, County
from huiyin.cli.county.recipe import recipe
from huiyin.kit.days import SHANGHAI


@pytest.fixture(scope="session")
def county() -> County:
    return recipe(7)


@pytest.fixture(scope="module")
def loaded(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[County]:
    """The county's registers in the tables, once a module, in a transaction that is never kept."""
    with django_db_blocker.unblock(), transaction.atomic():
        made, founded = load._county(), datetime.combine(ORGANISED, time(8, 30), SHANGHAI)
        load._load_county(made, founded)
        yield made
        load._HELD.clear()
        transaction.set_rollback(True)

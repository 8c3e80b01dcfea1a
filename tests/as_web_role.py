"""Run tests as the role that serves: `pytest -p tests.as_web_role …` on PostgreSQL.

The tables are made by the owner; each test then acts with the rights that `ledger/rights.py` grants and no others.
Tests that empty the tables after themselves need the owner and are left as they are.
"""

from collections.abc import Iterator

import pytest
from django.db import connection
from pytest_django.plugin import DjangoDbBlocker

from huiyin.ledger.rights import grant_to, make_role


@pytest.fixture(scope="session", autouse=True)
def web_role(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> str:
    """The role, with its rights."""
    with django_db_blocker.unblock():
        name = f"web_of_{connection.settings_dict['NAME']}"
        make_role(name, password="")
        grant_to(name)
    return name


@pytest.fixture(autouse=True)
def _as_the_web_role(request: pytest.FixtureRequest) -> Iterator[None]:
    mark = request.node.get_closest_marker("django_db")
    if mark is None or mark.kwargs.get("transaction"):
        yield
        return
    name = request.getfixturevalue("web_role")
    request.getfixturevalue("db")
    with connection.cursor() as cursor:
        cursor.execute(f'SET ROLE "{name}"')
    yield
    with connection.cursor() as cursor:
        cursor.execute("RESET ROLE")

"""The story is told once a module and taken back after it; every page reads the same clock."""

from collections.abc import Iterator

import pytest
from django.db import transaction
from django.utils import timezone
from pytest_django.plugin import DjangoDbBlocker

from tests.crawl.story import NOW, Case, Story, tell, tell_secret


@pytest.fixture(scope="module")
def told(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Story]:
    """The story without the matter about the water office, in a transaction that is never kept."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield tell()
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def secret(told: Story, django_db_blocker: DjangoDbBlocker) -> Case:
    """The matter about the water office, filed last; a module that asks for it once has it throughout."""
    with django_db_blocker.unblock():
        return tell_secret(told)


@pytest.fixture
def story(told: Story, db: None, monkeypatch: pytest.MonkeyPatch) -> Story:
    """The story, with the wall clock held still."""
    monkeypatch.setattr(timezone, "now", lambda: NOW)
    return Story(dict(told.cases))

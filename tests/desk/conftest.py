"""The desk's tests: the small office with sign-in accounts, at a time shortly after its first morning."""

from collections.abc import Callable
from datetime import datetime

import pytest
from django.contrib.auth import get_user_model
from django.test import Client
from django.utils import timezone

from tests import office

NOW = office.at(0, 9)
PASSWORD = "in-the-tests-only"


@pytest.fixture(autouse=True)
def _office(small_office: bool, db: None) -> None:
    """The small office, as each test finds it."""
    if not small_office:
        office.furnish()


@pytest.fixture(autouse=True)
def clock(monkeypatch: pytest.MonkeyPatch) -> Callable[[datetime], None]:
    """Hold the wall clock the door reads still; calling it moves it."""
    held = {"now": NOW}
    monkeypatch.setattr(timezone, "now", lambda: held["now"])

    def move(moment: datetime) -> None:
        held["now"] = moment

    return move


@pytest.fixture
def desk() -> Callable[[str], Client]:
    """Return a signed-in browser of the person who holds a post."""

    def signed_in(post: str) -> Client:
        account, _ = get_user_model().objects.get_or_create(username=post, person=post)
        client = Client()
        client.force_login(account)
        # The first page of a sign-in writes the sign-in down; queries are counted on the pages after it.
        client.get("/desk/account/")
        return client

    return signed_in

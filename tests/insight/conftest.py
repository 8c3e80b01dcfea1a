"""The figures' tests: the small office, and a dozen appeals carried to their deadlines once for a file."""

from collections.abc import Callable

import pytest
from django.contrib.auth import get_user_model
from django.test import Client

from huiyin.web import clock_reading
from tests.insight.deadlines import LATER, many_deadlines
from tests.office import at


@pytest.fixture(scope="module")
def deadlines(small_office: bool) -> None:
    """A dozen appeals at their deadlines and past them."""
    many_deadlines()


@pytest.fixture
def desk(small_office: bool, db: None, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], Client]:
    """Hold the clock still, and sign people in by their posts."""
    monkeypatch.setattr(clock_reading.timezone, "now", lambda: at(LATER))

    def signed_in(post: str) -> Client:
        account, _ = get_user_model().objects.get_or_create(username=post, person=post)
        client = Client(headers={"accept-language": "zh-hans"})
        client.force_login(account)
        # The first page of a sign-in writes the sign-in down; queries are counted on the pages after it.
        client.get("/desk/account/")
        return client

    return signed_in

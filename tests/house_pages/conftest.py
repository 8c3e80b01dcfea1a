"""The house pages' tests: the small office, a wall clock held still, and browsers signed in."""

from collections.abc import Callable, Iterator

import pytest
from django.contrib.auth import get_user_model
from django.test import Client
from django.utils import translation

from huiyin.web import clock_reading
from tests import office

NOW = office.at(0, 9)


@pytest.fixture
def furnished(small_office: bool, db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """The small office, as each test finds it, with the door's clock held still."""
    if not small_office:
        office.furnish()
    monkeypatch.setattr(clock_reading.timezone, "now", lambda: NOW)


@pytest.fixture(autouse=True)
def _language() -> Iterator[None]:
    """Leave the next test the language it expects, whatever a request here chose."""
    yield
    translation.deactivate()


@pytest.fixture
def desk() -> Callable[[str], Client]:
    """Return a signed-in browser of the person who holds a post."""

    def signed_in(post: str) -> Client:
        account, _ = get_user_model().objects.get_or_create(username=post, person=post)
        client = Client(headers={"accept-language": "zh-hans"})
        client.force_login(account)
        # The first page of a sign-in writes the sign-in down; queries are counted on the pages after it.
        client.get("/desk/account/")
        return client

    return signed_in

"""The API's tests: the small office with tokens of its posts, at a time shortly after its first morning."""

from collections.abc import Callable
from datetime import datetime

import pytest
from django.utils import timezone

from tests import office
from tests.api.caller import Caller, caller_of

NOW = office.at(0, 9)


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
def call() -> Callable[..., Caller]:
    """Return a caller with a token of a post, with every scope unless some are named."""
    return caller_of

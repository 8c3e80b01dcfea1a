"""The small office with accounts that sign in at the page, and the protection of a real office."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from django.contrib.auth import get_user_model
from django.test import Client
from django.utils import timezone
from pytest_django.fixtures import Settings

from tests import office

NOW = office.at(0, 9)
PASSWORD = "Right-horse-7"


class Clock:
    """The wall clock the door reads, held still until it is moved."""

    def __init__(self) -> None:
        self.now = NOW

    def on(self, **by: float) -> datetime:
        """Move on by so much."""
        self.now += timedelta(**by)
        return self.now


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    held = Clock()
    monkeypatch.setattr(timezone, "now", lambda: held.now)
    return held


@pytest.fixture(autouse=True)
def real_protection(settings: Settings) -> None:
    """What an office has by default, without the second factor that its own tests ask for."""
    settings.PROTECTION = replace(
        settings.PROTECTION, idle_minutes=15, session_hours=10, step_up_minutes=10, password_days=90
    )


@pytest.fixture
def furnished(small_office: bool, db: None, clock: Clock) -> None:
    """The small office, as each test finds it, under a clock held still."""
    if not small_office:
        office.furnish()


def account(post: str, password: str = PASSWORD) -> int:
    """Open an account whose user name is the post's key; returns its id."""
    made = get_user_model()(username=post, person=post, password_set_at=NOW)
    made.set_password(password)
    made.save()
    return int(made.pk)


def entered(post: str, password: str = PASSWORD, **more: str) -> Client:
    """Sign in at the page, in a browser of its own."""
    if not get_user_model().objects.filter(username=post).exists():
        account(post, password)
    client = Client(headers={"user-agent": "Mozilla/5.0 (Windows NT 10.0) Chrome/120.0"}, **more)
    answer = client.post("/login/", {"username": post, "password": password})
    assert answer.status_code == 302, answer.content.decode()
    return client


Enter = Callable[..., Client]

"""The settings as the database and the server see them."""

from pathlib import Path

import pytest
from django.conf import settings
from django.core import checks
from django.db import connection
from django.test import Client
from pytest_django import Settings

from huiyin.config.checks import key_files, public_address, real_county


def asked(question: str) -> object:
    """The first value of the first row."""
    with connection.cursor() as cursor:
        cursor.execute(question)
        row = cursor.fetchone()
    assert row is not None
    return row[0]


@pytest.mark.django_db(transaction=True)
def test_database_is_set_for_many_writers() -> None:
    if connection.vendor == "sqlite":
        assert asked("PRAGMA journal_mode") == "wal"
        assert asked("PRAGMA foreign_keys") == 1
        assert asked("PRAGMA synchronous") == 2
        assert asked("PRAGMA busy_timeout") == 20_000
    else:
        assert asked("SHOW statement_timeout") == "30s"
        assert asked("SHOW lock_timeout") == "10s"
        assert asked("SHOW idle_in_transaction_session_timeout") == "1min"
        assert asked("SHOW lc_collate") == "C"


def test_server_says_it_is_up_without_asking_the_database() -> None:
    # Without the mark django_db a query would be refused.
    answer = Client().get("/healthz")

    assert (answer.status_code, answer.content) == (200, b"ok\n")


def test_start_up_checks_find_nothing() -> None:
    assert checks.run_checks() == []


def test_key_file_others_can_read_stops_the_start(settings: Settings, tmp_path: Path) -> None:
    loose = tmp_path / "site.key"
    loose.write_text("00" * 32, encoding="ascii")
    loose.chmod(0o640)
    settings.SITE_KEY_FILE = loose

    problems = key_files(None)

    assert [problem.id for problem in problems] == ["huiyin.E001"]
    assert str(loose) in problems[0].msg


@pytest.mark.parametrize(
    ("address", "https", "told"),
    [
        ("", False, []),
        ("http://127.0.0.1:8000", False, []),
        ("https://answers.example", True, []),
        ("http://answers.example", False, ["huiyin.W001"]),
    ],
)
def test_public_address_without_encryption_is_said_once(
    settings: Settings, address: str, https: bool, told: list[str]
) -> None:
    settings.PUBLIC_URL = address
    settings.HTTPS = https

    assert [problem.id for problem in public_address(None)] == told


@pytest.mark.parametrize(
    ("county", "address", "told"),
    [
        ("990121", "", []),
        ("990121", "http://127.0.0.1:8000", []),
        ("990121", "https://answers.example", ["huiyin.E002"]),
        ("990122", "https://answers.example", []),
    ],
)
def test_fictional_county_is_never_opened_to_residents(
    settings: Settings, county: str, address: str, told: list[str]
) -> None:
    settings.COUNTY = county
    settings.PUBLIC_URL = address

    assert [problem.id for problem in real_county(None)] == told


def test_tests_keep_their_data_to_themselves() -> None:
    assert "huiyin-test-" in str(settings.DATA)
    assert "huiyin-test-" in str(settings.DATABASES["default"]["NAME"]) or settings.ENGINE.name == "postgresql"

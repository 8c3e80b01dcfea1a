"""Log lines tell what broke and where, and nothing of a person, in both forms."""

import json
import logging
import sys

import pytest
from django.test import Client
from pytest_django import Settings

from huiyin.config.logs import JsonFormatter, LineFormatter

PRIVATE = ("13800000026", "周小满", "110105194912310022")


def recorded(words: str, *values: object) -> logging.LogRecord:
    """A record made while an error that quotes a person's words is being handled."""
    try:
        try:
            raise KeyError(f"{PRIVATE[1]} {PRIVATE[0]}")
        except KeyError as first:
            raise ValueError(f"bad row: {PRIVATE}") from first
    except ValueError:
        return logging.LogRecord("huiyin.test", logging.ERROR, __file__, 1, words, values, sys.exc_info())


@pytest.mark.parametrize("form", [LineFormatter(), JsonFormatter()])
def test_words_of_an_exception_are_left_out_and_its_places_stay(form: logging.Formatter) -> None:
    line = form.format(recorded("broke at %s", "/desk/"))

    assert not [word for word in PRIVATE if word in line]
    assert "ValueError" in line
    assert "KeyError" in line
    assert "test_logs.py" in line
    assert "broke at /desk/" in line


@pytest.mark.parametrize("form", [LineFormatter(), JsonFormatter()])
def test_number_in_the_words_is_masked_and_a_line_stays_one_line(form: logging.Formatter) -> None:
    line = form.format(recorded("call %s\nFAKE line %s", PRIVATE[0], PRIVATE[2]))

    assert PRIVATE[0] not in line
    assert PRIVATE[2] not in line
    assert not [one for one in line.splitlines() if one.startswith("FAKE")]


@pytest.mark.django_db
def test_request_line_names_the_pattern_and_never_what_was_asked(
    caplog: pytest.LogCaptureFixture, settings: Settings
) -> None:
    settings.MIDDLEWARE = ["huiyin.config.logs.one_line_each", *settings.MIDDLEWARE]
    caplog.set_level(logging.INFO, logger="huiyin.request")

    answer = Client().get("/verify/", {"leaf": PRIVATE[0]})

    line = JsonFormatter().format(caplog.records[-1])
    told = json.loads(line)
    assert {name: told[name] for name in ("method", "route", "status")} == {
        "method": "GET", "route": "verify/", "status": 200,
    }  # fmt: skip
    assert told["request"] == answer.headers["X-Request-ID"]
    assert PRIVATE[0] not in line

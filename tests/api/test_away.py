"""What a program is told while the database cannot do its part: a problem, when to come back, and the same key counts once."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from django.db import DatabaseError, connection
from django.test import Client, RequestFactory

from huiyin.cli.family import PACKAGES
from huiyin.config.faults import broken
from huiyin.store.matters import MatterRow
from tests.api.caller import Caller
from tests.api.test_acting import FILING
from tests.held import ledger_held


@pytest.mark.django_db(transaction=True)
def test_a_call_that_could_not_be_kept_is_sent_again_under_its_key(call: Callable[..., Caller]) -> None:
    caller = call("centre.intake")
    caller.client = Client(raise_request_exception=False)

    with ledger_held():
        told = caller.post("matters", FILING, once="order-0001")

    assert (told.status_code, told["Retry-After"], told["Content-Type"]) == (503, "5", "application/problem+json")
    assert told.json()["code"] == "database_held"
    assert (told.json()["detail_en"], told.json()["retry_after"]) == (
        "Somebody else is changing the same thing; this waited too long",
        5,
    )
    assert [caller.post("matters", FILING, once="order-0001").status_code for _ in range(2)] == [201, 201]
    assert MatterRow.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_a_fault_before_the_door_is_a_problem_for_programs_and_a_page_for_people() -> None:
    answers = []
    for path in ("/api/v1/matters", "/file/"):
        try:
            with ledger_held(), connection.cursor() as cursor:
                cursor.execute("UPDATE event SET version = 1")
        except DatabaseError:
            answers.append(broken(RequestFactory().get(path)))

    told = [(one.status_code, one["Retry-After"], one["Content-Type"].split(";")[0]) for one in answers]
    assert told == [(503, "5", "application/problem+json"), (503, "5", "text/html")]


def test_a_request_no_keyboard_can_type_is_a_problem_too() -> None:
    told = Client(raise_request_exception=False).get("/api/v1/matters?q=%00")

    assert (told.status_code, told["Content-Type"]) == (400, "application/problem+json")
    assert told.json()["code"] == "not_understood"


# Asked in a process whose database never was there, as after a reboot in the wrong order.
NO_DATABASE = """
import django, json; django.setup()
from django.test import Client
browser = Client(raise_request_exception=False, headers={"host": "localhost"})
told = {}
for path in ("/api/v1/matters", "/healthz/checks", "/", "/file/", "/healthz"):
    answer = browser.get(path, headers={"authorization": "Bearer huiyin_any.thing"})
    said = json.loads(answer.content) if "json" in answer["Content-Type"] else "系统这会儿接不上" in answer.content.decode()
    told[path] = [answer.status_code, answer.get("Retry-After"), said.get("code", said) if isinstance(said, dict) else said]
print(json.dumps(told))
"""


def test_without_a_database_every_door_says_so_in_its_own_form(tmp_path: Path) -> None:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("HUIYIN_", "DJANGO_"))}
    environment = {
        **kept, "HUIYIN_DATA": str(tmp_path), "HUIYIN_DATABASE_URL": "postgres://nobody@127.0.0.1:9/none",
        "HUIYIN_POOL_WAIT_SECONDS": "1", "PYTHONPATH": str(PACKAGES), "DJANGO_SETTINGS_MODULE": "huiyin.config.settings",
    }  # fmt: skip
    asked = subprocess.run(
        [sys.executable, "-c", NO_DATABASE], env=environment, capture_output=True, text=True, check=True
    )

    assert json.loads(asked.stdout) == {
        "/api/v1/matters": [503, "10", "database_away"],
        "/healthz/checks": [503, None, {"well": False, "checks": {"database": "Act now"}}],
        "/": [503, "10", True],
        "/file/": [503, "10", True],
        "/healthz": [200, None, False],
    }

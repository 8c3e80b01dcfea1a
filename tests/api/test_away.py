"""What a program is told while the database cannot do its part: a problem, when to come back, and the same key counts once."""

from collections.abc import Callable

import pytest
from django.test import Client

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

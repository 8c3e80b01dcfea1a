"""What a call may carry: its content type, JSON of one meaning, and nothing in the clear where there is https."""

from collections.abc import Callable

import pytest
from django.http import HttpResponse
from django.test import override_settings

from huiyin.store.matters import MatterRow
from tests.api.caller import Caller
from tests.api.examples import FILING
from tests.office import opened

pytestmark = pytest.mark.django_db
Call = Callable[..., Caller]
HERE = "/api/v1/matters"


def sent(caller: Caller, body: bytes, media: str | None, path: str = HERE) -> HttpResponse:
    """Send bytes as they are, under a content type or none."""
    headers = {"Authorization": f"Bearer {caller.token}", "Idempotency-Key": "sent-as-it-is"}
    named = {} if media is None else {"CONTENT_TYPE": media}
    return caller.client.generic("POST", path, body, content_type="", headers=headers, **named)


@pytest.mark.parametrize(
    "media",
    [None, "text/plain", "application/xml", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x",
     "application/json; charset=gbk", "application/problem+json"],
)  # fmt: skip
def test_another_content_type_is_refused_with_what_is_taken(call: Call, media: str | None) -> None:
    answer = sent(call("centre.intake"), b'{"kind": "appeal", "values": {}}', media)

    assert (answer.status_code, answer["Content-Type"]) == (415, "application/problem+json")
    assert (answer.json()["code"], answer.json()["accepts"]) == ("wrong_type", "application/json")


@pytest.mark.parametrize(
    "media", ["application/json", "application/json; charset=utf-8", "Application/JSON; charset=UTF8"]
)
def test_json_in_utf8_is_taken(call: Call, media: str) -> None:
    assert sent(call("centre.intake"), b'{"kind": "nothing", "values": {}}', media).json()["code"] == "to_mend"


def test_files_come_as_a_form_and_as_nothing_else(call: Call) -> None:
    number = opened().number

    answer = sent(call("centre.intake"), b"{}", "application/json", f"{HERE}/{number}/files")

    assert (answer.status_code, answer.json()["accepts"]) == (415, "multipart/form-data")


@pytest.mark.parametrize(
    "body",
    [b'{"kind": "order", "kind": "appeal", "values": {}}', b'{"kind": "appeal", "values": {"title": NaN}}',
     '{"kind": "appeal", "values": {"title": "路灯"}}'.encode("utf-16"), b'{"kind": "appeal", "values": {"title": "\xc2\xb7\xff"}}'],
)  # fmt: skip
def test_json_that_could_be_read_two_ways_is_refused(call: Call, body: bytes) -> None:
    before = MatterRow.objects.count()

    answer = sent(call("centre.intake"), body, "application/json")

    assert (answer.status_code, answer.json()["code"]) == (400, "not_understood")
    assert MatterRow.objects.count() == before


@override_settings(HTTPS=True)
def test_a_token_sent_in_the_clear_opens_nothing_where_there_is_https(call: Call) -> None:
    caller = call("centre.intake")
    headers = {"Authorization": f"Bearer {caller.token}"}

    clear = caller.client.get(HERE, headers=headers)
    over_tls = caller.client.get(HERE, headers=headers, secure=True)

    assert (clear.status_code, clear.json()["code"], over_tls.status_code) == (403, "not_protected", 200)


def test_what_is_sent_well_is_filed(call: Call) -> None:
    assert call("centre.intake").post("matters", FILING).status_code == 201

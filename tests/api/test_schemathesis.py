"""Calls nobody would write by hand, made from the document: every answer is one the document promises, never a fault of ours."""

from typing import Any

import pytest
import requests
import schemathesis
from django.test import Client
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis.checks import not_a_server_error
from schemathesis.core.transport import Response
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from huiyin.store.matters import Paper
from tests.api.caller import caller_of
from tests.office import carried_to, opened

pytestmark = [pytest.mark.django_db, pytest.mark.postgres_too]
CHECKS = (not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance)
STEPS = ("note", "hand_over", "draft", "accept")
BOUNDED = settings(
    max_examples=2, derandomize=True, database=None, deadline=None, suppress_health_check=list(HealthCheck),
    phases=(Phase.generate,),
)  # fmt: skip


def real(case: Any, numbers: tuple[str, ...]) -> None:
    """Put what is there in the place of what was drawn, for most calls: a number that is not there says only 404."""
    parts = case.path_parameters or {}
    drawn = len(str(parts)) + len(str(case.body))
    if "number" in parts and drawn % 5:
        parts["number"] = numbers[drawn % len(numbers)]
    if "step" in parts and drawn % 4:
        parts["step"] = STEPS[drawn % 4]
    if "kind" in parts and drawn % 3:
        parts["kind"] = "appeal"
    if "register_id" in parts and drawn % 4:
        parts["register_id"] = ("unit", "post", "category", "api_token")[drawn % 4]
    if "key" in parts and drawn % 3:
        parts["key"] = "water"
    if "paper" in parts:
        parts["paper"] = str(Paper.objects.values_list("id", flat=True)[0])


def narrowed(document: dict[str, Any]) -> dict[str, Any]:
    """Return the document with a few steps only: drawing from the schemas of all of them takes longer than the calls."""
    schemas = document["components"]["schemas"]
    wanted = {"FilingIn": ("register",), "StepIn": STEPS}
    for body, steps in wanted.items():
        schemas[body]["properties"]["values"] = {"anyOf": [schemas[f"appeal.{step}"] for step in steps]}
    return document


def sent(case: Any, token: str) -> Response:
    """Make a call with Django's own client, whose connection is the test's, and return it as the checks take it."""
    given = case.as_transport_kwargs(base_url="http://testserver")
    asked = requests.Request(
        **{name: given.get(name) for name in ("method", "url", "headers", "params", "json", "data", "files")}
    )
    asked.headers = {**(asked.headers or {}), "Authorization": f"Bearer {token}"}
    made = requests.Session().prepare_request(asked)
    body = made.body.encode() if isinstance(made.body, str) else made.body or b""
    headers = {name: text.decode("latin-1") if isinstance(text, bytes) else text for name, text in made.headers.items()}
    media = headers.pop("Content-Type", "application/json")
    told = Client().generic(made.method or "GET", made.path_url, body, content_type=media, headers=headers)
    return Response(
        status_code=told.status_code,
        headers={name: [text] for name, text in told.headers.items()},
        content=told.content,
        request=made,
        elapsed=0.0,
        verify=False,
    )


def statuses_of(operation: Any, token: str, numbers: tuple[str, ...]) -> list[int]:
    """Make a few calls of one operation, each held to the document, and return what was answered."""
    found: list[int] = []

    @BOUNDED
    @given(case=operation.as_strategy())
    def run(case: Any) -> None:
        real(case, numbers)
        answer = sent(case, token)
        found.append(answer.status_code)
        case.validate_response(answer, checks=CHECKS)

    run()
    return found


@pytest.mark.parametrize("post", ["centre.sort", "office.admin", ""])
def test_every_call_keeps_the_word_of_the_document(post: str) -> None:
    numbers = (carried_to("served").number, carried_to("accepted").number, opened().number)
    token = caller_of(post).token if post else "huiyin_nothing"
    schema = schemathesis.openapi.from_dict(narrowed(Client().get("/api/v1/openapi.json").json()))

    made = {one.ok().label: statuses_of(one.ok(), token, numbers) for one in schema.get_all_operations()}

    statuses = {status for several in made.values() for status in several}
    assert statuses - {401, 429} == (statuses - {401, 429} if post else set())
    assert (200 in statuses) == bool(post)
    assert len(made) > 30

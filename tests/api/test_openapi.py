"""The document: every call described in both languages, with an example that was really made and is made again here."""

import json
import os
import re
from typing import Any

import pytest
from django.test import Client

from huiyin.api import openapi
from huiyin.kinds import ALL
from tests.api import examples
from tests.api.examples import fits, shape

pytestmark = pytest.mark.django_db
# Answers of bytes, or made of uploaded bytes, have no example in JSON.
OF_BYTES = {"paper", "open_one", "attach_files"}


def operations() -> dict[str, dict[str, Any]]:
    """Return every call of the document by name."""
    every = [one for methods in openapi.document()["paths"].values() for one in methods.values()]
    named = {one["operationId"]: one for one in every}
    assert len(named) == len(every)
    return named


def test_every_example_is_what_a_real_run_answers() -> None:
    made = {one.name: one.written() for one in examples.told()}
    if os.environ.get("HUIYIN_TEST_WRITE_EXAMPLES"):
        openapi.EXAMPLES.write_text(json.dumps(made, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")

    kept = json.loads(openapi.EXAMPLES.read_text(encoding="utf-8"))

    assert sorted(kept) == sorted(made)
    parts = [(name, part) for name in made for part in ("body", "answer") if part in made[name]]
    wrong = [one for one in parts if not fits(shape(made[one[0]][one[1]]), shape(kept[one[0]][one[1]]))]
    assert wrong == [], "make them again with HUIYIN_TEST_WRITE_EXAMPLES=1"
    assert {one["status"] for one in made.values()} <= {200, 201}


def test_every_call_has_its_example_and_both_languages() -> None:
    found = operations()
    kept = json.loads(openapi.EXAMPLES.read_text(encoding="utf-8"))

    assert set(found) - set(kept) == OF_BYTES
    for name, one in found.items():
        assert re.search("[一-鿿]", one["summary"]), name
        zh, _, en = one["description"].partition("\n\n")
        assert (bool(re.search("[一-鿿]", zh)), bool(re.search("[a-z]{3}", en))) == (True, True), name


def test_every_step_of_every_kind_has_its_schema() -> None:
    schemas = openapi.document()["components"]["schemas"]

    assert {f"{kind.id}.{step.id}" for kind in ALL.values() for step in kind.steps} <= set(schemas)
    assert "phone" in schemas["appeal.register"]["properties"]


def test_every_reference_in_the_document_leads_somewhere() -> None:
    text = json.dumps(openapi.document())
    schemas = openapi.document()["components"]["schemas"]

    assert set(re.findall(r'"#/components/schemas/([^"]+)"', text)) - set(schemas) == set()


def test_the_page_stands_alone(settings: Any) -> None:
    page = Client().get("/api/v1/docs").content.decode()

    assert set(re.findall(r'(?:src|href)="(https?:|//)', page)) == set()
    assert re.findall(r"<script(?![^>]*\bsrc=)|<style|\sstyle=|\son[a-z]+=", page) == []
    for name, one in operations().items():
        assert f'id="{name}"' in page
        assert one["summary"] in page
    assert Client().get("/api/v1/openapi.json").json()["openapi"].startswith("3.")

"""Registers and rules through the API: generic, by the same acts, for the posts that keep them."""

from collections.abc import Callable

import pytest

from huiyin.api import rules
from huiyin.kinds import ALL
from huiyin.kinds.clocks import CLOCKS
from huiyin.kinds.registers import REGISTERS
from huiyin.store.entries import Entry
from tests import office
from tests.api.caller import Caller

pytestmark = pytest.mark.django_db
Call = Callable[..., Caller]
NEW = {"key": "light", "values": {"name": "路灯", "hints": ["路灯", "不亮"]}}


def test_an_entry_is_recorded_corrected_and_closed(call: Call) -> None:
    caller = call("office.admin")

    made = caller.post("registers/category/entries", NEW)
    corrected = caller.post(
        "registers/category/entries/light/correct", {"values": {"name": "照明"}, "reason": "改叫法"}
    )
    closed = caller.post(
        "registers/category/entries/light/close", {"on": office.at(9).date().isoformat(), "reason": "并入市政"}
    )
    told = caller.get("registers/category/entries/light").json()

    assert [one.status_code for one in (made, corrected, closed)] == [201, 200, 200]
    assert (told["label"], told["valid_to"], told["version"]) == ("照明", "2026-08-12", 3)
    assert [one["what"] for one in told["history"]] == ["closed", "corrected", "recorded"]
    assert Entry.objects.get(register="category", key="light").values["name"] == "照明"


def test_who_does_not_keep_a_register_may_only_read_it(call: Call) -> None:
    caller = call("water.handle")

    refused = caller.post("registers/category/entries", NEW)

    assert (refused.status_code, refused.json()["code"]) == (403, "not_allowed")
    assert caller.get("registers/category/entries").json()["items"][0]["values"]["name"] == "供水"
    told = {one["id"]: one for one in caller.get("registers").json()["registers"]}
    assert (set(told), told["category"]["may_write"], told["unit"]["entries"]) == (
        set(REGISTERS),
        False,
        len(office.UNITS),
    )


def test_entries_are_filtered_and_paged(call: Call) -> None:
    caller = call("office.admin")

    found = caller.get("registers/post/entries", q="water").json()
    second = caller.get("registers/post/entries", page=2).json()

    assert {one["key"] for one in found["items"]} >= {"water.handle", "water.sign"}
    assert (second["page"], second["pages"]) == (1, 1)


@pytest.mark.parametrize("path", ["registers/nothing/entries", "registers/unit/entries/nothing", "kinds/nothing", "nothing",
                                  "kinds/appeal/steps/nothing/schema", "registers/nothing/schema"])  # fmt: skip
def test_what_is_not_there_is_said_as_a_problem(call: Call, path: str) -> None:
    answer = call("office.admin").get(path)

    assert (answer.status_code, answer["Content-Type"], answer.json()["code"]) == (
        404,
        "application/problem+json",
        "not_found",
    )


@pytest.mark.parametrize("kind", ALL)
def test_every_step_has_a_schema_of_its_declared_fields(call: Call, kind: str) -> None:
    caller = call("office.admin")
    told = caller.get(f"kinds/{kind}").json()

    schemas = {
        one["id"]: caller.client.get(one["form"], headers={"Authorization": f"Bearer {caller.token}"}).json()
        for one in told["steps"]
    }

    assert [one["id"] for one in told["steps"]] == [step.id for step in ALL[kind].steps]
    for step in ALL[kind].steps:
        assert list(schemas[step.id]["properties"]) == [field.id for field in step.fields]
        assert schemas[step.id]["additionalProperties"] is False


def test_the_catalogue_holds_every_clock_with_its_article(call: Call) -> None:
    told = call("office.admin").get("clocks").json()["clocks"]

    assert {one["id"] for one in told} == {clock.id for clock in CLOCKS.values()}
    assert len(told) == len({one["id"] for one in told})
    assert all(one["basis"] for one in told)


def test_divisions_stand_below_a_code(call: Call) -> None:
    caller = call("office.admin")

    assert [one["code"] for one in caller.get("divisions").json()["divisions"]] == [
        office.COUNTY,
        office.TOWN,
        office.VILLAGE,
    ]
    assert [one["code"] for one in caller.get("divisions", below=office.TOWN).json()["divisions"]] == [
        office.TOWN,
        office.VILLAGE,
    ]
    assert caller.get("divisions", below="nonsense").json() == {"divisions": [], "next": None}


def test_divisions_come_a_page_at_a_time_without_a_gap(call: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rules, "MOST_DIVISIONS", 2)
    caller = call("office.admin")

    first = caller.get("divisions").json()
    second = caller.get("divisions", cursor=first["next"]).json()

    assert [one["code"] for one in first["divisions"]] == [office.COUNTY, office.TOWN]
    assert ([one["code"] for one in second["divisions"]], second["next"]) == ([office.VILLAGE], None)

"""Reading through the API: the same matters, the same words, the same rights as on the pages."""

from collections.abc import Callable

import pytest

from tests import office
from tests.api.caller import Caller
from tests.office import OPINION, carried_to, opened, step

pytestmark = [pytest.mark.django_db, pytest.mark.postgres_too]
Call = Callable[..., Caller]


def test_a_matter_says_where_it_stands_and_masks_who_filed(call: Call) -> None:
    filed = carried_to("in_hand")

    answer = call("water.handle").get(f"matters/{filed.number}")

    told = answer.json()
    assert (answer.status_code, answer["ETag"]) == (200, '"v4"')
    assert (told["number"], told["kind"], told["version"], told["state"]["id"]) == (
        filed.number,
        "appeal",
        4,
        "accepted",
    )
    assert told["lead_unit"] == {"key": "water", "name": "water"}
    assert told["values"]["requests"] == ["修好水管", "说明原因"]
    masked = {one["field"]: one["masked"] for one in told["private"]}
    assert (masked["name"], masked["phone"], masked["words"]) == ("周**", "138****0026", None)
    assert "周小满" not in answer.content.decode()


def test_the_list_pages_by_key_and_comes_back(call: Call) -> None:
    numbers = [opened(office.at(0, n / 60)).number for n in range(30)]
    caller = call("centre.sort")

    first = caller.get("matters").json()
    second = caller.get("matters", cursor=first["next"]).json()
    back = caller.get("matters", cursor=second["previous"]).json()

    assert [one["number"] for one in first["items"] + second["items"]] == numbers[::-1]
    assert (first["total"], first["previous"], second["next"]) == ("30", None, None)
    assert [one["number"] for one in back["items"]] == [one["number"] for one in first["items"]]


def test_filters_narrow_and_an_unknown_cursor_is_said(call: Call) -> None:
    opened(), carried_to("drafted")
    caller = call("centre.sort")

    assert [one["state"] for one in caller.get("matters", state="drafted").json()["items"]] == ["drafted"]
    assert caller.get("matters", q="没有这样的字").json()["items"] == []
    wrong = caller.get("matters", cursor="nonsense")
    assert (wrong.status_code, wrong.json()["errors"][0]["path"]) == (422, "query.cursor")


def test_steps_say_why_not(call: Call) -> None:
    filed = carried_to("in_hand")

    told = call("water.handle").get(f"matters/{filed.number}/steps").json()

    steps = {one["step"]: one for one in told["steps"]}
    assert (steps["draft"]["allowed"], steps["draft"]["why_not"]) == (True, None)
    assert steps["accept"]["allowed"] is False
    assert "这一步不适用" in steps["accept"]["why_not"]["zh"]
    assert steps["draft"]["form"] == "/api/v1/kinds/appeal/steps/draft/schema"


def test_events_and_clocks_are_told_in_words(call: Call) -> None:
    filed = carried_to("in_hand")
    caller = call("water.handle")

    events = caller.get(f"matters/{filed.number}/events").json()["events"]
    clocks = caller.get(f"matters/{filed.number}/clocks").json()["clocks"]

    assert [one["type"] for one in events] == [
        "appeal.registered", "appeal.accepted", "appeal.handed_over", "appeal.signed_for",
    ]  # fmt: skip
    handling = next(one for one in clocks if one["id"] == "XF-06")
    assert (handling["running"], handling["binding"], handling["legal"]) == (True, True, True)
    assert "信访工作条例" in handling["basis"]
    assert sum(day["counted"] for day in handling["days"]) == 60


def test_personal_data_opens_with_a_reason_and_is_written_down(call: Call) -> None:
    filed = carried_to("in_hand")
    caller = call("water.handle")

    opening = caller.post(f"matters/{filed.number}/readings", {"fields": ["name", "place"], "reason": "约时间上门"})
    readings = caller.get(f"matters/{filed.number}/readings").json()["readings"]

    assert opening.json()["values"] == {"name": "周小满", "place": "柳溪村 3 组 12 号"}
    assert [(one["post"], sorted(one["fields"]), one["reason"]) for one in readings] == [
        ("water · handle", ["name", "place"], "约时间上门")
    ]


@pytest.mark.parametrize("reason", ["", " ", "看"])
def test_without_a_reason_nothing_opens(call: Call, reason: str) -> None:
    filed = carried_to("in_hand")
    caller = call("water.handle")

    answer = caller.post(f"matters/{filed.number}/readings", {"fields": ["name"], "reason": reason})

    assert (answer.status_code, answer.json()["errors"][0]["path"]) == (422, "body.reason")
    assert caller.get(f"matters/{filed.number}/readings").json()["readings"] == []


def test_papers_come_as_pdf_and_word_and_each_is_a_reading(call: Call) -> None:
    filed = carried_to("served")
    caller = call("water.handle")

    paper = caller.get(f"matters/{filed.number}/papers").json()["papers"][-1]
    made = [
        caller.client.get(paper[form], headers={"Authorization": f"Bearer {caller.token}"}) for form in ("pdf", "docx")
    ]

    assert [(one.status_code, one.content[:4]) for one in made] == [(200, b"%PDF"), (200, b"PK\x03\x04")]
    assert caller.get(f"matters/{filed.number}").json()["readings"] == 1


def test_a_figure_comes_with_its_count_its_interval_and_its_words(call: Call, clock: Callable[..., None]) -> None:
    for number in range(6):
        filed = carried_to("in_hand", office.at(0, number / 60))
        step(filed.matter, "draft", "water.handle", office.at(0, 8), **OPINION)
    clock(office.at(100))

    told = call("centre.watch").get("figures/on_time_rate").json()

    assert (told["total"]["n"], told["total"]["on_time_n"], told["total"]["open_n"], told["total"]["rate"]) == (
        6,
        0,
        6,
        0.0,
    )
    assert 0 < told["total"]["high"] < 0.5
    assert [one["unit"]["key"] for one in told["units"]] == ["water"]
    assert told["measure"]["title"]["zh"] == "按期率"


def test_a_leaf_of_a_receipt_is_proven_once_it_is_sealed(call: Call) -> None:
    from django.conf import settings

    from huiyin.ledger.roots import seal

    filed = opened()
    caller = call("centre.intake")

    before = caller.get(f"ledger/leaves/{filed.leaf}").json()
    seal(at=office.at(1), county=settings.COUNTY)
    after = caller.get(f"ledger/leaves/{filed.leaf}").json()
    chain = caller.get(f"matters/{filed.number}/proof").json()

    assert (before["sealed"], after["sealed"], after["holds"]) == (False, True, True)
    assert (chain["sound"], [one["leaf"] for one in chain["leaves"]]) == (True, [filed.leaf])
    assert after["root"] == caller.get("ledger/roots").json()["roots"][0]
    assert caller.get("ledger").json()["unsealed"] == 0
    assert caller.get(f"ledger/leaves/{'0' * 64}").status_code == 404

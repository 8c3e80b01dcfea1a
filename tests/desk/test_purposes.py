"""The counter's first question is what brings the person: each purpose its own form, an accusation seen no more."""

from collections.abc import Callable
from datetime import timedelta
from re import findall

import pytest
from django.test import Client

from huiyin.acts.slip_marks import mark_written
from huiyin.ledger.keys import newest_private
from huiyin.queries.receipts import Slip, receipt
from huiyin.store.access import visible
from huiyin.store.facts import ClockFact
from huiyin.store.matters import ClockRow, MatterRow
from tests import office
from tests.desk.conftest import NOW
from tests.office import MORNING, VILLAGE

pytestmark = pytest.mark.django_db
Desk = Callable[[str], Client]
A_SUGGESTION = {
    "kind": "suggestion", "channel": "walk_in", "words": "村口路黑，晚上摔过人。", "requests": "村口装两盏路灯",
    "village": VILLAGE, "place": "", "name": "", "phone": "", "concerns_office": "no", "title": "村口装路灯",
}  # fmt: skip
AN_ACCUSATION = {
    "kind": "accusation", "channel": "walk_in", "words": "供水所的人收了两千块才给通水。", "accused": "某所长",
    "village": VILLAGE, "place": "", "name": "周小满", "phone": "13800000026", "concerns_office": "yes",
    "concerned_unit": "water",
}  # fmt: skip


def token(client: Client, kind: str) -> str:
    words = client.get(f"/desk/intake/?kind={kind}").content.decode()
    return str(findall(r'name="token" value="([0-9a-f-]{36})"', words)[0])


def taken_in(client: Client, typed: dict[str, str]) -> tuple[str, str]:
    """File at the counter; return the address and the words of the page with the slip."""
    answer = client.post(
        "/desk/intake/", {"read_back": "aloud", **typed, "token": token(client, typed["kind"]), "file": "1"}
    )
    assert answer.status_code == 302
    return str(answer["Location"]), client.get(answer["Location"]).content.decode()


def test_every_purpose_stands_at_the_head_with_the_complaint_of_retaliation_beside_it(desk: Desk) -> None:
    words = desk("centre.intake").get("/desk/intake/").content.decode()

    assert findall(r'\?kind=(\w+)"', words) == ["appeal", "suggestion", "accusation", "order"]
    assert 'href="/desk/retaliation/"' in words


def test_a_suggestion_is_taken_in_without_a_name_and_is_owed_its_answer(desk: Desk) -> None:
    client = desk("centre.intake")
    asked = client.post("/desk/intake/", {**A_SUGGESTION, "token": token(client, "suggestion"), "suggest": "1"})

    _, words = taken_in(client, A_SUGGESTION)

    held = MatterRow.objects.get()
    assert (held.kind, held.state, held.received_unit, held.title) == (
        "suggestion",
        "registered",
        "centre",
        "村口装路灯",
    )
    assert ClockRow.objects.filter(matter=held.id, running=True, clock="BD-08").exists()
    assert "答复您采纳不采纳" in asked.content.decode().split('class="guest"')[1]
    assert f"/desk/matters/{held.number}/" in words


def test_an_accusation_goes_to_discipline_inspection_and_the_counter_sees_it_no_more(desk: Desk) -> None:
    client = desk("centre.intake")

    _, words = taken_in(client, AN_ACCUSATION)

    held = MatterRow.objects.get()
    knowing = {post for post in office.POSTS if visible(office.someone(post, NOW)).filter(id=held.id).exists()}
    assert (held.kind, held.lead_unit, held.title) == ("accusation", "discipline", "检举控告")
    assert knowing == {"discipline.desk", "discipline.head"}
    assert newest_private(held.id)["words"] == AN_ACCUSATION["words"]
    assert not ClockFact.objects.filter(matter=held.id).exists()
    assert f"/desk/matters/{held.number}/" not in words
    assert client.get(f"/desk/matters/{held.number}/").status_code == 404


def test_the_slip_of_an_accusation_says_nothing_of_what_was_said_or_who_has_it(desk: Desk) -> None:
    client = desk("centre.intake")
    where, words = taken_in(client, AN_ACCUSATION)
    held, code = MatterRow.objects.get(), findall(r'no-big">([A-Z0-9-]{12})<', words)[0]

    slip = receipt(Slip(held.id, held.number, code, "0" * 64), actor=office.someone("centre.intake", NOW))

    said = {row.label: row.text for row in slip.rows}
    assert (said["什么事"], said["谁来办"]) == ("内容按规定不印在回执上", "依法有权办理的专门岗位")
    assert (slip.organ, "您想要" in said, len(slip.guides)) == ("安澜县centre", False, 2)
    assert not [one for one in ("供水", "检举", "纪", "discipline", "周小满") if one in str(slip)]
    assert client.get(f"{where}receipt.pdf").content[:5] == b"%PDF-"


def test_what_an_accusation_says_is_compared_with_nothing(desk: Desk) -> None:
    filed = office.opened(title="供水所收了两千块")
    client = desk("centre.intake")

    typed = {**AN_ACCUSATION, "token": token(client, "accusation"), "suggest": "1"}
    words = client.post("/desk/intake/", typed).content.decode()

    assert filed.number not in words
    assert "像是重复" not in words
    assert AN_ACCUSATION["words"] in words.split('class="guest"')[1]


def test_a_half_typed_accusation_waits_under_its_own_purpose(desk: Desk) -> None:
    client = desk("centre.intake")
    client.post("/desk/intake/", {**AN_ACCUSATION, "token": token(client, "accusation"), "keep": "1"})

    assert AN_ACCUSATION["words"] in client.get("/desk/intake/?kind=accusation").content.decode()
    assert AN_ACCUSATION["words"] not in client.get("/desk/intake/").content.decode()


@pytest.mark.parametrize(
    ("code", "leads"),
    [
        ("suggestion-1-register", "/desk/intake/?kind=suggestion"),
        ("accusation-1-register", "/desk/intake/?kind=accusation"),
        ("retaliation-1-register", "/desk/retaliation/"),
    ],
)
def test_a_paper_form_leads_to_the_form_of_its_purpose(desk: Desk, code: str, leads: str) -> None:
    assert desk("centre.intake").get(f"/desk/form/?code={code}")["Location"] == leads


def test_a_paper_form_about_ones_data_asks_for_the_number(desk: Desk) -> None:
    filed, client = office.opened(), desk("centre.intake")

    assert client.get("/desk/form/?code=data-request-1-register").status_code == 422
    led = client.get(f"/desk/form/?code=data-request-1-register&number={filed.number}")
    assert led["Location"] == f"/desk/matters/{filed.number}/data-request/"


def test_what_was_filed_twice_names_the_first_and_is_parted_with_one_step(desk: Desk) -> None:
    first = office.opened(NOW - timedelta(days=1), title="停水三天没人管")
    mark_written(at=MORNING)
    client = desk("centre.intake")
    typed = {
        "kind": "appeal", "channel": "walk_in", "words": "停水三天了没人管，盼着修好。", "requests": "修好水管\n说明原因",
        "village": VILLAGE, "phone": "13800000026", "name": "周小满", "concerns_office": "no", "title": "停水三天没人管",
    }  # fmt: skip

    _, words = taken_in(client, typed)

    again = MatterRow.objects.get(state="joined")
    part = f"/desk/matters/{again.number}/do/part_own/"
    assert first.number in words
    assert f'href="{part}"' in words
    assert "本人重复反映" in client.get(f"/desk/matters/{again.number}/?tab=links").content.decode()
    version = findall(r'name="version" value="(\d+)"', client.get(part).content.decode())[0]
    assert client.post(part, {"version": version, "reason": "说的是另一栋楼"}).status_code == 302
    assert MatterRow.objects.get(id=again.id).state == "registered"


def test_whoever_writes_a_shared_reply_is_told_how_many_wait_for_it(desk: Desk) -> None:
    first, second = office.opened(NOW - timedelta(days=1)), office.opened(NOW - timedelta(days=1), name="李大山")
    for one in (first, second):
        office.step(one.matter, "accept", "centre.sort", NOW - timedelta(hours=20))
    given = {"to_post": "water.handle", "reason": "供水归水务"}
    office.step(first.matter, "hand_over", "centre.sort", NOW - timedelta(hours=19), **given)
    office.step(first.matter, "sign_for", "water.handle", NOW - timedelta(hours=18))
    merged = {"other": first.number, "reason": "同一处停水", "same_answer": "yes"}
    office.step(second.matter, "merge", "centre.sort", NOW - timedelta(hours=17), **merged)

    words = desk("water.handle").get(f"/desk/matters/{first.number}/do/draft/").content.decode()

    assert "还有 1 件等同一份答复" in words
    assert second.number not in words

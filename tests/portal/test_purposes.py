"""A suggestion and an accusation on the net: each its own form, who reads it said first, a slip that tells nothing."""

import re

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from huiyin.ledger.keys import newest_private
from huiyin.store.access import visible
from huiyin.store.matters import Exclusion, MatterRow
from tests import office
from tests.office import TOWN, VILLAGE
from tests.portal.conftest import photo, receipt, text, token_of

pytestmark = pytest.mark.django_db
A_SUGGESTION = {
    "kind": "suggestion", "words": "村口路黑，晚上摔过人。", "requests": "村口装两盏路灯", "town": TOWN, "village": VILLAGE,
    "concern": "no", "name": "", "phone": "",
}  # fmt: skip
AN_ACCUSATION = {
    "kind": "accusation", "words": "供水所的人收了两千块才给通水。", "accused": "某所长", "town": TOWN, "village": VILLAGE,
    "concern": "yes", "office": "water", "name": "周小满", "phone": "13800000026",
}  # fmt: skip
FORMS = {"suggestion": ("/file/suggestion/", A_SUGGESTION), "accusation": ("/file/accusation/", AN_ACCUSATION)}


def send(client: Client, kind: str, **changes: str) -> None:
    where, typed = FORMS[kind]
    token = token_of(client.get(where))
    answer = client.post(where, {**typed, "token": token, "from": "check", "go": "send", **changes})
    assert (answer.status_code, answer["Location"]) == (302, "/file/receipt/")


def test_a_suggestion_without_a_name_gets_its_code_and_the_day_of_its_answer(client: Client) -> None:
    send(client, "suggestion")

    held, (number, code, _) = MatterRow.objects.get(), receipt(client)
    page = text(client.get("/file/receipt/"))
    assert (held.kind, held.number, held.channel, held.lead_unit) == ("suggestion", number, "web", "centre")
    assert newest_private(held.id) == {"words": A_SUGGESTION["words"]}
    assert "答复您采纳不采纳" in page
    opened = Client()
    assert opened.post("/track/", {"code": code})["Location"] == "/my/"
    assert "村口" in text(opened.get("/my/"))


def test_an_accusation_is_known_to_discipline_inspection_alone(client: Client) -> None:
    send(client, "accusation")

    held = MatterRow.objects.get()
    knowing = {post for post in office.POSTS if visible(office.someone(post, office.at(1))).filter(id=held.id).exists()}
    assert (held.kind, held.lead_unit) == ("accusation", "discipline")
    assert knowing == {"discipline.desk", "discipline.head"}
    assert newest_private(held.id)["accused"] == "某所长"
    assert set(Exclusion.objects.filter(matter=held.id).values_list("unit", flat=True)) == {"water", "water-team"}


def test_the_slip_of_an_accusation_says_nothing_of_the_content(client: Client) -> None:
    send(client, "accusation")

    number, code, _ = receipt(client)
    page = text(client.get("/file/receipt/"))
    assert "内容按规定不印在回执上" in page
    assert not [word for word in ("检举", "纪检", "discipline", "供水", "某所长") if word in page.split("看进度")[0]]
    assert client.get("/file/receipt.pdf").content[:5] == b"%PDF-"
    opened = Client()
    opened.post("/track/", {"code": code})
    assert number in text(opened.get("/my/"))


@pytest.mark.parametrize(
    ("kind", "says"),
    [
        ("suggestion", "采纳不采纳都答复您（信访工作条例第二十九条）"),
        ("accusation", "窗口、被反映的人和单位、别的单位都看不到"),
    ],
)
@pytest.mark.parametrize("look", ["plain", "elder"])
def test_who_reads_it_is_said_before_the_first_word_and_before_sending(
    client: Client, kind: str, says: str, look: str
) -> None:
    client.cookies["look"] = look
    where, typed = FORMS[kind]

    assert says in text(client.get(where))
    assert says in text(client.post(where, {**typed, "from": "who", "go": "check"}))


def test_a_half_typed_accusation_waits_apart_from_a_half_typed_appeal(client: Client) -> None:
    token = token_of(client.get("/file/accusation/"))
    client.post("/file/keep/", {**AN_ACCUSATION, "token": token, "from": "story"})

    assert AN_ACCUSATION["words"] in client.get("/file/accusation/").content.decode()
    assert AN_ACCUSATION["words"] not in client.get("/file/").content.decode()
    assert AN_ACCUSATION["words"] not in client.get("/file/suggestion/").content.decode()
    gone = client.post("/file/erase/", {"kind": "accusation", "token": token})
    assert gone["Location"] == "/file/accusation/?erased=1"
    assert AN_ACCUSATION["words"] not in client.get("/file/accusation/").content.decode()


def test_a_photo_goes_along_with_an_accusation_and_is_shown_to_this_browser(client: Client) -> None:
    where, typed = FORMS["accusation"]
    token = token_of(client.get(where))
    page = client.post(where, {**typed, "token": token, "from": "pieces", "add": "1", "photos": [photo()]})

    shown = re.search(r'src="(/file/pieces/[^"]+)"', page.content.decode())
    assert shown is not None
    assert client.get(shown[1])["Content-Type"] == "image/jpeg"
    assert Client().get(shown[1]).status_code == 404
    client.post(where, {**typed, "token": token, "from": "check", "go": "send"})
    assert "files" in newest_private(MatterRow.objects.get().id)


def test_elders_are_asked_one_thing_a_page_and_only_what_the_form_has(client: Client) -> None:
    client.cookies["look"] = "elder"
    where, typed = FORMS["accusation"]
    said, wanted = [], "story"
    for _ in range(12):
        page = client.post(where, {**typed, "from": "", "go": wanted})
        said += re.findall(r"<h1>([^<]+)</h1>", page.content.decode())
        found = re.search(r'b-main b-wide" type="submit" name="go" value="(\w+)"', page.content.decode())
        assert found is not None
        if found[1] == "send":
            break
        wanted = found[1]

    assert said == [
        "是什么事？", "反映的是谁？", "有照片、录音吗？没有就跳过", "在哪个乡镇、街道？", "在哪个村？",
        "反映的是单位或干部吗？", "反映的是哪个单位？", "怎么找您？", "看看对不对",
    ]  # fmt: skip


def test_every_purpose_is_found_from_the_front_page_the_guide_and_ones_own_page(client: Client) -> None:
    found = {where: client.get(where).content.decode() for where in ("/", "/guide/", "/purposes/")}

    assert 'href="/purposes/"' in found["/"]
    for link in ("/file/suggestion/", "/file/accusation/", "/retaliation/"):
        assert f'href="{link}"' in found["/guide/"]
        assert f'href="{link}"' in found["/purposes/"]
    assert 'href="/retaliation/"' in found["/"]


def test_the_progress_page_leads_to_the_complaint_of_retaliation_in_both_versions(client: Client) -> None:
    send(client, "suggestion")

    assert 'href="/my/retaliation/"' in client.get("/my/").content.decode()
    client.cookies["look"] = "elder"
    assert 'href="/my/retaliation/"' in client.get("/my/").content.decode()


def test_paper_twins_of_both_are_printed(client: Client) -> None:
    for code in ("suggestion-1-register", "accusation-1-register"):
        assert client.get(f"/forms/{code}.pdf").content[:5] == b"%PDF-"
        assert f"/forms/{code}.pdf" in client.get("/forms/").content.decode()


@pytest.mark.parametrize("where", ["/purposes/", "/file/suggestion/", "/file/accusation/", "/"])
def test_no_page_asks_the_database_much(
    client: Client, where: str, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_max_num_queries(15):
        client.get(where)

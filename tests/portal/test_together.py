"""Several people on the net: asked page by page, and each representative at the progress page with a code of his own."""

from datetime import datetime
from typing import Any
from uuid import UUID

import pytest
from django.test import Client
from django.test import override_settings as with_settings

from huiyin.acts.files import Taking, take_with_files
from huiyin.acts.slip_marks import mark_recent
from huiyin.acts.writing import Moment
from huiyin.queries.gate import Request, read_private
from huiyin.store.matters import MatterRow
from huiyin.store.working import Message
from tests import office
from tests.office import at, someone, step
from tests.portal.conftest import TYPED, Clock, send, text, token_of

pytestmark = [pytest.mark.django_db, pytest.mark.postgres_too]

TOGETHER: dict[str, Any] = {
    **TYPED,
    "joint": "yes",
    "people_count": "12",
    "representative_count": "3",
    "serve_at": "",
    "name_2": "吴二丫",
    "phone_2": "13800000027",
    "serve_at_2": "柳溪村 1 组 2 号",
    "name_3": "郑三元",
    "phone_3": "13800000028",
    "serve_at_3": "",
}


def at_the_counter() -> tuple[UUID, tuple[str, ...]]:
    """File at the counter; return the matter and the codes of its three representatives."""
    given = {name: value for name, value in TOGETHER.items() if name[-2:] in ("_2", "_3")}
    filed = office.opened(joint="yes", people_count=12, representative_count=3, **given)
    return filed.matter, (filed.code, *filed.others)


def looking(code: str) -> Client:
    """Return the browser of whoever typed a code."""
    client = Client()
    client.post("/track/", {"code": code})
    return client


def test_each_further_representative_is_asked_for_and_one_more_is_not(client: Client) -> None:
    first = client.get("/file/")
    carried = {**TYPED, "joint": "yes", "token": token_of(first)}
    numbers = client.post("/file/", {**carried, "from": "where", "go": "together"})
    others = client.post(
        "/file/", {**carried, "people_count": "12", "representative_count": "3", "from": "together", "go": "others"}
    )

    assert "推选了几位代表" in text(numbers)
    asked = others.content.decode()
    assert ('name="name_3"' in asked, 'name="name_4"' in asked) == (True, False)


def test_a_sixth_representative_is_refused_at_the_page_that_asks(client: Client) -> None:
    typed = {**TOGETHER, "representative_count": "6", "token": token_of(client.get("/file/"))}

    page = client.post("/file/", {**typed, "from": "together", "go": "check"})

    assert "代表不得超过 5 人，请各位再推选（信访工作条例 第20条）" in text(page)
    assert 'value="6"' in page.content.decode()


def test_more_representatives_than_people_are_refused_at_the_page_that_asks(client: Client) -> None:
    typed = {**TOGETHER, "people_count": "2", "token": token_of(client.get("/file/"))}

    assert "代表比一起反映的人还多" in text(client.post("/file/", {**typed, "from": "together", "go": "check"}))


def test_who_files_gets_his_own_code_and_the_others_are_told_how_to_get_theirs(client: Client) -> None:
    send(client, **{name: value for name, value in TOGETHER.items() if name not in TYPED})

    held = MatterRow.objects.get()
    page = text(client.get("/file/receipt/"))
    assert held.values["people_count"] == 12
    assert "您是第 1 位代表" in page
    assert "吴二丫" not in f"{page}{held.values}"
    assert [(one.party, "回执丢了" in one.words) for one in Message.objects.order_by("party")] == [
        ("2", True),
        ("3", True),
    ]


def test_another_gets_his_own_code_by_his_own_telephone(client: Client) -> None:
    send(client, **{name: value for name, value in TOGETHER.items() if name not in TYPED})
    mark_recent(at=at(0, 1))
    other = Client()
    with with_settings(MESSAGES_URL="file:///nowhere"):
        other.post("/lost/", {"phone": "13800000027"})
        code = Message.objects.get(sort="code")
        other.post("/lost/", {"phone": "13800000027", "code": code.words.split("验证码 ")[1][:6]})
    mine = other.get("/lost/mine/")
    held = MatterRow.objects.get()
    renewed = other.post(f"/lost/code/{held.id}/", {"party": "2"})

    assert code.party == "2"
    assert "您是第2位代表" in text(mine)
    assert "13800000026" not in text(mine)
    assert renewed.status_code == 200
    # Another's code is not his to renew.
    assert other.post(f"/lost/code/{held.id}/", {"party": "3"}).status_code == 302


def test_each_sees_the_progress_and_his_own_readings_and_nobody_elses_telephone() -> None:
    matter, codes = at_the_counter()
    read_private(Request(matter, frozenset({"phone_2"}), "约时间"), actor=someone("centre.intake", at(0, 1)))

    pages = [looking(code) for code in codes]
    shown = [text(one.get("/my/")) for one in pages]
    assert ["您是第 1 位代表" in shown[0], "您是第 2 位代表" in shown[1], "您是第 3 位代表" in shown[2]] == [True] * 3
    assert ["约时间" in text(one.get("/my/readings/")) for one in pages] == [False, True, False]
    copies = [one.post("/my/data/copy.json").content.decode() for one in pages]
    numbers = ("13800000026", "13800000027", "13800000028")
    # The first wrote the first number into the words, which are everybody's; so the last two are what tells.
    assert [[number in one for number in numbers[1:]] for one in copies] == [
        [False, False],
        [True, False],
        [False, True],
    ]


def _signed(matter: UUID) -> None:
    path = (
        ("accept", "centre.sort", {}),
        ("hand_over", "centre.sort", {"to_post": "water.handle", "reason": "供水归水务"}),
        ("sign_for", "water.handle", {}),
        ("draft", "water.handle", office.OPINION),
        ("check", "water.check", {}),
        ("sign", "water.sign", {}),
    )
    for hour, (name, post, values) in enumerate(path, start=1):
        step(matter, name, post, at(0, hour), **values)


def _served(matter: UUID, when: datetime, step_id: str, **values: Any) -> None:
    taking = Taking(matter, step_id, {"served_way": "in_person", **values}, {})
    take_with_files(taking, actor=someone("water.handle", when), moment=Moment(when, when))


def test_each_is_told_his_own_last_day_and_gets_his_own_copy(clock: Clock) -> None:
    matter, codes = at_the_counter()
    _signed(matter)
    _served(matter, at(1), "serve_some", served_whom=["2"])
    clock(at(2))
    early = looking(codes[1])
    before = text(early.get("/my/"))
    _served(matter, at(10), "serve")
    clock(at(11))

    second, third = (text(looking(code).get("/my/")) for code in codes[1:])
    reply = text(looking(codes[1]).get("/my/reply/"))
    assert "您不用等，现在就可以申请复查；从您收到算，您的最后一天是 9月3日（周四）" in before
    assert "申请复查的最后一天是 9月3日（周四）；有的代表收到得晚，到 9月14日（周一） 以前" in second
    assert "申请复查的最后一天是 9月14日（周一）。" in third
    assert "吴二丫等12人" in reply
    assert "周小满" not in reply

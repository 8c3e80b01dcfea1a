"""Several people at the counter: one form, a slip for each representative, and who has been served of them."""

from collections.abc import Callable
from datetime import datetime
from re import findall
from typing import Any
from uuid import UUID

import pytest
from django.test import Client

from huiyin.acts.files import Taking, take_with_files
from huiyin.acts.writing import Moment
from huiyin.store.matters import MatterRow, Paper
from tests import office
from tests.desk.test_intake import TYPED, token
from tests.office import at, someone, step

pytestmark = [pytest.mark.django_db, pytest.mark.postgres_too]
Desk = Callable[[str], Client]
TOGETHER: dict[str, Any] = {
    "joint": "yes", "people_count": "12", "representative_count": "3",
    "name_2": "吴二丫", "phone_2": "13800000027", "serve_at_2": "柳溪村 1 组 2 号", "name_3": "郑三元", "phone_3": "13800000028",
}  # fmt: skip


def test_the_counter_hands_a_slip_to_each_representative(desk: Desk) -> None:
    client = desk("centre.intake")

    answer = client.post("/desk/intake/", {**TYPED, **TOGETHER, "token": token(client), "file": "1"})
    page = client.get(answer["Location"]).content.decode()

    codes = findall(r'no-big">([A-Z0-9]{4}-[A-Z0-9]{4}-[A-Z0-9]{2})<', page)
    slips = [client.get(f"{answer['Location']}receipt.pdf?whom={whom}") for whom in (1, 2, 3, 4)]
    assert len(set(codes)) == 3
    assert [one.status_code for one in slips] == [200, 200, 200, 404]
    assert len({one.content for one in slips[:3]}) == 3


def test_a_sixth_representative_is_refused_beside_the_field_and_nothing_is_lost(desk: Desk) -> None:
    client = desk("centre.intake")

    page = client.post(
        "/desk/intake/", {**TYPED, **TOGETHER, "representative_count": "6", "token": token(client), "file": "1"}
    )

    words = page.content.decode()
    assert (page.status_code, MatterRow.objects.count()) == (422, 0)
    assert "代表不得超过 5 人，请各位再推选（信访工作条例 第20条）" in words
    assert ('value="6"' in words, 'value="吴二丫"' in words) == (True, True)


def _signed() -> tuple[UUID, str]:
    filed = office.opened(**TOGETHER)
    for hour, (name, post, values) in enumerate(
        (
            ("accept", "centre.sort", {}),
            ("hand_over", "centre.sort", {"to_post": "water.handle", "reason": "供水归水务"}),
            ("sign_for", "water.handle", {}),
            ("draft", "water.handle", office.OPINION),
            ("check", "water.check", {}),
            ("sign", "water.sign", {}),
        )
    ):
        step(filed.matter, name, post, at(0, hour), **values)
    return filed.matter, filed.number


def _served(matter: UUID, when: datetime, step_id: str, **values: Any) -> None:
    taking = Taking(matter, step_id, {"served_way": "in_person", **values}, {})
    take_with_files(taking, actor=someone("water.handle", when), moment=Moment(when, when))


def test_the_papers_tab_says_who_has_it_until_when_and_who_has_not(desk: Desk) -> None:
    matter, number = _signed()
    _served(matter, at(0, 10), "serve_some", served_whom=["2"])

    client = desk("water.handle")
    tab = client.get(f"/desk/matters/{number}/?tab=papers").content.decode()
    form = client.get(f"/desk/matters/{number}/do/serve_some/").content.decode()
    whole = client.get(f"/desk/matters/{number}/do/serve/").content.decode()

    assert "送到了一部分代表" in tab
    assert "第2位代表：2026年8月3日 当面送达，申请到 9月2日" in tab
    assert tab.count("<b>还没送到</b>") == 4
    assert findall(r'name="served_whom" value="(\d)"', form) == ["1", "3"]
    assert "还没收到的代表：第1位、第3位" in whole


def test_each_copy_names_its_own_recipient(desk: Desk) -> None:
    matter, number = _signed()
    paper = Paper.objects.get(matter=matter, code="D08")
    client = desk("water.handle")

    answers = [client.get(f"/desk/matters/{number}/papers/{paper.id}.pdf?whom={whom}") for whom in ("1", "2", "4")]

    assert [one.status_code for one in answers] == [200, 200, 404]
    assert answers[0].content != answers[1].content


def test_one_representative_is_opened_at_a_time(desk: Desk) -> None:
    _, number = _signed()
    client = desk("centre.intake")

    page = client.post(f"/desk/matters/{number}/read/", {"group": "contact_2", "reason": "约时间", "tab": "parties"})

    words = page.content.decode()
    assert "13800000027" in words
    assert "13800000028" not in words
    assert "第 3 位代表" in words

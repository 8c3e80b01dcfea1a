"""A matter's page: its parts, its keys with their reasons, and personal words that open only with a reason."""

from collections.abc import Callable
from datetime import datetime

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from huiyin.store.readings import Reading
from tests import office
from tests.office import at, step

pytestmark = pytest.mark.django_db
Desk = Callable[[str], Client]
Move = Callable[[datetime], None]
SAID = "盼着早点修好"


def page(client: Client, number: str, tab: str = "flow") -> str:
    answer = client.get(f"/desk/matters/{number}/?tab={tab}")
    assert answer.status_code == 200
    return str(answer.content.decode())


def test_head_names_number_lead_light_and_both_clocks(desk: Desk) -> None:
    filed = office.carried_to("in_hand")

    words = page(desk("water.handle"), filed.number)

    assert f'<b class="no no-lead">{filed.number}</b>' in words
    assert "water · handle" in words
    assert "10月8日" in words
    assert "法定" in words
    assert "本地“书面答复（地方要求）”另计" in words
    assert "《信访工作条例》第34条" in words


def test_keys_that_apply_come_first_and_others_say_why_not(desk: Desk) -> None:
    filed = office.carried_to("in_hand")

    words = page(desk("water.handle"), filed.number)
    first, _, rest = words.partition("verbs-why")

    assert 'data-verb="reply">拟答复意见' in first.replace("\n", "")
    assert 'aria-disabled="true" data-verb="supervise"' in rest
    assert "不是您岗位的事" in rest
    assert "这一步不适用" in rest


def test_clocks_are_explained_day_by_day_with_their_article(desk: Desk) -> None:
    filed = office.carried_to("in_hand")

    words = desk("water.handle").get(f"/desk/matters/{filed.number}/clocks/").content.decode()

    assert "《信访工作条例》第34条" in words
    assert "起算日，不计入" in words
    assert "数，第 60 日" in words
    assert "XF-06-L" in words


def test_nothing_personal_stands_on_any_tab(desk: Desk) -> None:
    filed = office.carried_to("signed")

    for tab in ("flow", "papers", "files", "parties", "links", "voices", "readings", "trail"):
        words = page(desk("water.handle"), filed.number, tab)
        for private in ("周小满", "13800000026", SAID, "3 组 12 号"):
            assert private not in words, tab
    assert Reading.objects.count() == 0


def test_reading_needs_a_reason_and_is_written_down(desk: Desk) -> None:
    filed = office.carried_to("in_hand")
    client, url = desk("water.handle"), f"/desk/matters/{filed.number}/read/"

    refused = client.post(url, {"group": "spoken", "reason": ""}).content.decode()
    opened = client.post(url, {"group": "spoken", "reason": "核实停水原因"}).content.decode()

    assert "请写一句为什么要看" in refused
    assert SAID not in refused
    assert SAID in opened
    assert "周小满" not in opened
    held = Reading.objects.get()
    assert (held.post, held.fields, held.reason, held.way) == ("water.handle", "words", "核实停水原因", "page")
    assert SAID not in page(client, filed.number)
    listed = page(client, filed.number, "readings")
    assert "核实停水原因" in listed
    assert "说了什么" in listed


def test_own_reason_goes_before_a_ready_one(desk: Desk) -> None:
    filed = office.carried_to("in_hand")

    desk("water.handle").post(
        f"/desk/matters/{filed.number}/read/",
        {"group": "contact", "reason": "联系反映人", "reason_words": "约上门时间"},
    )

    assert Reading.objects.get().reason == "约上门时间"
    assert set(Reading.objects.get().fields.split(",")) == {"name", "place"}


def test_a_sealed_note_opens_by_its_own_version(desk: Desk) -> None:
    filed = office.carried_to("in_hand")
    first = step(filed.matter, "note", "water.handle", at(0, 5), progress="第一次去没人在家")
    step(filed.matter, "note", "water.handle", at(0, 6), progress="第二次见到了人")

    opened = desk("water.handle").post(
        f"/desk/matters/{filed.number}/read/", {"group": "note", "version": str(first), "reason": "核对经过"}
    )

    assert "第一次去没人在家" in opened.content.decode()
    assert "第二次见到了人" not in opened.content.decode()


def test_three_voices_stand_side_by_side(desk: Desk, clock: Move) -> None:
    filed = office.carried_to("served")
    step(filed.matter, "close", "water.handle", at(0, 8), office_says="yes")
    step(filed.matter, "rate", "filer", at(0, 8), attitude="satisfied", result="dissatisfied", solved="no")

    words = page(desk("water.handle"), filed.number, "voices")

    assert "解决了" in words
    assert "没解决" in words
    assert "还没说" in words


def test_review_and_appeal_lead_to_each_other_for_who_may_see_both(desk: Desk, clock: Move) -> None:
    filed = office.carried_to("served")
    step(filed.matter, "ask_review", "filer", at(1), review_reason="没有说清原因")
    clock(at(1, 1))

    mine = page(desk("water.handle"), filed.number, "links")

    # The review is with the body above; the unit reviewed does not see into it.
    assert "没有关联的事项" in mine


def test_queries_of_a_matter_are_few_and_flat_in_events(desk: Desk) -> None:
    filed = office.carried_to("in_hand")
    client, counts = desk("water.handle"), []
    for more in (1, 2, 20):
        for _ in range(more):
            step(filed.matter, "note", "water.handle", at(0, 5), progress="看了一次", progress_public="已派人看")
        with CaptureQueriesContext(connection) as caught:
            page(client, filed.number)
        counts.append(len(caught))

    assert counts[0] == counts[1] == counts[2]
    assert counts[0] < 30


def test_what_was_said_stands_in_the_order_of_the_form_and_days_in_words(desk: Desk, clock: Move) -> None:
    filed = office.carried_to("in_hand")
    hearing = {
        "hearing_about": "停水", "hearing_on": "2026-08-20", "hearing_time": "上午9时", "hearing_place": "听证室",
        "hearing_host": "水务局副局长", "hearing_members": ["法律顾问", "居民代表"], "hearing_clerk": "记录岗", "hearing_public": "yes",
    }  # fmt: skip
    office.signed(filed.matter, "hearing_opened", "water.handle", at(2), by="water.sign", **hearing)

    clock(at(3))
    words = page(desk("water.handle"), filed.number)

    said = "哪天：2026年8月20日；几点：上午9时；在哪里：听证室；主持人（单位和职务）：水务局副局长；听证员：法律顾问；居民代表；"
    assert said in words


def test_an_objection_says_on_the_page_that_it_waits_until_somebody_decides(desk: Desk, clock: Move) -> None:
    filed = office.opened()
    step(filed.matter, "assign", "centre.sort", at(0, 1), to_post="water.handle", reason="供水归水务")
    objection = {"why_back": "not_ours", "objection_facts": "管网归公路部门", "proposed_unit": "roads"}
    office.signed(filed.matter, "object", "water.handle", at(0, 2), by="water.sign", **objection)
    clock(at(0, 3))

    for post in ("centre.sort", "water.handle"):
        assert "等交办的核实" in page(desk(post), filed.number)
    step(filed.matter, "insist", "centre.sort", at(0, 4), objection_found="核过了", reason="归你管")
    assert "等交办的核实" not in page(desk("centre.sort"), filed.number)

"""A resident's whole way: filing, progress, reply, rating, reopening, review; and who has read along the way."""

import re
from typing import Any
from uuid import UUID

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from huiyin.flow.words import Role
from huiyin.kinds import ALL
from huiyin.ledger.roots import seal
from huiyin.queries.gate import Request, read_private
from huiyin.store.matters import MatterRow
from huiyin.store.readings import Reading
from tests.office import COUNTY, OPINION, VILLAGE, at, carried_to, opened, someone, step
from tests.portal.conftest import TYPED, Clock, filed, opened_by, text

pytestmark = pytest.mark.django_db

WORK = (
    ("accept", "centre.sort", {}),
    ("hand_over", "centre.sort", {"to_post": "water.handle", "reason": "供水归水务"}),
    ("sign_for", "water.handle", {}),
)
ANSWER = (
    ("draft", "water.handle", OPINION),
    ("check", "water.check", {}),
    ("sign", "water.sign", {}),
    ("serve", "water.handle", {"served_way": "in_person"}),
)


def work(matter: UUID, steps: Any, day: float) -> None:
    """Let the staff take some steps, an hour apart."""
    for number, (name, post, values) in enumerate(steps):
        step(matter, name, post, at(day, 2 + number), **values)


def only_matter() -> UUID:
    """Return the one appeal there is."""
    return MatterRow.objects.get(kind="appeal").id


def do(browser: Client, step_id: str, part: int = 0, **values: str) -> Any:
    """Take a step as the page would send it."""
    url = f"/my/do/{part}/{step_id}/"
    version = re.search(r'name="version" value="(\d+)"', browser.get(url).content.decode())
    assert version is not None
    return browser.post(url, {"version": version[1], **values})


def test_resident_walks_from_filing_to_review(client: Client, clock: Clock) -> None:
    _, code, _ = filed(client)
    matter = only_matter()
    browser = opened_by(code)
    assert "已收到，正在看归谁办。" in text(browser.get("/my/"))

    work(matter, WORK, 0)
    clock(at(0, 9))
    browser.post("/track/", {"code": code})
    page = text(browser.get("/my/"))
    assert "正在办。10月8日（周四）前，书面答复您" in page
    assert "water接下了这件事" in page
    assert "为什么是 10月8日" in page
    assert "《信访工作条例》第34条" in page
    assert (
        page.index("10月8日（周四）前 water书面答复您") < page.index("water接下了这件事") < page.index("已收到并登记")
    )
    assert "还没有书面答复" in text(browser.get("/my/reply/"))

    work(matter, ANSWER, 1)
    clock(at(1, 9))
    browser.post("/track/", {"code": code})
    reply = browser.get("/my/reply/")
    assert re.search(r"<h1[^>]*>部分同意</h1>", reply.content.decode())
    assert "经现场查看，主管破裂，已更换。" in text(reply)
    assert "9月3日（周四）前可以向安澜县gov申请复查" in text(reply)
    assert "答复：部分同意" in text(browser.get("/my/"))

    assert browser.get("/my/rate/")["Location"] == "/my/do/0/rate/"
    rated = do(browser, "rate", attitude="satisfied", result="dissatisfied", solved="no")
    assert rated["Location"] == "/my/?done=rate"
    assert "您作了评价：不满意，没解决" in text(browser.get("/my/"))
    assert "这次答复已评价过" in text(browser.get("/my/do/0/rate/"))
    assert do(browser, "reopen", still_wrong="第二天又停水了")["Location"] == "/my/?done=reopen"
    held = MatterRow.objects.get(id=matter)
    assert (held.state, held.round, held.resident_says) == ("accepted", 2, "no")

    work(matter, ANSWER, 3)
    clock(at(3, 9))
    browser.post("/track/", {"code": code})
    assert text(browser.get("/my/reply/")).count("以前的答复") == 1
    do(browser, "ask_review", review_reason="没有说清原因")
    review = MatterRow.objects.get(kind="review")
    page = text(browser.get("/my/"))
    assert "上一级正在复查。" in page
    assert f"{review.number} 由您的申请开出复查的进度" in page
    assert "9月7日（周一）前，书面告诉您复查意见" in page


def test_review_is_followed_answered_and_taken_further_on_the_same_page(clock: Clock) -> None:
    mine = carried_to("served")
    step(mine.matter, "ask_review", "filer", at(1), review_reason="没有说清原因")
    review = MatterRow.objects.get(kind="review").id
    decided = {"found": "属实", "decision": "revoke", "decision_words": "重新办理", "opinion_basis": "条例第三十五条"}
    steps = (("draft", "gov.review", decided), ("check", "gov.check", {}), ("sign", "gov.sign", {}))
    work(review, (*steps, ("serve", "gov.review", {"served_way": "in_person"})), 2)
    clock(at(3))
    browser = opened_by(mine.code)

    reply = text(browser.get("/my/reply/"))
    assert "复查：撤销原来的答复，重新办理" in reply
    assert "向安澜县city申请复核（《信访工作条例》第三十六条" in reply
    assert do(browser, "ask_review", part=1, review_reason="还是没说清")["Location"] == "/my/?done=ask_review"
    assert MatterRow.objects.filter(kind="re_review").count() == 1
    assert "复核的进度" in text(browser.get("/my/"))


def test_faulty_answer_is_told_at_its_field_and_kept(clock: Clock) -> None:
    mine = carried_to("served")
    clock(at(1))
    browser = opened_by(mine.code)
    response = do(browser, "reopen", still_wrong="长" * 1001)

    assert "最多 1000 字，请删去 1 字" in text(response)
    assert "长" * 1001 in response.content.decode()
    assert MatterRow.objects.get(id=mine.matter).state == "served"


def test_news_in_between_keeps_the_words_and_says_so(clock: Clock) -> None:
    mine = carried_to("in_hand")
    clock(at(1))
    browser = opened_by(mine.code)
    response = browser.post("/my/do/0/add_words/", {"version": "1", "more_words": "楼上也没水"})

    assert response.status_code == 409
    assert "刚才这件事有了新进展，您写的还在" in text(response)
    assert "楼上也没水" in response.content.decode()


def test_steps_of_others_and_unknown_ones_are_not_there(clock: Clock) -> None:
    mine = carried_to("served")
    clock(at(1))
    browser = opened_by(mine.code)
    others = [one.id for one in ALL["appeal"].steps if Role.FILER not in one.who]

    assert len(others) > 10
    for name in (*others, "no-such-step"):
        assert browser.get(f"/my/do/0/{name}/").status_code == 404
        assert browser.post(f"/my/do/0/{name}/", {}).status_code == 404


def test_resident_cannot_flood_a_matter(clock: Clock) -> None:
    mine = carried_to("in_hand")
    clock(at(1))
    browser = opened_by(mine.code)
    done = [do(browser, "urge").status_code for _ in range(21)]

    assert done == [302] * 20 + [409]
    assert MatterRow.objects.get(id=mine.matter).version == 4 + 20


def test_readings_say_exactly_what_was_opened_and_by_which_post(client: Client, clock: Clock) -> None:
    _, code, _ = filed(client)
    matter, stranger = only_matter(), opened()
    for post, fields, reason, hour in (
        ("centre.sort", {"words"}, "甄别归谁办", 2),
        ("centre.sort", {"name", "phone"}, "核对姓名电话", 3),
    ):
        read_private(Request(matter, frozenset(fields), reason), actor=someone(post, at(0, hour)))
    read_private(Request(stranger.matter, frozenset({"phone"}), "看别人的"), actor=someone("centre.sort", at(0, 4)))
    clock(at(1))
    browser = opened_by(code)
    for url in ("/my/", "/my/reply/"):
        browser.get(url)

    page = text(browser.get("/my/readings/"))
    assert "昨天 12:12，centre·sort看了您的姓名、您的电话，理由：核对姓名电话" in page
    assert "昨天 11:12，centre·sort看了您说的话，理由：甄别归谁办" in page
    assert "一共 2 次" in page
    assert "看别人的" not in page
    assert "某centre" not in page
    assert Reading.objects.filter(matter=matter).count() == 2
    assert page.index("核对姓名电话") < page.index("甄别归谁办")


def test_readings_of_nobody_say_so(client: Client) -> None:
    _, code, _ = filed(client)

    assert "到现在没有人看过您的信息" in text(opened_by(code).get("/my/readings/"))


def test_readings_come_in_pages_and_lose_none(client: Client, clock: Clock) -> None:
    _, code, _ = filed(client)
    for number in range(53):
        actor = someone("centre.sort", at(1, number / 2))
        read_private(Request(only_matter(), frozenset({"words"}), f"第{number}次看"), actor=actor)
    clock(at(3))
    browser = opened_by(code)
    first = browser.get("/my/readings/")
    older = re.search(r'href="(\?before=\d+)"', first.content.decode())
    assert older is not None
    second = browser.get(f"/my/readings/{older[1]}")

    found = re.findall(r"第(\d+)次看", text(first) + text(second))
    assert sorted(map(int, found)) == list(range(53))


def test_leaf_of_a_receipt_is_proved_once_it_is_sealed(client: Client) -> None:
    _, _, leaf = filed(client)

    assert "在账上，等下一次封存" in text(client.post("/verify/", {"leaf": leaf}))
    seal(at=at(0, 5), county=COUNTY[:6])
    page = text(client.post("/verify/", {"leaf": " ".join(leaf[i : i + 4] for i in range(0, 64, 4))}))
    assert "在账上，对得上" in page
    assert "第 1 号" in page
    assert "账上没有这一条" in text(client.post("/verify/", {"leaf": "0" * 64}))
    assert "现在是 5 个" in text(client.post("/verify/", {"leaf": "abcde"}))
    assert re.search("账本根 [0-9a-f]{4}…[0-9a-f]{4}", text(client.get("/")))


def test_page_costs_the_same_however_much_happened(clock: Clock) -> None:
    mine = carried_to("in_hand")
    clock(at(1))
    browser = opened_by(mine.code)
    costs = []
    for times in (1, 6):
        for number in range(times):
            step(mine.matter, "note", "water.handle", at(1, 0.01 * number), progress="查", progress_public="查了一段")
        clock(at(1, 0.1))
        browser.get("/my/")
        with CaptureQueriesContext(connection) as seen:
            assert "查了一段" in text(browser.get("/my/"))
        costs.append(len(seen))

    assert costs[0] == costs[1] <= 16


def test_every_page_works_without_a_script_and_says_it_is_fictional(clock: Clock) -> None:
    mine = carried_to("served")
    clock(at(1))
    for look in ("plain", "elder"):
        browser = opened_by(mine.code)
        browser.cookies["look"] = look
        for url in ("/", "/file/", "/track/", "/guide/", "/verify/", "/my/", "/my/reply/", "/my/readings/",
                    "/my/do/0/rate/", "/my/do/0/reopen/"):  # fmt: skip
            page = browser.get(url).content.decode()
            assert "安澜县是虚构的" in page, url
            assert "onclick" not in page, url
            assert re.findall(r"<script(?![^>]*\bsrc=)", page) == [], url
            assert ('data-look="elder"' in page) is (look == "elder"), url


def test_elder_look_is_remembered_and_left_again(client: Client) -> None:
    first = client.get("/?look=elder")
    assert first["Location"] == "/"
    assert "您好，要办什么事？" in text(client.get("/"))
    client.get("/guide/?look=plain")
    assert "有事，请说。" in text(client.get("/"))


def test_guide_names_each_limit_with_its_article_and_where_else_to_go(client: Client) -> None:
    page = text(client.get("/guide/"))

    assert "书面答复您：受理之日起 60 日" in page
    assert "可延长 1 次，最多 30 日，要告诉您理由《信访工作条例》第34条" in page
    assert "不服答复，可以申请复查：收到书面处理意见起 30 日《信访工作条例》第35条" in page
    assert "不予受理，只有这几种情况" in page
    assert "工资、辞退、社保等劳动争议：劳动争议仲裁劳动争议调解仲裁法 第27条" in page
    assert "送达" not in re.findall(r"(\S+)，只有这几种情况", page)


def test_overdue_is_said_plainly(clock: Clock) -> None:
    mine = carried_to("in_hand")
    clock(at(80))
    page = text(opened_by(mine.code).get("/my/"))

    assert "已过，还没有书面答复您：办的单位超期了" in page
    assert "是办的单位欠您的" in page


def test_notices_can_be_read_as_pdf_and_letters_between_offices_cannot(clock: Clock) -> None:
    mine = carried_to("in_hand")
    clock(at(1))
    page = opened_by(mine.code).get("/my/").content.decode()

    assert re.findall(r">看([^<]+)</a>", page) == ["受理告知书"]
    assert TYPED["village"] == VILLAGE

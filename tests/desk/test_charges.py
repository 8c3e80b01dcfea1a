"""The list of leaders in charge and the backlog, its sheet, and giving a task at the desk."""

import re
from collections.abc import Callable
from html import unescape
from typing import Any

import pytest
from django.test import Client

from huiyin.store.matters import MatterRow
from tests.crawl.walk import MOST_QUERIES
from tests.office import at, carried_to, opened, step
from tests.sheets import taken

pytestmark = [pytest.mark.django_db, pytest.mark.postgres_too]
URL = "/desk/charges/"
PLAN = {"charge_post": "water.sign", "charge_on": "2026-10-30", "charge_plan": "先通临时水"}


def charged(title: str, **values: Any) -> str:
    matter = opened(title=title, **values)
    step(matter.matter, "take_charge", "centre.sort", at(0, 1), **PLAN)
    return matter.number


def text(client: Client, url: str) -> str:
    answer = client.get(url)
    assert answer.status_code == 200
    return answer.content.decode()


def test_leader_begins_at_what_carries_the_post(desk: Callable[[str], Client]) -> None:
    number = charged("柳溪三组停水")
    other = carried_to("in_hand")
    step(
        other.matter,
        "list_backlog",
        "centre.watch",
        at(0, 6),
        backlog_ground="funds",
        charge_on="2026-12-01",
        backlog_words="差钱",
    )

    mine, everything = (text(desk("water.sign"), url) for url in (URL, f"{URL}?which=all"))

    assert (number in mine, other.number in mine) == (True, False)
    assert (number in everything, other.number in everything) == (True, True)
    assert "water · sign" in mine
    assert "2026年10月30日" in mine


def test_overdue_by_law_is_listed_though_nobody_listed_it(
    desk: Callable[[str], Client], clock: Callable[[Any], None]
) -> None:
    matter = carried_to("in_hand")
    clock(at(80))

    html = text(desk("centre.watch"), f"{URL}?which=nobody")

    assert matter.number in html
    assert "超法定期限 14 日" in html
    assert "1 件还没有领导包案" in html


def test_sheet_holds_the_filtered_list(desk: Callable[[str], Client]) -> None:
    number = charged("=停水")
    backlog = carried_to("in_hand")
    step(
        backlog.matter,
        "list_backlog",
        "centre.watch",
        at(0, 6),
        backlog_ground="old",
        charge_on="2026-12-01",
        backlog_words="单位撤了",
    )

    rows = taken(desk("centre.watch"), f"{URL}export.xlsx?which=charged")

    assert [row[0] for row in rows[1:]] == [number]
    assert rows[1][1:4] == ["'=停水", "water · sign", "2026-10-30"]


def test_list_tells_the_unit_complained_of_nothing(desk: Callable[[str], Client]) -> None:
    about = opened(title="反映水务乱收费", concerns_office="yes", concerned_unit="water").matter
    step(
        about,
        "list_backlog",
        "centre.watch",
        at(0, 6),
        backlog_ground="old",
        charge_on="2026-12-01",
        backlog_words="久了",
    )

    assert "反映水务乱收费" in text(desk("centre.watch"), URL)
    assert "反映水务乱收费" not in text(desk("water.sign"), f"{URL}?which=all")


def test_pages_go_on_where_one_ended_and_back(desk: Callable[[str], Client], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("huiyin.queries.charges.PAGE_LINES", 2)
    browser = desk("centre.watch")
    with_day = [charged(title) for title in ("一", "二", "三")]
    without = opened(title="四")
    step(without.matter, "take_charge", "centre.sort", at(0, 1), **PLAN)
    MatterRow.objects.filter(id=without.matter).update(charge_on=None)
    told = [*with_day, without.number]

    pages, url = [], URL
    for _ in range(2):
        pages.append(html := text(browser, url))
        url = URL + unescape(re.findall(r'href="[^"?]*(\?[^"]*after=[^"]*)"', html)[0]) if len(pages) == 1 else url
    back = URL + unescape(re.findall(r'href="[^"?]*(\?[^"]*before=[^"]*)"', pages[1])[0])

    assert [[number for number in told if number in html] for html in (*pages, text(browser, back))] == [
        told[:2],
        told[2:],
        told[:2],
    ]
    assert "after=1" not in pages[1]
    for nonsense in ("after=7~x~y", "after=0~2026-13-40~x", "before=1~2026-10-30T00:00:00~" + "0" * 32):
        assert text(browser, f"{URL}?{nonsense}").count(told[0]) > 0


def test_queries_do_not_grow_with_the_list(desk: Callable[[str], Client], django_assert_max_num_queries: Any) -> None:
    browser = desk("centre.watch")
    charged("一")
    with django_assert_max_num_queries(MOST_QUERIES) as one:
        browser.get(URL)
    for title in ("二", "三"):
        charged(title)
    with django_assert_max_num_queries(len(one)):
        browser.get(URL)


def test_task_is_given_at_the_desk_and_its_page_opens(desk: Callable[[str], Client]) -> None:
    browser = desk("centre.watch")
    assert "交出去" in text(browser, "/desk/tasks/new/")
    typed = {
        "title": "清沟", "task": "把三组的沟清了", "to_post": "water.handle", "due_on": "2026-08-20", "task_source": "meeting",
    }  # fmt: skip

    faulty = browser.post("/desk/tasks/new/", {**typed, "due_on": ""})
    assert (faulty.status_code, MatterRow.objects.count()) == (422, 0)
    assert "请填写“哪天前做完”" in faulty.content.decode()
    answer = browser.post("/desk/tasks/new/", typed)

    task = MatterRow.objects.get(kind="task")
    assert answer.headers["Location"] == f"/desk/matters/{task.number}/"
    assert "清沟" in text(desk("water.handle"), f"/desk/matters/{task.number}/")


def test_who_only_handles_gives_no_task_of_his_own_accord(desk: Callable[[str], Client]) -> None:
    assert desk("water.handle").get("/desk/tasks/new/").status_code == 403


def test_leader_may_be_chosen_where_one_takes_charge(desk: Callable[[str], Client]) -> None:
    matter = carried_to("in_hand")

    html = text(desk("centre.sort"), f"/desk/matters/{matter.number}/do/take_charge/")

    assert 'value="water.sign"' in html
    assert 'value="roads.handle"' not in html

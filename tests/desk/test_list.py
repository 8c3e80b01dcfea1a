"""The list and the workbench: filters, lights, pages by key, the sheet, and query counts flat in rows."""

from collections.abc import Callable
from datetime import datetime
from re import findall

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from huiyin.queries import matter_list
from tests import office
from tests.office import TOWN, VILLAGE, at, opened
from tests.sheets import taken

pytestmark = [pytest.mark.django_db, pytest.mark.postgres_too]
Desk = Callable[[str], Client]
Move = Callable[[datetime], None]


def numbers(client: Client, query: str) -> list[str]:
    words = client.get(f"/desk/matters/?{query}").content.decode()
    return findall(r'<td class="fit beside"[^>]*><span class="no">([^<]+)</span>', words)


def test_two_characters_find_a_matter(desk: Desk) -> None:
    drain = opened(title="下水道反涌")
    opened(title="路灯不亮")

    assert numbers(desk("centre.sort"), "q=反涌") == [drain.number]
    assert numbers(desk("centre.sort"), f"q={drain.number}") == [drain.number]


def test_filters_narrow_by_place_channel_state_and_day(desk: Desk, clock: Move) -> None:
    first = opened(title="甲")
    second = opened(at(1), title="乙", channel="phone")
    clock(at(1, 2))
    client = desk("centre.sort")

    assert numbers(client, f"place={VILLAGE}") == [second.number, first.number]
    assert numbers(client, f"place={TOWN}") == [second.number, first.number]
    assert numbers(client, "place=990121101000") == []
    assert numbers(client, "channel=phone") == [second.number]
    assert numbers(client, "state=registered") == [second.number, first.number]
    assert numbers(client, "state=closed") == []
    assert numbers(client, "since=2026-08-04") == [second.number]
    assert numbers(client, "until=2026-08-03") == [first.number]
    assert numbers(client, "since=not-a-day") == [second.number, first.number]


def test_lights_agree_with_the_filter(desk: Desk, clock: Move) -> None:
    filed = opened(title="甲")
    client = desk("centre.sort")

    assert numbers(client, "light=g") == [filed.number]
    clock(at(10))
    assert (numbers(client, "light=y"), numbers(client, "light=g")) == ([filed.number], [])
    assert "余 3 个工作日" in client.get("/desk/").content.decode()
    clock(at(30))
    client = desk("centre.sort")
    assert (numbers(client, "light=r"), numbers(client, "light=y")) == ([filed.number], [])
    assert "超期" in client.get("/desk/").content.decode()


@pytest.mark.parametrize("sort", ["newest", "due"])
def test_pages_by_key_show_every_matter_once_and_lead_back(
    desk: Desk, clock: Move, monkeypatch: pytest.MonkeyPatch, sort: str
) -> None:
    monkeypatch.setattr(matter_list, "PAGE_LINES", 3)
    filed = {opened(at(0, number // 2), title=f"第{number}件").number for number in range(8)}
    clock(at(0, 9))
    client = desk("centre.sort")

    seen, url = [], f"/desk/matters/?sort={sort}"
    trail = []
    while url:
        page = client.get(url).content.decode()
        trail.append(numbers(client, url.partition("?")[2]))
        seen += trail[-1]
        following = findall(r'href="(\?[^"]*after=[^"]*)"', page)
        url = f"/desk/matters/{following[0].replace('&amp;', '&')}" if following else ""

    assert (sorted(seen), len(trail)) == (sorted(filed), 3)
    back = findall(r'href="\?([^"]*before=[^"]*)"', page)[0].replace("&amp;", "&")
    assert numbers(client, back) == trail[1]


@pytest.mark.parametrize("sort", ["newest", "due"])
def test_what_comes_in_meanwhile_makes_no_hole_and_no_double(
    desk: Desk, clock: Move, monkeypatch: pytest.MonkeyPatch, sort: str
) -> None:
    monkeypatch.setattr(matter_list, "PAGE_LINES", 3)
    filed = [opened(at(0, number // 2), title=f"第{number}件").number for number in range(7)]
    clock(at(0, 9))
    client = desk("centre.sort")

    seen, url = [], f"/desk/matters/?sort={sort}"
    while url:
        page = client.get(url).content.decode()
        seen += numbers(client, url.partition("?")[2])
        # One that was received before all others, one with them, one after.
        for when in (at(-1), at(0, 1), at(0, 8)):
            opened(when, title="后来的")
        following = findall(r'href="(\?[^"]*after=[^"]*)"', page)
        url = f"/desk/matters/{following[0].replace('&amp;', '&')}" if following and len(seen) < 60 else ""
        filed_seen = [one for one in seen if one in filed]
        if len(filed_seen) == len(filed):
            break

    assert sorted(one for one in seen if one in filed) == sorted(filed)
    assert len(set(seen)) == len(seen)


def test_a_cursor_that_is_none_shows_the_first_page(desk: Desk) -> None:
    filed = opened()

    assert numbers(desk("centre.sort"), "after=nonsense~1") == [filed.number]


def test_the_sheet_holds_what_is_filtered_and_nothing_runs_in_it(desk: Desk) -> None:
    opened(title='=HYPERLINK("http://x")')
    opened(title="+1 路灯")
    opened(title="别的")

    rows = taken(desk("centre.sort"), "/desk/matters/export.xlsx?channel=walk_in")

    assert rows[0][:2] == ["编号", "事项"]
    assert sorted(str(row[1]) for row in rows[1:]) == ["'+1 路灯", '\'=HYPERLINK("http://x")', "别的"]
    assert "周小满" not in str(rows)
    assert "13800000026" not in str(rows)


def test_workbench_says_what_waits_for_whom(desk: Desk) -> None:
    filed = office.carried_to("handed")
    receiver, sorter = desk("water.handle"), desk("centre.sort")

    mine = receiver.get("/desk/").content.decode()

    assert f'href="/desk/matters/{filed.number}/do/sign_for/"' in mine
    assert "待签收" in mine
    assert "do/sign_for/" not in sorter.get("/desk/").content.decode()


@pytest.mark.parametrize(
    "url",
    [
        "/desk/",
        "/desk/?tab=open",
        "/desk/matters/",
        "/desk/matters/?sort=due&light=g&q=停水",
        "/desk/matters/export.xlsx",
    ],
)
def test_queries_are_few_and_flat_in_rows(desk: Desk, url: str) -> None:
    client = desk("centre.sort")
    counts = []
    for more in (1, 2, 27):
        for _ in range(more):
            opened(title="停水三天")
        with CaptureQueriesContext(
            connection,
        ) as caught:
            assert client.get(url).status_code == 200
        counts.append(len(caught))

    # With thirty rows the first page is full; not one query more may come of it, and none looks for what would fill it.
    assert counts[0] == counts[1] >= counts[2]
    assert counts[0] < 30

"""The audit of readings: who and when, never which resident; a draw anybody can make again."""

from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as some

from huiyin.kit.draw import drawn
from huiyin.queries.gate import Request, read_private
from huiyin.store.readings import Reading
from tests import office
from tests.office import at, opened, someone
from tests.sheets import taken

pytestmark = [pytest.mark.django_db, pytest.mark.postgres_too]
Desk = Callable[[str], Client]


def read(count: int) -> list[office.matters.Filed]:
    filed = [opened() for _ in range(count)]
    for number, one in enumerate(filed):
        asked = Request(one.matter, frozenset({"name", "phone"}), f"核实第{number}件，回 13800000026")
        read_private(asked, actor=someone("centre.sort", at(0, 1)))
    return filed


def test_the_auditor_reads_who_opened_what_and_never_whose(desk: Desk) -> None:
    filed = read(2)

    page = desk("office.audit").get("/desk/audit/?since=2026-08-01&until=2026-08-04").content.decode()

    assert "打开个人信息 2 次" in page
    assert "某centre.sort" in page
    assert "核实第1件" in page
    assert "20260803-00002" in page
    assert [one.number for one in filed if one.number in page] == []
    assert "周小满" not in page
    assert "13800000026" not in page


@pytest.mark.parametrize("post", ["centre.sort", "office.admin", "office.security", "water.sign"])
def test_nobody_else_opens_the_audit(desk: Desk, post: str) -> None:
    for url in ("/desk/audit/", "/desk/audit/draw.xlsx"):
        assert desk(post).get(url).status_code == 403


def test_filters_narrow_by_unit_way_and_day(desk: Desk) -> None:
    read(1)
    client = desk("office.audit")

    def total(query: str) -> str:
        words = client.get(f"/desk/audit/?since=2026-08-01&until=2026-08-04&{query}").content.decode()
        return words.split("打开个人信息 ")[1].split(" 次")[0]

    assert [total("unit=centre"), total("unit=water"), total("way=page"), total("way=paper")] == ["1", "0", "1", "0"]
    assert "打开个人信息 0 次" in client.get("/desk/audit/?since=2026-01-01&until=2026-01-02").content.decode()


def test_a_draw_is_made_again_by_its_seed(desk: Desk) -> None:
    read(6)
    client, url = desk("office.audit"), "/desk/audit/draw.xlsx?since=2026-08-01&until=2026-08-04&size=3&seed=abc"

    rows = [taken(client, url) for _ in range(2)]

    numbers = [f"{row.day:%Y%m%d}-{row.number:05d}" for row in Reading.objects.all()]
    assert rows[0] == rows[1]
    assert [row[0] for row in rows[0][1:4]] == sorted(drawn(numbers, seed="abc", size=3))
    assert "从 6 条里抽了 3 条" in client.get(url.replace("draw.xlsx", "")).content.decode()


@given(numbers=some.lists(some.text(max_size=6), max_size=30), seed=some.text(max_size=8), size=some.integers(0, 40))
def test_a_draw_depends_on_nothing_but_seed_and_members(numbers: list[str], seed: str, size: int) -> None:
    chosen = drawn(numbers, seed=seed, size=size)

    assert chosen == drawn(list(reversed(numbers)) + numbers, seed=seed, size=size)
    assert len(chosen) == min(size, len(set(numbers)))
    assert set(chosen) <= set(numbers)


def test_queries_are_flat_in_readings(desk: Desk) -> None:
    client, counts = desk("office.audit"), []
    for more in (1, 2):
        read(more)
        with CaptureQueriesContext(connection) as caught:
            client.get("/desk/audit/?since=2026-08-01&until=2026-08-04&size=5&seed=x")
        counts.append(len(caught))

    assert counts[0] == counts[1] <= 30

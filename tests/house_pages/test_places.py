"""机构网格 and 单位: the tree of a day, who holds what, what is vacant, splits and merges."""

import re
from collections.abc import Callable
from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from huiyin.acts import registers
from huiyin.acts.writing import Moment
from huiyin.flow.actor import clockwork
from huiyin.queries.place_finding import divisions_after, find_places
from huiyin.queries.register_pages import matches
from huiyin.store.divisions import Division, DivisionLink
from tests import office
from tests.house_pages.seen import links_of, words_of

pytestmark = [pytest.mark.django_db, pytest.mark.postgres_too, pytest.mark.usefixtures("furnished")]

Desk = Callable[[str], Client]
SQUARE = [100_000_000, 30_000_000, 100_010_000, 30_000_000, 100_010_000, 30_010_000, 100_000_000, 30_010_000]
MOST_QUERIES = 30


def record(*rows: registers.NewEntry) -> None:
    registers.record_many(rows, actor=clockwork(office.MORNING), moment=Moment(office.MORNING, office.MORNING))


def a_grid(number: int, post: str = "", since: date = office.START) -> registers.NewEntry:
    key = f"{office.VILLAGE}{number:03}"
    values = {"name": f"柳溪村第{number}网格", "division": office.VILLAGE, "households": 100 + number, "post": post}
    return registers.NewEntry("grid", key, {**values, "outline": [n + number * 10_000 for n in SQUARE]}, since)


def test_the_county_lists_its_townships_and_units(desk: Desk) -> None:
    seen = desk("water.sign").get("/desk/places/")

    told = words_of(seen)
    assert "1 个乡镇、街道，0 个网格，18 个岗位，都有人" in told
    assert "安澜县water3 个岗位" in told
    assert f"/desk/places/{office.TOWN}/" in links_of(seen)
    assert "/desk/units/water/" in links_of(seen)


def test_a_village_shows_its_grids_their_workers_and_the_one_that_has_none(desk: Desk) -> None:
    record(
        registers.NewEntry("post", "g1", {"name": "网格员", "unit": "town", "roles": ["grid"]}, office.START),
        registers.NewEntry("person", "g1", {"name": "沈青禾"}, office.START),
        registers.NewEntry("appointment", "g1", {"post": "g1", "person": "g1", "sort": "代理"}, office.START),
        a_grid(1, "g1"),
        a_grid(2),
    )

    seen = desk("water.sign").get(f"/desk/places/{office.VILLAGE}/")

    told = words_of(seen)
    assert "2 个网格" in told
    assert "柳溪村第1网格 沈青禾（代理） 101" in told
    assert "柳溪村第2网格 没有网格员 102" in told
    assert seen.content.decode().count("<polygon") == 2
    assert "现在没有网格员" in words_of(desk("water.sign").get(f"/desk/places/{office.VILLAGE}002/"))


def test_a_day_in_the_past_shows_the_tree_and_the_holders_of_that_day(desk: Desk) -> None:
    admin, moment = clockwork(office.MORNING), Moment(office.MORNING, office.MORNING)
    registers.close("appointment", "roads.sign", on=date(2024, 5, 1), reason="调离", actor=admin, moment=moment)
    record(
        registers.NewEntry("person", "new", {"name": "程远帆"}, date(2024, 5, 1)),
        registers.NewEntry(
            "appointment", "new", {"post": "roads.sign", "person": "new", "sort": "正式"}, date(2024, 6, 1)
        ),
    )
    client = desk("water.sign")

    assert "sign 审核岗、签发岗 某roads.sign" in words_of(client.get("/desk/units/roads/?on=2024-04-30"))
    gap = words_of(client.get("/desk/units/roads/?on=2024-05-02"))
    assert "sign 审核岗、签发岗 没有人" in gap
    assert "2 个岗位，空着 1 个" in gap
    assert "sign 审核岗、签发岗 程远帆" in words_of(client.get("/desk/units/roads/"))


def test_a_merger_is_told_on_both_sides_and_the_old_village_is_gone_today(desk: Desk) -> None:
    merged, day = "990121100210", date(2025, 7, 1)
    Division.objects.filter(code=office.VILLAGE).update(valid_to=day)
    Division.objects.create(code=merged, name="洗砚村", level="village", parent=office.TOWN, valid_from=day)
    DivisionLink.objects.create(old=office.VILLAGE, new=merged, on=day, how="merge")
    client = desk("water.sign")

    today = client.get(f"/desk/places/{office.TOWN}/")
    then = client.get(f"/desk/places/{office.TOWN}/?on=2025-06-30")

    assert "2025年7月1日，柳溪村并为洗砚村" in words_of(today)
    assert f'class="title" href="/desk/places/{office.VILLAGE}/' not in today.content.decode()
    assert f'class="title" href="/desk/places/{office.VILLAGE}/?on=2025-06-30"' in then.content.decode()
    assert "这一天没有这个地方" in words_of(client.get(f"/desk/places/{office.VILLAGE}/"))


def test_what_is_no_day_shows_today_and_says_so(desk: Desk) -> None:
    told = words_of(desk("water.sign").get("/desk/places/?on=昨天"))

    assert "“昨天”不是日子，下面是今天的" in told


@pytest.mark.parametrize("path", ["/desk/places/990199000000/", "/desk/places/x/", "/desk/units/nobody/"])
def test_an_unknown_place_or_unit_is_a_sentence(desk: Desk, path: str) -> None:
    seen = desk("water.sign").get(path)

    assert seen.status_code == 404
    assert "里找" in words_of(seen)


def test_a_unit_says_who_reviews_it_and_what_the_standard_asks(desk: Desk) -> None:
    record(
        registers.NewEntry(
            "standard",
            "s1",
            {"unit_sort": "department", "role": "check", "minimum": 2, "basis": "本县标准"},
            office.START,
        ),
        registers.NewEntry(
            "duty",
            "d1",
            {"name": "供水", "unit": "water", "post": "water.sign", "grade": "第一责任人", "basis": "权责清单"},
            office.START,
        ),
    )

    seen = desk("water.sign").get("/desk/units/water/")

    told = words_of(seen)
    assert "3 个岗位都有人；按标准还差审核岗 1 个" in told
    assert "审核岗 2 1，差 1" in told
    assert "供水 权责清单 第一责任人 sign 某water.sign" in told
    assert "谁复查它的意见 安澜县gov 信访" in told
    assert "安澜县water-team 1 0" in told


def test_pages_of_places_stay_under_thirty_queries_flat_in_rows(desk: Desk) -> None:
    client = desk("water.sign")
    paths = ["/desk/places/", f"/desk/places/{office.TOWN}/", f"/desk/places/{office.VILLAGE}/", "/desk/units/water/"]

    def counted() -> list[int]:
        found = []
        for path in paths:
            with CaptureQueriesContext(
                connection,
            ) as queries:
                assert client.get(path).status_code == 200
            found.append(len(queries))
        return found

    record(a_grid(1, "town.intake"))
    one = counted()
    record(*(a_grid(number, "town.intake") for number in range(2, 12)))

    assert counted() == one
    assert max(one) <= MOST_QUERIES


def test_nobody_sees_the_house_without_signing_in() -> None:
    for path in ("/desk/places/", "/desk/gaps/", "/desk/registers/", "/desk/catalogue/", "/desk/calendar/"):
        seen = Client().get(path)
        assert seen.status_code == 302
        assert seen.headers["location"].startswith("/login/")


def elsewhere() -> None:
    """Put a province beside the county's own, with two villages of one name."""
    rows = (
        ("110000000000", "远方省", "province", ""),
        ("110100000000", "远方市", "city", "110000000000"),
        ("110101000000", "远方县", "county", "110100000000"),
        ("110101001000", "柳溪街道", "town", "110101000000"),
        ("110101001001", "柳溪村", "village", "110101001000"),
        ("110101001002", "老柳溪村", "village", "110101001000"),
    )
    Division.objects.bulk_create(
        Division(code=code, name=name, level=level, parent=parent, valid_from=office.START)
        for code, name, level, parent in rows
    )


@pytest.mark.parametrize(
    ("typed", "codes"),
    [
        ("柳溪", [office.VILLAGE, "110101001000", "110101001001"]),
        ("溪村", [office.VILLAGE]),
        ("老柳", ["110101001002"]),
        ("110101001", ["110101001000", "110101001001", "110101001002"]),
        ("１１０１０１００１００１", ["110101001001"]),
        ("没有的地方", []),
    ],
)
def test_a_place_is_found_by_name_or_code_the_countys_own_first(desk: Desk, typed: str, codes: list[str]) -> None:
    elsewhere()

    seen = desk("water.sign").get("/desk/places/", {"q": typed})

    assert re.findall(r'class="title" href="/desk/places/(\d+)/"', seen.content.decode()) == codes


def test_a_found_place_says_where_it_lies_and_opens(desk: Desk) -> None:
    elsewhere()
    clerk = desk("water.sign")

    assert "柳溪村 远方省 · 远方市 · 远方县 · 柳溪街道 村、社区 110101001001" in words_of(
        clerk.get("/desk/places/?q=柳溪")
    )
    assert "远方省" in words_of(clerk.get("/desk/places/110101001001/"))


def test_a_former_place_is_found_last_and_says_so(desk: Desk) -> None:
    elsewhere()
    Division.objects.filter(code="110101001000").update(valid_to=office.MORNING.date())

    told = words_of(desk("water.sign").get("/desk/places/?q=柳溪"))

    assert told.index("110101001001") < told.index("110101001000")
    assert f"柳溪街道 {office.MORNING.date().isoformat()} 撤" in told


def test_a_city_is_found_before_the_villages_of_its_name(desk: Desk) -> None:
    rows = [("110100000000", "柳溪市", "city"), ("110101001002", "柳溪一村", "village")]
    Division.objects.bulk_create(
        Division(code=code, name=name, level=level, parent="", valid_from=office.START) for code, name, level in rows
    )

    seen = desk("water.sign").get("/desk/places/?q=柳溪").content.decode()

    assert re.findall(r'class="title" href="/desk/places/(11\d+)/"', seen) == ["110100000000", "110101001002"]


def test_a_place_elsewhere_claims_no_posts_nor_grids(desk: Desk) -> None:
    elsewhere()
    clerk = desk("water.sign")

    far, near = (words_of(clerk.get(f"/desk/places/{code}/")) for code in ("110101000000", "990121000000"))

    assert ("不在本县，1 个乡镇、街道" in far, "都有人" in far, "个岗位" in far) == (True, False, False)
    assert ("不在本县" in near, "个岗位" in near) == (False, True)


def test_too_many_places_ask_for_more_to_be_typed(desk: Desk) -> None:
    Division.objects.bulk_create(
        Division(code=f"1101010011{n:02}", name=f"同名村{n:02}", level="village", parent="", valid_from=office.START)
        for n in range(1, 61)
    )

    told = words_of(desk("water.sign").get("/desk/places/?q=同名"))

    assert "只列出前 50 个，多写几个字就找得准" in told
    assert ("同名村01" in told, "同名村60" in told) == (True, False)


def test_finding_among_all_places_never_reads_them_all() -> None:
    elsewhere()
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            # A handful of rows is read whole whatever indexes there are, unless that is forbidden.
            cursor.execute("SET LOCAL enable_seqscan = off")
        with CaptureQueriesContext(connection) as asked:
            find_places("柳溪", on=office.MORNING.date())
            matches("division", "柳溪村", on=office.MORNING.date())
            divisions_after("110000000000", after="110100000000", on=office.MORNING.date(), most=3)
        word = "EXPLAIN QUERY PLAN" if connection.vendor == "sqlite" else "EXPLAIN"
        plans = []
        for one in asked.captured_queries:
            cursor.execute(f"{word} {one['sql']}")
            plans += [str(line) for line in cursor.fetchall()]

    assert len(asked.captured_queries) >= 5
    assert [line for line in plans if "SCAN division" in line or "Seq Scan" in line] == []

"""缺口: what is missing, who should mend it; the demo county's gaps against its recipe."""

from collections.abc import Callable
from datetime import date, datetime, time

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from huiyin.acts import registers
from huiyin.acts.writing import Moment
from huiyin.cli.county.load import _load_county
from huiyin.cli.county.model import ORGANISED
from huiyin.cli.county.recipe import recipe
from huiyin.flow.actor import clockwork
from huiyin.kit.days import SHANGHAI
from huiyin.queries.gaps import GapSort, gaps
from tests import office
from tests.county.gaps import TODAY
from tests.county.gaps import gaps as counted_slowly
from tests.house_pages.seen import links_of, words_of

pytestmark = [pytest.mark.django_db, pytest.mark.postgres_too]
Desk = Callable[[str], Client]


def test_the_demo_countys_gaps_are_those_of_its_recipe() -> None:
    county = recipe(7)
    _load_county(county, datetime.combine(ORGANISED, time(8, 30), SHANGHAI))
    slow = counted_slowly(county, TODAY)

    found = gaps(on=TODAY)

    assert found.by_sort[GapSort.DUTY] == slow["duties without a post"] + slow["duties whose post nobody holds"]
    assert found.by_sort[GapSort.POST] == slow["posts nobody holds"]
    assert found.by_sort[GapSort.GRID] == slow["grids without a post"] + slow["grids whose post nobody holds"]
    short = [gap for town in found.shown for unit in town.units for gap in unit.gaps if gap.sort is GapSort.STANDARD]
    assert len({gap.unit for gap in short}) == slow["units below standard"]
    assert found.total == sum(found.by_sort.values()) >= 20
    assert sum(town.count for town in found.shown) == found.total == found.shown_count
    assert all(gap.what.zh and gap.mend.zh for town in found.shown for unit in town.units for gap in unit.gaps)


def a_few_gaps() -> None:
    admin, moment = clockwork(office.MORNING), Moment(office.MORNING, office.MORNING)
    registers.close("appointment", "water.check", on=date(2026, 8, 1), reason="退休", actor=admin, moment=moment)
    duty = {"unit": "water", "grade": "直接责任人", "basis": "权责清单"}
    rows = [
        registers.NewEntry("duty", "d1", {**duty, "name": "供水抢修", "post": "water.check"}, office.START),
        registers.NewEntry("duty", "d2", {**duty, "name": "节水宣传"}, office.START),
        registers.NewEntry("duty", "d3", {**duty, "name": "水费核对", "post": "water.sign"}, office.START),
        registers.NewEntry(
            "standard",
            "s1",
            {"unit_sort": "department", "role": "sign", "minimum": 1, "basis": "本县标准"},
            office.START,
        ),
        registers.NewEntry(
            "grid", f"{office.VILLAGE}001", {"name": "柳溪村第1网格", "division": office.VILLAGE}, office.START
        ),
    ]
    registers.record_many(rows, actor=admin, moment=moment)


@pytest.mark.usefixtures("furnished")
def test_each_gap_says_what_is_missing_and_who_should_mend_it(desk: Desk) -> None:
    a_few_gaps()

    told = words_of(desk("water.sign").get("/desk/gaps/"))

    assert "全县有 7 处缺口" in told
    assert "责任没有落到人 2，岗位空着 1，低于配备标准 3，网格没有网格员 1" in told
    assert "“供水抢修”的责任岗位“check”没有人 water派人任“check”，或先指定代理" in told
    assert "“节水宣传”没有定责任岗位 water定下责任岗位，登记到权责清单" in told
    assert "“check”没有人任职（审核岗）" in told
    assert "签发岗至少 1 个，在岗 0 个（本县标准） water给water-team配齐 1 个签发岗" in told
    assert "柳溪村第1网格没有设网格员岗位" in told
    assert "水费核对" not in told


@pytest.mark.usefixtures("furnished")
def test_gaps_are_narrowed_by_sort_and_township(desk: Desk) -> None:
    a_few_gaps()
    client = desk("water.sign")

    duties = words_of(client.get("/desk/gaps/?sort=duty"))
    town = words_of(client.get(f"/desk/gaps/?town={office.TOWN}"))
    before = words_of(client.get("/desk/gaps/?on=2026-07-31"))

    assert "导出这 2 处" in duties
    assert "没有设网格员岗位" not in duties
    assert "导出这 1 处" in town
    assert "柳溪村第1网格没有设网格员岗位" in town
    assert "“check”没有人任职" not in before


@pytest.mark.usefixtures("furnished")
def test_only_administrators_are_led_to_the_forms(desk: Desk) -> None:
    a_few_gaps()

    assert "/desk/registers/appointment/new/?post=water.check" in links_of(desk("office.admin").get("/desk/gaps/"))
    assert "/desk/registers/appointment/new/?post=water.check" not in links_of(desk("water.sign").get("/desk/gaps/"))


@pytest.mark.usefixtures("furnished")
def test_the_gaps_page_stays_under_thirty_queries_flat_in_rows(desk: Desk) -> None:
    client = desk("water.sign")
    counts = []
    for fill in (lambda: None, a_few_gaps):
        fill()
        with CaptureQueriesContext(connection) as queries:
            assert client.get("/desk/gaps/").status_code == 200
        counts.append(len(queries))

    assert counts[0] == counts[1] <= 30

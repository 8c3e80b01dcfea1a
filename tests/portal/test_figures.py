"""The public page of figures: a finished quarter, small counts hidden, complaints about offices in no number, a table to keep."""

import csv
import re
from io import StringIO

import pytest
from django.test import Client

from huiyin.store.facts import MatterFact
from tests.office import TOWN, at, opened
from tests.portal.conftest import Clock

pytestmark = pytest.mark.django_db


def text(client: Client, url: str = "/figures/") -> str:
    answer = client.get(url)
    assert answer.status_code == 200
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode()))


@pytest.fixture
def quarter(clock: Clock) -> None:
    """Eleven appeals of August, six replied to within 60 days, five of them rated; one more is about an office."""
    for number in range(11):
        opened(at(0, number / 10))
    about = opened(at(1), concerns_office="yes", concerned_unit="water")
    some = list(MatterFact.objects.exclude(matter=about.matter).values_list("id", flat=True))
    MatterFact.objects.filter(id__in=some[:6]).update(replied_day=20260901, days_to_reply=29, closed_day=20260901)
    MatterFact.objects.filter(id__in=some[:5]).update(rated=1, satisfied=1)
    clock(at(185))


def test_finished_quarter_is_told_with_interval_and_without_complaints_about_offices(
    client: Client, quarter: None
) -> None:
    words = text(client)

    assert "2026 年第三季度" in words
    assert "收到 11 件，60 天以内答复的占 54.5%（28.0%～78.7%）" in words
    assert "2026年8月 11 0 6 0 5 54.5%（28.0%～78.7%）" in words
    assert "青石桥镇 11 0 6 0 5 54.5%（28.0%～78.7%）" in words
    assert "满意和基本满意的占 100.0%（56.6%～100.0%）" in words


def test_quarter_that_still_moves_is_not_told(client: Client, quarter: None, clock: Clock) -> None:
    clock(at(100))

    assert "2026 年第三季度" not in text(client)
    assert "收到 11 件" not in text(client, "/figures/?quarter=2026Q3")


def test_small_counts_and_what_gives_them_back_are_not_told(client: Client, quarter: None) -> None:
    small = MatterFact.objects.filter(replied_day=0, about_office=0).order_by("id").first()
    assert small is not None
    MatterFact.objects.filter(id=small.id).update(replied_day=20260901, days_to_reply=3)

    words = text(client)

    # One replied to within 15 days, four not at all: both small; what is left would give their sum of five, no more.
    assert "2026年8月 11 不公布 6 0 不公布 不公布" in words


def test_table_holds_what_the_page_tells_and_empty_cells_for_the_rest(client: Client, quarter: None) -> None:
    answer = client.get("/figures/table.csv")

    rows = list(csv.DictReader(StringIO(answer.content.decode("utf-8-sig"))))
    august = next(row for row in rows if row["month"] == "202608")
    place = next(row for row in rows if row["place"] == TOWN)
    assert [august[name] for name in ("received", "to_15", "to_30", "to_60", "not_in_60")] == ["11", "0", "6", "0", "5"]
    assert [place[name] for name in ("quarter", "received", "counted_on")] == [
        "2026Q3",
        "11",
        at(185).date().isoformat(),
    ]
    assert answer["Content-Disposition"] == 'attachment; filename="huiyin-990121-2026Q3.csv"'


def test_front_page_leads_to_it_and_the_office_can_switch_it_off(
    client: Client, quarter: None, settings: object
) -> None:
    assert 'href="/figures/"' in client.get("/").content.decode()

    settings.PUBLISH_FIGURES = False  # type: ignore[attr-defined]

    assert 'href="/figures/"' not in client.get("/").content.decode()
    assert client.get("/figures/").status_code == client.get("/figures/table.csv").status_code == 404


def test_large_type_and_english_say_the_same(client: Client, quarter: None) -> None:
    client.get("/figures/?lang=en")
    english = text(client)
    client.get("/figures/?lang=zh")
    client.get("/figures/?look=elder")

    assert "11 received; replied to within 60 days: 54.5% (28.0%–78.7%)" in english
    assert "收到 11 件" in text(client)


def test_page_takes_few_queries(client: Client, quarter: None, django_assert_max_num_queries: object) -> None:
    with django_assert_max_num_queries(12):  # type: ignore[operator]
        text(client)

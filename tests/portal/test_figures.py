"""The public page of figures: a finished quarter, small counts hidden, complaints about offices in no number, a table to keep."""

import csv
import re
from io import StringIO
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client

from huiyin.cli.facts.exporting import make_ready
from huiyin.cli.start import private_directory
from huiyin.insight.handed_up.told import HOME
from huiyin.store.facts import MatterFact
from tests.office import TOWN, at, opened
from tests.portal.conftest import Clock

pytestmark = [pytest.mark.django_db, pytest.mark.postgres_too]


def text(client: Client, url: str = "/figures/") -> str:
    answer = client.get(url)
    assert answer.status_code == 200
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode()))


@pytest.fixture
def quarter(clock: Clock, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Eleven appeals of August, six replied to within 60 days, five of them rated; one is about an office; two of September."""
    for number in range(13):
        opened(at(0, number / 10))
    about = opened(at(1), concerns_office="yes", concerned_unit="water")
    some = list(MatterFact.objects.exclude(matter=about.matter).values_list("id", flat=True))
    MatterFact.objects.filter(id__in=some[:6]).update(replied_day=20260901, days_to_reply=29, closed_day=20260901)
    MatterFact.objects.filter(id__in=some[:5]).update(rated=1, satisfied=1)
    monkeypatch.setattr(settings, "DATA", tmp_path)
    MatterFact.objects.filter(id__in=[*some[-2:]]).update(yyyymm=202609)
    clock(at(200))


def hand_up(at_day: int = 200) -> None:
    """Tell what is over and settled, as the county's night does."""
    home = private_directory(Path(settings.DATA) / HOME)
    make_ready(home, data=Path(settings.DATA), at=at(at_day))


def test_told_quarter_has_intervals_and_no_complaint_about_an_office(client: Client, quarter: None) -> None:
    hand_up()

    words = text(client)

    assert "2026 年第三季度" in words
    assert "收到 11 件，60 天以内答复的占 54.5%（28.0%～78.7%）" in words
    assert "青石桥镇 11 0 6 0 5 54.5%（28.0%～78.7%）" in words
    assert "满意和基本满意的占 100.0%（56.6%～100.0%）" in words


def test_small_counts_and_what_gives_them_back_are_not_told(client: Client, quarter: None) -> None:
    small = MatterFact.objects.filter(replied_day=0, about_office=0, yyyymm=202608).order_by("id").first()
    assert small is not None
    MatterFact.objects.filter(id=small.id).update(replied_day=20260901, days_to_reply=3)
    hand_up()

    words = text(client)

    # One replied to within 15 days, four not at all: both small; what is left would give their sum of five, no more.
    assert "2026年8月 11 不公布 6 0 不公布 不公布" in words


def test_month_of_fewer_than_five_is_in_no_number(client: Client, quarter: None) -> None:
    hand_up()

    words = text(client)

    assert "2026年9月 不公布 不公布 不公布 不公布 不公布" in words
    assert "收到 11 件" in words


def test_nothing_is_told_before_it_was_handed_up(client: Client, quarter: None) -> None:
    assert "还没有到可以公开的时候" in text(client)
    assert client.get("/figures/table.csv").status_code == 404

    hand_up(100)

    assert "第三季度" not in text(client)


def test_what_happens_after_the_telling_moves_nothing(client: Client, quarter: None) -> None:
    hand_up()
    before = [client.get(url).content for url in ("/figures/", "/figures/table.csv", "/")]

    MatterFact.objects.update(rated=1, satisfied=0, replied_day=0, about_office=1)
    hand_up(230)

    assert [_unmarked(client.get(url).content) for url in ("/figures/", "/figures/table.csv", "/")] == [
        _unmarked(one) for one in before
    ]


def _unmarked(page: bytes) -> bytes:
    return re.sub(rb'value="[^"]*"', b"", page)


def test_front_page_says_the_quarter_in_a_sentence(client: Client, quarter: None) -> None:
    assert "收到" not in text(client, "/").partition("有事，请说")[2].partition("全县收到")[0]

    hand_up()

    assert "2026 年第三季度收到 11 件，60 天以内答复 6 件" in text(client, "/")


def test_table_holds_what_the_page_tells_and_empty_cells_for_the_rest(client: Client, quarter: None) -> None:
    hand_up()

    answer = client.get("/figures/table.csv")

    rows = list(csv.DictReader(StringIO(answer.content.decode("utf-8-sig"))))
    august = next(row for row in rows if row["month"] == "202608")
    place = next(row for row in rows if row["place"] == TOWN)
    assert [august[name] for name in ("received", "to_15", "to_30", "to_60", "not_in_60")] == ["11", "0", "6", "0", "5"]
    assert [place[name] for name in ("quarter", "received", "counted_on")] == [
        "2026Q3",
        "11",
        at(200).date().isoformat(),
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
    hand_up()
    client.get("/figures/?lang=en")
    english = text(client)
    client.get("/figures/?lang=zh")
    client.get("/figures/?look=elder")

    assert "11 received; replied to within 60 days: 54.5% (28.0%–78.7%)" in english
    assert "收到 11 件" in text(client)


def test_page_takes_few_queries(client: Client, quarter: None, django_assert_max_num_queries: object) -> None:
    hand_up()

    with django_assert_max_num_queries(12):  # type: ignore[operator]
        text(client)

"""The page of the on-time rate: the sentence first, numbers that open to their matters, nothing told of a complaint."""

import re
from collections.abc import Callable

import pytest
from django.contrib.auth import get_user_model
from django.test import Client

from huiyin.insight.measures import load
from huiyin.store.facts import ClockFact
from huiyin.web import clock_reading
from tests import office
from tests.insight.deadlines import LATER, many_deadlines
from tests.office import MORNING, at, opened, step

pytestmark = pytest.mark.django_db

PAGE = "/desk/figures/on-time/"


@pytest.fixture
def desk(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], Client]:
    """Furnish the office, hold the clock still, and sign people in by their posts."""
    office.furnish()
    monkeypatch.setattr(clock_reading.timezone, "now", lambda: at(LATER))

    def signed_in(post: str) -> Client:
        account, _ = get_user_model().objects.get_or_create(username=post, person=post)
        client = Client(headers={"accept-language": "zh-hans"})
        client.force_login(account)
        # The first page of a sign-in writes the sign-in down; queries are counted on the pages after it.
        client.get("/desk/account/")
        return client

    return signed_in


def seen(client: Client, url: str) -> str:
    answer = client.get(url)
    assert answer.status_code == 200
    return answer.content.decode()


def plain(html: str) -> str:
    """What a reader reads, without marks."""
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def links(html: str, which: str) -> list[str]:
    found = re.findall(r'href="(/desk/figures/on-time/matters/[^"]*)"', html)
    return [url.replace("&amp;", "&") for url in found if which in url]


def test_same_day_page_opens_its_numbers_and_tells_nothing_of_a_complaint(desk: Callable[[str], Client]) -> None:
    step(opened().matter, "accept", "centre.sort", at(0, 1))
    about = opened(concerns_office="yes", concerned_unit="water").matter
    step(about, "accept", "centre.sort", at(0, 1))

    html, hidden = (seen(desk(post), "/desk/figures/same-day/") for post in ("centre.watch", "water.handle"))

    assert "centre 2 / 2 件，看是哪些 2 / 2 件，看是哪些 0 / 2 件，看是哪些 没办到 2 件" in plain(html)
    assert "centre 1 / 1 件，看是哪些 1 / 1 件，看是哪些 0 / 1 件，看是哪些 没办到 1 件" in plain(hidden)
    missed = next(url for url in links(html, "which=late") if "BD-04.3" in url)
    assert seen(desk("centre.watch"), missed).count("<tr>") == 3


def test_page_says_the_rate_with_its_interval_first(desk: Callable[[str], Client]) -> None:
    many_deadlines()

    html = seen(desk("centre.watch"), PAGE)

    assert "近十二个月到期 12 件，按期 6 件，按期率 50.0%（25.4%～74.6%）" in html
    assert "算到 2027年2月19日" in html
    assert "water 8 件，看是哪些 3 件，看是哪些 1 件，看是哪些 62.5%（30.6%～86.3%）" in plain(html)
    assert "centre 1 件，看是哪些 1 件，看是哪些 1 件，看是哪些 样本太小（1 件）" in plain(html)


def test_page_shows_the_measures_own_words(desk: Callable[[str], Client]) -> None:
    html, measure = seen(desk("centre.watch"), PAGE), load("on_time_rate")

    for said in (
        measure.unit,
        measure.numerator,
        measure.denominator,
        measure.left_out,
        measure.known_error,
        measure.source,
    ):
        assert said.zh in html
    assert "近十二个月没有到期的" in html


def test_every_number_opens_to_as_many_matters(desk: Callable[[str], Client]) -> None:
    many_deadlines()
    client = desk("centre.watch")

    html = seen(client, PAGE)

    cells = re.findall(r'<a href="(/desk/figures/on-time/matters/[^"]*)">(\d+)<', html)
    assert len(cells) >= 15
    for url, count in cells:
        behind = seen(client, url.replace("&amp;", "&"))
        assert f"您的岗位看得见 {count} 件" in behind
        assert behind.count('<td class="fit"') == int(count)


def test_list_behind_a_number_holds_only_what_the_reader_may_see(desk: Callable[[str], Client]) -> None:
    many_deadlines()

    behind = seen(desk("roads.handle"), links(seen(desk("roads.handle"), PAGE), "unit=water")[0])

    assert "您的岗位看得见 0 件" in behind
    assert "没有您看得见的事项" in behind


def test_month_narrows_the_page(desk: Callable[[str], Client]) -> None:
    many_deadlines()

    html = seen(desk("centre.watch"), f"{PAGE}?month=202610")

    assert "2026年10月只到期 4 件，样本太小" in html
    assert all("month=202610" in url for url in links(html, ""))


@pytest.mark.parametrize("query", ["clock=XX-99", "month=abc", "month=199001", "which=none", "after=x", "after=-1"])
def test_address_that_asks_for_nothing_real_falls_back(desk: Callable[[str], Client], query: str) -> None:
    client = desk("centre.watch")

    assert client.get(f"{PAGE}?{query}").status_code == 200
    assert client.get(f"{PAGE}matters/?{query}").status_code == 200


def test_matter_about_ones_own_unit_is_in_no_figure_one_sees(desk: Callable[[str], Client]) -> None:
    for _ in range(6):
        opened(MORNING)
    hidden = opened(MORNING, concerns_office="yes", concerned_unit="water")
    step(hidden.matter, "accept", "centre.sort", at(0, 1))
    assert ClockFact.objects.filter(matter=hidden.matter, clock="XF-06").count() == 1

    told, untold = seen(desk("centre.watch"), PAGE), seen(desk("water.sign"), PAGE)

    assert "只到期 1 件" in told
    assert "近十二个月没有到期的" in untold
    behind = seen(desk("water.sign"), links(told, "unit=")[0])
    assert "您的岗位看得见 0 件" in behind
    assert hidden.number not in behind


def test_strangers_are_sent_to_sign_in() -> None:
    assert Client().get(PAGE).status_code == 302


def test_queries_are_flat_in_matters(desk: Callable[[str], Client], django_assert_max_num_queries: object) -> None:
    many_deadlines()
    client = desk("centre.watch")

    with django_assert_max_num_queries(24):  # type: ignore[operator]
        seen(client, PAGE)
    with django_assert_max_num_queries(24):  # type: ignore[operator]
        seen(client, f"{PAGE}matters/")


def test_list_is_paged_by_key(desk: Callable[[str], Client], monkeypatch: pytest.MonkeyPatch) -> None:
    many_deadlines()
    monkeypatch.setattr("huiyin.queries.figures.PAGE_LINES", 5)
    client, url, found = desk("centre.watch"), f"{PAGE}matters/", list[str]()

    for _ in range(3):
        html = seen(client, url)
        found += re.findall(r'<td class="fit"[^>]*><span class="no">([^<]+)<', html)
        more = re.search(r'href="([^"]*after=[^"]*)"', html)
        url = more[1].replace("&amp;", "&") if more else ""

    assert len(found) == len(set(found)) == 12
    assert url == ""

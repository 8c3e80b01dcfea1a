"""The page of the on-time rate over a dozen appeals: the sentence first, numbers that open to their matters."""

import re
from collections.abc import Callable

import pytest
from django.test import Client

from tests.insight.pages import PAGE, links, plain, seen

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("deadlines")]


def test_page_says_the_rate_with_its_interval_first(desk: Callable[[str], Client]) -> None:
    html = seen(desk("centre.watch"), PAGE)

    assert "近十二个月到期 12 件，按期 6 件，按期率 50.0%（25.4%～74.6%）" in html
    assert re.search(r"2027年2月19日 \d\d:\d\d 统计，当天到期的还不算。", html)
    assert "water 8 件，看是哪些 3 件，看是哪些 1 件，看是哪些 62.5%（30.6%～86.3%）" in plain(html)
    assert "centre 1 件，看是哪些 1 件，看是哪些 1 件，看是哪些 样本太小（1 件）" in plain(html)


def test_every_number_opens_to_as_many_matters(desk: Callable[[str], Client]) -> None:
    client = desk("centre.watch")

    html = seen(client, PAGE)

    cells = re.findall(r'<a href="(/desk/figures/on-time/matters/[^"]*)">(\d+)<', html)
    assert len(cells) >= 15
    for url, count in cells:
        behind = seen(client, url.replace("&amp;", "&"))
        assert f"您的岗位看得见 {count} 件" in behind
        assert behind.count('<td class="fit"') == int(count)


def test_list_behind_a_number_holds_only_what_the_reader_may_see(desk: Callable[[str], Client]) -> None:
    behind = seen(desk("roads.handle"), links(seen(desk("roads.handle"), PAGE), "unit=water")[0])

    assert "您的岗位看得见 0 件" in behind
    assert "没有您看得见的事项" in behind


def test_month_narrows_the_page(desk: Callable[[str], Client]) -> None:
    html = seen(desk("centre.watch"), f"{PAGE}?month=202610")

    assert "2026年10月只到期 4 件，样本太小" in html
    assert all("month=202610" in url for url in links(html, ""))


def test_queries_are_flat_in_matters(desk: Callable[[str], Client], django_assert_max_num_queries: object) -> None:
    client = desk("centre.watch")

    with django_assert_max_num_queries(24):  # type: ignore[operator]
        seen(client, PAGE)
    with django_assert_max_num_queries(24):  # type: ignore[operator]
        seen(client, f"{PAGE}matters/")


def test_list_is_paged_by_key(desk: Callable[[str], Client], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("huiyin.queries.figures.PAGE_LINES", 5)
    client, url, found = desk("centre.watch"), f"{PAGE}matters/", list[str]()

    for _ in range(3):
        html = seen(client, url)
        found += re.findall(r'<td class="fit"[^>]*><span class="no">([^<]+)<', html)
        more = re.search(r'href="((?![^"]*lang=)[^"]*after=[^"]*)"', html)
        url = more[1].replace("&amp;", "&") if more else ""

    assert len(found) == len(set(found)) == 12
    assert url == ""


def test_month_that_still_runs_is_told_from_a_whole_one(desk: Callable[[str], Client]) -> None:
    html = seen(desk("centre.watch"), "/desk/figures/filed/")

    assert html.count("2027年2月（未完）") == 1
    assert html.count(">2月（未完）<") == 1
    assert "2027年1月（未完）" not in html

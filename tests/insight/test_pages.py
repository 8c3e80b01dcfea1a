"""The page of the on-time rate: the sentence first, numbers that open to their matters, nothing told of a complaint."""

import re
from collections import Counter
from collections.abc import Callable

import pytest
from django.test import Client

from huiyin.insight.measures import load
from huiyin.store.facts import ClockFact
from huiyin.web.figures.declared import BY_ID
from huiyin.web.figures.laying_out import rate_sentence
from tests.insight.pages import PAGE, links, plain, seen
from tests.office import MORNING, at, opened, step

pytestmark = pytest.mark.django_db


def test_same_day_page_opens_its_numbers_and_tells_nothing_of_a_complaint(desk: Callable[[str], Client]) -> None:
    step(opened().matter, "accept", "centre.sort", at(0, 1))
    about = opened(concerns_office="yes", concerned_unit="water").matter
    step(about, "accept", "centre.sort", at(0, 1))

    html, hidden = (seen(desk(post), "/desk/figures/same-day/") for post in ("centre.watch", "water.handle"))

    assert "centre 2 / 2 件，看是哪些 2 / 2 件，看是哪些 0 / 2 件，看是哪些 没办到 2 件" in plain(html)
    assert "centre 1 / 1 件，看是哪些 1 / 1 件，看是哪些 0 / 1 件，看是哪些 没办到 1 件" in plain(hidden)
    missed = next(url for url in links(html, "which=late") if "BD-04.3" in url)
    assert seen(desk("centre.watch"), missed).count("<tr>") == 3
    # On a phone the table folds and each cell says which duty it is about.
    duties = ("当天登记", "当天转交", "当天联系", "当天反馈")
    assert all(html.count(f'data-name="{name}"') == 1 for name in duties)


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


@pytest.mark.parametrize(
    ("url", "entry"),
    [
        ("/desk/figures/", "总览"),
        ("/desk/figures/filed/", "总览"),
        ("/desk/figures/on-time/", "按期率"),
        ("/desk/figures/same-day/", "四个当天"),
    ],
)
def test_menu_marks_one_entry(desk: Callable[[str], Client], url: str, entry: str) -> None:
    menu = seen(desk("centre.watch"), url).partition('<nav class="desk-nav only-wide"')[2].partition("</nav>")[0]

    marked = re.findall(r'<a href="[^"]*"[^>]*aria-current="page"[^>]*>(.*?)</a>', menu)

    assert [plain(one) for one in marked] == [entry]


def test_rate_of_nothing_is_not_called_too_small() -> None:
    share = BY_ID["solved"].shares[2]

    assert rate_sentence(share, Counter()).zh == "回访说解决了：还没有"

"""The board of figures and the page of each: sentences, tiers, drawings with their tables, numbers that open to their matters."""

import re
from collections.abc import Callable
from html import unescape

import pytest
from django.test import Client

from huiyin.store.matters import Exclusion
from huiyin.web.figures.declared import FIGURES
from tests.insight.by_hand import all_told
from tests.insight.pages import plain, seen

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("deadlines")]
BOARD = "/desk/figures/"
NUMBER = re.compile(r'<td class="n" data-name="[^"]*"><a href="(/desk/figures/[^"]*)">(\d+)<')


def test_board_says_every_figure_in_a_sentence(desk: Callable[[str], Client]) -> None:
    words = plain(seen(desk("centre.watch"), BOARD))

    told = [one for one in all_told() if not one.old]
    replied = [one for one in told if one.replied]
    reopened = sum(1 for one in replied if one.times["reopened"])
    assert f"收到的事项 收到 {sum(1 for one in all_told() if one.month > 202602)} 件" in words
    assert f"，{len(replied)} 件里有 {reopened} 件" in words
    assert "参评满意率 参评满意：样本太小（4 件）" in words
    assert "单位说解决了：样本太小（4 件） 本人说解决了：样本太小（4 件） 回访说解决了：样本太小（2 件）" in words


@pytest.mark.parametrize("name", [one.id for one in FIGURES])
def test_every_number_opens_to_as_many_matters(desk: Callable[[str], Client], name: str) -> None:
    client = desk("centre.watch")

    numbers = set(NUMBER.findall(seen(client, f"{BOARD}{name}/")))

    assert len(numbers) >= 3
    # One of each count and each column is enough; every column of every measure has one.
    some = {(count, re.sub(r"(unit|month|town|channel)=\w*", "", url)): url for url, count in numbers}
    for (count, _), url in some.items():
        assert f"您的岗位看得见 {count} 件" in seen(client, unescape(url)), url


@pytest.mark.parametrize("name", [one.id for one in FIGURES])
def test_every_drawing_stands_beside_its_table_and_the_definition_below(
    desk: Callable[[str], Client], name: str
) -> None:
    html = seen(desk("centre.watch"), f"{BOARD}{name}/")

    drawings = html.count('<svg class="chart lines"')
    assert 1 <= drawings <= html.count("<table")
    assert html.count("<desc ") == html.count("<title id=") == drawings
    assert len(set(re.findall(r'<title id="([^"]*)"', html))) == drawings
    for said in ("分子", "分母", "不算的", "已知偏差", " 统计，" if name == "open_by_age" else "统计。"):
        assert said in html


def test_units_that_overlap_stand_by_name_in_no_order_of_rate(desk: Callable[[str], Client]) -> None:
    words = plain(seen(desk("centre.watch"), f"{BOARD}sent_back/"))
    tiered = plain(seen(desk("centre.watch"), f"{BOARD}replied_within/"))

    assert "按名称排列，单位之间不比高低。" in words
    assert "各单位的件数都太少，说不上谁高谁低，按名称排列。" in tiered


@pytest.mark.parametrize("page", ["", "filed/", "days_to_reply/", "reopened/"])
def test_no_figure_counts_to_a_unit_what_it_was_complained_of(desk: Callable[[str], Client], page: str) -> None:
    client = desk("roads.handle")
    before = plain(seen(client, f"{BOARD}{page}"))
    other = plain(seen(desk("centre.watch"), f"{BOARD}{page}"))

    Exclusion.objects.create(matter=_a_matter_of("water"), unit="roads")

    less = plain(seen(client, f"{BOARD}{page}"))
    assert less != before
    assert plain(seen(desk("centre.watch"), f"{BOARD}{page}")) == other
    count, fewer = (int(re.search(r"(\d+) 件", words)[1]) for words in (before, less))  # type: ignore[index]
    assert fewer <= count


def test_unknown_figure_is_not_there_and_odd_addresses_fall_back(desk: Callable[[str], Client]) -> None:
    client = desk("centre.watch")

    assert client.get(f"{BOARD}nothing/").status_code == 404
    assert client.get(f"{BOARD}nothing/matters/").status_code == 404
    usual = plain(seen(client, f"{BOARD}satisfied/matters/"))
    assert plain(seen(client, f"{BOARD}satisfied/matters/?kind=accusation&part=x&month=1&after=y&unit=")) == usual


def test_queries_are_flat_and_few(desk: Callable[[str], Client], django_assert_max_num_queries: object) -> None:
    client = desk("centre.watch")

    for url in (BOARD, f"{BOARD}solved/", f"{BOARD}filed/", f"{BOARD}satisfied/matters/"):
        with django_assert_max_num_queries(28):  # type: ignore[operator]
            seen(client, url)


def _a_matter_of(unit: str) -> object:
    from huiyin.store.matters import MatterRow

    held = MatterRow.objects.filter(lead_unit=unit, history=False, office_says="yes", round=2).first()
    assert held is not None
    return held.id

"""Guiding a person to a statutory route: every route of the table can be taken, its last day is the clock's own."""

from datetime import date, timedelta

import pytest

from huiyin.flow.clock import due
from huiyin.flow.scene import NotAllowed
from huiyin.kinds.clocks import CLOCKS
from huiyin.kinds.routes import BRANCHES, BY_ID, ROUTES, Route
from huiyin.kit.days import SHIPPED
from huiyin.papers.model import Paragraph
from huiyin.queries.own_matter import own_matter_views
from huiyin.queries.papers import paper_words
from huiyin.store.matters import Paper
from tests import office

pytestmark = pytest.mark.django_db
SAID = {"guide_reason": "这类事由法定机关按程序处理", "guide_body": "县公共法律服务中心三号窗口"}


def guided(route: str, **values: str) -> office.matters.Filed:
    filed = office.opened()
    office.step(filed.matter, "guide", "centre.sort", office.at(1), route=route, **SAID, **values)
    return filed


def letter(filed: office.matters.Filed) -> str:
    paper = Paper.objects.get(matter=filed.matter, code="D03")
    made = paper_words(paper.id, actor=office.someone("centre.sort", office.at(1)))
    return "\n".join(f"{one.lead}{one.text}" for one in made.blocks if isinstance(one, Paragraph))


def test_every_item_of_the_article_has_a_route() -> None:
    assert {route.branch.id for route in ROUTES} == {branch.id for branch in BRANCHES}


@pytest.mark.parametrize("route", ROUTES, ids=lambda route: route.id)
def test_every_limit_of_the_table_is_in_the_catalogue_with_its_article(route: Route) -> None:
    for name in filter(None, (route.clock, *route.then)):
        assert CLOCKS[name].basis
    assert route.basis


def test_every_route_is_taken_and_its_letter_says_where_and_until_when() -> None:
    office.furnish()
    knew = office.at(-100).date()

    for route in ROUTES:
        filed = guided(route.id, limit_from=knew.isoformat())

        values = office.row(filed.matter).values
        said = letter(filed)
        last = due(CLOCKS[route.clock], knew, calendar=SHIPPED).due_on if route.clock else None
        assert (values["branch"], values["limit_last"]) == (route.branch.id, last.isoformat() if last else "")
        assert route.procedure.zh in said
        assert SAID["guide_body"] in said
        assert route.help.zh in said
        for name in filter(None, (route.clock, *route.then)):
            assert CLOCKS[name].basis_text in said
        if last is not None:
            left = (last - office.at(1).date()).days
            assert f"最后一天是{last.year}年{last.month}月{last.day}日" in said
            assert (f"还有{left}天" if left >= 0 else "已经期满，仍然可以向该机关提出") in said


def test_without_the_day_nothing_is_counted_and_nothing_is_barred() -> None:
    office.furnish()

    filed = guided("labour")

    assert office.row(filed.matter).values["limit_last"] == ""
    assert "最后一天" not in letter(filed)
    office.step(filed.matter, "serve_notice", "centre.sort", office.at(2), served_way="in_person")


def test_a_limit_long_past_is_told_and_bars_nothing() -> None:
    office.furnish()

    filed = guided("decision", limit_from="2025-01-06")

    assert "已经期满，仍然可以向该机关提出，由其认定" in letter(filed)
    told = own_matter_views([filed.matter], at=office.at(2))[0].told
    assert "仍然可以去问" in told[0].sentence.zh


def test_the_resident_reads_the_last_day_and_the_days_left() -> None:
    office.furnish()

    filed = guided("labour", limit_from="2026-03-02")

    sentence = own_matter_views([filed.matter], at=office.at(2))[0].told[0].sentence.zh
    left = (date(2027, 3, 2) - office.at(1).date()).days
    assert sentence.endswith(f"最后一天是2027年3月2日（周二），还有 {left} 天")
    assert BY_ID["labour"].procedure.zh in sentence


def test_a_day_that_has_not_come_is_refused() -> None:
    office.furnish()
    tomorrow = (office.at(1).date() + timedelta(days=1)).isoformat()

    with pytest.raises(NotAllowed, match="不能晚于今天"):
        guided("labour", limit_from=tomorrow)

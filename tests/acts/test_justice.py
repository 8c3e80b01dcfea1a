"""Matters of courts, prosecution and police: what came in writing is forwarded by its ground, a visitor shown the way."""

import pytest

from huiyin.flow.scene import NotAllowed
from huiyin.kinds.appeal_sorting import CHANNELS
from huiyin.kinds.routes import JUSTICE_CHOICES, VISITS
from huiyin.ledger.replay import replay
from huiyin.papers.model import Paragraph
from huiyin.queries.own_matter import own_matter_views
from huiyin.queries.papers import paper_words
from huiyin.store.matters import ClockRow, Paper
from tests import office
from tests.office import at, opened, row, step

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("small_office")]
BODIES = {
    "court": "安澜县人民法院", "prosecution": "安澜县人民检察院", "police": "安澜县公安局",
    "justice_office": "安澜县司法局", "criminal": "中共安澜县委政法委员会",
}  # fmt: skip
WHY = "对生效判决的执行不服"


def forwarded(route: str, to: str, channel: str = "letter") -> office.matters.Filed:
    filed = opened(channel=channel)
    step(filed.matter, "forward_justice", "centre.sort", at(1), route=route, forward_to=to, forward_reason=WHY)
    return filed


def said(filed: office.matters.Filed, code: str) -> str:
    paper = Paper.objects.get(matter=filed.matter, code=code)
    made = paper_words(paper.id, actor=office.someone("centre.sort", at(1)))
    return "\n".join(f"{one.lead}{one.text}" for one in made.blocks if isinstance(one, Paragraph))


def test_every_ground_has_its_own_body() -> None:
    assert {choice.id for choice in JUSTICE_CHOICES} == set(BODIES)
    assert len({choice.body for choice in JUSTICE_CHOICES}) == len(BODIES)


@pytest.mark.parametrize("route", BODIES)
def test_a_letter_goes_to_the_body_of_its_ground_with_letter_and_notice(route: str) -> None:
    filed = forwarded(route, BODIES[route])

    held = row(filed.matter)
    assert (held.state, held.values["branch"]) == ("forwarded", "31-1")
    assert set(Paper.objects.filter(matter=filed.matter).values_list("code", flat=True)) == {"D04", "D04-2"}
    assert f"转送{BODIES[route]}办理" in said(filed, "D04-2")
    assert "自收到之日起15日内书面告知" in said(filed, "D04-2")
    assert WHY in said(filed, "D04")
    assert not ClockRow.objects.filter(matter=filed.matter, running=True).exists()
    told = own_matter_views([filed.matter], at=at(1))[0].told[0].sentence.zh
    assert BODIES[route] in told


def test_another_body_than_that_of_the_ground_is_refused() -> None:
    filed = opened(channel="letter")

    with pytest.raises(NotAllowed) as raised:
        step(
            filed.matter, "forward_justice", "centre.sort", at(1),
            route="court", forward_to="安澜县公安局", forward_reason=WHY,
        )  # fmt: skip

    assert "这一类归法院" in raised.value.reason.zh
    assert row(filed.matter).state == "registered"


@pytest.mark.parametrize("channel", sorted(VISITS))
def test_a_visitor_is_not_forwarded_but_shown_the_way(channel: str) -> None:
    with pytest.raises(NotAllowed) as raised:
        forwarded("court", BODIES["court"], channel)
    assert "引导其他程序" in raised.value.reason.zh

    filed = opened(channel=channel)
    given = {"route": "court", "guide_reason": WHY, "guide_body": "安澜县人民法院立案庭"}
    step(filed.matter, "guide", "centre.sort", at(1), **given)

    assert row(filed.matter).state == "guided"
    assert "安澜县人民法院立案庭" in said(filed, "D03")


@pytest.mark.parametrize("channel", sorted({one.id for one in CHANNELS} - VISITS))
def test_what_came_in_writing_is_not_merely_guided(channel: str) -> None:
    filed = opened(channel=channel)

    with pytest.raises(NotAllowed) as raised:
        step(filed.matter, "guide", "centre.sort", at(1), route="police", guide_reason=WHY, guide_body="县公安局")

    assert "转送政法机关" in raised.value.reason.zh


def test_the_notice_is_served_and_the_matter_ends_there() -> None:
    filed = forwarded("court", BODIES["court"])
    step(filed.matter, "serve_notice", "centre.intake", at(2), served_way="in_person")

    assert row(filed.matter).state == "archived"
    assert replay().differences == []

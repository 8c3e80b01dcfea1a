"""Missing the thirty days is never silent: the last day is told before, and a good reason is heard after."""

import pytest

from huiyin.flow.scene import NotAllowed
from huiyin.jobs.ticks import tick
from huiyin.papers.model import Paragraph
from huiyin.queries.own_matter import own_matter_views
from huiyin.queries.papers import paper_words
from huiyin.store.matters import ClockRow, Link, MatterRow, Paper
from huiyin.store.working import Message
from tests import office
from tests.office import at, carried_to, row, signed, step

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("small_office")]
ASKED = {"late_reason": "住院四十天，出院才看到答复", "review_reason": "没有说清原因"}
DRAFT = {"found": "属实", "decision": "uphold", "decision_words": "维持", "opinion_basis": "条例第三十五条"}


def lapsed() -> office.matters.Filed:
    filed = carried_to("served")
    tick(at=at(25))
    tick(at=at(40))
    return filed


def asked() -> tuple[office.matters.Filed, MatterRow]:
    filed = lapsed()
    step(filed.matter, "ask_late", "filer", at(41), **ASKED)
    return filed, MatterRow.objects.get(kind="review")


def test_the_last_day_is_told_before_it_comes_and_nothing_else_changes() -> None:
    filed = carried_to("served")
    last = ClockRow.objects.get(matter=filed.matter, clock="XF-08").due_on
    assert last is not None
    before = Message.objects.filter(matter=filed.matter).count()

    assert tick(at=at(25)) == 1

    new = list(Message.objects.filter(matter=filed.matter).order_by("made_at"))[before:]
    assert [f"申请复查，最后一天是{last.year}年{last.month}月{last.day}日" in one.words for one in new] == [True]
    told = own_matter_views([filed.matter], at=at(25))[0].told[0].sentence.zh
    assert (
        f"最后一天是{last.year}年{last.month}月{last.day}日" in told or f"最后一天是{last.month}月{last.day}日" in told
    )
    assert row(filed.matter).state == "served"
    assert ClockRow.objects.get(matter=filed.matter, clock="XF-08").running


def test_after_a_long_stop_the_person_is_told_before_it_lapses() -> None:
    filed = carried_to("served")

    tick(at=at(60))
    assert row(filed.matter).state == "served"
    tick(at=at(60, 1))

    assert row(filed.matter).state == "lapsed"
    said = own_matter_views([filed.matter], at=at(61))[0].told[0].sentence.zh
    assert "有正当理由的仍可以申请" in said


def test_whoever_asked_in_time_is_not_reminded() -> None:
    filed = carried_to("served")
    step(filed.matter, "ask_review", "filer", at(5), review_reason="没有说清原因")

    assert not ClockRow.objects.filter(matter=filed.matter, clock="BD-10", running=True).exists()


def test_a_late_request_goes_to_the_body_above_and_waits_for_its_word_on_the_reason() -> None:
    filed, review = asked()

    assert row(filed.matter).state == "under_review"
    assert (review.lead_unit, review.state) == ("gov", "accepted")
    assert Link.objects.get(matter=review.id).other == filed.matter
    assert ClockRow.objects.get(matter=review.id, clock="XF-09").running
    with pytest.raises(NotAllowed, match="先决定理由"):
        step(review.id, "draft", "gov.review", at(42), **DRAFT)


def test_a_good_reason_lets_the_review_go_on() -> None:
    _, review = asked()
    step(review.id, "accept_late", "gov.review", at(42), late_ground="ill")
    step(review.id, "draft", "gov.review", at(43), **DRAFT)

    assert row(review.id).state == "drafted"
    with pytest.raises(NotAllowed):
        step(
            review.id, "refuse_late", "gov.review", at(44), refusal_ground="late", refusal_facts="x", proper_channel="y"
        )


def test_a_refused_reason_is_told_in_writing_and_the_matter_lies_where_it_lay() -> None:
    filed, review = asked()
    signed(
        review.id, "refuse_late", "gov.review", at(42),
        refusal_ground="late", refusal_facts="住院在答复送达之前已经结束", proper_channel="可以向政务服务中心咨询",
    )  # fmt: skip

    paper = Paper.objects.get(matter=review.id, code="D05")
    made = paper_words(paper.id, actor=office.someone("gov.review", at(42)))
    said = "\n".join(f"{one.lead}{one.text}" for one in made.blocks if isinstance(one, Paragraph))
    assert "超过规定的三十日" in said
    assert "住院在答复送达之前已经结束" in said
    step(review.id, "serve_notice", "gov.review", at(43), served_way="in_person")
    assert (row(review.id).state, row(filed.matter).state, row(filed.matter).final) == ("archived", "lapsed", True)


def test_a_request_in_time_has_no_late_reason_to_decide_on() -> None:
    filed = carried_to("served")
    step(filed.matter, "ask_review", "filer", at(5), review_reason="没有说清原因")
    review = MatterRow.objects.get(kind="review")

    with pytest.raises(NotAllowed, match="没有待决定的逾期理由"):
        step(
            review.id, "refuse_late", "gov.review", at(6), refusal_ground="late", refusal_facts="x", proper_channel="y"
        )
    step(review.id, "draft", "gov.review", at(6), **DRAFT)
    assert row(review.id).state == "drafted"

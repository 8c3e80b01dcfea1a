"""The objection within 5 working days, and hearings: what is written, which clock stands still, which papers come of it."""

from uuid import UUID

import pytest

from huiyin.flow.scene import NotAllowed
from huiyin.jobs.ticks import tick
from huiyin.ledger.replay import replay
from huiyin.queries.papers import paper_words
from huiyin.store.matters import ClockRow, Link, MatterRow, Paper
from tests.office import OPINION, at, carried_to, opened, row, signed, someone, step

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("small_office")]
OBJECTION = {"why_back": "not_ours", "objection_facts": "权责清单里这段管网归公路部门", "proposed_unit": "roads"}
HEARING = {
    "hearing_about": "停水的原因和补偿", "hearing_on": "2026-08-20", "hearing_time": "上午9时", "hearing_place": "综治中心听证室",
    "hearing_host": "县政府复查专员", "hearing_members": ["法律顾问", "居民代表"], "hearing_clerk": "记录岗", "hearing_public": "yes",
}  # fmt: skip
HELD = {"hearing_present": ["反映人", "水务"], "hearing_record": "各方都说了话"}
CLOSED = {
    "hearing_statements": "各说各的",
    "hearing_findings": "主管破裂",
    "hearing_advice": "应当更换",
    "hearing_published": "no",
}


def assigned(*, signed: bool = True) -> UUID:
    matter = opened().matter
    step(matter, "assign", "centre.sort", at(1), to_post="water.handle", reason="供水归水务")
    if signed:
        step(matter, "sign_for", "water.handle", at(1, 1))
    return matter


def text_of(matter: UUID, code: str, post: str) -> str:
    return str(paper_words(Paper.objects.get(matter=matter, code=code).id, actor=someone(post, at(9))).blocks)


def test_an_objection_with_its_letter_waits_for_the_sender_who_takes_it_back() -> None:
    matter = assigned()

    signed(matter, "object", "water.handle", at(2), by="water.sign", **OBJECTION)

    assert (row(matter).lead_post, row(matter).state) == ("water.handle", "assigned")
    assert "这段管网归公路部门" in text_of(matter, "D06", "water.handle")
    assert Paper.objects.get(matter=matter, code="D06").number.startswith("安water"[:2])
    step(matter, "uphold_objection", "centre.sort", at(2, 3), objection_found="核实属实")
    assert row(matter).lead_post == "centre.sort"
    assert ClockRow.objects.get(matter=matter, clock="XF-05").on_time is True
    assert replay().differences == []


def test_a_sender_who_insists_keeps_it_there_and_it_is_objected_to_once() -> None:
    matter = assigned()
    signed(matter, "object", "water.handle", at(2), by="water.sign", **OBJECTION)

    step(matter, "insist", "centre.sort", at(2, 3), objection_found="主管在水务名下", reason="按清单归水务")

    assert row(matter).lead_post == "water.handle"
    with pytest.raises(NotAllowed):
        step(matter, "object", "water.handle", at(3), **OBJECTION)
    step(matter, "accept", "water.handle", at(3))


def test_an_objection_nobody_verifies_counts_as_agreed() -> None:
    matter = assigned()
    signed(matter, "object", "water.handle", at(2), by="water.sign", **OBJECTION)

    tick(at=at(7))

    assert row(matter).lead_post == "centre.sort"
    assert row(matter).values["refused_by"] == ["water"]


def test_after_five_working_days_nobody_objects() -> None:
    matter = assigned()

    with pytest.raises(NotAllowed, match="视为接受"):
        step(matter, "object", "water.handle", at(9), **OBJECTION)


def test_taking_it_on_settles_the_objection() -> None:
    matter = assigned()
    signed(matter, "object", "water.handle", at(2), by="water.sign", **OBJECTION)
    step(matter, "accept", "water.handle", at(2, 2))

    tick(at=at(9))

    assert (row(matter).lead_post, row(matter).state) == ("water.handle", "accepted")


def test_a_hearing_of_an_appeal_holds_no_clock_and_leaves_its_three_papers() -> None:
    matter = carried_to("in_hand").matter
    due = row(matter).due_at

    signed(matter, "hearing_opened", "water.handle", at(2), by="water.sign", **HEARING)
    step(matter, "hearing_held", "water.handle", at(17, 2), **HELD)
    step(matter, "hearing_closed", "water.handle", at(18), **CLOSED)

    assert row(matter).due_at == due
    codes = Paper.objects.filter(matter=matter, code__startswith="D10").values_list("code", flat=True)
    assert set(codes) == {"D10", "D10-2", "D10-3"}
    assert "综治中心听证室" in text_of(matter, "D10", "water.handle")
    assert "应当更换" in text_of(matter, "D10-3", "water.handle")


def test_a_hearing_of_the_re_review_is_not_counted() -> None:
    matter = carried_to("served").matter
    step(matter, "ask_review", "filer", at(1), review_reason="没说明原因")
    review = _opened_from(matter)
    reply = {"found": "查过", "decision": "uphold", "decision_words": "维持", "opinion_basis": OPINION["opinion_basis"]}
    for name, post, values in (
        ("draft", "gov.review", reply), ("check", "gov.check", {}), ("sign", "gov.sign", {}),
        ("serve", "gov.review", {"served_way": "in_person"}),
    ):  # fmt: skip
        step(review.id, name, post, at(2), **values)
    step(review.id, "ask_review", "filer", at(3), review_reason="还是不服")
    last = _opened_from(review.id)
    before = ClockRow.objects.get(matter=last.id, clock="XF-11").due_on

    signed(last.id, "hearing_opened", "city.review", at(5), by="city.sign", ground="听证", **HEARING)
    step(last.id, "hearing_held", "city.review", at(9), **HELD)
    step(last.id, "hearing_closed", "city.review", at(10), **CLOSED)

    clock = ClockRow.objects.get(matter=last.id, clock="XF-11")
    # Six days of the hearing do not count: from the fifth of September, a Saturday, to the eleventh.
    assert (str(before), str(clock.due_on)) == ("2026-09-07", "2026-09-11")
    assert "不计算在复核期限内" in text_of(last.id, "D10", "city.review")


def _opened_from(matter: UUID) -> MatterRow:
    return MatterRow.objects.get(id=Link.objects.get(other=matter, sort="origin").matter)

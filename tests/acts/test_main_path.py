"""An appeal from the first word to the served reply, a rating, a reopening and a review, by the real acts."""

from datetime import timedelta

import pytest

from huiyin.acts.matters import open_matter
from huiyin.acts.writing import NotFound
from huiyin.flow.answers import FieldFaults
from huiyin.flow.scene import NotAllowed
from huiyin.ledger.pen import Conflict
from huiyin.store.matters import ClockRow, Link, MatterRow, Paper
from tests.office import MORNING, OPINION, a_filing, at, carried_to, opened, row, signed, someone, step

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("small_office")]


def test_filing_gives_number_code_and_leaf() -> None:
    filed = opened()

    held = row(filed.matter)
    assert held.number == filed.number
    assert (held.state, held.lead_unit, held.lead_post) == ("registered", "centre", "centre.intake")
    assert "13800000026" not in held.title
    assert "13800000026" not in str(held.values)
    assert "周小满" not in str(held.values)
    assert len(filed.leaf) == 64


def test_main_path_stops_the_legal_clock_when_signed() -> None:
    filed = carried_to("served")

    held = row(filed.matter)
    clocks = {c.clock: c for c in ClockRow.objects.filter(matter=filed.matter)}
    assert held.state == "served"
    assert held.lead_unit == "water"
    assert (clocks["XF-06"].running, clocks["XF-06"].on_time) == (False, True)
    assert clocks["XF-08"].running
    assert clocks["XF-06-L"].days_used is not None
    numbers = sorted(Paper.objects.filter(matter=filed.matter).values_list("code", "number"))
    assert numbers == [
        ("D02", "安centre受〔2026〕1号"), ("D08", "安water意〔2026〕1号"),
    ] or ("D01" in dict(numbers))  # fmt: skip


def test_sixty_days_are_counted_as_the_law_file_says() -> None:
    filed = opened(MORNING + timedelta(days=2))
    step(filed.matter, "accept", "centre.sort", at(2, 1))

    clock = ClockRow.objects.get(matter=filed.matter, clock="XF-06")
    assert clock.due_on is not None
    assert clock.due_on.isoformat() == "2026-10-08"


def test_unanswered_concern_cannot_be_routed() -> None:
    filed = opened(concerns_office="")

    with pytest.raises(NotAllowed, match="先问清"):
        step(filed.matter, "accept", "centre.sort", at(0, 1))
    step(filed.matter, "clarify", "centre.sort", at(0, 2), concerns_office="no")
    step(filed.matter, "accept", "centre.sort", at(0, 3))
    assert row(filed.matter).state == "accepted"


def test_unit_complained_of_neither_gets_nor_knows_the_matter() -> None:
    filed = opened(concerns_office="yes", concerned_unit="water")
    step(filed.matter, "accept", "centre.sort", at(0, 1))

    for post in ("water.handle", "team.handle"):
        with pytest.raises(NotAllowed, match="反映的就是"):
            step(filed.matter, "hand_over", "centre.sort", at(0, 2), to_post=post, reason="试")
    with pytest.raises(NotFound):
        step(filed.matter, "note", "water.sign", at(0, 3), progress="看一看")


def test_complaint_about_the_receiving_centre_goes_to_the_body_above() -> None:
    filed = opened(concerns_office="yes", concerned_unit="centre")

    assert row(filed.matter).received_unit == "gov"


def test_unsigned_hand_over_bounces_and_sender_still_owns_it() -> None:
    filed = carried_to("handed")
    held = row(filed.matter)
    assert (held.lead_post, held.pending_post) == ("centre.sort", "water.handle")

    step(filed.matter, "unsigned", "clock", at(5))

    held = row(filed.matter)
    assert (held.lead_post, held.pending_post) == ("centre.sort", "")


def test_drafter_may_not_sign() -> None:
    filed = carried_to("in_hand")
    step(filed.matter, "draft", "water.handle", at(0, 5), **OPINION)

    with pytest.raises(NotAllowed):
        step(filed.matter, "check", "water.handle", at(0, 6))


def test_each_request_needs_its_own_outcome() -> None:
    filed = carried_to("in_hand")

    with pytest.raises(FieldFaults) as raised:
        step(filed.matter, "draft", "water.handle", at(0, 5), **{**OPINION, "outcomes": ["support"]})
    assert set(raised.value.faults) == {"outcomes"}


def test_two_clerks_never_overwrite_each_other() -> None:
    from huiyin.acts.matters import take_step
    from huiyin.acts.writing import Moment

    filed = carried_to("in_hand")
    seen = row(filed.matter).version
    step(filed.matter, "note", "water.handle", at(0, 5), progress="甲记")

    with pytest.raises(Conflict):
        take_step(
            filed.matter, "note", {"progress": "乙记"}, actor=someone("water.handle", at(0, 6)),
            moment=Moment(at(0, 6), at(0, 6)), expected_version=seen,
        )  # fmt: skip


def test_dissatisfied_resident_reopens_then_asks_for_review() -> None:
    filed = carried_to("served")
    step(filed.matter, "rate", "filer", at(1), attitude="satisfied", result="dissatisfied", solved="no")
    step(filed.matter, "reopen", "filer", at(2), still_wrong="第二天又停水了")
    held = row(filed.matter)
    assert (held.state, held.round, held.resident_says) == ("accepted", 2, "no")
    for number, (name, post, values) in enumerate(
        (("draft", "water.handle", OPINION), ("check", "water.check", {}), ("sign", "water.sign", {}),
         ("serve", "water.handle", {"served_way": "in_person"}))
    ):  # fmt: skip
        step(filed.matter, name, post, at(3, number), **values)
    assert Paper.objects.filter(matter=filed.matter, code="D08").count() == 2

    step(filed.matter, "ask_review", "filer", at(5), review_reason="没有说清原因")

    review = MatterRow.objects.get(kind="review")
    assert row(filed.matter).state == "under_review"
    assert (review.lead_unit, review.state, review.lead_post) == ("gov", "accepted", "gov.review")
    assert Link.objects.get(matter=review.id).other == filed.matter
    step(
        review.id,
        "draft",
        "gov.review",
        at(6),
        found="属实",
        decision="revoke",
        decision_words="重新办理",
        opinion_basis="条例第三十五条",
    )
    step(review.id, "check", "gov.check", at(6, 1))
    step(review.id, "sign", "gov.sign", at(6, 2))
    step(review.id, "serve", "gov.review", at(6, 3), served_way="in_person")
    assert row(filed.matter).state == "reviewed"


def test_faulty_phone_is_named_and_nothing_is_written() -> None:
    with pytest.raises(FieldFaults) as raised:
        open_matter(a_filing(phone="1380000"), actor=someone("centre.intake"))

    assert set(raised.value.faults) == {"phone"}
    assert MatterRow.objects.count() == 0


def test_extension_is_refused_the_second_time() -> None:
    filed = carried_to("in_hand")
    signed(filed.matter, "extend", "water.handle", at(3), by="water.sign", extend_by="30", extend_reason="等材料")

    clock = ClockRow.objects.get(matter=filed.matter, clock="XF-06")
    assert clock.extended == 30
    with pytest.raises(NotAllowed):
        step(filed.matter, "extend", "water.handle", at(4), extend_by="10", extend_reason="再等")


def test_whoever_accepts_leads_from_then_on() -> None:
    filed = opened()
    step(filed.matter, "accept", "centre.sort", at(0, 1))

    held = row(filed.matter)
    assert (held.lead_post, held.turn) == ("centre.sort", "centre.sort")


def test_merged_matter_comes_back_for_an_answer_of_its_own() -> None:
    lead = carried_to("signed")
    joined = opened(at(0, 8))
    step(joined.matter, "merge", "centre.sort", at(0, 9), other=lead.number, reason="同一处水管")
    with pytest.raises(NotAllowed, match="已并入"):
        step(joined.matter, "accept", "centre.sort", at(0, 10))

    step(lead.matter, "serve", "water.handle", at(1), served_way="in_person")

    held = row(joined.matter)
    assert (held.merged_into, held.state, held.turn) == ("", "registered", "centre/sort")
    step(joined.matter, "accept", "centre.sort", at(1, 1))

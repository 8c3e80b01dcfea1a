"""One reply for several people's matters: written and signed once; each has a paper, a proof and a time of his or her own."""

from typing import Any

import pytest

from huiyin.acts.matters import Filed
from huiyin.flow.scene import NotAllowed
from huiyin.ledger.keys import newest_private
from huiyin.ledger.replay import replay
from huiyin.papers.model import Paragraph
from huiyin.queries.own_matter import own_matter_views
from huiyin.queries.papers import paper_words
from huiyin.store.matters import ClockRow, Paper
from tests import office
from tests.office import OPINION, at, opened, row, step

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("small_office")]
OTHER = {"name": "李大山", "phone": "13800000031", "requests": ["尽快来水"], "place": "柳溪村 5 组 2 号"}


def two(*, same_answer: str = "yes", **other: Any) -> tuple[Filed, Filed]:
    first, second = opened(), opened(at(0, 1), **{**OTHER, **other})
    step(first.matter, "accept", "centre.sort", at(1))
    step(second.matter, "accept", "centre.sort", at(1, 0.1))
    step(first.matter, "hand_over", "centre.sort", at(1, 1), to_post="water.handle", reason="供水归水务")
    step(first.matter, "sign_for", "water.handle", at(1, 2))
    step(
        second.matter, "merge", "centre.sort", at(1, 3),
        other=first.number, reason="同一处停水", same_answer=same_answer,
    )  # fmt: skip
    return first, second


def signed(first: Filed, **opinion: Any) -> None:
    step(first.matter, "draft", "water.handle", at(2), **{**OPINION, **opinion})
    step(first.matter, "check", "water.check", at(2, 1))
    step(first.matter, "sign", "water.sign", at(2, 2))


def opinion_of(filed: Filed) -> tuple[str, str]:
    paper = Paper.objects.get(matter=filed.matter, code="D08")
    made = paper_words(paper.id, actor=office.someone("water.handle", at(3)))
    said = [made.to, *(f"{one.lead}{one.text}" for one in made.blocks if isinstance(one, Paragraph))]
    return paper.number, "\n".join(map(str, said)) + str(made.blocks)


def test_one_signature_makes_a_paper_for_each_with_a_number_and_name_of_its_own() -> None:
    first, second = two()
    signed(first)

    (number, said), (other_number, other_said) = opinion_of(first), opinion_of(second)
    assert (row(second.matter).state, row(second.matter).merged_into) == ("signed", "")
    assert (row(second.matter).lead_unit, number != other_number) == ("water", True)
    assert "周小满" in said
    assert "李大山" in other_said
    assert "周小满" not in other_said
    assert "尽快来水" in other_said
    assert OPINION["outcome_words"][0] in other_said
    assert newest_private(second.matter)["found"] == OPINION["found"]
    assert replay().differences == []


def test_each_is_served_by_itself_and_the_time_for_review_is_its_own() -> None:
    first, second = two()
    signed(first)
    step(first.matter, "serve", "water.handle", at(3), served_way="in_person")
    step(second.matter, "serve", "water.handle", at(6), served_way="in_person")

    days = [str(ClockRow.objects.get(matter=one.matter, clock="XF-08").due_on) for one in (first, second)]
    assert days == ["2026-09-07", "2026-09-08"]
    assert ClockRow.objects.get(matter=second.matter, clock="XF-06").on_time is True
    told = own_matter_views([second.matter], at=at(7))[0].told
    assert any("给您的一份单独编号" in one.sentence.zh for one in told)


def test_who_asked_for_more_is_answered_by_itself() -> None:
    first, second = two(same_answer="no")
    signed(first)
    assert row(second.matter).state == "accepted"

    step(first.matter, "serve", "water.handle", at(3), served_way="in_person")

    assert (row(second.matter).state, row(second.matter).merged_into) == ("accepted", "")


def test_a_reply_that_names_its_filer_goes_to_nobody_else() -> None:
    first, _ = two()

    with pytest.raises(NotAllowed) as raised:
        signed(first, found="经查，周小满家门口的主管破裂，已更换。")

    assert "却写了反映人的姓名" in raised.value.reason.zh
    assert row(first.matter).state == "checked"


def test_a_complaint_of_the_office_that_leads_is_not_merged_into_its_matter() -> None:
    with pytest.raises(NotAllowed) as raised:
        two(concerns_office="yes", concerned_unit="water")

    assert "正由被反映的单位办" in raised.value.reason.zh


def test_a_shared_reply_asks_for_acceptance_first() -> None:
    first, second = opened(), opened(at(0, 1), **OTHER)

    with pytest.raises(NotAllowed) as raised:
        step(
            second.matter, "merge", "centre.sort", at(1), other=first.number, reason="同一处停水", same_answer="yes"
        )  # fmt: skip

    assert "先受理" in raised.value.reason.zh


def test_what_was_merged_goes_on_by_itself_where_the_first_is_forwarded() -> None:
    first, second = opened(), opened(at(0, 1), **OTHER)
    step(second.matter, "merge", "centre.sort", at(1), other=first.number, reason="同一处停水")
    step(first.matter, "forward", "centre.sort", at(2), forward_to="市供水公司", forward_reason="归它管")
    step(first.matter, "serve_notice", "centre.intake", at(3), served_way="in_person")

    assert (row(second.matter).state, row(second.matter).merged_into) == ("registered", "")

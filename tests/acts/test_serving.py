"""Each lawful way of serving a paper: its proof, its day, and the day from which the remedy runs."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

import pytest

from huiyin.acts.files import Taking, Upload, take_with_files
from huiyin.acts.writing import Moment
from huiyin.flow.answers import FieldFaults
from huiyin.flow.matter import Matter, fold
from huiyin.flow.scene import NotAllowed
from huiyin.ledger.history import history
from huiyin.papers.payload import words_of
from huiyin.queries.papers import service_proof
from huiyin.store.matters import ClockRow, Paper
from tests.office import at, carried_to, someone
from tests.pictures import png

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("small_office")]


def served(matter: UUID, when: datetime, step_id: str = "serve", *, proof: str = "", **values: Any) -> None:
    """Serve as the handler, with a picture in the field that holds proof."""
    uploads = {proof: [Upload("凭证.png", png())]} if proof else {}
    taking = Taking(matter, step_id, values, uploads)
    take_with_files(taking, actor=someone("water.handle", when), moment=Moment(when, when))


def folded(matter: UUID) -> Matter:
    return fold(history(matter), matter_id=str(matter))


def remedy(matter: UUID) -> date | None:
    return ClockRow.objects.get(matter=matter, clock="XF-08").due_on


def proof_words(matter: UUID, when: datetime, recipient: str = "") -> str:
    paper = Paper.objects.get(matter=matter, code="D08")
    return words_of(service_proof(paper.id, actor=someone("water.handle", when), recipient=recipient))


def test_by_post_the_time_to_ask_for_review_runs_from_the_day_on_the_slip() -> None:
    filed = carried_to("signed")

    served(filed.matter, at(6), served_way="post", served_on="2026-08-06", post_number="XA12345", proof="served_proof")

    # 2026-08-06 + 30 days is Saturday 2026-09-05; it ends on the Monday.
    assert remedy(filed.matter) == date(2026, 9, 7)
    words = proof_words(filed.matter, at(7))
    assert "邮寄" in words
    assert "2026年8月6日" in words
    assert "邮件单号XA12345" in words


@pytest.mark.parametrize(
    ("values", "proof", "refusal"),
    [
        ({"served_way": "post", "post_number": "XA1"}, "", "回执"),
        ({"served_way": "left", "left_why": "不开门", "witness": "王阿婆"}, "", "留放处照片"),
        ({"served_way": "online", "agreed_online": "no"}, "", "本人同意才能网上送达"),
        ({"served_way": "announced"}, "", "先办“刊登送达公告”"),
        ({"served_way": "in_person", "served_on": "2026-08-20"}, "", "不能晚于今天"),
        ({"served_way": "in_person", "served_on": "2026-08-02"}, "", "早于文书日期"),
    ],
)
def test_a_way_without_its_proof_is_refused(values: dict[str, str], proof: str, refusal: str) -> None:
    filed = carried_to("signed")

    with pytest.raises(NotAllowed, match=refusal):
        served(filed.matter, at(1), proof=proof, **values)

    assert folded(filed.matter).state == "signed"


@pytest.mark.parametrize(
    ("way", "asked"), [("post", "post_number"), ("left", "witness"), ("left", "left_why"), ("online", "agreed_online")]
)
def test_a_way_asks_for_what_it_needs(way: str, asked: str) -> None:
    filed = carried_to("signed")

    with pytest.raises(FieldFaults) as refused:
        served(filed.matter, at(1), served_way=way, proof="served_proof")

    assert asked in refused.value.faults


def test_left_at_the_door_names_the_witness_on_the_proof_and_nowhere_else() -> None:
    filed = carried_to("signed")

    served(
        filed.matter, at(1), served_way="left", left_why="本人在家不开门", witness="王阿婆", proof="served_proof"
    )  # fmt: skip

    assert "王阿婆" in proof_words(filed.matter, at(2))
    assert "本人在家不开门" in proof_words(filed.matter, at(2))
    assert "王阿婆" not in str([event.body for event in history(filed.matter)])


def test_a_public_notice_serves_only_when_thirty_days_have_passed() -> None:
    filed = carried_to("signed")
    served(
        filed.matter, at(1), "announce", notice_on="2026-08-04", notice_where="安澜县政府网站", notice_why="外出务工，电话停机",
        proof="notice_proof",
    )  # fmt: skip

    # The thirtieth day after 2026-08-04 is 2026-09-03, and it must pass.
    with pytest.raises(NotAllowed, match="9月3日过完以后"):
        served(filed.matter, at(31), served_way="announced")
    served(filed.matter, at(32), served_way="announced")

    held = folded(filed.matter)
    assert [paper.served_on for paper in held.papers if paper.code == "D08"] == [date(2026, 9, 3)]
    assert remedy(filed.matter) == date(2026, 10, 8)
    assert not held.clocks["SD-01"].running
    assert "2026年8月4日在安澜县政府网站公告" in proof_words(filed.matter, at(33))


def test_the_notice_clock_runs_from_the_day_of_publication() -> None:
    filed = carried_to("signed")

    served(
        filed.matter, at(3), "announce", notice_on="2026-08-04", notice_where="报纸", notice_why="下落不明",
        proof="notice_proof",
    )  # fmt: skip

    assert ClockRow.objects.get(matter=filed.matter, clock="SD-01").due_on == date(2026, 9, 3)

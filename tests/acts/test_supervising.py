"""The ladder of supervision, a leader in charge, the backlog list, and the report to whoever assigned."""

from datetime import date
from typing import Any
from uuid import UUID

import pytest

from huiyin.flow.answers import FieldFaults
from huiyin.flow.scene import NotAllowed
from huiyin.queries.own_matter import own_matter_views
from huiyin.store.matters import ClockRow, Paper
from tests.office import at, carried_to, opened, row, signed, step

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("small_office")]
LETTER: dict[str, Any] = {
    "supervise_ground": "delay", "supervise_facts": "三十天没有动", "supervise_asks": "一周内到场", "supervise_due": "2026-08-20",
}  # fmt: skip
REPLY = {"reply_done": "已到场", "reply_result": "修好了"}


def supervised() -> UUID:
    matter = carried_to("in_hand").matter
    signed(matter, "supervise", "centre.watch", at(5), **LETTER)
    return matter


def papers(matter: UUID) -> list[str]:
    return list(
        Paper.objects.filter(matter=matter, code__startswith="D12").order_by("id").values_list("code", flat=True)
    )


def test_letter_is_numbered_by_the_supervisor_and_delivered_between_offices() -> None:
    matter = supervised()

    letter = Paper.objects.get(matter=matter, code="D12")
    assert (letter.number, letter.served_way, letter.served_on) == ("安centre督〔2026〕1号", "office", date(2026, 8, 8))
    assert row(matter).supervised
    assert ClockRow.objects.get(matter=matter, clock="BD-06").due_on == date(2026, 8, 20)


def test_person_who_filed_gets_no_paper_between_offices() -> None:
    matter = supervised()

    view = own_matter_views([matter], at=at(6))[0]
    assert {paper.code for paper in view.papers} == {"D02"}


def test_supervision_needs_a_ground_of_the_list() -> None:
    matter = carried_to("in_hand").matter

    with pytest.raises(FieldFaults) as raised:
        step(matter, "supervise", "centre.watch", at(5), **{**LETTER, "supervise_ground": "dislike"})
    assert set(raised.value.faults) == {"supervise_ground"}


def test_no_rung_is_taken_before_the_first() -> None:
    matter = carried_to("in_hand").matter

    with pytest.raises(NotAllowed, match="没有在督办"):
        step(matter, "list_supervised", "centre.watch", at(5), **LETTER)


def test_every_rung_gives_a_paper_and_a_new_day() -> None:
    matter, ground = supervised(), {"supervise_ground": "wrong_handling"}
    step(
        matter, "talk", "centre.watch", at(9), **ground, supervise_due="2026-08-25", talk_on="2026-08-12",
        talk_place="中心会议室", talk_host="督查岗", talk_with="水务局分管负责人", talk_facts="拖延", talk_record="谈了",
        talk_asks="三天内办", talk_promised="照办",
    )  # fmt: skip
    step(
        matter,
        "bulletin",
        "centre.watch",
        at(10),
        **ground,
        supervise_facts="仍未办",
        bulletin_to="county",
        supervise_due="2026-08-26",
    )
    signed(
        matter, "rectify", "centre.watch", at(11), **ground, rectify_problems=["没人到场"], rectify_asks="到场",
        supervise_due="2026-08-28",
    )  # fmt: skip
    signed(
        matter, "propose_accountability", "centre.watch", at(12), **ground, accountable_to="gov", accountable_facts="拖",
        accountable_harm="停水月余", accountable_proposal="约谈主要负责人", supervise_due="2026-09-01",
    )  # fmt: skip

    assert papers(matter) == ["D12", "D12-2", "D12-3", "D12-4"]
    assert row(matter).values["supervise_stage"] == "propose_accountability"
    assert ClockRow.objects.get(matter=matter, clock="BD-06").due_on == date(2026, 9, 1)


def test_answer_and_check_end_it() -> None:
    matter = supervised()
    with pytest.raises(NotAllowed, match="还没有反馈"):
        step(matter, "close_supervision", "centre.watch", at(6), supervise_check="看了")

    signed(matter, "answer_supervision", "water.handle", at(7), by="water.sign", **REPLY)
    assert papers(matter) == ["D12", "D12-5"]
    assert ClockRow.objects.get(matter=matter, clock="BD-06").on_time is True
    step(matter, "close_supervision", "centre.watch", at(8), supervise_check="到现场看了")
    assert not row(matter).supervised


def test_next_rung_asks_for_a_new_answer() -> None:
    matter = supervised()
    signed(matter, "answer_supervision", "water.handle", at(7), by="water.sign", **REPLY)
    step(matter, "list_supervised", "centre.watch", at(8), **{**LETTER, "supervise_due": "2026-08-30"})

    with pytest.raises(NotAllowed, match="还没有反馈"):
        step(matter, "close_supervision", "centre.watch", at(9), supervise_check="看了")


def test_supervision_is_not_the_lead_units_own() -> None:
    matter = carried_to("in_hand").matter

    with pytest.raises(NotAllowed):
        step(matter, "supervise", "water.handle", at(5), **LETTER)


def test_assigned_with_a_day_is_reported_by_then() -> None:
    matter = opened().matter
    step(matter, "assign", "centre.sort", at(0, 1), to_post="water.handle", reason="归水务", feedback_due="2026-09-01")
    assert ClockRow.objects.get(matter=matter, clock="XF-13").due_on == date(2026, 9, 1)
    step(matter, "sign_for", "water.handle", at(0, 2))
    step(matter, "accept", "water.handle", at(0, 3))
    signed(
        matter, "conclude", "water.handle", at(20), by="water.sign", report_facts="主管破裂", report_handling="换管", report_result="来水",
        report_person_view="满意",
    )  # fmt: skip

    assert Paper.objects.get(matter=matter, code="D13").served_way == "office"
    assert ClockRow.objects.get(matter=matter, clock="XF-13").on_time is True
    with pytest.raises(NotAllowed):
        step(
            matter,
            "conclude",
            "water.handle",
            at(21),
            report_facts="a",
            report_handling="b",
            report_result="c",
            report_person_view="d",
        )


def test_leader_takes_charge_of_a_matter_with_a_target() -> None:
    matter = carried_to("in_hand").matter
    plan = {"charge_on": "2026-10-30", "charge_plan": "先通临时水，再换主管"}
    with pytest.raises(NotAllowed, match="领导岗位"):
        step(matter, "take_charge", "centre.sort", at(1), charge_post="roads.handle", **plan)

    step(matter, "take_charge", "centre.sort", at(1), charge_post="water.sign", **plan)
    step(matter, "note_charge", "water.sign", at(2), charge_stage="临时水已通", charge_words="协调了两台水车")

    held = row(matter)
    assert (held.charge_post, held.charge_on, held.values["charge_stage"]) == (
        "water.sign",
        date(2026, 10, 30),
        "临时水已通",
    )


def test_leader_of_the_unit_complained_of_takes_no_charge() -> None:
    matter = opened(concerns_office="yes", concerned_unit="water").matter

    with pytest.raises(NotAllowed, match="反映的就是"):
        step(
            matter,
            "take_charge",
            "centre.sort",
            at(1),
            charge_post="water.sign",
            charge_on="2026-10-30",
            charge_plan="查",
        )


def test_backlog_is_listed_on_a_ground_and_struck_with_words() -> None:
    matter = carried_to("in_hand").matter
    step(
        matter,
        "list_backlog",
        "centre.watch",
        at(1),
        backlog_ground="funds",
        charge_on="2026-12-01",
        backlog_words="差资金",
    )
    assert (row(matter).backlog, row(matter).charge_on) == ("funds", date(2026, 12, 1))
    with pytest.raises(NotAllowed, match="已经列为积案"):
        step(
            matter,
            "list_backlog",
            "centre.watch",
            at(2),
            backlog_ground="funds",
            charge_on="2026-12-01",
            backlog_words="差资金",
        )

    step(matter, "strike_backlog", "centre.watch", at(3), struck_words="资金到位，管已换")
    assert row(matter).backlog == ""

"""Simple handling: ten working days on a closed list of grounds; turning back keeps the clock of the acceptance."""

import pytest

from huiyin.flow.answers import FieldFaults
from huiyin.flow.scene import NotAllowed
from huiyin.ledger.replay import replay
from huiyin.queries.own_matter import own_matter_views
from huiyin.store.matters import ClockRow
from tests import office
from tests.office import OPINION, at, opened, row, step

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("small_office")]


def simple() -> office.matters.Filed:
    filed = opened()
    step(filed.matter, "take_simply", "centre.sort", at(1), simple_ground="clear")
    return filed


def running(filed: office.matters.Filed) -> set[str]:
    clocks = ClockRow.objects.filter(matter=filed.matter, running=True)
    return set(clocks.values_list("clock", flat=True)) & {"XF-06", "XF-15"}


def test_ten_working_days_are_the_deadline_beside_the_sixty() -> None:
    filed = simple()

    short = ClockRow.objects.get(matter=filed.matter, clock="XF-15")
    assert running(filed) == {"XF-06", "XF-15"}
    assert row(filed.matter).due_at == short.due_at
    assert short.due_on is not None
    said = own_matter_views([filed.matter], at=at(1))[0].told[0].sentence.zh
    assert f"{short.due_on.month}月{short.due_on.day}日" in said


@pytest.mark.parametrize("ground", ["", "quick"])
def test_only_a_ground_of_the_list_will_do(ground: str) -> None:
    filed = opened()

    with pytest.raises(FieldFaults) as raised:
        step(filed.matter, "take_simply", "centre.sort", at(1), simple_ground=ground)

    assert set(raised.value.faults) == {"simple_ground"}


def test_what_turns_out_complex_keeps_the_clock_of_its_acceptance() -> None:
    filed = simple()
    before = ClockRow.objects.get(matter=filed.matter, clock="XF-06")
    step(filed.matter, "turn_ordinary", "centre.sort", at(5), complex_why="要请人鉴定")

    after = ClockRow.objects.get(matter=filed.matter, clock="XF-06")
    assert running(filed) == {"XF-06"}
    assert (after.due_on, after.running) == (before.due_on, True)
    assert "要请人鉴定" in own_matter_views([filed.matter], at=at(5))[0].told[0].sentence.zh
    with pytest.raises(NotAllowed):
        step(filed.matter, "turn_ordinary", "centre.sort", at(6), complex_why="再转")


def test_the_signed_opinion_stops_both() -> None:
    filed = simple()
    step(filed.matter, "hand_over", "centre.sort", at(1, 1), to_post="water.handle", reason="供水归水务")
    step(filed.matter, "sign_for", "water.handle", at(1, 2))
    step(filed.matter, "draft", "water.handle", at(2), **OPINION)
    step(filed.matter, "check", "water.check", at(2, 1))
    step(filed.matter, "sign", "water.sign", at(2, 2))

    assert running(filed) == set()
    assert ClockRow.objects.get(matter=filed.matter, clock="XF-15").on_time


def test_an_ordinary_appeal_has_no_simple_track_to_leave() -> None:
    filed = opened()
    step(filed.matter, "accept", "centre.sort", at(1))

    with pytest.raises(NotAllowed):
        step(filed.matter, "turn_ordinary", "centre.sort", at(2), complex_why="复杂")


def three_days(filed: office.matters.Filed) -> ClockRow:
    return ClockRow.objects.get(matter=filed.matter, clock="XF-16")


def test_three_working_days_from_receipt_run_once_the_simple_track_is_chosen() -> None:
    filed = opened()
    step(filed.matter, "choose_simple", "centre.sort", at(1), simple_ground="clear")

    # Received Monday 3 August 2026: three working days end on Thursday.
    short = three_days(filed)
    assert (str(short.due_on), short.running) == ("2026-08-06", True)
    assert (row(filed.matter).due_clock, row(filed.matter).due_at) == ("XF-16", short.due_at)
    said = own_matter_views([filed.matter], at=at(1))[0].told[0].sentence.zh
    assert said == "走简易办理，8月6日（周四）前告诉您受理不受理"


def test_acceptance_stops_the_three_days_and_promises_the_ten() -> None:
    filed = opened()
    step(filed.matter, "choose_simple", "centre.sort", at(1), simple_ground="clear")
    step(filed.matter, "take_simply", "centre.sort", at(2), simple_ground="clear")

    short = three_days(filed)
    assert (short.running, short.on_time, short.days_used) == (False, True, 2)
    assert running(filed) == {"XF-06", "XF-15"}


@pytest.mark.parametrize(("days", "on_time", "used"), [(1, True, 1), (4, False, 4)])
def test_the_three_days_are_measured_where_nobody_chose_beforehand(days: int, on_time: bool, used: int) -> None:
    filed = opened()
    step(filed.matter, "take_simply", "centre.sort", at(days), simple_ground="daily")

    short = three_days(filed)
    assert (short.running, short.on_time, short.days_used) == (False, on_time, used)
    ten = ClockRow.objects.get(matter=filed.matter, clock="XF-15").due_on
    assert ten is not None
    assert f"{ten.month}月{ten.day}日" in own_matter_views([filed.matter], at=at(days))[0].told[0].sentence.zh


@pytest.mark.parametrize("how", ["assign", "accept", "turn_ordinary"])
def test_passing_it_on_or_leaving_the_simple_track_ends_the_three_days(how: str) -> None:
    filed = opened()
    step(filed.matter, "choose_simple", "centre.sort", at(1), simple_ground="clear")
    given = {
        "assign": {"to_post": "water.handle", "reason": "归水务"},
        "accept": {},
        "turn_ordinary": {"complex_why": "要请人鉴定"},
    }[how]
    step(filed.matter, how, "centre.sort", at(2), **given)

    assert not three_days(filed).running


def test_replay_makes_the_same_three_days() -> None:
    simple()
    filed = opened(at(3))
    step(filed.matter, "choose_simple", "centre.sort", at(3, 1), simple_ground="clear")

    assert replay().differences == []

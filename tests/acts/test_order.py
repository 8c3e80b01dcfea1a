"""A hotline order: the clocks its sort starts, who stays responsible, the joint decision, and the answer."""

from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest

from huiyin.acts import matters, registers
from huiyin.acts.writing import Moment
from huiyin.flow.actor import clockwork
from huiyin.flow.answers import FieldFaults
from huiyin.flow.matter import fold
from huiyin.flow.scene import NotAllowed
from huiyin.ledger.history import history
from huiyin.queries.own_matter import own_matter_views
from huiyin.store.matters import ClockRow, Paper
from tests import office
from tests.office import MORNING, at, row, someone, step

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("small_office")]
DECISION = {
    "met_on": MORNING.date().isoformat(),
    "met_units": ["water", "roads"],
    "met_posts": ["水务局承办岗", "公路局承办岗"],
    "decided": "路面归公路，水管归水务，先修水管，水务主办",
    "minutes": "两家都到了现场，议定由水务主办。",
}
ANSWER = {"answer_sort": "done", "answer": "水管已换，今晚来水", "answer_way": "phone"}


def ordered(**values: Any) -> UUID:
    typed = {
        "channel": "hotline",
        "order_sort": "help",
        "urgent": "no",
        "words": "自来水管漏水，路面积水结冰。",
        "requests": ["修好水管"],
        "village": office.VILLAGE,
        "name": "周小满",
        "phone": "13800000026",
        "concerns_office": "no",
        **values,
    }
    filing = matters.Filing("order", typed, Moment(MORNING, MORNING))
    return matters.open_matter(filing, actor=someone("centre.intake")).matter


def dispatched(to: str = "water.handle", **values: Any) -> UUID:
    order = ordered(**values)
    step(order, "dispatch", "centre.sort", at(0, 1), to_post=to, reason="归它管")
    return order


def refused(order: UUID, post: str, proposed: str, hours: float) -> None:
    step(order, "send_back", post, at(0, hours), why_back="not_ours", proposed_unit=proposed, reason="不在权责清单")


def twice_refused() -> UUID:
    order = dispatched()
    refused(order, "water.handle", "roads", 2)
    step(order, "dispatch_again", "water.handle", at(0, 3), to_post="roads.handle", reason="路面归它")
    refused(order, "roads.handle", "water", 4)
    return order


def running(order: UUID) -> set[str]:
    return set(ClockRow.objects.filter(matter=order, running=True).values_list("clock", flat=True))


@pytest.mark.parametrize(
    ("sort", "clock", "due"),
    [
        ("enquiry", "RX-04", "2026-08-04"),
        ("help", "RX-05", "2026-08-10"),
        ("suggestion", "RX-06", "2026-08-17"),
        ("complaint", "RX-07", "2026-08-24"),
    ],
)
def test_sort_of_the_order_chooses_its_clock(sort: str, clock: str, due: str) -> None:
    order = dispatched(order_sort=sort)

    assert running(order) == {clock, "RX-08", "RX-09", "BD-01", "BD-04.3", "BD-04.4"}
    due_on = ClockRow.objects.get(matter=order, clock=clock).due_on
    assert due_on is not None
    assert due_on.isoformat() == due


def test_urgent_order_runs_by_the_minute_from_the_call() -> None:
    order = ordered(urgent="yes")

    dues = {
        one.clock: one.due_at for one in ClockRow.objects.filter(matter=order, running=True, clock__startswith="RX")
    }
    assert dues == {
        "RX-01": MORNING + timedelta(minutes=30),
        "RX-02": MORNING + timedelta(hours=2),
        "RX-03": MORNING + timedelta(hours=24),
    }
    step(order, "contact", "centre.intake", at(0, 0.4), reached="no_answer", contact_words="没人接")
    assert "RX-01" in running(order)
    step(order, "contact", "centre.intake", at(0, 0.45), reached="yes", contact_words="说水已漫到门口")
    assert running(order) == {"RX-02", "RX-03", "BD-04.2", "BD-04.4"}


def test_county_sets_its_own_number_and_keeps_one_extension() -> None:
    new = registers.NewEntry(
        "local_clock", "rx5", {"clock": "RX-05", "n": 3, "unit": "wd", "basis": "县府办"}, office.START
    )
    registers.record_many([new], actor=clockwork(MORNING), moment=Moment(MORNING, MORNING))
    order = dispatched()
    step(order, "sign_for", "water.handle", at(0, 2))

    with pytest.raises(NotAllowed):
        step(order, "extend", "centre.sort", at(1), extend_by="5", extend_reason="等配件")
    step(order, "extend", "centre.sort", at(1), extend_by="3", extend_reason="等配件")
    clock = ClockRow.objects.get(matter=order, clock="RX-05")
    assert (clock.extended, str(clock.due_on)) == (3, "2026-08-11")
    with pytest.raises(NotAllowed):
        step(order, "extend", "centre.sort", at(2), extend_by="1", extend_reason="再等")


def test_extension_is_asked_before_the_time_runs_out() -> None:
    order = dispatched(order_sort="enquiry")
    step(order, "sign_for", "water.handle", at(0, 2))

    with pytest.raises(NotAllowed, match="已过期限"):
        step(order, "extend", "centre.sort", at(3), extend_by="1", extend_reason="晚了")


def test_first_receiver_stays_responsible_until_another_has_signed() -> None:
    order = dispatched()
    refused(order, "water.handle", "roads", 2)
    assert (row(order).state, row(order).lead_post, row(order).turn) == ("assigned", "water.handle", "water.handle")

    step(order, "dispatch_again", "water.handle", at(0, 3), to_post="roads.handle", reason="路面归它")
    assert (row(order).lead_post, row(order).pending_post) == ("water.handle", "roads.handle")

    step(order, "sign_for", "roads.handle", at(0, 4))
    assert (row(order).state, row(order).lead_post) == ("accepted", "roads.handle")


def test_sending_back_names_who_should_act() -> None:
    order = dispatched()

    with pytest.raises(FieldFaults) as raised:
        step(order, "send_back", "water.handle", at(0, 2), why_back="not_ours", reason="不归我们")
    assert set(raised.value.faults) == {"proposed_unit"}


def test_no_unit_sends_back_twice() -> None:
    order = dispatched()
    refused(order, "water.handle", "roads", 2)
    step(order, "dispatch_again", "water.handle", at(0, 3), to_post="team.handle", reason="队里办")
    step(order, "sign_for", "team.handle", at(0, 4))
    refused(order, "team.handle", "roads", 5)

    assert row(order).values["refused_by"] == ["water", "water-team"]
    assert row(order).lead_post == "water.handle"
    with pytest.raises(NotAllowed, match="已退过一次"):
        refused(order, "water.handle", "roads", 6)


def test_two_refusals_ask_for_a_joint_decision_while_the_clock_runs() -> None:
    order = twice_refused()
    before = ClockRow.objects.get(matter=order, clock="RX-05")
    with pytest.raises(NotAllowed, match="先会商"):
        step(order, "dispatch_again", "centre.sort", at(0, 5), to_post="roads.handle", reason="再派")

    step(order, "convene", "centre.sort", at(0, 6), to_post="roads.handle", **DECISION)

    held = row(order)
    assert (held.state, held.lead_unit, held.lead_post, held.pending_post) == ("accepted", "roads", "roads.handle", "")
    after = ClockRow.objects.get(matter=order, clock="RX-05")
    assert (after.running, after.start_at, after.due_at) == (True, before.start_at, before.due_at)
    assert "minutes" in fold(history(order), matter_id=str(order)).sealed
    with pytest.raises(NotAllowed, match="会商定了"):
        refused(order, "roads.handle", "water", 7)


def test_nothing_is_decided_jointly_before_two_refusals() -> None:
    order = dispatched()
    refused(order, "water.handle", "roads", 2)

    with pytest.raises(NotAllowed, match="不用会商"):
        step(order, "convene", "centre.sort", at(0, 3), to_post="roads.handle", **DECISION)


def test_unit_complained_of_takes_no_part_in_the_meeting() -> None:
    order = dispatched("roads.handle", concerns_office="yes", concerned_unit="water")
    refused(order, "roads.handle", "town", 2)
    step(order, "dispatch_again", "roads.handle", at(0, 3), to_post="town.intake", reason="属地")
    refused(order, "town.intake", "roads", 4)

    with pytest.raises(NotAllowed, match="不参加会商"):
        step(order, "convene", "centre.sort", at(0, 5), to_post="roads.handle", **DECISION)
    with pytest.raises(NotAllowed, match="反映的就是"):
        step(order, "convene", "centre.sort", at(0, 5), to_post="water.handle", **{**DECISION, "met_units": ["roads"]})


def test_answer_is_told_to_the_person_and_stops_every_answering_clock() -> None:
    order = dispatched()
    step(order, "sign_for", "water.handle", at(0, 2))
    step(order, "contact", "water.handle", at(0, 3), reached="yes", contact_words="说清了位置")
    step(order, "answer", "water.handle", at(1), **ANSWER)

    assert (row(order).state, running(order)) == ("served", {"BD-03"})
    assert ClockRow.objects.get(matter=order, clock="RX-05").on_time is True
    told = own_matter_views([order], at=at(1))[0].told
    assert told[0].sentence.zh == "答复您：水管已换，今晚来水"


def test_reopened_order_gets_the_time_of_its_sort_again() -> None:
    order = dispatched()
    step(order, "sign_for", "water.handle", at(0, 2))
    step(order, "answer", "water.handle", at(1), **ANSWER)
    step(order, "reopen", "filer", at(2), still_wrong="还在漏")

    assert (row(order).state, row(order).round, running(order)) == ("accepted", 2, {"RX-05"})
    step(order, "answer", "water.handle", at(3), **ANSWER)
    step(order, "call_back", "centre.sort", at(4), callback_says="yes", callback_way="phone", callback_words="来水了")
    assert list(Paper.objects.filter(matter=order, code="D26").values_list("code", "served_on")) == [("D26", None)]
    step(order, "close", "water.handle", at(4, 1), office_says="yes")
    step(order, "archive", "centre.sort", at(4, 2))
    assert (row(order).final, running(order)) == (True, set())


def test_what_is_not_the_hotlines_is_guided_with_words() -> None:
    order = ordered()
    step(
        order, "guide", "centre.sort", at(0, 1), not_hotline="arbitration", guide_words="到县劳动仲裁院，一年以内",
        told_way="phone",
    )  # fmt: skip

    assert row(order).final
    told = own_matter_views([order], at=at(1))[0].told
    assert told[0].sentence.zh == "这件事有专门的办法：到县劳动仲裁院，一年以内"


def test_writing_down_late_is_measured_against_the_day_of_receipt() -> None:
    at_once, typed_late = (
        matters.open_matter(
            replace(office.a_filing(), moment=Moment(MORNING, MORNING + late, source="来信收文章")),
            actor=someone("centre.intake"),
        ).matter
        for late in (timedelta(hours=2), timedelta(days=2))
    )

    kept = {matter: ClockRow.objects.get(matter=matter, clock="BD-04.1") for matter in (at_once, typed_late)}
    assert (kept[at_once].on_time, kept[at_once].days_used) == (True, 0)
    assert (kept[typed_late].on_time, kept[typed_late].days_used) == (False, 2)
    assert kept[typed_late].stopped_at == MORNING + timedelta(days=2)

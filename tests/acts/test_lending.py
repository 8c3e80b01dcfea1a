"""Posts lent for a while and handed over for good: whose act it is stays written, and nothing in hand is lost."""

from datetime import date, timedelta
from typing import Any

import pytest

from huiyin.acts import registers
from huiyin.acts.handing_over import PostChange, hand_over_post
from huiyin.acts.registers import NewEntry
from huiyin.acts.writing import now_at
from huiyin.flow.answers import FieldFaults
from huiyin.flow.scene import NotAllowed
from huiyin.flow.words import Role
from huiyin.ledger.history import history
from huiyin.queries.handovers import handover
from huiyin.queries.happenings import happenings
from huiyin.queries.words import Wanted
from huiyin.store.access import visible
from huiyin.store.entries import Entry
from huiyin.store.posts import cards_of_person
from tests import office
from tests.office import at, opened, row, someone, step

pytestmark = [pytest.mark.django_db, pytest.mark.postgres_too, pytest.mark.usefixtures("small_office")]
DAY = office.MORNING.date()
LENT = {
    "post": "water.sign", "roles": ["sign"], "person": "water.handle", "last_day": DAY + timedelta(days=3),
    "reason": "出差三天",
}  # fmt: skip


def lend(who: str = "water.sign", **changed: Any) -> None:
    values = {**LENT, **changed}
    values["last_day"] = values["last_day"].isoformat() if isinstance(values["last_day"], date) else values["last_day"]
    registers.record(NewEntry("delegation", "d1", values, DAY), actor=someone(who), moment=now_at(at()))


def test_what_is_lent_is_held_until_its_last_day_and_ends_by_itself() -> None:
    lend()

    held = [cards_of_person("water.handle", DAY + timedelta(days=days)) for days in (0, 3, 4)]

    assert [[(card.key, card.lent_by) for card in cards] for cards in held] == [
        [("water.handle", ""), ("water.sign", "water.sign")],
        [("water.handle", ""), ("water.sign", "water.sign")],
        [("water.handle", "")],
    ]
    assert held[0][1].roles == {Role.SIGN}


def test_every_act_says_on_whose_behalf() -> None:
    lend(roles=["lead", "sign"], person="water.check")
    filed = office.carried_to("drafted")

    step(filed.matter, "check", "water.check", at(0, 5))
    step(filed.matter, "sign", "water.check", at(0, 6))

    events = history(filed.matter)
    assert events[-1].body["by"] == {
        "person": "water.check", "post": "water.sign", "unit": "water", "lent_by": "water.sign",
    }  # fmt: skip
    assert "lent_by" not in events[-2].body["by"]
    assert happenings(events, more=Wanted()).lines[-1].by.zh == "water · sign（受某water.sign委托）"


def test_who_drafted_may_not_sign_with_a_lent_post_either() -> None:
    lend()
    filed = office.carried_to("checked")

    with pytest.raises(NotAllowed):
        step(filed.matter, "sign", "water.handle", at(0, 8))


def test_a_lent_post_opens_nothing_about_ones_own_unit_and_shuts_what_is_about_the_lender() -> None:
    about_water = opened(concerns_office="yes", concerned_unit="water")
    lend("roads.sign", post="roads.sign", person="water.check")
    lend_to_centre = {**LENT, "last_day": (DAY + timedelta(days=3)).isoformat(), "person": "centre.sort"}

    assert not visible(someone("water.check")).filter(id=about_water.matter).exists()
    assert visible(someone("centre.sort")).filter(id=about_water.matter).exists()
    registers.record(
        NewEntry("delegation", "d2", lend_to_centre, DAY), actor=someone("water.sign"), moment=now_at(at())
    )
    assert not visible(someone("centre.sort")).filter(id=about_water.matter).exists()


@pytest.mark.parametrize(
    ("who", "changed", "field"),
    [
        ("water.sign", {"roles": ["handle"]}, "roles"),
        ("water.sign", {"person": "water.sign"}, "person"),
        ("water.sign", {"person": "office.audit"}, "person"),
        ("water.sign", {"last_day": DAY - timedelta(days=1)}, "last_day"),
        ("water.sign", {"last_day": DAY + timedelta(days=91)}, "last_day"),
        ("water.sign", {"post": "roads.sign"}, "post"),
        ("water.sign", {"person": "nobody"}, "person"),
    ],
)
def test_what_may_not_be_lent_is_refused_beside_its_field(who: str, changed: dict[str, Any], field: str) -> None:
    with pytest.raises(FieldFaults) as refused:
        lend(who, **changed)

    assert (set(refused.value.faults), Entry.objects.filter(register="delegation").count()) == ({field}, 0)


def test_nobody_lends_or_ends_for_another() -> None:
    with pytest.raises(NotAllowed):
        lend("water.check", lender="water.sign")
    lend()

    with pytest.raises(NotAllowed):
        registers.close(
            "delegation",
            "d1",
            on=DAY + timedelta(days=1),
            reason="x",
            actor=someone("water.check"),
            moment=now_at(at()),
        )


def change(to_person: str, appointment: str = "water.handle") -> str:
    wanted = PostChange(appointment, to_person, DAY + timedelta(days=1), "轮岗")
    return hand_over_post(wanted, actor=someone("office.admin"), moment=now_at(at(0, 9)))


def test_a_post_is_handed_over_whole_and_the_sheet_lists_what_was_in_hand() -> None:
    filed = office.carried_to("in_hand")

    key = change("water.check")

    tomorrow = DAY + timedelta(days=1)
    assert [card.key for card in cards_of_person("water.handle", tomorrow)] == []
    assert sorted(card.key for card in cards_of_person("water.check", tomorrow)) == ["water.check", "water.handle"]
    assert row(filed.matter).lead_post == "water.handle"
    step(filed.matter, "draft", "water.check", at(1, 1), **office.OPINION)
    sheet = handover(key, actor=someone("water.check", at(1, 2)))
    assert sheet is not None
    assert (sheet.from_name, sheet.to_name, dict(sheet.counts)["在办事项"]) == ("某water.handle", "某water.check", 1)
    assert [line.number for line in sheet.lines] == [filed.number]
    kept = handover(key, actor=someone("office.admin", at(1, 2)))
    assert kept is not None
    assert kept.lines == ()
    assert handover(key, actor=someone("roads.handle", at(1, 2))) is None


def test_delegations_end_with_the_appointment_they_came_from() -> None:
    lend()

    change("water.check", "water.sign")

    assert Entry.objects.get(register="delegation", key="d1").valid_to == DAY + timedelta(days=1)
    assert [card.key for card in cards_of_person("water.handle", DAY + timedelta(days=1))] == ["water.handle"]


def test_a_post_with_matters_in_hand_is_never_left_to_nobody() -> None:
    office.carried_to("in_hand")

    with pytest.raises(NotAllowed) as refused:
        change("")

    assert "要先定接收人" in refused.value.reason.zh
    assert Entry.objects.get(register="appointment", key="water.handle").valid_to is None
    with pytest.raises(NotAllowed):
        hand_over_post(
            PostChange("water.handle", "water.check", DAY, "x"), actor=someone("water.sign"), moment=now_at(at())
        )

"""What leaves under the office's seal is drafted by one and signed by another; the few go one level up (decision 0022)."""

from datetime import date
from uuid import UUID

import pytest

from huiyin.acts import registers
from huiyin.acts.writing import Moment
from huiyin.flow.actor import clockwork
from huiyin.flow.scene import NotAllowed
from huiyin.ledger.history import history
from huiyin.queries.matter_page import NoSuchMatter, found_row
from huiyin.queries.workbench import workbench
from huiyin.store.matters import ClockRow, Paper, ToSign
from tests import office
from tests.office import MORNING, at, carried_to, opened, row, signed, someone, step

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("small_office")]
REFUSAL = {"refusal_ground": "not_competent", "refusal_facts": "属邻县管", "proper_channel": "邻县信访局"}
LONGER = {"extend_by": "20", "extend_reason": "等管材检测"}
LETTER = {
    "supervise_ground": "delay", "supervise_facts": "三十天没有动", "supervise_asks": "一周内到场",
    "supervise_due": "2026-08-20",
}  # fmt: skip


def changed(register: str, key: str, values: dict[str, object]) -> None:
    registers.correct(register, key, values, reason="调整", actor=clockwork(MORNING), moment=Moment(MORNING, MORNING))


def codes(matter: UUID) -> list[str]:
    return sorted(Paper.objects.filter(matter=matter).values_list("code", flat=True))


def test_a_draft_takes_no_number_changes_nothing_and_stops_no_clock() -> None:
    filed = opened()
    step(filed.matter, "refuse", "centre.sort", at(0, 1), **REFUSAL)

    held = row(filed.matter)
    assert (held.state, codes(filed.matter), "refusal_ground" in held.values) == ("registered", [], False)
    assert ClockRow.objects.get(matter=filed.matter, clock="XF-03").running
    assert list(ToSign.objects.values_list("step", "unit", "above")) == [("sign_refuse", "centre", "gov")]


def test_the_signature_makes_it_count_with_what_was_drafted() -> None:
    filed = opened()
    signed(filed.matter, "refuse", "centre.sort", at(0, 1), **REFUSAL)

    event = history(filed.matter)[-1]
    assert (row(filed.matter).state, codes(filed.matter)) == ("refused", ["D05"])
    assert (event.type, event.body["values"]["refusal_ground"]) == ("appeal.refused", "not_competent")
    assert (event.body["by"]["person"], event.body["drafted"]["person"]) == ("gov.sign", "centre.sort")
    assert not ToSign.objects.exists()


def test_who_drafted_it_never_signs_it() -> None:
    filed = opened()
    step(filed.matter, "refuse", "centre.sort", at(0, 1), **REFUSAL)

    with pytest.raises(NotAllowed, match="不是您岗位的事"):
        step(filed.matter, "sign_refuse", "centre.sort", at(0, 2))


def test_an_office_of_one_signs_its_own_and_is_marked() -> None:
    values = {"name": "班长", "unit": "water-team", "roles": ["handle", "sign"]}
    changed("post", "team.handle", values)
    filed = opened()
    step(filed.matter, "accept", "centre.sort", at(0, 1))
    step(filed.matter, "hand_over", "centre.sort", at(0, 2), to_post="team.handle", reason="归管养队")
    step(filed.matter, "sign_for", "team.handle", at(0, 3))
    signed(filed.matter, "extend", "team.handle", at(3), by="team.handle", **LONGER)

    assert codes(filed.matter) == ["D02", "D07"]
    assert history(filed.matter)[-1].body["values"]["one_hand"] is True


def test_what_waits_stands_in_the_signers_list_and_only_there() -> None:
    filed = carried_to("in_hand")
    step(filed.matter, "supervise", "centre.watch", at(5), **LETTER)

    above, unit = workbench(someone("gov.sign", at(5))), workbench(someone("water.sign", at(5)), tab="todo")
    assert [(line.number, line.next_step.id) for line in above.lines if line.next_step] == [
        (filed.number, "sign_supervise")
    ]
    # The unit supervised does not sign the letter to itself.
    assert [line.number for line in unit.lines] == []
    with pytest.raises(NotAllowed, match="不是您岗位的事"):
        step(filed.matter, "sign_supervise", "water.sign", at(6))


def test_a_signer_elsewhere_learns_of_it_only_while_it_waits() -> None:
    filed = carried_to("in_hand")
    with pytest.raises(NoSuchMatter):
        found_row(filed.number, actor=someone("roads.sign", at(5)))
    changed("unit", "centre", {"parent": "roads"})
    step(filed.matter, "supervise", "centre.watch", at(5), **LETTER)
    assert found_row(filed.number, actor=someone("roads.sign", at(5))).number == filed.number
    step(filed.matter, "sign_supervise", "roads.sign", at(6))

    with pytest.raises(NoSuchMatter):
        found_row(filed.number, actor=someone("roads.sign", at(7)))


def test_the_letter_bears_the_drafting_units_number_though_the_one_above_signed() -> None:
    filed = carried_to("in_hand")
    signed(filed.matter, "supervise", "centre.watch", at(5), **LETTER)

    assert Paper.objects.get(code="D12").number == "安centre督〔2026〕1号"


def test_returned_drafts_go_and_may_be_drafted_again() -> None:
    filed = carried_to("in_hand")
    step(filed.matter, "extend", "water.handle", at(3), **LONGER)
    step(filed.matter, "return_paper", "water.sign", at(3, 1), mend="理由写具体")
    assert not ToSign.objects.exists()
    with pytest.raises(NotAllowed, match="不是您岗位的事"):
        step(filed.matter, "sign_extend", "water.sign", at(3, 2))

    signed(filed.matter, "extend", "water.handle", at(4), by="water.sign", **{**LONGER, "extend_by": "10"})
    assert ClockRow.objects.get(matter=filed.matter, clock="XF-06").extended == 10


def test_a_draft_falls_away_when_the_matter_goes_another_way() -> None:
    filed = opened()
    step(filed.matter, "refuse", "centre.sort", at(0, 1), **REFUSAL)
    step(filed.matter, "accept", "centre.sort", at(0, 2))

    assert (row(filed.matter).state, ToSign.objects.count()) == ("accepted", 0)


def test_what_could_not_be_signed_is_refused_while_it_is_drafted() -> None:
    filed = carried_to("in_hand")

    with pytest.raises(NotAllowed, match="30"):
        step(filed.matter, "extend", "water.handle", at(3), extend_by="31", extend_reason="下雨")
    assert not ToSign.objects.exists()


def test_who_checked_does_not_sign_where_another_signer_is() -> None:
    values = {"name": "分管", "unit": "water", "roles": ["check", "sign"]}
    changed("post", "water.check", values)
    filed = carried_to("checked")

    with pytest.raises(NotAllowed, match="审核的人不能再签发"):
        step(filed.matter, "sign", "water.check", at(1))
    step(filed.matter, "sign", "water.sign", at(1))
    assert row(filed.matter).state == "signed"


def test_the_only_signer_leaves_the_checking_to_who_checks() -> None:
    filed = carried_to("drafted")

    with pytest.raises(NotAllowed, match="请审核岗先审核"):
        step(filed.matter, "check", "water.sign", at(1))


def test_the_signer_is_asked_for_on_the_day_it_is_signed() -> None:
    filed = carried_to("in_hand")
    step(filed.matter, "extend", "water.handle", at(3), **LONGER)
    step(filed.matter, "sign_extend", "water.sign", at(5))

    assert Paper.objects.get(code="D07").issued_on == date(2026, 8, 8)
    assert office.row(filed.matter).values["extend_by"] == 20

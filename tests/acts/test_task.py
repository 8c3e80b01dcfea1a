"""A task: given with a day, signed for, reported, checked by whoever gave it; opened alone or from a matter."""

from datetime import date
from typing import Any
from uuid import UUID

import pytest

from huiyin.acts import matters
from huiyin.acts.writing import Moment
from huiyin.flow.scene import NotAllowed
from huiyin.queries.own_matter import own_matters
from huiyin.store.access import visible
from huiyin.store.matters import ClockRow, Exclusion, Link, MatterRow
from tests.office import MORNING, at, carried_to, opened, row, someone, step

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("small_office")]
WORK = {"task": "把三组的主管换掉", "to_post": "water.handle", "due_on": "2026-08-20", "task_source": "meeting"}
RESULT = {"task_result": "换了八十米", "task_proof": "验收单和照片"}


def given(by: str = "centre.watch", **values: Any) -> UUID:
    filing = matters.Filing("task", {"title": "换主管", **WORK, **values}, Moment(MORNING, MORNING))
    return matters.open_matter(filing, actor=someone(by)).matter


def test_task_waits_for_the_post_it_was_given_to_and_is_due_on_the_day_set() -> None:
    task = given()

    held = row(task)
    assert (held.state, held.pending_post, held.lead_post, held.given_by) == (
        "assigned", "water.handle", "centre.watch", "centre.watch",
    )  # fmt: skip
    assert ClockRow.objects.get(matter=task, clock="BD-05").due_on == date(2026, 8, 20)


def test_who_gave_it_checks_it_and_signs_it_off() -> None:
    task = given()
    step(task, "sign_for", "water.handle", at(0, 1))
    step(task, "report", "water.handle", at(2), **RESULT)
    assert (row(task).state, row(task).turn) == ("reported", "centre.watch")
    assert ClockRow.objects.get(matter=task, clock="BD-05").on_time is True

    step(task, "return_report", "centre.watch", at(3), reason="还有一段没换", due_on="2026-08-25")
    assert (row(task).state, str(row(task).due_at)[:10]) == ("accepted", "2026-08-25")
    step(task, "report", "water.handle", at(4), **RESULT)
    with pytest.raises(NotAllowed):
        step(task, "sign_off", "water.handle", at(5), checked_words="自己看过")
    step(task, "sign_off", "centre.watch", at(5), checked_words="到现场看了")
    assert row(task).final


def test_day_is_moved_only_by_who_gave_it_and_never_into_the_past() -> None:
    task = given()
    step(task, "sign_for", "water.handle", at(0, 1))

    with pytest.raises(NotAllowed):
        step(task, "move_due", "water.handle", at(1), due_on="2026-09-01", reason="来不及")
    with pytest.raises(NotAllowed, match="不能早于今天"):
        step(task, "move_due", "centre.watch", at(1), due_on="2026-08-01", reason="早些")
    step(task, "move_due", "centre.watch", at(1), due_on="2026-09-01", reason="等材料")
    clock = ClockRow.objects.get(matter=task, clock="BD-05")
    assert (clock.running, str(clock.due_on), clock.start_at) == (True, "2026-09-01", MORNING)


def test_task_sent_back_waits_for_who_gave_it() -> None:
    task = given()
    step(task, "send_back", "water.handle", at(0, 1), why_back="other_lead", reason="这段归公路")
    assert (row(task).lead_post, row(task).pending_post) == ("centre.watch", "")

    step(task, "give_again", "centre.watch", at(0, 2), to_post="roads.handle", reason="归公路")
    assert row(task).pending_post == "roads.handle"


def test_promise_of_a_leader_becomes_a_task_in_that_leaders_list() -> None:
    appeal = carried_to("in_hand").matter
    step(
        appeal, "give_task", "water.handle", at(1), task="先送水车", to_post="town.intake", due_on="2026-08-10",
        task_source="promise", promised_by="water.sign",
    )  # fmt: skip

    task = MatterRow.objects.get(kind="task")
    assert (task.charge_post, task.given_by, task.pending_post) == ("water.sign", "water.handle", "town.intake")
    assert row(appeal).charge_post == ""
    assert Link.objects.get(matter=task.id).sort == "given"
    assert own_matters(appeal) == (appeal,)
    assert task.id in set(visible(someone("water.sign")).values_list("id", flat=True))


def test_only_a_leader_can_have_promised() -> None:
    appeal = carried_to("in_hand").matter

    with pytest.raises(NotAllowed, match="领导岗位"):
        step(
            appeal, "give_task", "water.handle", at(1), task="送水", to_post="town.intake", due_on="2026-08-10",
            task_source="promise", promised_by="roads.handle",
        )  # fmt: skip


def test_task_from_a_complaint_never_reaches_the_unit_complained_of() -> None:
    about = opened(concerns_office="yes", concerned_unit="water").matter
    values = {"task": "核实收费", "due_on": "2026-08-10", "task_source": "matter"}

    with pytest.raises(NotAllowed, match="反映的就是"):
        step(about, "give_task", "centre.sort", at(0, 1), to_post="water.handle", **values)
    step(about, "give_task", "centre.sort", at(0, 1), to_post="roads.handle", **values)

    task = MatterRow.objects.get(kind="task")
    assert set(Exclusion.objects.filter(matter=task.id).values_list("unit", flat=True)) == {"water", "water-team"}
    assert not visible(someone("water.sign")).filter(id=task.id).exists()

"""The acts on registers: what an entry points to must be there, and nobody overwrites what he has not seen."""

from typing import Any

import pytest

from huiyin.acts import registers
from huiyin.acts.registers import NewEntry
from huiyin.acts.writing import now_at
from huiyin.flow.answers import FieldFaults
from huiyin.ledger.pen import Conflict
from huiyin.store.entries import Entry
from tests.office import START, at, someone

pytestmark = [pytest.mark.django_db, pytest.mark.postgres_too, pytest.mark.usefixtures("small_office")]
DUTY = {"name": "供水", "unit": "water", "post": "water.sign", "grade": "直接责任人", "basis": "权责清单"}


def record(*new: NewEntry) -> None:
    registers.record_many(new, actor=someone("office.admin"), moment=now_at(at(1)))


def correct(key: str, values: dict[str, Any], *, seen: int | None = None) -> int:
    moment = now_at(at(2))
    return registers.correct(
        "duty", key, values, reason="更正", actor=someone("office.admin"), moment=moment, expected_version=seen
    )


@pytest.mark.parametrize(
    ("register", "values", "field", "said"),
    [
        ("duty", {**DUTY, "post": "nobody.here"}, "post", "“责任岗位”里没有 nobody.here，请从列出的里选"),
        ("duty", {**DUTY, "unit": "nowhere"}, "unit", "“单位”里没有 nowhere，请从列出的里选"),
        (
            "appointment",
            {"post": "water.sign", "person": "谁", "sort": "正式"},
            "person",
            "“人”里没有 谁，请从列出的里选",
        ),
        ("grid", {"name": "一格", "division": "990121199999"}, "division", "里没有"),
    ],
)
def test_an_entry_that_points_nowhere_is_refused_and_nothing_is_written(
    register: str, values: dict[str, Any], field: str, said: str
) -> None:
    before = Entry.objects.count()

    with pytest.raises(FieldFaults) as refused:
        record(NewEntry("duty", "d0", DUTY, START), NewEntry(register, "d1", values, START))

    assert said in refused.value.faults[field].zh
    assert Entry.objects.count() == before


def test_entries_of_one_act_may_point_to_one_another_in_any_order() -> None:
    post = NewEntry("post", "new.post", {"name": "新岗", "unit": "water", "roles": ["handle"]}, START)
    held = NewEntry("appointment", "a1", {"post": "new.post", "person": "water.sign", "sort": "代理"}, START)

    record(held, post)

    assert Entry.objects.get(register="appointment", key="a1").values["post"] == "new.post"


def test_a_correction_may_not_point_nowhere_either() -> None:
    record(NewEntry("duty", "d1", DUTY, START))

    with pytest.raises(FieldFaults):
        correct("d1", {"post": "nobody.here"})

    assert Entry.objects.get(register="duty", key="d1").values["post"] == "water.sign"


def test_a_correction_of_what_somebody_else_changed_meanwhile_is_a_conflict() -> None:
    record(NewEntry("duty", "d1", DUTY, START))
    assert correct("d1", {"name": "甲"}, seen=1) == 2

    with pytest.raises(Conflict):
        correct("d1", {"name": "乙"}, seen=1)
    with pytest.raises(Conflict):
        registers.close(
            "duty", "d1", on=at(9).date(), reason="撤", actor=someone("office.admin"), moment=now_at(at(3)),
            expected_version=1,
        )  # fmt: skip

    held = Entry.objects.get(register="duty", key="d1")
    assert (held.version, held.values["name"], held.valid_to) == (2, "甲", None)

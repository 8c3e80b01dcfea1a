"""A new holiday notice: clocks that ran over the year are counted afresh, and what moved is listed."""

from datetime import date, datetime

import pytest

from huiyin.acts.calendar import recount_all
from huiyin.acts.registers import NewEntry, record
from huiyin.acts.writing import Moment
from huiyin.flow.answers import FieldFaults
from huiyin.jobs.ticks import tick
from huiyin.kit.days import SHANGHAI
from huiyin.store.matters import ClockRow
from tests.office import opened, row, someone, step

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("small_office")]
FILED = datetime(2026, 12, 1, 9, 0, tzinfo=SHANGHAI)
LATER = datetime(2026, 12, 20, 9, 0, tzinfo=SHANGHAI)


def notice(**days: list[str]) -> NewEntry:
    return NewEntry(
        "calendar_year", "2027", {"year": 2027, "notice": "虚构通知〔2026〕1号", **days}, date(2026, 12, 20)
    )


def test_notice_moves_open_clocks_and_lists_them() -> None:
    filed = opened(FILED)
    step(filed.matter, "accept", "centre.sort", FILED.replace(hour=10))
    before = ClockRow.objects.get(matter=filed.matter, clock="XF-06")
    assert (before.due_on, before.provisional) == (date(2027, 2, 1), True)

    record(notice(off=["2027-01-30..2027-02-03"]), actor=someone("office.admin", LATER), moment=Moment(LATER, LATER))
    moved = recount_all(moment=Moment(LATER, LATER))

    after = ClockRow.objects.get(matter=filed.matter, clock="XF-06")
    assert (after.due_on, after.provisional) == (date(2027, 2, 4), False)
    assert (filed.matter, "XF-06", date(2027, 2, 1), date(2027, 2, 4)) in [
        (one.matter, one.clock, one.before, one.after) for one in moved
    ]
    assert recount_all(moment=Moment(LATER, LATER)) == []


def test_tick_recounts_once_after_a_notice() -> None:
    filed = opened(FILED)
    step(filed.matter, "accept", "centre.sort", FILED.replace(hour=10))
    tick(at=LATER)
    record(notice(off=["2027-01-30..2027-02-03"]), actor=someone("office.admin", LATER), moment=Moment(LATER, LATER))

    tick(at=LATER.replace(hour=10))
    version = row(filed.matter).version
    tick(at=LATER.replace(hour=11))

    assert ClockRow.objects.get(matter=filed.matter, clock="XF-06").due_on == date(2027, 2, 4)
    assert row(filed.matter).version == version


def test_faulty_days_are_named() -> None:
    with pytest.raises(FieldFaults) as raised:
        record(notice(off=["正月初一"]), actor=someone("office.admin", LATER), moment=Moment(LATER, LATER))
    assert set(raised.value.faults) == {"off"}

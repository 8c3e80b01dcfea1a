"""The pen: recorded time never goes back, and nothing is written outside an act's transaction."""

from datetime import timedelta

import pytest

from huiyin.acts.matters import take_step
from huiyin.acts.writing import now_at
from huiyin.flow.scene import NotAllowed
from huiyin.ledger.pen import NoTransaction, Pen
from huiyin.ledger.verify import verify
from huiyin.store.events import Event
from tests import office
from tests.ledger.whole import COUNTY
from tests.office import at, opened, someone

pytestmark = pytest.mark.django_db


def test_server_a_little_behind_keeps_the_time_of_the_record_before() -> None:
    office.furnish()
    filed = opened(at(1))
    moment = now_at(at(1, 1))
    take_step(filed.matter, "urge", {}, actor=someone("centre.watch", at(1, 1)), moment=moment)
    late = now_at(at(1, 1) - timedelta(minutes=3))
    take_step(filed.matter, "urge", {}, actor=someone("centre.watch", late.at), moment=late)

    last = Event.objects.filter(stream=filed.matter).order_by("-version")[0]
    assert (last.at, last.recorded_at) == (late.at, moment.recorded_at)
    assert verify(county=COUNTY) == []


def test_server_far_behind_is_told_to_set_its_clock() -> None:
    office.furnish()
    filed = opened(at(1))
    take_step(filed.matter, "urge", {}, actor=someone("centre.watch", at(1, 2)), moment=now_at(at(1, 2)))

    with pytest.raises(NotAllowed, match="校准时间"):
        take_step(filed.matter, "urge", {}, actor=someone("centre.watch", at(1, 1)), moment=now_at(at(1, 1)))


@pytest.mark.django_db(transaction=True)
def test_pen_is_not_taken_up_outside_a_transaction() -> None:
    with pytest.raises(NoTransaction):
        Pen(COUNTY)

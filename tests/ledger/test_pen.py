"""The pen: recorded time never goes back, and nothing is written outside an act's transaction."""

from datetime import timedelta

import pytest
from pytest_django import Settings

from huiyin.acts.files import Upload, attach
from huiyin.acts.matters import take_step
from huiyin.acts.writing import now_at
from huiyin.flow.actor import filer
from huiyin.flow.scene import NotAllowed
from huiyin.kit.uploads import looked_over
from huiyin.ledger import files
from huiyin.ledger.keys import newest_private
from huiyin.ledger.pen import NoTransaction, Pen
from huiyin.ledger.roots import seal
from huiyin.ledger.verify import verify
from huiyin.store.events import Box, Event
from huiyin.store.working import SealedFile
from tests import office
from tests.ledger.whole import COUNTY
from tests.office import at, opened, someone
from tests.pictures import PICTURE

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


def test_changed_suite_strands_neither_open_matters_nor_their_files(settings: Settings) -> None:
    office.furnish()
    filed = opened()
    resident = filer(str(filed.matter), at(0, 1))
    upload = Upload("漏水.png", PICTURE)
    attach(filed.matter, [upload], actor=resident, moment=now_at(at(0, 1)))

    settings.SUITE = 2
    take_step(filed.matter, "add_words", {"more_words": "再说一句"}, actor=resident, moment=now_at(at(0, 2)))
    attach(filed.matter, [upload], actor=resident, moment=now_at(at(0, 3)))
    seal(at=at(1), county=COUNTY)
    later = opened(at(1, 1))

    assert newest_private(filed.matter)["more_words"] == "再说一句"
    assert {files.get(filed.matter, one.id, one.stored) for one in SealedFile.objects.all()} == {
        looked_over(upload.name, upload.content).content
    }
    assert set(Box.objects.filter(stream=later.matter).values_list("suite", flat=True)) == {2}
    assert verify(county=COUNTY) == []

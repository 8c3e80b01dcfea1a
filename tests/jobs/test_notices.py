"""Staff told outside the desk: one digest a day, nothing in quiet hours but what is urgent, nothing of anybody."""

import json
from datetime import datetime, time, timedelta
from pathlib import Path
from typing import Any

import pytest

from huiyin.acts.matters import Filing, open_matter
from huiyin.acts.notices import Wish, choose_notices
from huiyin.acts.writing import Moment
from huiyin.flow.answers import FieldFaults
from huiyin.jobs.notices import tell_staff
from huiyin.jobs.ticks import tick
from huiyin.kit.days import SHANGHAI
from huiyin.store.notices import NoticeChoice, StaffNotice
from tests import office
from tests.office import at, carried_to, opened, someone

PHONE = "13800000031"
CALL = {
    "channel": "hotline", "order_sort": "help", "urgent": "yes", "words": "三楼冒烟了，电也断了。", "requests": ["派人来"], "village": office.VILLAGE,
    "place": "柳溪村 3 组", "name": "周小满", "phone": "13800000026", "concerns_office": "no",
}  # fmt: skip


@pytest.fixture
def sent(db: None, settings: Any, tmp_path: Path) -> Path:
    """The office with a directory its messages go to."""
    office.furnish()
    settings.MESSAGES_URL = f"file://{tmp_path}"
    return tmp_path


def wants(post: str, *, digest: bool = True, urgent: bool = False, when: time = time(9)) -> None:
    choose_notices(Wish(PHONE, digest, when, urgent), actor=someone(post))


def words(place: Path) -> list[str]:
    """What went out to staff, in order."""
    found = [json.loads(one.read_text()) for one in sorted(place.glob("staff-*.json"))]
    assert {one["to"] for one in found} <= {PHONE}
    return [one["words"] for one in found]


def on(day: int, hour: int, minute: int = 0) -> datetime:
    """A moment of August 2026: the 3rd is a Monday, the 8th a Saturday."""
    return datetime(2026, 8, day, hour, minute, tzinfo=SHANGHAI)


@pytest.mark.django_db
def test_one_digest_a_day_at_the_chosen_time_with_counts_and_days_alone(sent: Path) -> None:
    carried_to("in_hand", at(0, -1))
    carried_to("handed", at(0, -1))
    wants("water.handle")

    for moment in (on(4, 8, 59), on(4, 9), on(4, 9, 1), on(4, 17)):
        tell_staff(at=moment)

    assert words(sent) == ["回音：等您办的有 2 件，其中 1 件今天到期、1 件待签收。请登录工作台查看。"]
    tell_staff(at=on(5, 9))
    assert len(words(sent)) == 2


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("moment", "count"), [(on(7, 21), 0), (on(8, 9), 0), (on(7, 20, 59), 1), (on(10, 7, 59), 0), (on(10, 9), 1)]
)
def test_the_digest_respects_the_quiet_hours_and_days_off(sent: Path, moment: datetime, count: int) -> None:
    carried_to("in_hand", at(0, -1))
    wants("water.handle")

    tick(at=moment)

    assert len(words(sent)) == count


@pytest.mark.django_db
def test_nothing_waiting_is_no_message(sent: Path) -> None:
    wants("roads.handle")

    tell_staff(at=on(4, 9))

    assert words(sent) == []
    assert NoticeChoice.objects.get().digest_on == on(4, 9).date()


@pytest.mark.django_db
def test_a_unit_complained_of_is_not_counted_for(sent: Path) -> None:
    opened(concerns_office="yes", concerned_unit="town")
    wants("town.intake")

    tell_staff(at=on(4, 9))

    assert words(sent) == []


@pytest.mark.django_db
def test_an_urgent_turn_is_told_at_night_once_and_names_nothing(sent: Path) -> None:
    wants("centre.sort", digest=False, urgent=True)
    wants("centre.intake", digest=False, urgent=True)
    wants("roads.handle", urgent=True)
    night = on(4, 23)
    filed = open_matter(Filing("order", CALL, Moment(night, night)), actor=someone("centre.intake", night))

    tell_staff(at=night + timedelta(minutes=1))
    tell_staff(at=night + timedelta(minutes=2))

    said = words(sent)
    assert len(said) == len(set(StaffNotice.objects.exclude(person="").values_list("person", flat=True))) == 1
    assert "紧急事项" in said[0]
    assert not any(word in said[0] for word in (filed.number, "周小满", "冒烟"))


@pytest.mark.django_db
def test_whoever_takes_the_wish_back_is_not_told(sent: Path) -> None:
    carried_to("in_hand", at(0, -1))
    wants("water.handle")
    wants("water.handle", digest=False)

    tell_staff(at=on(4, 9))

    assert words(sent) == []


@pytest.mark.django_db
def test_without_a_way_out_nothing_is_put_in_line(sent: Path, settings: Any) -> None:
    settings.MESSAGES_URL = ""
    carried_to("in_hand", at(0, -1))
    wants("water.handle")

    tell_staff(at=on(4, 9))

    assert StaffNotice.objects.count() == 0


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("wish", "at_fault"),
    [
        (Wish("", True, time(9), False), "phone"),
        (Wish("138", True, time(9), False), "phone"),
        (Wish(PHONE, True, time(22), False), "digest_at"),
    ],
)
def test_what_cannot_be_wished_is_said(sent: Path, wish: Wish, at_fault: str) -> None:
    with pytest.raises(FieldFaults) as refused:
        choose_notices(wish, actor=someone("water.handle"))

    assert set(refused.value.faults) == {at_fault}

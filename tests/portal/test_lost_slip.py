"""The lost slip: a code sent to the telephone, one's own numbers and states, a new code; nothing for anybody else."""

import json
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from pytest_django import Settings

from huiyin.acts.erasing import erase
from huiyin.acts.lost_slip import answer_at_counter, new_code_at_counter
from huiyin.acts.matters import Filed
from huiyin.acts.portal import Claim, Visitor, WrongCode, open_by_code
from huiyin.acts.slip_marks import look_again, mark_recent, mark_written
from huiyin.acts.writing import now_at
from huiyin.flow.actor import clockwork
from huiyin.flow.scene import NotAllowed
from huiyin.jobs.outbox import send_waiting
from huiyin.queries.letters import call_list
from huiyin.store.events import Event
from huiyin.store.matters import SlipMark
from huiyin.store.readings import Reading
from huiyin.store.working import Message
from tests import office
from tests.office import MORNING, at, carried_to, row, someone, step
from tests.portal.conftest import text

pytestmark = pytest.mark.django_db
Clock = Callable[[datetime], None]
PHONE = "13800000026"


@pytest.fixture(autouse=True)
def outlet(tmp_path: Path, settings: Settings) -> Path:
    settings.MESSAGES_URL = f"file://{tmp_path}/out"
    return tmp_path / "out"


def opened(when: datetime = office.MORNING, **values: str) -> Filed:
    """Open an appeal at the counter, and let the next tick mark it."""
    filed = office.opened(when, **values)
    mark_recent(at=when)
    return filed


def code_sent(outlet: Path, when: datetime) -> str:
    """Send what waits and return the digits of the newest code."""
    send_waiting(at=when)
    told = [json.loads(file.read_text(encoding="utf-8")) for file in sorted(outlet.glob("*.json"))]
    codes = [one for one in told if "验证码" in one["words"]]
    assert {one["to"] for one in codes} == {PHONE}
    return "".join(sign for sign in codes[-1]["words"] if sign.isdigit())[:6]


def proved(client: Client, outlet: Path) -> None:
    client.post("/lost/", {"phone": PHONE})
    client.post("/lost/", {"phone": PHONE, "code": code_sent(outlet, at(0, 1))})


def test_telephone_proved_opens_numbers_and_a_new_code_and_the_old_is_void(client: Client, outlet: Path) -> None:
    first, other = opened(), opened(at(0, 0.5), phone="13900000077", name="别人")

    proved(client, outlet)
    listed = text(client.get("/lost/mine/"))
    fresh = client.post(f"/lost/code/{first.matter}/")
    denied = client.post(f"/lost/code/{other.matter}/")

    assert (first.number in listed, other.number in listed, "周小满" in listed) == (True, False, False)
    assert denied.status_code == 302
    with pytest.raises(WrongCode):
        open_by_code(first.code, visitor=Visitor("1.2.3.4"), at=at(0, 1))
    new = next(
        word for word in text(fresh).split() if word.count("-") == 2 and len(word) == 12 and word != first.number
    )
    assert open_by_code(new, visitor=Visitor("1.2.3.4"), at=at(0, 1)).matter == first.matter
    assert Event.objects.filter(type="appeal.code_renewed", stream=first.matter).count() == 1
    assert [(one.way, one.person) for one in Reading.objects.filter(matter=first.matter)] == [("answer", "")]


def test_same_words_whether_or_not_anything_was_filed(client: Client, outlet: Path) -> None:
    opened()

    known = text(client.post("/lost/", {"phone": PHONE})).replace(PHONE, "")
    unknown = text(client.post("/lost/", {"phone": "13911112222"})).replace("13911112222", "")

    assert known == unknown
    assert Message.objects.filter(sort="code").count() == 1


@pytest.mark.parametrize("code", ["000000", "", "９９９９９９", "1" * 300, "' OR 1=1", "\x00"])
def test_wrong_code_opens_nothing(client: Client, outlet: Path, code: str) -> None:
    opened()
    client.post("/lost/", {"phone": PHONE})

    answer = client.post("/lost/", {"phone": PHONE, "code": code})

    assert answer.status_code in (400, 422)
    assert client.get("/lost/mine/").status_code == 302


def test_guesses_and_codes_are_limited_and_a_code_grows_old(client: Client, outlet: Path, clock: Clock) -> None:
    opened()
    client.post("/lost/", {"phone": PHONE})
    right = code_sent(outlet, at(0, 1))
    clock(at(0, 1) + timedelta(minutes=11))
    assert client.post("/lost/", {"phone": PHONE, "code": right}).status_code == 422

    clock(at(0, 3))
    guesses = [client.post("/lost/", {"phone": PHONE, "code": "123456"}).status_code for _ in range(6)]
    asked = [client.post("/lost/", {"phone": PHONE}).status_code for _ in range(4)]

    assert (guesses, asked) == ([422] * 5 + [429], [200] * 3 + [429])


def test_code_never_stands_on_the_call_list_and_its_words_go_once_sent(client: Client, outlet: Path) -> None:
    opened()
    client.post("/lost/", {"phone": PHONE})
    seen = str(call_list(someone("centre.intake", at(0, 1))))
    send_waiting(at=at(0, 1))

    assert "验证码" not in seen
    assert set(Message.objects.filter(sort="code").values_list("words", flat=True)) == {"（验证码已发出）"}


def test_without_an_outlet_the_page_points_to_the_counter(client: Client, settings: Settings) -> None:
    settings.MESSAGES_URL = ""

    page = text(client.get("/lost/"))

    assert ("带身份证到窗口" in page, 'name="phone"' in client.get("/lost/").content.decode()) == (True, False)


def test_marks_go_with_an_erasure_and_come_for_earlier_matters() -> None:
    filed = carried_to("served")

    assert mark_written(at=MORNING) == 1
    step(filed.matter, "lapse", "clock", at(40))
    erase(filed.matter, "asked", actor=clockwork(at(41)), moment=now_at(at(41)))

    assert (row(filed.matter).erased, SlipMark.objects.count(), mark_written(at=MORNING)) == (True, 0, 0)


def test_what_was_written_is_looked_at_once_and_again_the_next_day(django_assert_num_queries: Any) -> None:
    years_ago = office.opened(office.MORNING - timedelta(days=900))
    assert (mark_written(at=MORNING), SlipMark.objects.get().matter) == (1, years_ago.matter)
    with django_assert_num_queries(2):
        assert mark_written(at=MORNING) == 0
    SlipMark.objects.all().delete()

    look_again(at=MORNING)
    assert mark_written(at=MORNING) == 1
    SlipMark.objects.all().delete()
    look_again(at=MORNING)
    assert mark_written(at=MORNING) == 0


def test_counter_answers_the_person_in_front_of_it_and_writes_it_down() -> None:
    filed = opened()
    clerk = someone("centre.intake", at(1))

    found = answer_at_counter(PHONE, shown="id", actor=clerk, at=at(1))
    code = new_code_at_counter(Claim(filed.matter), shown="id", actor=clerk, moment=now_at(at(1)))

    assert found == (Claim(filed.matter),)
    assert open_by_code(code, visitor=Visitor("1.2.3.4"), at=at(1)).matter == filed.matter
    assert [(one.way, "身份证" in one.reason) for one in Reading.objects.all()] == [("answer", True)]
    with pytest.raises(NotAllowed, match="受理窗口"):
        answer_at_counter(PHONE, shown="id", actor=someone("water.handle", at(1)), at=at(1))


def test_counter_of_the_unit_complained_of_finds_nothing() -> None:
    opened(concerns_office="yes", concerned_unit="centre")

    assert answer_at_counter(PHONE, shown="id", actor=someone("centre.intake", at(1)), at=at(1)) == ()
    assert Reading.objects.count() == 0

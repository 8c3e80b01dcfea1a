"""Alarms: what speaks for an attack or a breach is told once to those who watch, on the desk and by message, of nobody."""

import json
from datetime import datetime, time
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone
from django_tasks_db.management.commands.db_worker import Worker
from django_tasks_db.models import DBTaskResult

from huiyin.acts import emergency
from huiyin.acts.notices import Wish, choose_notices
from huiyin.acts.progress import move
from huiyin.flow.emergency import GROUNDS
from huiyin.jobs.alarms import CHECKING
from huiyin.jobs.ticks import tick
from huiyin.ledger.sign_ins import Happening, write_sign_in
from huiyin.queries.alarms import unseen_alarms
from huiyin.store.accounts import SignInEvent
from huiyin.store.alarms import Alarm
from huiyin.store.events import Event
from tests import office
from tests.office import at, opened, someone
from tests.security.conftest import account, entered

pytestmark = pytest.mark.django_db
PHONE = "13800000031"
WATCHING = ("office.security", "office.audit")
WORKER = Worker(
    queue_names=["*"], interval=0, batch=True, backend_name="default", startup_delay=False, max_tasks=None, worker_id="w",
    excluded_queue_names=[],
)  # fmt: skip


@pytest.fixture
def sent(db: None, settings: Any, tmp_path: Path) -> Path:
    """The office with a directory its messages go to; who watches, and a handler, want urgent words by telephone."""
    office.furnish()
    settings.MESSAGES_URL = f"file://{tmp_path / 'sent'}"
    settings.DATA = tmp_path
    for post in (*WATCHING, "water.handle"):
        choose_notices(Wish(PHONE, False, time(9), urgent=True), actor=someone(post))
    return tmp_path


def told(place: Path) -> list[str]:
    """What went out by message to staff."""
    files = sorted((place / "sent").glob("staff-*.json")) if (place / "sent").is_dir() else []
    return [json.loads(one.read_text())["words"] for one in files]


def shown(post: str) -> list[str]:
    """What the desk of a post says."""
    return [one.says.zh for one in unseen_alarms(actor=someone(post))]


def locked(when: datetime, number: int = 1) -> None:
    """Let somebody's name be locked after wrong tries."""
    write_sign_in(Happening("locked", when, worked=False, account=number, trace="abcdef"))


def test_a_locked_name_is_told_once_on_the_desk_and_by_message_without_whose_it_is(sent: Path) -> None:
    number = account("water.sign")
    for minute in range(3):
        locked(at(0, minute / 60), number)

    for minute in range(4, 8):
        tick(at=at(0, minute / 60))

    said = "2026-08-03 有账号因为试错被锁，请到登录记录里看是不是本人"
    assert [shown(post).count(said) for post in (*WATCHING, "water.handle", "office.admin")] == [1, 1, 0, 0]
    assert told(sent).count(f"回音安全告警：{said}") == len(WATCHING)
    assert not any("water.sign" in words or "abcdef" in words for words in (*told(sent), *shown("office.audit")))
    tick(at=at(2))
    locked(at(2, 1), number)
    tick(at=at(2, 2))
    assert sum("被锁" in words for words in shown("office.audit")) == 2


def test_many_wrong_tries_are_one_alarm_a_day(sent: Path) -> None:
    for number in range(25):
        write_sign_in(Happening("failed", at(0, number / 60), worked=False, trace=str(number)))
        tick(at=at(0, (number + 1) / 60))

    assert [one for one in shown("office.security") if "试密码" in one] == [
        "最近一天有 20 次没登上，请看是不是有人在试密码"
    ]


def test_an_emergency_opening_is_told_by_posts_and_without_the_matter(sent: Path) -> None:
    filed = opened()
    asked = emergency.ask(
        filed.number, next(iter(GROUNDS)), "老人独自在家，联系不上", actor=someone("roads.handle", at(0, 1))
    )
    emergency.grant(asked, actor=someone("centre.watch", at(0, 1.1)))

    for minute in (70, 71):
        tick(at=at(0, minute / 60))

    (said,) = [one for one in shown("office.audit") if "应急查阅" in one]
    assert "经" in said
    assert "批准" in said
    assert sum(said in words for words in told(sent)) == len(WATCHING)
    assert not any(word in said for word in (filed.number, "周小满", "老人", "某roads.handle"))


def work(moment: datetime) -> None:
    """Let the worker do what is queued."""
    with pytest.MonkeyPatch.context() as wall:
        wall.setattr(timezone, "now", lambda: moment)
        for one in DBTaskResult.objects.filter(task_path=CHECKING, status="READY"):
            WORKER.run_task(one)
    assert set(DBTaskResult.objects.filter(task_path=CHECKING).values_list("status", flat=True)) == {"SUCCESSFUL"}


def test_a_ledger_that_does_not_fit_is_found_by_the_worker_within_the_day(sent: Path) -> None:
    filed = opened()
    tick(at=at(0, 1))
    work(at(0, 1))
    whole = shown("office.security")

    line = Event.objects.get(stream=filed.matter)
    Event.objects.filter(pk=line.pk).update(body=line.body.replace("walk_in", "phone"))
    for day in (1.1, 2.2):
        tick(at=at(day))
        work(at(day))
        tick(at=at(day, 0.1))

    found = [one for one in shown("office.security") if "账本" in one]
    assert [one for one in whole if "对不上" in one] == []
    assert len(found) == 2
    assert all("可能被改动或删除" in one for one in found)
    assert sum("核验发现账本" in words for words in told(sent)) == 2 * len(WATCHING)


def test_a_cut_in_the_sign_in_record_is_an_alarm_of_its_own(sent: Path) -> None:
    for hour in range(3):
        write_sign_in(Happening("signed_in", at(0, hour), account=1))
    SignInEvent.objects.filter(number=2).delete()

    tick(at=at(0, 4))
    work(at(0, 4))

    assert [one for one in shown("office.audit") if "登录记录有" in one]


def test_a_failed_back_up_and_a_failed_trial_are_told_once_a_day(sent: Path) -> None:
    state = {"taken_at": at(0).isoformat(), "failed_at": at(0, 1).isoformat(), "failed_words": "no space",
             "tested_at": at(0).isoformat(), "tested_well": False}  # fmt: skip
    (sent / "backup.json").write_text(json.dumps(state), encoding="utf-8")

    for hour in (1, 2, 3):
        tick(at=at(0, hour))

    assert sorted(one[:6] for one in shown("office.audit") if "备份" in one) == ["备份试着恢复", "昨夜或刚才的"]
    assert sum("备份" in words for words in told(sent)) == 2 * len(WATCHING)


def test_a_worker_that_stood_still_says_so_when_it_is_back(sent: Path) -> None:
    move("tick", done=1, total=1, words="", at=at(0, 1))

    tick(at=at(0, 3))
    tick(at=at(0, 3.1))

    assert [one for one in shown("office.audit") if "停了" in one] == [
        "后台停了 120 分钟，其间没有检查时限和告警，请查明原因"
    ]


def test_without_a_way_for_messages_the_desk_says_it_all(db: None) -> None:
    office.furnish()
    locked(at(0))

    tick(at=at(0, 1))

    assert any("被锁" in one for one in shown("office.security"))


def test_who_watches_says_that_it_was_seen_and_the_other_still_sees_it(
    sent: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(timezone, "now", lambda: at(0, 2))
    locked(at(0))
    tick(at=at(0, 1))
    alarm = Alarm.objects.get(about__startswith="locked/")
    security, handler = entered("office.security"), entered("water.handle")

    before = security.get("/desk/").content.decode()
    refused = handler.post(f"/desk/security/alarms/{alarm.pk}/seen/").status_code
    nowhere = security.post("/desk/security/alarms/987654/seen/").status_code
    answer = security.post(f"/desk/security/alarms/{alarm.pk}/seen/")
    after = security.get("/desk/").content.decode()

    assert ("安全告警" in before, alarm.zh in before, alarm.zh in after) == (True, True, False)
    assert (refused, nowhere, answer.status_code, answer["Location"]) == (403, 404, 302, "/desk/")
    assert alarm.zh in shown("office.audit")
    assert "安全告警" not in handler.get("/desk/").content.decode()


def test_nothing_wrong_raises_nothing(sent: Path) -> None:
    opened()
    for hour in range(1, 4):
        tick(at=at(0, hour / 60))

    assert (Alarm.objects.count(), told(sent)) == (0, [])

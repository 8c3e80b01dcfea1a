"""The health page: lights that tell the truth, and a monitor's answer with nothing in it but lights."""

import json
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from uuid import uuid4

import pytest
from django.conf import settings
from django.test import Client
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from huiyin.acts.progress import move
from huiyin.queries.health import Check, health
from tests.office import at

pytestmark = pytest.mark.django_db
Desk = Callable[[str], Client]


def light(name: str, when: object = None) -> str:
    found: dict[str, Check] = {one.id: one for one in health(at=when or at())}  # type: ignore[arg-type]
    return found[name].light


def test_ticks_go_from_never_to_well_to_late_to_lost() -> None:
    never = light("ticks")
    move("tick", done=1, total=1, words="", at=at())

    assert [never, light("ticks", at(0, 0.01)), light("ticks", at(0, 0.3)), light("ticks", at(0, 1))] == [
        "r", "g", "y", "r",
    ]  # fmt: skip


def test_a_back_up_grows_old(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings, "DATA", tmp_path)
    never = light("backup")
    (tmp_path / "backup.json").write_text(
        json.dumps({"taken_at": at().isoformat(), "tested_at": at().isoformat(), "tested_well": False})
    )

    assert [never, light("backup", at(1)), light("backup", at(2)), light("backup", at(4))] == ["r", "g", "y", "r"]
    assert light("restore", at(1)) == "r"


def test_the_calendar_warns_before_it_ends() -> None:
    assert [light("calendar", at()), light("calendar", at(120)), light("calendar", at(145))] == ["g", "y", "r"]


def test_a_failed_task_is_shown_and_tried_again_once(desk: Desk) -> None:
    task = DBTaskResult.objects.create(
        id=uuid4(), status="FAILED", task_path="huiyin.jobs.bulk.carry_on_bulk", backend_name="default",
        args_kwargs={"args": [str(uuid4()), "centre.sort"], "kwargs": {}}, queue_name="default",
        exception_class_path="huiyin.acts.writing.NotFound", finished_at=timezone.now(), run_after=timezone.now(),
    )  # fmt: skip
    client, url = desk("office.admin"), f"/desk/health/tasks/{task.id}/"

    page = client.get("/desk/health/").content.decode()
    answers = [
        desk("office.security").post(url).status_code,
        client.post(url).status_code,
        client.post(url).status_code,
    ]

    assert ("carry_on_bulk" in page, answers) == (True, [403, 302, 404])
    assert list(DBTaskResult.objects.values_list("status", flat=True)) == ["READY"]


def test_the_page_is_for_who_keeps_the_house(desk: Desk) -> None:
    assert [desk(post).get("/desk/health/").status_code for post in ("office.admin", "office.security")] == [200, 200]
    assert desk("centre.sort").get("/desk/health/").status_code == 403


def test_a_monitor_reads_lights_and_nothing_else() -> None:
    move("tick", done=1, total=1, words="", at=timezone.now() - timedelta(days=2))

    answer = Client().get("/healthz/checks")

    told = answer.json()
    assert (answer.status_code, told["well"], told["checks"]["ticks"]) == (503, False, "Act now")
    assert set(told["checks"].values()) <= {"Well", "Look at it", "Act now"}

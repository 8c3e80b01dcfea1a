"""A worker killed in the middle of a task: another takes the task up; one that is only slow keeps it."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from huiyin.cli import beating
from huiyin.cli.beating import Watch
from huiyin.cli.family import PACKAGES, child

ROOT = PACKAGES.parent
# A quick heart, so that two minutes of silence are a second.
WORK = "from huiyin.cli import beating, main; beating.BEAT_SECONDS = 0.1; raise SystemExit(main(['work']))"
QUEUE = "import django, sys; django.setup(); from tests.jobs.slow_task import slow; slow.enqueue(sys.argv[1])"
TOLD = """
import django; django.setup()
from django_tasks_db.models import DBTaskResult
print([(one.status, len(one.worker_ids), len(set(one.worker_ids))) for one in DBTaskResult.objects.filter(task_path__endswith="slow")])
"""


def until(true: Callable[[], bool]) -> None:
    for _ in range(600):
        if true():
            return
        time.sleep(0.05)
    raise AssertionError("too slow")


@pytest.mark.postgres_too
def test_task_of_a_killed_worker_is_taken_up_and_that_of_a_slow_one_is_not(tmp_path: Path, scratch_url: str) -> None:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("HUIYIN_", "DJANGO_"))}
    environment = {
        **kept, "HUIYIN_DATA": str(tmp_path / "data"), "HUIYIN_DATABASE_URL": scratch_url,
        "PYTHONPATH": f"{PACKAGES}{os.pathsep}{ROOT}", "DJANGO_SETTINGS_MODULE": "huiyin.config.settings",
    }  # fmt: skip

    def run(*command: str) -> str:
        done = subprocess.run(command, env=environment, cwd=ROOT, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        return done.stdout.strip()

    def work() -> subprocess.Popen[bytes]:
        return subprocess.Popen([sys.executable, "-c", WORK], env=environment, cwd=ROOT, stderr=subprocess.DEVNULL)

    def said() -> list[str]:
        file = tmp_path / "said"
        return file.read_text().split() if file.exists() else []

    run(*child("migrate"))
    run(sys.executable, "-c", QUEUE, str(tmp_path))
    with work() as first:
        until(lambda: said() == ["began"])
        with work() as second:
            # Far longer than a dead one would be waited for.
            time.sleep(3 * 0.1 * beating.SILENT_LOOKS + 1)
            slow_kept = (said(), run(sys.executable, "-c", TOLD))
            first.kill()
            until(lambda: said() == ["began", "began"])
            (tmp_path / "go on").touch()
            until(lambda: said() == ["began", "began", "ended"])
            until(lambda: "SUCCESSFUL" in run(sys.executable, "-c", TOLD))
            second.send_signal(signal.SIGTERM)
            assert second.wait(30) == 0

    assert slow_kept == (["began"], "[('RUNNING', 1, 1)]")
    assert run(sys.executable, "-c", TOLD) == "[('SUCCESSFUL', 2, 2)]"


def test_worker_is_dead_only_after_as_many_silent_looks_in_a_row() -> None:
    watch, looks = Watch(), beating.SILENT_LOOKS

    assert [watch.silent({"one": 7}) for _ in range(looks)] == [{}] * looks
    assert watch.silent({"one": 7}) == {"one": 7}
    assert watch.silent({"one": 8}) == {}
    assert watch.silent({}) == {}
    assert [watch.silent({"one": 8}) for _ in range(looks)] == [{}] * looks


@pytest.mark.django_db(transaction=True)
def test_beat_that_came_meanwhile_keeps_the_task_and_a_fifth_death_ends_it() -> None:
    from django_tasks_db.models import DBTaskResult

    from huiyin.acts.tasks import KILLED, beat, beats_of_busy, take_up_from_dead
    from tests.jobs.slow_task import slow
    from tests.office import MORNING

    slow.enqueue("nowhere")
    held = DBTaskResult.objects.get()
    told = []
    for number in range(5):
        held.refresh_from_db()
        held.claim(f"worker{number}")
        beat(f"worker{number}", count=1, at=MORNING)
        silent = beats_of_busy()
        beat(f"worker{number}", count=2, at=MORNING)
        told.append((take_up_from_dead(silent), take_up_from_dead(beats_of_busy())))

    held.refresh_from_db()
    assert told == [(0, 1)] * 4 + [(0, 0)]
    assert (held.status, held.exception_class_path, len(held.worker_ids)) == ("FAILED", KILLED, 5)

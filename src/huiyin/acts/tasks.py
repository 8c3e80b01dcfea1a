"""Tasks of the background: queued once however often asked for, tried again when they failed, forgotten when done."""

from collections.abc import Collection, Mapping
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.utils.module_loading import import_string
from django_tasks_db.models import DBTaskResult

from huiyin.acts.progress import move
from huiyin.acts.writing import NotFound, writing
from huiyin.flow.actor import Actor
from huiyin.flow.scene import NotAllowed
from huiyin.flow.words import Role
from huiyin.kit.text import Text
from huiyin.store.working import Progress

KEPT = timedelta(days=7)
# How a task ends under which the database went away; after so many beginnings it stays for somebody to look at.
CUT_OFF = ("django.db.utils.OperationalError", "django.db.utils.InterfaceError")
MOST_TIMES = 5
KILLED = "huiyin.acts.tasks.WorkerKilled"
BEATS = "worker/"

Task = DBTaskResult[Any, Any]


def queue_once(path: str, *args: str) -> bool:
    """Queue a task unless the same one waits already; says whether it was queued. Two queries."""
    with writing():
        waiting = DBTaskResult.objects.filter(task_path=path, status="READY").values_list("args_kwargs", flat=True)
        if any(one.get("args") == list(args) for one in waiting):
            return False
        import_string(path).enqueue(*args)
    return True


def beat(worker: str, *, count: int, at: datetime) -> None:
    """Write down that a worker lives; the number is another each time. Two queries."""
    move(f"{BEATS}{worker}", done=count, total=count, words="", at=at)


def stop_beating(worker: str) -> None:
    """Forget a worker that ended, or never came back. One query."""
    Progress.objects.filter(name=f"{BEATS}{worker}").delete()


def beats_of_busy() -> dict[str, int]:
    """Return the last beat of each worker that has a task in hand, -1 for one that never beat. Two queries."""
    held = DBTaskResult.objects.filter(status="RUNNING").values_list("worker_ids", flat=True)
    busy = {str(ids[-1]) for ids in held if ids}
    rows = Progress.objects.filter(name__in=[f"{BEATS}{worker}" for worker in busy])
    beats = {row.name.removeprefix(BEATS): row.done for row in rows}
    return {worker: beats.get(worker, -1) for worker in busy}


def take_up_again(*, worker: str) -> int:
    """Queue again what this worker had in hand when the database went away; says how many.

    For a worker that begins again and so has nothing in hand. Tasks are safe to run twice. Two queries.
    """
    with writing():
        return sum(_queue_again(task) for task in _in_hand_of([worker]))


def take_up_from_dead(silent: Mapping[str, int]) -> int:
    """Queue again what workers had in hand whose beat still is the one given; says how many. Five queries.

    A task under which its workers were killed five times is not begun again: it stands with those that failed.
    """
    taken = 0
    with writing():
        now = beats_of_busy()
        dead = [worker for worker, seen in silent.items() if now.get(worker) == seen]
        for task in _in_hand_of(dead):
            if len(task.worker_ids) < MOST_TIMES:
                taken += _queue_again(task)
            else:
                task.status, task.exception_class_path = "FAILED", KILLED
                task.save(update_fields=["status", "exception_class_path"])
        Progress.objects.filter(name__in=[f"{BEATS}{worker}" for worker in dead]).delete()
    return taken


def take_up_cut_off() -> int:
    """Queue again what failed only because the database went away, up to five times; says how many. Two queries."""
    with writing():
        failed = DBTaskResult.objects.filter(status="FAILED", exception_class_path__in=CUT_OFF)
        again = [one for one in failed.select_for_update() if len(one.worker_ids) < MOST_TIMES]
        return sum(_queue_again(task) for task in again)


def _in_hand_of(workers: Collection[str]) -> list[Task]:
    """Return the tasks that some workers have in hand, held until the writing ends: nobody else queues them again."""
    running = DBTaskResult.objects.select_for_update().filter(status="RUNNING").order_by("id")
    return [one for one in running if one.worker_ids and one.worker_ids[-1] in workers]


def _queue_again(task: Task) -> int:
    task.status, task.started_at, task.finished_at = "READY", None, None
    task.save(update_fields=["status", "started_at", "finished_at"])
    return 1


def forget_done(*, at: datetime) -> int:
    """Forget tasks that were done a week ago; those that failed stay to be looked at. One query."""
    return DBTaskResult.objects.filter(status="SUCCESSFUL", finished_at__lt=at - KEPT).delete()[0]


def retry(task: UUID, *, actor: Actor) -> None:
    """Queue a failed task again with the arguments it had, once. Raises NotAllowed, NotFound. Three queries."""
    if Role.ADMIN not in actor.roles:
        raise NotAllowed(Text("重试任务限管理岗", "Only administrators try tasks again"))
    with writing():
        row = DBTaskResult.objects.select_for_update().filter(id=task, status="FAILED").first()
        if row is None:
            raise NotFound
        asked = row.args_kwargs
        row.delete()
        import_string(row.task_path).enqueue(*asked.get("args", ()), **asked.get("kwargs", {}))

"""Tasks of the background: queued once however often asked for, tried again when they failed, forgotten when done."""

from datetime import datetime, timedelta
from uuid import UUID

from django.utils.module_loading import import_string
from django_tasks_db.models import DBTaskResult

from huiyin.acts.writing import NotFound, writing
from huiyin.flow.actor import Actor
from huiyin.flow.scene import NotAllowed
from huiyin.flow.words import Role
from huiyin.kit.text import Text

KEPT = timedelta(days=7)
# How a task ends under which the database went away; after so many beginnings it stays for somebody to look at.
CUT_OFF = ("django.db.utils.OperationalError", "django.db.utils.InterfaceError")
MOST_TIMES = 5


def queue_once(path: str, *args: str) -> bool:
    """Queue a task unless the same one waits already; says whether it was queued. Two queries."""
    with writing():
        waiting = DBTaskResult.objects.filter(task_path=path, status="READY").values_list("args_kwargs", flat=True)
        if any(one.get("args") == list(args) for one in waiting):
            return False
        import_string(path).enqueue(*args)
    return True


def take_up_again(*, worker: str) -> int:
    """Queue again what this worker had in hand when the database went away; says how many.

    For a worker that begins again and so has nothing in hand. Tasks are safe to run twice. Two queries.
    """
    running = DBTaskResult.objects.filter(status="RUNNING")
    return _queue_again([one.pk for one in running if worker in one.worker_ids])


def take_up_cut_off() -> int:
    """Queue again what failed only because the database went away, up to five times; says how many. Two queries."""
    failed = DBTaskResult.objects.filter(status="FAILED", exception_class_path__in=CUT_OFF)
    return _queue_again([one.pk for one in failed if len(one.worker_ids) < MOST_TIMES])


def _queue_again(tasks: list[UUID]) -> int:
    with writing():
        held = DBTaskResult.objects.filter(pk__in=tasks, status__in=("RUNNING", "FAILED"))
        return held.update(status="READY", started_at=None, finished_at=None)


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

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


def queue_once(path: str, *args: str) -> bool:
    """Queue a task unless the same one waits already; says whether it was queued. Two queries."""
    with writing():
        waiting = DBTaskResult.objects.filter(task_path=path, status="READY").values_list("args_kwargs", flat=True)
        if any(one.get("args") == list(args) for one in waiting):
            return False
        import_string(path).enqueue(*args)
    return True


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

"""Trying a failed task of the background again."""

from uuid import UUID

from django.utils.module_loading import import_string
from django_tasks_db.models import DBTaskResult

from huiyin.acts.writing import NotFound, writing
from huiyin.flow.actor import Actor
from huiyin.flow.scene import NotAllowed
from huiyin.flow.words import Role
from huiyin.kit.text import Text


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

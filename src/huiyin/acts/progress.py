"""Saying how far a long piece of work is."""

from datetime import datetime

from huiyin.acts.writing import writing
from huiyin.store.working import Progress


def move(name: str, *, done: int, total: int, words: str, at: datetime) -> None:
    """Write down how far the work of that name is."""
    with writing():
        Progress.objects.update_or_create(
            name=name, defaults={"done": done, "total": total, "words": words, "moved_at": at}
        )

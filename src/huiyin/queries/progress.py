"""How far long pieces of work are."""

from dataclasses import dataclass
from datetime import datetime

from huiyin.store.working import Progress


@dataclass(frozen=True, slots=True)
class Standing:
    """How far a piece of work is: `done` of `total`, and a sentence."""

    name: str
    done: int
    total: int
    words: str
    moved_at: datetime


def standing(name: str) -> Standing | None:
    """Return how far the work of that name is, or None if it never began."""
    row = Progress.objects.filter(name=name).first()
    return Standing(row.name, row.done, row.total, row.words, row.moved_at) if row is not None else None


def unfinished() -> tuple[Standing, ...]:
    """Return the long pieces of work still under way."""
    rows = Progress.objects.order_by("name")
    return tuple(Standing(r.name, r.done, r.total, r.words, r.moved_at) for r in rows if r.done < r.total)

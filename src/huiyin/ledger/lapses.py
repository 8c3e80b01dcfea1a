"""Which clocks have run out and have a step of their own to take; one indexed query."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import OuterRef, Q, QuerySet, Subquery

from huiyin.store.matters import ClockRow, MatterRow

PAGE = 500
COLUMNS = ("matter", "clock", "lapse", "version", "merged", "due_at", "id")


@dataclass(frozen=True, slots=True)
class Lapse:
    """A clock that ran out, the step it takes, and the version of the matter at which this was seen."""

    matter: UUID
    clock: str
    step: str
    version: int


def due_lapses(*, at: datetime) -> Iterator[Lapse]:
    """Yield the lapses due before a moment, the longest overdue first. One query for each 500 of them.

    What was merged into another matter is acted on there, and its own clocks take no step.
    """
    after: tuple[datetime, int] | None = None
    while True:
        page = list(lapsing_clocks(at, after=after).values_list(*COLUMNS)[:PAGE])
        yield from (
            Lapse(matter, clock, step, version) for matter, clock, step, version, merged, *_ in page if not merged
        )
        if len(page) < PAGE:
            return
        after = page[-1][-2:]


def lapsing_clocks(at: datetime, *, after: tuple[datetime, int] | None = None) -> QuerySet[ClockRow]:
    """Return the running clocks with a step of their own that were due before a moment."""
    matter = MatterRow.objects.filter(id=OuterRef("matter"))
    rows = ClockRow.objects.filter(running=True, due_at__lt=at).exclude(lapse="")
    if after is not None:
        due_at, number = after
        rows = rows.filter(Q(due_at__gt=due_at) | Q(due_at=due_at, id__gt=number))
    return rows.annotate(
        version=Subquery(matter.values("version")), merged=Subquery(matter.values("merged_into"))
    ).order_by("due_at", "id")

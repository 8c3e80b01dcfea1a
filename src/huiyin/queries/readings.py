"""Who opened a person's data on his or her own matters: post, time, what, why. Never which person, never for others."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Q

from huiyin.flow.answers import FIRST
from huiyin.store.readings import Reading

PAGE = 50


@dataclass(frozen=True, slots=True)
class Opening:
    """One opening of the data, as the chain of readings has it."""

    id: int
    matter: UUID
    at: datetime
    post_label: str
    fields: tuple[str, ...]
    way: str
    reason: str
    sealed: bool


@dataclass(frozen=True, slots=True)
class Openings:
    """One page of openings, newest first; `before` is where the next page starts, 0 on the last one."""

    rows: tuple[Opening, ...]
    count: int
    before: int


def openings(matters: Sequence[UUID], *, before: int = 0, size: int = PAGE, party: str = "") -> Openings:
    """Return who opened the filer's own data on these matters, newest first. Two queries.

    In a matter with several parties the others' data is not the filer's: their openings are theirs to read. `party` is
    a representative of a joint appeal: what they said together, and his or her own.
    """
    own = Reading.objects.filter(matter__in=list(matters), party__in=["filer", party or FIRST])
    wanted = own.filter(id__lt=before) if before else own.filter(Q())
    rows = list(wanted.order_by("-id")[: size + 1])
    shown = tuple(_opening(row) for row in rows[:size])
    return Openings(rows=shown, count=own.count(), before=shown[-1].id if len(rows) > size else 0)


def _opening(row: Reading) -> Opening:
    return Opening(
        id=row.pk,
        matter=row.matter,
        at=row.at,
        post_label=row.post_label,
        fields=tuple(name for name in row.fields.split(",") if name),
        way=row.way,
        reason=row.reason,
        sealed=row.position is not None,
    )

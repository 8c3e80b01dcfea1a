"""Emergency openings as people see them: one's own, those to be decided, and all of them for the auditor."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Q

from huiyin.flow.actor import Actor
from huiyin.flow.emergency import DECIDERS, GROUNDS, WAY
from huiyin.flow.words import Role
from huiyin.kinds import kind_of
from huiyin.kit.text import Text
from huiyin.queries.gate import Request
from huiyin.store.access import visible
from huiyin.store.emergency import EmergencyOpening
from huiyin.store.matters import MatterRow
from huiyin.store.readings import Reading

MOST = 100
Stands = Literal["waiting", "open", "over", "refused", "lapsed"]


@dataclass(frozen=True, slots=True)
class OpeningLine:
    """One request and how it stands; `readings` counts what was opened by it."""

    id: UUID
    matter: UUID
    number: str
    kind: str
    ground: Text
    words: str
    asked_label: str
    asked_at: datetime
    decided_label: str
    decided_at: datetime | None
    open_until: datetime | None
    stands: Stands
    mine: bool
    readings: int


def own(actor: Actor) -> tuple[OpeningLine, ...]:
    """Return what the actor asked for, newest first. Three queries."""
    return _lines(Q(asked_by=actor.person), actor)


def waiting(actor: Actor) -> tuple[OpeningLine, ...]:
    """Return what the actor may decide now, newest first. Three queries, none without such a role."""
    condition = _to_decide(actor)
    return _lines(condition, actor) if condition is not None else ()


def waiting_count(actor: Actor) -> int:
    """Count what the actor may decide now. One query, none without such a role."""
    condition = _to_decide(actor)
    return EmergencyOpening.objects.filter(condition).count() if condition is not None else 0


def every(actor: Actor) -> tuple[OpeningLine, ...]:
    """Return all of them for an auditor, newest first; nobody else gets any. Three queries."""
    return _lines(Q(), actor) if Role.AUDIT in actor.roles else ()


def opening(wanted: UUID, *, actor: Actor) -> OpeningLine | None:
    """Return one request for who asked, who may decide, and the auditor; None for everybody else. Four queries."""
    row = EmergencyOpening.objects.filter(id=wanted).first()
    if row is None:
        return None
    decides = bool(actor.roles & DECIDERS) and visible(actor).filter(id=row.matter).exists()
    if not (row.asked_by == actor.person or decides or Role.AUDIT in actor.roles):
        return None
    return _lines(Q(id=wanted), actor)[0]


def everything_of(line: OpeningLine) -> Request:
    """Return what is asked of the gate: every private answer of the matter, with the ground and the words of the request."""
    fields = frozenset(one.id for one in kind_of(line.kind).fields().values() if one.private)
    return Request(line.matter, fields, f"{line.ground.zh}：{line.words}"[:200], way=WAY)


def _to_decide(actor: Actor) -> Q | None:
    if not actor.roles & DECIDERS:
        return None
    # Asked of each request: a list of all that is seen would be made first, and that may be a million.
    seen = Exists(visible(actor).filter(id=OuterRef("matter")))
    return Q(seen, granted=None, decide_before__gt=actor.at) & ~Q(asked_by=actor.person)


def _lines(condition: Q, actor: Actor) -> tuple[OpeningLine, ...]:
    rows = list(EmergencyOpening.objects.filter(condition).order_by("-asked_at", "-id")[:MOST])
    matters = {row.id: row for row in MatterRow.objects.filter(id__in={one.matter for one in rows})}
    counts = dict(
        Reading.objects.filter(matter__in=list(matters), way=WAY)
        .values_list("matter")
        .annotate(n=Count("id"))
        .values_list("matter", "n")
    )
    return tuple(_line(row, matters[row.matter], counts.get(row.matter, 0), actor) for row in rows)


def _line(row: EmergencyOpening, matter: MatterRow, readings: int, actor: Actor) -> OpeningLine:
    return OpeningLine(
        id=row.id, matter=row.matter, number=matter.number, kind=matter.kind, ground=GROUNDS[row.ground].name,
        words=row.words, asked_label=row.asked_label, asked_at=row.asked_at, decided_label=row.decided_label,
        decided_at=row.decided_at, open_until=row.open_until, stands=_stands(row, actor.at),
        mine=row.asked_by == actor.person, readings=readings,
    )  # fmt: skip


def _stands(row: EmergencyOpening, at: datetime) -> Stands:
    if row.granted is None:
        return "waiting" if at <= row.decide_before else "lapsed"
    if not row.granted or row.open_until is None:
        return "refused"
    return "open" if at < row.open_until else "over"

"""Questioned readings for audit and security: which reading, since when, whether it was explained. No word of a person."""

from dataclasses import dataclass
from datetime import datetime

from huiyin.flow.actor import Actor
from huiyin.flow.words import Role
from huiyin.kinds import kind_of
from huiyin.kit.text import Text
from huiyin.queries.words import Wanted, names
from huiyin.store.matters import MatterRow

QUESTION = "reading_question"
MOST = 200


@dataclass(frozen=True, slots=True)
class Question:
    """One question: the reading by its post and time, who has to explain it, by when."""

    number: str
    reading: str
    asked_at: datetime
    unit: str
    due_at: datetime | None
    state: Text
    finding: Text | None
    late: bool


def may_watch(actor: Actor) -> bool:
    """Say whether the actor watches over readings."""
    return bool(actor.roles & {Role.AUDIT, Role.SECURITY})


def reading_questions(*, at: datetime) -> tuple[Question, ...]:
    """Return the newest two hundred questions, unanswered first. Two queries."""
    kind = kind_of(QUESTION)
    findings = {one.id: one.name for one in kind.fields()["finding"].choices}
    rows = list(MatterRow.objects.filter(kind=QUESTION, erased=False).order_by("final", "-received_at", "-id")[:MOST])
    units = names(Wanted(units={row.lead_unit for row in rows}))
    return tuple(
        Question(
            number=row.number,
            reading=str(row.values.get("reading", "")),
            asked_at=row.received_at,
            unit=units.unit(row.lead_unit),
            due_at=row.due_at,
            state=kind.state(row.state).name,
            finding=findings.get(str(row.values.get("finding", ""))),
            late=row.due_at is not None and row.due_at < at,
        )
        for row in rows
    )

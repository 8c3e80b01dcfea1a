"""Letters between the office and the person who filed, for the person's own page; and the counter's call list."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Exists, OuterRef

from huiyin.flow.actor import Actor
from huiyin.flow.words import Role
from huiyin.ledger.history import histories
from huiyin.ledger.keys import Erased, every_private
from huiyin.queries.words import Wanted, names
from huiyin.store.access import visible
from huiyin.store.matters import MatterRow
from huiyin.store.working import Message

LETTERS = frozenset({"letter", "letter_answer"})
MOST_CALLS = 100


@dataclass(frozen=True, slots=True)
class Letter:
    """One letter; `by` is the unit, empty for the person's own answer."""

    matter: UUID
    at: datetime
    by: str
    words: str


@dataclass(frozen=True, slots=True)
class Call:
    """Somebody to be told by telephone; the number is not here, it is opened through the gate."""

    id: int
    matter: UUID
    number: str
    words: str
    made_at: datetime
    tries: int
    party: str = ""


def own_letters(ids: Sequence[UUID]) -> tuple[Letter, ...]:
    """Return the letters on a resident's own matters, oldest first. Five queries a matter that has any."""
    found: list[Letter] = []
    for matter in ids:
        try:
            held = every_private(matter, LETTERS)
        except Erased:
            continue
        if not held:
            continue
        events = {number: event for number, event in enumerate(histories([matter])[matter], start=1)}
        units = names(Wanted(units={str(events[version].body["by"].get("unit", "")) for version, _, _ in held}))
        for version, field, value in held:
            unit = str(events[version].body["by"].get("unit", ""))
            by = units.unit(unit) if field == "letter" else ""
            found.append(Letter(matter, events[version].at, by, str(value)))
    return tuple(sorted(found, key=lambda one: one.at))


def may_call(actor: Actor) -> bool:
    """Say whether the actor calls people from the counter."""
    return Role.INTAKE in actor.roles


def call_list(actor: Actor) -> tuple[Call, ...]:
    """Return whom this counter has to call, longest waiting first, at most a hundred. Two queries."""
    units = sorted({post.unit for post in actor.posts_with(Role.INTAKE)})
    if not units:
        return ()
    ours = visible(actor).filter(id=OuterRef("matter"), received_unit__in=units, erased=False)
    waiting = Message.objects.filter(Exists(ours), sent_at__isnull=True).exclude(sort="code")
    rows = list(waiting.order_by("id")[:MOST_CALLS])
    numbers = dict(MatterRow.objects.filter(id__in={row.matter for row in rows}).values_list("id", "number"))
    return tuple(
        Call(row.pk, row.matter, numbers[row.matter], row.words, row.made_at, row.tries, row.party) for row in rows
    )

"""What a person who lost the slip is told of a matter: its number, when it was filed, how it stands. No title, no name."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from huiyin.kinds import kind_of
from huiyin.kit.text import Text
from huiyin.store.matters import MatterRow


@dataclass(frozen=True, slots=True)
class FiledHere:
    """One matter, as the answer names it."""

    id: UUID
    number: str
    kind: Text
    received_at: datetime
    state: Text


def filed_here(matters: Sequence[UUID]) -> tuple[FiledHere, ...]:
    """Return what is said of the matters that a person has proved to be his or hers, oldest first. One query."""
    rows = MatterRow.objects.filter(id__in=matters).order_by("received_at", "id")
    return tuple(
        FiledHere(row.id, row.number, kind_of(row.kind).name, row.received_at, kind_of(row.kind).state(row.state).tells)
        for row in rows
    )

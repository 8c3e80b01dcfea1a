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
    party: str
    number: str
    kind: Text
    received_at: datetime
    state: Text


def filed_here(claims: Sequence[tuple[UUID, str]]) -> tuple[FiledHere, ...]:
    """Return what is said of the matters that a person has proved to be his or hers, oldest first. One query.

    Each comes with the number of the representative the person is; empty for the first, who may be the only one.
    """
    rows = {row.id: row for row in MatterRow.objects.filter(id__in=[matter for matter, _ in claims])}
    found = [_said(rows[matter], party) for matter, party in claims if matter in rows]
    return tuple(sorted(found, key=lambda one: (one.received_at, one.id, one.party)))


def _said(row: MatterRow, party: str) -> FiledHere:
    kind = kind_of(row.kind)
    return FiledHere(row.id, party, row.number, kind.name, row.received_at, kind.state(row.state).tells)

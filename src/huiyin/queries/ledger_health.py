"""How far the ledger is sealed, and whether one matter's chain holds."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from huiyin.ledger.chain_of import Chain, chain_of, waiting
from huiyin.queries.proof import Seal, newest_seal


@dataclass(frozen=True, slots=True)
class Sealing:
    """How many events wait for a root, since when, and the newest root."""

    unsealed: int
    oldest_unsealed_at: datetime | None
    newest: Seal | None


def sealing() -> Sealing:
    """Return how far the ledger is sealed. Three queries."""
    held = waiting()
    return Sealing(held.unsealed, held.oldest_at, newest_seal())


def matter_chain(matter: UUID) -> Chain:
    """Return a matter's chain worked out afresh. Four queries; start at a row the reader may know of."""
    return chain_of(matter)

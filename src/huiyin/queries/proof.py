"""Proof for whoever holds a receipt: is its line in the ledger, under which published root, and does the way there hold."""

from dataclasses import dataclass
from datetime import datetime

from django.conf import settings

from huiyin.kit.merkle import check_proof
from huiyin.kit.sealing import Suite
from huiyin.ledger.roots import LeafProof, Root, newest_root, proof_for_leaf, published_roots


@dataclass(frozen=True, slots=True)
class Seal:
    """A published root: it binds the root before it and the lines from `first` to `last`."""

    number: int
    first: int
    last: int
    root: str
    previous: str
    sealed_at: datetime

    @property
    def count(self) -> int:
        """Return how many lines it seals."""
        return self.last - self.first + 1


@dataclass(frozen=True, slots=True)
class Proven:
    """What can be said of one leaf. `seal` is None until it is sealed; `holds` is the outcome of walking the path."""

    leaf: str
    recorded_at: datetime
    position: int | None
    seal: Seal | None
    index: int
    count: int
    path: tuple[str, ...]
    holds: bool


def newest_seal() -> Seal | None:
    """Return the newest published root, or None before the first. One query."""
    found = newest_root(settings.COUNTY)
    return _seal(found) if found is not None else None


def newest_seals(limit: int) -> tuple[Seal, ...]:
    """Return the newest published roots, newest first. One query."""
    return tuple(_seal(one) for one in published_roots(limit, county=settings.COUNTY))


def proven(leaf: str) -> Proven | None:
    """Return where a leaf stands, its path walked again up to the root; None where the ledger has no such line."""
    found = proof_for_leaf(leaf, county=settings.COUNTY)
    if found is None:
        return None
    return Proven(
        leaf=found.leaf,
        recorded_at=found.recorded_at,
        position=found.position,
        seal=_seal(found.root) if found.root is not None else None,
        index=found.index,
        count=found.count,
        path=found.path,
        holds=_holds(found),
    )


def _holds(found: LeafProof) -> bool:
    if found.root is None:
        return False
    return check_proof(
        Suite(found.root.suite),
        bytes.fromhex(found.leaf),
        index=found.index,
        count=found.count,
        path=[bytes.fromhex(step) for step in found.path],
        previous_root=bytes.fromhex(found.root.previous),
        root=bytes.fromhex(found.root.root),
    )


def _seal(found: Root) -> Seal:
    return Seal(
        number=found.number,
        first=found.first,
        last=found.last,
        root=found.root,
        previous=found.previous,
        sealed_at=found.sealed_at,
    )

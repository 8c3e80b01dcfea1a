"""Sealing: events and readings get gap-free positions, and each batch a Merkle root bound to the one before it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import connection, transaction

from huiyin.kit.canon import canonical
from huiyin.kit.merkle import proof, root
from huiyin.kit.sealing import Suite
from huiyin.ledger.keys import suite
from huiyin.ledger.lines import stamp
from huiyin.store.events import Event as Line
from huiyin.store.events import Root as RootRow
from huiyin.store.numbers import take_number
from huiyin.store.readings import Reading

# One root seals no more than this, so that sealing a year's import, or proving one receipt, never holds more in hand.
BATCH = 8192
HASH_BYTES = 32
# Whoever holds this series' row is the sealer.
SERIES = "root"


class TwoSealers(RuntimeError):
    """Rows were sealed while they were being sealed; the transaction is undone and the next sealing goes on."""


@dataclass(frozen=True, slots=True)
class Root:
    """A root as it is published. `first` and `last` are positions; digests are in hex, `previous` "" for the first."""

    number: int
    first: int
    last: int
    suite: int
    previous: str
    root: str
    sealed_at: datetime

    @property
    def count(self) -> int:
        """Return how many lines it seals."""
        return self.last - self.first + 1


@dataclass(frozen=True, slots=True)
class LeafProof:
    """The way from one line of the ledger to a published root. Until the line is sealed there is no `root`.

    `index` and `count` are those of the tree, whose first leaf is the root's own head (see `head_leaf`).
    """

    leaf: str
    recorded_at: datetime
    county: str
    position: int | None = None
    root: Root | None = None
    index: int = 0
    count: int = 0
    path: tuple[str, ...] = ()


def head_leaf(*, county: str, number: int, first: int, last: int, sealed_at: datetime) -> bytes:
    """Return the first leaf of every root: what it is the root of, and when, so that this cannot be altered either."""
    return canonical([county, number, first, last, stamp(sealed_at)])


def seal(*, at: datetime, county: str) -> Root | None:
    """Seal everything committed and not yet sealed; return the newest root made, or None if nothing waited.

    Events come before readings, each in the order they were written. A root at a time, each in a
    transaction of its own; two sealers at once take turns, and the second finds nothing left.
    """
    newest = None
    while (made := _seal_batch(at=at, county=county)) is not None:
        newest = made
        if made.count < BATCH:
            break
    return newest


def _seal_batch(*, at: datetime, county: str) -> Root | None:
    if not _waiting(county):
        return None
    with transaction.atomic():
        # Taking the number holds its row: one sealer at a time, on one machine or on two.
        number = take_number(county, SERIES)
        before = RootRow.objects.filter(county=county).order_by("-number").first()
        first = before.last + 1 if before else 1
        events = _unsealed(Line, county, BATCH)
        readings = _unsealed(Reading, county, BATCH - len(events))
        hashes = [digest for _, digest in (*events, *readings)]
        if not hashes:
            transaction.set_rollback(True)
            return None
        last = first + len(hashes) - 1
        _give_positions("event", [number for number, _ in events], first)
        _give_positions("reading", [number for number, _ in readings], first + len(events))
        head = head_leaf(county=county, number=number, first=first, last=last, sealed_at=at)
        previous = bytes(before.root) if before else b""
        row = RootRow(
            county=county, number=number, first=first, last=last, suite=int(suite()), previous=previous,
            root=root(suite(), previous, [head, *hashes]), sealed_at=at,
        )  # fmt: skip
        row.save(force_insert=True)
        return as_root(row)


def _waiting(county: str) -> bool:
    return any(model.objects.filter(county=county, position__isnull=True).exists() for model in (Line, Reading))


def _unsealed(model: type[Line] | type[Reading], county: str, most: int) -> list[tuple[int, bytes]]:
    waiting = model.objects.filter(county=county, position__isnull=True).order_by("id")
    return [(number, bytes(digest)) for number, digest in waiting.values_list("id", "hash")[:most]]


def _give_positions(table: str, numbers: Sequence[int], first: int) -> None:
    if not numbers:
        return
    rows = [(first + offset, number) for offset, number in enumerate(numbers)]
    with connection.cursor() as cursor:
        cursor.executemany(f"UPDATE {table} SET position = %s WHERE id = %s AND position IS NULL", rows)
        if cursor.rowcount != len(rows):
            raise TwoSealers(f"{table}: {cursor.rowcount} of {len(rows)} rows were still unsealed")


def as_root(row: RootRow) -> Root:
    """Return a root's row as it is published."""
    return Root(
        number=row.number,
        first=row.first,
        last=row.last,
        suite=row.suite,
        previous=bytes(row.previous).hex(),
        root=bytes(row.root).hex(),
        sealed_at=row.sealed_at,
    )


def published_roots(limit: int, *, county: str) -> list[Root]:
    """Return the newest roots, newest first. One query."""
    return [as_root(row) for row in RootRow.objects.filter(county=county).order_by("-number")[:limit]]


def newest_root(county: str) -> Root | None:
    """Return the newest root, or None before the first sealing. One query."""
    return next(iter(published_roots(1, county=county)), None)


def sealed_hashes(county: str, first: int, last: int) -> Iterator[tuple[int, bytes]]:
    """Yield position and hash of the events, then of the readings, sealed between two positions. Two queries."""
    for model in (Line, Reading):
        rows = model.objects.filter(county=county, position__gte=first, position__lte=last).order_by("position")
        for position, digest in rows.values_list("position", "hash").iterator(chunk_size=4096):
            assert position is not None
            yield position, bytes(digest)


def proof_for_leaf(leaf_hex: str, *, county: str) -> LeafProof | None:
    """Return the proof for the leaf printed on a receipt, or None where the ledger has no such line. Four queries."""
    try:
        digest = bytes.fromhex(leaf_hex)
    except ValueError:
        return None
    if len(digest) != HASH_BYTES:
        return None
    line = Line.objects.filter(county=county, hash=digest).order_by("id").first()
    if line is None:
        return None
    waiting = LeafProof(leaf=digest.hex(), recorded_at=line.recorded_at, county=county)
    if line.position is None:
        return waiting
    row = RootRow.objects.filter(county=county, first__lte=line.position, last__gte=line.position).first()
    return _proof(waiting, as_root(row), line.position) if row is not None else waiting


def _proof(waiting: LeafProof, sealed: Root, position: int) -> LeafProof:
    head = head_leaf(
        county=waiting.county, number=sealed.number, first=sealed.first, last=sealed.last, sealed_at=sealed.sealed_at
    )
    # By position: a line that is missing is for `verify` to name, and no receipt before it should look broken.
    leaves = [head, *dict(sorted(sealed_hashes(waiting.county, sealed.first, sealed.last))).values()]
    index = position - sealed.first + 1
    path = proof(Suite(sealed.suite), leaves, min(index, len(leaves) - 1))
    return LeafProof(
        leaf=waiting.leaf,
        recorded_at=waiting.recorded_at,
        county=waiting.county,
        position=position,
        root=sealed,
        index=index,
        count=len(leaves),
        path=tuple(step.hex() for step in path),
    )

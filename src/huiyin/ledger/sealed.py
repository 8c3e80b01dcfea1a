"""What the roots and the positions under them must be like; what is not, as sentences. Asks no table."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from huiyin.kit.merkle import root
from huiyin.kit.sealing import Suite
from huiyin.kit.text import Text
from huiyin.ledger.roots import head_leaf
from huiyin.store.events import Root as RootRow


@dataclass(slots=True)
class _Walk:
    """How far the walk along the roots has come."""

    number: int = 0
    last: int = 0
    root: bytes = b""
    sealed_at: datetime | None = None


class _Leaves:
    """Sealed hashes in order of position, taken a root at a time."""

    def __init__(self, rows: Iterator[tuple[int, bytes]]) -> None:
        self._rows = rows
        self._next = next(rows, None)

    def upto(self, last: int) -> Iterator[tuple[int, bytes]]:
        """Yield position and hash up to a position, that one included."""
        while self._next is not None and self._next[0] <= last:
            yield self._next[0], bytes(self._next[1])
            self._next = next(self._rows, None)

    def rest(self) -> int:
        """Return how many are left; they are used up."""
        if self._next is None:
            return 0
        return 1 + sum(1 for _ in self._rows)


def root_findings(roots: Iterable[RootRow], sealed: Iterator[tuple[int, bytes]], *, county: str) -> Iterator[Text]:
    """Yield a sentence for every root that is not the root of its lines, and every position missing or doubled."""
    leaves, walk = _Leaves(sealed), _Walk()
    for row in roots:
        for zh, en in (*_root_faults(row, walk, county), *_leaf_faults(row, leaves, walk)):
            yield Text(f"第 {row.number} 号根：{zh}", f"Root {row.number}: {en}")
        walk.number, walk.last, walk.root, walk.sealed_at = row.number, row.last, bytes(row.root), row.sealed_at
    beyond = leaves.rest()
    if beyond:
        yield Text(
            f"{beyond} 条记录有封存序号，却不在任何根之下，末尾的根被删了",
            f"{beyond} lines have a position but no root: the last roots were deleted",
        )


def _root_faults(row: RootRow, walk: _Walk, county: str) -> Iterator[tuple[str, str]]:
    if row.number != walk.number + 1:
        yield f"前面缺第 {walk.number + 1} 号", f"root {walk.number + 1} before it is missing"
    elif bytes(row.previous) != walk.root:
        yield "没有接在上一号后面", "it does not follow from the one before it"
    if row.first != walk.last + 1:
        yield f"应从 {walk.last + 1} 起，却从 {row.first} 起", f"it should begin at {walk.last + 1}, not {row.first}"
    if walk.sealed_at is not None and row.sealed_at < walk.sealed_at:
        yield "封存时间早于上一号", "it was sealed earlier than the one before it"
    if row.county != county:
        yield "是别的县的根", "it belongs to another county"


def _leaf_faults(row: RootRow, leaves: _Leaves, walk: _Walk) -> Iterator[tuple[str, str]]:
    expected, hashes = row.first, []
    for position, digest in leaves.upto(row.last):
        if position > expected:
            yield _missing(expected, position - 1)
        elif position < expected:
            yield f"序号 {position} 出现了两次", f"position {position} is there twice"
        hashes.append(digest)
        expected = max(expected, position + 1)
    if expected <= row.last:
        yield _missing(expected, row.last)
    if not _fits(row, hashes):
        yield "与它下面的记录不符，有记录或根被改过", "it is not the root of its lines: a line or the root was altered"


def _fits(row: RootRow, hashes: list[bytes]) -> bool:
    head = head_leaf(county=row.county, number=row.number, first=row.first, last=row.last, sealed_at=row.sealed_at)
    try:
        return root(Suite(row.suite), bytes(row.previous), [head, *hashes]) == bytes(row.root)
    except ValueError:
        return False


def _missing(first: int, last: int) -> tuple[str, str]:
    if first == last:
        return f"序号 {first} 的记录不见了", f"the line at position {first} is missing"
    return f"序号 {first} 至 {last} 的记录不见了", f"the lines at positions {first} to {last} are missing"

"""Merkle roots and proofs over sealed events. The tree is RFC 6962's; each root also binds the root before it."""

from collections.abc import Sequence
from typing import Final

from huiyin.kit.sealing import Suite, digest

# Leaves, inner nodes and roots are hashed under different first bytes, so that none can stand in for another.
_LEAF: Final = b"\x00"
_NODE: Final = b"\x01"
_ROOT: Final = b"\x02"


def root(suite: Suite, previous_root: bytes, leaves: Sequence[bytes]) -> bytes:
    """Seal the leaves under the previous root (b"" for the first). Their count is bound in as well."""
    level = [digest(suite, _LEAF + leaf) for leaf in leaves]
    while len(level) > 1:
        level = _next_level(suite, level)
    top = level[0] if level else digest(suite, b"")
    return _crown(suite, previous_root, count=len(leaves), top=top)


def proof(suite: Suite, leaves: Sequence[bytes], index: int) -> list[bytes]:
    """List the sibling digests on the way from one leaf to the top, lowest first."""
    if not 0 <= index < len(leaves):
        raise IndexError(f"There is no leaf {index} among {len(leaves)}.")
    path: list[bytes] = []
    level = [digest(suite, _LEAF + leaf) for leaf in leaves]
    while len(level) > 1:
        sibling = index ^ 1
        if sibling < len(level):
            path.append(level[sibling])
        level, index = _next_level(suite, level), index // 2
    return path


def check_proof(
    suite: Suite, leaf: bytes, *, index: int, count: int, path: Sequence[bytes], previous_root: bytes, root: bytes
) -> bool:
    """Say whether `leaf` is number `index` of the `count` leaves that `root` seals after `previous_root`."""
    if not 0 <= index < count:
        return False
    siblings = iter(path)
    top, width = digest(suite, _LEAF + leaf), count
    while width > 1:
        if index ^ 1 < width:
            sibling = next(siblings, None)
            if sibling is None:
                return False
            top = digest(suite, _NODE + (sibling + top if index % 2 else top + sibling))
        index, width = index // 2, (width + 1) // 2
    return next(siblings, None) is None and _crown(suite, previous_root, count=count, top=top) == root


def _next_level(suite: Suite, level: list[bytes]) -> list[bytes]:
    # The odd one at the end moves up unchanged, which yields the same tree as splitting at powers of two.
    pairs = zip(level[::2], level[1::2], strict=False)
    return [digest(suite, _NODE + left + right) for left, right in pairs] + level[len(level) & ~1 :]


def _crown(suite: Suite, previous_root: bytes, *, count: int, top: bytes) -> bytes:
    head = bytes((suite, len(previous_root))) + previous_root
    return digest(suite, _ROOT + head + count.to_bytes(8, "big") + top)

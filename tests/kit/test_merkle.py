"""Merkle roots: equal to the recursive definition, every leaf provable, nothing else provable."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from huiyin.kit.merkle import check_proof, proof, root
from huiyin.kit.sealing import Suite, digest

suites = st.sampled_from(Suite)
leaf_lists = st.lists(st.binary(max_size=8), min_size=1, max_size=20)


def _tree(suite: Suite, leaves: list[bytes]) -> bytes:
    """RFC 6962, section 2.1, as it is written there."""
    if not leaves:
        return digest(suite, b"")
    if len(leaves) == 1:
        return digest(suite, b"\x00" + leaves[0])
    split = 1 << ((len(leaves) - 1).bit_length() - 1)
    return digest(suite, b"\x01" + _tree(suite, leaves[:split]) + _tree(suite, leaves[split:]))


@given(suites, st.lists(st.binary(max_size=8), max_size=20), st.sampled_from([b"", b"p" * 32]))
def test_root_binds_tree_count_and_previous_root(suite: Suite, leaves: list[bytes], previous: bytes) -> None:
    head = bytes([2, suite, len(previous)]) + previous + len(leaves).to_bytes(8, "big")

    assert root(suite, previous, leaves) == digest(suite, head + _tree(suite, leaves))


@given(suites, leaf_lists, st.data())
def test_proof_holds_for_its_leaf_alone(suite: Suite, leaves: list[bytes], data: st.DataObject) -> None:
    index = data.draw(st.integers(0, len(leaves) - 1))
    top, path, count = root(suite, b"before", leaves), proof(suite, leaves, index), len(leaves)

    def holds(leaf: bytes = leaves[index], **changed: object) -> bool:
        told = {"index": index, "count": count, "path": path, "previous_root": b"before", "root": top} | changed
        return check_proof(suite, leaf, **told)  # type: ignore[arg-type]  # the dict mixes the keywords' types

    assert holds()
    assert not holds(leaves[index] + b"!")
    assert not holds(previous_root=b"")
    assert not holds(root=b"")
    assert not holds(path=[*path, b"x" * 32])
    assert not holds(count=count + 1)
    assert not holds(index=count)
    assert not holds(index=-1)
    if path:
        assert not holds(path=path[:-1])
        assert not holds(path=[b"x" * 32, *path[1:]])


@given(suites, st.lists(st.binary(max_size=8), min_size=2, max_size=12, unique=True), st.data())
def test_root_notices_a_swap_a_loss_and_an_edit(suite: Suite, leaves: list[bytes], data: st.DataObject) -> None:
    first, second = data.draw(st.lists(st.integers(0, len(leaves) - 1), min_size=2, max_size=2, unique=True))
    swapped = list(leaves)
    swapped[first], swapped[second] = swapped[second], swapped[first]
    edited = [*leaves[:first], leaves[first] + b"!", *leaves[first + 1 :]]

    roots = {root(suite, b"", one) for one in (leaves, swapped, edited, leaves[:-1], [*leaves, leaves[-1]])}

    assert len(roots) == 5


def test_proof_refuses_a_leaf_that_is_not_there() -> None:
    with pytest.raises(IndexError, match="no leaf 2 among 2"):
        proof(Suite.INTERNATIONAL, [b"a", b"b"], 2)

"""Canonical JSON: the same value always gives the same bytes, and what has no canonical form is named."""

import json
import unicodedata
from datetime import UTC, datetime
from typing import Any, NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from huiyin.kit.canon import NotCanonical, canonical, canonical_as_is

texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
leaves = st.none() | st.booleans() | st.integers() | texts
values = st.recursive(
    leaves, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(texts, inner, max_size=4), max_leaves=20
)


class Pair(NamedTuple):
    left: int
    right: int


def _composed(value: Any) -> Any:
    if isinstance(value, str):
        return unicodedata.normalize("NFC", value)
    if isinstance(value, dict):
        return {_composed(key): _composed(item) for key, item in value.items()}
    return [_composed(item) for item in value] if isinstance(value, list) else value


def test_canonical_known_value_has_known_bytes() -> None:
    value = {"乙": [1, True, None], "a": {"z": "路灯\n不亮", "b": ()}}

    assert canonical(value) == '{"a":{"b":[],"z":"路灯\\n不亮"},"乙":[1,true,null]}'.encode()


@given(values)
def test_canonical_reads_back_as_the_composed_value(value: Any) -> None:
    try:
        written = canonical(value)
    except NotCanonical:
        with pytest.raises(NotCanonical, match="two keys"):
            canonical(value)
        return

    assert json.loads(written) == _composed(value)
    assert canonical(json.loads(written)) == written


@given(values)
def test_canonical_is_what_pythons_own_encoder_writes(value: Any) -> None:
    # Released hashes are taken over these bytes: however they are made, they stay what they were.
    try:
        written = canonical(value)
    except NotCanonical:
        return

    told = json.dumps(_composed(value), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    assert written == told.encode()


@given(values)
def test_canonical_as_is_takes_only_what_is_composed(value: Any) -> None:
    try:
        written = canonical_as_is(value)
    except NotCanonical:
        assert _composed(value) != value
    else:
        assert written == canonical(value)
        assert _composed(value) == value


@given(st.dictionaries(texts, leaves, max_size=6))
def test_canonical_ignores_the_order_of_keys(value: dict[str, Any]) -> None:
    turned = dict(reversed(value.items()))

    try:
        written = canonical(value)
    except NotCanonical:
        with pytest.raises(NotCanonical):
            canonical(turned)
        return

    assert canonical(turned) == written


def test_canonical_composes_a_mark_that_follows_an_escape() -> None:
    # A mark after an escaped line break must not be drawn onto the letter of the escape.
    assert json.loads(canonical(["\n\u0301", "e\u0301"])) == ["\n\u0301", "\u00e9"]


def test_canonical_refuses_two_keys_that_compose_to_one() -> None:
    with pytest.raises(NotCanonical, match=r"^\$\.in has two keys"):
        canonical({"in": {"\u00e9": 1, "e\u0301": 2}})


@pytest.mark.parametrize(
    ("value", "sentence"),
    [
        (1.5, "$ is a float;"),
        ({"a": [0, {"b": 0.5}]}, "$.a[1].b is a float;"),
        ({"at": datetime(2026, 9, 18, tzinfo=UTC)}, "$.at is a datetime;"),
        ([b"x"], "$[0] is a bytes;"),
        ({"s": {1}}, "$.s is a set;"),
        ({"p": Pair(1, 2)}, "$.p is a Pair;"),
        ({"m": {1: "x"}}, "$.m has a key 1 of type int;"),
        ({"n": {None: "x"}}, "$.n has a key None of type NoneType;"),
    ],
)
def test_canonical_names_the_place_of_what_it_refuses(value: object, sentence: str) -> None:
    with pytest.raises(NotCanonical) as caught:
        canonical(value)

    assert str(caught.value).startswith(sentence)


def test_canonical_refuses_what_contains_itself() -> None:
    loop: list[object] = []
    loop.append(loop)

    with pytest.raises(NotCanonical, match="contains itself"):
        canonical(loop)


def test_canonical_refuses_half_a_surrogate_pair() -> None:
    with pytest.raises(NotCanonical, match="surrogate"):
        canonical({"title": "\ud800"})

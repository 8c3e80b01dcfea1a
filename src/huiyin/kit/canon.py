"""Canonical JSON: one value, one sequence of bytes. What is hashed is these bytes and nothing else."""

import json
import unicodedata
from collections.abc import Callable, Iterable
from json import encoder
from typing import Final

# Deeper than any event body; also what stops a structure that contains itself.
MAX_DEPTH: Final = 64

_LEAVES: Final = frozenset({str, int, bool, type(None)})
_KEYS: Final = frozenset({str})
_SEQUENCES: Final = frozenset({list, tuple})


def _encoder() -> Callable[[object], str]:
    """Return what writes a plain value: Python's own encoder, made once where it is made anew for every value."""
    plain = json.JSONEncoder(
        ensure_ascii=False, check_circular=False, allow_nan=False, sort_keys=True, separators=(",", ":")
    )
    make = getattr(encoder, "c_make_encoder", None)
    if make is None:
        return plain.encode
    pieces = make(None, plain.default, encoder.encode_basestring, None, ":", ",", True, False, False)

    def written(value: object) -> str:
        return "".join(pieces(value, 0))

    return written


_encode: Final = _encoder()


class NotCanonical(ValueError):
    """A value has no canonical form; the sentence names the place, such as `$.requests[2].amount`."""


def canonical(value: object) -> bytes:
    """Return canonical JSON: sorted keys, no spaces, UTF-8, strings in NFC.

    Only dict with str keys, list, tuple, str, int, bool and None; anything else raises NotCanonical.
    """
    text = _written(value)
    return _bytes(text if _is_composed(text) else _encode(_composed(value, "$")))


def canonical_as_is(value: object) -> bytes:
    """Return canonical JSON of a value whose strings must be in NFC already; raises NotCanonical where one is not."""
    text = _written(value)
    if not _is_composed(text):
        raise NotCanonical("The value holds text that is not in NFC.")
    return _bytes(text)


def _written(value: object) -> str:
    if not _is_plain(value, MAX_DEPTH):
        raise NotCanonical(_fault(value, "$", MAX_DEPTH))
    return _encode(value)


def _is_composed(text: str) -> bool:
    # An ASCII text is always NFC. Otherwise one check over the whole text stands for all its strings:
    # the quote before a string composes with nothing, so a text in NFC holds only strings in NFC.
    return text.isascii() or unicodedata.is_normalized("NFC", text)


def _bytes(text: str) -> bytes:
    try:
        return text.encode()
    except UnicodeEncodeError as error:
        raise NotCanonical(f"The value holds half of a surrogate pair near {error.object[:40]!r}.") from error


def _is_plain(value: object, depth: int) -> bool:
    """Check types only, a whole container at a time: this runs for every event, twice when it is verified."""
    if type(value) in _LEAVES:
        return True
    # Deepest first, so that a structure that contains itself reaches the bound at once instead of growing.
    waiting = [(value, depth)]
    while waiting:
        held, left = waiting.pop()
        items: Iterable[object]
        if isinstance(held, dict) and type(held) is dict and _KEYS.issuperset(map(type, held)):
            items = held.values()
        elif isinstance(held, list | tuple) and type(held) in _SEQUENCES:
            items = held
        else:
            return False
        if left == 0:
            return False
        if not _LEAVES.issuperset(map(type, items)):
            waiting += [(item, left - 1) for item in items if type(item) not in _LEAVES]
    return True


def _fault(value: object, path: str, depth: int) -> str:
    """Find the first place that is not plain and say so; the slow walk, run only when the quick one failed."""
    if type(value) in _LEAVES:
        return ""
    if depth == 0:
        return f"{path[:80]} is nested deeper than {MAX_DEPTH} levels or contains itself."
    if type(value) is dict:
        for key, item in value.items():
            if type(key) is not str:
                return f"{path} has a key {key!r} of type {type(key).__name__}; keys must be str."
            if sentence := _fault(item, f"{path}.{key}", depth - 1):
                return sentence
        return ""
    if isinstance(value, list | tuple) and type(value) in _SEQUENCES:
        items = enumerate(value)
        return next((s for i, item in items if (s := _fault(item, f"{path}[{i}]", depth - 1))), "")
    return f"{path} is a {type(value).__name__}; only dict, list, tuple, str, int, bool and None have a canonical form."


def _composed(value: object, path: str) -> object:
    """Rebuild the value with every string and key in NFC; two keys that become one are refused."""
    if isinstance(value, str):
        return unicodedata.normalize("NFC", value)
    if isinstance(value, dict):
        rebuilt = {unicodedata.normalize("NFC", key): _composed(item, f"{path}.{key}") for key, item in value.items()}
        if len(rebuilt) != len(value):
            raise NotCanonical(f"{path} has two keys that are the same after Unicode composition.")
        return rebuilt
    if isinstance(value, list | tuple):
        return [_composed(item, f"{path}[{index}]") for index, item in enumerate(value)]
    return value

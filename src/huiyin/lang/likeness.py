"""How alike two texts read: the share of one's pairs of characters that stand in the other. Pure; public words only."""

from itertools import pairwise

SHORTEST = 4


def share_of(text: str, said: str) -> float:
    """Return which share of the text's pairs of characters stands in what was said; nothing for a very short text."""
    text = text.rstrip("…")
    pairs = _pairs(text)
    return len(pairs & _pairs(said)) / len(pairs) if len(text) >= SHORTEST and pairs else 0.0


def _pairs(text: str) -> frozenset[str]:
    letters = [letter for letter in text if letter.isalnum()]
    return frozenset("".join(pair) for pair in pairwise(letters))

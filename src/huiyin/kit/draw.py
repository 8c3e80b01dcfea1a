"""A random draw that anybody can make again: the same list and the same seed give the same choice."""

from collections.abc import Iterable
from hashlib import sha256
from heapq import nsmallest

RULE_ZH = "把每条写成“种子|编号”，算 SHA-256，按结果从小到大取前几条"
RULE_EN = "write each as “seed|number”, take its SHA-256, and choose the smallest"


def drawn(numbers: Iterable[str], *, seed: str, size: int) -> tuple[str, ...]:
    """Return `size` of the numbers, chosen by the seed alone; neither their order nor repetition matters."""
    return tuple(nsmallest(size, set(numbers), key=lambda number: (_weight(seed, number), number)))


def _weight(seed: str, number: str) -> str:
    return sha256(f"{seed}|{number}".encode()).hexdigest()

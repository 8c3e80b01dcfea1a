"""Tiers instead of ranks: units stand apart only where every one above is told apart from every one below.

Two units are told apart where their 95 % intervals do not overlap and Fisher's exact test says so at 5 % shared out over
the units that are compared. The tiers are cut where that holds for every pair across the cut.

What is promised: units of equal true quality fall into one tier at least 95 times in 100. Why: take the units in any fixed
order, each beside the next. A cut through equal units parts at least one unit from its neighbour, so at least one of k - 1
exact tests was wrong, each at most one k - 1th of five times in a hundred.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate, pairwise
from math import exp, lgamma, sqrt

from huiyin.insight.intervals import FEWEST, Z_95, wilson

# How often units of equal quality may be parted at most.
LEVEL = 0.05
# A unit whose interval would be wider than so much either way, at the rate of all, says too little to be placed.
WIDEST = 0.10


@dataclass(frozen=True)
class Counted:
    """Hits of n of one unit; `name` orders it among its equals."""

    unit: str
    name: str
    hits: int
    n: int

    @cached_property
    def interval(self) -> tuple[float, float]:
        """Return its 95 % interval."""
        return wilson(self.hits, self.n)


@dataclass(frozen=True, slots=True)
class Tiers:
    """Tiers from the highest rate down, each in order of names; `aside` are the units of too small a sample."""

    tiers: tuple[tuple[Counted, ...], ...]
    aside: tuple[Counted, ...]

    @property
    def told_apart(self) -> bool:
        """Say whether any unit differs from any other as far as can be said."""
        return len(self.tiers) > 1

    @property
    def chained(self) -> bool:
        """Say whether units of one tier stand apart at its ends, held together only by those between."""
        return any(
            max(one.interval[0] for one in tier) > min(one.interval[1] for one in tier) for tier in self.tiers if tier
        )


def tiers(counted: Iterable[Counted]) -> Tiers:
    """Return the units in tiers. The order of units that nothing tells apart is by name, never by rate."""
    held = [one for one in counted if one.n]
    enough = _enough(held)
    placed = sorted((one for one in held if one.n >= enough), key=lambda one: -one.hits / one.n)
    cuts = [0, *_cuts(placed), len(placed)] if placed else []
    return Tiers(
        tuple(_by_name(placed[first:last]) for first, last in pairwise(cuts)),
        _by_name(one for one in held if one.n < enough),
    )


def _by_name(units: Iterable[Counted]) -> tuple[Counted, ...]:
    return tuple(sorted(units, key=lambda one: (one.name, one.unit)))


def _enough(units: Sequence[Counted]) -> float:
    """Return how many a unit must have counted to be placed: by the rate of all, not by its own, so it favours nobody."""
    n = sum(one.n for one in units)
    share = sum(one.hits for one in units) / n if n else 0.0
    sizes = sorted({one.n for one in units if one.n >= FEWEST})
    return next((size for size in sizes if _reach(share, size) <= WIDEST), float("inf"))


def _reach(share: float, n: int) -> float:
    weight = Z_95 * Z_95 / n
    return Z_95 / (1 + weight) * sqrt(share * (1 - share) / n + weight / (4 * n))


def _cuts(placed: Sequence[Counted]) -> list[int]:
    """Return the places, in falling order of rates, where all above are told apart from all below."""
    lowest_above = list(accumulate((one.interval[0] for one in placed), min))
    highest_below = list(accumulate((one.interval[1] for one in reversed(placed)), max))[::-1]
    level = LEVEL / max(len(placed) - 1, 1)
    return [
        cut
        for cut in range(1, len(placed))
        if lowest_above[cut - 1] > highest_below[cut]
        and all(exact(above, below) <= level for above in placed[:cut] for below in placed[cut:])
    ]


def exact(above: Counted, below: Counted) -> float:
    """Return Fisher's exact p of two units, both sides, for `above` the one of the higher rate: twice its upper tail."""
    hits, n = above.hits + below.hits, above.n + below.n
    most = min(hits, above.n)
    term = tail = exp(_log_chance(above.hits, above.n, hits, n))
    for value in range(above.hits, most):
        term *= (above.n - value) * (hits - value) / ((value + 1) * (n - above.n - hits + value + 1))
        tail += term
        if term < tail * 1e-12:
            break
    return min(1.0, 2 * tail)


def _log_chance(value: int, drawn: int, hits: int, n: int) -> float:
    """Return the logarithm of the chance that `drawn` of n hold exactly `value` of the hits."""
    return _log_ways(hits, value) + _log_ways(n - hits, drawn - value) - _log_ways(n, drawn)


def _log_ways(of: int, some: int) -> float:
    return lgamma(of + 1) - lgamma(some + 1) - lgamma(of - some + 1)

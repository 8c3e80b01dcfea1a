"""How often tiers part what is equal, and how often they tell apart what is not: `python bench/tiers.py`, about 2 minutes.

Seeded: the same numbers every time. Printed as the tables of docs/measurements.md.
"""

import random
import sys
from bisect import bisect
from collections.abc import Callable, Sequence
from functools import cache, partial
from itertools import accumulate
from math import exp, lgamma, log
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent / "src"))

from huiyin.insight.tiers import Counted, Tiers, tiers

TIMES = 2000
SEED = 20261122
SIZES: dict[str, Callable[[int], list[int]]] = {
    "5 each": lambda k: [5] * k,
    "20 each": lambda k: [20] * k,
    "100 each": lambda k: [100] * k,
    "500 each": lambda k: [500] * k,
    "2000 each": lambda k: [2000] * k,
    "5 to 2000": lambda k: [round(5 * 400 ** (one / max(k - 1, 1))) for one in range(k)],
}
RATES = (0.5, 0.7, 0.8, 0.9, 0.95, 0.99)


def drawn(n: int, share: float, chance: random.Random) -> int:
    """Draw how many of n hit."""
    return bisect(_cumulated(n, share), chance.random())


@cache
def _cumulated(n: int, share: float) -> list[float]:
    ways = [lgamma(n + 1) - lgamma(hit + 1) - lgamma(n - hit + 1) for hit in range(n + 1)]
    chances = [exp(way + hit * log(share) + (n - hit) * log(1 - share)) for hit, way in enumerate(ways)]
    return list(accumulate(chances))[:-1]


def one_year(sizes: Sequence[int], shares: Sequence[float], chance: random.Random) -> Tiers:
    """Draw a year of units with these true rates, and put them into tiers."""
    names = [f"{one:02}" for one in range(len(sizes))]
    return tiers(
        Counted(name, name, drawn(n, share, chance), n) for name, n, share in zip(names, sizes, shares, strict=True)
    )


def share_of(
    wanted: Callable[[Tiers], bool], sizes: Sequence[int], shares: Sequence[float], *, times: int = TIMES
) -> float:
    """Return in which share of the years what is wanted comes out."""
    chance = random.Random(f"{SEED} {sizes} {shares}")
    return sum(wanted(one_year(sizes, shares, chance)) for _ in range(times)) / times


def in_one_tier(found: Tiers) -> bool:
    """Say whether no unit was parted from another."""
    return not found.told_apart


def equal_table() -> float:
    """Print how often equal units stay in one tier, and return the smallest share."""
    least = 1.0
    print("| units | sizes | " + " | ".join(f"rate {rate}" for rate in RATES) + " |")
    print("|---|---|" + "---|" * len(RATES))
    for units in (3, 5, 10, 30):
        for said, sizes in SIZES.items():
            shares = [share_of(in_one_tier, sizes(units), [rate] * units) for rate in RATES]
            least = min(least, *shares)
            print(f"| {units} | {said} | " + " | ".join(f"{share:.2%}" for share in shares) + " |")
    return least


def outlier_table() -> None:
    """Print how often one worse unit is told apart from all others, and whether equal ones are ever parted."""
    print("| units | others | the one | 50 each | 100 each | 200 each | 500 each | 2000 each |")
    print("|---|---|---|---|---|---|---|---|")
    for units in (5, 10, 30):
        for rate, worse in ((0.95, 0.85), (0.95, 0.75), (0.9, 0.8), (0.9, 0.7), (0.8, 0.6)):
            shares = [worse, *[rate] * (units - 1)]
            cells = [share_of(_alone, [n] * units, shares) for n in (50, 100, 200, 500, 2000)]
            print(f"| {units} | {rate} | {worse} | " + " | ".join(f"{cell:.0%}" for cell in cells) + " |")


def halves_table() -> None:
    """Print how often two halves come out as exactly two tiers, and how often equals were parted."""
    print("| units | half | half | 100 each | 200 each | 500 each | 2000 each | equals parted at most |")
    print("|---|---|---|---|---|---|---|---|")
    for units in (4, 10, 30):
        for rate, worse in ((0.95, 0.85), (0.95, 0.75), (0.9, 0.7), (0.8, 0.6)):
            half = units // 2
            shares = [worse] * half + [rate] * (units - half)
            sizes = [[n] * units for n in (100, 200, 500, 2000)]
            cells = [share_of(partial(_halves, half=half), one, shares) for one in sizes]
            parted = max(share_of(partial(_parted, half=half), one, shares) for one in sizes)
            print(
                f"| {units} | {rate} | {worse} | " + " | ".join(f"{cell:.0%}" for cell in cells) + f" | {parted:.2%} |"
            )


def _alone(found: Tiers) -> bool:
    return found.told_apart and [one.unit for one in found.tiers[-1]] == ["00"]


def _halves(found: Tiers, *, half: int) -> bool:
    return [{int(one.unit) < half for one in tier} for tier in found.tiers] == [{False}, {True}]


def _parted(found: Tiers, *, half: int) -> bool:
    worse = [any(int(one.unit) < half for one in tier) for tier in found.tiers]
    better = [any(int(one.unit) >= half for one in tier) for tier in found.tiers]
    return sum(worse) > 1 or sum(better) > 1


def main() -> int:
    """Print the three tables; 1 if what is promised does not hold."""
    print(f"{TIMES} years each, seed {SEED}\n\n### Equal units in one tier\n")
    least = equal_table()
    print(f"\nLeast: {least:.2%}\n\n### One unit that is worse, alone in the last tier\n")
    outlier_table()
    print("\n### Two halves, as exactly two tiers\n")
    halves_table()
    return 0 if least >= 0.95 else 1


if __name__ == "__main__":
    sys.exit(main())

"""How far a rate may be trusted: Wilson's interval, and the words where there is too little to say."""

from dataclasses import dataclass
from math import sqrt

from huiyin.kit.text import Text

# Two-sided 95 %, the quantile of the normal distribution.
Z_95 = 1.959963984540054
# Fewer than this say nothing about an office, and might point at a person.
FEWEST = 5


@dataclass(frozen=True, slots=True)
class Rate:
    """Hits of n with the 95 % interval of the rate behind them, as shares of one."""

    hits: int
    n: int
    low: float
    high: float

    @property
    def share(self) -> float:
        """Return the rate itself."""
        return self.hits / self.n


def rate(hits: int, n: int) -> Rate | None:
    """Return a rate with Wilson's interval, or None where fewer than five were counted."""
    if not 0 <= hits <= n:
        raise ValueError(f"{hits} of {n} is no share.")
    if n < FEWEST:
        return None
    low, high = wilson(hits, n)
    return Rate(hits, n, low, high)


def wilson(hits: int, n: int, *, z: float = Z_95) -> tuple[float, float]:
    """Return Wilson's score interval for hits of n, n at least one; it never leaves [0, 1]."""
    share, weight = hits / n, z * z / n
    middle = (share + weight / 2) / (1 + weight)
    reach = z / (1 + weight) * sqrt(share * (1 - share) / n + weight / (4 * n))
    # At the ends the interval touches the rate itself; rounding must not push it past.
    return (0.0 if hits == 0 else max(0.0, middle - reach), 1.0 if hits == n else min(1.0, middle + reach))


def in_words(hits: int, n: int) -> Text:
    """Say a rate with its interval: 92.3%（85.1%～96.2%）, or that the sample is too small."""
    found = rate(hits, n)
    if found is None:
        return Text(f"样本太小（{n} 件）", f"Too few to say ({n})")
    span = f"{_percent(found.low)}～{_percent(found.high)}"
    return Text(f"{_percent(found.share)}（{span}）", f"{_percent(found.share)} ({span.replace('～', '–')})")


def _percent(share: float) -> str:
    # Rounding may not turn nearly all into all, nor a little into nothing, nor into ten times as much.
    shown = round(share * 1000)
    if shown == 0 and share > 0:
        return "<0.1%"
    if shown == 1000 and share < 1:
        return ">99.9%"
    return f"{shown / 10:.1f}%"

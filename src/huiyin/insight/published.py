"""What is told to everybody: a quarter at a time, made of what was handed up, small counts and their cover hidden.

A month that was handed up never changes, so neither does a quarter of three: yesterday's page cannot be taken from today's.
And since all of it is sums of what the files hold, neither can the page be taken from the files. Quarters share no matter,
so each is its own call of `suppress`.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from huiyin.insight.suppression import Table, Told, suppress

QUARTERS_TOLD = 4
# Within so many days of filing, or not at all: every matter is in exactly one.
REPLIES = ("to_15_n", "to_30_n", "to_60_n")
NOT_IN_TIME, UNRATED = "not_in_60_n", "unrated_n"
RATINGS = ("satisfied_n", "dissatisfied_n")


@dataclass(frozen=True, slots=True, order=True)
class Quarter:
    """A quarter of a year, 1 to 4."""

    year: int
    number: int

    @property
    def months(self) -> tuple[int, int, int]:
        """Return its months as yyyymm."""
        first = self.year * 100 + self.number * 3 - 2
        return first, first + 1, first + 2

    @property
    def before(self) -> "Quarter":
        """Return the quarter before."""
        return Quarter(self.year, self.number - 1) if self.number > 1 else Quarter(self.year - 1, 4)


@dataclass(frozen=True, slots=True)
class Published:
    """A quarter as everybody may see it: by month and by place, each with when the reply came; how it was rated, in all.

    The place "" takes in what is not told by township: no place given, or too few in the month.
    """

    quarter: Quarter
    months: tuple[int, ...]
    places: tuple[str, ...]
    replies: Told

    def count(self, **where: str) -> int | None:
        """Return a count, None where it is withheld: nothing is known of a month of fewer than five, not even nought."""
        stayed_at_home = not self.months if "month" not in where else int(where["month"]) not in self.months
        return None if stayed_at_home else self.replies.at(**where)


def told_quarters(through: int) -> tuple[Quarter, ...]:
    """Return the quarters of which every month was looked at and told or found too small, newest first."""
    newest = Quarter(through // 100, (through % 100 + 2) // 3)
    if newest.months[-1] > through:
        newest = newest.before
    found = [newest]
    while len(found) < QUARTERS_TOLD:
        found.append(found[-1].before)
    return tuple(found)


def published(rows: Iterable[Mapping[str, Any]], quarter: Quarter) -> Published:
    """Return what may be told of a quarter, from the rows of the measure `published` over what was handed up."""
    own = [row for row in rows if row["yyyymm"] in quarter.months]
    months, places = (sorted({row[name] for row in own}) for name in ("yyyymm", "town"))
    told = suppress(_by(own, "month", "yyyymm"), _by(own, "place", "town"), _ratings(own))
    return Published(quarter, tuple(months), tuple(places), told)


def _by(rows: Sequence[Mapping[str, Any]], name: str, column: str) -> Table:
    cells: Counter[tuple[str, ...]] = Counter()
    for row in rows:
        place = str(row[column])
        for reply in REPLIES:
            cells[place, reply] += row[reply]
        cells[place, NOT_IN_TIME] += row["n"] - sum(row[reply] for reply in REPLIES)
    return Table((name, "reply"), cells)


def _ratings(rows: Sequence[Mapping[str, Any]]) -> Table:
    cells: Counter[tuple[str, ...]] = Counter()
    for row in rows:
        for rating in RATINGS:
            cells[(rating,)] += row[rating]
        cells[(UNRATED,)] += row["n"] - sum(row[rating] for rating in RATINGS)
    return Table(("rating",), cells)

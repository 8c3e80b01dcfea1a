"""What is told to everybody: a quarter at a time, once nothing in it moves any more, small counts and their cover hidden.

A quarter is told when all its replies have had their sixty days, and how it was rated sixty days later still. Each quarter
is its own call of `suppress`: quarters share no matter, so nothing of one can be taken from another, and since a quarter told
no longer changes, neither can yesterday's page be taken from today's.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from huiyin.insight.suppression import Table, Told, suppress

REPLY_DAYS, RATED_AFTER_DAYS = 60, 120
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
    def end(self) -> date:
        """Return the first day after it."""
        return date(self.year + (self.number == 4), self.number % 4 * 3 + 1, 1)

    @property
    def before(self) -> "Quarter":
        """Return the quarter before."""
        return Quarter(self.year, self.number - 1) if self.number > 1 else Quarter(self.year - 1, 4)


@dataclass(frozen=True, slots=True)
class Published:
    """A quarter as everybody may see it: by month and by place, each with when the reply came; how it was rated, in all.

    `rated` says whether the time of rating is over, and how it was rated may be told.
    """

    quarter: Quarter
    places: tuple[str, ...]
    replies: Told
    rated: bool

    def count(self, **where: str) -> int | None:
        """Return a count, None where it is withheld."""
        return self.replies.at(**where)


def told_quarters(today: date) -> tuple[Quarter, ...]:
    """Return the quarters that may be told on a day, newest first."""
    newest = Quarter(today.year, (today.month + 2) // 3)
    while newest.end + timedelta(days=REPLY_DAYS) >= today:
        newest = newest.before
    found = [newest]
    while len(found) < QUARTERS_TOLD:
        found.append(found[-1].before)
    return tuple(found)


def published(rows: Iterable[Mapping[str, Any]], quarter: Quarter, *, today: date) -> Published:
    """Return what may be told of a quarter, from the rows of the measure `published`."""
    own = [row for row in rows if row["yyyymm"] in quarter.months]
    rated = quarter.end + timedelta(days=RATED_AFTER_DAYS) < today
    tables = [_by(own, "month", "yyyymm"), _by(own, "place", "town")]
    if rated:
        tables.append(_ratings(own))
    places = tuple(sorted({str(row["town"]) for row in own}))
    return Published(quarter, places, suppress(*tables), rated)


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

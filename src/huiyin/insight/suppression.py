"""Which counts of a set of tables may be told: small ones are hidden, and enough beside them that nothing gives them back.

Everything is told together: `suppress` is handed all the tables of a page at once, knows the margins and the grand
total they share, and treats them as published too. Two pages of the same matters must be one call, or made of what
another call told. What a count is of (a month not yet over, a figure that changes overnight) it cannot know: hand it
complete months only, or yesterday's page taken from today's gives back one matter.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import combinations

from huiyin.insight.intervals import FEWEST

# A cell by its coordinates, dimensions in alphabetical order; () is the grand total.
Key = tuple[tuple[str, str], ...]
# Any large prime: whether equations settle a cell is asked in its arithmetic, where nothing is rounded.
_PRIME = 2_147_483_647


class UnequalTables(ValueError):
    """Tables of one call that disagree about a margin they share: they are not of the same matters."""


@dataclass(frozen=True, slots=True)
class Table:
    """Counts by one dimension or more: `Table(("unit", "month"), {("water", "202610"): 7})`. Left out is nought."""

    dimensions: tuple[str, ...]
    cells: Mapping[tuple[str, ...], int]


@dataclass(frozen=True, slots=True)
class Told:
    """What may be told. `shown` has every cell and margin: a number, or None where it is withheld."""

    shown: Mapping[Key, int | None]

    def at(self, **where: str) -> int | None:
        """Return the count at a place such as unit="water", None where it is withheld; at() is the grand total."""
        return self.shown.get(_key(where.items()), 0)

    def withheld(self, **where: str) -> bool:
        """Say whether the count at a place is kept back."""
        return self.at(**where) is None


@dataclass(frozen=True, slots=True)
class _Line:
    """One sum everybody can make: a total and its parts."""

    total: Key
    parts: tuple[Key, ...]


def suppress(*tables: Table, fewest: int = FEWEST) -> Told:
    """Hide every count from 1 to `fewest` - 1, and further ones so that no hidden count can be worked out.

    What is promised: no sum or difference of what is shown gives a hidden count, nor the sum of a line's hidden counts
    where that would be under `fewest`. Noughts are shown, and never serve as cover. Raises UnequalTables.
    """
    counts, lines = _joined(tables)
    hidden = {key for key, count in counts.items() if 0 < count < fewest}
    while more := _uncovered(lines, counts, hidden, fewest) or _settled(lines, counts, hidden):
        hidden |= more
    return Told({key: None if key in hidden else count for key, count in counts.items()})


def _key(pairs: Iterable[tuple[str, str]]) -> Key:
    return tuple(sorted(pairs))


def _joined(tables: Iterable[Table]) -> tuple[dict[Key, int], list[_Line]]:
    counts: dict[Key, int] = {}
    lines: dict[_Line, None] = {}
    for table in tables:
        sums = _with_margins(table)
        for key, count in sums.items():
            if counts.setdefault(key, count) != count:
                raise UnequalTables(f"{dict(key) or 'the total'} is {counts[key]} in one table and {count} in another.")
        lines.update(dict.fromkeys(_lines(sums)))
    return counts, list(lines)


def _with_margins(table: Table) -> dict[Key, int]:
    sums: dict[Key, int] = {(): 0}
    for values, count in table.cells.items():
        if count < 0:
            raise ValueError(f"{values} is counted {count}.")
        pairs = tuple(zip(table.dimensions, values, strict=True))
        for size in range(len(pairs) + 1):
            for some in combinations(pairs, size):
                sums[_key(some)] = sums.get(_key(some), 0) + count
    return sums


def _lines(sums: Mapping[Key, int]) -> Iterable[_Line]:
    parts: dict[tuple[str, Key], list[Key]] = {}
    for key in sums:
        for pair in key:
            total = tuple(one for one in key if one != pair)
            parts.setdefault((pair[0], total), []).append(key)
    return [_Line(total, tuple(sorted(found))) for (_, total), found in parts.items()]


def _uncovered(lines: Iterable[_Line], counts: Mapping[Key, int], hidden: set[Key], fewest: int) -> set[Key]:
    """Return one more cell for each line that gives away its only hidden member, or a hidden sum that is too small."""
    more: set[Key] = set()
    for line in lines:
        parts = [key for key in line.parts if key in hidden]
        alone = len(parts) + (line.total in hidden) == 1
        small = line.total not in hidden and 0 < sum(counts[key] for key in parts) < fewest
        if (alone or small) and not more & {line.total, *line.parts}:
            more |= _cover(line, counts, hidden)
    return more


def _cover(line: _Line, counts: Mapping[Key, int], hidden: set[Key]) -> set[Key]:
    # The smallest part costs the reader least; the total only where nothing else of the line is left.
    left = [key for key in line.parts if counts[key] and key not in hidden]
    if left:
        return {min(left, key=lambda key: (counts[key], key))}
    return {line.total} if counts[line.total] and line.total not in hidden else set()


def _settled(lines: Iterable[_Line], counts: Mapping[Key, int], hidden: set[Key]) -> set[Key]:
    """Return cover for the first hidden cell that all the lines together settle, nothing where there is none.

    Hidden counts are all above nought, so one that the equations leave open can really be another whole number.
    """
    lines = list(lines)
    for cell in sorted(_determined(lines, hidden)):
        for line in lines:
            if cell == line.total or cell in line.parts:
                more = _cover(line, counts, hidden)
                if more:
                    return more
    return set()


def _determined(lines: Iterable[_Line], hidden: set[Key]) -> set[Key]:
    pivots: dict[Key, dict[Key, int]] = {}
    for line in lines:
        row = {key: 1 for key in line.parts if key in hidden}
        if line.total in hidden:
            row[line.total] = _PRIME - 1
        _eliminate(row, pivots)
    return {key for key, row in pivots.items() if len(row) == 1}


def _eliminate(row: dict[Key, int], pivots: dict[Key, dict[Key, int]]) -> None:
    """Take a sum's row into the reduced rows, each of which alone holds its pivot."""
    for key in [key for key in row if key in pivots]:
        _subtract(row, pivots[key], row[key])
    if not row:
        return
    pivot = min(row)
    inverse = pow(row[pivot], -1, _PRIME)
    reduced = {key: value * inverse % _PRIME for key, value in row.items()}
    for other in pivots.values():
        if pivot in other:
            _subtract(other, reduced, other[pivot])
    pivots[pivot] = reduced


def _subtract(row: dict[Key, int], other: Mapping[Key, int], times: int) -> None:
    for key, value in other.items():
        left = (row.get(key, 0) - times * value) % _PRIME
        if left:
            row[key] = left
        else:
            row.pop(key, None)

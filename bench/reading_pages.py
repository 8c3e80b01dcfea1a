"""The public page taken apart by somebody without the files: every number on it is a sum, and sums may give back a part.

Read are the page's tables, its rates with their intervals (a rate and Wilson's interval give the counts behind them), the
words of its drawing, and its CSV; solved is what all of them together leave no choice about.
"""

import csv
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from html import unescape
from io import StringIO

from huiyin.insight.intervals import FEWEST, in_words

HIDDEN = "不公布"
SHARE = re.compile(r"(\d+\.\d)%（(\d+\.\d)%～(\d+\.\d)%）")
MOST = 120
Cell = tuple[str, str]
TOTAL, FILED = "whole", "filed"


@dataclass
class Read:
    """What a page says: counts by line and column, and which of them are hidden; sums that everybody can make."""

    known: dict[Cell, int] = field(default_factory=dict)
    hidden: set[Cell] = field(default_factory=set)
    sums: list[tuple[Cell, list[Cell]]] = field(default_factory=list)


def read(html: str, sheet: str) -> Read:
    """Read a quarter's page and its sheet."""
    found = Read()
    every = list(csv.DictReader(StringIO(sheet)))
    columns = [name for name in every[0] if name not in {"quarter", "month", "place", "received", "counted_on"}]
    # A line without any number may be of a month that is in no sum, so nothing can be made of it.
    lines = [line for line in every if any(line[name] for name in ("received", *columns))]
    names = {id(line): line["month"] or line["place"] or TOTAL for line in every}
    for line in lines:
        for column, text in [(FILED, line["received"]), *((name, line[name]) for name in columns)]:
            _keep(found, (names[id(line)], column), text)
    months = [names[id(line)] for line in lines if line["month"]]
    places = [names[id(line)] for line in lines if line["place"]]
    for line in lines:
        found.sums.append(((names[id(line)], FILED), [(names[id(line)], column) for column in columns]))
    for column in (FILED, *columns):
        if months and len(months) == sum(bool(line["month"]) for line in every):
            found.sums.append(((TOTAL, column), [(month, column) for month in months]))
        if places and len(places) == sum(bool(line["place"]) for line in every):
            found.sums.append(((TOTAL, column), [(place, column) for place in places]))
    _read_ratings(found, html)
    _read_shares(found, html, every, names, columns)
    return found


def _keep(found: Read, cell: Cell, text: str) -> None:
    if text.isdecimal():
        found.known[cell] = int(text)
    else:
        found.hidden.add(cell)


def _read_ratings(found: Read, html: str) -> None:
    part = html.partition("本人评价</h3>")[2].partition("</table>")[0]
    cells = []
    for name, text in re.findall(r'<th scope="row">([^<]*)</th><td class="n">([^<]*)</td>', part):
        cells.append(("rating", name))
        _keep(found, cells[-1], text.strip())
    if cells:
        found.sums.append(((TOTAL, FILED), cells))
    for said in SHARE.findall(part):
        for hits, n in counts_behind(said):
            # Beside each other on the page: satisfied, then dissatisfied.
            found.known.setdefault(cells[0], hits)
            found.known.setdefault(cells[1], n - hits)


def _read_shares(
    found: Read, html: str, lines: Iterable[Mapping[str, str]], names: Mapping[int, str], columns: list[str]
) -> None:
    """Turn every rate with its interval back into the counts behind it, where only one pair of counts fits."""
    rows = re.findall(r'<tr><td class="nb">([^<]*)</td>(.*?)</tr>', html, re.DOTALL)
    for (_, row), line in zip(rows, [line for line in lines if line["month"] or line["place"]], strict=False):
        for said in SHARE.findall(unescape(row)):
            fits = counts_behind(said)
            if len(fits) == 1:
                name = names[id(line)]
                found.known.setdefault((name, FILED), fits[0][1])
                found.known.setdefault((name, columns[-1]), fits[0][1] - fits[0][0])


def counts_behind(said: tuple[str, str, str]) -> list[tuple[int, int]]:
    """Return every pair of counts that would be written as this rate with this interval."""
    text = f"{said[0]}%（{said[1]}%～{said[2]}%）"
    share = float(said[0]) / 100
    return [
        (hits, n)
        for n in range(FEWEST, MOST)
        for hits in {min(max(round(share * n) + near, 0), n) for near in (-1, 0, 1)}
        if in_words(hits, n).zh == text
    ]


def worked_out(found: Read) -> dict[Cell, int]:
    """Return every hidden count that the sums settle: by elimination, and by what is too small or too large to be else."""
    low = {cell: 1 for cell in found.hidden}
    high = {cell: MOST * 9 for cell in found.hidden}
    for cell in found.hidden & found.known.keys():
        low[cell] = high[cell] = found.known[cell]
    rows = list(_equations(found))
    for _ in range(2 * len(rows) + 2):
        if not any([_tighten(row, rest, low, high) for row, rest in rows]):
            break
    for cell, value in _eliminated(rows).items():
        low[cell] = high[cell] = value
    return {cell: low[cell] for cell in found.hidden if low[cell] == high[cell]}


def small_sums(found: Read) -> int:
    """Return how many sums of hidden counts, one beside the other, are known and too small."""
    return sum(
        (set(row.values()) == {1} and 0 < rest < FEWEST) or (set(row.values()) == {-1} and -FEWEST < rest < 0)
        for row, rest in _equations(found)
    )


def _equations(found: Read) -> Iterator[tuple[dict[Cell, int], int]]:
    """Yield each sum as coefficients of hidden counts and what they come to."""
    for total, parts in found.sums:
        row, rest = dict[Cell, int](), 0
        for cell, sign in [(total, -1), *((part, 1) for part in parts)]:
            if cell in found.hidden and cell not in found.known:
                row[cell] = row.get(cell, 0) + sign
            else:
                rest -= sign * found.known.get(cell, 0)
        if row:
            yield row, rest


def _tighten(row: Mapping[Cell, int], rest: int, low: dict[Cell, int], high: dict[Cell, int]) -> bool:
    moved = False
    for cell, sign in row.items():
        others = [
            (low[one], high[one]) if with_sign > 0 else (-high[one], -low[one])
            for one, with_sign in row.items()
            if one != cell
        ]
        least, most = rest - sum(one[1] for one in others), rest - sum(one[0] for one in others)
        bounds = (least, most) if sign > 0 else (-most, -least)
        if bounds[0] > low[cell] or bounds[1] < high[cell]:
            low[cell], high[cell] = max(low[cell], bounds[0]), min(high[cell], bounds[1])
            moved = True
    return moved


def _eliminated(rows: Iterable[tuple[Mapping[Cell, int], int]]) -> dict[Cell, int]:
    pivots: dict[Cell, tuple[dict[Cell, Fraction], Fraction]] = {}
    for given, rest in rows:
        row, value = {cell: Fraction(one) for cell, one in given.items()}, Fraction(rest)
        for cell in [one for one in row if one in pivots]:
            value -= row[cell] * pivots[cell][1]
            row = _less(row, pivots[cell][0], row[cell])
        if not row:
            continue
        pivot = min(row)
        factor = row[pivot]
        row, value = {cell: one / factor for cell, one in row.items()}, value / factor
        for cell, (other, its) in list(pivots.items()):
            if pivot in other:
                pivots[cell] = (_less(other, row, other[pivot]), its - other[pivot] * value)
        pivots[pivot] = (row, value)
    return {cell: int(value) for cell, (row, value) in pivots.items() if len(row) == 1}


def _less(row: Mapping[Cell, Fraction], other: Mapping[Cell, Fraction], times: Fraction) -> dict[Cell, Fraction]:
    found = {cell: row.get(cell, Fraction(0)) - times * other.get(cell, Fraction(0)) for cell in {*row, *other}}
    return {cell: value for cell, value in found.items() if value}

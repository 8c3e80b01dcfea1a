"""How finely each matter may be told: in a class of at least five that look alike, with its columns blanked from the last.

Where the county publishes figures by place, classes are formed within each place, so that what is published is a sum of them.
The guarantee rests on what a file is: for every class, how often each value of each column occurs, and nothing else.
Classes share no matter and together are the whole group, so every sum or difference of them is again of five or more.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import reduce

from huiyin.insight.intervals import FEWEST

# Fewer filers than this who said yes, and the word is withheld for the whole group.
FEWEST_YES = 3

Keys = tuple[str, ...]


@dataclass(slots=True)
class Cell:
    """The matters of one full set of keys: how many surely different ones, and what was said of them.

    `matters` never counts a matter twice, `rows` may. `said` holds, for each word of the filer, how many said it and how
    many of those said yes.
    """

    matters: int
    rows: int
    said: list[tuple[int, int]] = field(default_factory=list)

    def added(self, other: "Cell") -> "Cell":
        """Return the two together."""
        both = zip(self.said, other.said, strict=True)
        return Cell(
            self.matters + other.matters,
            self.rows + other.rows,
            [(asked + more, yes + further) for (asked, yes), (more, further) in both],
        )


@dataclass(frozen=True, slots=True)
class Plan:
    """Where the matters of a group go: the class of each set of keys; and what its filers said, told for the group as one.

    `withheld` are the places of the words that somebody said and that are not told.
    """

    classes: Mapping[Keys, Keys]
    words: tuple[tuple[int, int], ...]
    withheld: tuple[int, ...]


def coarsen(cells: Mapping[Keys, Cell], *, fewest: int = FEWEST, apart: int | None = None) -> Plan | None:
    """Return how a group is told, None where all of it together is fewer than `fewest` matters.

    `apart` is the place of the key that no class goes across: what it holds `fewest` matters of is told by itself, and all
    the rest as one with that key blank.
    A class is formed at the finest place where it has `fewest` matters; what is left over goes on one column coarser, and
    at last into the class with every column blank, which takes in the smallest class of the others until it is large
    enough itself. Nothing of this looks at what became of a matter, or the shape of the classes would tell it.
    """
    if sum(cell.matters for cell in cells.values()) < fewest:
        return None
    classes: dict[Keys, Keys] = {}
    for value, held in _parts(cells, fewest, apart).items():
        rest = _added_up((_without(one, apart), cells[one]) for one in held)
        told = _told(rest, fewest)
        classes |= {one: _with(told[_without(one, apart)], value, apart) for one in held}
    words, said = _words(cells, fewest), _added(cells.values()).said
    withheld = tuple(place for place, (asked, _) in enumerate(said) if asked and words[place] == (0, 0))
    return Plan(classes, words, withheld)


def _parts(cells: Mapping[Keys, Cell], fewest: int, apart: int | None) -> dict[str, list[Keys]]:
    """Return the cells of each value of the key that no class goes across, all the small ones together under ""."""
    if apart is None:
        return {"": sorted(cells)}
    sums = _added_up(((one[apart],), cell) for one, cell in cells.items())
    alone = {told for told, cell in sums.items() if told != ("",) and cell.matters >= fewest}
    rest = {told: cell for told, cell in sums.items() if told not in alone}
    if rest:
        pooled = {**{told: sums[told] for told in alone}, ("",): _added(rest.values())}
        alone -= _until_enough(pooled, ("",), fewest)
    parts: dict[str, list[Keys]] = {}
    for one in sorted(cells):
        parts.setdefault(one[apart] if (one[apart],) in alone else "", []).append(one)
    return parts


def _without(one: Keys, apart: int | None) -> Keys:
    return one if apart is None else (*one[:apart], *one[apart + 1 :])


def _with(told: Keys, value: str, apart: int | None) -> Keys:
    return told if apart is None else (*told[:apart], value, *told[apart:])


def _told(cells: Mapping[Keys, Cell], fewest: int) -> dict[Keys, Keys]:
    classes = _formed(cells, fewest)
    sums = _added_up((told, cells[one]) for one, told in sorted(classes.items()))
    blank: Keys = ("",) * len(next(iter(cells)))
    moved = _until_enough(sums, blank, fewest) if blank in sums else set()
    return {one: blank if told in moved else told for one, told in classes.items()}


def _formed(cells: Mapping[Keys, Cell], fewest: int) -> dict[Keys, Keys]:
    left = set(cells)
    width = len(next(iter(cells)))
    classes: dict[Keys, Keys] = {}
    for kept in range(width, 0, -1):
        gathered: dict[Keys, Cell] = {}
        for one in sorted(left):
            told = one[:kept] + ("",) * (width - kept)
            gathered[told] = gathered[told].added(cells[one]) if told in gathered else cells[one]
        good = {told for told, cell in gathered.items() if cell.matters >= fewest}
        for one in [one for one in left if one[:kept] + ("",) * (width - kept) in good]:
            classes[one] = one[:kept] + ("",) * (width - kept)
            left.discard(one)
    classes.update(dict.fromkeys(left, ("",) * width))
    return classes


def _added_up(several: Iterable[tuple[Keys, Cell]]) -> dict[Keys, Cell]:
    sums: dict[Keys, Cell] = {}
    for told, cell in several:
        sums[told] = sums[told].added(cell) if told in sums else cell
    return sums


def _by_size(sums: Mapping[Keys, Cell], blank: Keys) -> list[Keys]:
    return sorted((told for told in sums if told != blank), key=lambda told: (sums[told].rows, told))


def _until_enough(sums: Mapping[Keys, Cell], blank: Keys, fewest: int) -> set[Keys]:
    held, moved = sums[blank], set()
    for told in _by_size(sums, blank):
        if held.matters >= fewest:
            break
        held = held.added(sums[told])
        moved.add(told)
    return moved


def _words(cells: Mapping[Keys, Cell], fewest: int) -> tuple[tuple[int, int], ...]:
    """Return what was said in the whole group, (0, 0) for a word that is withheld.

    Whether it is told rests on the group's own sums alone, so that two who answered may exchange their answers with
    nothing to see. It takes five who said it, and three who said yes: with fewer, whoever said the only yes and sees it
    withheld would know all the others'.
    """
    total = _added(cells.values())
    return tuple((said, yes) if said >= fewest and yes >= FEWEST_YES else (0, 0) for said, yes in total.said)


def _added(cells: Iterable[Cell]) -> Cell:
    first, *rest = cells
    return reduce(Cell.added, rest, first)


def months_ready(months: Sequence[int], *, today: int, settles: int) -> list[int]:
    """Return the months that are over and settled on a day such as 20261122, in order."""
    last = last_ready(today=today, settles=settles)
    return sorted(one for one in set(months) if one <= last)


def last_ready(*, today: int, settles: int) -> int:
    """Return the newest month (yyyymm) that is over and settled on a day such as 20261122."""
    year, month = divmod(today // 100, 100)
    last = year * 12 + month - 1 - settles - 1
    return last // 12 * 100 + last % 12 + 1

"""How finely each matter may be told: in a class of at least five that look alike, with its columns blanked from the last.

The guarantee rests on what a file is: for every class, how often each value of each column occurs, and nothing else.
Classes share no matter and together are the whole group, so every sum or difference of them is again of five or more.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from huiyin.insight.intervals import FEWEST

Keys = tuple[str, ...]


@dataclass(slots=True)
class Cell:
    """The matters of one full set of keys: how many surely different ones, and what was said and done of them.

    `matters` never counts a matter twice, `rows` may. `reopened` counts rows; `said` holds, for each word of the filer,
    how many said it and how many of those said yes.
    """

    matters: int
    rows: int
    reopened: int = 0
    said: list[tuple[int, int]] = field(default_factory=list)

    def added(self, other: "Cell") -> "Cell":
        """Return the two together."""
        both = zip(self.said, other.said, strict=True)
        return Cell(
            self.matters + other.matters,
            self.rows + other.rows,
            self.reopened + other.reopened,
            [(asked + more, yes + further) for (asked, yes), (more, further) in both],
        )


@dataclass(frozen=True, slots=True)
class Plan:
    """Where the matters of a group go: the class of each tuple, and the filers' words each class may show.

    `words` gives for each class and each pair how many said it and how many said yes. `withheld` are the places of the
    pairs that are not told for the group at all.
    """

    classes: Mapping[Keys, Keys]
    words: Mapping[Keys, tuple[tuple[int, int], ...]]
    withheld: tuple[int, ...]


def coarsen(cells: Mapping[Keys, Cell], *, fewest: int = FEWEST) -> Plan | None:
    """Return how a group is told, None where all of it together is fewer than `fewest` matters.

    A class is formed at the finest place where it has `fewest` matters and not all of them were reopened; what is left
    over goes on one column coarser, and at last into the class with every column blank, which takes in the smallest
    class of the others until it is large enough itself.
    """
    if sum(cell.matters for cell in cells.values()) < fewest:
        return None
    classes = _formed(cells, fewest)
    sums = _sums(cells, classes)
    blank: Keys = ("",) * len(next(iter(cells)))
    moved: set[Keys] = set()
    if blank in sums:
        moved = _until_enough(sums, blank, fewest)
    words, withheld, further = _words(sums, blank, moved, fewest)
    moved |= further
    return Plan({one: blank if told in moved else told for one, told in classes.items()}, words, withheld)


def _formed(cells: Mapping[Keys, Cell], fewest: int) -> dict[Keys, Keys]:
    left = set(cells)
    width = len(next(iter(cells)))
    classes: dict[Keys, Keys] = {}
    for kept in range(width, 0, -1):
        gathered: dict[Keys, Cell] = {}
        for one in sorted(left):
            told = one[:kept] + ("",) * (width - kept)
            gathered[told] = gathered[told].added(cells[one]) if told in gathered else cells[one]
        good = {told for told, cell in gathered.items() if cell.matters >= fewest and cell.reopened < cell.rows}
        for one in [one for one in left if one[:kept] + ("",) * (width - kept) in good]:
            classes[one] = one[:kept] + ("",) * (width - kept)
            left.discard(one)
    classes.update(dict.fromkeys(left, ("",) * width))
    return classes


def _sums(cells: Mapping[Keys, Cell], classes: Mapping[Keys, Keys]) -> dict[Keys, Cell]:
    sums: dict[Keys, Cell] = {}
    for one, told in sorted(classes.items()):
        sums[told] = sums[told].added(cells[one]) if told in sums else cells[one]
    return sums


def _by_size(sums: Mapping[Keys, Cell], blank: Keys) -> list[Keys]:
    return sorted((told for told in sums if told != blank), key=lambda told: (sums[told].rows, told))


def _until_enough(sums: Mapping[Keys, Cell], blank: Keys, fewest: int) -> set[Keys]:
    held, moved = sums[blank], set()
    for told in _by_size(sums, blank):
        if held.matters >= fewest and held.reopened < held.rows:
            break
        held = held.added(sums[told])
        moved.add(told)
    return moved


def _words(
    sums: Mapping[Keys, Cell], blank: Keys, moved: set[Keys], fewest: int
) -> tuple[dict[Keys, tuple[tuple[int, int], ...]], tuple[int, ...], set[Keys]]:
    """Lay each word of the filer where it may stand: with its class, with the blank class, or nowhere.

    It stays where five or more said it and both answers are among them. What may not stay is told with the blank class,
    so that the group's own total stays whole; classes are blanked until there is room.
    """
    kept: list[dict[Keys, tuple[int, int]]] = []
    withheld = []
    further: set[Keys] = set()
    for place in range(len(next(iter(sums.values())).said)):
        words = {told: cell.said[place] for told, cell in sums.items()}
        stay = _staying(words, blank, moved, fewest)
        pool = _left(words, stay)
        if not stay and pool[0] and not (pool[0] >= fewest and pool[1]):
            withheld.append(place)
            pool = (0, 0)
        kept.append({**stay, blank: pool})
    room = sum(sums[told].rows for told in {blank, *moved} & sums.keys())
    needed = max((words[blank][0] for words in kept), default=0)
    for told in _by_size(sums, blank):
        if room >= needed:
            break
        if told not in moved:
            further.add(told)
            room += sums[told].rows
            for words in kept:
                words[blank] = _plus(words[blank], words.pop(told, (0, 0)))
            needed = max(words[blank][0] for words in kept)
    told_classes = {told for told in sums if told not in moved | further} | {blank}
    laid = {told: tuple(words.get(told, (0, 0)) for words in kept) for told in told_classes}
    return laid, tuple(withheld), further


def _staying(
    words: Mapping[Keys, tuple[int, int]], blank: Keys, moved: set[Keys], fewest: int
) -> dict[Keys, tuple[int, int]]:
    stay = {told: word for told, word in words.items() if told != blank and told not in moved and _mixed(word, fewest)}
    for told in sorted(stay, key=lambda told: (stay[told], told)):
        pool = _left(words, stay)
        if not pool[0] or _mixed(pool, fewest):
            break
        del stay[told]
    return stay


def _left(words: Mapping[Keys, tuple[int, int]], stay: Mapping[Keys, tuple[int, int]]) -> tuple[int, int]:
    asked: Counter[int] = Counter()
    for told, (said, yes) in words.items():
        if told not in stay:
            asked.update({0: said, 1: yes})
    return asked[0], asked[1]


def _mixed(word: tuple[int, int], fewest: int) -> bool:
    said, yes = word
    return said >= fewest and 0 < yes < said


def _plus(one: tuple[int, int], other: tuple[int, int]) -> tuple[int, int]:
    return one[0] + other[0], one[1] + other[1]


def months_ready(months: Sequence[int], *, today: int, settles: int) -> list[int]:
    """Return the months that are over and settled on a day such as 20261122, in order."""
    year, month = divmod(today // 100, 100)
    last = year * 12 + month - 1 - settles - 1
    return sorted(one for one in set(months) if one // 100 * 12 + one % 100 - 1 <= last)

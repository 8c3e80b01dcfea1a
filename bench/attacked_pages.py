"""The attacks on the real pages: worlds that must look alike are filled in one after the other, and the numbers are solved for."""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, ExitStack, contextmanager
from random import Random
from typing import Any
from unittest.mock import patch

from bench.adversary import OUTCOMES, SHIPPED, exchanged, later, told, with_complaint
from bench.public_pages import Shown, after_more, differing, seen_in_full
from bench.reading_pages import read, small_sums, worked_out
from bench.small_counties import County, Row, a_matter
from huiyin.insight.intervals import FEWEST

MONTHS = (202604, 202605, 202606)
SIZES = (8, 20, 40, 90)
TRIED = 40
ALIKE = "whose matter is it: another world, alike in the model, looks otherwise"
MOVED = "one more appeal and a late rating, then the page of the next day"
ABOUT = "one more appeal about an office"
SOLVED = "small counts given back by sums, rates and intervals"
TOO_FEW = "how many are too few, said on the upper page"
Found = tuple[Counter[str], Counter[str]]


def attacked_pages(*, numbers: range, seed: int) -> dict[str, tuple[int, int]]:
    """Return attempts and successes of every attack on the pages of so many made-up counties, in a real office's tables."""
    tried, won = Counter[str](), Counter[str]()
    for number in numbers:
        dice = Random(f"{seed}/pages/{number}")
        most = SIZES[number % len(SIZES)]
        # The smallest have a single month, so that what stands above of the year is as little as can be.
        county = County(seed * 1_000_033 + number, months=MONTHS if most > SIZES[0] else MONTHS[-1:], most=most)
        for attack, success in _attacks(county.matters, dice):
            tried[attack] += 1
            won[attack] += success
    return {attack: (tried[attack], won[attack]) for attack in sorted(tried)}


def _attacks(matters: Sequence[Row], dice: Random) -> Iterator[tuple[str, bool]]:
    if not matters:
        return
    target = dice.randrange(len(matters))
    first, moved = after_more(matters, [*later(matters, target), a_matter(dice, MONTHS[-1])])
    yield MOVED, bool(differing(first, moved))
    yield ABOUT, bool(differing(first, seen_in_full(with_complaint(matters, target))))
    other = _other_world(matters, target, dice)
    if other is not None:
        yield ALIKE, bool(differing(first, seen_in_full(other)))
    yield SOLVED, _is_solved(first)
    yield TOO_FEW, any(re.search("样本太小（[1-4] 件|Too few to say \\([1-4]", page.decode()) for page in _above(first))


def _other_world(matters: Sequence[Row], target: int, dice: Random) -> list[Row] | None:
    """Return a world in which all that became of the target became of another, and the files say the same; None if none is."""
    group = [
        one for one, row in enumerate(matters) if all(row[name] == matters[target][name] for name in ("yyyymm", "kind"))
    ]
    seen = told([matters[one] for one in group], SHIPPED).files
    for other in dice.sample(group, min(TRIED, len(group))):
        world = exchanged(matters, target, other, OUTCOMES)
        differs = any(matters[target][name] != world[target][name] for name in OUTCOMES)
        if differs and told([world[one] for one in group], SHIPPED).files == seen:
            return world
    return None


def _is_solved(pages: Shown) -> bool:
    html, sheet = (pages[f"/figures/{page}?quarter=2026Q2"].decode("utf-8-sig") for page in ("", "table.csv"))
    if "quarter,month" not in sheet:
        return False
    found = read(html, sheet)
    return bool(small_sums(found)) or any(0 < count < FEWEST for count in worked_out(found).values())


def _above(pages: Shown) -> list[bytes]:
    return [page for where, page in pages.items() if where.startswith("upper ")]


@contextmanager
def _live() -> Iterator[None]:
    """Make the page of the tables as they are at the moment, with small counts covered: as it was before it broke."""
    from huiyin.insight.handed_up.told import Telling
    from huiyin.insight.measures import load, run
    from huiyin.queries.figures import reader

    def rows(data: Any) -> Telling:
        with reader() as lent:
            params: dict[str, int | str] = {"kind": "appeal", "first": MONTHS[0], "last": MONTHS[-1]}
            held = run(load("published"), lent.connection, dialect=lent.dialect, params=params)
        from bench.public_pages import AT

        return Telling(MONTHS[-1], {MONTHS[-1]: AT.date()}, held)

    with patch("huiyin.web.portal.figures.told_in", rows):
        yield


@contextmanager
def _bare() -> Iterator[None]:
    """Hide small counts and nothing beside them."""
    from huiyin.insight import published
    from huiyin.insight.suppression import Table, Told, suppress

    def hide(*tables: Table) -> Told:
        whole = suppress(*tables, fewest=0).shown
        return Told({key: None if 0 < (count or 0) < FEWEST else count for key, count in whole.items()})

    with patch.object(published, "suppress", hide):
        yield


@contextmanager
def _rates() -> Iterator[None]:
    """Show the rate with its interval where the counts behind it are not told."""
    from huiyin.insight import published
    from huiyin.insight.intervals import in_words
    from huiyin.insight.suppression import Table, Told, suppress
    from huiyin.web.portal import figures

    truth = dict[Any, int]()

    def remember(*tables: Table) -> Told:
        truth.clear()
        truth.update({key: count or 0 for key, count in suppress(*tables, fewest=0).shown.items()})
        return suppress(*tables)

    usual = figures._line

    def line(told: Any, name: str, **where: str) -> Any:
        shown = usual(told, name, **where)
        filed, late = (
            truth.get(tuple(sorted({**where, **more}.items())), 0) for more in ({}, {"reply": "not_in_60_n"})
        )
        return figures.Line(name, shown.filed, shown.replies, in_words(filed - late, filed))

    with patch.object(published, "suppress", remember), patch.object(figures, "_line", line):
        yield


@contextmanager
def _said_how_few() -> Iterator[None]:
    """Say on the upper page how many the too few are."""
    from huiyin.insight.intervals import in_words

    with patch("huiyin.web.upper.side_by_side._said", in_words):
        yield


WEAKENED_PAGES: dict[str, Callable[[], AbstractContextManager[None]]] = {
    "a page of live tables": _live,
    "small counts hidden alone": _bare,
    "rates where counts are hidden": _rates,
    "the upper page says how few": _said_how_few,
}


def attacked_weakened(name: str, *, numbers: range, seed: int) -> dict[str, tuple[int, int]]:
    """Attack the pages with one weakness put in on purpose."""
    with ExitStack() as stack:
        stack.enter_context(WEAKENED_PAGES[name]())
        return attacked_pages(numbers=numbers, seed=seed)

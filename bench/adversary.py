"""Attacks on facts handed up, by the strongest question there is: could it have been otherwise, and nothing would show?

The adversary knows every file of every export, the upper page, the county's page, the rule and the program, every key of
every matter (who filed what, where, when), and all that became of the target but for what he asks. He has learned it
when every world that differs in the answer would have been told differently; so an attack fails when another world is
found, byte for byte the same to see. That holds against any cleverness, not only ours. One who filed himself must be
left guessing too: the other world may not be of his own row, so two different ones are asked for.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from bench.small_counties import Row
from huiyin.insight.handed_up.coarsening import Cell, Keys, coarsen
from huiyin.insight.handed_up.schema import MATTER_FACT

SHAPE = MATTER_FACT
SAID = SHAPE.said
WORDS = tuple(name for pair in SAID for name in pair)
OUTCOMES = (*SHAPE.marks, *WORDS)
# Besides the target: five in all among whom nobody is picked out.
OTHERS = 4
MOST_TRIED = 60


@dataclass(frozen=True, slots=True)
class Exporter:
    """What is told and how; every switch but the first set is a weakness put in on purpose."""

    name: str = "as shipped"
    fewest: int = 5
    sorted_apart: bool = True
    words_guarded: bool = True
    told_once: bool = True
    office_left_out: bool = True
    page_from_files: bool = True


SHIPPED = Exporter()
WEAKENED = (
    Exporter("every cell told", fewest=1),
    Exporter("lines are matters", sorted_apart=False),
    Exporter("words unguarded", words_guarded=False),
    Exporter("months told anew", told_once=False),
    Exporter("complaints of offices told", office_left_out=False),
    Exporter("a live page beside", page_from_files=False),
)


def keys_of(matter: Row) -> Keys:
    """Return the keys by which a matter may be known."""
    return tuple(matter[name] for name in SHAPE.keys)


def told(group: Sequence[Row], exporter: Exporter) -> Any:
    """Return all that is to be seen of one month of one kind: the files, and the county's page beside them."""
    here = [one for one in group if not (exporter.office_left_out and one.get("about_office"))]
    page = () if exporter.page_from_files else _live_page(here)
    if not here:
        return None, page
    plan = coarsen(_cells(here), fewest=exporter.fewest)
    if plan is None:
        return None, page
    members: dict[Keys, list[Row]] = {}
    for matter in here:
        members.setdefault(plan.classes[keys_of(matter)], []).append(matter)
    files = {name: _lines(rows, exporter) for name, rows in members.items()}
    if exporter.words_guarded:
        return (files, plan.words, plan.withheld), page
    return (files, {name: _said(rows) for name, rows in members.items()}, ()), page


def _cells(rows: Sequence[Row]) -> dict[Keys, Cell]:
    cells: dict[Keys, Cell] = {}
    for row in rows:
        one = Cell(1, 1, [(_coarse(row, asked), _coarse(row, yes)) for asked, yes in SAID])
        keys = keys_of(row)
        cells[keys] = cells[keys].added(one) if keys in cells else one
    return cells


def _said(rows: Sequence[Row]) -> tuple[tuple[int, int], ...]:
    return tuple(
        (sum(_coarse(row, asked) for row in rows), sum(_coarse(row, yes) for row in rows)) for asked, yes in SAID
    )


def _lines(rows: Sequence[Row], exporter: Exporter) -> Any:
    if not exporter.sorted_apart:
        return sorted(tuple(_coarse(row, name) for name in OUTCOMES) for row in rows)
    both = sorted(((_coarse(row, SHAPE.pair[0]), _coarse(row, SHAPE.pair[1])) for row in rows), reverse=True)
    together = {name: tuple(one[at] for one in both) for at, name in enumerate(SHAPE.pair)}
    alone = {name: tuple(sorted((_coarse(row, name) for row in rows), reverse=True)) for name in SHAPE.marks}
    return tuple({**alone, **together}[name] for name in SHAPE.marks)


def _coarse(row: Row, name: str) -> int:
    number = 0 if any(not row[over] for over in SHAPE.over(name)) else int(row[name])
    return number // 100 if name.endswith("_day") else number


def _live_page(rows: Sequence[Row]) -> Any:
    """Return a page of the county's own, by town, made of its tables as they are: small counts hidden, outcomes not."""
    towns = sorted({row["town"] for row in rows})
    by_town = [(town, [row for row in rows if row["town"] == town]) for town in towns]
    return tuple((town, len(held), _said(held)) for town, held in by_town if len(held) >= SHIPPED.fewest)


def others_alike(group: Sequence[Row], target: int, exporter: Exporter) -> int:
    """Return how many others could be the target's matter: all that became of the two exchanged, and nothing to see."""
    seen, found = told(group, exporter), 0
    for other in _candidates(group, target, exporter):
        found += told(_exchanged(group, target, other, OUTCOMES), exporter) == seen
        if found >= OTHERS:
            break
    return found


def worlds_otherwise(group: Sequence[Row], target: int, yes: str, exporter: Exporter) -> int:
    """Return in how many ways (two suffice) the target's answer could be the other one with nothing to see."""
    seen, found = told(group, exporter), 0
    flipped = [*group]
    flipped[target] = {**group[target], yes: 1 - group[target][yes]}
    if told(flipped, exporter) == seen:
        return 2
    asked = next(asked for asked, one in SAID if one == yes)
    for other in _candidates(group, target, exporter):
        if _coarse(group[other], asked) and group[other][yes] != group[target][yes]:
            found += told(_exchanged(group, target, other, (yes,)), exporter) == seen
        if found >= 2:
            break
    return found


def _candidates(group: Sequence[Row], target: int, exporter: Exporter) -> Iterator[int]:
    """Yield the others, those of the target's own class first, as many as are worth trying."""
    plan = coarsen(_cells(group), fewest=exporter.fewest)
    own = plan.classes[keys_of(group[target])] if plan else ()
    rest = [one for one in range(len(group)) if one != target]
    rest.sort(key=lambda one: plan is not None and plan.classes[keys_of(group[one])] != own)
    yield from rest[:MOST_TRIED]


def _exchanged(group: Sequence[Row], one: int, other: int, names: Sequence[str]) -> list[Row]:
    changed = [*group]
    changed[one] = {**group[one], **{name: group[other][name] for name in names}}
    changed[other] = {**group[other], **{name: group[one][name] for name in names}}
    return changed


def is_unanimous(group: Sequence[Row], yes: str) -> bool:
    """Say whether everybody who answered in the month said yes, or all but one: what the rule says may show."""
    asked = next(asked for asked, one in SAID if one == yes)
    said = [row for row in group if _coarse(row, asked)]
    return sum(1 - row[yes] for row in said) <= 1


def later(group: Sequence[Row], target: int) -> list[Row]:
    """Return the same month as the county's tables have it after the target spoke again: reopened, and not content."""
    changed = [*group]
    changed[target] = {**group[target], "reopened": 1, "rated": 1, "satisfied": 1 - group[target]["satisfied"]}
    return changed


def second_export(first: Any, now: Sequence[Row], exporter: Exporter) -> Any:
    """Return what the next export says of a month that was told before."""
    return first if exporter.told_once else told(now, exporter)


def with_complaint(group: Sequence[Row], target: int) -> list[Row]:
    """Return the month with one more matter like the target's, in which an office is complained of."""
    return [*group, {**group[target], "about_office": 1}]


def marks_alike(group: Sequence[Row], target: int) -> int:
    """Return how many of the office's marks all of the target's class share: what the rule says may show."""
    plan = coarsen(_cells(group))
    if plan is None:
        return 0
    own = plan.classes[keys_of(group[target])]
    rows = [row for row in group if plan.classes[keys_of(row)] == own]
    return sum(len({_coarse(row, name) for row in rows}) == 1 for name in SHAPE.marks)

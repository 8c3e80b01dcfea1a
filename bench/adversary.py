"""Attacks on facts handed up, by the strongest question there is: could it have been otherwise, and nothing would show?

The adversary knows every file of every export, the county's page, the upper page (which is made of the files alone), the rule and the program, every key of
every matter (who filed what, where, when), and all that became of the target but for what he asks. He has learned it
when every world that differs in the answer would have been told differently; so an attack fails when another world is
found, byte for byte the same to see. That holds against any cleverness, not only ours. One who filed himself must be
left guessing too: the other world may not be of his own row, so two different ones are asked for.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from bench.small_counties import Row
from huiyin.insight.handed_up.coarsening import Cell, Keys, Plan, coarsen
from huiyin.insight.handed_up.schema import MATTER_FACT
from huiyin.insight.handed_up.told import KIND
from huiyin.insight.published import REPLIES, Quarter, published

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
    page_kept: bool = True
    page_covered: bool = True


SHIPPED = Exporter()
WEAKENED = (
    Exporter("every cell told", fewest=1),
    Exporter("lines are matters", sorted_apart=False),
    Exporter("words unguarded", words_guarded=False),
    Exporter("months told anew", told_once=False),
    Exporter("complaints of offices told", office_left_out=False),
    Exporter("a live page beside, small counts covered", page_from_files=False),
    Exporter("a live page beside, small counts hidden alone", page_from_files=False, page_covered=False),
    Exporter("a page that moves", page_from_files=False, page_kept=False),
)


@dataclass(frozen=True, slots=True)
class Seen:
    """All that is to be seen: what the files say, None where the month stayed at home, and the county's page beside them."""

    files: Any
    page: Any


def keys_of(matter: Row) -> Keys:
    """Return the keys by which a matter may be known."""
    return tuple(matter[name] for name in SHAPE.keys)


def told(group: Sequence[Row], exporter: Exporter) -> Seen:
    """Return all that is to be seen of one month of one kind: the files, and the county's page beside them.

    The page is the product's own, over a quarter of this one month: another told beside it could only hide more of it.
    """
    here = [one for one in group if not (exporter.office_left_out and one.get("about_office"))]
    plan = _plan(here, exporter) if here else None
    if not exporter.page_from_files:
        page = _page([(row["town"], [row]) for row in here], _said(here), exporter)
    if plan is None:
        return Seen(None, () if exporter.page_from_files else page)
    members: dict[Keys, list[Row]] = {}
    for matter in here:
        members.setdefault(plan.classes[keys_of(matter)], []).append(matter)
    if exporter.page_from_files:
        page = _page([(name[SHAPE.keys.index("town")], rows) for name, rows in members.items()], plan.words, exporter)
    files = {name: _lines(rows, exporter) for name, rows in members.items()}
    if exporter.words_guarded:
        return Seen((files, plan.words, plan.withheld), page)
    return Seen((files, {name: _said(rows) for name, rows in members.items()}, ()), page)


def _plan(rows: Sequence[Row], exporter: Exporter) -> Plan | None:
    return coarsen(_cells(rows), fewest=exporter.fewest, apart=SHAPE.apart_at)


def _page(places: Sequence[tuple[str, Sequence[Row]]], words: Sequence[tuple[int, int]], exporter: Exporter) -> Any:
    """Return the counts of `/figures/` that come of these places' matters, None for each that is not told."""
    month = places[0][1][0]["yyyymm"] if places else 0
    if not places or places[0][1][0]["kind"] != KIND:
        return ()
    rated, satisfied = words[[asked for asked, _ in SAID].index("rated")]
    rows: list[Row] = [_counted(month, town, held) for town, held in places]
    rows[0] |= {"satisfied_n": satisfied, "dissatisfied_n": rated - satisfied}
    quarter = Quarter(month // 100, (month % 100 + 2) // 3)
    if exporter.page_covered:
        return tuple(sorted(published(rows, quarter).replies.shown.items()))
    sums = Counter({(row["town"], name): row[name] for row in rows for name in ("n", *REPLIES)})
    return tuple(sorted((key, count) for key, count in sums.items() if not 0 < count < SHIPPED.fewest))


def _counted(month: int, town: str, rows: Sequence[Row]) -> Row:
    days = [_coarse(row, "days_to_reply") for row in rows if row["replied_day"]]
    edges = dict(zip(REPLIES, ((-1, 15), (15, 30), (30, 60)), strict=True))
    within = {name: sum(after < one <= until for one in days) for name, (after, until) in edges.items()}
    return {"yyyymm": month, "town": town, "n": len(rows), **within, "satisfied_n": 0, "dissatisfied_n": 0}


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


def others_alike(group: Sequence[Row], target: int, exporter: Exporter) -> int:
    """Return how many others could be the target's matter: all that became of the two exchanged, and nothing to see."""
    seen, found = told(group, exporter), 0
    for other in _candidates(group, target, exporter):
        found += told(exchanged(group, target, other, OUTCOMES), exporter) == seen
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
            found += told(exchanged(group, target, other, (yes,)), exporter) == seen
        if found >= 2:
            break
    return found


def _candidates(group: Sequence[Row], target: int, exporter: Exporter) -> Iterator[int]:
    """Yield the others, those of the target's own class first, as many as are worth trying."""
    plan = _plan(group, exporter)
    own = plan.classes[keys_of(group[target])] if plan else ()
    rest = [one for one in range(len(group)) if one != target]
    rest.sort(key=lambda one: plan is not None and plan.classes[keys_of(group[one])] != own)
    yield from rest[:MOST_TRIED]


def exchanged(group: Sequence[Row], one: int, other: int, names: Sequence[str]) -> list[Row]:
    """Return the matters with these columns of two of them exchanged."""
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


def second_export(first: Seen, now: Sequence[Row], exporter: Exporter) -> Seen:
    """Return what the next export says of a month that was told before, and what the page of that day says."""
    again = told(now, exporter)
    return Seen(
        again.files if not exporter.told_once else first.files, first.page if exporter.page_kept else again.page
    )


def with_complaint(group: Sequence[Row], target: int) -> list[Row]:
    """Return the month with one more matter like the target's, in which an office is complained of."""
    return [*group, {**group[target], "about_office": 1}]


def marks_alike(group: Sequence[Row], target: int) -> int:
    """Return how many of the office's marks all of the target's class share: what the rule says may show."""
    plan = _plan(group, SHIPPED)
    if plan is None:
        return 0
    own = plan.classes[keys_of(group[target])]
    rows = [row for row in group if plan.classes[keys_of(row)] == own]
    return sum(len({_coarse(row, name) for row in rows}) == 1 for name in SHAPE.marks)

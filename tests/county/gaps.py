"""Count the demo county's gaps the slow and plain way, as a reader of the registers would."""

from collections import Counter
from collections.abc import Iterable
from datetime import date

from huiyin.cli.county.model import County, Row

TODAY = date(2026, 11, 22)


def in_force(row: Row, day: date) -> bool:
    return row.valid_from <= day and (row.valid_to is None or day < row.valid_to)


def filled_posts(county: County, day: date) -> list[Row]:
    held = {row.values["post"] for row in county.of("appointment") if in_force(row, day)}
    return [row for row in county.of("post") if in_force(row, day) and row.key in held]


def gaps(county: County, day: date) -> dict[str, int]:
    filled = {row.key for row in filled_posts(county, day)}
    duties = [row.values["post"] for row in county.of("duty") if in_force(row, day)]
    grids = [row.values["post"] for row in county.of("grid") if in_force(row, day)]
    desks = [row.key for row in county.of("post") if in_force(row, day) and not row.key.startswith("grid-")]
    return {
        "duties without a post": duties.count(None),
        "duties whose post nobody holds": _unheld(duties, filled),
        "posts nobody holds": _unheld(desks, filled),
        "units below standard": len(_below_standard(county, day)),
        "grids without a post": grids.count(None),
        "grids whose post nobody holds": _unheld(grids, filled),
    }


def _unheld(posts: Iterable[object], filled: set[str]) -> int:
    return sum(post is not None and post not in filled for post in posts)


def _below_standard(county: County, day: date) -> list[str]:
    held: Counter[tuple[object, str]] = Counter()
    for post in filled_posts(county, day):
        held.update((post.values["unit"], role) for role in post.values["roles"])  # type: ignore[union-attr, misc]
    return [
        unit.key
        for unit in county.of("unit")
        if in_force(unit, day)
        and any(
            held[unit.key, str(rule.values["role"])] < int(rule.values["minimum"])  # type: ignore[arg-type]
            for rule in county.of("standard")
            if rule.values["unit_sort"] == unit.values["sort"]
        )
    ]

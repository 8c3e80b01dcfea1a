"""Gaps: duties nobody answers for, posts nobody holds, units below standard, grids without a worker."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from huiyin.flow.words import ROLE_NAMES, Role
from huiyin.kit.codes import is_valid, scope
from huiyin.kit.text import Text
from huiyin.queries.seats import held_posts
from huiyin.queries.territory import county_code
from huiyin.queries.unit_card import standards
from huiyin.store.divisions import Division
from huiyin.store.entries import Entry, EntryRef
from huiyin.store.posts import entries


class GapSort(StrEnum):
    """What is missing."""

    DUTY = "duty"
    POST = "post"
    STANDARD = "standard"
    GRID = "grid"


GAP_NAMES: dict[GapSort, Text] = {
    GapSort.DUTY: Text("责任没有落到人", "Duties nobody answers for"),
    GapSort.POST: Text("岗位空着", "Posts nobody holds"),
    GapSort.STANDARD: Text("低于配备标准", "Below standard"),
    GapSort.GRID: Text("网格没有网格员", "Grids without a worker"),
}


@dataclass(frozen=True, slots=True)
class Gap:
    """One gap: where it is, what is missing, who should mend it, and the register entry it is mended in."""

    sort: GapSort
    town: str
    division: str
    unit: str
    unit_name: str
    what: Text
    mend: Text
    register: str
    key: str


@dataclass(frozen=True, slots=True)
class UnitGaps:
    """The gaps of one unit."""

    unit: str
    name: str
    gaps: tuple[Gap, ...]


@dataclass(frozen=True, slots=True)
class TownGaps:
    """The gaps of one township, or of the county's own bodies, by unit."""

    town: str
    name: str
    count: int
    units: tuple[UnitGaps, ...]


@dataclass(frozen=True, slots=True)
class Gaps:
    """All gaps of the county on a day, and those that the filters leave."""

    on: date
    by_sort: Mapping[GapSort, int]
    towns: tuple[tuple[str, str, int], ...]
    shown: tuple[TownGaps, ...]
    shown_count: int

    @property
    def total(self) -> int:
        """Count all gaps, whatever the filters."""
        return sum(self.by_sort.values())


@dataclass(frozen=True, slots=True)
class Offices:
    """The county's units on a day, with their posts and who holds them, looked up once."""

    units: Mapping[str, Entry]
    posts: Mapping[str, Entry]
    held: frozenset[str]
    on: date

    def name(self, unit: str) -> str:
        """Return the short name of a unit, or its key when it is not there on the day."""
        row = self.units.get(unit)
        return str(row.values.get("short") or row.label) if row is not None else unit

    def above(self, unit: str) -> str:
        """Return the name of the unit above one, or its own when there is none."""
        row = self.units.get(unit)
        parent = row.values.get("parent") if row is not None else ""
        return self.name(parent) if parent else self.name(unit)

    def division(self, unit: str) -> str:
        """Return the code a unit answers for."""
        row = self.units.get(unit)
        return row.division if row is not None else county_code()


def gaps(*, on: date, sort: str = "", town: str = "") -> Gaps:
    """Return the county's gaps on a day, narrowed by sort and township, grouped by township and unit. Eight queries."""
    found = sorted(_all(on), key=lambda gap: (gap.division, gap.unit, gap.sort, gap.key))
    names = _town_names({gap.town for gap in found} | {town})
    shown = [gap for gap in found if (not sort or gap.sort == sort) and (not town or gap.town == town)]
    by_sort = Counter(gap.sort for gap in found)
    by_town = Counter(gap.town for gap in found)
    return Gaps(
        on=on,
        by_sort={one: by_sort[one] for one in GapSort},
        towns=tuple((code, names.get(code, code), by_town[code]) for code in sorted(by_town)),
        shown=tuple(_of_town(code, names.get(code, code), shown) for code in sorted({gap.town for gap in shown})),
        shown_count=len(shown),
    )


def _all(on: date) -> Iterator[Gap]:
    offices = Offices(
        units={row.key: row for row in entries("unit", on)},
        posts={row.key: row for row in entries("post", on)},
        held=held_posts(on),
        on=on,
    )
    grids = list(entries("grid", on).values_list("key", "label", "division"))
    grid_posts = dict(
        EntryRef.objects.filter(register="post", field="post", entry__register="grid").values_list("entry__key", "key")
    )
    yield from _duties(offices)
    yield from _posts(offices, set(grid_posts.values()))
    yield from _below_standard(offices)
    yield from _grids(offices, grids, grid_posts)


def _duties(offices: Offices) -> Iterator[Gap]:
    for row in entries("duty", offices.on):
        post, unit = row.values.get("post") or "", row.values["unit"]
        if post in offices.held:
            continue
        name, us = row.label, offices.name(unit)
        if not post:
            what = Text(f"“{name}”没有定责任岗位", f"“{name}” rests on no post")
            mend = Text(f"{us}定下责任岗位，登记到权责清单", f"{us} names the post and has it recorded")
        else:
            held = offices.posts.get(post)
            title = held.label if held is not None else post
            what = Text(f"“{name}”的责任岗位“{title}”没有人", f"Nobody holds “{title}”, which answers for “{name}”")
            mend = Text(
                f"{us}派人任“{title}”，或先指定代理", f"{us} appoints somebody to “{title}”, or an acting holder"
            )
        yield _gap(GapSort.DUTY, offices, unit, what, mend, ("duty", row.key))


def _posts(offices: Offices, of_grids: set[str]) -> Iterator[Gap]:
    # A grid worker's empty post is told once, with its grid.
    for key, row in offices.posts.items():
        if key in offices.held or key in of_grids:
            continue
        unit = row.values["unit"]
        roles = Text(
            "、".join(ROLE_NAMES[Role(role)].zh for role in row.values["roles"]),
            ", ".join(ROLE_NAMES[Role(role)].en for role in row.values["roles"]),
        )
        what = Text(f"“{row.label}”没有人任职（{roles.zh}）", f"Nobody holds “{row.label}” ({roles.en})")
        us = offices.name(unit)
        mend = Text(f"{us}派人到岗，或先指定代理", f"{us} appoints somebody, or an acting holder")
        yield _gap(GapSort.POST, offices, unit, what, mend, ("post", key))


def _below_standard(offices: Offices) -> Iterator[Gap]:
    rules = standards(offices.on)
    have: Counter[tuple[str, str]] = Counter()
    for key in offices.held:
        post = offices.posts.get(key)
        if post is not None:
            have.update((post.values["unit"], role) for role in post.values["roles"])
    for unit, row in offices.units.items():
        for role, minimum, basis in rules.get(row.values["sort"], ()):
            held = have[unit, role.value]
            if held >= minimum:
                continue
            name, above = ROLE_NAMES[role], offices.above(unit)
            what = Text(
                f"{name.zh}至少 {minimum} 个，在岗 {held} 个（{basis}）",
                f"{name.en}: at least {minimum}, held {held} ({basis})",
            )
            mend = Text(
                f"{above}给{offices.name(unit)}配齐 {minimum - held} 个{name.zh}",
                f"{above} provides {minimum - held} more for {offices.name(unit)}",
            )
            yield _gap(GapSort.STANDARD, offices, unit, what, mend, ("unit", unit))


def _grids(offices: Offices, grids: Iterable[tuple[str, str, str]], grid_posts: Mapping[str, str]) -> Iterator[Gap]:
    by_division = {row.division: key for key, row in offices.units.items() if row.values["level"] == "village"}
    for key, name, division in grids:
        post = grid_posts.get(key, "")
        if post in offices.held:
            continue
        unit = by_division.get(division, "")
        us, above = offices.name(unit) or name, offices.above(unit) or name
        if post:
            what = Text(f"{name}的网格员岗位没有人", f"Nobody holds the worker's post of {name}")
            mend = Text(f"{us}推荐、{above}聘任一名网格员", f"{us} proposes and {above} appoints a worker")
        else:
            what = Text(f"{name}没有设网格员岗位", f"{name} has no worker's post")
            mend = Text(f"{above}给它设一个网格员岗位，再聘人", f"{above} sets up the post and appoints a worker")
        yield Gap(GapSort.GRID, _town_of(division), division, unit, us, what, mend, "grid", key)


def _gap(sort: GapSort, offices: Offices, unit: str, what: Text, mend: Text, entry: tuple[str, str], /) -> Gap:
    division = offices.division(unit)
    return Gap(sort, _town_of(division), division, unit, offices.name(unit), what, mend, *entry)


def _town_of(division: str) -> str:
    """The township a code lies in; the county's and the city's own bodies stand under their own code."""
    return f"{division[:9]}000"


def _town_names(codes: set[str]) -> dict[str, str]:
    found = dict(Division.objects.filter(code__in=sorted(codes)).values_list("code", "name"))
    return {code: f"{name}级机关" if not _is_town(code) else name for code, name in found.items()}


def _is_town(code: str) -> bool:
    first, end = scope(county_code())
    return is_valid(code) and first < code < end


def _of_town(code: str, name: str, shown: Iterable[Gap]) -> TownGaps:
    ours = [gap for gap in shown if gap.town == code]
    units = tuple(dict.fromkeys((gap.unit, gap.unit_name) for gap in ours))
    return TownGaps(
        code,
        name,
        len(ours),
        tuple(UnitGaps(unit, us, tuple(gap for gap in ours if gap.unit == unit)) for unit, us in units),
    )

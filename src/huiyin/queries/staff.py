"""What a form may choose from: posts, units, categories, divisions and grids, grouped for a person to find."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date

from django.conf import settings
from django.db.models.fields.json import KT

from huiyin.flow.words import Role, Sort
from huiyin.kit.codes import parent_of, scope
from huiyin.kit.text import Text
from huiyin.store import posts as finders
from huiyin.store.divisions import Division
from huiyin.store.entries import Entry

# Whom a matter may be handed to: posts that sort, handle or review.
WORKING = frozenset({Role.SORT.value, Role.HANDLE.value, Role.REVIEW.value, Role.INTAKE.value})
LEVEL_NAMES = {
    "county": Text("县级", "County"),
    "town": Text("乡镇、街道", "Townships and subdistricts"),
    "village": Text("村、社区", "Villages and communities"),
    "city": Text("市级", "City"),
}
LEVELS = tuple(LEVEL_NAMES)


@dataclass(frozen=True, slots=True)
class Option:
    """One thing to choose, by key and name."""

    key: str
    name: str


@dataclass(frozen=True, slots=True)
class Group:
    """Options under one heading; the heading may be empty."""

    name: Text | str
    options: tuple[Option, ...]


@dataclass(frozen=True, slots=True)
class Asked:
    """Which options a form needs: the sorts of its fields, what may not appear, and the village for its grids.

    `roles` narrows the posts to those with one of them, as a confined matter asks.
    """

    sorts: frozenset[Sort]
    day: date
    barred_units: frozenset[str] = frozenset()
    village: str = ""
    roles: frozenset[str] = WORKING


Options = dict[Sort, tuple[Group, ...]]


def options(asked: Asked) -> Options:
    """Return the options of every sort asked for. At most three queries a sort."""
    wanted = {sort: find for sort, find in _FINDERS.items() if sort in asked.sorts}
    return {sort: find(asked) for sort, find in wanted.items()}


def _posts(asked: Asked) -> tuple[Group, ...]:
    rows = [row for row in finders.entries("post", asked.day) if asked.roles & set(row.values["roles"])]
    rows = [row for row in rows if row.values["unit"] not in asked.barred_units]
    appointed = finders.entries("appointment", asked.day).values_list("values__post", flat=True)
    held = set(appointed)
    units = {row.key: row for row in finders.entries("unit", asked.day)}
    by_unit: dict[str, list[Option]] = {}
    for row in sorted(rows, key=lambda one: one.key):
        if row.key in held and row.values["unit"] in units:
            by_unit.setdefault(row.values["unit"], []).append(Option(row.key, row.label))
    ordered = sorted(by_unit, key=lambda key: _unit_order(units[key]))
    return tuple(Group(_short(units[key]), tuple(by_unit[key])) for key in ordered)


def _leaders(asked: Asked) -> tuple[Group, ...]:
    return _posts(replace(asked, roles=frozenset({Role.LEAD.value})))


def _units(asked: Asked) -> tuple[Group, ...]:
    rows = finders.entries("unit", asked.day).values_list("key", "label", KT("values__level"), KT("values__division"))
    by_level: dict[str, list[Option]] = {level: [] for level in LEVELS}
    for key, label, level, _ in sorted(rows, key=lambda row: (str(row[3]), row[0])):
        if key not in asked.barred_units:
            by_level[level].append(Option(key, label))
    return tuple(Group(LEVEL_NAMES[level], tuple(held)) for level, held in by_level.items() if held)


def _unit_order(row: Entry) -> tuple[int, str, str]:
    return LEVELS.index(row.values["level"]), str(row.values["division"]), row.key


def _short(row: Entry) -> str:
    return str(row.values.get("short") or row.label)


def _categories(asked: Asked) -> tuple[Group, ...]:
    rows = finders.entries("category", asked.day).order_by("key").values_list("key", "label", KT("values__parent"))
    named = [(Option(key, label), parent) for key, label, parent in rows]
    below: dict[str, list[Option]] = {}
    for option, parent in named:
        if parent:
            below.setdefault(parent, []).append(option)
    tops = [option for option, parent in named if not parent]
    leaves = tuple(option for option in tops if option.key not in below)
    groups = [Group(top.name, (top, *below[top.key])) for top in tops if top.key in below]
    return tuple([Group("", leaves)] if leaves else []) + tuple(groups)


def _named(rows: Iterable[Entry]) -> tuple[Option, ...]:
    return tuple(Option(row.key, row.label) for row in rows)


def _divisions(asked: Asked) -> tuple[Group, ...]:
    first, end = scope(f"{settings.COUNTY}000000")
    rows = Division.objects.filter(code__gte=first, code__lt=end, valid_to__isnull=True).order_by("code")
    towns: dict[str, str] = {}
    villages: dict[str, list[Option]] = {}
    for code, name, level in rows.values_list("code", "name", "level"):
        if level == "town":
            towns[code] = name
        elif level == "village":
            villages.setdefault(parent_of(code) or "", []).append(Option(code, name))
    return tuple(Group(towns.get(town, town), tuple(options)) for town, options in villages.items())


def places(day: date, *, whole: str) -> tuple[Group, ...]:
    """Return the county's townships, each with its villages, for a filter: a township stands for all below it.

    `whole` is how it is then called, with `{name}` in it.
    """
    groups = _divisions(Asked(frozenset(), day))
    return tuple(
        Group(
            group.name, (Option(parent_of(group.options[0].key) or "", whole.format(name=group.name)), *group.options)
        )
        for group in groups
    )


def _grids(asked: Asked) -> tuple[Group, ...]:
    if not asked.village:
        return ()
    rows = finders.entries("grid", asked.day).filter(division=asked.village).order_by("key")
    return (Group("", _named(rows)),)


_FINDERS: dict[Sort, Callable[[Asked], tuple[Group, ...]]] = {
    Sort.POST: _posts,
    Sort.LEADER: _leaders,
    Sort.UNIT: _units,
    Sort.UNITS: _units,
    Sort.CATEGORY: _categories,
    Sort.DIVISION: _divisions,
    Sort.GRID: _grids,
}

"""Names for keys: units, posts, people, categories, divisions, looked up together in a flat number of queries."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from django.db.models import Q

from huiyin.kit.codes import Level, is_valid, level_of, parent_of
from huiyin.store.divisions import Division
from huiyin.store.entries import Entry


@dataclass(frozen=True, slots=True)
class Wanted:
    """The keys whose names a page needs; empty ones are skipped."""

    units: Iterable[str] = ()
    posts: Iterable[str] = ()
    people: Iterable[str] = ()
    categories: Iterable[str] = ()
    divisions: Iterable[str] = ()


@dataclass(frozen=True, slots=True)
class Names:
    """Names by key. A key without a name is shown as it is, so that nothing is silently blank."""

    units: Mapping[str, str] = field(default_factory=dict)
    posts: Mapping[str, str] = field(default_factory=dict)
    people: Mapping[str, str] = field(default_factory=dict)
    categories: Mapping[str, str] = field(default_factory=dict)
    divisions: Mapping[str, str] = field(default_factory=dict)

    def unit(self, key: str) -> str:
        """Return a unit's short name."""
        return self.units.get(key, key)

    def post(self, key: str) -> str:
        """Return a post as colleagues say it: unit and post."""
        return self.posts.get(key, key)

    def person(self, key: str) -> str:
        """Return the name of a person of the staff."""
        return self.people.get(key, key)

    def category(self, key: str) -> str:
        """Return a category's name."""
        return self.categories.get(key, key)

    def division(self, code: str) -> str:
        """Return a division's name; a village's with its township before it."""
        return self.divisions.get(code, code)


def names(wanted: Wanted) -> Names:
    """Return the names of the keys asked for. Three queries at most, whatever their number."""
    rows = _entries({"post": wanted.posts, "category": wanted.categories, "person": wanted.people})
    posts = [row for row in rows if row.register == "post"]
    keys = {*wanted.units, *(row.values["unit"] for row in posts)}
    units = {row.key: str(row.values.get("short") or row.label) for row in _entries({"unit": keys})}
    return Names(
        units=units,
        posts={row.key: f"{units.get(row.values['unit'], row.values['unit'])} · {row.label}" for row in posts},
        people={row.key: row.label for row in rows if row.register == "person"},
        categories={row.key: row.label for row in rows if row.register == "category"},
        divisions=_divisions(wanted.divisions),
    )


def _entries(keys_by_register: Mapping[str, Iterable[str]]) -> list[Entry]:
    condition = Q()
    for register, keys in keys_by_register.items():
        held = sorted({key for key in keys if key})
        if held:
            condition |= Q(register=register, key__in=held)
    return list(Entry.objects.filter(condition)) if condition else []


def _divisions(codes: Iterable[str]) -> dict[str, str]:
    wanted = {code for code in codes if code and is_valid(code)}
    if not wanted:
        return {}
    towns = {code: parent_of(code) for code in wanted if level_of(code) is Level.VILLAGE}
    found = dict(
        Division.objects.filter(code__in=[*wanted, *(town for town in towns.values() if town)]).values_list(
            "code", "name"
        )
    )
    return {code: f"{found.get(towns.get(code) or '', '')}{found[code]}" for code in wanted if code in found}

"""Posts as seats on a day: who holds each, which stand empty. Staff only; a flat number of queries."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from huiyin.flow.words import ROLE_NAMES, Role
from huiyin.kit.text import Text
from huiyin.store.entries import Entry, EntryRef
from huiyin.store.posts import referring, valid_on


@dataclass(frozen=True, slots=True)
class Holder:
    """A person of the staff in a post, and since when."""

    person: str
    name: str
    acting: bool
    since: date


@dataclass(frozen=True, slots=True)
class SeatLine:
    """A post of a unit with whoever holds it on the day; no holder means it stands empty."""

    key: str
    name: str
    unit: str
    roles: tuple[Role, ...]
    holders: tuple[Holder, ...]

    @property
    def vacant(self) -> bool:
        """Say whether nobody holds the post."""
        return not self.holders

    @property
    def role_names(self) -> tuple[Text, ...]:
        """Return what the post may be asked to do, in words."""
        return tuple(ROLE_NAMES[role] for role in self.roles)


@dataclass(frozen=True, slots=True)
class Staffing:
    """How many posts a unit has, and how many of them nobody holds."""

    posts: int = 0
    vacant: int = 0

    def __add__(self, other: "Staffing") -> "Staffing":
        return Staffing(self.posts + other.posts, self.vacant + other.vacant)


NOTHING = Staffing()


def holders(posts: Iterable[str], on: date) -> dict[str, tuple[Holder, ...]]:
    """Return who holds each of the posts on a day, regular before acting; empty posts are left out. Two queries."""
    wanted = [key for key in posts if key]
    if not wanted:
        return {}
    rows = list(referring("appointment", "post", "post", wanted).filter(valid_on(on)))
    people = dict(
        Entry.objects.filter(register="person", key__in={row.values["person"] for row in rows}).values_list(
            "key", "label"
        )
    )
    found: dict[str, list[Holder]] = {}
    for row in sorted(rows, key=lambda one: (one.values["sort"] != "正式", one.key)):
        person = row.values["person"]
        holder = Holder(person, people.get(person, person), row.values["sort"] != "正式", row.valid_from)
        found.setdefault(row.values["post"], []).append(holder)
    return {post: tuple(held) for post, held in found.items()}


def seats_of(units: Iterable[str], on: date) -> dict[str, tuple[SeatLine, ...]]:
    """Return the posts of each unit with their holders on a day. Three queries."""
    rows = list(referring("post", "unit", "unit", units).filter(valid_on(on)).order_by("key"))
    held = holders([row.key for row in rows], on)
    found: dict[str, list[SeatLine]] = {}
    for row in rows:
        roles = tuple(Role(role) for role in row.values["roles"])
        seat = SeatLine(row.key, row.label, row.values["unit"], roles, held.get(row.key, ()))
        found.setdefault(seat.unit, []).append(seat)
    return {unit: tuple(lines) for unit, lines in found.items()}


def staffing_of(units: Iterable[str], on: date) -> dict[str, Staffing]:
    """Count the posts of each unit, and those that nobody holds. Two queries."""
    posts = EntryRef.objects.filter(
        _holding(on), register="unit", field="unit", entry__register="post", key__in=list(units)
    ).values_list("key", "entry__key")
    held = held_posts(on)
    counted: dict[str, Staffing] = {}
    for unit, post in posts:
        counted[unit] = counted.get(unit, NOTHING) + Staffing(1, int(post not in held))
    return counted


def held_posts(on: date) -> frozenset[str]:
    """Return the keys of all posts that somebody holds on a day. One query."""
    return frozenset(
        EntryRef.objects.filter(_holding(on), register="post", field="post", entry__register="appointment").values_list(
            "key", flat=True
        )
    )


def labels(keys_by_register: Mapping[str, Iterable[str]]) -> dict[tuple[str, str], str]:
    """Return the names of register entries by (register, key); unknown keys are left out. One query."""
    condition = Q()
    for register, keys in keys_by_register.items():
        wanted = sorted({key for key in keys if key})
        if wanted:
            condition |= Q(register=register, key__in=wanted)
    if not condition:
        return {}
    rows = Entry.objects.filter(condition).values_list("register", "key", "label")
    return {(register, key): label for register, key, label in rows}


def _holding(on: date) -> Q:
    """The condition that the entry a reference belongs to holds on a day."""
    return Q(entry__valid_from__lte=on) & (Q(entry__valid_to__isnull=True) | Q(entry__valid_to__gt=on))

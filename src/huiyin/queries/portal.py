"""What the residents' pages read beside a matter: places and offices to choose from."""

from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.db.models import Q

from huiyin.flow.words import Role
from huiyin.kit.codes import scope
from huiyin.kit.text import Text
from huiyin.store import posts
from huiyin.store.divisions import Division
from huiyin.store.entries import Entry

# Who can take in what comes from the net.
_TAKING = frozenset({Role.INTAKE, Role.SORT, Role.HANDLE, Role.REVIEW, Role.SIGN})


@dataclass(frozen=True, slots=True)
class Office:
    """A unit as a resident meets it."""

    key: str
    name: str
    short: str
    phone: str = ""
    address: str = ""
    hours: str = ""
    reviewer: str = ""


@dataclass(frozen=True, slots=True)
class Place:
    """A division one can choose."""

    code: str
    name: str


@dataclass(frozen=True, slots=True)
class OfficeGroup:
    """Offices one can choose from, under a heading."""

    name: Text
    offices: tuple[Office, ...]


def office_of(row: Entry) -> Office:
    """Return the resident's view of a unit."""
    held = row.values
    return Office(
        key=row.key,
        name=str(held["name"]),
        short=str(held["short"]),
        phone=str(held.get("phone", "")),
        address=str(held.get("address", "")),
        hours=str(held.get("hours", "")),
        reviewer=str(held.get("reviewer") or ""),
    )


def is_receiving(unit: str, on: date) -> bool:
    """Say whether somebody in the unit can take in a filing on that day."""
    return any(card.roles & _TAKING for card in posts.held_posts_of_units([unit], on))


def towns(on: date) -> tuple[Place, ...]:
    """Return the county's townships by code. One query."""
    return _places(Q(level="town", parent=f"{settings.COUNTY}000000"), on)


def villages(town: str, on: date) -> tuple[Place, ...]:
    """Return the villages and communities of a township by code. One query."""
    return _places(Q(level="village", parent=town), on)


def _places(which: Q, on: date) -> tuple[Place, ...]:
    holds = Q(valid_from__lte=on) & (Q(valid_to__isnull=True) | Q(valid_to__gt=on))
    return tuple(Place(row.code, row.name) for row in Division.objects.filter(which & holds).order_by("code"))


def offices_of_place(town: str, on: date) -> tuple[OfficeGroup, ...]:
    """Return the offices a resident of a township may complain of: county, townships, its villages. One query."""
    groups: dict[str, list[Office]] = {name: [] for name in _GROUPS}
    for row in posts.entries("unit", on).order_by("division", "key"):
        group = _group_of(row, town)
        if group:
            groups[group].append(office_of(row))
    return tuple(OfficeGroup(_GROUPS[name], tuple(offices)) for name, offices in groups.items() if offices)


_GROUPS = {
    "county": Text("县里的单位", "Offices of the county"),
    "town": Text("乡镇、街道", "Towns and street offices"),
    "village": Text("本乡镇的村、社区", "Villages and communities of this town"),
}


def _group_of(row: Entry, town: str) -> str:
    first, end = scope(town)
    near = first <= row.division < end
    level = row.values["level"]
    if level == "county":
        return "county"
    if level == "town" and (near or row.values["sort"] == "town"):
        return "town"
    return "village" if level == "village" and near else ""

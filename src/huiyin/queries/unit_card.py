"""One unit on a day: its card, posts and people, duties, staffing against the standard, who is above and below it."""

from dataclasses import dataclass
from datetime import date

from huiyin.flow.words import Role
from huiyin.queries.seats import SeatLine, Staffing, labels, seats_of, staffing_of
from huiyin.queries.territory import DutyLine, duties_of
from huiyin.store.divisions import Division
from huiyin.store.entries import Entry
from huiyin.store.posts import entries, referring, valid_on


@dataclass(frozen=True, slots=True)
class Near:
    """Another unit, by key and name, and how it is staffed where that is asked."""

    key: str
    name: str
    staffing: Staffing | None = None


@dataclass(frozen=True, slots=True)
class Rule:
    """A line of the staffing standard held against a unit: how many held posts carry the role."""

    role: Role
    minimum: int
    held: int
    basis: str

    @property
    def missing(self) -> int:
        """Return how many are missing, 0 when the standard is met."""
        return max(0, self.minimum - self.held)


@dataclass(frozen=True, slots=True)
class UnitCard:
    """A unit as the registers have it on a day."""

    key: str
    name: str
    short: str
    sort: str
    level: str
    division: str
    division_name: str
    valid_from: date
    valid_to: date | None
    organ: str
    letters: str
    phone: str
    address: str
    hours: str
    parent: Near | None
    reviewer: Near | None
    reviews: tuple[Near, ...]
    below: tuple[Near, ...]
    seats: tuple[SeatLine, ...]
    duties: tuple[DutyLine, ...]
    rules: tuple[Rule, ...]

    def stands_on(self, day: date) -> bool:
        """Say whether the unit existed on a day."""
        return self.valid_from <= day and (self.valid_to is None or day < self.valid_to)

    @property
    def vacant(self) -> int:
        """Count the posts that nobody holds."""
        return sum(seat.vacant for seat in self.seats)


def unit_card(key: str, *, on: date) -> UnitCard | None:
    """Return a unit as it stood on a day, or None for an unknown key. Sixteen queries at most."""
    row = Entry.objects.filter(register="unit", key=key).first()
    if row is None:
        return None
    said = row.values
    short = said.get("short") or row.label
    seats = seats_of([key], on).get(key, ())
    above = labels({"unit": [said.get("parent") or "", said.get("reviewer") or ""]})
    division = Division.objects.filter(code=row.division).values_list("name", flat=True).first()
    return UnitCard(
        key=key,
        name=row.label,
        short=short,
        sort=said["sort"],
        level=said["level"],
        division=row.division,
        division_name=division or row.division,
        valid_from=row.valid_from,
        valid_to=row.valid_to,
        **{name: said.get(name) or "" for name in ("organ", "letters", "phone", "address", "hours")},
        parent=_near(said.get("parent"), above),
        reviewer=_near(said.get("reviewer"), above),
        reviews=_reviews(key, on),
        below=_below(key, on),
        seats=seats,
        duties=duties_of({key: short}, on),
        rules=held_against(seats, standards(on).get(said["sort"], ())),
    )


def _near(key: str | None, names: dict[tuple[str, str], str]) -> Near | None:
    return Near(key, names.get(("unit", key), key)) if key else None


def _reviews(key: str, on: date) -> tuple[Near, ...]:
    rows = referring("unit", "reviewer", "unit", [key]).filter(valid_on(on)).order_by("key")
    return tuple(Near(row.key, row.values.get("short") or row.label) for row in rows)


def _below(key: str, on: date) -> tuple[Near, ...]:
    rows = list(referring("unit", "parent", "unit", [key]).filter(valid_on(on)).order_by("key"))
    staffed = staffing_of([row.key for row in rows], on) if rows else {}
    return tuple(Near(row.key, row.label, staffed.get(row.key, Staffing())) for row in rows)


def standards(on: date) -> dict[str, tuple[tuple[Role, int, str], ...]]:
    """Return the staffing standard by sort of unit: role, minimum, basis. One query."""
    found: dict[str, list[tuple[Role, int, str]]] = {}
    for row in entries("standard", on).order_by("key"):
        said = row.values
        found.setdefault(said["unit_sort"], []).append((Role(said["role"]), said["minimum"], said["basis"]))
    return {sort: tuple(rules) for sort, rules in found.items()}


def held_against(seats: tuple[SeatLine, ...], rules: tuple[tuple[Role, int, str], ...]) -> tuple[Rule, ...]:
    """Hold a unit's posts against the rules for its sort: only posts that somebody holds count."""
    return tuple(
        Rule(role, minimum, sum(role in seat.roles and not seat.vacant for seat in seats), basis)
        for role, minimum, basis in rules
    )

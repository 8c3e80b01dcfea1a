"""The shapes of the demo county's recipe: divisions, register rows, accounts. Plain data, nothing computed here."""

from dataclasses import dataclass
from datetime import date
from typing import TypeAlias

Value: TypeAlias = str | int | bool | list[str] | list[int] | None

PROVINCE_CODE = "990000000000"
CITY_CODE = "990100000000"
COUNTY_CODE = "990121000000"
FOUNDED = date(2010, 1, 1)
# The county's offices stand in their present form from this day on; the appeals of the demo all lie after it.
ORGANISED = date(2021, 7, 1)
VILLAGES_MERGED = date(2025, 7, 1)


@dataclass(frozen=True, slots=True)
class DivisionRow:
    """One division; `outline` is an open ring [lng, lat, …] in micro-degrees (WGS-84), counter-clockwise."""

    code: str
    name: str
    level: str
    parent: str | None
    valid_from: date
    valid_to: date | None
    class_code: str | None
    outline: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class DivisionLink:
    """A division that became (part of) another; `how` is split or merge."""

    old: str
    new: str
    on: date
    how: str


@dataclass(frozen=True, slots=True)
class Row:
    """One register entry: the loader records it by the generic act under this key."""

    register: str
    key: str
    values: dict[str, Value]
    valid_from: date
    valid_to: date | None = None


@dataclass(frozen=True, slots=True)
class Account:
    """One sign-in of the demo, printed to the user with what is worth trying."""

    username: str
    person: str
    password: str
    try_this: str
    post: str


@dataclass(frozen=True, slots=True)
class County:
    """Everything the loader needs, in an order where what is referred to comes first."""

    divisions: tuple[DivisionRow, ...]
    division_links: tuple[DivisionLink, ...]
    rows: tuple[Row, ...]
    accounts: tuple[Account, ...]

    def of(self, register: str) -> tuple[Row, ...]:
        """All rows of one register, in recipe order."""
        return tuple(row for row in self.rows if row.register == register)

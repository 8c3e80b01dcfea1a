"""Where appeals of the demo come from: villages of the day, their roads, estates and hamlets, and their sore spots."""

from bisect import bisect
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import accumulate
from random import Random

from huiyin.cli.county import place_words
from huiyin.cli.county.appeal_words import DETAILS, DETAILS_RURAL
from huiyin.cli.county.model import VILLAGES_MERGED, County, DivisionRow, Row


@dataclass(frozen=True, slots=True)
class Ground:
    """A village as appeals see it. `spots` are the short names of its corners, `sore` those that come up again."""

    code: str
    name: str
    town: str
    town_name: str
    urban: bool
    grids: tuple[str, ...]
    spots: tuple[str, ...]
    sore: int

    @property
    def committee(self) -> str:
        """What people there call the office next door."""
        return "社区" if self.urban else "村里"


@dataclass(frozen=True, slots=True)
class Spot:
    """One place of one appeal: short for the title, long for the address."""

    ground: Ground
    grid: str
    short: str
    address: str


@dataclass(frozen=True, slots=True)
class Grounds:
    """The villages of one time, to be drawn by their households."""

    all: tuple[Ground, ...]
    weights: tuple[int, ...]

    def draw(self, rng: Random) -> Ground:
        """Draw a village; more people live in some than in others."""
        return self.all[bisect(self.weights, rng.random() * self.weights[-1])]


@dataclass(frozen=True, slots=True)
class Atlas:
    """The villages before and after two of them merged."""

    before: Grounds
    after: Grounds

    def draw(self, rng: Random, *, on: date) -> Ground:
        """Draw a village that existed on the day."""
        return (self.before if on < VILLAGES_MERGED else self.after).draw(rng)


def atlas(county: County) -> Atlas:
    """Index the county's villages for both sides of the merge."""
    return Atlas(before=_era(county, date(2025, 1, 1)), after=_era(county, VILLAGES_MERGED))


def _era(county: County, day: date) -> Grounds:
    towns = {row.code: row.name for row in county.divisions if row.level == "town"}
    grids: dict[str, list[Row]] = {}
    for row in county.of("grid"):
        grids.setdefault(str(row.values["division"]), []).append(row)
    standing = [
        (_ground(row, town_name=towns[str(row.parent)], grids=grids[row.code]), _households(grids[row.code]))
        for row in county.divisions
        if row.level == "village" and row.valid_from <= day and (row.valid_to is None or day < row.valid_to)
    ]
    return Grounds(tuple(ground for ground, _ in standing), tuple(accumulate(n for _, n in standing)))


def _households(grids: Sequence[Row]) -> int:
    return sum(n for row in grids if isinstance(n := row.values["households"], int))


def _ground(row: DivisionRow, *, town_name: str, grids: Sequence[Row]) -> Ground:
    rng = Random(row.code)
    urban = str(row.class_code).startswith("1")
    return Ground(
        code=row.code,
        name=row.name,
        town=str(row.parent),
        town_name=town_name,
        urban=urban,
        grids=tuple(grid.key for grid in grids),
        spots=tuple(_urban_spots(rng) if urban else _rural_spots(row.name, rng)),
        sore=rng.randrange(3),
    )


def _urban_spots(rng: Random) -> list[str]:
    estates, roads = rng.sample(place_words.ESTATES, 3), rng.sample(place_words.ROADS, 3)
    blocks = [f"{estate}{number}幢" for estate in estates for number in rng.sample(range(1, 31), 9)]
    doors = [f"{road}{number}号" for road in roads for number in rng.sample(range(1, 239), 12)]
    spots = blocks + doors
    rng.shuffle(spots)
    return spots


def _rural_spots(name: str, rng: Random) -> list[str]:
    groups = [f"{name}{number}组" for number in range(1, rng.randint(8, 16))]
    corners = [
        f"{name}{number}组{hamlet}" for number in (1, 2, 3, 4, 5, 6) for hamlet in rng.sample(place_words.HAMLETS, 4)
    ]
    spots = groups + corners
    rng.shuffle(spots)
    return spots


def spot(ground: Ground, rng: Random, *, again: bool) -> Spot:
    """Choose a corner of the village; `again` means one of the few that come up over and over."""
    index = ground.sore if again else int(rng.random() * len(ground.spots))
    short = ground.spots[index]
    details = DETAILS if ground.urban else DETAILS_RURAL
    detail = details[int(rng.random() * len(details))]
    local = short if ground.urban else short.removeprefix(ground.name)
    grid = ground.grids[index % len(ground.grids)]
    return Spot(ground, grid, short, f"{ground.town_name}{ground.name}{local}{detail}")

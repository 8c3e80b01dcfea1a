"""Divisions, villages and grids of 安澜县, drawn on one lattice; a split and a merge lie in its history."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from random import Random

from huiyin.cli.county import place_words
from huiyin.cli.county.model import (
    CITY_CODE,
    COUNTY_CODE,
    FOUNDED,
    ORGANISED,
    PROVINCE_CODE,
    VILLAGES_MERGED,
    DivisionLink,
    DivisionRow,
)
from huiyin.cli.county.shapes import Cell, Surface, centroid, divide, land, neighbours, reading_order, surface

RADIUS = 74
VILLAGES = 180
OLD_SEAT_CODE = "990121107000"


@dataclass(frozen=True, slots=True)
class Plot:
    """One grid on the map: the smallest piece of land a grid worker looks after."""

    code: str
    name: str
    village: str
    households: int
    outline: tuple[int, ...]
    valid_from: date
    valid_to: date | None


@dataclass(frozen=True, slots=True)
class Village:
    """A village or community and what addresses in it are made of."""

    code: str
    name: str
    town: str
    town_name: str
    urban: bool
    class_code: str
    valid_from: date
    valid_to: date | None
    plots: tuple[Plot, ...]


@dataclass(frozen=True, slots=True)
class Town:
    """A street (街道), town (镇) or township (乡)."""

    code: str
    name: str
    sort: str


@dataclass(frozen=True, slots=True)
class Territory:
    """The whole county's land: reference data for divisions, plots for the grid register."""

    divisions: tuple[DivisionRow, ...]
    links: tuple[DivisionLink, ...]
    towns: tuple[Town, ...]
    villages: tuple[Village, ...]


@dataclass(frozen=True, slots=True)
class _Ground:
    """A village before it has an outline: its land and the pieces that become grids."""

    code: str
    town: Town
    urban: bool
    class_code: str
    pieces: tuple[list[Cell], ...]
    valid_from: date = ORGANISED
    valid_to: date | None = None

    @property
    def cells(self) -> list[Cell]:
        return [cell for piece in self.pieces for cell in piece]


def territory(seed: int) -> Territory:
    """Make the land, cut it into towns, villages and grids, then draw every border once for all levels."""
    rng = Random(f"land-{seed}")
    cells = land(radius=RADIUS, rng=rng)
    grounds = [
        ground for town, part in _towns(cells, rng) for ground in _grounds(town, part, share=len(cells), rng=rng)
    ]
    drawn = surface([p for g in grounds if not g.valid_to for p in g.pieces], radius=RADIUS, rng=rng)
    villages = _named(grounds, drawn=drawn, rng=rng)
    return Territory(
        divisions=tuple(_divisions(cells, grounds, villages, drawn=drawn)),
        links=_links(grounds),
        towns=tuple({ground.town.code: ground.town for ground in grounds}.values()),
        villages=villages,
    )


def _towns(cells: Sequence[Cell], rng: Random) -> list[tuple[Town, list[Cell]]]:
    names = (*place_words.STREETS, *place_words.TOWNS, *place_words.HILL_TOWNS)
    sorts = ("street",) * len(place_words.STREETS) + ("town",) * len(place_words.TOWNS)
    sorts += ("hill",) * len(place_words.HILL_TOWNS)
    first = {"street": 1, "town": 100, "hill": 200}
    # The pieces nearest the middle are the streets of the county seat, the farthest are the hill townships.
    pieces = sorted(divide(cells, parts=len(names), rng=rng), key=lambda piece: _from_middle(piece))
    towns = []
    for name, sort in zip(names, sorts, strict=True):
        towns.append(Town(f"{COUNTY_CODE[:6]}{first[sort]:03d}000", name, sort))
        first[sort] += 1
    return list(zip(towns, pieces, strict=True))


def _from_middle(piece: Sequence[Cell]) -> float:
    q, r = centroid(piece)
    return q * q + q * r + r * r


def _grounds(town: Town, cells: list[Cell], *, share: int, rng: Random) -> list[_Ground]:
    count = round(VILLAGES * len(cells) / share)
    parts = reading_order(divide(cells, parts=count, rng=rng))
    middle = min(range(count), key=lambda index: _from_point(parts[index], centroid(cells)))
    urban_count = {"street": count, "town": 3, "hill": 1}[town.sort]
    urban = set(
        sorted(range(count), key=lambda index: _from_point(parts[index], centroid(parts[middle])))[:urban_count]
    )
    grounds, numbers = [], {True: 0, False: 199}
    for index, part in enumerate(parts):
        numbers[index in urban] += 1
        pieces = divide(part, parts=_grid_count(town, index in urban, rng), rng=rng)
        code = f"{town.code[:9]}{numbers[index in urban]:03d}"
        class_code = _class_code(town, urban=index in urban, central=index == middle)
        grounds.append(_Ground(code, town, index in urban, class_code, tuple(reading_order(pieces))))
    return _merged(grounds, after=numbers[False]) if town.code == f"{COUNTY_CODE[:6]}100000" else grounds


def _from_point(piece: Sequence[Cell], point: tuple[float, float]) -> float:
    (q, r), (to_q, to_r) = centroid(piece), point
    return (q - to_q) ** 2 + (r - to_r) ** 2 + (q - to_q) * (r - to_r)


def _grid_count(town: Town, urban: bool, rng: Random) -> int:
    """Fewer households live far out, so hill villages need fewer grids than communities of the county seat."""
    low, high = {"street": (6, 8), "town": (5, 6) if urban else (4, 5), "hill": (3, 5)}[town.sort]
    return rng.randint(low, high)


def _class_code(town: Town, *, urban: bool, central: bool) -> str:
    """Urban-rural class of the statistical code: 111 town core, 121 and 122 small town, 210 seat of 乡, 220 village."""
    if town.sort == "street":
        return "111"
    if town.sort == "town":
        return "121" if central else "122" if urban else "220"
    return "210" if urban else "220"


def _merged(grounds: list[_Ground], *, after: int) -> list[_Ground]:
    """Close two neighbouring villages and open one on their land, so that history has a merge inside the demo's years."""
    rural = [ground for ground in grounds if not ground.urban]
    one, two = next((a, b) for a in rural for b in rural if a.code < b.code and _touching(a.cells, b.cells))
    new = _Ground(f"{one.code[:9]}{after + 1:03d}", one.town, False, "220", one.pieces + two.pieces, VILLAGES_MERGED)
    old = [_Ground(g.code, g.town, False, "220", g.pieces, ORGANISED, VILLAGES_MERGED) for g in (one, two)]
    return [ground for ground in grounds if ground not in (one, two)] + old + [new]


def _touching(one: Iterable[Cell], two: Iterable[Cell]) -> bool:
    other = set(two)
    return any(near in other for cell in one for near in neighbours(cell))


def _named(grounds: Sequence[_Ground], *, drawn: Surface, rng: Random) -> tuple[Village, ...]:
    rural = [first + form for first in place_words.FIRST for form in place_words.LANDFORM]
    urban = [first + form for first in place_words.FIRST for form in place_words.COMMUNITY]
    rng.shuffle(rural)
    rng.shuffle(urban)
    return tuple(_village(g, f"{urban.pop()}社区" if g.urban else f"{rural.pop()}村", drawn, rng) for g in grounds)


def _village(ground: _Ground, name: str, drawn: Surface, rng: Random, /) -> Village:
    low, high = (280, 520) if ground.urban else (90, 260)
    plots = tuple(
        Plot(
            code=f"{ground.code}{number:03d}",
            name=f"{name}第{number}网格",
            village=ground.code,
            households=rng.randint(low, high),
            outline=drawn.outline(piece),
            valid_from=ground.valid_from,
            valid_to=ground.valid_to,
        )
        for number, piece in enumerate(ground.pieces, start=1)
    )
    return Village(
        code=ground.code,
        name=name,
        town=ground.town.code,
        town_name=ground.town.name,
        urban=ground.urban,
        class_code=ground.class_code,
        valid_from=ground.valid_from,
        valid_to=ground.valid_to,
        plots=plots,
    )


def _divisions(
    cells: Sequence[Cell], grounds: Sequence[_Ground], villages: Sequence[Village], *, drawn: Surface
) -> Iterable[DivisionRow]:
    yield DivisionRow(PROVINCE_CODE, place_words.PROVINCE, "province", None, FOUNDED, None, None)
    yield DivisionRow(CITY_CODE, place_words.CITY, "city", PROVINCE_CODE, FOUNDED, None, None)
    yield DivisionRow(COUNTY_CODE, place_words.COUNTY, "county", CITY_CODE, FOUNDED, None, None, drawn.outline(cells))
    yield from _town_divisions(grounds, drawn)
    for ground, village in zip(grounds, villages, strict=True):
        yield DivisionRow(
            village.code,
            village.name,
            "village",
            village.town,
            village.valid_from,
            village.valid_to,
            village.class_code,
            drawn.outline(ground.cells),
        )


def _town_divisions(grounds: Sequence[_Ground], drawn: Surface) -> Iterable[DivisionRow]:
    lands: dict[Town, list[Cell]] = {}
    for ground in grounds:
        if ground.valid_to is None:
            lands.setdefault(ground.town, []).extend(ground.cells)
    old_seat = [cell for town, cells in lands.items() if town.sort == "street" for cell in cells]
    name = place_words.OLD_SEAT
    yield DivisionRow(OLD_SEAT_CODE, name, "town", COUNTY_CODE, FOUNDED, ORGANISED, None, drawn.outline(old_seat))
    for town, cells in lands.items():
        since = ORGANISED if town.sort == "street" else FOUNDED
        yield DivisionRow(town.code, town.name, "town", COUNTY_CODE, since, None, None, drawn.outline(cells))


def _links(grounds: Sequence[_Ground]) -> tuple[DivisionLink, ...]:
    streets = sorted({ground.town.code for ground in grounds if ground.town.sort == "street"})
    new = next(ground.code for ground in grounds if ground.valid_from == VILLAGES_MERGED)
    old = [ground.code for ground in grounds if ground.valid_to == VILLAGES_MERGED]
    split = [DivisionLink(OLD_SEAT_CODE, code, ORGANISED, "split") for code in streets]
    return (*split, *(DivisionLink(code, new, VILLAGES_MERGED, "merge") for code in old))

"""Units and posts of 安澜县, from the city that re-reviews down to the village, as register rows."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from huiyin.cli.county import place_words
from huiyin.cli.county.model import CITY_CODE, COUNTY_CODE, ORGANISED, Row, Value
from huiyin.cli.county.organ_words import (
    BODIES,
    OFFICES,
    POSTLESS_GRID_EVERY,
    STAFFING,
    STANDARD_BASIS,
    STANDARDS,
    UNCHECKED,
    Seat,
)
from huiyin.cli.county.territory import Territory, Town, Village

CITY_DISCIPLINE = "city-discipline"
CITY_UNIT, COUNTY_UNIT = "city-government", "county-government"
_HOURS = "工作日 8:30—12:00，14:00—17:30"
_CENTRE_HOURS = "工作日 8:30—17:30，午间不休"
_HEADS = {"street": "街道办事处主任", "town": "镇长", "hill": "乡长"}
_DEPUTIES = {"street": "办事处副主任", "town": "副镇长", "hill": "副乡长"}
_TOWN_LETTERS = ("听", "回", "枕", "鹭", "禾", "砚", "笛", "漪", "暮", "云", "松", "雁")


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit and the staffing pattern it is filled by; `titles` completes the words of that pattern."""

    row: Row
    staffing: str
    titles: dict[str, str] = field(default_factory=dict)


def unit_of_town(town_code: str) -> str:
    """Key of the township government of a place."""
    return f"town-{town_code[6:9]}"


def units(land: Territory) -> list[Unit]:
    """All units, superiors first; numbers are of a series that no exchange assigns."""
    made = [*_superiors(), *_county_bodies()]
    for index, town in enumerate(land.towns):
        made += _town_units(town, letters=f"安{_TOWN_LETTERS[index]}")
    made += [_village_unit(village) for village in land.villages]
    made.append(_city_discipline())
    return [_with_phone(unit, number) for number, unit in enumerate(made, start=101)]


def _with_phone(unit: Unit, number: int) -> Unit:
    unit.row.values["phone"] = f"8800 {number:04d}"
    return unit


def _unit(key: str, staffing: str, /, **values: Value) -> Unit:
    return Unit(Row("unit", key, {"phone": "", **values}, ORGANISED), staffing)


def _superiors() -> Iterator[Unit]:
    for key, name, short, level, code, reviewer, staffing, letters in (
        (CITY_UNIT, f"{place_words.CITY}人民政府", "市政府", "city", CITY_CODE, None, "city", "澜政信"),
        (COUNTY_UNIT, f"{place_words.COUNTY}人民政府", "县政府", "county", COUNTY_CODE, CITY_UNIT, "government", "安政信"),
    ):  # fmt: skip
        yield _unit(
            key,
            staffing,
            name=name,
            short=short,
            level=level,
            division=code,
            sort="government",
            parent=reviewer,
            reviewer=reviewer,
            address=f"{name[:3]}回音路1号",
            hours=_HOURS,
            letters=letters,
            organ=name,
        )


def _city_discipline() -> Unit:
    # Where a county body of discipline inspection is itself complained of, the city's takes the matter.
    name = f"{place_words.CITY}纪委监委"
    return _unit(
        CITY_DISCIPLINE,
        "city-discipline",
        name=name,
        short="市纪委监委",
        level="city",
        division=CITY_CODE,
        sort="department",
        parent=CITY_UNIT,
        reviewer=CITY_UNIT,
        address=f"{name[:3]}回音路3号",
        hours=_HOURS,
        letters="澜纪信",
        organ=name,
    )


def _county_bodies() -> Iterator[Unit]:
    for number, body in enumerate(BODIES, start=3):
        yield _unit(
            f"county-{body.slug}",
            body.staffing,
            name=body.name,
            short=body.short,
            level="county",
            division=COUNTY_CODE,
            sort=body.sort,
            parent=COUNTY_UNIT,
            reviewer=COUNTY_UNIT,
            address=f"安澜县{place_words.ROADS[number % 12]}{number * 3}号",
            hours=_CENTRE_HOURS if body.sort == "centre" else _HOURS,
            letters=body.letters,
            organ=body.name,
        )


def _town_units(town: Town, *, letters: str) -> list[Unit]:
    key = unit_of_town(town.code)
    place = f"安澜县{town.name}"
    organ = f"{place}办事处" if town.sort == "street" else f"{place}人民政府"
    shared: dict[str, Value] = {"level": "town", "division": town.code, "reviewer": COUNTY_UNIT, "hours": _HOURS}
    shared["address"] = f"{place}{'拾光路' if town.sort == 'street' else '渡口街'}6号"
    short = f"{town.name}办事处" if town.sort == "street" else f"{town.name}政府"
    government = _unit(
        key,
        "town",
        **{**shared, "name": organ, "short": short, "sort": "town", "parent": COUNTY_UNIT},
        letters=f"{letters}信",
        organ=organ,
    )
    centre = _unit(
        f"{key}-centre",
        "hill-centre" if town.sort == "hill" else "town-centre",
        **{**shared, "hours": _CENTRE_HOURS, "name": f"{place}社会治安综合治理中心", "short": f"{town.name}综治中心"},
        sort="centre",
        parent=key,
        letters=f"{letters}综",
        organ=f"{place}社会治安综合治理中心",
    )
    government = replace(government, titles={"head": _HEADS[town.sort], "deputy": _DEPUTIES[town.sort]})
    return [government, centre, *(_office(town, office, shared, f"{letters}信", organ) for office in OFFICES)]


def _office(town: Town, office: tuple[str, str, str], shared: dict[str, Value], letters: str, organ: str, /) -> Unit:
    """An office writes under the name of its government, which alone is a body in law."""
    slug, name, short = office
    unit = _unit(
        f"{unit_of_town(town.code)}-{slug}",
        "hill-office" if town.sort == "hill" else "office",
        **shared,
        name=f"安澜县{town.name}{name}",
        short=f"{town.name}{short}",
        sort="department",
        parent=unit_of_town(town.code),
        letters=letters,
        organ=organ,
    )
    return replace(unit, titles={"short": short})


def _village_unit(village: Village) -> Unit:
    committee = "居民委员会" if village.urban else "村民委员会"
    unit = _unit(
        f"village-{village.code}",
        "village",
        name=f"安澜县{village.town_name}{village.name}{committee}",
        short=village.name,
        level="village",
        division=village.code,
        sort="village",
        parent=unit_of_town(village.town),
        reviewer=unit_of_town(village.town),
        address=f"{village.town_name}{village.name}便民服务站",
        hours=_HOURS,
        letters="",
        organ=f"安澜县{village.town_name}{village.name}{committee}",
    )
    return replace(unit, row=replace(unit.row, valid_from=village.valid_from, valid_to=village.valid_to))


def posts(made: Sequence[Unit], land: Territory) -> list[Row]:
    """The posts of every unit by its pattern, then one for each grid that has one."""
    rows = [_post(unit, seat) for unit in made for seat in STAFFING[unit.staffing]]
    return rows + [row for row in map(_grid_post, _plots(land)) if row]


def _post(unit: Unit, seat: Seat) -> Row:
    roles = [role for role in seat.roles if not (role == "check" and unit.row.key in UNCHECKED)]
    values: dict[str, Value] = {
        "name": seat.title.format(**unit.titles),
        "unit": unit.row.key,
        "roles": roles,
        "title": seat.title.format(**unit.titles),
    }
    return Row("post", f"{unit.row.key}.{seat.slug}", values, unit.row.valid_from, unit.row.valid_to)


@dataclass(frozen=True, slots=True)
class _NumberedPlot:
    number: int
    village: Village
    index: int


def _plots(land: Territory) -> list[_NumberedPlot]:
    pairs = [(village, index) for village in land.villages for index in range(len(village.plots))]
    return [_NumberedPlot(number, village, index) for number, (village, index) in enumerate(pairs, start=1)]


def _grid_post(plot: _NumberedPlot) -> Row | None:
    key = _grid_post_key(plot)
    if key is None:
        return None
    ground = plot.village.plots[plot.index]
    title = "专职网格员" if plot.village.urban else "兼职网格员"
    values: dict[str, Value] = {
        "name": f"第{plot.index + 1}网格{title}",
        "unit": f"village-{plot.village.code}",
        "roles": ["grid"],
        "title": title,
    }
    return Row("post", key, values, ground.valid_from, ground.valid_to)


def _grid_post_key(plot: _NumberedPlot) -> str | None:
    if plot.number % POSTLESS_GRID_EVERY == 0:
        return None
    return f"grid-{plot.village.plots[plot.index].code}.worker"


def grids(land: Territory) -> list[Row]:
    """The grid register: land, households and the worker's post."""
    rows = []
    for plot in _plots(land):
        ground = plot.village.plots[plot.index]
        values: dict[str, Value] = {
            "name": ground.name,
            "division": ground.village,
            "post": _grid_post_key(plot),
            "households": ground.households,
            "outline": list(ground.outline),
        }
        rows.append(Row("grid", ground.code, values, ground.valid_from, ground.valid_to))
    return rows


def standards() -> list[Row]:
    """How many filled posts with a role every unit of a sort should have."""
    return [
        Row(
            "standard",
            f"standard-{sort}-{role}",
            {"unit_sort": sort, "role": role, "minimum": minimum, "basis": STANDARD_BASIS},
            ORGANISED,
        )
        for sort, role, minimum in STANDARDS
    ]

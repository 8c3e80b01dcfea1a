"""The land of the demo county: pieces tile, codes are lawful, history has a split and a merge."""

from collections import Counter
from itertools import pairwise

import pytest

from huiyin.cli.county.model import COUNTY_CODE, VILLAGES_MERGED, County, DivisionRow
from huiyin.kit import codes

Point = tuple[int, int]


def ring(outline: tuple[int, ...] | list[int]) -> list[Point]:
    return list(zip(outline[::2], outline[1::2], strict=True))


def area_twice(outline: tuple[int, ...] | list[int]) -> int:
    points = ring(outline)
    return sum(ax * by - bx * ay for (ax, ay), (bx, by) in zip(points, points[1:] + points[:1], strict=True))


def edges(outline: tuple[int, ...] | list[int]) -> list[tuple[Point, Point]]:
    points = ring(outline)
    return list(zip(points, points[1:] + points[:1], strict=True))


def standing(county: County, level: str) -> list[DivisionRow]:
    return [row for row in county.divisions if row.level == level and row.valid_to is None]


def grids_at_end(county: County) -> list[tuple[str, list[int]]]:
    return [(row.key, row.values["outline"]) for row in county.of("grid") if row.valid_to is None]  # type: ignore[misc]


def test_numbers_of_places_are_those_promised(county: County) -> None:
    towns = Counter(row.code[6] for row in standing(county, "town"))

    assert towns == {"0": 2, "1": 7, "2": 3}
    assert 170 <= len(standing(county, "village")) <= 190
    assert 850 <= len(grids_at_end(county)) <= 950


@pytest.mark.parametrize("level", ["town", "village", "grid"])
def test_areas_add_up_to_the_county(county: County, level: str) -> None:
    whole = next(row.outline for row in county.divisions if row.code == COUNTY_CODE)
    parts = [outline for _, outline in grids_at_end(county)]
    if level != "grid":
        parts = [list(row.outline) for row in standing(county, level)]

    areas = [area_twice(outline) for outline in parts]

    assert sum(areas) == area_twice(whole)
    assert min(areas) > 0


def test_every_grid_border_is_shared_with_one_neighbour_or_the_county_line(county: County) -> None:
    """With areas adding up, opposite edges pairing off means there is neither a gap nor an overlap."""
    whole = next(row.outline for row in county.divisions if row.code == COUNTY_CODE)
    directed = Counter(edge for _, outline in grids_at_end(county) for edge in edges(outline))

    assert set(directed.values()) == {1}
    unpaired = {(a, b) for a, b in directed if (b, a) not in directed}
    assert unpaired == set(edges(whole))


def test_villages_add_up_to_their_town_and_grids_to_their_village(county: County) -> None:
    for level, inner in (("town", standing(county, "village")), ("village", None)):
        below: Counter[str] = Counter()
        pieces = [(key[:12], area_twice(outline)) for key, outline in grids_at_end(county)]
        if inner is not None:
            pieces = [(str(row.parent), area_twice(row.outline)) for row in inner]
        for parent, area in pieces:
            below[parent] += area

        assert below == {row.code: area_twice(row.outline) for row in standing(county, level)}


def crosses(one: tuple[Point, Point], two: tuple[Point, Point]) -> bool:
    def side(a: Point, b: Point, c: Point) -> int:
        return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])

    (a, b), (c, d) = one, two
    return side(a, b, c) * side(a, b, d) < 0 and side(c, d, a) * side(c, d, b) < 0


def test_no_grid_outline_crosses_itself(county: County) -> None:
    for key, outline in grids_at_end(county):
        sides = edges(outline)

        assert len(set(ring(outline))) == len(sides) >= 3, key
        assert not any(crosses(one, two) for i, one in enumerate(sides) for two in sides[i + 2 :]), key


def test_outlines_hold_whole_microdegrees_in_open_sea(county: County) -> None:
    numbers = [n for row in county.divisions for n in row.outline] + [n for _, o in grids_at_end(county) for n in o]

    assert all(type(n) is int for n in numbers)
    lngs, lats = numbers[::2], numbers[1::2]
    assert 171_000_000 < min(lngs) < max(lngs) < 173_000_000
    assert 32_000_000 < min(lats) < max(lats) < 34_000_000


def test_codes_are_well_formed_and_hang_together(county: County) -> None:
    by_code = {row.code: row for row in county.divisions}

    assert len(by_code) == len(county.divisions)
    assert all(codes.is_valid(code) for code in by_code)
    assert all(codes.parent_of(row.code) == row.parent for row in county.divisions)
    for row in county.of("grid"):
        assert codes.is_valid(row.key)
        assert codes.parent_of(row.key) == row.values["division"]
        assert row.values["division"] in by_code


def test_names_of_places_are_not_used_twice(county: County) -> None:
    for level in ("town", "village"):
        names = [row.name for row in county.divisions if row.level == level]

        assert len(set(names)) == len(names)


def test_history_has_a_split_and_a_merge_with_dates_that_meet(county: County) -> None:
    by_code = {row.code: row for row in county.divisions}

    assert Counter(link.how for link in county.division_links) == {"split": 2, "merge": 2}
    for link in county.division_links:
        assert by_code[link.old].valid_to == link.on == by_code[link.new].valid_from
    merged = [by_code[link.old] for link in county.division_links if link.how == "merge"]
    new = next(by_code[link.new] for link in county.division_links if link.how == "merge")
    assert sum(area_twice(row.outline) for row in merged) == area_twice(new.outline)


def test_grids_of_merged_villages_end_on_the_day_the_new_ones_begin(county: County) -> None:
    old = {link.old for link in county.division_links if link.how == "merge"}
    new = {link.new for link in county.division_links if link.how == "merge"}
    ended = [row for row in county.of("grid") if row.values["division"] in old]
    begun = [row for row in county.of("grid") if row.values["division"] in new]

    assert len(ended) == len(begun) > 0
    assert {row.valid_to for row in ended} == {row.valid_from for row in begun} == {VILLAGES_MERGED}


def test_grids_are_numbered_from_one_without_a_hole(county: County) -> None:
    keys = sorted(row.key for row in county.of("grid"))

    for before, after in pairwise(keys):
        if before[:12] == after[:12]:
            assert int(after[12:]) == int(before[12:]) + 1
        else:
            assert after[12:] == "001"

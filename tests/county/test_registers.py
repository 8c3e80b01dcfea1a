"""Units, posts, people, duties and routes of the demo county: keys resolve, every role is held, gaps are real."""

from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from huiyin.cli.county import place_words
from huiyin.cli.county.model import County, Row
from huiyin.cli.county.recipe import recipe
from huiyin.flow.refusals import REFUSED_WORDS, refused
from tests.county.gaps import TODAY, filled_posts, gaps, in_force

KEYS = {
    "unit": "name short level division sort parent reviewer phone address hours letters organ",
    "person": "name login",
    "post": "name unit roles title",
    "appointment": "post person sort",
    "standard": "unit_sort role minimum basis",
    "duty": "name unit post grade basis categories",
    "grid": "name division post households outline",
    "category": "name parent hints",
    "route": "category level unit duty reason",
    "local_clock": "clock n unit basis",
}
ROLES = {
    "intake",
    "sort",
    "handle",
    "check",
    "sign",
    "review",
    "supervise",
    "lead",
    "grid",
    "admin",
    "security",
    "audit",
    "integrity",
}
# Which values name another row; a list is followed one by one.
REFERENCES = {
    ("unit", "parent"): "unit",
    ("unit", "reviewer"): "unit",
    ("post", "unit"): "unit",
    ("appointment", "post"): "post",
    ("appointment", "person"): "person",
    ("duty", "unit"): "unit",
    ("duty", "post"): "post",
    ("duty", "categories"): "category",
    ("grid", "post"): "post",
    ("category", "parent"): "category",
    ("route", "category"): "category",
    ("route", "duty"): "duty",
}


def test_every_row_has_exactly_the_declared_values(county: County) -> None:
    for row in county.rows:
        assert sorted(row.values) == sorted(KEYS[row.register].split()), row.key


def test_what_a_row_refers_to_stands_before_it(county: County) -> None:
    seen: dict[str, set[str]] = {register: set() for register in KEYS}
    for row in county.rows:
        for (register, name), target in REFERENCES.items():
            value = row.values[name] if register == row.register else None
            for key in value if isinstance(value, list) else [value] if value is not None else []:
                assert key in seen[target], (row.key, name)
        assert row.key not in seen[row.register]
        seen[row.register].add(row.key)


def test_units_and_routes_name_divisions_and_units_that_exist(county: County) -> None:
    division_codes = {row.code for row in county.divisions}
    units = {row.key for row in county.of("unit")}

    assert all(row.values["division"] in division_codes for row in county.of("unit"))
    assert all(row.values["unit"] == "town" or row.values["unit"] in units for row in county.of("route"))


def test_every_leaf_category_has_a_route_and_a_duty_in_county_and_every_town(county: County) -> None:
    leaves = {row.key for row in county.of("category") if row.values["parent"]}
    answered: dict[str, set[str]] = {}
    for row in county.of("duty"):
        answered.setdefault(str(row.values["unit"]).rsplit("-", 1)[0], set()).update(row.values["categories"])  # type: ignore[arg-type]

    assert len(leaves) >= 60
    assert {row.values["category"] for row in county.of("route")} == leaves
    for town in (row for row in county.of("unit") if row.values["sort"] == "town"):
        assert answered[town.key] == leaves
    assert answered["county"] == leaves


def test_every_role_is_held_by_someone_today(county: County) -> None:
    held = {role for post in filled_posts(county, TODAY) for role in post.values["roles"]}  # type: ignore[union-attr]

    assert held == ROLES


def test_review_goes_up_from_the_handler_to_county_and_from_county_to_city(county: County) -> None:
    reviewer = {row.key: row.values["reviewer"] for row in county.of("unit")}

    assert reviewer["county-housing"] == reviewer["town-101"] == reviewer["town-101-order"] == "county-government"
    assert reviewer["county-government"] == "city-government"
    assert reviewer["city-government"] is None


def test_every_unit_that_handles_has_hands(county: County) -> None:
    hands = {p.values["unit"] for p in filled_posts(county, TODAY) if "handle" in p.values["roles"]}  # type: ignore[operator]
    bodies = {row.values["unit"] for row in county.of("route")} - {"town"}

    assert bodies <= hands


def test_some_offices_are_one_or_two_people(county: County) -> None:
    sizes = Counter(Counter(row.values["unit"] for row in county.of("post") if row.key[:4] != "grid").values())

    assert sizes[1] > 100
    assert sizes[2] > 50
    assert [row.values["roles"] for row in county.of("post") if row.values["unit"] == "county-courier"] == [
        ["lead", "intake", "sort", "handle", "check", "sign"]
    ]


def test_gaps_are_real_and_as_many_as_written_down(county: County) -> None:
    assert gaps(county, TODAY) == {
        "duties without a post": 8,
        "duties whose post nobody holds": 8,
        "posts nobody holds": 16,
        "units below standard": 10,
        "grids without a post": 10,
        "grids whose post nobody holds": 12,
    }


def test_holders_follow_each_other_without_overlap(county: County) -> None:
    by_post: dict[str, list[Row]] = {}
    for row in county.of("appointment"):
        by_post.setdefault(str(row.values["post"]), []).append(row)
    changed = [rows for rows in by_post.values() if len(rows) > 1]

    assert len(changed) >= 20
    for before, after in changed:
        assert before.valid_to == after.valid_from
    assert {row.values["sort"] for row in county.of("appointment")} == {"正式", "代理"}


def test_two_staff_never_share_a_name_or_sign_in(county: County) -> None:
    for value in ("name", "login"):
        words = [row.values[value] for row in county.of("person")]

        assert len(set(words)) == len(words)


def test_accounts_are_held_today_and_cover_the_working_roles(county: County) -> None:
    persons = {row.key: row for row in county.of("person")}
    posts = {row.key: row for row in filled_posts(county, TODAY)}

    assert [persons[a.person].values["login"] for a in county.accounts] == [a.username for a in county.accounts]
    assert {role for a in county.accounts for role in posts[a.post].values["roles"]} == ROLES  # type: ignore[union-attr]


def test_telephones_are_of_the_invented_series(county: County) -> None:
    phones = [str(row.values["phone"]) for row in county.of("unit")]

    assert all(phone.startswith("8800 0") and len(phone) == 9 for phone in phones)
    assert len(set(phones)) == len(phones)


def test_no_word_of_the_registers_is_refused(county: County) -> None:
    words = " ".join(str(v) for row in county.rows if row.register != "grid" for v in row.values.values())

    assert refused(words) is None
    assert refused("重点人员名单") is REFUSED_WORDS["重点人"]


def test_the_same_seed_makes_the_same_county_and_another_seed_another(county: County) -> None:
    assert recipe(7) == county
    assert recipe(8).divisions != county.divisions


@pytest.mark.parametrize("seed", [1, 2])
def test_other_seeds_make_a_whole_county_too(seed: int) -> None:
    other = recipe(seed)

    assert len([row for row in other.divisions if row.level == "town" and row.valid_to is None]) == 12
    assert sum(gaps(other, TODAY).values()) >= 20


def test_no_place_of_the_county_is_a_real_town(shared_data: Path) -> None:
    names = (place_words.OLD_SEAT, *place_words.STREETS, *place_words.TOWNS, *place_words.HILL_TOWNS)

    assert len(set(names)) == 13
    assert not set(names) & real_names(shared_data / "divisions" / "streets.csv")
    assert not {place_words.COUNTY} & real_names(shared_data / "divisions" / "areas.csv")


def real_names(source: Path) -> set[str]:
    return {line.split(",")[1] for line in source.read_text(encoding="utf-8").splitlines()}


def test_rows_in_force_exclude_what_has_ended(county: County) -> None:
    ended = [row for row in county.rows if row.valid_to is not None]

    assert ended
    assert not any(in_force(row, date(2026, 11, 22)) for row in ended)

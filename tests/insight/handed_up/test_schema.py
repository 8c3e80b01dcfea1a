"""No personal field can pass: whatever is thrown at a column, only its closed form stays."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from huiyin.insight.handed_up.schema import (
    CLOCK_FACT,
    KINDS,
    MATTER_FACT,
    SHAPES,
    WORDS,
    Setting,
    Shape,
    Sort,
    fault_of,
    is_plain_code,
    value_fits,
)
from huiyin.kinds import ALL

SETTING = Setting(
    "990121", 202601, {"unit": ("water", "town-101"), "category": ("city.road",), "channel": ("walk_in",)}
)
GOOD: dict[str, dict[str, Any]] = {
    "clock_fact": {
        "county": "990121", "yyyymm": 202601, "clock": "XF-06", "kind": "appeal", "unit": "water", "category": "city.road",
        "town": "990121101000", "due_day": 20260101, "stopped_day": 20260201, "on_time": 1, "days_used": 58, "extended": 0,
    },
    "matter_fact": {
        **dict.fromkeys(MATTER_FACT.columns, 0), "county": "990121", "yyyymm": 202601, "kind": "appeal", "unit": "town-101",
        "category": "city.road", "channel": "walk_in", "town": "", "filed_day": 20260101, "replied_day": 20260301,
    },
}  # fmt: skip
SURNAMES, GIVEN = "王李张刘陈杨赵黄周吴欧阳", "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平"
NAMES = st.builds(lambda one, other: one + other, st.sampled_from(SURNAMES), st.text(GIVEN, min_size=1, max_size=2))
PINYIN = st.sampled_from(["zhangwei", "wang.fang", "li-na", "ouyang_min"])
PHONES = st.from_regex(r"(1[3-9][0-9]{9}|0[0-9]{2,3}-?[0-9]{7,8})", fullmatch=True)
ID_NUMBERS = st.from_regex(r"[1-9][0-9]{5}(19|20)[0-9]{2}(0[1-9]|1[0-2])[0-3][0-9][0-9]{3}[0-9X]", fullmatch=True)
WORDS_OF_SOMEBODY = st.text(min_size=1, max_size=80)
PERSONAL = st.one_of(
    NAMES, PINYIN, PHONES, PHONES.map(int_or_text := lambda text: int(text) if text.isdigit() else text), ID_NUMBERS,
    ID_NUMBERS.map(int_or_text), st.uuids().map(str), st.uuids(), WORDS_OF_SOMEBODY, st.floats(), st.none(), st.booleans(),
    st.dates(), st.integers(min_value=20260102, max_value=20260131), st.from_regex(r"XF2026[0-9]{8}", fullmatch=True),
)  # fmt: skip


@pytest.mark.parametrize("shape", SHAPES.values(), ids=list(SHAPES))
def test_row_in_its_closed_form_passes(shape: Shape) -> None:
    assert fault_of(shape, GOOD[shape.name], SETTING) == ""


@pytest.mark.parametrize("shape", SHAPES.values(), ids=list(SHAPES))
@settings(max_examples=60)
@given(thrown=PERSONAL)
def test_no_personal_field_passes_at_any_column(shape: Shape, thrown: object) -> None:
    for name in shape.columns:
        if not_an_honest_value(shape, name, thrown):
            assert fault_of(shape, {**GOOD[shape.name], name: thrown}, SETTING) == name


def not_an_honest_value(shape: Shape, name: str, thrown: object) -> bool:
    """Say whether a thrown value is none the column could honestly hold; random words may by chance be a code."""
    if shape.columns[name] in WORDS:
        return thrown not in {*SETTING.codes.get(name, ()), *KINDS, "XF-06", "990121"}
    honest = {Sort.MARK: 1, Sort.TIMES: 99, Sort.DAYS: 9999}.get(shape.columns[name], 0)
    return not (type(thrown) is int and 0 <= thrown <= honest)


@pytest.mark.parametrize("shape", SHAPES.values(), ids=list(SHAPES))
def test_no_shape_has_a_column_for_a_person_a_matter_or_a_day(shape: Shape) -> None:
    assert {"matter", "id", "event_version", "name", "phone", "title", "filer"} & set(shape.columns) == set()
    assert {*shape.group, *shape.keys, *shape.marks, *shape.own_month, *shape.zeroes, "county",
            *(name for pair in shape.said for name in pair)} == set(shape.columns)  # fmt: skip


def test_row_with_a_further_column_is_refused() -> None:
    assert fault_of(CLOCK_FACT, {**GOOD["clock_fact"], "matter": 1}, SETTING) == "the columns"


def test_code_outside_the_manifest_is_refused_even_in_plain_form() -> None:
    assert value_fits(CLOCK_FACT, "unit", "zhangwei", SETTING) is False
    assert is_plain_code("zhangwei") is True


def test_long_numbers_and_random_ids_are_no_codes() -> None:
    refused = (
        "t13800138000",
        "u-12345",
        "a3f09c1d-0b7e-4c55-9d3e-1f2a3b4c5d6e",
        "deadbeefdeadbeef",
        "Water",
        "水务",
        "",
        "a b",
    )
    assert [text for text in refused if is_plain_code(text)] == []


def test_confined_kinds_are_none_of_those_handed_up() -> None:
    assert {kind.id for kind in ALL.values() if kind.confined} & KINDS == set()
    assert {"accusation", "retaliation"} & KINDS == set()

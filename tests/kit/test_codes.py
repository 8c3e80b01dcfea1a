"""Codes of places, people, organisations and telephones: real shapes pass, slips are named, nothing ever raises."""

import csv
import gzip
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from huiyin.kit.codes import (
    Level,
    grid_code,
    id_number_fault,
    is_valid,
    level_of,
    normal_id_number,
    normal_phone,
    normal_uscc,
    pad,
    parent_of,
    phone_fault,
    scope,
    uscc_fault,
)

# A small world, so that two draws are often one below the other.
codes = st.from_regex(r"(33|99)(00|01|99)(00|01|99)(000|101|199)(000|001|299)(|001|999)", fullmatch=True).filter(
    is_valid
)
typed = st.text(max_size=25) | st.text("0123456789０１２３X-xX转+ （）", max_size=25)


@pytest.mark.parametrize(
    ("code", "level", "parent"),
    [
        ("330000000000", Level.PROVINCE, None),
        ("330100000000", Level.PREFECTURE, "330000000000"),
        ("330199000000", Level.COUNTY, "330100000000"),
        ("330199101000", Level.TOWNSHIP, "330199000000"),
        ("330199101203", Level.VILLAGE, "330199101000"),
        ("330199101203007", Level.GRID, "330199101203"),
        ("441900003000", Level.TOWNSHIP, "441900000000"),
    ],
)
def test_level_and_parent_follow_the_digits(code: str, level: Level, parent: str | None) -> None:
    assert (level_of(code), parent_of(code), is_valid(code)) == (level, parent, True)


@pytest.mark.parametrize(
    "code",
    [
        "",
        "33019910120",
        "030199101203",
        "330099000000",
        "330199000203",
        "330199600000",
        "330199101600",
        "330199101000001",
        "330199101203000",
        "33019910120x",
        "３３０１９９１０１２０３",
    ],
)
def test_is_valid_refuses(code: str) -> None:
    assert not is_valid(code)


@pytest.mark.parametrize(
    ("code", "bounds"),
    [
        ("330199000000", ("330199000000", "330200000000")),
        ("330199101203", ("330199101203", "330199101204")),
        ("330199101203007", ("330199101203007", "330199101203008")),
        ("990000000000", ("990000000000", "9:")),
    ],
)
def test_scope_is_half_open(code: str, bounds: tuple[str, str]) -> None:
    assert scope(code) == bounds


@given(codes, codes)
def test_scope_holds_exactly_what_hangs_below(code: str, other: str) -> None:
    first, end = scope(code)
    line = [other]
    while parent := parent_of(line[-1]):
        line.append(parent)

    assert (first <= other < end) == (code in line)


@given(codes)
def test_scope_of_the_parent_holds_the_scope_of_the_child(code: str) -> None:
    parent = parent_of(code)

    if parent:
        assert scope(parent)[0] < scope(code)[0] < scope(code)[1] <= scope(parent)[1]


def test_pad_fills_with_noughts_and_refuses_other_lengths() -> None:
    assert pad("330199") == "330199000000"
    with pytest.raises(ValueError, match="2, 4, 6, 9 or 12"):
        pad("33019")


def test_grid_code_numbers_a_village() -> None:
    assert grid_code("330199101203", 7) == "330199101203007"
    assert grid_code("330199101203", 7, digits=5) == "33019910120300007"


@pytest.mark.parametrize(("village", "sequence"), [("330199101000", 1), ("330199101203", 0), ("330199101203", 1000)])
def test_grid_code_refuses_what_is_no_village_or_no_number(village: str, sequence: int) -> None:
    with pytest.raises(ValueError, match="grid"):
        grid_code(village, sequence)


def test_every_division_of_the_mainland_is_valid_and_finds_its_parent(shared_data: Path) -> None:
    with (
        (shared_data / "divisions" / "streets.csv").open(encoding="utf-8") as streets,
        gzip.open(shared_data / "divisions" / "villages.csv.gz", "rt", encoding="utf-8") as villages,
    ):
        townships = {pad(row["code"]): row for row in csv.DictReader(streets) if not row["code"].endswith("000")}
        # Every hundredth village: the whole 620,000 pass too, in ten seconds.
        some = [row for number, row in enumerate(csv.DictReader(villages)) if number % 100 == 0]

    assert [code for code in townships if not is_valid(code)] == []
    assert {level_of(code) for code in townships} == {Level.TOWNSHIP}
    assert [code for code, row in townships.items() if parent_of(code) != pad(row["areaCode"])] == []
    assert [row["code"] for row in some if not is_valid(row["code"])] == []
    assert [row["code"] for row in some if parent_of(row["code"]) != pad(row["streetCode"])] == []


@pytest.mark.parametrize("number", ["11010519491231002X", " 11010519491231002x ", "１１０１０５ 19491231 ００２Ｘ"])
def test_id_number_fault_passes_the_standards_own_example(number: str) -> None:
    assert id_number_fault(number) is None
    assert normal_id_number(number) == "11010519491231002X"


@pytest.mark.parametrize(
    ("number", "words"),
    [
        ("", "现在是0位"),
        ("110105491231002", "现在是15位"),
        ("1101051949123100XX", "前17位应为数字"),
        ("01010519491231002X", "前17位应为数字"),
        ("110105194902300021", "出生日期"),
        ("110105194912310021", "校验位"),
        ("1101051949123100二X", "前17位应为数字"),
    ],
)
def test_id_number_fault_says_what_is_wrong(number: str, words: str) -> None:
    fault = id_number_fault(number)

    assert fault is not None
    assert words in fault.zh


@pytest.mark.parametrize("prefix", ["429004", "469005", "810000", "330190"])
def test_id_number_passes_prefixes_that_are_no_division_today(prefix: str) -> None:
    stem = f"{prefix}19900101123"

    assert [id_number_fault(stem + check) for check in "0123456789X"].count(None) == 1


@pytest.mark.parametrize("code", ["91350100M000100Y43", " 91350100m000100y43", "９１３５０１００M000100Y43"])
def test_uscc_fault_passes_the_standards_own_example(code: str) -> None:
    assert uscc_fault(code) is None
    assert normal_uscc(code) == "91350100M000100Y43"


@pytest.mark.parametrize("stem", ["N2330199MF0000001", "Y1330199MF0000001"])
def test_uscc_passes_bodies_whose_code_begins_with_a_letter(stem: str) -> None:
    assert [uscc_fault(stem + check) for check in "0123456789ABCDEFGHJKLMNPQRTUWXY"].count(None) == 1


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("91350100M000100Y4", "现在是17位"),
        ("91350100I000100Y43", "I、O、S、V、Z"),
        ("9135O100M000100Y43", "第3至8位为数字"),
        ("91350100M000100Y44", "校验位"),
    ],
)
def test_uscc_fault_says_what_is_wrong(code: str, words: str) -> None:
    fault = uscc_fault(code)

    assert fault is not None
    assert words in fault.zh


@pytest.mark.parametrize(
    ("text", "normal"),
    [
        ("13000000026", "13000000026"),
        ("１３０ ００００ ００２６", "13000000026"),
        ("130-0000-0026", "13000000026"),
        ("+86 130 0000 0026", "13000000026"),
        ("8613000000026", "13000000026"),
        ("0000-2000000", None),
        ("0571-20000000", "0571-20000000"),
        ("(0571) 20000000", "0571-20000000"),
        ("057120000000转801", "0571-20000000-801"),
        ("0571-2000000-801", "0571-2000000-801"),
        ("+86 571 20000000", "0571-20000000"),
        ("010 20000000", "010-20000000"),
        ("400-000-0001", "4000000001"),
        ("12345", "12345"),
        ("110", "110"),
        ("95000", "95000"),
    ],
)
def test_phone_is_written_one_way(text: str, normal: str | None) -> None:
    assert (phone_fault(text) is None) == (normal is not None)
    if normal is not None:
        assert normal_phone(text) == normal


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("  ", "请填写"),
        ("张三", "只能有数字"),
        ("转801", "只能有数字"),
        ("1300000002", "现在是10位"),
        ("130000000266", "现在是12位"),
        ("10000000026", "13至19开头"),
        ("20000000", "请加区号"),
        ("000", "不像电话号码"),
    ],
)
def test_phone_fault_says_what_is_wrong(text: str, words: str) -> None:
    fault = phone_fault(text)

    assert fault is not None
    assert words in fault.zh


@given(typed)
def test_no_typed_text_ever_raises_and_a_good_phone_stays_good(text: str) -> None:
    for fault in (id_number_fault, uscc_fault, phone_fault):
        found = fault(text)
        assert found is None or (found.zh and found.en)
    if phone_fault(text) is None:
        assert normal_phone(normal_phone(text)) == normal_phone(text)
        assert phone_fault(normal_phone(text)) is None

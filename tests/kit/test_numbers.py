"""Numbers of matters and papers and portal codes: what is typed wrong is found, what is typed oddly is understood."""

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from huiyin.kit.numbers import (
    matter_number,
    new_portal_code,
    normal_number,
    normal_portal_code,
    number_fault,
    paper_number,
    portal_code_fault,
)

prefixes = st.text("ABCDEFGHIJKLMNOPQRSTUVWXYZ", min_size=2, max_size=2)
days = st.dates(date(2000, 1, 1), date(2099, 12, 31))
numbers = st.builds(matter_number, prefixes, days, st.integers(1, 99_999_999))
DAY = date(2026, 9, 18)


def _digit_places(number: str) -> list[int]:
    return [place for place, letter in enumerate(number) if letter.isdigit()]


def test_matter_number_reads_as_on_the_receipt() -> None:
    assert matter_number("AL", DAY, 42).startswith("AL26-0918-0042-")
    assert matter_number("AL", DAY, 12345).startswith("AL26-0918-12345-")


@given(numbers)
def test_number_fault_passes_every_number_we_issue(number: str) -> None:
    assert number_fault(number) is None


@given(numbers)
def test_number_fault_finds_every_single_wrong_digit(number: str) -> None:
    wrong = [
        number[:place] + digit + number[place + 1 :]
        for place in _digit_places(number)
        for digit in "0123456789"
        if digit != number[place]
    ]

    assert [one for one in wrong if number_fault(one) is None] == []


@given(numbers)
def test_number_fault_finds_every_swap_of_neighbours(number: str) -> None:
    places = _digit_places(number)
    for left, right in pairwise(places):
        letters = list(number)
        letters[left], letters[right] = letters[right], letters[left]
        swapped = "".join(letters)

        assert swapped == number or number_fault(swapped) is not None


def test_number_fault_finds_most_wrong_letters() -> None:
    number = matter_number("AL", DAY, 42)
    others = [first + second for first in "ABCDEFGHIJKLMNOPQRSTUVWXYZ" for second in "ABCDEFGHIJKLMNOPQRSTUVWXYZ"]

    passed = [one for one in others if number_fault(one + number[2:]) is None]

    assert len(passed) < len(others) * 0.12


@given(numbers, st.data())
def test_normal_number_understands_how_people_type(number: str, data: st.DataObject) -> None:
    wide = "".join(chr(ord(letter) + 0xFEE0) for letter in number)
    spoken = number.replace("-", data.draw(st.sampled_from(["", " ", "—", "－", " - ", "."])))

    assert {normal_number(one) for one in (wide, spoken, spoken.lower(), f" {number}\n")} == {number}


def test_normal_number_reads_letters_among_the_digits_as_digits() -> None:
    number = matter_number("OL", DAY, 101)

    assert normal_number("ol26-o9l8-oioI" + number[-2:]) == number


@pytest.mark.parametrize(
    "text", ["", "AL", "AL26-1318-0042-7", "AL26-0230-0042-7", "AL26-0918-00042-7", "AL26-0918-0000-0", "12345"]
)
def test_number_fault_names_the_shape(text: str) -> None:
    fault = number_fault(text)

    assert fault is not None
    assert "AL26-0918-0042-7" in fault.zh


def test_the_example_shown_to_people_is_itself_right() -> None:
    assert matter_number("AL", DAY, 42) == "AL26-0918-0042-7"


@given(st.text(max_size=30))
def test_number_fault_and_code_fault_never_raise(text: str) -> None:
    for found in (number_fault(text), portal_code_fault(text)):
        assert found is None or (found.zh and found.en)


@pytest.mark.parametrize(("prefix", "day", "sequence"), [("A1", DAY, 1), ("AL", date(1999, 1, 1), 1), ("AL", DAY, 0)])
def test_matter_number_refuses(prefix: str, day: date, sequence: int) -> None:
    with pytest.raises(ValueError, match="not"):
        matter_number(prefix, day, sequence)


def test_paper_number_follows_the_standard() -> None:
    assert paper_number("安综", "信受", 2026, 12) == "安综信受〔2026〕12号"
    with pytest.raises(ValueError, match="from 1"):
        paper_number("安综", "信受", 2026, 0)


def test_portal_codes_are_grouped_and_never_alike() -> None:
    codes = {new_portal_code() for _ in range(2000)}

    assert len(codes) == 2000
    assert {tuple(map(len, code.split("-"))) for code in codes} == {(4, 4, 2)}
    assert set("".join(codes)) == set("0123456789ABCDEFGHJKMNPQRSTVWXYZ-")


@given(st.builds(new_portal_code))
def test_normal_portal_code_understands_how_people_type(code: str) -> None:
    lookalike = code.replace("0", "o").replace("1", "l").lower()
    wide = "".join(chr(ord(letter) + 0xFEE0) for letter in code)

    assert {normal_portal_code(one) for one in (code, lookalike, wide, code.replace("-", " "))} == {code}
    assert portal_code_fault(code) is None


@pytest.mark.parametrize("text", ["", "K7QM-2X9D-4", "K7QM-2X9D-4TT", "K7QM-2X9D-4U", "查询码"])
def test_portal_code_fault_names_the_shape(text: str) -> None:
    assert portal_code_fault(text) is not None

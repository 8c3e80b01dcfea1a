"""Numbers people read aloud and type back: of matters, of papers, and the code that opens a resident's page."""

import re
import secrets
from datetime import date
from typing import Final

from huiyin.kit.codes import folded
from huiyin.kit.text import Text

# A check digit over the dihedral group of ten elements (Verhoeff's scheme). This permutation is our own choice, by
# search; a test proves that it finds every single wrong digit and every swap of neighbours.
_PERMUTATION: Final = (9, 2, 8, 0, 7, 3, 5, 4, 6, 1)
_PERIOD: Final = 8  # the permutation applied eight times moves nothing

_NUMBER: Final = re.compile(r"([A-Z]{2})([0-9]{2})-([0-9]{4})-([0-9]{4,8})-([0-9])")
_PLAIN_NUMBER: Final = re.compile(r"([A-Z]{2})([0-9]{2})([0-9]{4})([0-9]{4,8})([0-9])")
_GAPS: Final = re.compile(r"[\s‐-―−_./-]+")
# Letters that get typed for digits. Not one of them stands among the digits of a number.
_LOOKALIKES: Final = str.maketrans("OIL", "011")

_NUMBER_SHAPE = Text(
    "事项编号的样子是 AL26-0918-0042-7：两个字母、年、月日、当日序号、校验位。请对照回执检查。",
    "A matter number looks like AL26-0918-0042-7: two letters, year, month and day, the day's sequence, check digit. "
    "Please check it against the receipt.",
)
_NUMBER_CHECK = Text(
    "事项编号的校验位不对，可能有一位输错或两位写反，请对照回执检查。",
    "The check digit of the matter number does not fit; a digit may be wrong or two swapped. "
    "Please check it against the receipt.",
)


def matter_number(prefix: str, day: date, sequence: int) -> str:
    """Number a matter: county letters, day of registration, the day's sequence, check digit (AL26-0918-0042-7)."""
    if not re.fullmatch("[A-Z]{2}", prefix):
        raise ValueError(f"A county's letters are two capitals, not {prefix!r}.")
    if not 0 < sequence < 10**8:
        raise ValueError(f"A day's sequence runs from 1 to 99999999, not {sequence}.")
    if not 2000 <= day.year < 2100:
        raise ValueError(f"A matter number's year is of this century, not {day.year}.")
    year, month_day, count = f"{day:%y}", f"{day:%m%d}", f"{sequence:04d}"
    return f"{prefix}{year}-{month_day}-{count}-{_check_digit(prefix, year + month_day + count)}"


def normal_number(text: str) -> str:
    """Write a typed matter number one way; what cannot be one comes back folded and in capitals."""
    plain = _GAPS.sub("", folded(text).upper())
    found = _PLAIN_NUMBER.fullmatch(plain[:2] + plain[2:].translate(_LOOKALIKES))
    if not found:
        return folded(text).upper()
    prefix, year, month_day, count, check = found.groups()
    return f"{prefix}{year}-{month_day}-{count}-{check}"


def number_fault(text: str) -> Text | None:
    """Say what is wrong with a matter number, or None. A wrong letter is found in most cases, a wrong digit in all."""
    found = _NUMBER.fullmatch(normal_number(text))
    if not found or not _is_written_out(found):
        return _NUMBER_SHAPE
    prefix, year, month_day, count, check = found.groups()
    return None if _check_digit(prefix, year + month_day + count) == int(check) else _NUMBER_CHECK


def paper_number(organ: str, code: str, year: int, n: int) -> str:
    """Number an official paper by GB/T 9704-2012: year in 〔〕, no padding, no 第 (安综信受〔2026〕12号)."""
    if not organ or not 1000 <= year <= 9999 or n < 1:
        raise ValueError(f"A paper needs an organ, a four-digit year and a number from 1: {organ!r}, {year}, {n}.")
    return f"{organ}{code}〔{year}〕{n}号"


def _is_written_out(found: re.Match[str]) -> bool:
    """A day that exists, and a sequence no longer than it must be."""
    year, month_day, count = found[2], found[3], found[4]
    try:
        date(2000 + int(year), int(month_day[:2]), int(month_day[2:]))
    except ValueError:
        return False
    return int(count) > 0 and count == f"{int(count):04d}"


# --- the check digit ---


def _times(left: int, right: int) -> int:
    """Multiply in the symmetry group of the pentagon: 0-4 are turns, 5-9 are reflections."""
    if left < 5:
        return (left + right) % 5 if right < 5 else 5 + (left + right) % 5
    return 5 + (left - right) % 5 if right < 5 else (left - right) % 5


def _powers() -> tuple[tuple[int, ...], ...]:
    rows = [tuple(range(10))]
    while len(rows) < _PERIOD:
        rows.append(tuple(_PERMUTATION[digit] for digit in rows[-1]))
    return tuple(rows)


_ROWS: Final = _powers()
_INVERSE: Final = tuple(next(other for other in range(10) if _times(digit, other) == 0) for digit in range(10))


def _check_digit(prefix: str, digits: str) -> int:
    """Letters count as two digits each (A is 10), so most wrong letters are found as well."""
    total = 0
    whole = "".join(str(ord(letter) - ord("A") + 10) for letter in prefix) + digits
    for place, digit in enumerate(reversed(whole), start=1):
        total = _times(total, _ROWS[place % _PERIOD][int(digit)])
    return _INVERSE[total]


# --- the code of a resident's page ---

_CROCKFORD: Final = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_CODE_LETTERS: Final = 10  # five random bits each: 50 bits

_CODE_SHAPE = Text(
    "查询码的样子是 K7QM-2X9D-4T：十个字母或数字。请对照回执检查。",
    "An access code looks like K7QM-2X9D-4T: ten letters or digits. Please check it against the receipt.",
)


def new_portal_code() -> str:
    """Draw the code that opens a resident's page: 50 random bits, grouped for reading aloud."""
    bits = secrets.randbits(5 * _CODE_LETTERS)
    return _grouped("".join(_CROCKFORD[bits >> 5 * place & 31] for place in range(_CODE_LETTERS)))


def normal_portal_code(text: str) -> str:
    """Write a typed code one way: capitals, O as 0, I and L as 1, groups of four."""
    return _grouped(_GAPS.sub("", folded(text)).upper().translate(_LOOKALIKES))


def portal_code_fault(text: str) -> Text | None:
    """Say when this cannot be a portal code at all; whether it opens anything is for the door to find out."""
    letters = normal_portal_code(text).replace("-", "")
    return None if len(letters) == _CODE_LETTERS and set(letters) <= set(_CROCKFORD) else _CODE_SHAPE


def _grouped(letters: str) -> str:
    return "-".join(letters[start : start + 4] for start in range(0, len(letters), 4))

"""Codes of places, people, organisations and telephones: their shape, their check digits, what is wrong with one."""

import re
import unicodedata
from datetime import date
from enum import IntEnum
from typing import Final

from stdnum.cn import uscc

from huiyin.kit.text import Text

DIVISION_DIGITS: Final = 12
GRID_SUFFIX_DIGITS: Final = 3


class Level(IntEnum):
    """How deep in the tree of divisions a code stands."""

    PROVINCE = 1
    PREFECTURE = 2
    COUNTY = 3
    TOWNSHIP = 4
    VILLAGE = 5
    GRID = 6


# How many leading digits carry each level: GB/T 2260 (2 + 2 + 2), GB/T 10114 (+3), 国统字〔2009〕91号 (+3).
_DIGITS: Final = {Level.PROVINCE: 2, Level.PREFECTURE: 4, Level.COUNTY: 6, Level.TOWNSHIP: 9, Level.VILLAGE: 12}
_HIGHEST_TOWNSHIP: Final = 599  # GB/T 10114: 001-099 街道, 100-199 镇, 200-399 乡, 400-599 政企合一
_HIGHEST_VILLAGE: Final = 599  # 国统字〔2009〕91号: 001-199 居委会, 200-399 村委会, 400-499 and 500-599 类似


def folded(text: str) -> str:
    """Turn full-width letters, digits and signs into plain ones and trim the ends."""
    return unicodedata.normalize("NFKC", text).strip()


# --- divisions and grids ---


def pad(code: str) -> str:
    """Fill a division code of 2, 4, 6, 9 or 12 digits up to 12 with noughts."""
    if len(code) not in _DIGITS.values() or not _is_digits(code):
        raise ValueError(f"A division code has 2, 4, 6, 9 or 12 digits, not {code!r}.")
    return code.ljust(DIVISION_DIGITS, "0")


def is_valid(code: str) -> bool:
    """Say whether this is a well-formed 12-digit division code, or a grid code on a well-formed village.

    GB/T 2260 lists 01-18, 21-80 and 81-99 in the county place, but districts with 19 and 20 exist (310120), so any
    two digits pass there. A township may hang on a prefecture without counties (441900003000).
    """
    if len(code) < DIVISION_DIGITS or not _is_digits(code) or code[0] == "0":
        return False
    if len(code) > DIVISION_DIGITS:
        return code[9:12] != "000" and int(code[DIVISION_DIGITS:]) > 0 and is_valid(code[:DIVISION_DIGITS])
    prefecture, county, township, village = code[2:4], code[4:6], int(code[6:9]), int(code[9:12])
    if prefecture == "00" and (county != "00" or township or village):
        return False
    return township <= _HIGHEST_TOWNSHIP and village <= _HIGHEST_VILLAGE and not (village and not township)


def level_of(code: str) -> Level:
    """Tell the level of a padded division code (12 digits) or of a grid code (longer)."""
    _padded(code)
    if len(code) > DIVISION_DIGITS:
        return Level.GRID
    return next(level for level, digits in _DIGITS.items() if not code[digits:].strip("0"))


def scope(code: str) -> tuple[str, str]:
    """Give the half-open range [from, to) of all codes at or below `code`, grids too, for >= and < in C collation."""
    level = level_of(code)
    stem = code if level is Level.GRID else code[: _DIGITS[level]]
    if not stem.strip("9"):
        # After 99… comes no code of the same length; a colon follows the nine in byte order.
        return code, stem[:-1] + ":"
    after = str(int(stem) + 1)
    if level is Level.GRID:
        # The last grid of a village ends where the village ends, before the next village itself.
        return code, after if after[DIVISION_DIGITS:].strip("0") else after[:DIVISION_DIGITS]
    return code, after.ljust(DIVISION_DIGITS, "0")


def parent_of(code: str) -> str | None:
    """Give the division next above, None above a province. A township without a county belongs to its prefecture."""
    level = level_of(code)
    if level is Level.GRID:
        return code[:DIVISION_DIGITS]
    above = (pad(code[:digits]) for digits in reversed(_DIGITS.values()) if digits < _DIGITS[level])
    return next((parent for parent in above if parent != code), None)


def grid_code(village: str, sequence: int, *, digits: int = GRID_SUFFIX_DIGITS) -> str:
    """Number a grid: its village's 12 digits and a sequence (law: 10.2, DB11 单元网格; the length is local)."""
    if len(village) != DIVISION_DIGITS or level_of(village) is not Level.VILLAGE:
        raise ValueError(f"A grid hangs on a village or community, not on {village!r}.")
    if not 0 < sequence < 10**digits:
        raise ValueError(f"A grid number of {digits} digits runs from 1 to {10**digits - 1}, not {sequence}.")
    return f"{village}{sequence:0{digits}d}"


def _padded(code: str) -> None:
    if len(code) < DIVISION_DIGITS or not _is_digits(code):
        raise ValueError(f"A division code has 12 digits, a grid code more; {code!r} is neither.")


def _is_digits(text: str) -> bool:
    return text.isascii() and text.isdigit()


# --- identity numbers, GB 11643 ---

_ID_WEIGHTS: Final = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_ID_CHECKS: Final = "10X98765432"

_ID_LENGTH = Text(
    "身份证号码应为18位，现在是{count}位，请对照证件检查。",
    "An ID number has 18 characters; this one has {count}. Please check it against the card.",
)
_ID_SHAPE = Text(
    "身份证号码前17位应为数字，最后一位为数字或X，请对照证件检查。",
    "An ID number is 17 digits and a last digit or X. Please check it against the card.",
)
_ID_DATE = Text(
    "身份证号码中的出生日期（第7至14位）不存在，请对照证件检查。",
    "The birth date in the ID number (7th to 14th digit) does not exist. Please check it against the card.",
)
_ID_CHECK = Text(
    "身份证号码的校验位不对，可能有一位输错，请对照证件检查。",
    "The check digit of the ID number does not fit; a digit may be mistyped. Please check it against the card.",
)


def normal_id_number(text: str) -> str:
    """Write an ID number plainly: half-width, no spaces or hyphens, capital X."""
    return re.sub(r"[\s-]", "", folded(text)).upper()


def id_number_fault(text: str) -> Text | None:
    """Say what is wrong with an 18-character ID number (GB 11643), or None."""
    number = normal_id_number(text)
    if len(number) != len(_ID_WEIGHTS) + 1:
        return _ID_LENGTH.fill(count=len(number))
    if not re.fullmatch(r"[1-9][0-9]{16}[0-9X]", number):
        return _ID_SHAPE
    if not _is_day(number[6:14]):
        return _ID_DATE
    total = sum(int(digit) * weight for digit, weight in zip(number[:17], _ID_WEIGHTS, strict=True))
    return None if _ID_CHECKS[total % 11] == number[17] else _ID_CHECK


def _is_day(digits: str) -> bool:
    try:
        date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
    except ValueError:
        return False
    return True


# --- unified social credit codes, GB 32100 ---

_USCC_LENGTH = Text(
    "统一社会信用代码应为18位，现在是{count}位，请对照证照检查。",
    "A unified social credit code has 18 characters; this one has {count}. Please check it against the licence.",
)
_USCC_SHAPE = Text(
    "统一社会信用代码只用数字和除I、O、S、V、Z以外的大写字母，第3至8位为数字，请对照证照检查。",
    "A unified social credit code uses digits and capitals except I, O, S, V and Z, with digits in places 3 to 8. "
    "Please check it against the licence.",
)
_USCC_CHECK = Text(
    "统一社会信用代码的校验位不对，可能有一位输错，请对照证照检查。",
    "The check character of the credit code does not fit; one may be mistyped. Please check it against the licence.",
)
# The first two places may be letters (Y 其他), which stdnum's own validate() refuses: only its check digit is used.
_USCC: Final = re.compile(r"[0-9A-HJ-NPQRTUWXY]{2}[0-9]{6}[0-9A-HJ-NPQRTUWXY]{10}")


def normal_uscc(text: str) -> str:
    """Write a credit code plainly: half-width, no spaces or hyphens, capitals."""
    return re.sub(r"[\s-]", "", folded(text)).upper()


def uscc_fault(text: str) -> Text | None:
    """Say what is wrong with a unified social credit code (GB 32100), or None."""
    code = normal_uscc(text)
    if len(code) != 18:
        return _USCC_LENGTH.fill(count=len(code))
    if not _USCC.fullmatch(code):
        return _USCC_SHAPE
    return None if uscc.calc_check_digit(code) == code[17] else _USCC_CHECK


# --- telephones ---

_MOBILE: Final = re.compile(r"1[3-9][0-9]{9}")
_LANDLINE: Final = re.compile(r"(010|02[0-9]|0[3-9][0-9]{2})([2-8][0-9]{6,7})")
_NATIONWIDE: Final = re.compile(r"[48]00[0-9]{7}")
_SERVICE: Final = re.compile(r"1[0-2][0-9]{1,4}|9[56][0-9]{3,4}")
_EXTENSION: Final = re.compile(r"(?:转|分机|ext\.?|[x#*])\s*:?\s*([0-9]{1,6})$", re.IGNORECASE)

_PHONE_EMPTY = Text("请填写电话号码。", "Please give a telephone number.")
_PHONE_SHAPE = Text(
    "电话号码只能有数字；分机请写成“转801”。",
    "A telephone number has digits only; write an extension as “转801”.",
)
_PHONE_MOBILE = Text(
    "手机号码应为11位、以13至19开头，现在是{count}位，请检查。",
    "A mobile number has 11 digits and starts with 13 to 19; this one has {count} digits. Please check it.",
)
_PHONE_AREA = Text(
    "固定电话请加区号，写成“区号-{number}”。",
    "Please put the area code before a landline number, as in “area-{number}”.",
)
_PHONE_UNKNOWN = Text(
    "这不像电话号码：手机11位，固定电话区号加7至8位，或110、12345这样的服务号码。请检查。",
    "This does not look like a telephone number: a mobile has 11 digits, a landline an area code and 7 to 8 digits, "
    "a service number is like 110 or 12345. Please check it.",
)


def phone_fault(text: str) -> Text | None:
    """Say what is wrong with a telephone number: mobile, landline with area code, 400/800, or service number."""
    digits, _ = _phone_parts(text)
    if not digits:
        return _PHONE_EMPTY if not folded(text) else _PHONE_SHAPE
    if not _is_digits(digits):
        return _PHONE_SHAPE
    if any(shape.fullmatch(digits) for shape in (_MOBILE, _LANDLINE, _NATIONWIDE, _SERVICE)):
        return None
    if digits[0] == "1" and len(digits) > 6:
        return _PHONE_MOBILE.fill(count=len(digits))
    return _PHONE_AREA.fill(number=digits) if re.fullmatch("[2-8][0-9]{6,7}", digits) else _PHONE_UNKNOWN


def normal_phone(text: str) -> str:
    """Write a number one way: 13000000026, 0000-2000000-801, 12345. What is no number comes back without blanks."""
    digits, extension = _phone_parts(text)
    if landline := _LANDLINE.fullmatch(digits):
        digits = f"{landline[1]}-{landline[2]}"
    return f"{digits}-{extension}" if extension else digits


def _phone_parts(text: str) -> tuple[str, str]:
    plain = folded(text)
    found = _EXTENSION.search(plain)
    extension = found[1] if found else ""
    number = plain[: found.start()] if found else plain
    number, extension = _hyphened_extension(number, extension)
    digits = re.sub(r"[\s().‐-―−-]", "", number)
    return _without_country(digits), extension


def _hyphened_extension(number: str, extension: str) -> tuple[str, str]:
    """Read 0000-2000000-801 as a landline with an extension."""
    parts = re.fullmatch(r"(0[0-9]{2,3}[\s-][0-9]{7,8})\s*-\s*([0-9]{1,6})", number.strip())
    return (parts[1], parts[2]) if parts and not extension else (number, extension)


def _without_country(digits: str) -> str:
    bare = re.sub(r"^(?:\+86|0086|\+0086)", "", digits)
    if len(bare) == 13 and bare.startswith("86"):
        bare = bare[2:]
    if bare != digits and re.fullmatch(r"(?:10|2[0-9]|[3-9][0-9]{2})[2-8][0-9]{6,7}", bare) and bare[0] != "1":
        # A country code swallows the nought of the area code.
        return "0" + bare
    return bare

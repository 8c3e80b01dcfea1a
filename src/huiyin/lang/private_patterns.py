"""The shapes private numbers take in free Chinese text. Each rule reads a folded text and yields spans in it."""

import re
from collections.abc import Callable, Iterator
from datetime import date
from enum import StrEnum
from typing import Final

from huiyin.kit.text import Text

Span = tuple[int, int]
Rule = Callable[[str], Iterator[Span]]


class Kind(StrEnum):
    """What was hidden; the value never travels with it."""

    EMAIL = "email"
    ID_NUMBER = "id_number"
    BANK_CARD = "bank_card"
    MOBILE = "mobile"
    LANDLINE = "landline"
    PASSPORT = "passport"
    PLATE = "plate"
    ACCOUNT = "account"


NAMES: Final = {
    Kind.EMAIL: Text("电子邮箱", "e-mail address"),
    Kind.ID_NUMBER: Text("身份证号", "ID number"),
    Kind.BANK_CARD: Text("银行卡号", "bank card number"),
    Kind.MOBILE: Text("手机号", "mobile number"),
    Kind.LANDLINE: Text("固定电话", "landline number"),
    Kind.PASSPORT: Text("护照或通行证号", "passport or permit number"),
    Kind.PLATE: Text("车牌号", "licence plate"),
    Kind.ACCOUNT: Text("QQ或微信号", "QQ or WeChat id"),
}

_GAP: Final = r"[ \t\-‐‑–—.·]{1,2}"
_STICK: Final = r"[ \t\-‐‑–—]?"
# A number is announced when its name stands a few signs before it, in the same clause.
_UP_TO: Final = r"[^0-9a-zA-Z。；;！!？?\n]{0,6}?"


def _spelled_apart(*groups: int) -> str:
    """Digits in groups of these lengths, with a gap between the groups."""
    return _GAP.join(f"[0-9]{{{length}}}" for length in groups)


def _every(pattern: str, *, group: int = 0, flags: int = 0) -> Rule:
    compiled = re.compile(pattern, flags)
    return lambda text: (found.span(group) for found in compiled.finditer(text))


# --- e-mail ---

_email: Final = _every(r"[a-zA-Z0-9._%+-]{1,64} ?@ ?[a-zA-Z0-9-]{1,63}(?:\.[a-zA-Z0-9-]{1,63}){1,4}")

# --- identity numbers: the birth date inside tells one from other long numbers; the check digit is not asked for ---

_MONTH_DAY: Final = rf"(?:0{_STICK}[1-9]|1{_STICK}[0-2]){_STICK}(?:[0-2]{_STICK}[0-9]|3{_STICK}[01])"
_DIGITS_APART: Final = f"(?:{_STICK}[0-9])"
_CENTURY: Final = rf"(?:1{_STICK}[89]|2{_STICK}0)"
_ID_BODY: Final = (
    rf"[1-9]{_DIGITS_APART}{{5}}{_STICK}{_CENTURY}{_DIGITS_APART}{{2}}{_STICK}{_MONTH_DAY}"
    rf"{_DIGITS_APART}{{3}}{_STICK}[0-9xX]"
)
_id_full: Final = _every(rf"(?<![0-9]){_ID_BODY}(?![0-9])")
_id_old: Final = _every(r"(?<![0-9.])[1-9][0-9]{7}(?:0[1-9]|1[0-2])(?:[0-2][0-9]|3[01])[0-9]{3}(?![0-9.])")
# Half hidden by the writer, the birth year still to be read.
_id_starred: Final = _every(r"(?<![0-9])[1-9][0-9]{5}(?:18|19|20)[0-9]{0,7}[*xX]{3,}(?:[0-9]{2,4}[xX]?(?![0-9年]))?")
_id_announced: Final = _every(
    rf"(?:身份证|证件)(?:号码|号)?{_UP_TO}([1-9](?:{_STICK}[0-9]){{11,16}}[0-9xX]?)(?![0-9])", group=1
)

# --- bank cards ---

_card_grouped: Final = _every(
    r"(?<![0-9])[3-9][0-9]{3}([ \t\-‐‑–—])[0-9]{4}\1[0-9]{4}\1[0-9]{4}(?:\1?[0-9]{1,3})?(?![0-9])"
)
_card_announced: Final = _every(
    rf"(?:卡号|账号|帐号|账户|帐户|银行卡|存折){_UP_TO}([0-9](?:{_STICK}[0-9]){{11,20}})(?![0-9])", group=1
)
_CARD: Final = re.compile(r"(?<![0-9.])[3-9][0-9]{15,18}(?![0-9.])")


def _card_by_sum(text: str) -> Iterator[Span]:
    return (found.span() for found in _CARD.finditer(text) if _adds_up(found[0]))


def _adds_up(digits: str) -> bool:
    """Luhn's sum (ISO/IEC 7812-1, annex B)."""
    doubled = (sum(divmod(2 * int(digit), 10)) for digit in digits[-2::-2])
    return (sum(map(int, digits[-1::-2])) + sum(doubled)) % 10 == 0


# --- telephones ---

_GROUPINGS: Final = (
    (3, 8),
    (3, 4, 4),
    (3, 3, 5),
    (3, 5, 3),
    (4, 3, 4),
    (4, 4, 3),
    (7, 4),
    (3, 2, 2, 2, 2),
    (1,) * 11,
)
_COUNTRY: Final = rf"(?:(?:\+|00)?86{_STICK}|0)?"
_APART: Final = "|".join(_spelled_apart(*grouping) for grouping in _GROUPINGS)
_mobile: Final = _every(rf"(?<![0-9]){_COUNTRY}(?:1[3-9][0-9]{{9}})+(?![0-9])")
_mobile_apart: Final = _every(rf"(?<![0-9.])(?:\+?86{_STICK})?(?=1(?:{_GAP})?[3-9])(?:{_APART})(?![0-9元万亿平㎡米])")

_AREA: Final = r"(?:010|02[0-9]|0[3-9][1-9][0-9])"
_landline: Final = _every(
    rf"(?<![0-9.])\(?{_AREA}\)?[ \t\-‐‑–—]{{0,3}}[2-8](?:[0-9]{{6,7}}|[0-9]{{2,3}}{_GAP}[0-9]{{4}})"
    r"(?:[-转][0-9]{1,6})?(?![0-9])"
)
_CALLED: Final = r"(?:电话|手机|座机|热线|致电|拨打|来电|联系方式|传真|[Tt][Ee][Ll])"
_ANNOUNCED: Final = re.compile(rf"{_CALLED}{_UP_TO}([1-9][0-9]{{6,12}})(?![0-9.年元])")


def _phone_announced(text: str) -> Iterator[Span]:
    """A number without area code, or with a digit too many or too few, when somebody says it is a telephone."""
    return (found.span(1) for found in _ANNOUNCED.finditer(text) if not _is_day(found[1]))


def _is_day(digits: str) -> bool:
    if len(digits) != 8 or digits[:2] not in ("19", "20"):
        return False
    try:
        date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
    except ValueError:
        return False
    return True


# --- the same numbers said in Chinese numerals ---

_NUMERALS: Final = "零〇○一幺壹二贰三叁四肆五伍六陆七柒八捌九玖"
_AS_DIGITS: Final = str.maketrans(_NUMERALS, "0001112233445566778899")
_DENSE: Final = re.compile(rf"[0-9{_NUMERALS}]+[xX]?")
_FEWEST_NUMERALS: Final = 4
# After the number may follow a word that itself begins with one: …二六一直打不通.
_ENDS: Final = re.compile(rf"(?![0-9{_NUMERALS}])|(?=一[^0-9{_NUMERALS}])")
# Looked for at every place, because a number may begin in the middle of what looked like another.
_SPOKEN: Final = (
    (Kind.ID_NUMBER, re.compile(rf"(?=({_ID_BODY}))")),
    (Kind.MOBILE, re.compile(rf"(?=((?:8{_STICK}6{_STICK})?1{_STICK}[3-9]{_DIGITS_APART}{{9}}))")),
    (Kind.LANDLINE, re.compile(rf"(?=({_AREA}{_DIGITS_APART}{{7,8}}))")),
)


def spoken(text: str) -> Iterator[tuple[Kind, Span]]:
    """Find telephones and ID numbers written wholly or partly in Chinese numerals."""
    digits = text.translate(_AS_DIGITS)
    free_from = 0
    candidates = ((found.span(1), kind) for kind, shape in _SPOKEN for found in shape.finditer(digits))
    for (start, end), kind in sorted(candidates):
        if start >= free_from and _is_spoken(text, start, end):
            free_from = end
            yield kind, (start, end)


def _is_spoken(text: str, start: int, end: int) -> bool:
    numerals = sum(character in _NUMERALS for character in text[start:end])
    follows_a_digit = start > 0 and text[start - 1] in "0123456789"
    # A few numerals count only where no gap divides them from the digits: 15000-18000 三室 is a price and a flat.
    is_dense = numerals >= _FEWEST_NUMERALS or (numerals > 0 and _DENSE.fullmatch(text, start, end) is not None)
    return is_dense and not follows_a_digit and _ENDS.match(text, end) is not None


# --- passports, plates, accounts ---

_passport: Final = _every(r"(?<![a-zA-Z0-9])(?:[EGDSPHMCWegdsphmcw][0-9]{8}|[Ee][A-Za-z][0-9]{7})(?![a-zA-Z0-9])")
_plate: Final = _every(
    r"[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼使领][A-Za-z][ ·•.]?"
    r"(?=[A-Za-z0-9]{0,5}[0-9][A-Za-z0-9]{0,5})[A-HJ-NP-Za-hj-np-z0-9]{4,5}[A-HJ-NP-Za-hj-np-z0-9挂学警港澳]"
    r"(?![A-Za-z0-9])"
)
_BETWEEN: Final = r"(?:号码|号|群|帐号|账号|是|为|[:： \t])"
_account: Final = _every(
    rf"(?<![a-zA-Z])(?:QQ|扣扣){_BETWEEN}{{0,4}}([1-9][0-9]{{4,11}})(?![0-9])", group=1, flags=re.IGNORECASE
)
_wechat: Final = _every(
    rf"(?<![a-zA-Z])(?:微信|薇信|V信|VX|WX|WeChat){_BETWEEN}{{0,4}}([a-zA-Z][-_a-zA-Z0-9]{{5,19}}|[1-9][0-9]{{5,11}})"
    r"(?![a-zA-Z0-9_-])",
    group=1,
    flags=re.IGNORECASE,
)

# In this order: what an earlier rule has hidden, a later one no longer sees.
RULES: Final[tuple[tuple[Kind, Rule], ...]] = (
    (Kind.EMAIL, _email),
    (Kind.ID_NUMBER, _id_full),
    (Kind.ID_NUMBER, _id_starred),
    (Kind.BANK_CARD, _card_grouped),
    (Kind.BANK_CARD, _card_by_sum),
    (Kind.BANK_CARD, _card_announced),
    (Kind.ID_NUMBER, _id_old),
    (Kind.ID_NUMBER, _id_announced),
    (Kind.MOBILE, _mobile),
    (Kind.LANDLINE, _landline),
    (Kind.MOBILE, _mobile_apart),
    (Kind.ACCOUNT, _account),
    (Kind.ACCOUNT, _wechat),
    (Kind.LANDLINE, _phone_announced),
    (Kind.PASSPORT, _passport),
    (Kind.PLATE, _plate),
)

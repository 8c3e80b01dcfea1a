"""Masking by rule: private numbers in free text, and single fields (name, phone, ID, address) as lists show them."""

import re
import unicodedata
from dataclasses import dataclass
from typing import Final

from huiyin.kit.codes import folded, normal_id_number, normal_phone
from huiyin.lang.private_patterns import RULES, Kind, Span, spoken

STAR: Final = "*"
_MAY_HOLD_NUMBERS: Final = re.compile(r"[0-9a-zA-Z零〇○一幺壹二贰三叁四肆五伍六陆七柒八捌九玖]")
# Wide signs and the digits of other scripts; Chinese characters and plain text stay as they are.
_FOREIGN: Final = re.compile(r"[^\x00-\x7f一-鿿，。、：；？！“”（）《》]|[：（）]")


@dataclass(frozen=True, slots=True)
class Found:
    """One hidden place: text[start:end], the same places in the text given and in the text returned."""

    kind: Kind
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Masked:
    """The public text, one star for every hidden character, and what was hidden in it."""

    text: str
    found: tuple[Found, ...]


def mask(text: str) -> Masked:
    """Hide phones, ID and card numbers, passports, e-mails, QQ and WeChat ids and plates in free Chinese text.

    Rules only: a clerk still reads the result, for names and for what no rule foresaw.
    """
    folded_text = _FOREIGN.sub(_plain_sign, text)
    if not _MAY_HOLD_NUMBERS.search(folded_text):
        return Masked(text, ())
    found: list[Found] = []
    for kind, rule in RULES:
        spans = [span for span in rule(folded_text) if span[0] < span[1]]
        folded_text = _starred(folded_text, spans)
        found.extend(Found(kind, *span) for span in spans)
    found.extend(Found(kind, *span) for kind, span in spoken(folded_text))
    found.sort(key=lambda one: one.start)
    return Masked(_starred(text, [(one.start, one.end) for one in found]), tuple(found))


def _starred(text: str, spans: list[Span]) -> str:
    for start, end in spans:
        text = text[:start] + STAR * (end - start) + text[end:]
    return text


def _plain_sign(found: re.Match[str]) -> str:
    """Fold one sign to one sign, so that every place keeps its number."""
    sign = found[0]
    digit = unicodedata.decimal(sign, None)
    if digit is not None:
        return str(digit)
    if "\uff00" < sign < "\uff5f":
        return unicodedata.normalize("NFKC", sign)
    # Wide and zero-width blanks alike may stand between the digits of one number.
    return " " if sign.isspace() or unicodedata.category(sign) == "Cf" else sign


# --- single fields ---

_COMPOUND_SURNAME: Final = re.compile(
    "欧阳|司马|上官|诸葛|东方|皇甫|尉迟|公孙|慕容|司徒|令狐|长孙|宇文|夏侯|轩辕|端木|百里|呼延|南宫|西门|独孤|申屠|闻人|澹台"
    "|濮阳|淳于|太叔|公冶|宗政|赫连|钟离|鲜于|闾丘|司空|拓跋|第五|万俟|东郭|羊舌|微生|左丘|梁丘|公羊|谷梁|段干|亓官|仲孙|叔孙"
    "|公西|漆雕|乐正|壤驷|巫马|颛孙|子车|司寇|纳兰|完颜|耶律"
)
_MOST_STARS: Final = 3


def mask_name(name: str) -> str:
    """Keep the surname: 周小满 is 周**, 欧阳小满 is 欧阳**, a name of one character is a star."""
    plain = folded(name)
    kept = 2 if len(plain) > 2 and _COMPOUND_SURNAME.match(plain) else 1
    if len(plain) < 2:
        return STAR * len(plain)
    return plain[:kept] + STAR * min(len(plain) - kept, _MOST_STARS)


def mask_phone(phone: str) -> str:
    """Keep three and four digits of a mobile (130****0026), area and two of a landline; service numbers are public."""
    number = normal_phone(phone)
    if re.fullmatch("1[3-9][0-9]{9}", number):
        return f"{number[:3]}****{number[-4:]}"
    if landline := re.fullmatch(r"(0[0-9]{2,3}-)([0-9]{5,6})([0-9]{2})(?:-[0-9]+)?", number):
        return landline[1] + STAR * len(landline[2]) + landline[3]
    if re.fullmatch("[0-9]{3,6}|[48]00[0-9]{7}", number):
        return number
    return STAR * max(len(number) - 2, 0) + number[-2:] if len(number) > 6 else STAR * len(number)


def mask_id(number: str) -> str:
    """Keep three and two characters: enough to compare with a card in the hand, no birth date."""
    plain = normal_id_number(number)
    if len(plain) < 9:
        return STAR * len(plain)
    return plain[:3] + STAR * (len(plain) - 5) + plain[-2:]


# Where the public part of an address ends: divisions, villages, roads. 小区, 市场 and 路口 are none of them.
_PLACE: Final = re.compile(
    r"省|自治[区州县旗]|特别行政区|(?<![小园校厂库社])区(?!政府)|市(?![场民政])|[州盟县旗镇乡]|街道|社区|村(?!委)|嘎查|苏木"
    r"|大道|胡同|路(?!口)|街(?!道)|巷"
)
_DOOR: Final = re.compile(r"[0-9a-zA-Z#]|[一二三四五六七八九十百零〇]+(?:号|栋|幢|座|单元|室|组|弄|户|层|楼|排|门)")
_HIDDEN: Final = STAR * _MOST_STARS


def mask_address(address: str) -> str:
    """Keep an address down to the village or street; the door, the building and whoever lives there are hidden."""
    plain = re.sub(r"\s", "", folded(address))
    door = _DOOR.search(plain)
    ends = [found.end() for found in _PLACE.finditer(plain[: door.start()] if door else plain)]
    public = plain[: ends[-1]] if ends else ""
    return public if public == plain else public + _HIDDEN

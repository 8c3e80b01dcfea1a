"""Cleaning what a person typed into a field, and saying plainly what to mend."""

import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from huiyin.flow.kind import Field
from huiyin.flow.words import Sort
from huiyin.kit.codes import id_number_fault, normal_phone, phone_fault
from huiyin.kit.text import Text


class FieldFaults(Exception):
    """Some answers cannot be taken; `faults` says for each field what to mend."""

    def __init__(self, faults: Mapping[str, Text]) -> None:
        super().__init__("；".join(text.zh for text in faults.values()))
        self.faults = dict(faults)


class _Fault(Exception):
    def __init__(self, text: Text) -> None:
        super().__init__(text.zh)
        self.text = text


@dataclass(frozen=True, slots=True)
class Answers:
    """Cleaned answers, the public ones apart from those to be sealed."""

    public: dict[str, Any]
    private: dict[str, Any]


def clean(fields: tuple[Field, ...], raw: Mapping[str, Any]) -> Answers:
    """Return the cleaned answers to the fields; raises FieldFaults naming every field to be mended.

    Values come as the doors have them: text, or already typed. Unknown names are ignored.
    """
    public: dict[str, Any] = {}
    private: dict[str, Any] = {}
    faults: dict[str, Text] = {}
    for field in fields:
        given = raw.get(field.id)
        # Most of a long form is left out.
        if given is None and not field.required and field.needed_if is None:
            continue
        if not is_asked(field, public):
            continue
        try:
            value = _clean_one(_as_needed(field, public), given)
        except _Fault as fault:
            faults[field.id] = fault.text
            continue
        if value is not None:
            (private if field.private else public)[field.id] = value
    if faults:
        raise FieldFaults(faults)
    return Answers(public, private)


# How many representatives there are; a field that belongs to one of them is asked only where there are so many.
REPRESENTATIVES, FIRST = "representative_count", "1"


def is_asked(field: Field, answered: Mapping[str, Any]) -> bool:
    """Say whether a field is asked after these answers."""
    if field.when is not None and not _said(answered, field.when):
        return False
    return field.of in ("", FIRST) or int(field.of) <= int(answered.get(REPRESENTATIVES) or 0)


def _as_needed(field: Field, answered: Mapping[str, Any]) -> Field:
    needed = field.needed_if is not None and _said(answered, field.needed_if)
    return replace(field, required=True) if needed else field


def _said(answered: Mapping[str, Any], condition: tuple[str, str]) -> bool:
    return str(answered.get(condition[0])).lower() == condition[1]


def _clean_one(field: Field, value: Any) -> Any:
    if value is None or (isinstance(value, str) and not value.strip()) or value in ([], ()):
        return _left_out(field)
    cleaned = _CLEANERS[field.sort](field, value)
    # What held nothing but blanks and invisible characters was left out too.
    return _left_out(field) if cleaned in ("", []) else cleaned


def _left_out(field: Field) -> None:
    if field.required:
        raise _Fault(Text(f"请填写“{field.name.zh}”", f"Please fill in “{field.name.en}”"))


# What one person asks for is answered item by item, in a paper; a register's list may be a year's days.
MOST_REQUESTS, MOST_ITEMS = 30, 1000
# Nine digits are more than any count or amount here, and every database holds them.
_WHOLE = re.compile("[+-]?[0-9]{1,9}")
# Line breaks and tabs stay; other control characters and invisible direction marks go.
_UNWANTED = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")


def _line(field: Field, value: Any) -> str:
    text = unicodedata.normalize("NFC", _UNWANTED.sub("", str(value).replace("\r\n", "\n"))).strip()
    if field.sort not in (Sort.WORDS, Sort.LINES):
        text = " ".join(text.split())
    if len(text) > field.longest:
        over = len(text) - field.longest
        raise _Fault(
            Text(f"最多 {field.longest} 字，请删去 {over} 字", f"At most {field.longest} characters: {over} too many")
        )
    return text


def _number(field: Field, value: Any) -> int:
    said = str(value).strip()
    if not _WHOLE.fullmatch(said):
        raise _Fault(Text("请填一个整数，最多九位", "Please give a whole number of nine digits at most"))
    if field.within is not None and not field.within.least <= int(said) <= field.within.most:
        raise _Fault(field.within.says)
    return int(said)


def _day(field: Field, value: Any) -> str:
    try:
        return date.fromisoformat(str(value).strip()).isoformat()
    except ValueError:
        raise _Fault(Text("日期写成 2026-11-22 这样", "Write the date like 2026-11-22")) from None


_YES, _NO = {"true", "yes", "1", "是", "on"}, {"false", "no", "0", "否", "off"}


def _yes_no(field: Field, value: Any) -> bool:
    said = str(value).strip().lower()
    if said not in _YES | _NO:
        raise _Fault(Text("请选“是”或“否”", "Please choose yes or no"))
    return said in _YES


def _choice(field: Field, value: Any) -> str:
    if str(value) not in {choice.id for choice in field.choices}:
        raise _Fault(Text("请从列出的几项里选", "Please choose one of those listed"))
    return str(value)


def _choices(field: Field, value: Any) -> list[str]:
    return [_choice(field, one) for one in _many(value)]


def _many(value: Any, *, most: int = MOST_ITEMS) -> list[Any]:
    if isinstance(value, str):
        value = [line for line in value.split("\n") if line.strip()]
    if not isinstance(value, list | tuple):
        raise _Fault(Text("请一项一项列出来", "Please list them one by one"))
    if len(value) > most:
        raise _Fault(Text(f"最多 {most} 项，现在是 {len(value)} 项", f"At most {most}; there are {len(value)}"))
    return list(value)


def _keys(field: Field, value: Any) -> list[str]:
    return sorted({_line(field, one) for one in _many(value)})


def _lines(field: Field, value: Any) -> list[str]:
    # A line of blanks is no item; the numbers of what remains follow its order.
    most = MOST_REQUESTS if field.sort is Sort.REQUESTS else MOST_ITEMS
    return [line for one in _many(value, most=most) if (line := _line(field, one))]


def _phone(field: Field, value: Any) -> str:
    fault = phone_fault(str(value))
    if fault is not None:
        raise _Fault(fault)
    return normal_phone(str(value))


def _id_number(field: Field, value: Any) -> str:
    fault = id_number_fault(str(value))
    if fault is not None:
        raise _Fault(fault)
    return unicodedata.normalize("NFKC", str(value)).replace(" ", "").upper()


def _outline(field: Field, value: Any) -> list[int]:
    if not isinstance(value, list | tuple):
        raise _Fault(Text("轮廓要写成一串坐标", "An outline is a list of coordinates"))
    return [_number(field, one) for one in value]


_CLEANERS: dict[Sort, Callable[[Field, Any], Any]] = {
    Sort.LINE: _line,
    Sort.WORDS: _line,
    Sort.NUMBER: _number,
    Sort.DAY: _day,
    Sort.YES_NO: _yes_no,
    Sort.CHOICE: _choice,
    Sort.CHOICES: _choices,
    Sort.POST: _line,
    Sort.LEADER: _line,
    Sort.UNIT: _line,
    Sort.UNITS: _keys,
    Sort.CATEGORY: _line,
    Sort.DIVISION: _line,
    Sort.GRID: _line,
    Sort.MATTER: _line,
    Sort.NAME: _line,
    Sort.PHONE: _phone,
    Sort.ID_NUMBER: _id_number,
    Sort.ADDRESS: _line,
    Sort.FILES: _keys,
    Sort.REQUESTS: _lines,
    Sort.OUTCOMES: _choices,
    Sort.LINES: _lines,
    Sort.OUTLINE: _outline,
}

"""Words that many papers share: dates, citations, how a matter is named, the way to a remedy."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

REGULATION = "《信访工作条例》"
_WEEKDAYS = "一二三四五六日"
_ORDINALS = ("一", "二", "三", "四", "五", "六", "七", "八", "九", "十")


@dataclass(frozen=True, slots=True)
class MatterRef:
    """The matter a paper is about, as the resident knows it."""

    number: str
    title: str
    filed_on: date
    channel: str


def day_words(day: date) -> str:
    """Write a date as official papers do: Arabic numerals, no zero padding (GB/T 9704-2012)."""
    return f"{day.year}年{day.month}月{day.day}日"


def day_with_weekday(day: date) -> str:
    """Write a date and its weekday: 2026年10月15日（星期四）."""
    return f"{day_words(day)}（星期{_WEEKDAYS[day.weekday()]}）"


def ordinal(number: int) -> str:
    """Write 1 to 99 in Chinese numerals for headings."""
    tens, units = divmod(number, 10)
    if number <= 10:
        return _ORDINALS[number - 1]
    head = "" if tens == 1 else _ORDINALS[tens - 1]
    return f"{head}十{_ORDINALS[units - 1] if units else ''}"


def cite(*articles: str) -> str:
    """Name articles of the regulation that these papers rest on: 《信访工作条例》第三十四条."""
    return REGULATION + "、".join(f"第{article}" for article in articles)


def your_matter(matter: MatterRef) -> str:
    """Say which matter this is, in words addressed to the person who filed it."""
    return f"您于{day_words(matter.filed_on)}通过{matter.channel}反映的{named(matter)}"


def named(matter: MatterRef) -> str:
    """Name a matter by its title and number."""
    return f"“{matter.title}”事项（编号{matter.number}）"


def ended(text: str) -> str:
    """Close a sentence that somebody typed with or without its full stop."""
    text = text.strip()
    return text if not text or text.rstrip("”）")[-1:] in tuple("。！？!?…") else f"{text}。"


def blank(characters: int = 8) -> str:
    """Give a ruled blank to be filled in by hand."""
    return "＿" * characters


def blank_lines(lines: int) -> str:
    """Give whole ruled lines, as wide as an indented line of a page."""
    return "\n".join([blank(25)] * lines)


def said(text: str, *, blanks: int = 8) -> str:
    """Give what was said, or a ruled blank where nothing was."""
    return text.strip() or blank(blanks)


def told(text: str, *, lines: int = 2) -> str:
    """Give a passage closed with its full stop, or ruled lines where there is none."""
    return ended(text) if text.strip() else blank_lines(lines)


def day_or_blank(day: date | None) -> str:
    """Write a date, or the blank of one."""
    return day_words(day) if day is not None else "＿＿＿＿年＿＿月＿＿日"


def ticked(chosen: str, choices: Iterable[tuple[str, str]]) -> str:
    """Write boxes, the chosen one filled: ■满意　□一般."""
    return "　".join(f"{'■' if key == chosen else '□'}{name}" for key, name in choices)

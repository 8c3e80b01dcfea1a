"""The template words of the look: one tag a part, each rendering a shape of `huiyin.web.parts`."""

from collections.abc import Iterable, Sequence
from functools import cache
from html import escape
from typing import TYPE_CHECKING, Any

from django import template
from django.forms import BaseForm, BoundField
from django.template.base import FilterExpression, Parser, Token, token_kwargs
from django.template.context import Context
from django.templatetags.static import static
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from huiyin.flow.words import VERB_NAMES
from huiyin.kit.text import Text
from huiyin.web.day_cells import folded, month_sheets
from huiyin.web.form_parts import control, faults_of
from huiyin.web.parts import (
    ClockView,
    Column,
    Empty,
    Figure,
    Light,
    LineItem,
    Notice,
    PageLinks,
    Step,
    Tab,
    VerbKey,
    Voice,
)

# The upper level shows pages by this library too, and has no tables: nothing here may load one.
if TYPE_CHECKING:
    from huiyin.queries.staff import Group

register = template.Library()

LETTERS = {"g": Text("绿", "G"), "y": Text("黄", "Y"), "r": Text("红", "R"), "b": Text("蓝", "B")}
WEEK_DAYS = (tuple("一二三四五六日"), ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su"))
NOTICES: dict[str, tuple[str, str]] = {
    "plain": ("tell", "note"),
    "y": ("tell tell-y", "warn"),
    "r": ("tell tell-r", "warn"),
}
VERB_ORDER = {verb.value: place for place, verb in enumerate(VERB_NAMES)}


def in_english() -> bool:
    """Say whether the reader asked for English."""
    return (get_language() or "").startswith("en")


def say(zh: str, en: str, **names: object) -> str:
    """Say a whole sentence of the interface in the reader's language, `{name}` filled."""
    chosen = en if in_english() else zh
    return chosen.format(**names) if names else chosen


class Saying(template.Node):
    """A sentence in both languages. Three hundred stand on a page: what a plain tag asks each time is asked once here."""

    def __init__(self, sentence: tuple[Any, Any], names: dict[str, FilterExpression], into: str) -> None:
        self.zh, self.en = (one if one.is_var or one.filters else one.var for one in sentence)
        self.names, self.into = names, into

    def render(self, context: Context) -> str:
        """Say it in the reader's language: as it stands in the template, and escaped where anything is filled in."""
        said = self.en if in_english() else self.zh
        if not isinstance(said, str):
            said = said.resolve(context)
        if self.names:
            said = said.format(**{name: one.resolve(context) for name, one in self.names.items()})
        if self.into:
            context[self.into] = said
            return ""
        return conditional_escape(said) if context.autoescape else said


@register.tag("say")
def saying(parser: Parser, token: Token) -> Saying:
    """Say a whole sentence of the interface in the reader's language, `{name}` filled; both stand in the template."""
    _, zh, en, *rest = token.split_contents()
    into = rest[-1] if len(rest) > 1 and rest[-2] == "as" else ""
    names = token_kwargs(rest[:-2] if into else rest, parser)
    return Saying((parser.compile_filter(zh), parser.compile_filter(en)), names, into)


@register.filter
def words(text: Text | str) -> str:
    """Say a Text in the reader's language; plain words pass through."""
    if isinstance(text, Text):
        return text.en if in_english() else text.zh
    return text


@register.simple_tag
@cache
def icon(name: str, css: str = "i") -> SafeString:
    """Draw an icon of the sprite; it never stands without a word beside it, so readers of screens skip it."""
    sprite = static("huiyin/icons/sprite.svg")
    return format_html(
        '<svg class="{}" aria-hidden="true" focusable="false"><use href="{}#{}"/></svg>', css, sprite, name
    )


@register.simple_tag
def option_list(groups: "Iterable[Group]", chosen: str) -> SafeString:
    """Write the options of a select, in their groups. Hundreds stand on a page, so they are written in one go."""
    parts = []
    for group in groups:
        parts.append(f'<optgroup label="{escape(words(group.name))}">' if group.name else "")
        for option in group.options:
            mark = " selected" if option.key == chosen else ""
            parts.append(f'<option value="{escape(option.key)}"{mark}>{escape(option.name)}</option>')
        parts.append("</optgroup>" if group.name else "")
    # Every key, name and heading was escaped above.
    return SafeString("".join(parts))


@register.simple_tag
def no(number: object) -> SafeString:
    """Set a matter's number so that it never breaks."""
    return format_html('<span class="no">{}</span>', number)


@register.simple_tag
def light(value: Light | None, big: bool = False) -> SafeString:
    """Show a deadline's light: shape, letter and words."""
    if value is None:
        return SafeString("")
    size = " light-big" if big else ""
    letter = words(LETTERS[value.colour])
    return format_html('<span class="light light-{}{}"><b>{}</b>{}</span>', value.colour, size, letter, value.words)


def _clock(clock: ClockView) -> dict[str, Any]:
    english = in_english()
    return {
        "clock": clock,
        "big": Light(clock.light.colour, clock.sentence),
        "sheets": month_sheets(clock.cells, english=english),
        "week": WEEK_DAYS[english],
        "has_makeup": any(cell.makeup for cell in clock.cells),
        "has_held": any(cell.mark == "held" for cell in clock.cells),
    }


@register.inclusion_tag("parts/clock_strip.html")
def clock_strip(clock: ClockView) -> dict[str, Any]:
    """Show a clock's days in a row on the desk, and as a wall calendar on a phone."""
    return {**_clock(clock), "cells": folded(clock.cells, english=in_english())}


@register.inclusion_tag("parts/clock_calendar.html")
def clock_calendar(clock: ClockView) -> dict[str, Any]:
    """Show a clock's days as wall calendars."""
    return {**_clock(clock), "cells": clock.cells}


@register.inclusion_tag("parts/verb_keys.html")
def verb_keys(verbs: Iterable[VerbKey]) -> dict[str, Any]:
    """Show the verbs that apply, in the one fixed order; fold the rest with their reasons."""
    ordered = sorted(verbs, key=lambda verb: VERB_ORDER.get(verb.id, len(VERB_ORDER)))
    return {
        "now": [verb for verb in ordered if verb.enabled],
        "rest": [verb for verb in ordered if not verb.enabled],
    }


@register.inclusion_tag("parts/timeline.html")
def timeline(items: Sequence[LineItem]) -> dict[str, Any]:
    """Show what happened, newest first, and what comes next on top."""
    return {"items": items}


@register.inclusion_tag("parts/field.html")
def field(bound: BoundField, law: str = "", law_says: str = "", voice: str = "", tall: bool = False) -> dict[str, Any]:
    """Show a form field: label, help, control, law, fault.

    `law` is the article and `law_says` its plain content. `voice` of a textarea: person (the default, 楷体), office
    (仿宋) or plain. `tall` puts choices under one another.
    """
    return control(bound, law=law, law_says=law_says, voice=voice, tall=tall)


@register.inclusion_tag("parts/fault_summary.html")
def form_fault_summary(form: BaseForm) -> dict[str, Any]:
    """Say at the top of a form what has to be put right, each fault leading to its field."""
    return {"faults": faults_of(form)}


@register.inclusion_tag("parts/tabs.html")
def tabs(tabs: Sequence[Tab], label: str = "") -> dict[str, Any]:
    """Show neighbouring pages or saved views as tabs."""
    return {"tabs": tabs, "label": label}


@register.inclusion_tag("parts/figures.html")
def figures(figures: Sequence[Figure], label: str = "") -> dict[str, Any]:
    """Show a row of figures, each opening to its rows."""
    return {"figures": figures, "label": label}


@register.inclusion_tag("parts/voices.html")
def voices(voices: Sequence[Voice]) -> dict[str, Any]:
    """Show side by side what each side says; never a sum."""
    return {"voices": voices}


@register.inclusion_tag("parts/empty.html")
def empty(empty: Empty) -> dict[str, Any]:
    """Say what would be here, and when or how it comes."""
    return {"empty": empty}


@register.inclusion_tag("parts/tell.html")
def tell(words: str, tone: Notice = "plain") -> dict[str, Any]:
    """Tell something that stays on the page: plain, y for caution, r for a fault."""
    css, name = NOTICES[tone]
    return {"words": words, "css": css, "icon_name": name}


@register.inclusion_tag("parts/pager.html")
def pager(pages: PageLinks) -> dict[str, Any]:
    """Lead to the pages before and after."""
    return {"pages": pages}


@register.inclusion_tag("parts/masked.html")
def masked(value: str, reveal_url: str = "") -> dict[str, Any]:
    """Show a masked value and, where the reader may ask, the door that asks for a reason."""
    return {"value": value, "reveal_url": reveal_url}


@register.inclusion_tag("parts/table_head.html")
def table_head(columns: Sequence[Column]) -> dict[str, Any]:
    """Write the head of a table."""
    return {"columns": columns}


@register.inclusion_tag("parts/steps.html")
def steps(steps: Sequence[Step]) -> dict[str, Any]:
    """Show the steps of a short form on several pages."""
    return {"steps": steps}

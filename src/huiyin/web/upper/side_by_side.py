"""Counties side by side: one figure of one year, each county with its interval; in order of their codes, never of rank."""

import csv
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from io import StringIO
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language, override
from django.views.decorators.http import require_safe

from huiyin.insight.handed_up.above import FIGURES, Figure, figure_table
from huiyin.insight.handed_up.holding import counted, home_in, registered
from huiyin.insight.intervals import Rate, in_words, rate
from huiyin.insight.tiers import Counted, tiers
from huiyin.kit.days import SHANGHAI
from huiyin.kit.text import Text
from huiyin.web.parts import Empty, Tab
from huiyin.web.templatetags.look import words

LANGUAGES = {"zh": "zh-hans", "en": "en"}
NOTHING = Empty(
    Text("还没有收到哪个县的事实文件", "No county has handed up facts yet"),
    Text(
        "登记县的公钥（upper register），再收下它导出的目录（upper take）或让它发来（facts send）。",
        "Register a county's key (upper register), then take its export (upper take) or let it send one (facts send).",
    ),
)
BAR_WIDTH = 240
UNPLACED = Text("样本太小", "Too few to say")
NO_TIER = Text("件数太少", "Too few")
NONE_SAID = Text("—", "—")


@dataclass(frozen=True, slots=True)
class Bar:
    """An interval drawn on a scale from nought to one, in units of the drawing."""

    low: float
    width: float
    point: float


@dataclass(frozen=True, slots=True)
class Line:
    """One county's figure, with what it is made of."""

    county: str
    name: Text
    hits: int
    n: int
    rate: Text
    bar: Bar | None
    months: Text
    made_at: str
    tier: Text = NO_TIER


@dataclass(frozen=True, slots=True)
class Asked:
    """Which figure of which year, in which language."""

    figure: Figure
    year: int
    language: str

    def query(self, **changed: object) -> str:
        """Return the address's query with parts changed."""
        parts = {"figure": self.figure.id, "year": self.year, "lang": self.language} | changed
        return urlencode(parts)


@require_safe
def page(request: HttpRequest) -> HttpResponse:
    """Show the counties side by side. Reads two small files, no facts."""
    held = counted(_home())
    wanted = _asked(request, held)
    with override(LANGUAGES[wanted.language]):
        lines = _lines(held, wanted)
        measure = wanted.figure.loaded()
        context = {
            "figure": wanted.figure,
            "measure": measure,
            "year": wanted.year,
            "lines": lines,
            "sentence": _sentence(lines),
            "missing": _missing(lines),
            "counted_at": _moment(held["counted_at"]) if held else "",
            "figures": _figure_tabs(wanted),
            "years": _year_tabs(held, wanted),
            "sheet_url": f"{reverse('sheet')}?{wanted.query()}",
            "language_url": f"?{wanted.query(lang='zh' if wanted.language == 'en' else 'en')}",
            "fictional": _fictional(held),
            "empty": NOTHING,
        }
        return render(request, "upper/side_by_side.html", context)


@require_safe
def sheet(request: HttpRequest) -> HttpResponse:
    """Give the lines of the page as a CSV file that spreadsheets open: the same numbers, nothing more."""
    held = counted(_home())
    wanted = _asked(request, held)
    with override(LANGUAGES[wanted.language]):
        out = StringIO()
        writer = csv.writer(out)
        writer.writerow([words(one) for one in HEADINGS])
        for line in _lines(held, wanted):
            known = rate(line.hits, line.n)
            numbers = [f"{one:.4f}" for one in (known.share, known.low, known.high)] if known else ["", "", ""]
            writer.writerow([line.county, _harmless(words(line.name)), line.hits if known else "", line.n if known else "",
                             *numbers, words(line.tier), words(line.months), line.made_at])  # fmt: skip
    response = HttpResponse("\ufeff" + out.getvalue(), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="counties-{wanted.figure.id}-{wanted.year}.csv"'
    return response


HEADINGS = (
    Text("县代码", "county"), Text("县", "name"), Text("分子", "count"), Text("分母", "of"), Text("比率", "rate"),
    Text("区间下限", "interval from"), Text("区间上限", "interval to"), Text("层次", "tier"), Text("数到哪些月", "months"), Text("上报时间", "handed up"),
)  # fmt: skip


def _home() -> Path:
    return home_in(Path(settings.DATA))


def _harmless(name: str) -> str:
    """Keep a spreadsheet from taking a name for a formula."""
    return f"'{name}" if name[:1] in "=+-@\t\r" else name


def _asked(request: HttpRequest, held: Mapping[str, Any]) -> Asked:
    figures = {figure.id: figure for figure in FIGURES}
    years = _years(held)
    year, language = request.GET.get("year", ""), request.GET.get("lang", "")
    usual = "en" if (get_language() or "").startswith("en") else "zh"
    return Asked(
        figures.get(request.GET.get("figure", ""), FIGURES[0]),
        int(year) if year in {str(one) for one in years} else years[0],
        language if language in LANGUAGES else usual,
    )


def _years(held: Mapping[str, Any]) -> list[int]:
    return sorted({one["year"] for one in held.get("years", ())}, reverse=True) or [0]


def _lines(held: Mapping[str, Any], wanted: Asked) -> list[Line]:
    known = registered(_home())
    found = []
    for one in held.get("years", ()):
        if one["year"] == wanted.year and one["county"] in known:
            hits, n = one["figures"].get(wanted.figure.id, (0, 0))
            said = _said(hits, n)
            months = one["months"][figure_table(wanted.figure)]
            found.append(
                Line(one["county"], known[one["county"]].name, hits, n, said, _bar(rate(hits, n)),
                     _span(months), _moment(one["made_at"]))
            )  # fmt: skip
    placed = _tiers(found)
    return sorted((replace(line, tier=placed[line.county]) for line in found), key=lambda line: line.county)


def _said(hits: int, n: int) -> Text:
    if n == 0:
        return Text("没有上报这一项", "Nothing handed up of this")
    # How many too few are is itself a small count.
    return UNPLACED if rate(hits, n) is None else in_words(hits, n)


def _tiers(lines: Sequence[Line]) -> dict[str, Text]:
    """Say for each county in which tier it stands, where the figures tell any two apart."""
    found = tiers(Counted(line.county, line.county, line.hits, line.n) for line in lines)
    said = {line.county: NO_TIER if line.n else NONE_SAID for line in lines}
    last = len(found.tiers)
    for number, tier in enumerate(found.tiers, 1):
        where = Text(f"第 {number} 档，共 {last} 档", f"Tier {number} of {last}")
        said |= {one.unit: where if found.told_apart else Text("不分档", "No tiers") for one in tier}
    return said


def _sentence(lines: Sequence[Line]) -> Text:
    """Say how many counties can be compared, whether they differ, and why the others stand in no tier."""
    found = tiers(Counted(line.county, line.county, line.hits, line.n) for line in lines)
    placed, last = sum(len(tier) for tier in found.tiers), len(found.tiers)
    small, unsaid = len(found.aside), sum(1 for line in lines if not line.n)
    zh, en = [], []
    if found.told_apart:
        zh.append(f"{placed} 个县件数够多，分成 {last} 档：档与档之间分得出高低，同一档里没有一处分得开")
        en.append(
            f"{placed} counties have counted enough and stand in {last} tiers: told apart between tiers, and no cut can be made within one"
        )
    elif found.chained:
        zh.append(f"{placed} 个县件数够多，但比率一个挨一个，没有一处能把上面的和下面的全分开，不分档")
        en.append(
            f"{placed} counties have counted enough, but their rates follow so closely that no cut tells all above from all below: no tiers"
        )
    elif placed:
        zh.append(
            f"{placed} 个县件数够多，相互的差别在误差之内，分不出高低"
            if placed > 1
            else "只有 1 个县件数够多，没有可比的"
        )
        en.append(f"{placed} counties have counted enough, and do not differ by more than chance" if placed > 1
                  else "Only one county has counted enough: there is nothing to compare")  # fmt: skip
    if small:
        zh.append(f"{small} 个县件数太少，真实的水平可能高或低 10 个百分点以上，不分档")
        en.append(f"{small} have counted too few for a tier: what is true may lie more than ten points higher or lower")
    if unsaid:
        zh.append(f"{unsaid} 个县没有上报这一项")
        en.append(f"{unsaid} handed up nothing of this")
    return Text("；".join(zh) + "。", "; ".join(en) + ".")


def _missing(lines: Sequence[Line]) -> list[Text]:
    here = {line.county for line in lines}
    return [one.name for county, one in registered(_home()).items() if county not in here]


def _bar(known: Rate | None) -> Bar | None:
    if known is None:
        return None
    low, high = known.low * BAR_WIDTH, known.high * BAR_WIDTH
    return Bar(round(low, 1), round(max(high - low, 2), 1), round(known.share * BAR_WIDTH, 1))


def _span(months: Sequence[int]) -> Text:
    if not months:
        return Text("—", "—")
    first, last = months[0] % 100, months[-1] % 100
    gaps = len(months) < last - first + 1
    zh = f"{first} 月" if first == last else f"{first}—{last} 月"
    en = f"{first:02}" if first == last else f"{first:02}–{last:02}"
    return Text(f"{zh}，共 {len(months)} 个月" if gaps else zh, f"{en}, {len(months)} months of them" if gaps else en)


def _moment(text: str) -> str:
    return f"{datetime.fromisoformat(text).astimezone(SHANGHAI):%Y-%m-%d %H:%M}"


def _figure_tabs(wanted: Asked) -> list[Tab]:
    return [
        Tab(words(one.title), f"?{wanted.query(figure=one.id)}", current=one.id == wanted.figure.id) for one in FIGURES
    ]


def _year_tabs(held: Mapping[str, Any], wanted: Asked) -> list[Tab]:
    return [Tab(str(one), f"?{wanted.query(year=one)}", current=one == wanted.year) for one in _years(held) if one]


def _fictional(held: Mapping[str, Any]) -> str:
    made_up = any(one["fictional"] for one in held.get("years", ()))
    return "演示数据：这里的县是虚构的，数字是编的" if made_up else ""

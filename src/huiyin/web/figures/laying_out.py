"""A measure's rows laid out for a page: the whole in a sentence, units in tiers, months in order, each number with its door."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.safestring import SafeString

from huiyin.insight.intervals import in_words, rate
from huiyin.insight.tiers import Counted, Tiers, tiers
from huiyin.kit.text import Text
from huiyin.web.charts import CountLine, RateLine, counts_svg, rates_svg
from huiyin.web.figures.declared import Declared, Share
from huiyin.web.figures.period import month_label, month_said
from huiyin.web.figures.span import Span
from huiyin.web.templatetags.look import words

Rows = Sequence[Mapping[str, Any]]
NUMERALS = "一二三四五六七八九十"
OVERLAP = Text(
    "这些单位的区间互相重叠，说不上谁高谁低，按名称排列。",
    "The spans of these units overlap: none can be called higher. They stand by name.",
)
CHAINED = Text(
    "这些单位的比率一个挨一个，没有一处能把上面的和下面的全分开，所以不分档，按名称排列；两个单位的区间不重叠，才可能真有高低。",
    "The rates follow one another so closely that no cut tells all above from all below: no tiers, by name. "
    "Two units may truly differ only where their spans do not overlap.",
)
ALL_TOO_SMALL = Text(
    "各单位的件数都太少，说不上谁高谁低，按名称排列。",
    "Every unit has counted too few for any to be called higher. They stand by name.",
)
TOO_SMALL = Text("样本太小，不分档", "Too few to place")
TOO_SMALL_WHY = Text(
    "这些单位件数少，真实的水平可能比算出来的高或低 10 个百分点以上，放进哪一档都说不准。不是说办得差。",
    "These have counted too few: what is true may lie more than ten points higher or lower, so no tier would hold. "
    "It says nothing against them.",
)
# More units than this are folded, and unfold on paper.
LONG = 30
NOTHING_SAID = Text("这段时间还没有。", "There is none in this time yet.")
NONE_YET = Text("还没有", "none yet")
NOTHING = Text("没有", "None")
ALL_UNITS = Text("各单位", "Units")


@dataclass(frozen=True, slots=True)
class Cell:
    """A count with the name of its column and the door to its matters."""

    name: Text
    count: int
    url: str


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a table: what it is of, its counts, the rate they make where they make one; `label` names it in a drawing."""

    name: str
    cells: tuple[Cell, ...]
    rate: Text | None = None
    label: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """Units that nothing tells apart. `aside`: their samples are too small to say."""

    name: Text
    lines: tuple[Line, ...]
    aside: bool = False


@dataclass(frozen=True, slots=True)
class RateBlock:
    """One rate: in a sentence, by units in tiers, by months; each drawing with its table. `drawn` is None where no unit is placed."""

    share: Share
    sentence: Text
    says: Text
    groups: tuple[Group, ...]
    drawn: SafeString | None
    months: tuple[Line, ...]
    drawn_months: SafeString | None

    @property
    def long(self) -> int:
        """Return how many units stand in the table where they are too many to be shown at once, else nought."""
        placed = sum(len(group.lines) for group in self.groups if not group.aside)
        return placed if placed > LONG else 0


@dataclass(frozen=True, slots=True)
class Laying:
    """What every line of a page is made with."""

    shown: Declared
    span: Span

    def cell(self, name: Text, column: str, count: int, **where: object) -> Cell:
        """Return a count with its door."""
        url = reverse("figures:matters", kwargs={"measure": self.shown.id})
        query = self.span.query(part=column, **where)
        return Cell(name, count, f"{url}?{query}" if query else url)


def summed(rows: Rows, key: Callable[[Mapping[str, Any]], Any]) -> dict[Any, Counter[str]]:
    """Add the counts of rows up by what `key` says of them."""
    found: dict[Any, Counter[str]] = {}
    for row in rows:
        counts = {name: value for name, value in row.items() if name == "n" or name.endswith("_n")}
        found.setdefault(key(row), Counter()).update(counts)
    return found


def rate_sentence(share: Share, counts: Counter[str]) -> Text:
    """Say a rate in one sentence, with its interval where there is enough to say."""
    hits, n = counts[share.hits], counts[share.n]
    said = in_words(hits, n) if n else NONE_YET
    return Text(
        f"{share.name.zh}：{said.zh}" + (f"，{n} 件里有 {hits} 件" if rate(hits, n) else ""),
        f"{share.name.en}: {said.en}" + (f", {hits} of {n}" if rate(hits, n) else ""),
    )


def rate_block(laying: Laying, share: Share, rows: Rows, names: Mapping[str, str]) -> RateBlock:
    """Lay one rate out."""
    units = summed(rows, lambda row: row["unit"])
    months = summed(rows, lambda row: row["yyyymm"])
    found = _tiers(laying, share, units, names)
    groups = tuple(
        Group(
            name,
            tuple(_rate_line(laying, share, units[one.unit], one.name, unit=one.unit) for one in ones),
            name == TOO_SMALL,
        )
        for name, ones in named_tiers(found)
    )
    whole: Counter[str] = sum(units.values(), Counter())
    by_month = [(month, months.get(month, Counter())) for month in laying.span.months(laying.shown.id)]
    return RateBlock(
        share,
        rate_sentence(share, whole),
        _says(found, laying) if whole[share.n] else NOTHING_SAID,
        groups,
        _drawn_units(share, groups, key=f"{share.hits}-units") if found.tiers else None,
        tuple(
            _rate_line(laying, share, counts, words(month_said(month, today=laying.span.today)), month=month)
            for month, counts in by_month
        ),
        _drawn_months(share, by_month, laying.span.today, key=f"{share.hits}-months") if whole[share.n] else None,
    )


def counts_table(
    laying: Laying, rows: Rows, names: Mapping[str, str], *, by: str, order: Iterable[str] | None = None
) -> tuple[Line, ...]:
    """Lay counts out by unit, place or channel, in order of names: a count ranks nobody."""
    found = summed(rows, lambda row: row[by])
    keys = (
        [key for key in order if key in found]
        if order is not None
        else sorted(found, key=lambda key: (names[key], key))
    )
    return tuple(
        Line(
            names[key],
            tuple(
                laying.cell(part.name, part.column, found[key][part.column], **{by: key}) for part in laying.shown.parts
            ),
        )
        for key in keys
    )


def months_table(laying: Laying, rows: Rows) -> tuple[Line, ...]:
    """Lay counts out by the month filed."""
    found = summed(rows, lambda row: row["yyyymm"])
    return tuple(
        Line(
            words(month_said(month, today=laying.span.today)),
            tuple(
                laying.cell(part.name, part.column, found.get(month, Counter())[part.column], month=month)
                for part in laying.shown.parts
            ),
            label=words(month_label(month, today=laying.span.today)),
        )
        for month in laying.span.months(laying.shown.id)
    )


def drawn_counts(lines: Sequence[Line], *, title: Text, key: str) -> SafeString:
    """Draw the first count of each line."""
    bars = [
        CountLine(line.label or line.name, line.cells[0].count, words(_pieces(line.cells[0].count))) for line in lines
    ]
    return counts_svg(bars, title=words(title), desc=_told((bar.label, bar.said) for bar in bars), key=key)


def drawn_parts(laying: Laying, rows: Rows, *, title: Text, key: str) -> SafeString:
    """Draw the whole by its parts, such as days in bands."""
    whole = sum(summed(rows, lambda row: "").values(), Counter())
    bars = [
        CountLine(words(part.name), whole[part.column], words(_pieces(whole[part.column])))
        for part in laying.shown.parts
    ]
    return counts_svg(bars, title=words(title), desc=_told((bar.label, bar.said) for bar in bars), key=key)


def _pieces(count: int) -> Text:
    return Text(f"{count} 件", str(count))


def _tiers(laying: Laying, share: Share, units: Mapping[str, Counter[str]], names: Mapping[str, str]) -> Tiers:
    counted = [Counted(unit, names[unit], counts[share.hits], counts[share.n]) for unit, counts in units.items()]
    if laying.shown.tiered:
        return tiers(counted)
    held = sorted((one for one in counted if one.n), key=lambda one: (one.name, one.unit))
    return Tiers((tuple(held),) if held else (), ())


def named_tiers(found: Tiers) -> Iterable[tuple[Text, tuple[Counted, ...]]]:
    """Name each tier, and last those that stand aside."""
    for number, tier in enumerate(found.tiers):
        yield _tier_name(number) if found.told_apart else ALL_UNITS, tier
    if found.aside:
        yield TOO_SMALL, found.aside


def _tier_name(number: int) -> Text:
    zh = NUMERALS[number] if number < len(NUMERALS) else str(number + 1)
    highest = number == 0
    return Text(
        f"第{zh}档" + ("（比率最高）" if highest else ""), f"Tier {number + 1}" + (" (highest)" if highest else "")
    )


def _says(found: Tiers, laying: Laying) -> Text:
    if not laying.shown.tiered:
        return Text("按名称排列，单位之间不比高低。", "By name: units are not compared.")
    return tiers_say(found)


def tiers_say(found: Tiers) -> Text:
    """Say in a sentence what the tiers mean."""
    if not found.tiers:
        return ALL_TOO_SMALL
    if not found.told_apart:
        return CHAINED if found.chained else OVERLAP
    count = len(found.tiers)
    return Text(
        f"分成 {count} 档：档与档之间分得出高低；同一档里没有一处分得开，按名称排列。",
        f"{count} tiers: between tiers units can be told apart; within one no cut can be made, and they stand by name.",
    )


def _rate_line(laying: Laying, share: Share, counts: Counter[str], name: str, **where: object) -> Line:
    hits, n = counts[share.hits], counts[share.n]
    cells = (laying.cell(share.n_name, share.n, n, **where), laying.cell(share.hits_name, share.hits, hits, **where))
    more = tuple(laying.cell(part.name, part.column, counts[part.column], **where) for part in laying.shown.parts)
    return Line(name, (*more, *cells), _said(hits, n))


def _drawn_units(share: Share, groups: Sequence[Group], *, key: str) -> SafeString:
    lines: list[RateLine] = []
    placed = [group for group in groups if not group.aside]
    for group in placed:
        if len(placed) > 1:
            lines.append(RateLine(words(group.name), head=True))
        lines += [_drawn(line.name, line.cells[-1].count, line.cells[-2].count) for line in group.lines]
    return _drawing(share, lines, key=key, joined=False)


def _drawn_months(share: Share, months: Sequence[tuple[int, Counter[str]]], today: date, *, key: str) -> SafeString:
    lines = [
        _drawn(words(month_label(month, today=today)), counts[share.hits], counts[share.n]) for month, counts in months
    ]
    return _drawing(share, lines, key=key, joined=True)


def _drawn(label: str, hits: int, n: int) -> RateLine:
    found, said = rate(hits, n), words(_said(hits, n))
    return RateLine(label, said, found.share, found.low, found.high) if found else RateLine(label, said)


def _said(hits: int, n: int) -> Text:
    return in_words(hits, n) if n else NOTHING


def _drawing(share: Share, lines: Sequence[RateLine], *, key: str, joined: bool) -> SafeString:
    told = _told((line.label, line.said) for line in lines if not line.head)
    return rates_svg(lines, title=words(share.name), desc=told, key=key, joined=joined)


def _told(pairs: Iterable[tuple[str, str]]) -> str:
    return "; ".join(f"{label} {said}" for label, said in pairs)

"""按期率: how many of what fell due was done in time, by unit and month, from the measure of that name."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.safestring import SafeString

from huiyin.flow.actor import Actor
from huiyin.insight.intervals import in_words, rate
from huiyin.insight.measures import load, run
from huiyin.insight.tiers import Counted, Tiers, tiers
from huiyin.kinds.clocks import CLOCKS
from huiyin.kit.days import SHANGHAI
from huiyin.kit.text import Text
from huiyin.queries.figures import Counts, Which, facts_behind, reader_for, unit_names
from huiyin.web.charts import RateLine, rates_svg
from huiyin.web.clock_reading import moment
from huiyin.web.desk.frame import many, page
from huiyin.web.desk.showing import full_day
from huiyin.web.figures.laying_out import TOO_SMALL, TOO_SMALL_WHY, named_tiers, tiers_say
from huiyin.web.figures.period import Asked, asked, month_label, month_name, month_said, offered_clocks
from huiyin.web.parts import Empty, PageLinks, Tab
from huiyin.web.session import staff
from huiyin.web.templatetags.look import words

NOTHING_DUE = Empty(
    Text("这段时间没有到期的", "Nothing fell due in this time"),
    Text("有事项的这个时限到了期，就会算在这里。", "A matter is counted here once this limit of it has run out."),
)
NOTHING_SEEN = Empty(
    Text("没有您看得见的事项", "No matters that you may see"),
    Text(
        "数字包含全县的事项；您的岗位看得见的才列在这里。",
        "The figure counts the whole county; listed here are those your posts may see.",
    ),
)
NONE = Counts(0, 0, 0)
RATE = Text("按期率", "On-time rate")
WHICH: dict[Which, Text] = {
    "all": Text("到期的", "Fell due"),
    "on_time": Text("按期的", "In time"),
    "late": Text("没有按期的", "Not in time"),
    "open": Text("超期还没办的", "Overdue and open"),
}


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the table; each of its numbers has an address, and `label` names it in a drawing."""

    name: str
    counts: Counts
    rate: Text
    all_url: str
    late_url: str
    open_url: str
    label: str

    @property
    def late(self) -> int:
        """Return how many were not done in time."""
        return self.counts.n - self.counts.on_time_n


@dataclass(frozen=True, slots=True)
class UnitGroup:
    """Units that nothing tells apart. `aside`: their samples are too small to say."""

    name: Text
    lines: tuple[Line, ...]
    aside: bool


@staff
def rate_page(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Show the rate in one sentence, by unit in tiers, by month, drawn and in tables, with the measure's own words."""
    wanted, measure = asked(request), load("on_time_rate")
    counted = _counted(wanted, actor)
    in_period = {key: counts for key, counts in counted.items() if not wanted.month or key[0] == wanted.month}
    total = _sum(in_period.values())
    found, groups = _groups(wanted, in_period)
    by_month = [] if wanted.month else _month_lines(wanted, counted)
    context = {
        "measure": measure,
        "clock": CLOCKS[wanted.clock],
        "sentence": sentence(total, period_of(wanted)),
        "total": total,
        "until": full_day(wanted.today),
        "clocks": [Tab(words(one.name), _url(wanted, clock=one.id), current=one.id == wanted.clock) for one in offered_clocks()],
        "months": month_tabs(wanted, "figures:on_time"),
        "says": tiers_say(found),
        "groups": groups,
        "drawn": _drawn_units(groups) if found.tiers else None,
        "by_month": by_month,
        "drawn_months": _drawn(by_month, key="months", joined=True),
        "too_small_why": TOO_SMALL_WHY,
        "empty": NOTHING_DUE,
        **counted_at(request),
    }  # fmt: skip
    return page(request, "figures/on_time.html", context, actor=actor)


@staff
def matters_page(request: HttpRequest, actor: Actor) -> HttpResponse:
    """List the matters behind a number, those that the reader may see."""
    wanted = asked(request)
    after = request.GET.get("after", "")
    found = facts_behind(wanted.behind, actor=actor, after=int(after) if after.isdecimal() and len(after) < 18 else 0)
    here = reverse("figures:on_time_matters")
    further = f"{here}?{wanted.query()}&after={found.after}" if found.after else None
    context = {
        "clock": CLOCKS[wanted.clock],
        "which": WHICH[wanted.which],
        "period": period_of(wanted),
        "unit": unit_names([wanted.unit])[wanted.unit] if wanted.unit else "",
        "until": full_day(wanted.today),
        "page": found,
        "seen_n": many(found.total),
        "back_url": _url(wanted, unit="", which="all"),
        "pages": PageLinks(f"{here}?{wanted.query()}" if after else None, further, ""),
        "empty": NOTHING_SEEN,
    }
    return page(request, "figures/on_time_matters.html", context, actor=actor)


def sentence(total: Counts, period: Text) -> Text:
    """Say the whole in one sentence, with its interval where there is enough to say."""
    if not total.n:
        return Text(f"{period.zh}没有到期的", f"Nothing fell due in {period.en}")
    if rate(total.on_time_n, total.n) is None:
        return Text(
            f"{period.zh}只到期 {total.n} 件，样本太小", f"Only {total.n} fell due in {period.en}: too few to say"
        )
    said = in_words(total.on_time_n, total.n)
    return Text(
        f"{period.zh}到期 {total.n} 件，按期 {total.on_time_n} 件，按期率 {said.zh}",
        f"Of {total.n} that fell due in {period.en}, {total.on_time_n} were in time: {said.en}",
    )


def _counted(wanted: Asked, actor: Actor) -> dict[tuple[int, str], Counts]:
    with reader_for(actor) as lent:
        rows = run(
            load("on_time_rate"),
            lent.connection,
            dialect=lent.dialect,
            params={"clock": wanted.clock, "as_of": wanted.as_of},
            without=lent.hidden,
        )
    months = set(wanted.months)
    return {
        (row["yyyymm"], row["unit"]): Counts(row["n"], row["on_time_n"], row["open_n"])
        for row in rows
        if row["yyyymm"] in months
    }


def _sum(several: Iterable[Counts]) -> Counts:
    held = list(several)
    return Counts(sum(one.n for one in held), sum(one.on_time_n for one in held), sum(one.open_n for one in held))


def _groups(wanted: Asked, counted: Mapping[tuple[int, str], Counts]) -> tuple[Tiers, tuple[UnitGroup, ...]]:
    """Return the units in tiers, each tier by name: whether two units differ at all is what the figures must say."""
    names = unit_names(sorted({unit for _, unit in counted}))
    sums = {unit: _sum(counts for (_, one), counts in counted.items() if one == unit) for unit in names}
    found = tiers(Counted(unit, names[unit], counts.on_time_n, counts.n) for unit, counts in sums.items())
    return found, tuple(
        UnitGroup(
            name, tuple(_line(wanted, one.name, sums[one.unit], unit=one.unit) for one in ones), name == TOO_SMALL
        )
        for name, ones in named_tiers(found)
    )


def _month_lines(wanted: Asked, counted: Mapping[tuple[int, str], Counts]) -> list[Line]:
    sums = {month: _sum(counts for (one, _), counts in counted.items() if one == month) for month in wanted.months}
    return [
        _line(
            wanted,
            words(month_said(month, today=wanted.today)),
            counts,
            label=words(month_label(month, today=wanted.today)),
            month=month,
        )
        for month, counts in sums.items()
        if counts.n
    ]


def _drawn_units(groups: Sequence[UnitGroup]) -> SafeString:
    placed = [group for group in groups if not group.aside]
    lines: list[RateLine] = []
    for group in placed:
        if len(placed) > 1:
            lines.append(RateLine(words(group.name), head=True))
        lines += [_rate_line(line) for line in group.lines]
    return _svg(lines, key="units", joined=False)


def _drawn(lines: Sequence[Line], *, key: str, joined: bool) -> SafeString | None:
    return _svg([_rate_line(line) for line in lines], key=key, joined=joined) if lines else None


def _rate_line(line: Line) -> RateLine:
    found, said = rate(line.counts.on_time_n, line.counts.n), words(line.rate)
    return RateLine(line.label, said, found.share, found.low, found.high) if found else RateLine(line.label, said)


def _svg(lines: Sequence[RateLine], *, key: str, joined: bool) -> SafeString:
    told = "; ".join(f"{line.label} {line.said}" for line in lines if not line.head)
    return rates_svg(lines, title=words(RATE), desc=told, key=key, joined=joined)


def _line(wanted: Asked, name: str, counts: Counts, *, label: str = "", **where: object) -> Line:
    behind = reverse("figures:on_time_matters")
    return Line(
        name,
        counts,
        in_words(counts.on_time_n, counts.n),
        all_url=f"{behind}?{wanted.query(**where)}",
        late_url=f"{behind}?{wanted.query(**where, which='late')}",
        open_url=f"{behind}?{wanted.query(**where, which='open')}",
        label=label or name,
    )


def counted_at(request: HttpRequest) -> dict[str, Any]:
    """Say when a page was counted, and where the figures begin."""
    return {
        "counted_at": f"{moment(request).astimezone(SHANGHAI):%H:%M}",
        "board_url": reverse("figures:board"),
    }


def period_of(wanted: Asked) -> Text:
    """Name the months asked for."""
    return month_name(wanted.month) if wanted.month else Text("近十二个月", "the last twelve months")


def month_tabs(wanted: Asked, page_name: str) -> list[Tab]:
    """Return the doors to the same page of another month."""

    def tab(name: Text, month: int) -> Tab:
        return Tab(words(name), _url(wanted, page_name, month=month), current=month == wanted.month)

    return [tab(Text("近十二个月", "Twelve months"), 0), *(tab(month_name(one), one) for one in wanted.months)]


def _url(wanted: Asked, page_name: str = "figures:on_time", **changed: object) -> str:
    query = wanted.query(**changed)
    return reverse(page_name) + (f"?{query}" if query else "")

"""办理情况公开: how appeals were answered, a quarter of what was handed up at a time; as a page and as a table to keep."""

import csv
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.safestring import SafeString
from django.views.decorators.http import require_GET

from huiyin.insight.handed_up.told import HOME, Telling, told_in
from huiyin.insight.intervals import FEWEST, in_words, rate
from huiyin.insight.measures import load
from huiyin.insight.published import NOT_IN_TIME, RATINGS, UNRATED, Published, Quarter, published, told_quarters
from huiyin.kit.text import Text
from huiyin.queries.words import Wanted, names
from huiyin.web.charts import RateLine, rates_svg
from huiyin.web.figures.period import month_name
from huiyin.web.parts import Tab
from huiyin.web.portal.page import public, shown
from huiyin.web.templatetags.look import words

REPLY_NAMES = {
    "to_15_n": Text("15 天以内答复", "Replied in 15 days"),
    "to_30_n": Text("16～30 天", "16–30 days"),
    "to_60_n": Text("31～60 天", "31–60 days"),
    NOT_IN_TIME: Text("60 天里没有答复", "No reply in 60 days"),
}
RATING_NAMES = {
    "satisfied_n": Text("满意、基本满意", "Satisfied or fairly so"),
    "dissatisfied_n": Text("不满意", "Dissatisfied"),
    UNRATED: Text("没有评价，或太少不公布", "Not rated, or too few to tell"),
}
FILED = Text("收到", "Received")
IN_TIME = Text("60 天以内答复的比率", "Share replied to in 60 days")
HIDDEN = Text("不公布", "Not told")
NOTHING = Text("没有", "None")
WHOLE = Text("全县", "The county")
NO_PLACE = Text("不分乡镇的", "Not by township")


@dataclass(frozen=True, slots=True)
class Line:
    """A month or a place: what was received, when it was answered, None where a count is not told."""

    name: str
    filed: int | None
    replies: tuple[int | None, ...]
    share: Text

    @property
    def named(self) -> list[tuple[Text, int | None]]:
        """Return each count of replies with its name."""
        return list(zip(REPLY_NAMES.values(), self.replies, strict=True))

    @property
    def says_share(self) -> bool:
        """Say whether there is a share, and it is told."""
        return self.share not in (HIDDEN, NOTHING)


@require_GET
@public
def figures(request: HttpRequest) -> HttpResponse:
    """Show a quarter of what was handed up. Two queries."""
    telling = _telling()
    if telling is None:
        return shown(request, "portal/figures.html", measure=load("published"))
    quarter, quarters = _asked(request, telling)
    told = published(telling.rows, quarter)
    months = [_line(told, words(month_name(month)), month=str(month)) for month in quarter.months]
    context = {
        "measure": load("published"),
        "quarter": quarter_name(quarter),
        "quarters": [Tab(words(quarter_name(one)), _url(one), current=one == quarter) for one in quarters],
        "whole": _line(told, words(WHOLE)),
        "heads": tuple(REPLY_NAMES.values()),
        "months": months,
        "places": _places(told),
        "drawn": _drawn([*months, _line(told, words(WHOLE))]),
        "ratings": [(name, told.count(rating=rating)) for rating, name in RATING_NAMES.items()],
        "rated_share": _rated(told),
        "fewest": FEWEST,
        "counted_on": telling.days.get(quarter.months[-1]),
        "csv_url": f"{reverse('portal:figures_csv')}?{_query(quarter)}",
    }
    return shown(request, "portal/figures.html", **context)


@require_GET
@public
def figures_csv(request: HttpRequest) -> HttpResponse:
    """Hand the same quarter out as a table; what is not told is an empty cell."""
    telling = _telling()
    if telling is None:
        raise Http404("nothing was told yet")
    quarter, _ = _asked(request, telling)
    told, day = published(telling.rows, quarter), telling.days.get(quarter.months[-1])
    answer = HttpResponse("\ufeff", content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = (
        f'attachment; filename="huiyin-{settings.COUNTY}-{quarter.year}Q{quarter.number}.csv"'
    )
    sheet = csv.writer(answer)
    sheet.writerow(
        ["quarter", "month", "place", "received", *(name.removesuffix("_n") for name in REPLY_NAMES), "counted_on"]
    )
    lines: list[tuple[str, str, dict[str, str]]] = [("", "", {})]
    lines += [(str(month), "", {"month": str(month)}) for month in quarter.months]
    lines += [("", place or "-", {"place": place}) for place in told.places]
    for month, place, where in lines:
        counts = [told.count(**where), *(told.count(**where, reply=reply) for reply in REPLY_NAMES)]
        cells = ["" if count is None else count for count in counts]
        sheet.writerow([f"{quarter.year}Q{quarter.number}", month, place, *cells, day.isoformat() if day else ""])
    return answer


def quarter_name(quarter: Quarter) -> Text:
    """Name a quarter: 2026 年第二季度."""
    return Text(f"{quarter.year} 年第{'一二三四'[quarter.number - 1]}季度", f"{quarter.year}, quarter {quarter.number}")


def newest_told() -> tuple[Text, int, int | None] | None:
    """Return the newest quarter told, what was received in it, and of that replied to in 60 days; None: nothing to say."""
    telling = told_in(Path(settings.DATA) / HOME) if settings.PUBLISH_FIGURES else None
    if telling is None:
        return None
    told = published(telling.rows, told_quarters(telling.through)[0])
    filed, late = told.count(), told.count(reply=NOT_IN_TIME)
    if filed is None:
        return None
    return quarter_name(told.quarter), filed, None if late is None else filed - late


def _telling() -> Telling | None:
    if not settings.PUBLISH_FIGURES:
        raise Http404("figures are not published")
    return told_in(Path(settings.DATA) / HOME)


def _asked(request: HttpRequest, telling: Telling) -> tuple[Quarter, tuple[Quarter, ...]]:
    quarters = told_quarters(telling.through)
    asked = request.GET.get("quarter", "")
    return next((one for one in quarters if f"{one.year}Q{one.number}" == asked), quarters[0]), quarters


def _line(told: Published, name: str, **where: str) -> Line:
    filed = told.count(**where)
    replies = tuple(told.count(**where, reply=reply) for reply in REPLY_NAMES)
    return Line(name, filed, replies, _share(filed, replies))


def _share(filed: int | None, replies: tuple[int | None, ...]) -> Text:
    late = replies[-1]
    if filed == 0:
        return NOTHING
    if filed is None or late is None:
        return HIDDEN
    return in_words(filed - late, filed)


def _rated(told: Published) -> Text | None:
    """Return the share of those who rated that were satisfied, None where it is not told or too few rated."""
    good, bad = (told.count(rating=rating) for rating in RATINGS)
    return None if good is None or bad is None or rate(good, good + bad) is None else in_words(good, good + bad)


def _places(told: Published) -> list[Line]:
    called = names(Wanted(divisions=[place for place in told.places if place]))
    named = {place: called.division(place) if place else words(NO_PLACE) for place in told.places}
    # By the code of the place, as every list of the county has them: nothing here is a rank.
    return [_line(told, named[place], place=place) for place in told.places]


def _drawn(shown_lines: list[Line]) -> SafeString | None:
    """Draw the shares of some lines; None where none of them is told, for an empty drawing says nothing."""
    if not any(line.says_share for line in shown_lines):
        return None
    lines = []
    for line in shown_lines:
        late, said = line.replies[-1], words(line.share)
        found = rate(line.filed - late, line.filed) if line.filed is not None and late is not None else None
        lines.append(
            RateLine(line.name, said, found.share, found.low, found.high) if found else RateLine(line.name, said)
        )
    desc = "; ".join(f"{line.label} {line.said}" for line in lines)
    return rates_svg(lines, title=words(IN_TIME), desc=desc, key="in-time")


def _url(quarter: Quarter) -> str:
    return f"{reverse('portal:figures')}?{_query(quarter)}"


def _query(quarter: Quarter) -> str:
    return f"quarter={quarter.year}Q{quarter.number}"

"""Figures: each measure with its own words, counts, interval and time, less what must stay hidden from the reader."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, datetime
from typing import Annotated, Any

from django.http import HttpRequest
from ninja import Query, Router, Schema
from pydantic import Field

from huiyin.api.bearing import READS_FIGURES, actor
from huiyin.api.problems import Fault, Problem
from huiyin.api.shapes import Key, Named, Said, said
from huiyin.flow.actor import Actor
from huiyin.insight.intervals import rate
from huiyin.insight.measures import Measure, load, run
from huiyin.kinds import ALL
from huiyin.kit.days import SHANGHAI
from huiyin.kit.text import Text
from huiyin.queries.figures import Behind, Counts, reader_for, unit_names

router = Router(tags=["指标 Figures"], auth=READS_FIGURES)
MEASURES = ("on_time_rate",)
DEFAULT_CLOCK = "XF-06"
NO_CLOCK = Text("这个时限不是哪类事项的办理期限，见 /kinds", "No kind rings by this clock: see /kinds")
Month = Annotated[int, Field(ge=200001, le=209912, description="如 202611 / such as 202611")]


class MeasureOut(Schema):
    """一个指标的口径 / what a measure counts."""

    id: str
    title: Said
    unit: Said
    numerator: Said
    denominator: Said
    left_out: Said
    known_error: Said
    source: Said


class MeasuresOut(Schema):
    """全部指标 / every measure."""

    measures: list[MeasureOut]


class CountsOut(Schema):
    """数和区间：少于 5 件不说比率 / counts with the 95 % interval; no rate under five."""

    n: int
    on_time_n: int
    open_n: int
    rate: float | None
    low: float | None
    high: float | None


class UnitOut(CountsOut):
    """一个单位 / one unit."""

    unit: Named


class MonthOut(CountsOut):
    """一个月 / one month."""

    month: int


class RateOut(Schema):
    """按期率 / the on-time rate: total, by unit, by month."""

    measure: MeasureOut
    clock: str
    first_month: int
    last_month: int
    until: date
    computed_at: datetime
    total: CountsOut
    units: list[UnitOut]
    months: list[MonthOut]


class RateIn(Schema):
    """哪个时限、哪几个月 / which clock and months."""

    clock: Key = DEFAULT_CLOCK
    first_month: Month | None = Field(None, description="默认往前十二个月 / twelve months back unless said")
    last_month: Month | None = None


@router.get("/figures", response=MeasuresOut, url_name="figures", summary="全部指标 · Measures")
def figures(request: HttpRequest) -> dict[str, Any]:
    """每个指标的分子、分母、不算的、已知误差、来源。

    Each measure: numerator, denominator, what is left out, known error, source.
    """
    return {"measures": [_measure_out(load(name)) for name in MEASURES]}


@router.get("/figures/on_time_rate", response=RateOut, url_name="on_time_rate", summary="按期率 · On-time rate")
def on_time_rate(request: HttpRequest, asked: Query[RateIn]) -> dict[str, Any]:
    """到期的有多少件按期：总数、各单位、各月，带 95% 区间。反映令牌岗位本单位的不计入。

    How many of what fell due was in time, with the 95 % interval. What is about the reader's own unit is left out.
    """
    if asked.clock not in {name for kind in ALL.values() for name in kind.rings}:
        raise Problem("to_mend", NO_CLOCK, faults=[Fault("query.clock", NO_CLOCK)])
    by = actor(request)
    today = by.at.astimezone(SHANGHAI).date()
    behind = _behind(asked, today)
    counted = _counted(behind, by)
    units, months = defaultdict[str, list[Counts]](list), defaultdict[int, list[Counts]](list)
    for (month, unit), counts in counted.items():
        units[unit].append(counts)
        months[month].append(counts)
    called = unit_names(sorted(units))
    return {
        "measure": _measure_out(load("on_time_rate")),
        "clock": asked.clock,
        "first_month": behind.first,
        "last_month": behind.last,
        "until": today,
        "computed_at": by.at,
        "total": _counts(counted.values()),
        "units": [{"unit": Named(key=unit, name=called[unit]), **_counts(units[unit])} for unit in sorted(units)],
        "months": [{"month": month, **_counts(months[month])} for month in sorted(months)],
    }


def _behind(asked: RateIn, today: date) -> Behind:
    last = asked.last_month or today.year * 100 + today.month
    back = last // 100 * 12 + last % 100 - 12
    return Behind(
        asked.clock,
        today.year * 10_000 + today.month * 100 + today.day,
        asked.first_month or back // 12 * 100 + back % 12 + 1,
        last,
    )


def _counted(behind: Behind, by: Actor) -> dict[tuple[int, str], Counts]:
    with reader_for(by) as lent:
        params: dict[str, int | str] = {"clock": behind.clock, "as_of": behind.as_of}
        rows = run(load("on_time_rate"), lent.connection, dialect=lent.dialect, params=params, without=lent.hidden)
    return {
        (row["yyyymm"], row["unit"]): Counts(row["n"], row["on_time_n"], row["open_n"])
        for row in rows
        if behind.first <= row["yyyymm"] <= behind.last
    }


def _counts(several: Iterable[Counts]) -> dict[str, Any]:
    held = list(several)
    n, hits = sum(one.n for one in held), sum(one.on_time_n for one in held)
    told = rate(hits, n)
    return {
        "n": n,
        "on_time_n": hits,
        "open_n": sum(one.open_n for one in held),
        "rate": round(told.share, 4) if told is not None else None,
        "low": round(told.low, 4) if told is not None else None,
        "high": round(told.high, 4) if told is not None else None,
    }


def _measure_out(measure: Measure) -> MeasureOut:
    return MeasureOut(
        id=measure.id,
        title=said(measure.title),
        unit=said(measure.unit),
        numerator=said(measure.numerator),
        denominator=said(measure.denominator),
        left_out=said(measure.left_out),
        known_error=said(measure.known_error),
        source=said(measure.source),
    )

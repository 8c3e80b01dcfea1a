"""The ledger of numbers: every series of the own unit, every number in it, as a page and as a sheet."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.http import urlencode

from huiyin.flow.actor import Actor
from huiyin.flow.exports import WHATS
from huiyin.kit.days import SHANGHAI
from huiyin.kit.text import Text
from huiyin.queries.matter_page import NoSuchMatter
from huiyin.queries.number_ledger import SHOWN, NumberLine, number_ledger, units_of
from huiyin.web.desk.frame import page
from huiyin.web.desk.taking_out import SheetOut, taken_out
from huiyin.web.session import staff
from huiyin.web.templatetags.look import words

MOST_EXPORTED = 50_000
YEARS_BACK = 5
COLUMNS = (
    (Text("文号", "Number"), 28),
    (Text("文书", "Paper"), 20),
    (Text("日期", "Date"), 12),
    (Text("事项编号", "Matter"), 20),
    (Text("事项", "What about"), 44),
    (Text("送达", "Served"), 12),
    (Text("作废", "Void"), 8),
    (Text("作废理由", "Why void"), 30),
)
KEPT_APART = Text("另行保管", "Kept apart")


@staff
def numbers(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Show the series of a unit in a year, and the numbers of one of them."""
    units = units_of(actor)
    unit, year, code = _asked(request, actor, units)
    found = number_ledger(unit, year, code, actor=actor) if unit else None
    this_year = actor.at.astimezone(SHANGHAI).year
    context = {
        "found": found,
        "units": units,
        "unit": unit,
        "year": year,
        "years": range(this_year, this_year - YEARS_BACK, -1),
        "code": code,
        "series": [_series_shown(one, unit, year, code) for one in found.series] if found else [],
        "lines": [_shown(one) for one in found.lines] if found else [],
        "cut": found is not None and found.total > SHOWN,
        "export_url": f"{reverse('desk:numbers_export')}?{urlencode({'unit': unit, 'year': year})}",
    }
    return page(request, "desk/numbers.html", context, actor=actor)


@staff
def export(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Give the whole ledger of a unit and year as a sheet, with a reason."""
    unit, year, _ = _asked(request, actor, units_of(actor))
    found = number_ledger(unit, year, actor=actor, most=MOST_EXPORTED) if unit else None
    if found is None:
        raise NoSuchMatter
    return taken_out(
        request,
        actor,
        SheetOut(
            what="numbers",
            title=WHATS["numbers"],
            columns=COLUMNS,
            rows=lambda: map(_cells, found.lines),
            name=f"numbers-{year}",
            back=f"{reverse('desk:numbers')}?{urlencode({'unit': unit, 'year': year})}",
        ),
    )


def _asked(request: HttpRequest, actor: Actor, units: tuple[tuple[str, str], ...]) -> tuple[str, int, str]:
    unit = request.GET.get("unit", "") or (units[0][0] if units else "")
    year = request.GET.get("year", "")
    now = actor.at.astimezone(SHANGHAI).year
    return unit, int(year) if year.isdecimal() and len(year) == 4 else now, request.GET.get("code", "")[:10]


def _series_shown(one: object, unit: str, year: int, code: str) -> dict[str, object]:
    return {
        "line": one,
        "url": f"?{urlencode({'unit': unit, 'year': year, 'code': getattr(one, 'code', '')})}",
        "current": getattr(one, "code", "") == code,
        "missing": "、".join(str(number) for number in getattr(one, "missing", ())[:20]),
    }


def _shown(one: NumberLine) -> dict[str, object]:
    return {
        "line": one,
        "url": reverse("desk:matter", kwargs={"number": one.matter}) if one.matter else "",
        "title": one.title if one.matter else words(KEPT_APART),
    }


def _cells(line: NumberLine) -> tuple[str, ...]:
    return (
        line.number,
        words(line.paper),
        line.on.isoformat(),
        line.matter,
        line.title if line.matter else words(KEPT_APART),
        line.served_on.isoformat() if line.served_on else "",
        words(Text("作废", "void")) if line.void else "",
        line.reason,
    )

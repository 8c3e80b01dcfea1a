"""The figures of matters: a board of all, a page of each, and the matters behind every number."""

from collections import Counter
from itertools import zip_longest
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.safestring import SafeString

from huiyin.flow.actor import Actor
from huiyin.insight.intervals import rate
from huiyin.insight.measures import load, run
from huiyin.kinds import ALL
from huiyin.kit.days import SHANGHAI
from huiyin.kit.text import Text
from huiyin.queries.figures import Reader, may_lag, reader_for, unit_names
from huiyin.queries.matter_figures import matters_behind
from huiyin.queries.words import Wanted, names
from huiyin.web.charts import interval_svg
from huiyin.web.clock_reading import moment
from huiyin.web.desk.frame import many, page
from huiyin.web.desk.showing import full_day
from huiyin.web.figures import laying_out
from huiyin.web.figures.declared import BY_ID, FIGURES, Declared
from huiyin.web.figures.laying_out import Laying, Rows, rate_block, rate_sentence, summed
from huiyin.web.figures.period import month_name
from huiyin.web.figures.span import Span, kinds_counted, span_of
from huiyin.web.parts import Empty, PageLinks, Tab
from huiyin.web.session import staff
from huiyin.web.templatetags.look import words

NOTHING_COUNTED = Empty(
    Text("这段时间没有可数的", "Nothing to count in this time"),
    Text("有了这一类事项，就会算在这里。", "Matters of this kind are counted here once there are any."),
)
NOTHING_SEEN = Empty(
    Text("没有您看得见的事项", "No matters that you may see"),
    Text(
        "数字包含全县的事项；您的岗位看得见的才列在这里。",
        "The figure counts the whole county; listed here are those your posts may see.",
    ),
)
NO_PLACE = Text("没有写地方", "No place given")


@staff
def board_page(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Show every figure of a kind in a sentence, each with the door to its page. Twenty-two queries."""
    span = span_of(request)
    with reader_for(actor) as lent:
        rows = {shown.id: _counted(lent, shown, span) for shown in FIGURES}
    context = {
        "kinds": _kind_tabs(span, reverse("figures:board")),
        "cards": [(load(shown.id), _said(shown, rows[shown.id], span), _url(shown, span)) for shown in FIGURES],
        **_counted_at(request, span),
    }
    return page(request, "figures/board.html", context, actor=actor)


@staff
def measure_page(request: HttpRequest, actor: Actor, measure: str) -> HttpResponse:
    """Show one figure: in a sentence, by units in tiers, by months, drawn and in tables, with its definition."""
    shown = _known(measure)
    span = span_of(request, shown)
    with reader_for(actor) as lent:
        rows = _counted(lent, shown, span)
    called = _names(shown, rows, span)
    laying = Laying(shown, span)
    context = {
        "shown": shown,
        "measure": load(measure),
        "sentences": _sentences(shown, rows, span),
        "kinds": _kind_tabs(span, reverse("figures:measure", kwargs={"measure": measure})),
        "blocks": [rate_block(laying, share, rows, called) for share in shown.shares] if rows else [],
        "counts": _counts(laying, rows, called) if rows and not shown.shares else None,
        "any": bool(rows),
        "empty": NOTHING_COUNTED,
        "too_small_why": laying_out.TOO_SMALL_WHY,
        "board_url": f"{reverse('figures:board')}?{span.query(month=0, part='n', unit='')}".removesuffix("?"),
        **_counted_at(request, span),
    }
    return page(request, "figures/measure.html", context, actor=actor)


@staff
def matters_page(request: HttpRequest, actor: Actor, measure: str) -> HttpResponse:
    """List the matters behind a number, those that the reader may see."""
    shown = _known(measure)
    span = span_of(request, shown)
    said = request.GET.get("after", "")
    after = int(said) if said.isdecimal() and len(said) < 18 else 0
    found = matters_behind(span.behind(measure), actor=actor, after=after)
    here, query = reverse("figures:matters", kwargs={"measure": measure}), span.query()
    context = {
        "title": load(measure).title,
        "part": _part_name(shown, span.part),
        "period": month_name(span.month) if span.month else None,
        "of": _of(shown, span),
        "page": found,
        "seen_n": many(found.total),
        "back_url": _url(shown, span),
        "pages": PageLinks(
            f"{here}?{query}" if after else None, f"{here}?{query}&after={found.after}" if found.after else None, ""
        ),
        "empty": NOTHING_SEEN,
        **_counted_at(request, span),
    }
    return page(request, "figures/matters.html", context, actor=actor)


def _known(measure: str) -> Declared:
    if measure not in BY_ID:
        raise Http404(measure)
    return BY_ID[measure]


def _counted(lent: Reader, shown: Declared, span: Span) -> Rows:
    measure = load(shown.id)
    params = span.params(shown.id)
    rows = run(
        measure,
        lent.connection,
        dialect=lent.dialect,
        params={name: params[name] for name in measure.parameters},
        without=lent.hidden,
    )
    return [row for row in rows if row.get("kind", span.kind) == span.kind]


def _said(shown: Declared, rows: Rows, span: Span) -> list[tuple[Text, SafeString | None]]:
    """Return the sentences of a figure, each with its interval drawn where it has one."""
    whole = summed(rows, lambda row: "").get("", Counter())
    found = [rate(whole[share.hits], whole[share.n]) for share in shown.shares]
    drawn = [interval_svg(one) if one else None for one in found]
    return list(zip_longest(_sentences(shown, rows, span), drawn))


def _sentences(shown: Declared, rows: Rows, span: Span) -> list[Text]:
    whole = summed(rows, lambda row: "").get("")
    if whole is None:
        return [NOTHING_COUNTED.title] if isinstance(NOTHING_COUNTED.title, Text) else []
    if shown.shares:
        return [rate_sentence(share, whole) for share in shown.shares]
    if shown.id == "open_by_age":
        return [
            Text(
                f"还在办 {whole['n']} 件，其中登记 90 天以上的 {whole['over_90_n']} 件",
                f"{whole['n']} in hand, {whole['over_90_n']} of them filed over 90 days ago",
            )
        ]
    if shown.id == "days_to_reply":
        replied = whole["n"] - whole["waiting_n"] - whole["ended_n"]
        soon = whole["to_15_n"] + whole["to_30_n"]
        return [
            Text(f"答复了 {replied} 件，30 天以内的 {soon} 件", f"{replied} replied to, {soon} of them within 30 days")
        ]
    if shown.id == "channels":
        ways = len({row["channel"] for row in rows})
        return [Text(f"收到 {whole['n']} 件，从 {ways} 个渠道来", f"{whole['n']} filed by {ways} channels")]
    return [Text(f"收到 {whole['n']} 件", f"{whole['n']} filed")]


def _counts(laying: Laying, rows: Rows, called: dict[str, str]) -> dict[str, Any]:
    shown = laying.shown
    by_parts = len(shown.parts) > 2
    months = laying_out.months_table(laying, rows) if "yyyymm" in rows[0] else ()
    title = load(shown.id).title
    return {
        "by": {
            "unit": Text("主办单位", "Lead unit"),
            "town": Text("地方", "Place"),
            "channel": Text("渠道", "Channel"),
        }[shown.by],
        "lines": laying_out.counts_table(
            laying, rows, called, by=shown.by, order=list(called) if shown.by == "channel" else None
        ),
        "months": months,
        "narrow": not by_parts,
        "drawn": laying_out.drawn_parts(laying, rows, title=title, key="parts")
        if by_parts
        else laying_out.drawn_counts(months, title=title, key="months"),
    }


def _names(shown: Declared, rows: Rows, span: Span) -> dict[str, str]:
    keys = sorted({str(row[shown.by]) for row in rows})
    if shown.by == "unit":
        return unit_names(keys)
    if shown.by == "channel":
        return _channels(span) | {key: key for key in keys if key not in _channels(span)}
    called = names(Wanted(divisions=[key for key in keys if key]))
    return {key: called.division(key) if key else words(NO_PLACE) for key in keys}


def _channels(span: Span) -> dict[str, str]:
    asked = ALL[span.kind].fields().get("channel")
    return {choice.id: words(choice.name) for choice in asked.choices} if asked is not None else {}


def _part_name(shown: Declared, part: str) -> Text:
    named = {one.column: one.name for one in shown.parts}
    for share in shown.shares:
        named |= {share.hits: share.hits_name, share.n: share.n_name}
    return named.get(part, Text("全部", "All"))


def _of(shown: Declared, span: Span) -> str:
    if span.unit:
        return unit_names([span.unit])[span.unit]
    if span.channel is not None:
        return _channels(span).get(span.channel, span.channel)
    if span.town is not None:
        return names(Wanted(divisions=[span.town])).division(span.town) if span.town else words(NO_PLACE)
    return ""


def _kind_tabs(span: Span, here: str) -> list[Tab]:
    def tab(kind: str) -> Tab:
        query = span.query(kind=kind, month=0, part="n", unit="", channel=None, town=None)
        return Tab(words(ALL[kind].name), f"{here}?{query}" if query else here, current=kind == span.kind)

    return [tab(kind.id) for kind in kinds_counted()]


def _url(shown: Declared, span: Span) -> str:
    query = span.query(month=0, part="n", unit="", channel=None, town=None)
    here = reverse("figures:measure", kwargs={"measure": shown.id})
    return f"{here}?{query}" if query else here


def _counted_at(request: HttpRequest, span: Span) -> dict[str, Any]:
    hour, lag = f"{moment(request).astimezone(SHANGHAI):%H:%M}", may_lag()
    told = hour if lag is None else words(Text(f"{hour}（{lag.zh}）", f"{hour} ({lag.en})"))
    return {"kind": ALL[span.kind].name, "until": full_day(span.today), "counted_at": told}

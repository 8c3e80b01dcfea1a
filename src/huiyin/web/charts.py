"""Charts of figures as SVG, line by line from the top: rates with their intervals, and counts. Each stands beside its table.

Lines lie flat so that a name, a drawing and a number fit a telephone and a sheet of paper alike; a mark's shape, not its
colour, says what it is.
"""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate, groupby

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from huiyin.insight.intervals import Rate

_WIDTH, _STEP, _TOP = 360, 24, 22
_FROM, _TO = 94, 206
_SAID = 216
# The length of the scale of a rate drawn by itself.
_SCALE = 240
# So many characters of a name fit before the drawing; the table beside has it whole.
_LETTERS = 7


@dataclass(frozen=True, slots=True)
class RateLine:
    """A rate with its interval as shares of one, or only words where there is too little to say. `head` is a heading."""

    label: str
    said: str = ""
    share: float | None = None
    low: float = 0.0
    high: float = 0.0
    head: bool = False


@dataclass(frozen=True, slots=True)
class CountLine:
    """A count and the words beside it."""

    label: str
    count: int
    said: str


def rates_svg(lines: Sequence[RateLine], *, title: str, desc: str, key: str, joined: bool = False) -> SafeString:
    """Draw rates as points on 0 to 100 % with their intervals; `joined` ties neighbours that both have one, as months."""
    places = [(_TOP + (number + 0.5) * _STEP, line) for number, line in enumerate(lines)]
    parts = [_scale(len(lines))]
    if joined:
        parts += [_stroke(points) for points in _runs(places)]
    parts += [_rate(line, y) for y, line in places]
    return _svg(parts, len(lines), title=title, desc=desc, key=key)


def counts_svg(lines: Sequence[CountLine], *, title: str, desc: str, key: str) -> SafeString:
    """Draw counts as bars from nought."""
    most = max((line.count for line in lines), default=0) or 1
    parts = [
        format_html(
            '{}<rect class="bar" x="{}" y="{}" width="{}" height="14"/>{}',
            _label(line.label, y), _FROM, _n(y - 7), _n((_TO - _FROM) * line.count / most), _said(line.said, y),
        )
        for y, line in ((_TOP + (number + 0.5) * _STEP, line) for number, line in enumerate(lines))
    ]  # fmt: skip
    axis = format_html(
        '<line class="axis" x1="{}" x2="{}" y1="{}" y2="{}"/>', _FROM, _FROM, _TOP, _TOP + len(lines) * _STEP
    )
    return _svg([axis, *parts], len(lines), title=title, desc=desc, key=key)


def interval_svg(found: Rate) -> SafeString:
    """Draw one rate with its interval on a scale of 240 from nought to one; the words beside it say the same."""
    low, width = found.low * _SCALE, max((found.high - found.low) * _SCALE, 2.0)
    return format_html(
        '<svg class="interval" viewBox="-5 0 250 20" width="250" height="20" aria-hidden="true" focusable="false">'
        '<path class="rail" d="M0 10H240M0 5v10M120 5v10M240 5v10"/><rect class="span" x="{}" y="6" width="{}" height="8" rx="2"/>'
        '<circle class="point" cx="{}" cy="10" r="4"/></svg>',
        _n(low), _n(width), _n(found.share * _SCALE),
    )  # fmt: skip


def _svg(parts: Iterable[SafeString], lines: int, *, title: str, desc: str, key: str) -> SafeString:
    return format_html(
        '<svg class="chart lines" viewBox="0 0 {w} {h}" role="img" aria-labelledby="{k}-t {k}-d">'
        '<title id="{k}-t">{t}</title><desc id="{k}-d">{d}</desc>{p}</svg>',
        w=_WIDTH, h=_TOP + lines * _STEP + 4, k=key, t=title, d=desc, p=format_html_join("", "{}", ((one,) for one in parts)),
    )  # fmt: skip


def _scale(lines: int) -> SafeString:
    return format_html_join(
        "",
        '<line class="{}" x1="{}" x2="{}" y1="{}" y2="{}"/><text x="{}" y="13" text-anchor="middle">{}%</text>',
        (
            ("axis" if share in (0, 100) else "grid", *(_n(_at(share / 100)),) * 2, _TOP, _TOP + lines * _STEP, _n(_at(share / 100)), share)
            for share in (0, 50, 100)
        ),
    )  # fmt: skip


def _rate(line: RateLine, y: float) -> SafeString:
    if line.head:
        return format_html('<text class="t-ink t-b" x="0" y="{}">{}</text>', _n(y + 4), line.label)
    if line.share is None:
        return format_html("{}{}", _label(line.label, y), _said(line.said, y))
    low, high = _at(line.low), _at(line.high)
    return format_html(
        '{}<path class="whisker" d="M{l} {t}V{b}M{l} {y}H{h}M{h} {t}V{b}"/><circle class="dot" cx="{x}" cy="{y}" r="4.5"/>{}',
        _label(line.label, y), _said(line.said, y),
        l=_n(low), h=_n(high), x=_n(_at(line.share)), y=_n(y), t=_n(y - 5), b=_n(y + 5),
    )  # fmt: skip


def _runs(places: Sequence[tuple[float, RateLine]]) -> list[list[tuple[float, float]]]:
    """Return the points of neighbours that all have a rate; a month too small to say breaks the line."""
    runs = []
    for told, run in groupby(places, key=lambda place: place[1].share is not None):
        if told:
            runs.append([(_at(line.share or 0.0), y) for y, line in run])
    return [run for run in runs if len(run) > 1]


def _stroke(points: Sequence[tuple[float, float]]) -> SafeString:
    return format_html('<polyline class="stroke" points="{}"/>', " ".join(f"{_n(x)},{_n(y)}" for x, y in points))


def _label(label: str, y: float) -> SafeString:
    return format_html('<text class="t-ink" x="0" y="{}">{}</text>', _n(y + 4), _shortened(label))


def _shortened(label: str) -> str:
    # A letter of the alphabet is little more than half as wide as a character.
    widths = list(accumulate(0.6 if letter.isascii() else 1.0 for letter in label))
    fits = bisect_right(widths, _LETTERS)
    return label if fits == len(label) else f"{label[: fits - 1]}…"


def _said(said: str, y: float) -> SafeString:
    return format_html('<text x="{}" y="{}">{}</text>', _SAID, _n(y + 4), said)


def _at(share: float) -> float:
    return _FROM + (_TO - _FROM) * share


def _n(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0")

"""Drawings made on the server as SVG: bars, a territory in polygons. The graph of a kind is in `flow_drawing`."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import cos, radians
from typing import Literal

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from huiyin.web.flow_drawing import Edge, Node, flow_svg

__all__ = ["Bar", "Edge", "Node", "Shape", "bars_svg", "flow_svg", "map_svg"]

_BAR_STEP, _BAR_WIDTH, _BAR_FLOOR, _BAR_TOP = 22, 14, 100, 22
# A chart in the desk's side column: words keep their size when the bars are few.
_BARS_WIDTH = 300
_MAP_WIDTH = 640
_LETTER = 15


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: a whole number over a label. `rest` is a day that does not count, `late` one that is overdue."""

    label: str
    value: int
    tone: Literal["plain", "now", "late", "rest"] = "plain"
    url: str = ""


@dataclass(frozen=True, slots=True)
class Shape:
    """A place on the map: rings of (longitude, latitude) in millionths of a degree; depth 0 to 4 carries a number."""

    name: str
    rings: tuple[tuple[tuple[int, int], ...], ...]
    url: str = ""
    value: str = ""
    depth: int = 0
    here: bool = False
    says: str = ""


def bars_svg(bars: Sequence[Bar], *, title: str, desc: str, key: str = "bars") -> SafeString:
    """Draw upright bars from zero, each with its number on it; `key` keeps the ids of two charts apart."""
    most = max((bar.value for bar in bars), default=0) or 1
    width = max(len(bars) * _BAR_STEP, _BARS_WIDTH)
    step = width / max(len(bars), 1)
    drawn = format_html_join(
        "", "{}", ((_bar(bar, middle=round((index + 0.5) * step, 1), most=most),) for index, bar in enumerate(bars))
    )
    return format_html(
        '<svg class="chart bars" viewBox="0 0 {w} 120" role="img" aria-labelledby="{k}-t {k}-d">'
        '<title id="{k}-t">{t}</title><desc id="{k}-d">{d}</desc>'
        '<line class="axis" x1="0" x2="{w}" y1="{f}" y2="{f}"/>{b}</svg>',
        w=width, k=key, t=title, d=desc, f=_BAR_FLOOR, b=drawn,
    )  # fmt: skip


def _bar(bar: Bar, *, middle: float, most: int) -> SafeString:
    label = format_html('<text x="{}" y="115" text-anchor="middle">{}</text>', middle, bar.label) if bar.label else ""
    if bar.tone == "rest" and not bar.value:
        left = middle - _BAR_WIDTH / 2
        marks = format_html_join(
            "",
            '<line class="hatch-line" x1="{}" y1="100" x2="{}" y2="95"/>',
            ((left + d, left + d + 4) for d in (0, 5, 10)),
        )
        return format_html("<g>{}{}</g>", marks, label)
    height = round(bar.value * (_BAR_FLOOR - _BAR_TOP) / most, 1)
    css = {"plain": "bar", "now": "bar-ink", "late": "bar-late", "rest": "bar"}[bar.tone]
    top = _BAR_FLOOR - height
    number = format_html('<text class="t-ink" x="{}" y="{}" text-anchor="middle">{}</text>', middle, top - 5, bar.value)
    body = format_html(
        '<rect class="{}" x="{}" y="{}" width="{}" height="{}" rx="1.5"/>', css, middle - 7, top, _BAR_WIDTH, height
    )
    group = format_html("<g>{}{}{}</g>", body, number if bar.value else "", label)
    return format_html('<a href="{}">{}</a>', bar.url, group) if bar.url else group


def map_svg(shapes: Sequence[Shape], *, title: str, desc: str, labels: bool = True, key: str = "map") -> SafeString:
    """Draw places as polygons without any network; each is a link with its name as its title.

    Latitude is stretched by the cosine of the middle, so that shapes keep their look at a county's size. A name that
    would not fit into its place is left to the title.
    """
    frame = _Frame.of(shapes)
    # The place the page is about is drawn last, so that no neighbour covers its edge.
    ordered = sorted(shapes, key=lambda shape: shape.here)
    places = format_html_join("", "{}", ((_place(shape, frame),) for shape in ordered))
    names = format_html_join("", "{}", ((_name(shape, frame),) for shape in ordered)) if labels else ""
    return format_html(
        '<div class="chart-side"><svg class="chart map" viewBox="0 0 {} {}" role="group" aria-labelledby="{k}-t {k}-d">'
        '<title id="{k}-t">{}</title><desc id="{k}-d">{}</desc>{}{}</svg></div>',
        _MAP_WIDTH, frame.height, title, desc, places, names, k=key,
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Frame:
    """How millionths of a degree become points of the drawing."""

    west: int
    north: int
    per_lon: float
    per_lat: float
    height: int

    @classmethod
    def of(cls, shapes: Sequence[Shape]) -> "_Frame":
        points = [point for shape in shapes for ring in shape.rings for point in ring] or [(0, 0), (1, 1)]
        west, east = min(x for x, _ in points), max(x for x, _ in points)
        south, north = min(y for _, y in points), max(y for _, y in points)
        per_lon = (_MAP_WIDTH - 20) / max(east - west, 1)
        per_lat = per_lon / _narrowing((south + north) / 2_000_000)
        return cls(west, north, per_lon, per_lat, round((north - south) * per_lat) + 20)

    def place(self, point: tuple[int, int]) -> tuple[float, float]:
        return round(10 + (point[0] - self.west) * self.per_lon, 1), round(
            10 + (self.north - point[1]) * self.per_lat, 1
        )


def _narrowing(latitude: float) -> float:
    """The cosine of a latitude in degrees: how much shorter a degree eastward is than one northward."""
    return max(cos(radians(latitude)), 0.1)


def _place(shape: Shape, frame: _Frame) -> SafeString:
    css = f"d{shape.depth}" if shape.depth else "few" if shape.says and not shape.value else ""
    said = "　".join(part for part in (shape.name, shape.value, shape.says) if part)
    rings = format_html_join(
        "", '<polygon class="{}" points="{}"/>', ((css, _points(ring, frame)) for ring in shape.rings)
    )
    group = format_html("<g{}><title>{}</title>{}</g>", SafeString(' class="here"' if shape.here else ""), said, rings)
    return format_html('<a href="{}" aria-label="{}">{}</a>', shape.url, said, group) if shape.url else group


def _points(ring: tuple[tuple[int, int], ...], frame: _Frame) -> str:
    return " ".join(f"{x},{y}" for x, y in map(frame.place, ring))


def _name(shape: Shape, frame: _Frame) -> SafeString:
    if not shape.rings:
        return SafeString("")
    ring = [frame.place(point) for point in max(shape.rings, key=len)]
    room = max(x for x, _ in ring) - min(x for x, _ in ring)
    if room < _LETTER * len(shape.name):
        return SafeString("")
    x, y = _middle(ring)
    high = y - 4 if shape.value else y + 5
    text = format_html('<text x="{}" y="{}" text-anchor="middle">{}</text>', x, round(high, 1), shape.name)
    if not shape.value:
        return text
    value = format_html(
        '<text class="t-b" x="{}" y="{}" text-anchor="middle">{}</text>', x, round(y + 15, 1), shape.value
    )
    return format_html("{}{}", text, value)


def _middle(ring: Sequence[tuple[float, float]]) -> tuple[float, float]:
    """The centre of area, so that a name stands inside a lopsided place."""
    pairs = list(zip(ring, [*ring[1:], ring[0]], strict=True))
    crosses = [a[0] * b[1] - b[0] * a[1] for a, b in pairs]
    area = sum(crosses)
    if not area:
        return ring[0]
    x = sum((a[0] + b[0]) * cross for (a, b), cross in zip(pairs, crosses, strict=True)) / (3 * area)
    y = sum((a[1] + b[1]) * cross for (a, b), cross in zip(pairs, crosses, strict=True)) / (3 * area)
    return round(x, 1), round(y, 1)

"""The graph of a kind as SVG: states from the top down, each step a line with its words, ways back dashed."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from huiyin.web.flow_layout import NODE_HEIGHT, Layout, Wire, laid_out, ports

_HALF = NODE_HEIGHT / 2


@dataclass(frozen=True, slots=True)
class Node:
    """A state: done, now, to come, plain (nothing has happened yet) or final."""

    id: str
    name: str
    tone: Literal["done", "now", "to_come", "plain", "final"] = "plain"


@dataclass(frozen=True, slots=True)
class Edge:
    """A step from one state to another; several between the same two are drawn as one line."""

    source: str
    target: str
    label: str = ""


def flow_svg(
    nodes: Sequence[Node], edges: Sequence[Edge], *, current: str | None = None, title: str = "", key: str = "flow"
) -> SafeString:
    """Draw states and steps; `current` is drawn as now. Raises ValueError for an edge to a state that is not given."""
    names = {node.id: node.name for node in nodes}
    layout = laid_out(
        list(names), [(edge.source, edge.target, edge.label) for edge in edges], width_of=lambda id: _width(names[id])
    )
    wires = format_html_join("", "{}", ((_line(wire),) for wire in layout.wires))
    states = format_html_join("", "{}", ((_state(node, layout, current=current),) for node in nodes))
    labels = format_html_join("", "{}", ((_label(wire),) for wire in layout.wires))
    return format_html(
        '<div class="chart-side" tabindex="0"><svg class="chart flow" viewBox="0 0 {w} {h}" width="{w}" height="{h}" role="img"'
        ' aria-labelledby="{k}-t {k}-d"><title id="{k}-t">{t}</title><desc id="{k}-d">{d}</desc>{a}{b}{c}</svg></div>',
        w=round(layout.width), h=round(layout.height), k=key, t=title, d=_told(names, layout), a=wires, b=labels, c=states,
    )  # fmt: skip


def _width(name: str) -> int:
    letters = sum(14 if ord(letter) > 0x2E7F else 8 for letter in name)
    return max(84, letters + 28)


def _told(names: dict[str, str], layout: Layout) -> str:
    """The graph in words, for whoever cannot see it."""
    steps = [f"{names[wire.source]}→{names[wire.target]}（{wire.words or '直接'}）" for wire in layout.wires]
    steps += [f"{names[state]}（{words}，留在原处）" for state, words in layout.loops.items()]
    return "；".join(steps)


def _state(node: Node, layout: Layout, *, current: str | None) -> SafeString:
    slot = layout.nodes[node.id]
    tone = "now" if node.id == current else node.tone
    left, top = round(slot.x - slot.box / 2, 1), round(slot.y - _HALF, 1)
    inner = _inner(left, top, width=slot.box) if tone == "final" else ""
    box = format_html(
        '<g class="node {}"><rect x="{}" y="{}" width="{}" height="{}" rx="5"/>{}'
        '<text x="{}" y="{}" text-anchor="middle">{}</text></g>',
        tone, left, top, slot.box, NODE_HEIGHT, inner, _n(slot.x), _n(slot.y + 5), node.name,
    )  # fmt: skip
    stays = layout.loops.get(node.id)
    if not stays:
        return box
    return format_html(
        '{}<text class="label" x="{}" y="{}">↻ {}</text>', box, _n(left + slot.box + 6), _n(slot.y + 4), stays
    )


def _inner(left: float, top: float, *, width: int) -> SafeString:
    """The second frame of a final state: it can be told without its colour."""
    return format_html(
        '<rect class="inner" x="{}" y="{}" width="{}" height="{}" rx="3"/>',
        left + 3.5, top + 3.5, width - 7, NODE_HEIGHT - 7,
    )  # fmt: skip


def _line(wire: Wire) -> SafeString:
    """Lead the line from the upper state's port through its slots to the lower state's port."""
    upper, inner, lower = wire.slots[0], wire.slots[1:-1], wire.slots[-1]
    start = (ports(upper, upper.down)[id(inner[0])], upper.y + _HALF)
    level = lower.y < inner[-1].y
    end = (ports(lower, lower.up)[id(inner[-1])], lower.y + (_HALF if level else -_HALF))
    stops = [start, *((slot.x, slot.y) for slot in inner), end]
    path = [f"M{_n(start[0])} {_n(start[1])}"]
    for (x, y), (next_x, next_y) in pairwise(stops):
        bend = (next_y - y) * 0.5
        path.append(f"C{_n(x)} {_n(y + bend)} {_n(next_x)} {_n(next_y - bend)} {_n(next_x)} {_n(next_y)}")
    tip = _tip(start if wire.back else end, upward=wire.back or level, back=wire.back)
    return format_html('<path class="edge{}" d="{}"/>{}', " back" if wire.back else "", " ".join(path), tip)


def _tip(point: tuple[float, float], *, upward: bool, back: bool) -> SafeString:
    x, y = point
    side = 8 if upward else -8
    corners = f"{_n(x)},{_n(y)} {_n(x - 4)},{_n(y + side)} {_n(x + 4)},{_n(y + side)}"
    return format_html('<polygon class="{}" points="{}"/>', "tip-back" if back else "tip", corners)


def _label(wire: Wire) -> SafeString:
    if wire.worded is None:
        return SafeString("")
    x, y = round(wire.worded.x, 1), round(wire.worded.y + 4, 1)
    return format_html('<text class="label" x="{}" y="{}" text-anchor="middle">{}</text>', x, y, wire.words)


def _n(value: float) -> str:
    return f"{value:.1f}".rstrip("0").rstrip(".")

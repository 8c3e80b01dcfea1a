"""Where the states and steps of a layered graph stand: ranks by longest path, a slot for every label, few crossings."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import fmean, median

NODE_HEIGHT, LABEL_HEIGHT = 38, 24
_GAP, _TIGHT, _LANE = 20, 10, 10
_SWEEPS = 12


@dataclass(slots=True)
class Slot:
    """A place in a layer: a state, the words of an edge, or a lane that an edge passes through."""

    width: int
    node: str = ""
    box: int = 0
    x: float = 0.0
    y: float = 0.0
    up: list["Slot"] = field(default_factory=list)
    down: list["Slot"] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Wire:
    """Edges between the same two states joined: its slots from the upper state to the lower, and where its words go."""

    source: str
    target: str
    words: str
    slots: tuple[Slot, ...]
    back: bool
    worded: Slot | None


@dataclass(frozen=True, slots=True)
class Layout:
    """The whole drawing, placed."""

    width: float
    height: float
    nodes: dict[str, Slot]
    wires: tuple[Wire, ...]
    loops: dict[str, str]


def laid_out(names: Sequence[str], edges: Sequence[tuple[str, str, str]], *, width_of: Callable[[str], int]) -> Layout:
    """Place states (by id) and edges (from, to, words); `width_of` measures a state by its id."""
    joined, loops = _joined(names, edges)
    ranks = _ranks(names, set(joined))
    layers: dict[int, list[Slot]] = defaultdict(list)
    nodes = {name: _state_slot(name, width_of(name), loop=loops.get(name, "")) for name in names}
    for name in names:
        layers[2 * ranks[name]].append(nodes[name])
    wires = tuple(_wire(pair, words, ranks=ranks, nodes=nodes, layers=layers) for pair, words in joined.items())
    ordered = [layers[level] for level in sorted(layers)]
    _order(ordered)
    _place(ordered, wires)
    width = _moved_right(ordered)
    height = _drop(layers)
    return Layout(width, height, nodes, wires, loops)


def _state_slot(name: str, box: int, *, loop: str) -> Slot:
    """A state's place; words of steps that stay in it stand on its right, and the same room is kept on its left."""
    return Slot(box + 2 * (words_width(loop) + 22 if loop else 0), node=name, box=box)


def words_width(words: str) -> int:
    """How wide small words are drawn: 12 for a Chinese character, 7 for a Latin one."""
    return sum(12 if ord(letter) > 0x2E7F else 7 for letter in words) + 10


def _joined(
    names: Sequence[str], edges: Iterable[tuple[str, str, str]]
) -> tuple[dict[tuple[str, str], str], dict[str, str]]:
    """Join parallel edges into one with all their words; edges from a state to itself are told beside it."""
    words: dict[tuple[str, str], list[str]] = defaultdict(list)
    for source, target, label in edges:
        if source not in names or target not in names:
            raise ValueError(f"an edge leads to a state that is not drawn: {source} → {target}")
        if label not in words[source, target]:
            words[source, target].append(label)
    told = {pair: "、".join(filter(None, labels)) for pair, labels in words.items()}
    loops = {source: label for (source, target), label in told.items() if source == target}
    return {pair: label for pair, label in told.items() if pair[0] != pair[1]}, loops


def _ranks(names: Sequence[str], pairs: set[tuple[str, str]]) -> dict[str, int]:
    """Longest path from the first states; an edge that would close a circle is left out."""
    after: dict[str, list[str]] = {name: [] for name in names}
    for source, target in sorted(pairs, key=lambda pair: (names.index(pair[0]), names.index(pair[1]))):
        after[source].append(target)
    order, circles = _visited(names, after)
    ranks = dict.fromkeys(names, 0)
    for name in order:
        for other in after[name]:
            if (name, other) not in circles:
                ranks[other] = max(ranks[other], ranks[name] + 1)
    return ranks


def _visited(names: Sequence[str], after: dict[str, list[str]]) -> tuple[list[str], set[tuple[str, str]]]:
    """Walk the graph depth first: the states in an order in which edges lead onward, and the edges that lead back."""
    left: list[str] = []
    seen: set[str] = set()
    on_way: set[str] = set()
    circles: set[tuple[str, str]] = set()

    def visit(name: str) -> None:
        seen.add(name)
        on_way.add(name)
        for other in after[name]:
            if other in on_way:
                circles.add((name, other))
            elif other not in seen:
                visit(other)
        on_way.discard(name)
        left.append(name)

    for name in names:
        if name not in seen:
            visit(name)
    return left[::-1], circles


def _wire(
    pair: tuple[str, str],
    words: str,
    *,
    ranks: dict[str, int],
    nodes: dict[str, Slot],
    layers: dict[int, list[Slot]],
) -> Wire:
    """Lead an edge through a slot in every layer between its states, so that it never runs over a state."""
    source, target = pair
    back = ranks[target] <= ranks[source]
    upper, lower = (target, source) if back else (source, target)
    first, last = 2 * ranks[upper], 2 * ranks[lower]
    between = range(first + 1, last) if last > first else range(first + 1, first + 2)
    at = between[-1] if back else between[0]
    slots = [nodes[upper]]
    worded = None
    for level in between:
        slot = Slot(words_width(words) if level == at and words else _LANE)
        if level == at and words:
            worded = slot
        layers[level].append(slot)
        slots.append(slot)
    slots.append(nodes[lower])
    for above, below in pairwise(slots):
        above.down.append(below)
        below.up.append(above)
    return Wire(source, target, words, tuple(slots), back, worded)


def _order(layers: list[list[Slot]]) -> None:
    """Sort every layer by the middle of its neighbours, down and up in turn, to untangle the lines."""
    for layer in layers:
        _spread(layer)
    for sweep in range(_SWEEPS):
        downward = sweep % 2 == 0
        for layer in layers if downward else reversed(layers):
            layer.sort(key=lambda slot: _wish(slot.up if downward else slot.down, slot))
            _spread(layer)


def _wish(neighbours: list[Slot], slot: Slot) -> float:
    return fmean(other.x for other in neighbours) if neighbours else slot.x


def _spread(layer: list[Slot]) -> None:
    """Set the slots side by side around nought."""
    x = -(sum(slot.width + _GAP for slot in layer) - _GAP) / 2
    for slot in layer:
        slot.x = x + slot.width / 2
        x += slot.width + _GAP


def _place(layers: list[list[Slot]], wires: Sequence[Wire]) -> None:
    """Pull every slot towards its neighbours without letting two overlap, then make the long lanes straight."""
    for sweep in range(_SWEEPS * 2):
        for layer in layers if sweep % 2 == 0 else reversed(layers):
            _pull(layer)
    for layer in layers:
        _push(layer)
    beside = {id(slot): pair for layer in layers for slot, pair in zip(layer, _neighbours(layer), strict=True)}
    for _ in range(3):
        for wire in wires:
            _straighten(wire.slots[1:-1], beside)


def _push(layer: list[Slot]) -> None:
    """Make sure that no two slots touch: what pulling left too near is moved to the right."""
    for left, right in pairwise(layer):
        right.x = max(right.x, left.x + (left.width + right.width) / 2 + _TIGHT)


def _moved_right(layers: list[list[Slot]]) -> float:
    """Bring the leftmost slot to the margin; answer with the width."""
    left = min(slot.x - slot.width / 2 for layer in layers for slot in layer)
    for layer in layers:
        for slot in layer:
            slot.x += 12 - left
    return max(slot.x + slot.width / 2 for layer in layers for slot in layer) + 12


def _neighbours(layer: list[Slot]) -> list[tuple[Slot | None, Slot | None]]:
    return list(zip([None, *layer[:-1]], [*layer[1:], None], strict=True))


def _straighten(lane: Sequence[Slot], beside: dict[int, tuple[Slot | None, Slot | None]]) -> None:
    """Give the slots of a lane one x as far as their neighbours leave room."""
    if len(lane) < 2:
        return
    wish = median(slot.x for slot in lane)
    for slot in lane:
        left, right = beside[id(slot)]
        low = left.x + (left.width + slot.width) / 2 + _TIGHT if left else wish
        high = right.x - (right.width + slot.width) / 2 - _TIGHT if right else wish
        if low <= high:
            slot.x = min(max(wish, low), high)


def ports(slot: Slot, others: Sequence[Slot]) -> dict[int, float]:
    """Where lines to the slots `others` meet a state's edge, side by side; keyed by the identity of the other slot."""
    ordered = sorted(others, key=lambda other: other.x)
    step = min(18.0, (slot.box - 28) / max(len(ordered) - 1, 1))
    return {id(other): slot.x + (place - (len(ordered) - 1) / 2) * step for place, other in enumerate(ordered)}


def _pull(layer: list[Slot]) -> None:
    wishes = [_wish(slot.up + slot.down, slot) for slot in layer]
    for slot, wish in zip(layer, wishes, strict=True):
        slot.x = wish
    for _ in range(len(layer)):
        for left, right in pairwise(layer):
            short = (left.width + right.width) / 2 + _GAP - (right.x - left.x)
            if short > 0.01:
                left.x -= short / 2
                right.x += short / 2


def _drop(layers: dict[int, list[Slot]]) -> float:
    """Set every layer under the one before; layers of words are lower than layers of states, and stagger when full."""
    y = 12.0
    for level in sorted(layers):
        if level % 2 == 0:
            for slot in layers[level]:
                slot.y = y + NODE_HEIGHT / 2
            y += NODE_HEIGHT
        else:
            for slot in layers[level]:
                slot.y = y + 32
            y += LABEL_HEIGHT + 40
    return y + 12

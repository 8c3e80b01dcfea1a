"""Land made from a hexagon lattice: every border is a chain of shared lattice corners, so pieces tile without a gap."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import sin
from random import Random
from typing import TypeAlias

Cell: TypeAlias = tuple[int, int]
Corner: TypeAlias = tuple[int, int]
Point: TypeAlias = tuple[int, int]

# Axial directions, counter-clockwise from east. Corner i of a cell lies between direction i and i + 1.
DIRECTIONS: tuple[Cell, ...] = ((1, 0), (0, 1), (-1, 1), (-1, 0), (0, -1), (1, -1))
SQRT3 = 1.7320508075688772
# Open water in the North Pacific, far from any land: nobody can take the map for a real place.
CENTRE_LNG, CENTRE_LAT = 172_000_000, 33_000_000
# Micro-degrees for one lattice edge; a degree of longitude is shorter than one of latitude at 33° N.
EDGE_LNG, EDGE_LAT = 2_350, 1_970


def land(*, radius: int, rng: Random) -> list[Cell]:
    """Make a rounded county with bays and capes: about 3·radius² cells in one piece."""
    bumps = [(rng.uniform(-1, 1), rng.uniform(-1, 1), rng.uniform(-0.5, 1)) for _ in range(9)]
    cells = []
    for q in range(-radius, radius + 1):
        for r in range(-radius, radius + 1):
            x, y = (q + r / 2) * SQRT3 / 2 / radius, r * 0.75 / radius
            length = (x * x + y * y) ** 0.5
            wave = sum(h * max(0.0, (x * bx + y * by) / (length or 1.0)) ** 6 for bx, by, h in bumps)
            if length < 0.6 + 0.1 * wave:
                cells.append((q, r))
    return _largest_piece(cells)


def _largest_piece(cells: Iterable[Cell]) -> list[Cell]:
    left, best = set(cells), list[Cell]()
    for start in sorted(left):
        if start not in left:
            continue
        piece, left = _flood(start, within=left)
        best = max(best, piece, key=len)
    return sorted(best)


def _flood(start: Cell, *, within: set[Cell]) -> tuple[list[Cell], set[Cell]]:
    piece, left = [start], within - {start}
    for cell in piece:
        for near in neighbours(cell):
            if near in left:
                left.discard(near)
                piece.append(near)
    return piece, left


def neighbours(cell: Cell) -> list[Cell]:
    """The six cells around one, counter-clockwise from east."""
    q, r = cell
    return [(q + dq, r + dr) for dq, dr in DIRECTIONS]


def divide(cells: Sequence[Cell], *, parts: int, rng: Random) -> list[list[Cell]]:
    """Cut connected cells into connected parts of roughly equal size, by growing from seeds and moving them inward."""
    seeds = _spread(cells, count=parts, rng=rng)
    owner = _grow(cells, seeds)
    for _ in range(3):
        seeds = [_middle(piece) for piece in _pieces(owner, parts)]
        owner = _grow(cells, seeds)
    return _pieces(owner, parts)


def _spread(cells: Sequence[Cell], *, count: int, rng: Random) -> list[Cell]:
    seeds = [rng.choice(cells)]
    nearest = {cell: _distance(cell, seeds[0]) for cell in cells}
    while len(seeds) < count:
        far = max(nearest, key=lambda cell: (nearest[cell], cell))
        seeds.append(far)
        for cell in cells:
            nearest[cell] = min(nearest[cell], _distance(cell, far))
    return seeds


def _distance(a: Cell, b: Cell) -> int:
    dq, dr = a[0] - b[0], a[1] - b[1]
    return max(abs(dq), abs(dr), abs(dq + dr))


def _grow(cells: Sequence[Cell], seeds: Sequence[Cell]) -> dict[Cell, int]:
    free, owner = set(cells), dict[Cell, int]()
    queue = list(seeds)
    for index, seed in enumerate(seeds):
        owner[seed] = index
        free.discard(seed)
    for cell in queue:
        for near in neighbours(cell):
            if near in free:
                free.discard(near)
                owner[near] = owner[cell]
                queue.append(near)
    return owner


def _pieces(owner: Mapping[Cell, int], parts: int) -> list[list[Cell]]:
    pieces: list[list[Cell]] = [[] for _ in range(parts)]
    for cell in sorted(owner):
        pieces[owner[cell]].append(cell)
    return pieces


def _middle(piece: Sequence[Cell]) -> Cell:
    q, r = centroid(piece)
    return min(piece, key=lambda cell: ((cell[0] - q) ** 2 + (cell[1] - r) ** 2 + (cell[0] - q) * (cell[1] - r), cell))


def centroid(piece: Sequence[Cell]) -> tuple[float, float]:
    """Mean of the cells in lattice coordinates."""
    return sum(q for q, _ in piece) / len(piece), sum(r for _, r in piece) / len(piece)


def reading_order(pieces: Iterable[list[Cell]]) -> list[list[Cell]]:
    """Sort pieces north to south in bands, west to east inside a band: the customary numbering of grids."""

    def place(piece: list[Cell]) -> tuple[int, float]:
        q, r = centroid(piece)
        return -round(r / 4), q + r / 2

    return sorted(pieces, key=place)


@dataclass(frozen=True, slots=True)
class Surface:
    """Where each kept lattice corner lies on the globe; corners left out are straightened away for all sides alike."""

    points: Mapping[Corner, Point]

    def outline(self, cells: Iterable[Cell]) -> tuple[int, ...]:
        """Trace the one ring around connected cells, counter-clockwise, as lng, lat, lng, lat, …"""
        after = _border(cells)
        start = min(after)
        ring, corner = [start], after.pop(start)
        while corner != start:
            ring.append(corner)
            corner = after.pop(corner)
        if after:
            raise ValueError("这片格子有洞或不相连，画不出一条边界")
        return tuple(n for corner in ring if corner in self.points for n in self.points[corner])


def _border(cells: Iterable[Cell]) -> dict[Corner, Corner]:
    inside, after = set(cells), dict[Corner, Corner]()
    for cell in sorted(inside):
        for side, near in enumerate(neighbours(cell)):
            if near not in inside:
                after[_corner(cell, side - 1)] = _corner(cell, side)
    return after


def _corner(cell: Cell, side: int) -> Corner:
    """A corner is named by the sum of the three cells that meet there, so neighbours name it alike."""
    (aq, ar), (bq, br) = DIRECTIONS[side % 6], DIRECTIONS[(side + 1) % 6]
    return 3 * cell[0] + aq + bq, 3 * cell[1] + ar + br


def surface(pieces: Sequence[Iterable[Cell]], *, radius: int, rng: Random) -> Surface:
    """Place the corners of the finest division: junctions stay, of the zigzag between them every second corner goes."""
    owner = {cell: index for index, piece in enumerate(pieces) for cell in piece}
    meeting: dict[Corner, set[int]] = {}
    for cell in owner:
        for side in range(6):
            corner = _corner(cell, side)
            if corner not in meeting:
                meeting[corner] = {owner.get(c, -1) for c in _meeting(cell, side)}
    kept = sorted(c for c, owners in meeting.items() if len(owners) == 3 or (len(owners) == 2 and c[0] % 3 == 1))
    return Surface({corner: _point(corner, radius=radius, rng=rng) for corner in kept})


def _meeting(cell: Cell, side: int) -> tuple[Cell, Cell, Cell]:
    near = neighbours(cell)
    return cell, near[side % 6], near[(side + 1) % 6]


def _point(corner: Corner, *, radius: int, rng: Random) -> Point:
    q, r = corner[0] / 3, corner[1] / 3
    flat_x, flat_y = SQRT3 * (q + r / 2), 1.5 * r
    # Slow waves bend straight borders; they are gentle enough (slope below one half) that nothing folds over.
    x = flat_x + 3.5 * sin(flat_y / 9) + 2.0 * sin((flat_x + flat_y) / 13) + rng.uniform(-0.18, 0.18)
    y = flat_y + 3.0 * sin(flat_x / 11 + 1) + rng.uniform(-0.18, 0.18)
    # Towards the middle land is drawn closer together: the county seat has small plots, the hills large ones.
    closer = 0.42 + 0.58 * (x * x + y * y) ** 0.5 / (radius * SQRT3)
    return CENTRE_LNG + round(x * closer * EDGE_LNG), CENTRE_LAT + round(y * closer * EDGE_LAT)

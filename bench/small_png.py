"""Write a picture of a page with 256 colours instead of millions; nothing but the standard library is needed."""

import struct
import zlib
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path

SIGNATURE = b"\x89PNG\r\n\x1a\n"
MOST_COLOURS = 256
DEPTH, TRUE_COLOUR, TRUE_COLOUR_ALPHA, PALETTE = 8, 2, 6, 3
Colour = bytes


def shrink(place: Path) -> None:
    """Rewrite a picture in place with at most 256 colours: the commonest stay, the others go to the nearest."""
    width, height, step, packed = _read(place.read_bytes())
    rows = list(_unfiltered(zlib.decompress(packed), width * step, step))
    pixels = [[row[at : at + 3] for at in range(0, len(row), step)] for row in rows]
    counted = Counter(colour for row in pixels for colour in row)
    kept = [colour for colour, _ in counted.most_common(MOST_COLOURS)]
    number = {colour: place for place, colour in enumerate(kept)}
    nearest = cache(lambda colour: min(range(len(kept)), key=lambda one: _far(colour, kept[one])))
    lines = b"".join(b"\0" + bytes(number[c] if c in number else nearest(c) for c in row) for row in pixels)
    head = struct.pack(">IIBBBBB", width, height, DEPTH, PALETTE, 0, 0, 0)
    parts = ((b"IHDR", head), (b"PLTE", b"".join(kept)), (b"IDAT", zlib.compress(lines, 9)), (b"IEND", b""))
    place.write_bytes(SIGNATURE + b"".join(_chunk(name, body) for name, body in parts))


def _far(one: Colour, other: Colour) -> int:
    return sum((a - b) ** 2 for a, b in zip(one, other, strict=True))


def _chunk(name: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))


def _read(content: bytes) -> tuple[int, int, int, bytes]:
    """Return width, height, bytes a pixel, and the packed lines."""
    found: dict[bytes, bytes] = {}
    at = len(SIGNATURE)
    while at < len(content):
        (length,) = struct.unpack(">I", content[at : at + 4])
        name = content[at + 4 : at + 8]
        found[name] = found.get(name, b"") + content[at + 8 : at + 8 + length]
        at += length + 12
    width, height, depth, sort = struct.unpack(">IIBB", found[b"IHDR"][:10])
    if depth != DEPTH or sort not in (TRUE_COLOUR, TRUE_COLOUR_ALPHA):
        raise ValueError("Only pictures of eight bits a channel in full colour are read.")
    return width, height, 3 if sort == TRUE_COLOUR else 4, found[b"IDAT"]


def _unfiltered(lines: bytes, length: int, step: int) -> Iterator[bytes]:
    above = bytes(length)
    for at in range(0, len(lines), length + 1):
        row = bytearray(lines[at + 1 : at + 1 + length])
        _undo(lines[at], row, above, step)
        above = bytes(row)
        yield above


def _undo(sort: int, row: bytearray, above: bytes, step: int) -> None:
    """Undo a line's filter: 1 left, 2 above, 3 the mean of both, 4 whichever of three predicts best."""
    if sort == 0:
        return
    for at in range(len(row)):
        left = row[at - step] if at >= step else 0
        corner = above[at - step] if at >= step else 0
        guess = (0, left, above[at], (left + above[at]) // 2)[sort] if sort < 4 else _best(left, above[at], corner)
        row[at] = (row[at] + guess) & 255


def _best(left: int, up: int, corner: int) -> int:
    near = left + up - corner
    return min((left, up, corner), key=lambda one: abs(near - one))

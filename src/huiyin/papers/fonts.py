"""Which fonts papers are set in, and which characters those fonts can draw. System fonts are never used."""

import struct
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from pathlib import Path

import typst

# The shipped fonts come from a data-only wheel: Noto Serif SC and Noto Sans SC, SIL Open Font License 1.1.
_SHIPPED = "pylopdf_fonts_zh_cn"

# What each face is called by the fonts an office may own, best first; the shipped font is the last resort.
_SONG = ("Noto Serif SC",)
_BODY = ("FangSong_GB2312", "仿宋_GB2312", "FangSong", "STFangsong", *_SONG)
_BLACK = ("SimHei", "STHeiti", "Noto Sans SC")
_KAI = ("KaiTi_GB2312", "楷体_GB2312", "KaiTi", "STKaiti", *_SONG)
_TITLE = ("FZXiaoBiaoSong-B05S", "FZXiaoBiaoSong-B05", "方正小标宋简体", "方正小标宋_GBK", *_SONG)


@dataclass(frozen=True)
class Faces:
    """The fonts one process sets papers in: typst's own catalogue, a family for each role, drawable characters."""

    catalogue: typst.Fonts
    body: str
    black: str
    kai: str
    title: str
    drawable: frozenset[int]

    @property
    def title_is_thin(self) -> bool:
        """Say whether the title face is the shipped one, which has no bold and is thickened by a stroke."""
        return self.title == _SONG[-1]


@lru_cache(maxsize=8)
def faces(font_dirs: tuple[str, ...] = ()) -> Faces:
    """Open the shipped fonts and the office's own folders; cached, so a new font file needs a restart."""
    folders = [*font_dirs, str(resources.files(_SHIPPED))]
    catalogue = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=folders)
    families = set(catalogue.families())
    drawable: set[int] = set()
    for font in catalogue.fonts():
        if font.path is not None:
            drawable |= _characters(Path(font.path).read_bytes(), font.index)
    return Faces(
        catalogue=catalogue,
        body=_first(_BODY, families),
        black=_first(_BLACK, families),
        kai=_first(_KAI, families),
        title=_first(_TITLE, families),
        drawable=frozenset(drawable),
    )


def _first(wanted: tuple[str, ...], families: set[str]) -> str:
    return next((name for name in wanted if name in families), wanted[-1])


def _characters(font: bytes, index: int) -> set[int]:
    """Read the character map of one font of an OpenType file or collection (formats 4 and 12)."""
    start = struct.unpack_from(">I", font, 12 + 4 * index)[0] if font[:4] == b"ttcf" else 0
    tables = struct.unpack_from(">H", font, start + 4)[0]
    for position in range(tables):
        tag, _, offset, _ = struct.unpack_from(">4sIII", font, start + 12 + 16 * position)
        if tag == b"cmap":
            return _mapped(font, offset)
    return set()


def _mapped(font: bytes, cmap: int) -> set[int]:
    found: set[int] = set()
    offsets: set[int] = set()
    for position in range(struct.unpack_from(">H", font, cmap + 2)[0]):
        offsets.add(cmap + struct.unpack_from(">HHI", font, cmap + 4 + 8 * position)[2])
    for offset in offsets:
        kind = struct.unpack_from(">H", font, offset)[0]
        if kind == 12:
            found |= _long_groups(font, offset)
        elif kind == 4:
            found |= _short_segments(font, offset)
    return found


def _long_groups(font: bytes, offset: int) -> set[int]:
    groups = struct.unpack_from(">I", font, offset + 12)[0]
    found: set[int] = set()
    for position in range(groups):
        first, last, _ = struct.unpack_from(">III", font, offset + 16 + 12 * position)
        found.update(range(first, last + 1))
    return found


def _short_segments(font: bytes, offset: int) -> set[int]:
    count = struct.unpack_from(">H", font, offset + 6)[0] // 2
    ends = struct.unpack_from(f">{count}H", font, offset + 14)
    starts = struct.unpack_from(f">{count}H", font, offset + 16 + 2 * count)
    deltas = struct.unpack_from(f">{count}H", font, offset + 16 + 4 * count)
    ranges_at = offset + 16 + 6 * count
    ranges = struct.unpack_from(f">{count}H", font, ranges_at)
    found: set[int] = set()
    for position in range(count):
        for code in range(starts[position], min(ends[position], 0xFFFE) + 1):
            glyph = code + deltas[position]
            if ranges[position]:
                slot = ranges_at + 2 * position + ranges[position] + 2 * (code - starts[position])
                glyph = struct.unpack_from(">H", font, slot)[0]
            if glyph & 0xFFFF:
                found.add(code)
    return found

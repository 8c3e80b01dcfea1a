"""An office's own 仿宋 in a folder goes before the shipped fonts."""

import struct
from importlib import resources
from pathlib import Path

from huiyin.papers import fonts as reader
from huiyin.papers.fonts import faces
from huiyin.papers.pdf import pdf
from tests.papers.reading import fonts
from tests.papers.samples import plain


def renamed(font: bytes, family: str) -> bytes:
    """The same font under another family name, as if it were another font."""
    table = next(
        struct.unpack_from(">I", font, 12 + 16 * at + 8)[0]
        for at in range(struct.unpack_from(">H", font, 4)[0])
        if font[12 + 16 * at : 16 + 16 * at] == b"name"
    )
    count, strings = struct.unpack_from(">HH", font, table + 2)
    made = bytearray(font)
    for at in range(count):
        record = table + 6 + 12 * at
        platform, _, _, name, _, offset = struct.unpack_from(">6H", font, record)
        if name in {1, 6, 16}:
            written = family.encode("utf-16-be" if platform != 1 else "ascii")
            made[table + strings + offset : table + strings + offset + len(written)] = written
            struct.pack_into(">H", made, record + 8, len(written))
    return bytes(made)


def test_own_fangsong_sets_the_text(tmp_path: Path) -> None:
    shipped = resources.files("pylopdf_fonts_zh_cn").joinpath("NotoSansSC-Regular.otf").read_bytes()
    folder = tmp_path / "fonts"
    folder.mkdir()
    (folder / "own.otf").write_bytes(renamed(shipped, "FangSong"))

    made = pdf(plain("内容"), font_dirs=(folder,))

    assert faces((str(folder),)).body == "FangSong"
    assert "FangSong" in fonts(made, tmp_path)
    assert faces().body == "Noto Serif SC"


def test_old_and_new_character_maps_say_the_same() -> None:
    # Fonts of older systems have only the short map (format 4); the shipped ones have both.
    font = resources.files("pylopdf_fonts_zh_cn").joinpath("NotoSerifSC-Regular.otf").read_bytes()
    table = next(
        struct.unpack_from(">I", font, 12 + 16 * at + 8)[0]
        for at in range(struct.unpack_from(">H", font, 4)[0])
        if font[12 + 16 * at : 16 + 16 * at] == b"cmap"
    )
    places = [struct.unpack_from(">HHI", font, table + 4 + 8 * at)[2] + table for at in range(6)]
    short = next(at for at in places if struct.unpack_from(">H", font, at)[0] == 4)
    long = next(at for at in places if struct.unpack_from(">H", font, at)[0] == 12)

    assert reader._short_segments(font, short) == {c for c in reader._long_groups(font, long) if c < 0xFFFF}

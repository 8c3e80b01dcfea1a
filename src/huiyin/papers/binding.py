"""Many PDFs as one: papers of a step for the printer, and a whole file with cover, contents and running page numbers."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from importlib import resources
from io import BytesIO

import typst
from PIL import Image
from pypdf import PageObject, PdfReader, PdfWriter, Transformation
from pypdf.errors import PyPdfError

from huiyin.papers.fonts import Faces, faces
from huiyin.papers.model import PaperError
from huiyin.papers.printable import drawn, one_line

# A4 in points, and the margin round what is set smaller to fit.
A4 = (595.276, 841.89)
MARGIN = 42.5
PICTURES = frozenset({"image/jpeg", "image/png"})
PDF = "application/pdf"
BACK = "卷宗情况说明"


@dataclass(frozen=True, slots=True)
class Part:
    """One thing in a file: its title, number and day, and its bytes; `media` other than PDF or a picture is only listed."""

    title: str
    content: bytes
    media: str = PDF
    number: str = ""
    on: date | None = None


@dataclass(frozen=True, slots=True)
class Cover:
    """The front of a file: label and answer a line."""

    organ: str
    heading: str
    rows: tuple[tuple[str, str], ...]
    on: date
    fictional: str = ""
    mark: str = ""


def together(parts: Sequence[bytes], *, cover: Cover) -> bytes:
    """Join PDFs one after another, for one press of the print button; at the foot of each page the cover's mark."""
    writer = PdfWriter()
    for part in parts:
        for page in PdfReader(BytesIO(part)).pages:
            writer.add_page(page)
    stamps = _read(_leaf(faces(()), cover, stamps=len(writer.pages), numbered=False)) if len(writer.pages) else []
    for page, stamp in zip(writer.pages, stamps, strict=True):
        page.merge_page(stamp)
    # Every stamp brings its typeface along; the same one is kept once.
    writer.compress_identical_objects(remove_duplicates=True, remove_unreferenced=True)
    return _written(writer)


def bound(cover: Cover, parts: Sequence[Part]) -> bytes:
    """Bind a whole file: cover, contents with page numbers, every part on A4, a back leaf, pages numbered through.

    A part that cannot be set (a table, a text, a broken file) is listed without a page.
    """
    with_faces = faces(())
    set_parts = [_pages(part) for part in parts]
    front = _read(_leaf(with_faces, cover))
    # How many pages the list takes is known only once it is set, and it says on which page everything stands.
    ahead = len(front) + len(_read(_leaf(with_faces, cover, contents=_contents(parts, set_parts, 0))))
    front += _read(_leaf(with_faces, cover, contents=_contents(parts, set_parts, ahead)))
    pages = [*front, *(page for some in set_parts for page in some)]
    pages += _read(_leaf(with_faces, _back(cover, parts, set_parts, len(pages) + 1)))
    stamps = _read(_leaf(with_faces, cover, stamps=len(pages)))
    writer = PdfWriter()
    for page, stamp in zip(pages, stamps, strict=True):
        _place(writer, page).merge_page(stamp)
    writer.compress_identical_objects(remove_duplicates=True, remove_unreferenced=True)
    return _written(writer)


def _contents(parts: Sequence[Part], pages: Sequence[list[PageObject]], ahead: int) -> list[list[str]]:
    rows, at = [], ahead + 1
    for number, (part, some) in enumerate(zip(parts, pages, strict=True), start=1):
        where = str(at) if some else "未装订"
        rows.append([str(number), part.number, part.title, part.on.isoformat() if part.on else "", where])
        at += len(some)
    return [*rows, [str(len(rows) + 1), "", BACK, "", str(at)]]


def _back(cover: Cover, parts: Sequence[Part], pages: Sequence[list[PageObject]], count: int) -> Cover:
    """Return the back leaf: how many pages, what is not bound in, and who answers for it, by hand."""
    apart = [part.title for part, some in zip(parts, pages, strict=True) if not some]
    rows = (
        ("本卷页数", f"共 {count} 页（含封面、目录和本页）"),
        ("件数", f"{len(parts)} 件"),
        ("未装订", f"{len(apart)} 件：{'、'.join(apart)}，另存" if apart else "没有"),
        ("说明", ""),
        ("立卷人签名", ""),
        ("检查人签名", ""),
        ("日期", "年　　月　　日"),
    )
    return Cover(cover.organ, BACK, rows, cover.on, cover.fictional, cover.mark)


def _pages(part: Part) -> list[PageObject]:
    try:
        if part.media in PICTURES:
            return _read(_picture(part.content))
        return _read(part.content) if part.media == PDF else []
    except (PyPdfError, OSError, ValueError, KeyError):
        return []


def _read(content: bytes) -> list[PageObject]:
    pages = list(PdfReader(BytesIO(content)).pages)
    for page in pages:
        # Only what is drawn goes into the file: no links, forms or scripts of somebody else's PDF.
        page.pop("/Annots", None)
        page.pop("/AA", None)
    return pages


def _picture(content: bytes) -> bytes:
    held = BytesIO()
    with Image.open(BytesIO(content)) as picture:
        picture.convert("RGB").save(held, "PDF", resolution=110.0)
    return held.getvalue()


def _place(writer: PdfWriter, page: PageObject) -> PageObject:
    if page.rotation:
        page.transfer_rotation_to_content()
    wide, high = float(page.mediabox.width), float(page.mediabox.height)
    if abs(wide - A4[0]) < 2 and abs(high - A4[1]) < 2:
        return writer.add_page(page)
    leaf = writer.add_blank_page(*A4)
    by = min((A4[0] - 2 * MARGIN) / wide, (A4[1] - 2 * MARGIN) / high, 1.0)
    move = Transformation().translate(-float(page.mediabox.left), -float(page.mediabox.bottom)).scale(by)
    leaf.merge_transformed_page(page, move.translate((A4[0] - wide * by) / 2, (A4[1] - high * by) / 2))
    return leaf


def _leaf(
    with_faces: Faces, cover: Cover, *, contents: Sequence[Sequence[str]] = (), stamps: int = 0, numbered: bool = True
) -> bytes:
    def draw(text: str) -> str:
        return drawn(text, with_faces.drawable)

    payload = {
        "faces": {
            "body": with_faces.body,
            "black": with_faces.black,
            "title": with_faces.title,
            "thicken": with_faces.title_is_thin,
        },
        "date": [cover.on.year, cover.on.month, cover.on.day],
        "organ": draw(one_line(cover.organ)),
        "heading": draw(one_line(cover.heading)),
        "cover": [[draw(label), draw(words)] for label, words in cover.rows],
        "contents": [[draw(cell) for cell in row] for row in contents],
        "notes": ["“未装订”的是表格、文档等不能排成页的附件，原件随卷保存。"]
        if any(row[-1] == "未装订" for row in contents)
        else [],
        "stamps": stamps,
        "numbered": numbered,
        "mark": draw(one_line(cover.mark)),
        "fictional": draw(cover.fictional),
    }
    compiler = typst.Compiler(_template(), font_paths=with_faces.catalogue, ignore_system_fonts=True)
    try:
        made = compiler.compile(format="pdf", sys_inputs={"paper": json.dumps(payload, ensure_ascii=False)})
    except typst.TypstError as error:
        raise PaperError(f"卷宗排版没有成功，请把这句话告诉管理员：{error}") from error
    assert isinstance(made, bytes)
    return made


@lru_cache(maxsize=1)
def _template() -> bytes:
    return resources.files("huiyin.papers").joinpath("volume.typ").read_bytes()


def _written(writer: PdfWriter) -> bytes:
    held = BytesIO()
    writer.write(held)
    return held.getvalue()

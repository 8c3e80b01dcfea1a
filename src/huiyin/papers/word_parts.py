"""Pieces that Word papers share: pages, fonts, borders, pictures, and bytes that do not change from run to run."""

import zipfile
from datetime import date, datetime
from io import BytesIO
from typing import Any

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

# The names that an office's own computers know; the shipped fonts are only for PDF.
BODY, BLACK, KAI, TITLE, SONG = "仿宋_GB2312", "黑体", "楷体_GB2312", "方正小标宋简体", "宋体"
RED = RGBColor(0xC8, 0x16, 0x1D)
GREY = RGBColor(0x59, 0x59, 0x59)
RIGHT, CENTER = WD_ALIGN_PARAGRAPH.RIGHT, WD_ALIGN_PARAGRAPH.CENTER

# python-docx has no types; its objects stay opaque outside this file.
Element = Any


def new_document(*, size: tuple[float, float], margins: tuple[float, float, float, float], font_pt: float) -> Element:
    """Open an empty document with a page size and margins (top, left, right, bottom) in millimetres."""
    document = Document()
    section = document.sections[0]
    section.page_width, section.page_height = Mm(size[0]), Mm(size[1])
    top, left, right, bottom = margins
    section.top_margin, section.left_margin = Mm(top), Mm(left)
    section.right_margin, section.bottom_margin = Mm(right), Mm(bottom)
    normal = document.styles["Normal"]
    normal.font.size = Pt(font_pt)
    _name_fonts(normal.element.get_or_add_rPr(), BODY)
    _speak_chinese(normal.element.get_or_add_rPr())
    normal.paragraph_format.space_after = Pt(0)
    normal.paragraph_format.space_before = Pt(0)
    normal.paragraph_format.widow_control = False
    return document


def set_grid(document: Element, *, line_pt: float, squeeze_pt: float) -> None:
    """Give the page its grid: the pitch of a line, and how much narrower than its size a character stands."""
    section = document.sections[0]._sectPr
    grid = section.find(qn("w:docGrid"))
    if grid is None:
        grid = OxmlElement("w:docGrid")
        section.append(grid)
    grid.set(qn("w:type"), "linesAndChars")
    grid.set(qn("w:linePitch"), str(round(line_pt * 20)))
    grid.set(qn("w:charSpace"), str(round(squeeze_pt * 4096)))


def write(
    paragraph: Element, text: str, *, font: str = BODY, size: float = 0, color: RGBColor | None = None
) -> Element:
    """Add words in a font; line breaks in the text stay line breaks."""
    run = paragraph.add_run(text)
    _name_fonts(run._element.get_or_add_rPr(), font)
    if size:
        run.font.size = Pt(size)
    if color is not None:
        run.font.color.rgb = color
    return run


def exact(paragraph: Element, line_pt: float) -> Element:
    """Fix the height of a paragraph's lines."""
    paragraph.paragraph_format.line_spacing_rule = WD_LINE_SPACING.EXACTLY
    paragraph.paragraph_format.line_spacing = Pt(line_pt)
    return paragraph


def indent(paragraph: Element, *, first: float = 0, left: float = 0, right: float = 0) -> Element:
    """Indent by characters, as Chinese Word does, with the same in points for other readers."""
    element = paragraph._element.get_or_add_pPr().get_or_add_ind()
    for name, characters in (("firstLine", first), ("left", left), ("right", right)):
        if characters:
            element.set(qn(f"w:{name}Chars"), str(round(characters * 100)))
            element.set(qn(f"w:{name}"), str(round(characters * 16 * 20)))
    return paragraph


def rule(paragraph: Element, *, sides: tuple[str, ...], kind: str, eighths: int, color: str = "000000") -> Element:
    """Draw a line above or below a paragraph; `eighths` is its width in eighths of a point."""
    borders = OxmlElement("w:pBdr")
    for side in sides:
        line = OxmlElement(f"w:{side}")
        for name, value in (("val", kind), ("sz", str(eighths)), ("space", "4"), ("color", color)):
            line.set(qn(f"w:{name}"), value)
        borders.append(line)
    paragraph._element.get_or_add_pPr().insert_element_before(
        borders, "w:shd", "w:tabs", "w:suppressAutoHyphens", "w:spacing", "w:ind", "w:jc", "w:rPr"
    )
    return paragraph


def page_number(paragraph: Element) -> None:
    """Write — 1 — with the number of the page it stands on (四号宋体)."""
    write(paragraph, "— ", font=SONG, size=14)
    run = write(paragraph, "", font=SONG, size=14)
    for kind in ("begin", "", "end"):
        element = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            element.set(qn("w:fldCharType"), kind)
        else:
            element.text = "PAGE"
        run._element.append(element)
    write(paragraph, " —", font=SONG, size=14)


def picture(paragraph: Element, png: bytes, *, width_mm: float) -> None:
    """Put a picture into a paragraph."""
    paragraph.add_run().add_picture(BytesIO(png), width=Mm(width_mm))


def saved(document: Element, *, title: str, author: str, on: date) -> bytes:
    """Write the document; equal papers give equal bytes, so no moment of today gets in."""
    moment = datetime(on.year, on.month, on.day)
    core = document.core_properties
    core.title, core.author, core.comments = title, author, ""
    core.created, core.modified, core.last_modified_by = moment, moment, author
    raw = BytesIO()
    document.save(raw)
    out = BytesIO()
    with zipfile.ZipFile(raw) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            entry = zipfile.ZipInfo(name, date_time=(1980, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            target.writestr(entry, source.read(name))
    return out.getvalue()


def _name_fonts(properties: Element, font: str) -> None:
    fonts = properties.get_or_add_rFonts()
    for script in ("ascii", "hAnsi", "eastAsia", "cs"):
        fonts.set(qn(f"w:{script}"), font)


def _speak_chinese(properties: Element) -> None:
    # Without it Word breaks lines and sets punctuation by the rules of the template's English.
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), "zh-CN")
    language.set(qn("w:eastAsia"), "zh-CN")
    properties.append(language)

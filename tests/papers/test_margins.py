"""GB/T 9704-2012 read back from what was made, in millimetres: the ink of the PDF and the section of the Word file."""

import subprocess
from dataclasses import dataclass, replace
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from docx.oxml.ns import qn
from PIL import Image
from pypdf import PdfReader

from huiyin.papers.model import Paper, Paragraph
from huiyin.papers.pdf import pdf
from huiyin.papers.word import docx
from tests.papers.reading import pages, squeezed
from tests.papers.samples import made, plain

DOTS = 150
MM = 25.4 / DOTS
# 天头 37 ±1, 订口 28 ±1, 版心 156 × 225: so 26 at the right and 35 at the foot.
TOP, LEFT, WIDE, HIGH = 37, 28, 156, 225


@dataclass(frozen=True, slots=True)
class Ink:
    """Where the ink of a part of a page begins and ends, in millimetres from the left and upper edges."""

    left: float
    top: float
    right: float
    bottom: float


@pytest.fixture(scope="module")
def full(tmp_path_factory: pytest.TempPathFactory) -> tuple[bytes, list[Image.Image]]:
    """Three pages, the second filled to the last place, and their pictures."""
    words = replace(plain(""), blocks=(Paragraph("国" * (28 * 22 * 2 + 28), flush=True),), to="", fictional=None)
    made_pdf = pdf(words)
    return made_pdf, drawn(made_pdf, tmp_path_factory.mktemp("full"))


@pytest.fixture(scope="module")
def letter(tmp_path_factory: pytest.TempPathFactory) -> tuple[bytes, list[Image.Image]]:
    """A letter of one page and its picture."""
    paper = made("D05")
    assert isinstance(paper, Paper)
    made_pdf = pdf(replace(paper, fictional=None))
    return made_pdf, drawn(made_pdf, tmp_path_factory.mktemp("letter"))


def drawn(made_pdf: bytes, folder: Path) -> list[Image.Image]:
    """Draw every page as poppler prints it, white paper and ink."""
    (folder / "paper.pdf").write_bytes(made_pdf)
    subprocess.run(["pdftoppm", "-r", str(DOTS), "-png", "paper.pdf", "page"], cwd=folder, check=True)
    return [Image.open(one).convert("RGB") for one in sorted(folder.glob("page*.png"))]


def ink(page: Image.Image, *, top: float = 0, bottom: float = 297, red: bool = False) -> Ink:
    """Find the ink between two heights; only the red of it, or all but the red."""
    part = page.crop((0, round(top / MM), page.width, round(bottom / MM)))
    red_part, green, _ = part.split()
    dark = green.point(lambda value: 255 if value < 128 else 0)
    light_red = red_part.point(lambda value: 255 if value > 150 else 0)
    reds = Image.composite(dark, Image.new("L", dark.size), light_red)
    blacks = Image.composite(Image.new("L", dark.size), dark, light_red)
    box = (reds if red else blacks).getbbox()
    assert box is not None, "no ink there"
    return Ink(box[0] * MM, top + box[1] * MM, box[2] * MM, top + box[3] * MM)


def test_type_area_is_that_of_the_standard(full: tuple[bytes, list[Image.Image]]) -> None:
    sheet, area = PdfReader(BytesIO(full[0])).pages[1].mediabox, ink(full[1][1], bottom=TOP + HIGH + 1)
    last = ink(full[1][1], top=TOP + HIGH - 10.3, bottom=TOP + HIGH + 1)

    assert [round(float(side) / 72 * 25.4) for side in (sheet.width, sheet.height)] == [210, 297]
    assert [abs(found - wanted) <= 1 for found, wanted in ((area.left, LEFT), (area.top, TOP))] == [True, True]
    # The strokes of a character stand half a millimetre inside its square.
    assert WIDE - 1.5 <= area.right - area.left <= WIDE
    # What follows the last line belongs to it: 22 lines of 28.99 pt are 225 mm.
    pitch = (area.bottom - area.top - (area.bottom - last.top)) / 21
    assert abs(22 * pitch - HIGH) <= 1


def test_a_page_is_22_lines_of_28_characters(full: tuple[bytes, list[Image.Image]], tmp_path: Path) -> None:
    lines = pages(full[0], tmp_path)[1]

    assert lines[:-1] == ["国" * 28] * 22


def test_numbers_stand_outside_seven_millimetres_below_the_type_area(
    full: tuple[bytes, list[Image.Image]], tmp_path: Path
) -> None:
    even, odd = (ink(full[1][at], top=TOP + HIGH + 1) for at in (1, 2))

    assert [squeezed(page[-1]) for page in pages(full[0], tmp_path)[1:3]] == ["—2—", "—3—"]
    # One character of 14 pt from the outer edge of the type area.
    character = 14 / 72 * 25.4
    assert abs(even.left - (LEFT + character)) <= 1
    assert abs(odd.right - (LEFT + WIDE - character)) <= 1
    dash = ink(full[1][1].crop((0, 0, round((even.left + 4) / MM), full[1][1].height)), top=TOP + HIGH + 1)
    assert abs(dash.top - (TOP + HIGH + 7)) <= 0.5


def test_first_page_of_a_letter_has_no_number_and_its_four_marks(
    letter: tuple[bytes, list[Image.Image]], full: tuple[bytes, list[Image.Image]], tmp_path: Path
) -> None:
    page = letter[1][0]
    # Left of the name there is only the rule.
    rule = ink(page.crop((0, 0, round(27 / MM), page.height)), top=20, bottom=80, red=True)
    head, upper = ink(page, top=20, bottom=rule.top - 0.5, red=True), ink(page, top=rule.top, bottom=80, red=True)
    lower = ink(page, top=250, red=True)

    assert "—1—" not in squeezed("".join(pages(full[0], tmp_path)[0]))
    # 30 mm from the top to the name, its double line 4 mm below, another 20 mm from the foot, both 170 mm wide.
    assert abs(head.top - 30) <= 1
    assert abs(upper.top - head.bottom - 4) <= 1
    assert abs(297 - lower.bottom - 20) <= 1
    assert [abs(line.right - line.left - 170) <= 0.5 for line in (upper, lower)] == [True, True]
    number = ink(page, top=upper.bottom + 0.3, bottom=upper.bottom + 10)
    assert abs(number.right - (LEFT + WIDE)) <= 1.5


def test_what_a_form_is_checked_by_stands_clear_of_the_name(tmp_path: Path) -> None:
    paper = made("D14")
    assert isinstance(paper, Paper)
    page = drawn(pdf(replace(paper, fictional=None)), tmp_path)[0]

    assert ink(page).top > ink(page.crop((0, 0, round(27 / MM), page.height)), top=20, bottom=80, red=True).bottom


def test_word_has_the_same_section_and_no_number_on_its_first_page() -> None:
    section: Any = Document(BytesIO(docx(made("D08")))).sections[0]
    edges = {
        name: int(section._sectPr.find(qn("w:pgMar")).get(qn(f"w:{name}")))
        for name in ("top", "left", "right", "bottom")
    }
    size, grid = section._sectPr.find(qn("w:pgSz")), section._sectPr.find(qn("w:docGrid"))

    # Twentieths of a point.
    assert {name: round(value / 1440 * 25.4) for name, value in edges.items()} == {
        "top": 37, "left": 28, "right": 26, "bottom": 35,
    }  # fmt: skip
    assert [round(int(size.get(qn(f"w:{side}"))) / 1440 * 25.4) for side in ("w", "h")] == [210, 297]
    lines = (HIGH / 25.4 * 1440) / int(grid.get(qn("w:linePitch")))
    assert int(lines) == 22
    fields = [_fields(part) for part in (section.first_page_footer, section.footer, section.even_page_footer)]
    assert fields == [[], ["PAGE"], ["PAGE"]]
    assert section.different_first_page_header_footer is True


def _fields(part: Any) -> list[str]:
    return [each.text.strip() for each in part._element.iter(qn("w:instrText"))]

"""Word papers: the same words as the PDF, the same page, the fonts that offices have, the same bytes each time."""

from dataclasses import fields, is_dataclass, replace
from io import BytesIO
from typing import Any

import pytest
from docx import Document
from docx.oxml.ns import qn

from huiyin.papers.model import Heading, Paper, Paragraph, Quote, Receipt, Table
from huiyin.papers.phrases import day_words
from huiyin.papers.registry import BUILDERS
from huiyin.papers.word import docx
from tests.papers.reading import squeezed, word_text
from tests.papers.samples import made


def texts(paper: Paper | Receipt) -> list[str]:
    """The words a reader must find, in order within each block."""
    if isinstance(paper, Receipt):
        rows = [word for row in paper.rows for word in (row.label, row.text, row.small)]
        guides = [word for guide in paper.guides for word in (guide.head, guide.text)]
        return [paper.organ, paper.title, paper.number, paper.access_code, *rows, *guides, paper.leaf, paper.leaf_note]
    blocks = [word for block in paper.blocks for word in _words(block)]
    ends = [day_words(paper.on)] if paper.signed else []
    return [paper.organ, paper.number or "", paper.title, paper.to, *blocks, *paper.attachments, *paper.copies, *ends]


def _words(block: object) -> list[str]:
    if isinstance(block, Table):
        return [cell for row in block.rows for cell in row]
    assert isinstance(block, Paragraph | Heading | Quote)
    assert is_dataclass(block)
    return [value for each in fields(block) if isinstance(value := getattr(block, each.name), str)]


@pytest.mark.parametrize("code", BUILDERS)
def test_every_paper_has_all_its_words(code: str) -> None:
    paper = made(code)

    written = word_text(docx(paper))

    assert [word for word in texts(paper) if squeezed(word) not in written] == []


@pytest.mark.parametrize("code", BUILDERS)
def test_equal_papers_give_equal_bytes(code: str) -> None:
    assert docx(made(code)) == docx(made(code))


def test_page_is_that_of_the_standard() -> None:
    section: Any = Document(BytesIO(docx(made("D08")))).sections[0]
    grid = section._sectPr.find(qn("w:docGrid"))

    sizes = [
        section.page_width,
        section.page_height,
        section.top_margin,
        section.left_margin,
        section.right_margin,
        section.bottom_margin,
    ]
    assert [round(size.mm) for size in sizes] == [210, 297, 37, 28, 26, 35]
    # 22 lines of 28.95 pt on 225 mm; 28 characters of 15.79 pt on 156 mm.
    assert grid.get(qn("w:type")) == "linesAndChars"
    assert (225 / 25.4 * 72) // (int(grid.get(qn("w:linePitch"))) / 20) == 22
    assert (156 / 25.4 * 72) // (16 + int(grid.get(qn("w:charSpace"))) / 4096) == 28


def test_fonts_are_those_that_offices_have() -> None:
    document = Document(BytesIO(docx(made("D08"))))

    used = {each.get(qn("w:eastAsia")) for each in document.element.iter(qn("w:rFonts"))}

    assert used == {"仿宋_GB2312", "楷体_GB2312", "黑体", "方正小标宋简体"}


def test_draft_and_demonstration_marks_stand_in_the_header() -> None:
    paper = made("D02")
    assert isinstance(paper, Paper)

    written = word_text(docx(replace(paper, number=None, draft=True)))

    assert written.startswith("样稿，未签发，不得使用演示数据：安澜县为虚构")
    assert "（样稿，未编号）" in written


def test_receipt_is_a5() -> None:
    section: Any = Document(BytesIO(docx(made("D01")))).sections[0]

    assert [round(size.mm) for size in (section.page_width, section.page_height)] == [148, 210]

"""Papers as Word bytes: the same words and the same page as the PDF, in the fonts that offices have."""

from docx.shared import Mm, Pt

from huiyin.papers.model import Block, Heading, Paper, Paragraph, Quote, Receipt, Table
from huiyin.papers.payload import DRAFT_NUMBER
from huiyin.papers.phrases import day_words
from huiyin.papers.printable import balanced, one_line, tidy, width
from huiyin.papers.qr import qr_png
from huiyin.papers.word_parts import (
    BLACK,
    BODY,
    CENTER,
    GREY,
    KAI,
    RED,
    RIGHT,
    TITLE,
    Element,
    exact,
    indent,
    new_document,
    page_number,
    picture,
    rule,
    saved,
    set_grid,
    write,
)
from huiyin.papers.word_receipt import receipt_docx

# GB/T 9704-2012: 225 mm hold 22 lines, 156 mm hold 28 characters of 16 pt squeezed by 0.21 pt.
_LINE_PT = 28.95
_SQUEEZE_PT = -0.207
_HEADING_FONTS = {1: BLACK, 2: KAI, 3: BODY}


def docx(paper: Paper | Receipt) -> bytes:
    """Write a paper as .docx; equal papers give equal bytes."""
    return receipt_docx(paper) if isinstance(paper, Receipt) else _paper_docx(paper)


def _paper_docx(paper: Paper) -> bytes:
    document = new_document(size=(210, 297), margins=(37, 28, 26, 35), font_pt=16)
    set_grid(document, line_pt=_LINE_PT, squeeze_pt=_SQUEEZE_PT)
    _margins(document, paper)
    _head(document, paper)
    for block in paper.blocks:
        _write_block(document, block)
    if paper.blocks:
        document.paragraphs[-1].paragraph_format.keep_with_next = paper.signed
    _tail(document, paper)
    return saved(document, title=one_line(paper.title), author=one_line(paper.organ), on=paper.on)


def _line(document: Element) -> Element:
    return exact(document.add_paragraph(), _LINE_PT)


def _margins(document: Element, paper: Paper) -> None:
    section = document.sections[0]
    section.different_first_page_header_footer = True
    document.settings.odd_and_even_pages_header_footer = True
    section.header_distance, section.footer_distance = Mm(18), Mm(20)
    for header in (section.first_page_header, section.header, section.even_page_header):
        _marks(header.paragraphs[0], paper)
    # The first page of a letter bears no number.
    for footer, on_left in (
        (section.footer, False),
        (section.even_page_footer, True),
    ):
        line = footer.paragraphs[0]
        indent(line, left=0.875) if on_left else indent(line, right=0.875)
        line.alignment = None if on_left else RIGHT
        page_number(line)
    under = section.first_page_footer.paragraphs[0]
    _wide(rule(exact(under, 4), sides=("top",), kind="thinThickSmallGap", eighths=24, color="C8161D"))


def _wide(paragraph: Element) -> Element:
    # The red rules are 170 mm wide, 14 mm more than the text.
    paragraph.paragraph_format.left_indent, paragraph.paragraph_format.right_indent = Mm(-8), Mm(-6)
    return paragraph


def _marks(paragraph: Element, paper: Paper) -> None:
    paragraph.alignment = RIGHT
    if paper.draft:
        write(paragraph, "样稿，未签发，不得使用　", font=BLACK, size=12, color=RED)
    if paper.fictional:
        write(paragraph, one_line(paper.fictional), font=BLACK, size=9, color=GREY)


def _head(document: Element, paper: Paper) -> None:
    names = balanced(paper.organ, limit=20)
    size = min(34 if len(names) == 1 else 22, 440 / max(map(len, names)))
    letterhead = document.add_paragraph()
    letterhead.alignment = CENTER
    write(letterhead, "\n".join(names), font=TITLE, size=round(size, 1), color=RED)
    _wide(rule(letterhead, sides=("bottom",), kind="thickThinSmallGap", eighths=24, color="C8161D"))
    number = _line(document)
    number.alignment = RIGHT
    write(number, one_line(paper.number or DRAFT_NUMBER))
    title = document.add_paragraph()
    title.alignment = CENTER
    title.paragraph_format.space_before = title.paragraph_format.space_after = Pt(_LINE_PT * 0.7)
    write(exact(title, 34), "\n".join(balanced(paper.title, limit=20)), font=TITLE, size=22)
    if paper.to.strip():
        write(_line(document), f"{one_line(paper.to)}：")


def _write_block(document: Element, block: Block) -> None:
    match block:
        case Heading():
            heading = indent(_line(document), first=2)
            heading.paragraph_format.keep_with_next = True
            write(heading, one_line(block.text), font=_HEADING_FONTS.get(block.level, BODY))
        case Quote():
            for words in _lines(block.text):
                write(indent(_line(document), left=2), words, font=KAI)
        case Table():
            _table(document, block)
        case Paragraph():
            _write_paragraph(document, block)


def _write_paragraph(document: Element, block: Paragraph) -> None:
    for position, words in enumerate(_lines(block.text) or [""]):
        line = _line(document)
        if not block.flush:
            indent(line, first=2)
        if block.lead and position == 0:
            write(line, one_line(block.lead), font=BLACK)
        write(line, words)


def _table(document: Element, block: Table) -> None:
    table = document.add_table(rows=0, cols=len(block.widths), style="Table Grid")
    table.autofit = False
    for position, row in enumerate(block.rows):
        line = table.add_row()
        if block.height_mm(position):
            line.height = Mm(block.height_mm(position))
        for at, words in enumerate(row):
            cell = line.cells[at]
            cell.width = Mm(156 * block.widths[at] / sum(block.widths))
            write(cell.paragraphs[0], tidy(words), font=BLACK if at in block.labels else BODY, size=14)


def _tail(document: Element, paper: Paper) -> None:
    attachments = [name for name in map(one_line, paper.attachments) if name]
    for at, name in enumerate(attachments, start=1):
        number = f"{at}. " if len(attachments) > 1 else ""
        write(
            indent(_line(document), first=2 if at == 1 else 5), ("附件：" if at == 1 else "") + number + one_line(name)
        )
    if paper.signed:
        _signature(document, paper)
    for note in filter(None, map(one_line, paper.notes)):
        write(indent(_line(document), first=2), f"（{note}）")
    _proof(document, paper)
    copies = "，".join(filter(None, map(one_line, paper.copies)))
    if copies:
        line = document.add_paragraph()
        write(line, f"抄送：{copies}。", size=14)
        rule(indent(line, left=0.875, right=0.875), sides=("top", "bottom"), kind="single", eighths=8)


def _signature(document: Element, paper: Paper) -> None:
    # 成文日期 stands four characters from the right, the name centred above it; a longer name pushes the date left.
    day = day_words(paper.on)
    names = balanced(one_line(paper.sign_organ), limit=24)
    if not names:
        return
    longest = max(width(name) for name in names)
    room = max(0.0, 4 - max(0.0, longest - width(day)) / 2)
    widest = max(longest, width(day))
    _line(document).paragraph_format.keep_with_next = True
    for words in (*names, day):
        line = indent(_line(document), right=room + (widest - width(words)) / 2)
        line.alignment = RIGHT
        line.paragraph_format.keep_with_next = words is not day
        write(line, words)


def _proof(document: Element, paper: Paper) -> None:
    if paper.verify is None:
        return
    line = document.add_paragraph()
    line.paragraph_format.space_before = Pt(12)
    if paper.verify.url:
        picture(line, qr_png(paper.verify.url), width_mm=20)
        line = document.add_paragraph()
    write(line, tidy(paper.verify.text), font=BLACK, size=9)


def _lines(text: str) -> list[str]:
    return [line.strip() for line in tidy(text).split("\n") if line.strip()]

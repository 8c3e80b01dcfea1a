"""The receipt as Word bytes (A5), for offices that print from Word."""

from docx.shared import Mm, Pt

from huiyin.kit.days import SHANGHAI
from huiyin.papers.model import Receipt
from huiyin.papers.payload import grouped
from huiyin.papers.phrases import day_words
from huiyin.papers.printable import one_line, tidy
from huiyin.papers.qr import qr_png
from huiyin.papers.word_parts import (
    BLACK,
    CENTER,
    GREY,
    RIGHT,
    TITLE,
    Element,
    new_document,
    picture,
    rule,
    saved,
    write,
)

_LABEL_MM, _TEXT_MM = 25, 99


def receipt_docx(receipt: Receipt) -> bytes:
    """Write a receipt as .docx."""
    document = new_document(size=(148, 210), margins=(12, 12, 12, 13), font_pt=11)
    _head(document, receipt)
    _rows(document, receipt)
    for guide in receipt.guides:
        line = document.add_paragraph()
        write(line, f"{tidy(guide.head)}　", font=BLACK, size=9.5).bold = True
        write(line, tidy(guide.text), font=BLACK, size=9.5)
    _foot(document, receipt)
    at = receipt.at.astimezone(SHANGHAI)
    return saved(document, title=f"{receipt.title} {one_line(receipt.number)}", author=receipt.organ, on=at.date())


def _head(document: Element, receipt: Receipt) -> None:
    organ = document.add_paragraph()
    organ.alignment = RIGHT
    write(organ, one_line(receipt.organ), font=BLACK, size=9.5)
    rule(organ, sides=("bottom",), kind="single", eighths=11)
    title = document.add_paragraph()
    title.alignment = CENTER
    title.paragraph_format.space_before = title.paragraph_format.space_after = Pt(8)
    write(title, tidy(receipt.title), font=TITLE, size=19)
    if receipt.url:
        code = document.add_paragraph()
        code.alignment = RIGHT
        picture(code, qr_png(receipt.url), width_mm=24)
    write(document.add_paragraph(), "您的编号（打电话时念这个）", font=BLACK, size=9)
    write(document.add_paragraph(), one_line(receipt.number), font=BLACK, size=19).bold = True
    at = receipt.at.astimezone(SHANGHAI)
    write(document.add_paragraph(), f"{day_words(at)} {at:%H:%M}　{one_line(receipt.channel)}", font=BLACK, size=9.5)
    if receipt.access_code.strip():
        line = document.add_paragraph()
        write(line, "查询码　", font=BLACK, size=9.5)
        write(line, one_line(receipt.access_code), font=BLACK, size=12).bold = True


def _rows(document: Element, receipt: Receipt) -> None:
    table = document.add_table(rows=0, cols=2, style="Table Grid")
    table.autofit = False
    for row in receipt.rows:
        label, text = table.add_row().cells
        label.width, text.width = Mm(_LABEL_MM), Mm(_TEXT_MM)
        write(label.paragraphs[0], tidy(row.label), font=BLACK, size=11)
        write(text.paragraphs[0], tidy(row.text), font=BLACK, size=11).bold = row.strong
        if row.small.strip():
            write(text.add_paragraph(), tidy(row.small), font=BLACK, size=9)
    document.add_paragraph().paragraph_format.space_after = Pt(0)


def _foot(document: Element, receipt: Receipt) -> None:
    line = document.add_paragraph()
    line.paragraph_format.space_before = Pt(8)
    rule(line, sides=("top",), kind="dashed", eighths=6)
    clerk = f"经办：{one_line(receipt.clerk)}　　" if receipt.clerk.strip() else ""
    write(line, f"{clerk}反映人签名：＿＿＿＿＿＿＿＿", font=BLACK, size=9)
    if receipt.leaf.strip():
        write(document.add_paragraph(), f"存证　{grouped(tidy(receipt.leaf))}", font=BLACK, size=7.5, color=GREY)
        write(document.add_paragraph(), tidy(receipt.leaf_note), font=BLACK, size=7.5, color=GREY)
    if receipt.fictional:
        footer = document.sections[0].footer.paragraphs[0]
        write(footer, one_line(receipt.fictional), font=BLACK, size=7.5, color=GREY)

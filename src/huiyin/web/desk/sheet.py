"""A list of matters as an Excel sheet: public columns only, and nothing that a spreadsheet would run."""

from collections.abc import Iterable
from io import BytesIO

import xlsxwriter

from huiyin.kit.days import SHANGHAI
from huiyin.kit.text import Text
from huiyin.queries.matter_rows import MatterLine
from huiyin.web.templatetags.look import words

COLUMNS = (
    (Text("编号", "Number"), 20),
    (Text("事项", "Matter"), 44),
    (Text("类型", "Kind"), 10),
    (Text("类别", "Category"), 14),
    (Text("属地", "Place"), 20),
    (Text("渠道", "Channel"), 12),
    (Text("主办", "Lead"), 18),
    (Text("受理时间", "Received"), 18),
    (Text("到期日", "Due"), 12),
    (Text("时限灯", "Light"), 18),
    (Text("环节", "Stage"), 14),
)
# A cell that begins so would be run as a formula once somebody saves the sheet as CSV and opens it again.
FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")


def safe(text: str) -> str:
    """Return text that no spreadsheet takes for a formula."""
    return f"'{text}" if text.startswith(FORMULA_SIGNS) else text


def sheet(lines: Iterable[MatterLine], *, mark: str) -> bytes:
    """Return the lines as the bytes of an .xlsx file; `mark` says on every printed page who took it out, and when."""
    held = BytesIO()
    book = xlsxwriter.Workbook(
        held, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    )
    table, bold = book.add_worksheet(words(Text("事项台账", "Matters"))), book.add_format({"bold": True})
    for number, (name, width) in enumerate(COLUMNS):
        table.set_column(number, number, width)
        table.write_string(0, number, words(name), bold)
    for place, line in enumerate(lines, start=1):
        for number, cell in enumerate(_cells(line)):
            table.write_string(place, number, safe(cell))
    table.set_header(f"&C{_plain(mark)}")
    table.set_footer(f"&C{_plain(mark)}　&P/&N")
    table.freeze_panes(1, 0)
    book.close()
    return held.getvalue()


def _plain(mark: str) -> str:
    # An ampersand begins a command in a header, and a header holds 255 characters.
    return mark.replace("&", "&&")[:200]


def _cells(line: MatterLine) -> tuple[str, ...]:
    due = line.due_at.astimezone(SHANGHAI) if line.due_at else None
    return (
        line.number,
        line.title,
        words(line.kind),
        line.category,
        line.place,
        words(line.channel) if line.channel else "",
        line.lead,
        f"{line.received_at.astimezone(SHANGHAI):%Y-%m-%d %H:%M}",
        f"{due:%Y-%m-%d}" if due else "",
        words(line.lamp.words) if line.lamp else "",
        words(line.state),
    )

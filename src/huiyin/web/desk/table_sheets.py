"""A table as an Excel sheet: text cells only, and nothing that a spreadsheet would run."""

from collections.abc import Iterable, Sequence
from io import BytesIO

import xlsxwriter
from django.http import HttpResponse

SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
# A cell that begins so would be run as a formula once somebody saves the sheet as CSV and opens it again.
FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
LONGEST_HEADER = 200


def safe(text: str) -> str:
    """Return text that no spreadsheet takes for a formula, blanks before it or none."""
    return f"'{text}" if text.startswith(FORMULA_SIGNS) or text.lstrip().startswith(FORMULA_SIGNS) else text


def table_sheet(
    title: str, columns: Sequence[tuple[str, int]], rows: Iterable[Sequence[str]], *, mark: str = ""
) -> bytes:
    """Return a table as the bytes of an .xlsx file; a column is its name and its width in letters.

    A `mark` stands over the table and on every printed page.
    """
    held = BytesIO()
    book = xlsxwriter.Workbook(
        held, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    )
    table, bold = book.add_worksheet(title[:31]), book.add_format({"bold": True})
    first = 1 if mark else 0
    if mark:
        table.write_string(0, 0, safe(mark))
        # An ampersand begins a command in a header, and a header holds 255 characters.
        printed = mark.replace("&", "＆")[:LONGEST_HEADER]
        table.set_header(f"&C{printed}")
        table.set_footer(f"&C{printed}　&P/&N")
    for number, (name, width) in enumerate(columns):
        table.set_column(number, number, width)
        table.write_string(first, number, safe(name), bold)
    for place, row in enumerate(rows, start=first + 1):
        for number, cell in enumerate(row):
            table.write_string(place, number, safe(cell))
    table.freeze_panes(first + 1, 0)
    book.close()
    return held.getvalue()


def answer(sheet: bytes, *, name: str) -> HttpResponse:
    """Return a sheet as a download; `name` is plain ASCII without the ending."""
    given = HttpResponse(sheet, content_type=SHEET)
    given["Content-Disposition"] = f'attachment; filename="{name}.xlsx"'
    return given

"""A table as an Excel sheet: text cells only, and nothing that a spreadsheet would run."""

from collections.abc import Iterable, Sequence
from io import BytesIO

import xlsxwriter
from django.http import HttpResponse

from huiyin.web.desk.sheet import safe

SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def table_sheet(title: str, columns: Sequence[tuple[str, int]], rows: Iterable[Sequence[str]]) -> bytes:
    """Return a table as the bytes of an .xlsx file; a column is its name and its width in letters."""
    held = BytesIO()
    book = xlsxwriter.Workbook(
        held, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    )
    table, bold = book.add_worksheet(title[:31]), book.add_format({"bold": True})
    for number, (name, width) in enumerate(columns):
        table.set_column(number, number, width)
        table.write_string(0, number, name, bold)
    for place, row in enumerate(rows, start=1):
        for number, cell in enumerate(row):
            table.write_string(place, number, safe(cell))
    table.freeze_panes(1, 0)
    book.close()
    return held.getvalue()


def answer(sheet: bytes, *, name: str) -> HttpResponse:
    """Return a sheet as a download; `name` is plain ASCII without the ending."""
    given = HttpResponse(sheet, content_type=SHEET)
    given["Content-Disposition"] = f'attachment; filename="{name}.xlsx"'
    return given

"""Tables that offices send about, CSV and Excel: read with every row numbered as the sheet shows it, and written back."""

import csv
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from io import BytesIO, StringIO
from typing import Any

import xlsxwriter
from python_calamine import CalamineError, CalamineWorkbook, PasswordError

from huiyin.kit.text import Text

# A cell that begins so would be run as a formula by whoever opens the copy.
FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
# Excel keeps fifteen digits of a number; what lies behind them in a longer one is lost before we see it.
EXACT_BELOW = 10**15
LONGEST_CELL = 1_000_000
DELIMITERS = (",", ";", "\t")


class UnreadableTable(Exception):
    """The file is no table we can read; `reason` says what to do."""

    def __init__(self, reason: Text) -> None:
        super().__init__(reason.zh)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its number as the sheet shows it, a text for each column, and the columns whose digits Excel lost."""

    number: int
    cells: tuple[str, ...]
    spoiled: tuple[str, ...] = ()
    surplus: int = 0

    @property
    def is_blank(self) -> bool:
        """Say whether no cell holds anything."""
        return not any(cell.strip() for cell in self.cells) and not self.surplus


@dataclass(frozen=True, slots=True)
class Table:
    """A table with its head. `encoding` and `delimiter` are those of a CSV, empty for Excel."""

    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    encoding: str = ""
    delimiter: str = ""


def read_table(content: bytes, *, sheet: str = "") -> Table:
    """Read CSV (UTF-8, UTF-16, GB18030) or Excel, told apart by what is in the file. Raises UnreadableTable."""
    if content[:4] == b"PK\x03\x04" or content[:4] == b"\xd0\xcf\x11\xe0":
        return _read_excel(content, sheet)
    return _read_csv(content)


def _read_csv(content: bytes) -> Table:
    text, encoding = _decoded(content)
    first = text.partition("\n")[0]
    delimiter = max(DELIMITERS, key=first.count)
    # The limit is Python's own, for all readers; without it a long letter in one cell ends the whole import.
    csv.field_size_limit(LONGEST_CELL)
    reader = csv.reader(StringIO(text, newline=""), delimiter=delimiter, strict=True)
    lines = _numbered(reader)
    return _table(lines, encoding=encoding, delimiter=delimiter)


def _numbered(reader: Iterable[list[str]]) -> Iterator[list[str]]:
    number = 0
    try:
        for line in reader:
            number += 1
            yield [cell[1:] if cell[:1] == "'" and cell[1:].startswith(FORMULA_SIGNS) else cell for cell in line]
    except csv.Error:
        raise UnreadableTable(
            Text(
                f"第 {number + 1} 行的引号没有配对，后面的行无法分清；请用 Excel 另存为 CSV 或 xlsx 再导入",
                f"The quotes of row {number + 1} do not match, so later rows cannot be told apart; save the file anew",
            )
        ) from None


def _decoded(content: bytes) -> tuple[str, str]:
    if content[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return _decode(content, "utf-16"), "utf-16"
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return content.decode(encoding), encoding
        except UnicodeDecodeError:
            continue
    raise UnreadableTable(
        Text(
            "看不懂这个文件的文字编码；请用 Excel 另存为“CSV UTF-8”或 xlsx 再导入",
            "The file's text encoding is unknown; save it as CSV UTF-8 or xlsx",
        )
    )


def _decode(content: bytes, encoding: str) -> str:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError:
        raise UnreadableTable(Text("文件不完整，请重新导出", "The file is cut off; export it again")) from None


def _read_excel(content: bytes, sheet: str) -> Table:
    try:
        book = CalamineWorkbook.from_filelike(BytesIO(content))
    except PasswordError:
        raise UnreadableTable(
            Text("表格加了密码，请取消密码再导入", "The workbook has a password; remove it")
        ) from None
    except CalamineError:
        raise UnreadableTable(
            Text("打不开这个 Excel 文件，请另存为 xlsx 再导入", "The workbook cannot be opened; save it as xlsx")
        ) from None
    names = book.sheet_names
    if sheet and sheet not in names:
        there = "、".join(names)
        raise UnreadableTable(Text(f"没有名为“{sheet}”的工作表，现有：{there}", f"No sheet {sheet}; there are {there}"))
    if not names:
        raise UnreadableTable(Text("这个 Excel 文件里没有工作表", "The workbook has no sheet"))
    return _table(book.get_sheet_by_name(sheet or names[0]).to_python(skip_empty_area=False))


def _table(lines: Iterable[Sequence[Any]], *, encoding: str = "", delimiter: str = "") -> Table:
    numbered = enumerate(lines, start=1)
    head = next(((number, line) for number, line in numbered if any(str(cell).strip() for cell in line)), None)
    if head is None:
        raise UnreadableTable(Text("文件是空的", "The file is empty"))
    columns = [str(cell).strip() for cell in head[1]]
    while columns and not columns[-1]:
        columns.pop()
    rows = tuple(_row(number, line, tuple(columns)) for number, line in numbered)
    return Table(tuple(columns), rows, encoding, delimiter)


def _row(number: int, line: Sequence[Any], columns: tuple[str, ...]) -> Row:
    cells = [cell if isinstance(cell, str) else _text(cell) for cell in line[: len(columns)]]
    cells += [""] * (len(columns) - len(cells))
    surplus = sum(1 for cell in line[len(columns) :] if str(cell).strip())
    spoiled = tuple(
        columns[place]
        for place, cell in enumerate(line[: len(columns)])
        if isinstance(cell, float | int) and abs(cell) >= EXACT_BELOW
    )
    return Row(number, tuple(cells), spoiled, surplus)


def _text(cell: Any) -> str:
    if isinstance(cell, bool):
        return "是" if cell else "否"
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, datetime):
        return cell.isoformat(" ", timespec="seconds")
    if isinstance(cell, date | time):
        return cell.isoformat()
    return str(cell)


def write_back(table: Table, added: Mapping[int, tuple[str, ...]], *, columns: tuple[str, ...]) -> bytes:
    """Return a copy of the table with columns added behind, by row number: CSV for a CSV, else Excel."""
    blank = ("",) * len(columns)
    lines = [(*table.columns, *columns), *((*row.cells, *added.get(row.number, blank)) for row in table.rows)]
    return _csv_bytes(lines, table) if table.encoding else _excel_bytes(lines)


def _csv_bytes(lines: Iterable[Sequence[str]], table: Table) -> bytes:
    held = StringIO(newline="")
    writer = csv.writer(held, delimiter=table.delimiter)
    writer.writerows([f"'{cell}" if cell.startswith(FORMULA_SIGNS) else cell for cell in line] for line in lines)
    return held.getvalue().encode(table.encoding)


def _excel_bytes(lines: Iterable[Sequence[str]]) -> bytes:
    held = BytesIO()
    book = xlsxwriter.Workbook(
        held, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    )
    sheet, bold = book.add_worksheet(), book.add_format({"bold": True})
    for number, line in enumerate(lines):
        for place, cell in enumerate(line):
            sheet.write_string(number, place, cell, None if number else bold)
    sheet.freeze_panes(1, 0)
    book.close()
    return held.getvalue()

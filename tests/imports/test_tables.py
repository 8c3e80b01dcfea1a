"""Sheets as offices have them: encodings, Excel, rows numbered as shown, and copies nobody is harmed by."""

from datetime import datetime
from io import BytesIO

import pytest
import xlsxwriter

from huiyin.papers.tables import UnreadableTable, read_table, write_back

TEXT = '编号,标题\r\n1,井坏了\r\n2,"两行\r\n的字"\r\n,\r\n'


def excel(*lines: tuple[object, ...], sheet: str = "工单") -> bytes:
    held = BytesIO()
    book = xlsxwriter.Workbook(held, {"in_memory": True, "default_date_format": "yyyy-mm-dd hh:mm:ss"})
    page = book.add_worksheet(sheet)
    for number, line in enumerate(lines):
        page.write_row(number, 0, line)
    book.close()
    return held.getvalue()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_csv_is_read_whatever_its_encoding(encoding: str) -> None:
    table = read_table(TEXT.encode(encoding))

    assert table.columns == ("编号", "标题")
    assert [(row.number, row.cells) for row in table.rows] == [
        (2, ("1", "井坏了")), (3, ("2", "两行\r\n的字")), (4, ("", "")),
    ]  # fmt: skip
    assert table.rows[2].is_blank


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_delimiter_is_seen_from_the_head(delimiter: str) -> None:
    assert read_table(f"a{delimiter}b\n1,5{delimiter}2".encode()).delimiter == delimiter


def test_short_and_long_rows_are_told_apart() -> None:
    short, long = read_table(b"a,b\n1\n1,2,3\n").rows

    assert (short.cells, short.surplus) == (("1", ""), 0)
    assert (long.cells, long.surplus) == (("1", "2"), 1)


def test_open_quote_is_refused_instead_of_swallowing_the_rest() -> None:
    with pytest.raises(UnreadableTable, match="第 2 行"):
        read_table(b'a,b\n1,"x\n2,y\n')


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "空的"),
        (b"\n\n", "空的"),
        (b"\xff\xfe\x00", "不完整"),
        (b"\x80\x81\xff", "编码"),
        (b"PK\x03\x04nothing", "打不开"),
    ],
)
def test_unreadable_file_gets_a_sentence(content: bytes, words: str) -> None:
    with pytest.raises(UnreadableTable, match=words):
        read_table(content)


def test_excel_cells_become_what_a_person_reads() -> None:
    table = read_table(excel(("编号", "时间", "数", "是"), (42, datetime(2026, 7, 1, 8, 30), 1.5, True)))

    assert table.rows[0].cells == ("42", "2026-07-01 08:30:00", "1.5", "是")


def test_digits_that_excel_lost_are_marked() -> None:
    table = read_table(excel(("编号", "数"), (123456789012345678, 12)))

    assert table.rows[0].spoiled == ("编号",)


def test_missing_sheet_is_named_with_those_that_are_there() -> None:
    with pytest.raises(UnreadableTable, match="现有：工单"):
        read_table(excel(("a",)), sheet="别的")


@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030"])
def test_csv_copy_is_the_same_sheet_with_columns_behind(encoding: str) -> None:
    table = read_table(TEXT.encode(encoding))

    copy = write_back(table, {2: ("登记", "")}, columns=("结果", "原因"))

    again = read_table(copy)
    assert again.encoding == encoding
    assert again.columns == ("编号", "标题", "结果", "原因")
    assert [row.cells for row in again.rows] == [
        ("1", "井坏了", "登记", ""), ("2", "两行\r\n的字", "", ""), ("", "", "", ""),
    ]  # fmt: skip


def test_excel_copy_is_excel() -> None:
    table = read_table(excel(("编号",), ("0042",)))

    again = read_table(write_back(table, {2: ("有误",)}, columns=("结果",)))

    assert again.rows[0].cells == ("0042", "有误")
    assert again.encoding == ""


@pytest.mark.parametrize("cell", ["=1+1", "@SUM(A1)", "-3", "＝HYPERLINK()"])
def test_copy_runs_no_formula_and_reads_back_as_it_was(cell: str) -> None:
    table = read_table(f"a,b\n{cell},1\n".encode())

    copy = write_back(table, {}, columns=("结果",))

    assert f"\n'{cell}" in copy.decode("utf-8-sig")
    assert read_table(copy).rows[0].cells[0] == cell

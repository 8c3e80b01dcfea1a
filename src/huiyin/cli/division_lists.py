"""Reading lists of divisions: a folder with a file a level, or one file; CSV, plain or gzip, columns code and name."""

import csv
import gzip
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TextIO

from huiyin.acts.divisions import DivisionRow
from huiyin.cli import CliError
from huiyin.kit.codes import Level, folded, is_valid, level_of, pad, parent_of, scope

LEVELS = {
    Level.PROVINCE: "province", Level.PREFECTURE: "city", Level.COUNTY: "county",
    Level.TOWNSHIP: "town", Level.VILLAGE: "village",
}  # fmt: skip
ENDINGS = (".csv", ".csv.gz")
LONGEST_NAME = 60
CODE_HEADS, NAME_HEADS = ("code", "代码", "区划代码"), ("name", "名称", "区划名称")


@dataclass(slots=True)
class ListRead:
    """What was read, by code in order; `faults` says each line that cannot stand; `repeated` counts harmless repeats."""

    rows: list[DivisionRow] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    repeated: int = 0


def read_list(place: Path, *, on: date, below: str = "") -> ListRead:
    """Read a list that says how things stood on a day, only what is at or below a division where one is given.

    A code that comes twice with one name counts once: prefectures without counties stand in two files.
    """
    first, end = scope(below) if below else ("", ":")
    found, names = ListRead(), dict[str, str]()
    for where, code, name in _lines(place):
        fault = _fault(code, name)
        if fault:
            found.faults.append(f"{where}：{fault}")
            continue
        code = pad(code)
        if not first <= code < end:
            continue
        if names.setdefault(code, name) != name:
            found.faults.append(f"{where}：{code} 有两个名字：{names[code]}、{name}")
    found.rows = [_row(code, names[code], on) for code in sorted(names)]
    found.faults += [
        f"{row.code} {row.name}：表里没有它的上级 {row.parent}"
        for row in found.rows
        if row.level in ("town", "village") and row.parent not in names and row.code != below
    ]
    return found


def _row(code: str, name: str, on: date) -> DivisionRow:
    return DivisionRow(code, name, LEVELS[level_of(code)], parent_of(code) or "", on)


def _fault(code: str, name: str) -> str:
    if len(code) not in (2, 4, 6, 9, 12) or not code.isascii() or not code.isdigit() or not is_valid(pad(code)):
        return f"“{code}”不是区划代码（2、4、6、9 或 12 位数字）"
    if not name:
        return f"{code} 没有名称"
    return f"{code} 的名称超过 {LONGEST_NAME} 个字" if len(name) > LONGEST_NAME else ""


def _lines(place: Path) -> Iterator[tuple[str, str, str]]:
    for file in _files(place):
        try:
            with _opened(file) as held:
                yield from _of_file(file, held)
        except (OSError, EOFError, UnicodeDecodeError, csv.Error) as error:
            raise CliError(
                f"读不了 {file.name}：{error}。要 UTF-8 的 CSV 或 CSV 的 gzip。\n"
                f"{file.name} cannot be read: UTF-8 CSV or its gzip is needed."
            ) from error


def _files(place: Path) -> list[Path]:
    if place.is_file():
        return [place]
    found = sorted(file for file in place.glob("*") if file.name.endswith(ENDINGS)) if place.is_dir() else []
    if not found:
        raise CliError(f"{place} 里没有 CSV 文件。\nThere is no CSV file in {place}.")
    return found


def _opened(file: Path) -> TextIO:
    if file.name.endswith(".gz"):
        return gzip.open(file, "rt", encoding="utf-8-sig", newline="")
    return file.open(encoding="utf-8-sig", newline="")


def _of_file(file: Path, held: TextIO) -> Iterator[tuple[str, str, str]]:
    lines = csv.reader(held)
    heads = [folded(one) for one in next(lines, [])]
    code_at, name_at = _column(heads, CODE_HEADS), _column(heads, NAME_HEADS)
    if code_at is None or name_at is None:
        raise CliError(
            f"{file.name} 第一行要有“代码”和“名称”两列（或 code、name）。\n{file.name} needs the columns code and name."
        )
    for number, line in enumerate(lines, start=2):
        if any(line):
            cells = [*line, "", ""] if len(line) <= max(code_at, name_at) else line
            yield f"{file.name} 第 {number} 行", folded(cells[code_at]), folded(cells[name_at])


def _column(heads: list[str], said: tuple[str, ...]) -> int | None:
    return next((place for place, head in enumerate(heads) if head in said), None)

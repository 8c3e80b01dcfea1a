"""Every control said to be met names a test that is there; nothing is met by word alone."""

import ast
import re
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parent.parent.parent
PAGE = ROOT / "docs" / "security.md"
STATES = {"met", "open"}


class Line(NamedTuple):
    """One control of the page."""

    id: str
    control: str
    state: str
    how: str
    test: str


def lines(page: str) -> list[Line]:
    """Return the controls of the page, its headings left out."""
    rows = [[cell.strip() for cell in row.strip("|").split("|")] for row in page.splitlines() if row.startswith("| ")]
    return [Line(*row) for row in rows if row[0] != "id"]


def is_there(named: str) -> bool:
    """Say whether `tests/room/test_file.py::test_name` exists."""
    place, _, name = named.partition("::")
    file = ROOT / place
    if not (place.startswith("tests/") and file.is_file()):
        return False
    tree = ast.parse(file.read_text(encoding="utf-8"))
    return name in {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}


def without_tests(page: str) -> list[str]:
    """Return the controls said to be met whose tests are not there."""
    met = [one for one in lines(page) if one.state == "met"]
    named = {one.id: re.findall(r"`([^`]+)`", one.test) for one in met}
    return [name for name, tests in named.items() if not tests or not all(is_there(test) for test in tests)]


def test_every_control_met_names_a_test_that_is_there() -> None:
    assert without_tests(PAGE.read_text(encoding="utf-8")) == []


def test_every_line_is_met_or_open_and_stands_once() -> None:
    found = lines(PAGE.read_text(encoding="utf-8"))

    assert {one.state for one in found} <= STATES
    assert [one.id for one in found if not one.control] == []
    assert sorted({one.id for one in found}) == sorted(one.id for one in found)


def test_an_open_control_names_no_test() -> None:
    assert [one.id for one in lines(PAGE.read_text(encoding="utf-8")) if one.state == "open" and one.test] == []


def test_an_open_control_says_why_it_stays_open() -> None:
    found = lines(PAGE.read_text(encoding="utf-8"))

    assert [one.id for one in found if one.state == "open" and not one.how.startswith("stays open: ")] == []


def test_a_test_that_is_not_there_would_be_found() -> None:
    page = (
        "| id | control | state | how | test |\n"
        "| A | some | met | | `tests/security/test_lines.py::test_nothing` |\n"
        "| B | some | met | | |\n"
        "| C | some | met | | `tests/security/test_lines.py::is_there` |\n"
    )

    assert without_tests(page) == ["A", "B"]

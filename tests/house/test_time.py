"""Time is an argument: nothing below the doors asks the machine what time it is."""

import ast

import pytest

from tests.house.source import product

BELOW_THE_DOORS = {"acts", "queries", "insight", "ledger", "kinds", "store", "flow", "lang", "papers", "kit"}


def clock_calls(tree: ast.AST) -> list[int]:
    """Line numbers of calls that read a clock: datetime.now(), date.today(), time.time(), timezone.now()."""
    return [
        node.lineno
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and (_is_clock(node.func) or (_is_local(node.func) and not node.args))
    ]


def _is_clock(called: ast.expr) -> bool:
    match called:
        case ast.Attribute(attr="now" | "today" | "utcnow" | "time_ns"):
            return True
        case ast.Attribute(attr="time", value=ast.Name(id="time")):
            return True
        case ast.Name(id="now" | "utcnow"):
            return True
    return False


def _is_local(called: ast.expr) -> bool:
    # With an argument these only convert the moment they are given.
    name = called.attr if isinstance(called, ast.Attribute) else called.id if isinstance(called, ast.Name) else ""
    return name in {"localdate", "localtime"}


def test_nothing_below_the_doors_reads_a_clock() -> None:
    found = [
        f"{source.path}:{line}"
        for source in product()
        if source.room in BELOW_THE_DOORS
        for line in clock_calls(source.tree)
    ]

    assert found == []


@pytest.mark.parametrize(
    "code",
    ["datetime.now(UTC)", "date.today()", "timezone.now()", "time.time()", "localdate()", "x = datetime.utcnow()"],
)
def test_a_clock_read_would_be_found(code: str) -> None:
    assert clock_calls(ast.parse(code)) == [1]


@pytest.mark.parametrize("code", ["timezone.localtime(at)", "time(9, 0)", "noon.time()", "Kind.known()"])
def test_what_only_converts_a_time_is_left_alone(code: str) -> None:
    assert clock_calls(ast.parse(code)) == []

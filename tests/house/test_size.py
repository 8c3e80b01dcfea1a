"""Files and functions stay small enough to be read at one sitting."""

import ast

from tests.house.source import Source, functions, product, sources

FILE_LINES = 400
FUNCTION_LINES = 50
# The formatter breaks code at 120 columns; what it leaves longer is words, and they stop here.
LINE_CHARACTERS = 140


def is_table(source: Source) -> bool:
    """A declaration table: its top level only names things, so its length is the length of what it declares."""
    plain = (ast.Assign, ast.AnnAssign, ast.Import, ast.ImportFrom, ast.Expr)
    return all(isinstance(node, plain) for node in source.tree.body)


def test_no_file_is_longer_than_400_lines_unless_it_is_a_table() -> None:
    long = [f"{source.path}: {len(source.lines)}" for source in sources() if len(source.lines) > FILE_LINES]

    assert [line for line in long if not is_table(_named(line.rsplit(":", 1)[0]))] == []


def _named(path: str) -> Source:
    return next(source for source in sources() if source.path == path)


def test_no_function_is_longer_than_50_lines() -> None:
    long = [
        f"{source.path}:{function.lineno} {function.name}: {lines}"
        for source in sources()
        for function in functions(source)
        if (lines := (function.end_lineno or 0) - function.lineno + 1) > FUNCTION_LINES
    ]

    assert long == []


def test_no_line_is_longer_than_140_characters() -> None:
    long = [
        f"{source.path}:{number}"
        for source in product()
        for number, line in enumerate(source.lines, start=1)
        if len(line) > LINE_CHARACTERS
    ]

    assert long == []


def test_every_module_opens_with_what_lives_there() -> None:
    silent = [source.path for source in product() if source.text.strip() and not ast.get_docstring(source.tree)]

    assert silent == []

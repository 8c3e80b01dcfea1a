"""The project's own Python files, parsed once for the tests of the house style."""

import ast
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
PACKAGE = next(place for place in (ROOT / "src" / "huiyin", ROOT / "huiyin") if place.is_dir())
SKIPPED = {".venv", "__pycache__", "migrations", "node_modules", "build", "data", "var"}


@dataclass(frozen=True, slots=True)
class Source:
    """One file: its path below the checkout, its text and its tree."""

    path: str
    room: str
    text: str
    tree: ast.Module

    @property
    def lines(self) -> list[str]:
        return self.text.splitlines()


@cache
def sources() -> tuple[Source, ...]:
    """Every Python file of the product, its tests and its benchmarks."""
    found = (file for place in (PACKAGE, ROOT / "tests", ROOT / "bench") for file in sorted(place.rglob("*.py")))
    return tuple(_source(file) for file in found if not SKIPPED.intersection(file.relative_to(ROOT).parts))


@cache
def product() -> tuple[Source, ...]:
    """Every Python file that an office runs."""
    return tuple(source for source in sources() if source.room)


def _source(file: Path) -> Source:
    text = file.read_text(encoding="utf-8")
    inside = file.is_relative_to(PACKAGE)
    room = file.relative_to(PACKAGE).parts[0] if inside else ""
    return Source(path=file.relative_to(ROOT).as_posix(), room=room, text=text, tree=ast.parse(text))


def functions(source: Source) -> list[ast.FunctionDef | ast.AsyncFunctionDef]:
    """Every function and method of a file."""
    return [node for node in ast.walk(source.tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]

"""Every option and every verb has its line in the documentation."""

import re
from importlib.util import find_spec
from pathlib import Path

import pytest

from huiyin.cli import VERBS

ROOT = Path(__file__).parent.parent.parent
PACKAGE = next(place for place in (ROOT / "src" / "huiyin", ROOT / "huiyin") if place.is_dir())
PAGE = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
CODE = "\n".join(
    (PACKAGE / "config" / name).read_text(encoding="utf-8")
    for name in ("settings.py", "options.py", "databases.py", "protection.py")
)


def rows(page: str) -> set[str]:
    """The first cells of the page's tables."""
    return set(re.findall(r"^\| `([^`]+)` \|", page, re.MULTILINE))


@pytest.mark.parametrize("name", sorted(set(re.findall(r'"(HUIYIN_[A-Z_]+)"', CODE))))
def test_option_is_explained(name: str) -> None:
    assert name in rows(PAGE)


@pytest.mark.parametrize("name", sorted(name for name, module in VERBS.items() if find_spec(module)))
def test_verb_is_explained(name: str) -> None:
    assert name in rows(PAGE)


def test_nothing_is_explained_that_does_not_exist() -> None:
    known = set(VERBS) | set(re.findall(r'"(HUIYIN_[A-Z_]+)"', CODE))

    assert rows(PAGE) - known == set()

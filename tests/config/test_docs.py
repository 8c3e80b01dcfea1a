"""Every option and every verb has its line in the documentation."""

import argparse
import re
from importlib import import_module
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


PAGES = [ROOT / "README.md", ROOT / "README.zh-CN.md", *sorted((ROOT / "docs").rglob("*.md"))]
COMMAND = re.compile(r"\./huiyin ((?:[a-z]+(?: \| )?)+)([^`#\n]*)")


def typed(page: Path) -> set[tuple[str, str]]:
    """The commands a page tells somebody to type, each verb with every option after it ("" for the verb alone)."""
    found = set()
    for verbs, rest in COMMAND.findall(page.read_text(encoding="utf-8")):
        for verb in re.findall("[a-z]+", verbs):
            found.add((verb, ""))
        if "|" not in verbs:
            # What follows another program's name or a closing quote belongs to that program.
            found |= {(verbs.strip(), option) for option in re.findall(r"(?<!\S)--[a-z-]+", rest)}
    return found


def options_of(verb: str) -> set[str]:
    """Every option of a verb and of the verbs under it."""
    parser = argparse.ArgumentParser()
    import_module(VERBS[verb]).add_arguments(parser)
    return {"--help", *_options(parser)}


def _options(parser: argparse.ArgumentParser) -> set[str]:
    found: set[str] = set()
    for action in parser._actions:
        found |= set(action.option_strings)
        if isinstance(action, argparse._SubParsersAction):
            for below in action.choices.values():
                found |= _options(below)
    return found


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_command_that_is_to_be_typed_exists(page: Path) -> None:
    commands = typed(page)
    unknown = {verb for verb, _ in commands if verb not in VERBS}
    wrong = {(verb, option) for verb, option in commands if verb in VERBS and option and option not in options_of(verb)}

    assert (unknown, wrong) == (set(), set())


@pytest.mark.parametrize("name", ["README.md", "README.zh-CN.md"])
def test_front_page_names_every_verb(name: str) -> None:
    assert {verb for verb, _ in typed(ROOT / name)} >= set(VERBS)

"""Nothing in the project speaks of the machine or the place it was written at."""

import re
from pathlib import Path

import pytest

from tests.house.source import ROOT

TEXTS = {
    ".py",
    ".sh",
    ".md",
    ".toml",
    ".in",
    ".lock",
    ".html",
    ".css",
    ".js",
    ".svg",
    ".sql",
    ".json",
    ".po",
    ".typ",
    "",
}
SKIPPED = {".git", ".venv", "__pycache__", "data", "var", "node_modules", ".hypothesis"}
# Written in pieces, so that this file does not hold what it forbids.
FORBIDDEN = {
    "a machine path": re.compile(
        r"(?<![\w.])/(?:"
        + "|".join(("wo" + "rk/(?:main|shared|\\.library)", "ro" + "ot", "ho" + "me/\\w+"))
        + r")(?:/|\b)"
    ),
    "a registry host": re.compile(
        r"(?:py" + r"pi\.org|files\.python" + r"hosted|registry\.npm" + r"js|deb\.deb" + r"ian\.org|py" + r"pi\.tuna)",
        re.I,
    ),
}


def texts() -> list[Path]:
    """Every text file of the checkout."""
    files = (file for file in ROOT.rglob("*") if file.suffix in TEXTS and file.is_file())
    return [file for file in files if not _is_skipped(file)]


def _is_skipped(file: Path) -> bool:
    parts = file.relative_to(ROOT).parts
    return any(part in SKIPPED or part.endswith("_cache") for part in parts[:-1]) or parts[-1] == ".git"


def found_in(text: str) -> list[str]:
    """Name what a text holds that it should not."""
    return [name for name, pattern in FORBIDDEN.items() if pattern.search(text)]


def test_no_file_names_a_machine_path_or_a_registry() -> None:
    found = [
        f"{file.relative_to(ROOT)}:{number} {', '.join(names)}"
        for file in texts()
        for number, line in enumerate(file.read_text(encoding="utf-8", errors="replace").splitlines(), start=1)
        if (names := found_in(line))
    ]

    assert found == []


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("cd /wo" + "rk/main", ["a machine path"]),
        ("open('/ro" + "ot/x')", ["a machine path"]),
        ("https://py" + "pi.org/simple", ["a registry host"]),
        ("the work of one day, ./huiyin work, home/away", []),
        ("href='/matters/work/'", []),
    ],
)
def test_such_words_would_be_found(text: str, names: list[str]) -> None:
    assert found_in(text) == names


@pytest.mark.parametrize("name", ["run", "test", "spark"])
def test_a_lock_pins_every_package_by_hash_and_names_no_address(name: str) -> None:
    lines = (ROOT / "requirements" / f"{name}.lock").read_text(encoding="utf-8").splitlines()
    packages = [line for line in lines if re.match(r"[A-Za-z0-9]", line)]

    assert [line for line in lines if "://" in line] == []
    assert [line for line in packages if "==" not in line] == []
    assert sum("--hash=sha256:" in line for line in lines) >= len(packages) > 0

"""What a measurement found: figures with their floor and budget, printed as a table and kept as JSON."""

import json
import os
import platform
import subprocess
import sys
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent


@dataclass(frozen=True, slots=True)
class Figure:
    """One number. `times` is its ratio to what `against` names, measured in the same run; 0 where there is nothing beside it; `more` is
    said after it."""

    name: str
    value: float
    unit: str
    times: float = 0.0
    against: str = ""
    queries: int = -1
    more: str = ""


@dataclass(slots=True)
class Found:
    """A row of the budget as measured once: `headline` in a word, `on` what it ran if not the database.

    `within` None: this run cannot say.
    """

    row: str
    budget: str
    figures: list[Figure] = field(default_factory=list)
    within: bool | None = None
    headline: str = ""
    on: str = ""
    notes: list[str] = field(default_factory=list)

    def add(self, name: str, value: float, unit: str, **more: Any) -> Figure:
        """Take one more number down."""
        figure = Figure(name, value, unit, **more)
        self.figures.append(figure)
        return figure

    def note(self, words: str) -> None:
        """Take down what a reader must know beside the numbers."""
        self.notes.append(words)


def stamped(found: Found, *, engine: str, matters: int, load: float) -> dict[str, Any]:
    """Return what was found with the machine, the moment and the code it was found on."""
    return {
        **asdict(found),
        "engine": found.on or engine,
        "matters": matters,
        "load_before": round(load, 1),
        "load_after": round(os.getloadavg()[0], 1),
        "at": datetime.now(UTC).strftime("%Y-%m-%d %H:%M UTC"),
        "cores": os.cpu_count(),
        "memory_gib": round(os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30),
        "system": _system(),
        "python": platform.python_version(),
        "commit": _commit(),
        "command": command(),
    }


def command() -> str:
    """Return what was typed, without the directories of this machine."""
    words = [Path(sys.argv[0]).name, *sys.argv[1:]]
    return "python bench/" + " ".join(Path(one).name if one.startswith("/") else _plain(one) for one in words)


def _plain(word: str) -> str:
    return "postgres://…" if word.startswith("postgres://") else word


def _system() -> str:
    try:
        names = platform.freedesktop_os_release()
    except OSError:
        return platform.system()
    return f"{names.get('NAME', '').split()[0]} {names.get('VERSION_ID', '')}".strip()


def _commit() -> str:
    asked = subprocess.run(
        ["git", "describe", "--always", "--dirty"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    return asked.stdout.strip()


def table(told: dict[str, Any]) -> str:
    """Return what was found as a table for a terminal."""
    lines = [f"{told['row']}: {told['budget']}", f"  {told['matters']:,} matters, {about(told)}"]
    lines += [f"  {line}" for line in figure_lines(told["figures"])]
    lines += [f"  {words}" for words in told["notes"]]
    return "\n".join([*lines, f"  {told['headline']}: {VERDICTS[told['within']]}"])


WIDE = 50
VERDICTS = {True: "within the budget", False: "OVER THE BUDGET", None: "no verdict from this run"}


def about(told: dict[str, Any]) -> str:
    """Say on what and when it was measured."""
    return (
        f"{told['engine']}, {told['cores']} cores, {told['memory_gib']} GiB, {told['system']}, Python {told['python']}, "
        f"load {told['load_before']} to {told['load_after']}, {told['at']}, {told['commit']}"
    )


def figure_lines(figures: Iterable[dict[str, Any]]) -> list[str]:
    """Return one line a number, in columns."""
    lines = [f"{'':<{WIDE}}{'':>10} {'':<10}{'ratio':>8}{'queries':>9}"]
    for one in figures:
        ratio = f"{one['times']:.2f}" if one["times"] else ""
        queries = str(one["queries"]) if one["queries"] >= 0 else ""
        against = f"  to {one['against']}" if one["against"] else ""
        more = f"  {one['more']}" if one["more"] else ""
        columns = f"{number(one['value']):>10} {one['unit']:<10}{ratio:>8}{queries:>9}"
        lines.append(f"{one['name']:<{WIDE}}{columns}{more}{against}")
    return lines


def number(value: float) -> str:
    """Write a number with as many places as it bears."""
    return f"{value:,.0f}" if value >= 100 else f"{value:,.2f}"


def keep(told: list[dict[str, Any]], place: Path) -> None:
    """Write what was found into a file."""
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_text(json.dumps(told, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")

"""Figures of the benchmarks on their page: the newest of a row stands there, and what people wrote stays."""

import json
from pathlib import Path
from typing import Any

import pytest

BENCH = Path(__file__).resolve().parent.parent.parent / "bench"


def told(at: str, headline: str, **more: Any) -> dict[str, Any]:
    """Return a figure as budget.py keeps it."""
    return {
        "row": "tick", "budget": "one query", "headline": headline, "within": True, "engine": "SQLite 3.40.1", "matters": 10_000,
        "at": at, "cores": 2, "memory_gib": 24, "system": "Debian 12", "python": "3.11.7", "load_before": 1.0, "load_after": 1.2,
        "commit": "abc", "command": "python bench/budget.py tick", "figures": [], "notes": ["Noted."], **more,
    }  # fmt: skip


def test_newest_figures_replace_older_ones_and_prose_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(BENCH)
    import report

    page = tmp_path / "measurements.md"
    page.write_text(f"before\n{report.BEGIN}\nold\n{report.END}\nafter\n", encoding="utf-8")
    monkeypatch.setattr(report, "PAGE", page)
    monkeypatch.setattr(report, "FIGURES", tmp_path / "figures")
    kept = tmp_path / "new.json"
    found = [told("2026-11-23 05:00 UTC", "one"), told("2026-11-23 06:00 UTC", "two", within=False)]
    kept.write_text(json.dumps(found), encoding="utf-8")
    monkeypatch.setattr("sys.argv", ["report.py", str(kept)])

    assert report.main() == 0

    text = page.read_text(encoding="utf-8")
    assert text.startswith("before\n")
    assert text.endswith("\nafter\n")
    assert "| tick | one query | SQLite 3.40.1 | 10,000 | two | **over** |" in text
    assert ("one |" in text, "old" in text) == (False, False)

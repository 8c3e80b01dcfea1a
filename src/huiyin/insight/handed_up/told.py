"""What a county tells everybody: a few counts of the months it handed up, taken from those files and from nothing else.

Kept beside the files as one small text, so that a page needs neither their program nor the county's tables: what was told
moves only when a month is added.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from huiyin.insight.handed_up.schema import MATTER_FACT
from huiyin.insight.handed_up.writing import Duck
from huiyin.insight.measures import load, run

HOME, TOLD = "handed_up", "told.json"
KIND = "appeal"
# More months than any page shows, so that a quarter is whole wherever it begins.
MONTHS_TOLD = 24


@dataclass(frozen=True, slots=True)
class Telling:
    """Rows of the measure `published` for every month handed up until `through` (yyyymm), and the day each was told."""

    through: int
    days: Mapping[int, date]
    rows: Sequence[Mapping[str, Any]]


def counts_told(duck: Duck, folder: Path, *, through: int) -> list[dict[str, Any]]:
    """Count the newest months of the files below a county's folder: nothing of a month that stayed at home."""
    files = [str(file) for file in sorted(folder.glob(f"year=*/{MATTER_FACT.name}-*.parquet"))[-MONTHS_TOLD:]]
    if not files:
        return []
    held = ", ".join("'" + file.replace("'", "''") + "'" for file in files)
    duck.execute(
        f"CREATE OR REPLACE TEMP VIEW {MATTER_FACT.name} AS FROM read_parquet([{held}], hive_partitioning = false)"
    )
    rows = run(load("published"), duck, dialect="duckdb", params={"kind": KIND, "first": 0, "last": through})
    duck.execute(f"DROP VIEW {MATTER_FACT.name}")
    return [{name: value if isinstance(value, str) else int(value) for name, value in row.items()} for row in rows]


def days_told(last: Telling | None, *, through: int, on: date) -> dict[int, date]:
    """Return the day each month was told: what was said before stays, months that came since were told on this day."""
    days, month = dict[int, date](), through
    for _ in range(MONTHS_TOLD):
        days[month] = last.days.get(month, on) if last else on
        month = month - 1 if month % 100 > 1 else month - 89
    return days


def written(telling: Telling) -> bytes:
    """Return a telling as it is kept."""
    days = {str(month): day.isoformat() for month, day in telling.days.items()}
    held = {"through": telling.through, "days": days, "rows": list(telling.rows)}
    return json.dumps(held, ensure_ascii=False, sort_keys=True).encode() + b"\n"


def told_in(home: Path) -> Telling | None:
    """Return what was told last, None before any month was handed up. `home` is `HOME` in the data directory."""
    try:
        held = json.loads((home / TOLD).read_text(encoding="utf-8"))
    except FileNotFoundError:
        return None
    days = {int(month): date.fromisoformat(day) for month, day in held["days"].items()}
    return Telling(held["through"], days, held["rows"])

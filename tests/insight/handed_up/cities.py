"""Made-up counties below a made-up city: clock facts handed up and signed, each with its own key."""

import csv
from datetime import UTC, datetime
from pathlib import Path
from random import Random

import duckdb

from huiyin.insight.handed_up.manifest import MANIFEST, SIGNATURE, FactFile, Manifest, digest, public_half, sign
from huiyin.insight.handed_up.schema import CLOCK_FACT
from huiyin.insight.handed_up.writing import House, bring_in, raw_columns, write_months

MADE_AT = datetime(2026, 11, 2, 9, 30, tzinfo=UTC)


def seed_of(county: str) -> bytes:
    return county.encode().ljust(32, b"-")


def key_of(county: str) -> str:
    return public_half(seed_of(county))


def a_county(
    county: str, to: Path, *, kept: float, most: int, months: tuple[int, ...] = (202601, 202602, 202603),
    made_at: datetime = MADE_AT,
) -> Path:  # fmt: skip
    """Hand up clocks of a made-up county, of which a share was kept in time; return the folder of the year."""
    dice, rows = Random(county), []
    for month in months:
        for clock in ("XF-06", "XF-03", "BD-04.1", "BD-04.3"):
            for _ in range(most):
                on_time = int(dice.random() < kept)
                stopped = month * 100 + 20 if on_time or dice.random() < 0.5 else 0
                unit = dice.choice(("water", "roads"))
                held = {"yyyymm": month, "clock": clock, "kind": "appeal", "unit": unit, "category": "", "town": "",
                        "first": 1, "stopped_day": stopped, "on_time": on_time, "days_used": 9, "extended": 0}  # fmt: skip
                rows.append([held[name] for name in raw_columns(CLOCK_FACT)])
    place = to / f"county={county}"
    place.mkdir(parents=True)
    with (place / "raw.csv").open("w", encoding="utf-8", newline="") as out:
        csv.writer(out, quoting=csv.QUOTE_NONNUMERIC).writerows(rows)
    duck = duckdb.connect()
    house = House(county, {"unit": frozenset({"water", "roads"}), "category": frozenset()})
    bring_in(duck, CLOCK_FACT, place / "raw.csv", house)
    written = write_months(duck, CLOCK_FACT, house, months=months, to=place)
    (place / "raw.csv").unlink()
    folder = place / "year=2026"
    files = tuple(FactFile(one.name, digest(folder / one.name), one.rows) for one in written)
    manifest = Manifest(county, 2026, made_at, 5, files, {"unit": ("roads", "water")}, {"appeal": 1}, "2026", True)
    (folder / MANIFEST).write_bytes(manifest.written())
    (folder / SIGNATURE).write_text(sign(manifest.written(), seed=seed_of(county)))
    return folder

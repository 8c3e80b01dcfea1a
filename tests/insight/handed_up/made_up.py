"""Made-up facts of a small county, as the county's own tables would give them; plainly fictional."""

import csv
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import duckdb

from bench.small_counties import CATEGORIES, CHANNELS, COUNTY, UNITS, Row
from huiyin.insight.handed_up.manifest import MANIFEST, SIGNATURE, FactFile, Manifest, digest, sign
from huiyin.insight.handed_up.schema import MATTER_FACT, Shape
from huiyin.insight.handed_up.writing import House, bring_in, raw_columns, write_months
from huiyin.insight.intervals import FEWEST

HOUSE = House(COUNTY, {"unit": frozenset(UNITS), "category": frozenset(CATEGORIES), "channel": frozenset(CHANNELS)})

SEED = bytes(range(32))
MADE_AT = datetime(2026, 11, 22, 8, tzinfo=UTC)


def as_csv(rows: list[Row], file: Path, *, shape: Shape = MATTER_FACT) -> Path:
    """Write facts as the county's export reads them."""
    with file.open("w", encoding="utf-8", newline="") as out:
        held = [[row[name] for name in raw_columns(shape)] for row in rows]
        csv.writer(out, quoting=csv.QUOTE_NONNUMERIC).writerows(held)
    return file


def handed_up(matters: list[Row], to: Path, *, fewest: int = FEWEST) -> tuple[Manifest, Path]:
    """Make the files of a county's matters of 2026 and their manifest; return it with the folder of the year."""
    duck = duckdb.connect()
    folder = to / "year=2026"
    bring_in(duck, MATTER_FACT, as_csv(matters, to / "raw.csv"), HOUSE)
    months = sorted({matter["yyyymm"] for matter in matters})
    written = write_months(duck, MATTER_FACT, HOUSE, months=months, to=to, fewest=fewest)
    folder.mkdir(exist_ok=True)
    files = [FactFile(one.name, digest(folder / one.name), one.rows, one.withheld) for one in written]
    manifest = Manifest(
        county=COUNTY, year=2026, made_at=MADE_AT, fewest=FEWEST, files=tuple(sorted(files, key=lambda file: file.name)),
        codes={name: tuple(sorted(codes)) for name, codes in HOUSE.registered.items()}, editions={"appeal": 1},
        calendar="2026", fictional=True,
    )  # fmt: skip
    sealed(manifest, folder)
    return manifest, folder


def sealed(manifest: Manifest, folder: Path) -> None:
    """Write and sign a manifest with the made-up county's key."""
    (folder / MANIFEST).write_bytes(manifest.written())
    (folder / SIGNATURE).write_text(sign(manifest.written(), seed=SEED))


def told(folder: Path, query: str) -> list[Any]:
    """Ask something of the files of a year, `told` standing for their rows."""
    held = "SELECT * FROM read_parquet(?, hive_partitioning = false)"
    return duckdb.connect().execute(f"WITH told AS ({held}) {query}", [f"{folder}/*.parquet"]).fetchall()

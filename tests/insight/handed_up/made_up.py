"""Made-up facts of a small county, as the county's own tables would give them; plainly fictional."""

import csv
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from random import Random
from typing import Any

import duckdb

from huiyin.insight.handed_up.manifest import MANIFEST, SIGNATURE, FactFile, Manifest, digest, sign
from huiyin.insight.handed_up.schema import MATTER_FACT, Shape
from huiyin.insight.handed_up.writing import House, bring_in, raw_columns, write_months
from huiyin.insight.intervals import FEWEST

COUNTY = "990121"
UNITS = ("water", "roads", "schools", "centre")
CATEGORIES = ("city.road", "util.water", "edu.school")
CHANNELS = ("walk_in", "phone", "web")
TOWNS = ("990121001000", "990121101000", "990121102000")
HOUSE = House(COUNTY, {"unit": frozenset(UNITS), "category": frozenset(CATEGORIES), "channel": frozenset(CHANNELS)})
Row = dict[str, Any]

SEED = bytes(range(32))
MADE_AT = datetime(2026, 11, 22, 8, tzinfo=UTC)


@dataclass
class County:
    """The matters of a made-up county, each a row of `matter_fact`; the same seed makes the same county."""

    seed: int
    months: tuple[int, ...] = (202601, 202602)
    most: int = 40
    matters: list[Row] = field(default_factory=list)

    def __post_init__(self) -> None:
        dice = Random(self.seed)
        for month in self.months:
            for _ in range(dice.randint(0, self.most)):
                self.matters.append(a_matter(dice, month))


def a_matter(dice: Random, month: int) -> Row:
    """Return one matter, drawn so that small cells, rare words and unanimous ones all occur."""
    replied, rated, said, called = (int(dice.random() < odds) for odds in (0.8, 0.4, 0.5, 0.3))
    office = int(dice.random() < 0.7)
    return {
        "yyyymm": month,
        "kind": dice.choices(("appeal", "suggestion"), (9, 1))[0],
        "unit": dice.choices(UNITS, (8, 3, 1, 1))[0],
        "category": dice.choice(CATEGORIES),
        "channel": dice.choices(CHANNELS, (6, 3, 1))[0],
        "town": dice.choices(TOWNS, (6, 3, 1))[0],
        "first": 1,
        "accepted_day": month * 100 + dice.randint(1, 28),
        "replied_day": (month + 1) * 100 + dice.randint(1, 28) if replied else 0,
        "closed_day": (month + 1) * 100 + 28 if replied and dice.random() < 0.8 else 0,
        "days_to_reply": dice.randint(0, 90) if replied else 0,
        "extended": int(dice.random() < 0.2),
        "reopened": int(dice.random() < 0.2),
        "sent_back": int(dice.random() < 0.2),
        "urged": dice.choice((0, 0, 0, 1, 2)),
        "office_said": office,
        "office_solved": int(office and dice.random() < 0.8),
        "resident_said": said,
        "resident_solved": int(said and dice.random() < 0.5),
        "called_back": called,
        "call_back_solved": int(called and dice.random() < 0.6),
        "rated": rated,
        "satisfied": int(rated and dice.random() < 0.7),
    }


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

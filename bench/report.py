"""Put the newest figures of every row into docs/measurements.md; what people wrote around them stays.

Usage: python bench/report.py [FILE.json …]
The files named are copied to docs/figures first. The newest figure of a row, a database and a size goes into the table
between the two marks of the page, and its numbers into a block below.
"""

import argparse
import json
import shutil
import sys
from pathlib import Path
from typing import Any

import measured

PAGE = measured.ROOT / "docs" / "measurements.md"
FIGURES = measured.ROOT / "docs" / "figures"
BEGIN, END = "<!-- figures: bench/report.py -->", "<!-- end of figures -->"
# What counts as a county of ten thousand or of a million; in between it is called by its own number.
SIZES = ((8_000, 15_000, "10,000"), (950_000, 1_100_000, "1,000,000"))
ORDER = ("act", "list", "matter_page", "tick", "scorecard", "import", "proof", "first_load", "load", "divisions")
VERDICTS = {True: "within", False: "**over**", None: ""}


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="*", type=Path, help="what budget.py or load.py kept")
    asked = parser.parse_args()
    FIGURES.mkdir(exist_ok=True)
    for one in asked.files:
        shutil.copy(one, FIGURES / one.name)
    told = [one for file in sorted(FIGURES.glob("*.json")) for one in json.loads(file.read_text(encoding="utf-8"))]
    text = PAGE.read_text(encoding="utf-8")
    before, _, rest = text.partition(BEGIN)
    _, _, after = rest.partition(END)
    PAGE.write_text(f"{before}{BEGIN}\n\n{rendered(told)}\n{END}{after}", encoding="utf-8")
    print(f"{len(newest(told))} figures in {PAGE.name}")
    return 0


def newest(told: list[dict[str, Any]]) -> dict[tuple[str, str, str], dict[str, Any]]:
    """Return the newest of each row, database and size."""
    kept: dict[tuple[str, str, str], dict[str, Any]] = {}
    for one in sorted(told, key=lambda one: str(one["at"])):
        kept[one["row"], one["engine"].split()[0], size(one)] = one
    return kept


def size(one: dict[str, Any]) -> str:
    """Name the size of the county a figure was taken in; figures that need no county go with any."""
    if one["row"] in ("scorecard", "import", "divisions"):
        return "any"
    return next((name for low, high, name in SIZES if low <= one["matters"] <= high), f"{one['matters']:,}")


def rendered(told: list[dict[str, Any]]) -> str:
    """Return the table of the budget, and each row's numbers below it."""
    kept = newest(told)
    places = sorted(kept, key=_place)
    lines = ["| row | budget | database | matters | found | |", "|---|---|---|---|---|---|"]
    for place in places:
        one = kept[place]
        row = (one["row"], one["budget"], one["engine"], place[2], one["headline"], VERDICTS[one["within"]])
        lines.append(f"| {' | '.join(row)} |".replace(" |  |", " | |"))
    for place in places:
        one = kept[place]
        lines += [
            "",
            f"### {one['row']}, {one['engine']}, {one['matters']:,} matters",
            "",
            measured.about(one) + ".",
            "",
        ]
        lines += [
            f"    $ {one['command']}",
            *(f"    {line}".rstrip() for line in measured.figure_lines(one["figures"])),
        ]
        lines += ["", *(f"{words}" for words in one["notes"])] if one["notes"] else []
    return "\n".join(lines) + "\n"


def _place(one: tuple[str, str, str]) -> tuple[int, bool, int, str]:
    """Put rows in the order of the budget, others after them, SQLite before the rest, small counties before large."""
    row, engine, county = one
    return (ORDER.index(row) if row in ORDER else len(ORDER)), engine != "SQLite", len(county), f"{county} {row}"


if __name__ == "__main__":
    sys.exit(main())

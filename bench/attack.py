"""Try to single out a filer, or to learn what became of a matter, from all that ever leaves a county; then weaken the
exporter on purpose and see the same attacks succeed.

    PYTHONPATH=src python -m bench.attack --counties 2000 --files 50 --pages 50

Prints attempts and successes of each attack; ends with 1 when one of them succeeded on the exporter as shipped, or when
a weakness was not found. `--files` counties go through DuckDB as well: the files must say exactly what the attacked
model says, so that what was attacked is what is shipped.
"""

import argparse
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import Any

import duckdb

from bench.adversary import (
    OTHERS,
    SAID,
    SHAPE,
    SHIPPED,
    WEAKENED,
    WORDS,
    Exporter,
    Seen,
    is_unanimous,
    later,
    marks_alike,
    others_alike,
    second_export,
    told,
    with_complaint,
    worlds_otherwise,
)
from bench.attacked_pages import WEAKENED_PAGES, attacked_pages, attacked_weakened
from bench.public_pages import office
from bench.small_counties import CATEGORIES, CHANNELS, COUNTY, UNITS, County, Row
from huiyin.insight.handed_up.writing import House, bring_in, raw_columns, write_months

HOUSE = House(COUNTY, {"unit": frozenset(UNITS), "category": frozenset(CATEGORIES), "channel": frozenset(CHANNELS)})
TARGETS = 2


def attacked(exporter: Exporter, *, counties: int, seed: int) -> dict[str, tuple[int, int]]:
    """Return attempts and successes of every attack over so many random small counties."""
    tried: Counter[str] = Counter()
    won: Counter[str] = Counter()
    for number in range(counties):
        dice = Random(f"{seed}/{number}")
        for group in groups(County(seed * 1_000_003 + number, months=(202601,), most=dice.choice((8, 20, 40, 90)))):
            for target in dice.sample(range(len(group)), min(TARGETS, len(group))):
                for attack, success in _attacks(group, target, exporter):
                    tried[attack] += 1
                    won[attack] += success
            # The last of the month to file is a target too: whoever saw him come in knows that it is he.
            tried["the last to file before an export"] += 1
            won["the last to file before an export"] += _is_singled_out(group, len(group) - 1, exporter)
    return {attack: (tried[attack], won[attack]) for attack in sorted(tried)}


def groups(county: County) -> list[list[Row]]:
    """Return a county's matters by kind."""
    kinds = sorted({matter["kind"] for matter in county.matters})
    return [[matter for matter in county.matters if matter["kind"] == kind] for kind in kinds]


def _attacks(group: list[Row], target: int, exporter: Exporter) -> Iterator[tuple[str, bool]]:
    yield "whose matter is it, knowing month, town, category, unit, channel", _is_singled_out(group, target, exporter)
    for asked, yes in SAID:
        if group[target][asked] and group[target]["replied_day"]:
            learned = worlds_otherwise(group, target, yes, exporter) < 2
            unanimous = learned and is_unanimous(group, yes) and group[target][yes] == 1
            yield f"what did the filer say ({yes}), knowing all the rest", learned and not unanimous
            yield "[stated] a whole month of a kind said yes, or all but one", unanimous
    first = told(group, exporter)
    yield "what changed between two exports", second_export(first, later(group, target), exporter) != first
    yield "was an office complained of, seen from that office", told(with_complaint(group, target), exporter) != first
    yield "[stated] something the office did was alike in the whole class", bool(marks_alike(group, target))


def _is_singled_out(group: list[Row], target: int, exporter: Exporter) -> bool:
    seen = told(group, exporter)
    # A month that stays at home and has no page tells nothing of anybody.
    return seen != Seen(None, ()) and others_alike(group, target, exporter) < OTHERS


def files_say_the_same(*, counties: int, seed: int) -> int:
    """Return how many counties' real files said what the attacked model says; raises AssertionError at the first other."""
    lent = duckdb.connect()
    for number in range(counties):
        county = County(seed * 7_919 + number, most=60)
        with tempfile.TemporaryDirectory() as place:
            read = _from_files(lent, county, Path(place))
        model = {
            (group[0]["yyyymm"], group[0]["kind"]): files
            for month in county.months
            for group in groups(County(0, months=(), matters=[one for one in county.matters if one["yyyymm"] == month]))
            if (files := told(group, SHIPPED).files) is not None
        }
        expected = {key: (files, words) for key, (files, words, _) in model.items()}
        assert read == expected, f"county {number}: the files say otherwise than the model"
    return counties


def _from_files(lent: Any, county: County, place: Path) -> dict[Any, Any]:
    rows = [[matter[name] for name in raw_columns(SHAPE)] for matter in county.matters]
    (place / "raw.csv").write_text("".join(",".join(f'"{one}"' if isinstance(one, str) else str(one) for one in row) + "\n" for row in rows))  # fmt: skip
    bring_in(lent, SHAPE, place / "raw.csv", HOUSE)
    write_months(lent, SHAPE, HOUSE, months=county.months, to=place)
    files = sorted(place.glob("year=*/*.parquet"))
    if not files:
        return {}
    names = ", ".join((*SHAPE.group, *SHAPE.keys, *SHAPE.marks, *WORDS))
    query = f"SELECT {names} FROM read_parquet(?, hive_partitioning = false)"
    found: dict[Any, dict[Any, list[Any]]] = {}
    for month, kind, *line in lent.execute(query, [[str(file) for file in files]]).fetchall():
        found.setdefault((month, kind), {}).setdefault(tuple(line[:4]), []).append(line[4:])
    return {key: _as_told(classes) for key, classes in found.items()}


def _as_told(classes: dict[Any, list[list[int]]]) -> Any:
    first_word = len(SHAPE.marks)
    days = [name.endswith("_day") for name in SHAPE.marks]
    files = {
        name: tuple(tuple(line[at] // 100 if days[at] else line[at] for line in lines) for at in range(first_word))
        for name, lines in classes.items()
    }
    every = [line for lines in classes.values() for line in lines]
    sums = [sum(line[first_word + at] for line in every) for at in range(len(WORDS))]
    return files, tuple(zip(sums[::2], sums[1::2], strict=True))


def main() -> int:
    """Attack the exporter as shipped, then each weakened one; print what came of it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--counties", type=int, default=500)
    parser.add_argument("--weakened", type=int, default=60, help="counties for each weakened exporter")
    parser.add_argument("--files", type=int, default=20)
    parser.add_argument(
        "--pages", type=int, default=24, help="counties filled into real tables and read off the real pages"
    )
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()
    print(
        f"{files_say_the_same(counties=args.files, seed=args.seed)} counties: the real files say what is attacked here"
    )
    found = attacked(SHIPPED, counties=args.counties, seed=args.seed)
    print(f"\nas shipped, {args.counties} counties")
    broken = _print(found)
    missed = 0
    for exporter in WEAKENED:
        weak = attacked(exporter, counties=args.weakened, seed=args.seed)
        print(f"\nweakened: {exporter.name}, {args.weakened} counties")
        missed += not _print(weak)
    with office():
        pages = attacked_pages(numbers=range(args.pages), seed=args.seed)
        print(f"\nthe real pages as shipped, {args.pages} counties")
        broken += _print(pages)
        for name in WEAKENED_PAGES:
            weak = attacked_weakened(name, numbers=range(min(args.pages, 12)), seed=args.seed)
            print(f"\nthe real pages weakened: {name}")
            missed += not _print(weak)
    print(f"\nas shipped: {broken} successes; weaknesses not found: {missed}")
    return 1 if broken or missed else 0


def _print(found: dict[str, tuple[int, int]]) -> int:
    for attack, (tried, won) in found.items():
        print(f"  {tried:>8} attempts  {won:>7} successes  {attack}")
    return sum(won for attack, (_, won) in found.items() if not attack.startswith("[stated]"))


if __name__ == "__main__":
    sys.exit(main())

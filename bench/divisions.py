"""Load the nation's divisions beside a county's own, and compare the pages that read them before and after.

Usage: python bench/divisions.py --lists ../shared/data/divisions [--database postgres://…] [--json FILE]
The county is the fictional one; what is loaded lies in a temporary directory (or an empty database) and is thrown away.
"""

import argparse
import os
import tempfile
import time
from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path
from urllib.parse import quote

import ground
import measured
from browser import Browser, by_turns, cost, queries_of

ON = date(2023, 6, 30)
COUNTY, VILLAGE = "990121000000", "990121100201"
PAGES = {
    "tree page of the county": "/desk/places/",
    "a village": f"/desk/places/{VILLAGE}/",
    "counter (village picker)": "/desk/intake/",
    "list (place filter)": "/desk/matters/",
    "a new unit (picker of places)": "/desk/registers/unit/new/",
}
COUNTER = {"/desk/intake/", "/desk/matters/"}
ELSEWHERE = {
    "find a place by its name": "/desk/places/?q=青石",
    "find a place by its code": "/desk/places/?q=990121",
    "a province elsewhere": "/desk/places/410000000000/",
    "a county elsewhere": "/desk/places/410122000000/",
    "find a name borne by hundreds": "/desk/places/?q=城关",
    "find by one character": "/desk/places/?q=大",
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--lists", type=Path, required=True, help="folder with a file a level")
    parser.add_argument("--database", default="", help="an empty PostgreSQL database instead of SQLite")
    parser.add_argument("--times", type=int, default=20, help="how often each page is asked")
    parser.add_argument("--json", type=Path, help="keep what was found in this file")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="huiyin-bench-") as held:
        ground.open_data(Path(held), database=asked.database)
        began = os.getloadavg()[0]
        told = measured.stamped(measure(asked.lists, asked.times), engine=ground.engine(), matters=0, load=began)
    print(measured.table(told))
    if asked.json:
        measured.keep([told], asked.json)


def measure(lists: Path, times: int) -> measured.Found:
    """Furnish the county, ask, load the nation, ask again."""
    from django.core.management import call_command

    from huiyin.cli.county.load import load_ground
    from huiyin.store.divisions import Division

    call_command("migrate", verbosity=0)
    call_command("collectstatic", verbosity=0, interactive=False)
    load_ground(progress=lambda *said: None)
    found = measured.Found("divisions", "the same pages with the nation's divisions loaded: no slower than before")
    asks = {name: opening(url) for name, url in {**PAGES, **ELSEWHERE}.items()}
    before = dict(zip(PAGES, by_turns([asks[name] for name in PAGES], times=times), strict=True))
    few, wall, cpu = Division.objects.count(), time.monotonic(), time.process_time()
    added = load(lists)
    found.add(f"load {added:,} divisions beside {few:,}", time.monotonic() - wall, "s")
    found.add("  of that, this process's own time", time.process_time() - cpu, "s CPU")
    after = dict(zip(asks, by_turns(list(asks.values()), times=times), strict=True))
    for name in PAGES:
        (was, unit), (now, _) = cost(before[name]), cost(after[name])
        found.add(name, now, unit, times=now / was, against="before", queries=queries_of(asks[name]))
    for name in ELSEWHERE:
        found.add(name, *cost(after[name]), queries=queries_of(asks[name]))
    worst = max(cost(after[name])[0] / cost(before[name])[0] for name in PAGES)
    found.headline = f"{added:,} more divisions; the slowest page {worst:.2f} × before"
    return found


def opening(url: str) -> Callable[[], bytes]:
    """Return a function that opens a page, at the counter and elsewhere as the county's administrator."""
    return partial(Browser("window" if url in COUNTER else "admin").get, quote(url, safe="/?=&"))


def load(lists: Path) -> int:
    """Load the nation in one go beside what stands already; return how many were new."""
    from django.utils import timezone

    from huiyin.acts.divisions import DivisionRow, load_divisions
    from huiyin.acts.writing import now_at
    from huiyin.cli.division_lists import read_list
    from huiyin.flow.actor import clockwork
    from huiyin.store.divisions import Division

    read = read_list(lists, on=ON)
    if read.faults:
        raise SystemExit(f"{len(read.faults)} lines cannot stand, the first: {read.faults[0]}")
    own = Division.objects.values_list("code", "name", "level", "parent", "valid_from", "valid_to")
    rows = [*read.rows, *(DivisionRow(*row) for row in own)]
    at = timezone.now()
    return len(load_divisions(rows, [], source="bench", actor=clockwork(at), moment=now_at(at)).added)


if __name__ == "__main__":
    main()

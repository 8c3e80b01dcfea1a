"""Load the nation's divisions beside a county's own, and compare the pages that read them before and after.

Usage: python bench/divisions.py --lists ../shared/data/divisions [--database postgres://…] [--rounds 20]
The county is the fictional one; what is loaded lies in a temporary directory (or an empty database) and is thrown away.
"""

import argparse
import tempfile
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from statistics import median

import ground

ON = date(2023, 6, 30)
COUNTY, VILLAGE = "990121000000", "990121100201"
PAGES = {
    "tree page of the county": "/desk/places/",
    "a village": f"/desk/places/{VILLAGE}/",
    "find a place by its name": "/desk/places/?q=青石",
    "find a place by its code": "/desk/places/?q=990121",
    "counter (village picker)": "/desk/intake/",
    "list (place filter)": "/desk/matters/",
    "a new unit (picker of places)": "/desk/registers/unit/new/",
}
COUNTER = {"/desk/intake/", "/desk/matters/"}
ELSEWHERE = {
    "a province elsewhere": "/desk/places/410000000000/",
    "a county elsewhere": "/desk/places/410122000000/",
    "find a name borne by hundreds": "/desk/places/?q=城关",
    "find by one character": "/desk/places/?q=大",
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--lists", type=Path, required=True, help="folder with a file a level")
    parser.add_argument("--database", default="", help="an empty PostgreSQL database instead of SQLite")
    parser.add_argument("--rounds", type=int, default=20, help="how often each page is asked")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="huiyin-bench-") as held:
        ground.open_data(Path(held), database=asked.database)
        measure(asked.lists, asked.rounds)


def measure(lists: Path, rounds: int) -> None:
    """Furnish the county, ask, load the nation, ask again, and print both."""
    from django.core.management import call_command

    from huiyin.cli.county.load import load_ground
    from huiyin.store.divisions import Division

    call_command("migrate", verbosity=0)
    call_command("collectstatic", verbosity=0, interactive=False)
    load_ground(progress=lambda *said: None)
    print(ground.machine())
    ask = asking()
    before, few = {name: cost(ask, url, rounds) for name, url in PAGES.items()}, Division.objects.count()
    began, spent = time.monotonic(), time.process_time()
    added = load(lists)
    print(
        f"\nloaded {added:,} divisions: {time.monotonic() - began:.1f} s, {time.process_time() - spent:.1f} s of CPU here"
    )
    many = Division.objects.count()
    print(f"\n{'page':<34}{few:>16,}{many:>16,}{'ratio':>8}{'queries':>9}")
    for name, url in PAGES.items():
        after = cost(ask, url, rounds)
        print(
            f"{name:<34}{before[name][0]:>13.1f} ms{after[0]:>13.1f} ms{after[0] / before[name][0]:>8.2f}{after[1]:>9}"
        )
    for name, url in ELSEWHERE.items():
        after = cost(ask, url, rounds)
        print(f"{name:<34}{'':>16}{after[0]:>13.1f} ms{'':>8}{after[1]:>9}")


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


def asking() -> Callable[[str], None]:
    """Return a function that opens a page, at the counter and elsewhere as the county's administrator."""
    from django.conf import settings
    from django.contrib.auth import get_user_model
    from django.test import Client

    settings.ALLOWED_HOSTS = ["testserver"]
    people = {name: Client(headers={"accept-language": "zh-hans"}) for name in ("admin", "window")}
    for name, client in people.items():
        client.force_login(get_user_model().objects.get(username=name))

    def ask(url: str) -> None:
        answer = people["window" if url in COUNTER else "admin"].get(url)
        if answer.status_code != 200:
            raise SystemExit(f"{url} answered {answer.status_code}")

    return ask


def cost(ask: Callable[[str], None], url: str, rounds: int) -> tuple[float, int]:
    """Return the median milliseconds of a page, the database's own included, and its queries."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    ask(url)
    with CaptureQueriesContext(connection) as told:
        ask(url)
    times: list[float] = []
    for _ in range(rounds):
        began = time.perf_counter()
        ask(url)
        times.append((time.perf_counter() - began) * 1000)
    return median(times), len(told)


if __name__ == "__main__":
    main()

"""The performance budget, one command a row, with the bare floor of the same run beside it.

Usage: python bench/budget.py ROW --keep DIR [--database postgres] [--json FILE]
       python bench/budget.py list --keep BIG --beside SMALL     a million against ten thousand, by turns
       python bench/budget.py all --keep DIR
ROW is act, list, matter_page, tick, scorecard, import, proof (verify and replay), first_load, or all.

DIR was filled by fill.py; `--database postgres` is the server kept in DIR-postgres, `--database postgres://…` another one.
Each row runs in a process of its own. scorecard and import make what they need in a place that is thrown away; act leaves
its few hundred filings in DIR, everything else leaves it as it was. Times are for people to read: no test is held to them.
`python bench/report.py FILE …` puts the JSON into docs/measurements.md.
"""

import argparse
import json
import os
import secrets
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit, urlunsplit

import book_rows
import ground
import measured
import page_rows
from server import drop_database, kept_server, make_database, named_database

ROWS = {**page_rows.ROWS, **book_rows.ROWS}
# What these need is made for them, and thrown away.
ON_SCRATCH = frozenset({"scorecard", "import"})
LIST_BUDGET, TURNS = 1.5, 2


def main() -> int:
    asked = _asked()
    if asked.here:
        print(json.dumps(measure(asked.row, keep=asked.keep, database=asked.database, times=asked.times)))
        return 0
    if asked.row not in ON_SCRATCH and asked.keep is None:
        raise SystemExit("--keep DIR names the filled county; see fill.py")
    rows = list(ROWS) if asked.row == "all" else [asked.row]
    told: list[dict[str, Any]] = []
    with named_database(asked.database, asked.keep) as database:
        for row in rows:
            told += _row(row, asked, database)
            if asked.json:
                measured.keep(told, asked.json)
    failed = len(rows) - len(told)
    return 1 if failed or any(one["within"] is False for one in told) else 0


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("row", choices=[*ROWS, "all"])
    parser.add_argument("--keep", type=Path, help="a county filled by fill.py")
    parser.add_argument("--beside", type=Path, help="a smaller one, for the list")
    parser.add_argument("--database", default="", help="postgres, or postgres://…; without it SQLite")
    parser.add_argument("--times", type=int, default=0, help="requests of each sort, or rows of the sheet")
    parser.add_argument("--json", type=Path, help="where the figures are kept")
    parser.add_argument("--here", action="store_true", help=argparse.SUPPRESS)
    return parser.parse_args()


def _row(row: str, asked: argparse.Namespace, database: str) -> list[dict[str, Any]]:
    """Measure a row and print it; one that could not be measured is said, and the others go on."""
    try:
        if row in ON_SCRATCH:
            with _scratch(database) as (place, own):
                told = _child(row, place, own, asked.times)
        elif row == "list" and asked.beside:
            told = _list_beside(asked, database)
        else:
            told = _child(row, asked.keep, database, asked.times)
    except subprocess.CalledProcessError as fault:
        print(f"{row} was not measured: exit code {fault.returncode}", end="\n\n", flush=True)
        return []
    print(measured.table(told), end="\n\n", flush=True)
    return [told]


@contextmanager
def _scratch(database: str) -> Iterator[tuple[Path, str]]:
    """Give a directory, and on PostgreSQL a database, that are gone afterwards."""
    name = f"scratch_{secrets.token_hex(4)}"
    with tempfile.TemporaryDirectory(prefix="huiyin-bench-") as place:
        if not database:
            yield Path(place), ""
            return
        make_database(database, name)
        try:
            yield Path(place), urlunsplit(urlsplit(database)._replace(path=f"/{name}"))
        finally:
            drop_database(database, name)


def _list_beside(asked: argparse.Namespace, database: str) -> dict[str, Any]:
    """Measure the list of both counties by turns, and set the large one's times beside the small one's."""
    if database and asked.database != "postgres":
        raise SystemExit("--beside goes with --database postgres: both servers are kept beside their counties")
    small_server = kept_server(asked.beside.with_name(f"{asked.beside.name}-postgres")) if database else nullcontext("")
    with small_server as small_database:
        turns = [
            (
                _child("list", asked.beside, small_database, asked.times),
                _child("list", asked.keep, database, asked.times),
            )
            for _ in range(TURNS)
        ]
    small, large = turns[-1]
    worst = 0.0
    for place, figure in enumerate(large["figures"]):
        mine = min(pair[1]["figures"][place]["value"] for pair in turns)
        theirs = min(pair[0]["figures"][place]["value"] for pair in turns)
        figure.update(value=mine, times=mine / theirs, against=f"{small['matters']:,} matters")
        worst = max(worst, figure["times"] if place else 0.0)
    large["within"] = large["within"] is not False and worst <= LIST_BUDGET
    large["headline"] = f"worst {worst:.2f}× its time at {small['matters']:,}"
    large["notes"].append(f"The better of {TURNS} turns each; the worst ratio is {worst:.2f}.")
    return large


def _child(row: str, keep: Path, database: str, times: int) -> dict[str, Any]:
    """Measure a row in a process of its own, and take its figures under this run's command."""
    command = [sys.executable, __file__, row, "--here", "--keep", str(keep), "--database", database]
    done = subprocess.run([*command, "--times", str(times)], stdout=subprocess.PIPE, text=True, check=True)
    told: dict[str, Any] = json.loads(done.stdout.strip().splitlines()[-1])
    return {**told, "command": measured.command()}


def measure(row: str, *, keep: Path, database: str, times: int) -> dict[str, Any]:
    """Measure one row here and now; Django is set up for it and for nothing else."""
    ground.open_data(keep, database=database, settings="bench_settings")
    from django.core.management import call_command

    load = os.getloadavg()[0]
    ground.bring_up()
    if row in page_rows.ROWS:
        call_command("collectstatic", verbosity=0, interactive=False)
    work, usual = ROWS[row]
    found = work(times or usual)
    from huiyin.store.matters import MatterRow

    return measured.stamped(found, engine=ground.engine(), matters=MatterRow.objects.count(), load=load)


if __name__ == "__main__":
    sys.exit(main())

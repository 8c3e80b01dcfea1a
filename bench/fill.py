"""Fill a county with many matters through the product's own acts, and keep it to be measured and looked at.

Usage: python bench/fill.py --keep DIR --matters 10000 [--open 130000] [--database postgres] [--seed 7]

The directory holds what `HUIYIN_DATA` holds: keys, files and, without --database, the SQLite file; `HUIYIN_DATA=DIR ./huiyin
serve` opens it, with the demo's sign-ins. Cut off, the same command goes on where it stopped; a larger --matters goes on
from what is there. What is in it says stock.py: by far the most matters are history and matters of a few events, so that a
million can be made at all, and two in a hundred are told from the first word to the reply. With --open 130000 the county has more than a million clocks that run.
"""

import argparse
import sys
import time
from collections.abc import Callable
from pathlib import Path

import ground
from server import named_database


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--keep", type=Path, required=True, help="directory to keep it in")
    parser.add_argument("--matters", type=int, default=10_000, help="how many there shall be; whole batches of 1,000")
    parser.add_argument(
        "--open", type=int, default=0, help="appeals besides, opened and left: eight running clocks each"
    )
    parser.add_argument("--database", default="", help="postgres (a server kept in DIR-postgres) or postgres://…")
    parser.add_argument("--seed", type=int, default=7, help="another seed, other matters")
    asked = parser.parse_args()
    with named_database(asked.database, asked.keep) as database:
        ground.open_data(asked.keep, database=database)
        fill(asked.matters, opened=asked.open, seed=asked.seed)
    return 0


def fill(matters: int, *, opened: int, seed: int) -> None:
    """Make what is missing of so many matters and of so many more left open."""
    import stock

    _prepare()
    _play(stock.NAME, stock.play_batch, matters, seed=seed)
    _play(stock.OPEN_NAME, stock.open_batch, opened, seed=seed)
    _settle()
    print(f"{_count():,} matters, {ground.engine()}")


def _play(name: str, play: Callable[..., None], matters: int, *, seed: int) -> None:
    """Make the batches that are missing, and say how far it is about every ten seconds."""
    import stock

    from huiyin.queries.progress import standing

    held = standing(name)
    first, total = held.done if held is not None else 0, -(-matters // stock.BATCH)
    began = told = time.monotonic()
    for number in range(first, total):
        play(number, seed=seed, total=total)
        if time.monotonic() - told > 10 or number == total - 1:
            told = time.monotonic()
            _say(number + 1, total, rate=(number + 1 - first) * stock.BATCH / (told - began))


def _prepare() -> None:
    from huiyin.cli.county.load import load_ground
    from huiyin.store.entries import Entry

    ground.bring_up()
    if not Entry.objects.exists():
        load_ground(progress=print)


def _say(done: int, total: int, *, rate: float) -> None:
    import stock

    left = (total - done) * stock.BATCH / rate
    print(
        f"{done * stock.BATCH:>9,} of {total * stock.BATCH:,}  {rate:6.0f} matters/s  {left / 60:5.1f} min left",
        flush=True,
    )


def _settle() -> None:
    """Let the database look at what it holds, as PostgreSQL does by itself some minutes later."""
    from django.db import connection

    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SET statement_timeout = 0")
            cursor.execute("VACUUM ANALYZE")


def _count() -> int:
    from huiyin.store.matters import MatterRow

    return MatterRow.objects.count()


if __name__ == "__main__":
    sys.exit(main())

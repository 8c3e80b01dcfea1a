"""Measure sealing, verifying and replaying beside reading the same rows bare, on a ledger made by the real acts.

Usage: python bench/ledger.py --events 100000 [--database postgres://…]
The ledger is made in a temporary directory (or in an empty database) and thrown away.
"""

import argparse
import os
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from datetime import timedelta
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(place) for place in (ROOT / "src", ROOT) if place.is_dir()]

FILED_AT_ONCE = 500


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--events", type=int, default=100_000, help="about how many events of matters")
    parser.add_argument("--database", default="", help="an empty PostgreSQL database instead of SQLite")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="huiyin-bench-") as data:
        os.environ.update(
            HUIYIN_DATA=data, HUIYIN_DATABASE_URL=asked.database, DJANGO_SETTINGS_MODULE="huiyin.config.settings"
        )
        return measure(asked.events)


def measure(events: int) -> int:
    """Make the ledger, then time each piece of work once."""
    import django

    django.setup()
    from django.conf import settings
    from django.core.management import call_command

    from huiyin.ledger.replay import TABLES, replay
    from huiyin.ledger.roots import seal
    from huiyin.ledger.verify import verify
    from huiyin.store.events import Box, Event
    from tests.office import at

    call_command("migrate", verbosity=0)
    fill(events)
    lines, boxes = Event.objects.count(), Box.objects.count()
    print(f"{lines:,} events, {boxes:,} boxes, {settings.ENGINE.name}")
    bare = timed("reading lines and boxes bare", lines, lambda: read_bare([Event, Box]))
    both = timed("reading lines and rows bare", lines, lambda: read_bare([Event, *(table.model for table in TABLES)]))
    for name, floor, work in (
        ("sealing", bare, lambda: seal(at=at(900), county=settings.COUNTY)),
        ("verifying", bare, lambda: found(verify(county=settings.COUNTY))),
        ("replaying", both, lambda: found(replay().differences)),
    ):
        print(f"{'':30}{timed(name, lines, work) / floor:.1f} × bare")
    return 0


def fill(events: int) -> None:
    """File matters and carry them on to the reply, eight events each."""
    from huiyin.acts.matters import Filed, open_many, take_step
    from huiyin.acts.writing import now_at, writing
    from tests import office
    from tests.office import MORNING, OPINION, a_filing, someone

    office.furnish()
    path: tuple[tuple[str, str, dict[str, object]], ...] = (
        ("accept", "centre.sort", {}),
        ("hand_over", "centre.sort", {"to_post": "water.handle", "reason": "供水"}),
        ("sign_for", "water.handle", {}),
        ("draft", "water.handle", {**OPINION}),
        ("check", "water.check", {}),
        ("sign", "water.sign", {}),
        ("serve", "water.handle", {"served_way": "in_person"}),
    )
    for first in range(0, events // (len(path) + 1), FILED_AT_ONCE):
        day = MORNING + timedelta(days=first // FILED_AT_ONCE)
        opened = open_many([a_filing(day)] * FILED_AT_ONCE, actor=someone("centre.intake", day))
        with writing():
            for hour, (step_id, post, values) in enumerate(path, start=1):
                when = day + timedelta(minutes=hour)
                actor = someone(post, when)
                for one in opened:
                    assert isinstance(one, Filed)
                    take_step(one.matter, step_id, values, actor=actor, moment=now_at(when))


def read_bare(tables: Sequence[Any]) -> None:
    """Read every column of every row once, and do nothing with them."""
    for table in tables:
        for _ in table.objects.order_by("pk").values_list().iterator(chunk_size=4000):
            pass


def found(findings: Sequence[object]) -> None:
    """A ledger made by the real acts has nothing to find; if it has, the figures mean nothing."""
    if findings:
        raise SystemExit(f"{len(findings)} findings, the first: {findings[0]}")


def timed(name: str, lines: int, work: Callable[[], object]) -> float:
    """Do the work once, print what it took, and return its processor seconds."""
    wall, cpu = time.perf_counter(), time.process_time()
    work()
    wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
    print(f"{name:30}{wall:7.2f} s ({cpu:.2f} s of one processor)  {lines / cpu:9,.0f} events/s")
    return cpu


if __name__ == "__main__":
    sys.exit(main())

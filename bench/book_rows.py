"""Rows of the budget that are work on the books: tick, scorecard, import, verify and replay. Run by budget.py, in a process each."""

import os
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

from measured import Found

SCORECARD_BUDGET, DRY_RUN, WRITTEN, PROVED = 1.2, 3000, 1000, 20_000
FACTS, MANY_CLOCKS = 10_000_000, 900_000


def tick(times: int) -> Found:
    """Ask for what came due at a moment before anything did, count the queries, and read the database's plan."""
    from django.db import connection
    from django.db.models import Min
    from django.test.utils import CaptureQueriesContext

    from huiyin.jobs.ticks import take_lapses
    from huiyin.ledger.lapses import due_lapses, lapsing_clocks
    from huiyin.store.matters import ClockRow

    found = Found("tick", "tick over 1,000,000 open clocks, none due: one indexed query")
    running = ClockRow.objects.filter(running=True)
    waiting = running.exclude(lapse="")
    at = waiting.aggregate(first=Min("due_at"))["first"] or datetime(2000, 1, 1).astimezone()
    with CaptureQueriesContext(connection) as asked:
        taken = take_lapses(at=at)
    plan = lapsing_clocks(at).explain()
    began = time.perf_counter()
    for _ in range(times):
        list(due_lapses(at=at))
    spent = (time.perf_counter() - began) / times
    clocks = running.count()
    found.add("open clocks", clocks, "clocks")
    found.add("of these with a step of their own to take", waiting.count(), "clocks")
    found.add("look for what came due", spent * 1000, "ms", queries=len(asked))
    indexed = "clock_to_lapse" in plan
    found.note(f"The plan uses the index of running clocks: {indexed}; steps taken: {taken}.")
    found.note("Looked at just before the first of them falls due, so that none is.")
    found.headline = f"{len(asked)} query, {spent * 1000:.1f} ms"
    kept = indexed and len(asked) == 1 and taken == 0
    # A small county can break the budget, and cannot prove that it is kept.
    found.within = None if kept and clocks < MANY_CLOCKS else kept
    return found


def scorecard(times: int) -> Found:
    """Run every measure of the product over ten million made-up facts, and the same SQL typed into DuckDB, by turns."""
    import duckdb
    import facts
    from engines import beside_typed

    found = Found("scorecard", "scorecard over 10,000,000 facts ≤ 1.2× the same SQL typed into DuckDB")
    with tempfile.TemporaryDirectory(prefix="huiyin-facts-") as place:
        counted = facts.write(Path(place), facts=FACTS)
        ratios = beside_typed(Path(place), runs=times)
    for name, ratio in ratios.items():
        found.add(name, ratio, "times", times=ratio, against="typed")
    told = ", ".join(f"{rows:,} of {table}" for table, rows in counted.items())
    found.on = f"DuckDB {duckdb.__version__}"
    found.note(f"Made-up facts in Parquet, {told}; the middle of {times} turns. On every engine: engines.py.")
    worst = max(ratios.values())
    found.headline = f"worst of {len(ratios)} measures {worst:.2f}×"
    found.within = worst <= SCORECARD_BUDGET
    return found


def importing(rows: int) -> Found:
    """Bring a made-up sheet in, dry and written, as history and as new, beside bulk_create of the bare rows."""
    from bare_urls import clear
    from sheet import MAPPING, a_sheet

    from huiyin.acts.import_mapping import read_mapping
    from huiyin.acts.import_rows import Order
    from huiyin.acts.importing import bring_in_good, check_rows
    from huiyin.kit.days import SHANGHAI
    from huiyin.papers.tables import read_table
    from tests import office

    found = Found("import", f"import: dry run ≥ {DRY_RUN:,} rows/s, written ≥ {WRITTEN:,} rows/s")
    office.furnish()
    at = datetime(2026, 11, 22, 9, 0, tzinfo=SHANGHAI)
    clerk = office.someone("centre.intake", at)
    content = a_sheet(rows)
    began = time.perf_counter()
    table = read_table(content)
    reading = time.perf_counter() - began
    floor = _timed(lambda: _bare(rows))
    clear()
    found.add(f"bare floor: bulk_create of both rows, {rows:,} of each", rows / floor, "rows/s", times=1.0)
    rates, told = [], []
    for way in ("history", "new"):
        order = Order(read_mapping(MAPPING.replace("{way}", way)), way, at)
        for name, act in (("dry run", check_rows), ("written", bring_in_good)):
            work = partial(act, table, order, actor=clerk, progress=lambda done: None)
            spent = reading + _timed(lambda work=work: told.append(work()))
            found.add(f"{name}, as {way}", rows / spent, "rows/s", times=spent / floor, against="the floor's time")
            rates.append(rows / spent)
        fates = dict(Counter(fate.what for fate in told[-1].fates))
        if fates != {"filed": rows}:
            raise SystemExit(f"not every row was filed: {fates}")
    found.note("Reading the sheet is part of every figure; an empty county of its own each time.")
    found.headline = " / ".join(f"{one:,.0f}" for one in rates) + " rows/s"
    found.within = all(one >= least for one, least in zip(rates, (DRY_RUN, WRITTEN) * 2, strict=True))
    return found


def _bare(rows: int) -> None:
    from uuid import uuid4

    from bare_urls import bare_event, bare_matter
    from django.db import transaction
    from django.utils import timezone

    from huiyin.store.events import Event
    from huiyin.store.matters import MatterRow

    for first in range(0, rows, 200):
        keys = [uuid4() for _ in range(min(200, rows - first))]
        with transaction.atomic():
            MatterRow.objects.bulk_create(MatterRow(**bare_matter(key, "路灯不亮", timezone.now())) for key in keys)
            Event.objects.bulk_create(Event(**bare_event(key, timezone.now())) for key in keys)


def proof(times: int) -> Found:
    """Seal what is not sealed yet, verify the whole ledger and replay it, beside reading the same rows bare."""
    from django.conf import settings
    from django.utils import timezone

    from huiyin.ledger.parts import processors
    from huiyin.ledger.replay import TABLES, replay
    from huiyin.ledger.roots import seal
    from huiyin.ledger.verify import verify
    from huiyin.store.events import Box, Event

    found = Found("proof", f"verify and replay ≥ {PROVED:,} events/s")
    unsealed = Event.objects.filter(position__isnull=True).count()
    events = Event.objects.count()
    if unsealed:
        spent = _cpu(lambda: seal(at=timezone.now() + timedelta(seconds=1), county=settings.COUNTY))
        found.add(f"seal {unsealed:,} events", unsealed / spent[0], "events/s")
    floors = [_cpu(lambda: _read([Event, Box])), _cpu(lambda: _read([Event, *(one.model for one in TABLES)]))]
    own = processors()
    works = (
        ("verify", lambda: verify(county=settings.COUNTY, processes=own)),
        ("replay", lambda: replay(processes=own).differences),
    )
    reached = []
    for (name, work), floor in zip(works, floors, strict=True):
        spent = _cpu(lambda work=work: _nothing_found(work()))
        found.add(f"read the same rows bare, for {name}", events / floor[0], "events/s", times=1.0)
        ratio = spent[0] / floor[0]
        found.add(f"{name} {events:,} events", events / spent[0], "events/s", times=ratio, against="reading bare")
        found.add(f"{name}, by the processor time of all processes", events / spent[1], "events/s")
        reached.append(events / spent[0])
    found.note(
        f"Verified and replayed by {own} processes, as `./huiyin verify` and `replay` do; rows are read bare by one."
    )
    found.headline = " / ".join(f"{one:,.0f}" for one in reached) + " events/s"
    found.within = min(reached) >= PROVED
    return found


def _read(tables: Sequence[Any]) -> None:
    """Read every column of every row once, and do nothing with them."""
    for one in tables:
        for _ in one.objects.order_by("pk").values_list().iterator(chunk_size=4000):
            pass


def _nothing_found(findings: Sequence[object]) -> None:
    """A ledger made by the acts has nothing to find; if it has, the figures mean nothing."""
    if findings:
        raise SystemExit(f"{len(findings)} findings, the first: {findings[0]}")


def _timed(do: Callable[[], object]) -> float:
    began = time.perf_counter()
    do()
    return time.perf_counter() - began


def _cpu(do: Callable[[], object]) -> tuple[float, float]:
    """Return the seconds by the wall and of processor time, that of processes it started and saw end included."""
    wall, before = time.perf_counter(), os.times()
    do()
    after = os.times()
    return time.perf_counter() - wall, sum(after[:4]) - sum(before[:4])


ROWS: dict[str, tuple[Callable[[int], Found], int]] = {
    "tick": (tick, 20),
    "scorecard": (scorecard, 7),
    "import": (importing, 20_000),
    "proof": (proof, 1),
}

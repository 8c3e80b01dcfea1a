"""A ledger taken in parts: ranges of streams, each worked through by itself, in several processes where that was asked for.

Streams do not know of one another, so a range of them is verified and replayed without looking at the rest. Every id there
can be lies in exactly one range, so what is left of a stream that was deleted whole is met in its range as well.
"""

import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import partial
from itertools import pairwise
from multiprocessing import get_context
from typing import Any, TypeVar
from uuid import UUID

from django.db import connection, connections
from django.db.models import QuerySet

from huiyin.ledger.snapshot import snapshot
from huiyin.store.events import Event as Line

# A part of fewer events is not worth a process of its own.
LEAST_EVENTS = 5_000
# Parts a process, so that none waits long for the one that got the longest.
PARTS_EACH = 3

Part = TypeVar("Part")
Found = TypeVar("Found")


@dataclass(frozen=True, slots=True)
class Span:
    """The streams from one id up to another, that one not included; None: from the first, to the last."""

    first: UUID | None = None
    end: UUID | None = None

    def of(self, rows: QuerySet[Any], stream: str = "stream") -> QuerySet[Any]:
        """Return those of the rows whose stream, in the column named, lies in the range."""
        if self.first is not None:
            rows = rows.filter(**{f"{stream}__gte": self.first})
        return rows if self.end is None else rows.filter(**{f"{stream}__lt": self.end})


EVERYTHING = Span()


def spans(processes: int) -> list[Span]:
    """Return ranges of about as many events each, enough for so many processes; one for a small ledger.

    One query and one more for each border, each a walk along an index.
    """
    events = Line.objects.count() if processes > 1 else 0
    parts = min(processes * PARTS_EACH, events // LEAST_EVENTS)
    ordered = Line.objects.order_by("stream", "version").values_list("stream", flat=True)
    borders = sorted({ordered[events * place // parts] for place in range(1, parts)})
    return [Span(first, end) for first, end in pairwise([None, *borders, None])]


def processors() -> int:
    """Return how many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def side_by_side(work: Callable[[Part], Found], parts: Sequence[Part], *, processes: int) -> Iterator[Found]:
    """Do the same for every part and yield what each found, in order, read as of one moment.

    With more than one process, `work` and what it finds must go through a pipe, and nobody else may use threads here. On
    PostgreSQL all see the same moment; on SQLite each part sees one of its own, whole in itself.
    """
    if processes < 2 or len(parts) < 2 or connection.in_atomic_block:
        with snapshot():
            yield from map(work, parts)
        return
    # A connection must not be carried into another process: each opens its own.
    _close_connections()
    with ProcessPoolExecutor(processes, mp_context=get_context("fork")) as pool:
        # All of them are there once the first has answered, and only then is a connection opened here.
        pool.submit(int).result()
        with snapshot() as moment:
            yield from pool.map(partial(_apart, work, moment), parts)


def _apart(work: Callable[[Part], Found], moment: str, part: Part) -> Found:
    with snapshot(as_of=moment):
        return work(part)


def _close_connections() -> None:
    one: Any
    for one in connections.all(initialized_only=True):
        one.close()
        if one.vendor == "postgresql":
            one.close_pool()

"""A worker's heart: it says that it lives, and takes up what a worker that says so no more had in hand.

Beats are numbers, not times, and silence is counted in looks, so neither the clocks of two machines nor an hour without the
database can make a living worker look dead: whoever looks again after an outage waits as long as at first.
"""

import logging
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field

BEAT_SECONDS = 15
# Two minutes of silence: longer than any writing holds the database up.
SILENT_LOOKS = 8

logger = logging.getLogger("huiyin.work")


@dataclass(slots=True)
class Watch:
    """What was seen of the other workers: the beat of each, and at how many looks in a row it was the same."""

    seen: dict[str, tuple[int, int]] = field(default_factory=dict)

    def silent(self, beats: Mapping[str, int]) -> dict[str, int]:
        """Look once at the beats; return those of workers that have been silent for so long that they must be dead."""
        self.seen = {worker: (now, self._looks(worker, now) + 1) for worker, now in beats.items()}
        return {worker: now for worker, (now, looks) in self.seen.items() if looks > SILENT_LOOKS}

    def _looks(self, worker: str, now: int) -> int:
        before, looks = self.seen.get(worker, (now, 0))
        return looks if before == now else 0


@contextmanager
def beating(worker: str) -> Iterator[None]:
    """Beat in a thread of its own while a worker works, however long its task takes."""
    stop = threading.Event()
    heart = threading.Thread(target=_beat_on, kwargs={"worker": worker, "stop": stop}, name="heart", daemon=True)
    heart.start()
    try:
        yield
    finally:
        stop.set()
        heart.join(BEAT_SECONDS)


def _beat_on(*, worker: str, stop: threading.Event) -> None:
    watch, count = Watch(), 0
    while not stop.is_set():
        count += 1
        _once(worker, count, watch)
        stop.wait(BEAT_SECONDS)
    _said_goodbye(worker)


def _once(worker: str, count: int, watch: Watch) -> None:
    """Beat and look; while the database is away neither counts."""
    from django.db import DatabaseError, InterfaceError, close_old_connections, connection
    from django.utils import timezone

    from huiyin.acts.tasks import beat, beats_of_busy, take_up_from_dead

    close_old_connections()
    try:
        beat(worker, count=count, at=timezone.now())
        if dead := watch.silent(beats_of_busy()):
            logger.warning("%s tasks taken up from workers that were killed", take_up_from_dead(dead))
    except (DatabaseError, InterfaceError) as fault:
        logger.info("no beat: %s", type(fault).__name__)
    finally:
        connection.close()


def _said_goodbye(worker: str) -> None:
    from django.db import DatabaseError, InterfaceError, connection

    from huiyin.acts.tasks import stop_beating

    try:
        stop_beating(worker)
    except (DatabaseError, InterfaceError):
        # Its row says nothing once no task names it.
        logger.info("the worker ended while the database was away")
    finally:
        connection.close()

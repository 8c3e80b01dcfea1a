"""Public ids: UUIDv7 made from a given moment, so that ids sort by time and tests can fix the time."""

import functools
import os
import secrets
import threading
import uuid
from datetime import UTC, datetime, timedelta
from typing import Final

_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
_MILLISECOND: Final = timedelta(milliseconds=1)
_VERSION_AND_VARIANT: Final = (0x7 << 76) | (0b10 << 62)
_RANDOM_BITS: Final = 74
_LOW_BITS: Final = 62


class _Tail:
    """The random part of the last id: within one millisecond it only grows, by a random stride."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.millisecond = -1
        self.random = 0

    def after(self, millisecond: int) -> int:
        with self.lock:
            if millisecond == self.millisecond:
                self.random += 1 + secrets.randbits(32)
            else:
                # The top bit starts at nought: 2^41 strides fit into one millisecond before it runs over.
                self.millisecond, self.random = millisecond, secrets.randbits(_RANDOM_BITS - 1)
            return self.random


_tail = _Tail()


def _forget() -> None:
    global _tail
    _tail = _Tail()


# A forked worker must not go on from its parent's tail, nor inherit a lock that somebody held.
os.register_at_fork(after_in_child=_forget)


def new_id(at: datetime) -> uuid.UUID:
    """Make a UUIDv7 for the aware moment `at`; ids made one after another for one millisecond ascend."""
    if at.tzinfo is None:
        raise ValueError("new_id needs an aware moment, with its time zone.")
    millisecond = (at - _EPOCH) // _MILLISECOND
    if not 0 <= millisecond < 1 << 48:
        raise ValueError(f"new_id cannot place {at.isoformat()}: a UUIDv7 begins in 1970.")
    tail = _tail.after(millisecond)
    high, low = tail >> _LOW_BITS, tail & ((1 << _LOW_BITS) - 1)
    return uuid.UUID(int=(millisecond << 80) | _VERSION_AND_VARIANT | (high << 64) | low)


@functools.lru_cache(maxsize=4096)
def written_id(text: str) -> uuid.UUID:
    """Return the id written so; a stream's own is asked for once for each of its rows."""
    return uuid.UUID(text)

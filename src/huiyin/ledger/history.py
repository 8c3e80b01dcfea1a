"""Reading a stream's events back as they were written: for pages that show what happened, and for papers."""

from collections.abc import Iterable
from uuid import UUID

from huiyin.flow.matter import Event
from huiyin.ledger.lines import to_event
from huiyin.store.events import Event as Line


def history(stream: UUID) -> tuple[Event, ...]:
    """Return the events of a stream in order; empty for an unknown one. One query.

    Whether the reader may know of the stream is asked before: start at `store.access.visible`.
    """
    return tuple(to_event(line) for line in Line.objects.filter(stream=stream).order_by("version"))


def histories(streams: Iterable[UUID]) -> dict[UUID, tuple[Event, ...]]:
    """Return the events of several streams, each in order. One query."""
    found: dict[UUID, list[Event]] = {}
    for line in Line.objects.filter(stream__in=list(streams)).order_by("stream", "version"):
        found.setdefault(line.stream, []).append(to_event(line))
    return {stream: tuple(events) for stream, events in found.items()}

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


# How far back the newest events of a sort are looked for: a bounded stretch of the newest lines.
STRETCH = 50_000


def newest_of(types: Iterable[str], *, most: int) -> tuple[tuple[UUID, Event], ...]:
    """Return the newest events of some types with their streams, newest first, from the last stretch. Two queries."""
    last = Line.objects.order_by("-id").values_list("id", flat=True).first() or 0
    found = Line.objects.filter(id__gt=last - STRETCH, type__in=list(types)).order_by("-id")[:most]
    return tuple((line.stream, to_event(line)) for line in found)

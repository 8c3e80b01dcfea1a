"""One matter's chain worked out afresh, and how much of the ledger waits for its root."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.conf import settings

from huiyin.kit.text import Text
from huiyin.ledger.chains import StreamParts, stream_findings
from huiyin.ledger.keys import sealed_parts
from huiyin.ledger.lines import PlainLine
from huiyin.store.events import Event
from huiyin.store.matters import MatterRow


@dataclass(frozen=True, slots=True)
class Leaf:
    """One line of a stream: its hash, and its position once it is sealed."""

    version: int
    leaf: str
    position: int | None


@dataclass(frozen=True, slots=True)
class Chain:
    """A stream's leaves, and a sentence for everything wrong with it."""

    leaves: tuple[Leaf, ...]
    findings: tuple[Text, ...]


def chain_of(stream: UUID) -> Chain:
    """Work a matter's chain out afresh. Four queries; whether the reader may know of it is asked before."""
    lines = [PlainLine._make(row) for row in _lines(stream)]
    boxes, held = sealed_parts(stream)
    rows = list(MatterRow.objects.filter(id=stream).values_list("version", flat=True))
    parts = StreamParts(stream, boxes, held, rows)
    return Chain(
        leaves=tuple(Leaf(line.version, bytes(line.hash).hex(), line.position) for line in lines),
        findings=tuple(stream_findings(lines, parts, county=settings.COUNTY)),
    )


def _lines(stream: UUID) -> list[tuple[object, ...]]:
    return list(Event.objects.filter(stream=stream).order_by("version").values_list(*PlainLine._fields))


@dataclass(frozen=True, slots=True)
class Waiting:
    """How many events have no root yet, and since when the oldest of them waits."""

    unsealed: int
    oldest_at: datetime | None


def waiting() -> Waiting:
    """Count the events that wait to be sealed. Two queries."""
    unsealed = Event.objects.filter(county=settings.COUNTY, position__isnull=True)
    oldest = unsealed.order_by("id").values_list("recorded_at", flat=True).first()
    return Waiting(unsealed.count(), oldest)

"""A stream in hand: what it folds to so far, and the hash the next event is chained to."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from huiyin.flow.matter import Event, Matter, apply
from huiyin.ledger.entries import EntryState, apply_entry
from huiyin.ledger.facts import Fact, Facts
from huiyin.ledger.lines import GENESIS, PlainLine, to_event
from huiyin.ledger.matter_facts import keep_matter_fact
from huiyin.store.events import Event as Line


@dataclass(slots=True)
class Stream:
    """A stream in the pen: what it folds to, the last hash, and its key once needed.

    `new` until its first events are put down; `touched`, `said` and `changed_clocks` are the parts of bodies, answers
    and clocks written since then. `fact` is the fact of the matter, None where it has none.
    """

    id: UUID
    sort: str
    matter: Matter | None
    entry: EntryState | None
    version: int = 0
    hash: bytes = GENESIS
    recorded_at: datetime | None = None
    key: bytes | None = None
    new: bool = False
    touched: set[str] = field(default_factory=set)
    said: set[str] = field(default_factory=set)
    changed_clocks: set[str] = field(default_factory=set)
    facts: Facts = field(default_factory=dict)
    fact: Fact | None = None
    written: int = 0

    @property
    def fact_moved(self) -> bool:
        """Say whether the matter's fact is not yet written as it stands."""
        return self.fact is not None and self.fact["event_version"] > self.written


def begun(stream: UUID, sort: str) -> Stream:
    """Return a stream of a sort before its first event: a matter, a register entry, or one that folds to nothing."""
    family, _, name = sort.partition(":")
    matter = Matter(id=str(stream)) if not name else None
    entry = EntryState(register=name) if family == "register" else None
    return Stream(stream, sort, matter, entry)


def step_on(held: Stream, event: Event) -> None:
    """Fold one event into what the stream makes."""
    if held.matter is not None:
        apply(held.matter, event)
        held.fact = keep_matter_fact(held.fact, held.matter, event)
    elif held.entry is not None:
        apply_entry(held.entry, event)


def unrolled(stream: UUID, lines: Iterable[Line | PlainLine]) -> Stream:
    """Return a stream folded from its lines in order."""
    held: Stream | None = None
    for line in lines:
        if held is None:
            held = begun(stream, line.sort)
        step_on(held, to_event(line))
        held.version, held.hash, held.recorded_at = line.version, bytes(line.hash), line.recorded_at
    if held is None:
        raise KeyError(stream)
    held.written = held.version
    return held


def last_written_at() -> datetime | None:
    """Return when the newest event was written down, None in an empty ledger. One query."""
    return Line.objects.order_by("-id").values_list("recorded_at", flat=True).first()

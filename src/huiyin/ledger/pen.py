"""The pen: events are written with it inside an act's transaction, and rows are folded from them at once."""

from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import replace
from datetime import timedelta
from itertools import groupby
from typing import Any
from uuid import UUID

from django.db import IntegrityError, connection
from django.db.models import Model

from huiyin.flow.matter import Event, Matter
from huiyin.flow.scene import NotAllowed
from huiyin.kit.text import Text
from huiyin.ledger import keys, project
from huiyin.ledger.entries import EntryState
from huiyin.ledger.facts import keep_facts
from huiyin.ledger.lines import PlainLine, to_line
from huiyin.ledger.outgoing import announce
from huiyin.ledger.stream import Stream, step_on, unrolled
from huiyin.store.bulk import Values, insert_rows
from huiyin.store.events import Box, StreamKey
from huiyin.store.events import Event as Line

# Two servers' clocks may differ by this much; the later of two records then keeps the time of the earlier one.
MOST_SKEW = timedelta(minutes=5)


class Conflict(Exception):
    """Somebody else changed the stream first; nothing was written."""

    reason = Text(
        "有人刚刚改过这件事，您的内容还在；请看一眼最新情况再提交", "Somebody has just changed this; look at it again"
    )


class NoTransaction(RuntimeError):
    """The pen was taken up outside a transaction; only acts open one."""


class Pen:
    """One writing session over any number of streams; `flush` puts everything down in a few statements."""

    def __init__(self, county: str) -> None:
        if not connection.in_atomic_block:
            raise NoTransaction("only acts write, inside a transaction")
        self.county = county
        # Whether any webhook may listen; None until somebody looked.
        self.listened: bool | None = None
        self._streams: dict[UUID, Stream] = {}
        self._lines: list[PlainLine] = []
        self._boxes: list[Values] = []
        self._keys: list[Values] = []
        self._also: dict[type[Model], list[Values]] = {}

    def matter(self, stream: UUID) -> Matter:
        """Return the matter as its events make it, this session's included. One query the first time."""
        held = self._stream(stream)
        if held.matter is None:
            raise KeyError(stream)
        return held.matter

    def gather(self, streams: Iterable[UUID]) -> None:
        """Take several streams up at once, before each is asked for. One query."""
        missing = [stream for stream in streams if stream not in self._streams]
        lines = Line.objects.filter(stream__in=missing).order_by("stream", "version")
        for stream, found in groupby(lines, key=lambda line: line.stream):
            self._streams[stream] = unrolled(stream, found)

    def open_matter(self, stream: UUID, sort: str) -> Matter:
        """Return an empty matter for a new stream; no query, the unique key refuses a second opening."""
        held = Stream(stream, sort, Matter(id=str(stream)), None, new=True)
        self._streams[stream] = held
        assert held.matter is not None
        return held.matter

    def entry(self, stream: UUID, register: str) -> EntryState:
        """Return a register entry as its events make it; an unknown stream gives an empty one. One query."""
        held = self._streams.get(stream) or self._load(stream)
        if held is None:
            held = Stream(stream, f"register:{register}", None, EntryState(register=register))
            self._streams[stream] = held
        assert held.entry is not None
        return held.entry

    def new_entry(self, stream: UUID, register: str) -> EntryState:
        """Return an empty entry for a stream known to be new; no query."""
        entry = EntryState(register=register)
        self._streams[stream] = Stream(stream, f"register:{register}", None, entry)
        return entry

    def note(self, stream: UUID, sort: str, *, new: bool = False) -> None:
        """Make ready a stream that folds to no row, such as the loading of reference data. One query, none if `new`."""
        if self._streams.get(stream) is None and (new or self._load(stream) is None):
            self._streams[stream] = Stream(stream, sort, None, None)

    def seal(self, stream: UUID, values: Mapping[str, Any]) -> dict[str, str]:
        """Seal private values for the stream's next event and return their salted digests."""
        held = self._stream(stream)
        if not values:
            return {}
        key = self.key(stream)
        digests = {}
        for name, value in values.items():
            box, digests[name] = keys.boxed(held.id, held.version + 1, name, value, key=key, county=self.county)
            self._boxes.append(box._asdict())
        return digests

    def key(self, stream: UUID) -> bytes:
        """Return the key of a stream in this session, made when it has none yet."""
        held = self._stream(stream)
        if held.key is None:
            held.key = self._key_for(held)
        return held.key

    def write(self, stream: UUID, event: Event) -> int:
        """Append one event to its stream and fold it; returns its version. Hits the database at `flush`."""
        held = self._stream(stream)
        event = _never_back(held, event)
        held.version += 1
        line = to_line(
            event,
            county=self.county,
            stream=held.id,
            version=held.version,
            sort=held.sort,
            prev=held.hash,
            suite=keys.suite(),
        )
        self._lines.append(line)
        held.hash, held.recorded_at = line.hash, event.recorded_at
        held.touched.update(event.body)
        held.said.update(event.body.get("values", ()))
        held.changed_clocks.update(change["id"] for change in event.body.get("clocks", ()))
        step_on(held, event)
        if held.matter is not None:
            keep_facts(held.facts, held.matter, event)
        return held.version

    def also(self, model: type[Model], row: Values) -> None:
        """Put a row of working state down with the events of this session, every column given."""
        self._also.setdefault(model, []).append(row)

    def leaf(self, stream: UUID) -> str:
        """Return the hash of the stream's newest line, for the receipt."""
        return self._streams[stream].hash.hex()

    def let_go(self, stream: UUID) -> None:
        """Put a stream out of hand, so that it is read anew the next time. What was written of it must be flushed."""
        self._streams.pop(stream, None)

    def flush(self) -> None:
        """Put down everything written; raises Conflict if another writer was first. Queries flat in the number of events."""
        if not self._lines:
            return
        try:
            insert_rows(StreamKey, self._keys)
            insert_rows(Line, [line._asdict() for line in self._lines])
            insert_rows(Box, self._boxes)
        except IntegrityError as fault:
            raise Conflict from fault
        changed = [held for held in self._streams.values() if held.touched]
        project.write([held for held in changed if held.matter is not None])
        project.write_entries([(held.id, self.county, held.entry) for held in changed if held.entry is not None])
        for model, rows in self._also.items():
            insert_rows(model, rows)
        if self.listened is not False:
            announce(line for line in self._lines if self._is_news(line))
        for held in changed:
            held.new, held.written = False, held.version
            held.touched.clear()
            held.said.clear()
            held.changed_clocks.clear()
            held.facts.clear()
        self._lines, self._boxes, self._keys, self._also = [], [], [], {}

    def _is_news(self, line: PlainLine) -> bool:
        # History brought in, and entries of registers, are nobody's news.
        held = self._streams.get(line.stream)
        return held is not None and held.matter is not None and not held.matter.history

    def _stream(self, stream: UUID) -> Stream:
        held = self._streams.get(stream) or self._load(stream)
        if held is None:
            raise KeyError(stream)
        return held

    def _load(self, stream: UUID) -> Stream | None:
        lines = list(Line.objects.filter(stream=stream).order_by("version"))
        if not lines:
            return None
        held = unrolled(stream, lines)
        self._streams[stream] = held
        return held

    def _key_for(self, held: Stream) -> bytes:
        if held.version:
            # A stream that sealed nothing yet has none.
            with suppress(keys.Erased):
                return keys.stream_key(held.id)
        key, row = keys.make_key(held.id, self.county)
        self._keys.append(row._asdict())
        return key


def _never_back(held: Stream, event: Event) -> Event:
    """Return the event recorded no earlier than the one before it; two servers' clocks may differ a little."""
    if held.recorded_at is None or event.recorded_at >= held.recorded_at:
        return event
    if held.recorded_at - event.recorded_at > MOST_SKEW:
        raise NotAllowed(
            Text(
                "这台服务器的时间比账本里上一条记录还早，请管理员先校准时间",
                "This server's clock is behind the last record: have the administrator set it right",
            )
        )
    return replace(event, recorded_at=held.recorded_at)

"""Verifying: every stream, box, reading and root worked out afresh; each thing that does not fit, as a sentence."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from heapq import merge
from itertools import chain, groupby, islice
from operator import attrgetter, itemgetter
from typing import Any, Generic, NamedTuple, TypeVar
from uuid import UUID

from django.db.models import Max

from huiyin.kit.text import Text
from huiyin.ledger.chains import StreamParts, reading_findings, stream_findings
from huiyin.ledger.keys import PlainBox, PlainKey
from huiyin.ledger.lines import PlainLine
from huiyin.ledger.published import Published, published_findings
from huiyin.ledger.readings import PlainReading
from huiyin.ledger.sealed import root_findings
from huiyin.ledger.sign_ins import sign_in_findings
from huiyin.ledger.snapshot import snapshot
from huiyin.store.entries import Entry
from huiyin.store.events import Box, StreamKey
from huiyin.store.events import Event as Line
from huiyin.store.events import Root as RootRow
from huiyin.store.matters import MatterRow
from huiyin.store.numbers import Series
from huiyin.store.readings import Reading

CHUNK = 4000
Row = TypeVar("Row")


@dataclass(frozen=True, slots=True)
class Extent:
    """How much there is to verify, and how much of it is not sealed yet."""

    events: int
    readings: int
    roots: int
    unsealed: int


def extent() -> Extent:
    """Return how much the ledger holds. Five queries."""
    waiting = [model.objects.filter(position__isnull=True).count() for model in (Line, Reading)]
    return Extent(Line.objects.count(), Reading.objects.count(), RootRow.objects.count(), sum(waiting))


def verify(*, county: str, published: Iterable[Published] = (), at_most: int = 1000) -> list[Text]:
    """Return a sentence for everything that does not fit; an empty list means the ledger is whole.

    `published` is the text from the hall, by which a ledger cut short is found. Reads each row once, in
    order, so memory stays flat; stops after `at_most` sentences.
    """
    with snapshot():
        found = chain(
            _streams(county),
            reading_findings(_plain_readings("day", "number"), county=county, given=_reading_numbers(county)),
            root_findings(_roots(), _sealed_hashes(), county=county),
            published_findings(published, county=county),
            sign_in_findings(),
        )
        return list(islice(found, at_most))


class _Beside(Generic[Row]):
    """Rows in the order of their stream, handed out a stream at a time beside the events."""

    def __init__(self, rows: Iterator[Row], stream: str) -> None:
        self._groups = groupby(rows, key=attrgetter(stream))
        self._next = next(self._groups, None)

    def before(self, stream: UUID | None) -> Iterator[UUID]:
        """Yield the streams these rows name before the one given (None: all that are left)."""
        while self._next is not None and (stream is None or self._next[0] < stream):
            yield self._next[0]
            self._next = next(self._groups, None)

    def of(self, stream: UUID) -> list[Row]:
        """Return the rows of this stream."""
        if self._next is None or self._next[0] != stream:
            return []
        rows = list(self._next[1])
        self._next = next(self._groups, None)
        return rows


def _streams(county: str) -> Iterator[Text]:
    lines = _plain(Line.objects.order_by("stream", "version"), PlainLine)
    boxes = _Beside(_plain(Box.objects.order_by("stream", "version", "field"), PlainBox), "stream")
    stream_keys = _Beside(_plain(StreamKey.objects.order_by("stream"), PlainKey), "stream")
    rows = _Beside(_row_versions(), "stream")
    for stream, own in groupby(lines, key=attrgetter("stream")):
        yield from _strays(boxes, stream_keys, rows, before=stream)
        parts = StreamParts(stream, boxes.of(stream), stream_keys.of(stream), [row.version for row in rows.of(stream)])
        yield from stream_findings(own, parts, county=county)
    yield from _strays(boxes, stream_keys, rows, before=None)


def _strays(*beside: _Beside[Any], before: UUID | None) -> Iterator[Text]:
    for stream in sorted({stream for one in beside for stream in one.before(before)}):
        yield Text(
            f"{stream}：账本里没有这一流，却还留着它的内容或界面行，整流被删了",
            f"{stream}: the ledger has no such stream, yet rows or boxes of it are left: it was deleted whole",
        )


class _Sealed(NamedTuple):
    position: int
    hash: bytes


@dataclass(frozen=True, slots=True)
class _RowVersion:
    stream: UUID
    version: int


def _row_versions() -> Iterator[_RowVersion]:
    # What screens read says how far each stream had come: a witness for lines cut off since the last root.
    tables = [model.objects.order_by("id").values_list("id", "version") for model in (MatterRow, Entry)]
    for stream, version in merge(*(table.iterator(chunk_size=CHUNK) for table in tables)):
        yield _RowVersion(stream, version)


def _plain(rows: Any, shape: Any) -> Iterator[Any]:
    return map(shape._make, rows.values_list(*shape._fields).iterator(chunk_size=CHUNK))


def _plain_readings(*order: str) -> Iterator[PlainReading]:
    return _plain(Reading.objects.order_by(*order), PlainReading)


def _reading_numbers(county: str) -> dict[str, int]:
    # The series remembers the last number given on each day, also when the last readings were taken away.
    series = (
        Series.objects.filter(county=county, name__startswith="reading/", last__gt=0)
        .values("name")
        .annotate(last=Max("last"))
    )
    return {row["name"].removeprefix("reading/"): row["last"] for row in series}


def _roots() -> Iterator[RootRow]:
    return RootRow.objects.order_by("number", "id").iterator(chunk_size=CHUNK)


def _sealed_hashes() -> Iterator[tuple[int, bytes]]:
    tables = [
        _plain(model.objects.filter(position__isnull=False).order_by("position"), _Sealed) for model in (Line, Reading)
    ]
    return merge(*tables, key=itemgetter(0))

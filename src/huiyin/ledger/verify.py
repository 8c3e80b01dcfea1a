"""Verifying: every stream, box, reading and root worked out afresh; each thing that does not fit, as a sentence."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import partial
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
from huiyin.ledger.parts import Span, side_by_side, spans
from huiyin.ledger.published import Published, published_findings
from huiyin.ledger.readings import PlainReading
from huiyin.ledger.sealed import root_findings
from huiyin.ledger.sign_ins import sign_in_findings
from huiyin.store.entries import Entry
from huiyin.store.events import Box, StreamKey
from huiyin.store.events import Event as Line
from huiyin.store.events import Root as RootRow
from huiyin.store.matters import MatterRow
from huiyin.store.numbers import Series
from huiyin.store.plain import plain_rows
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


def verify(*, county: str, published: Iterable[Published] = (), at_most: int = 1000, processes: int = 1) -> list[Text]:
    """Return a sentence for everything that does not fit; an empty list means the ledger is whole.

    `published` is the text from the hall, by which a ledger cut short is found. Reads each row once, in
    order, so memory stays flat; stops after `at_most` sentences. With more `processes` the streams of a large ledger
    are shared out among so many (`parts.side_by_side` says when that may be asked for).
    """
    work = partial(_part, county=county, published=tuple(published), at_most=at_most)
    found = side_by_side(work, [None, *spans(processes)], processes=processes)
    # Walking along all the roots takes long, and is begun first; what it finds is told last.
    beside_streams = next(found)
    return list(islice(chain(chain.from_iterable(found), beside_streams), at_most))


def _part(span: Span | None, *, county: str, published: Iterable[Published], at_most: int) -> list[Text]:
    """Return what is wrong with the streams of a range, or (None) with everything that is no stream."""
    found = _streams(county, span) if span is not None else _beside_streams(county, published)
    return list(islice(found, at_most))


def _beside_streams(county: str, published: Iterable[Published]) -> Iterator[Text]:
    return chain(
        reading_findings(_plain_readings("day", "number"), county=county, given=_reading_numbers(county)),
        root_findings(_roots(), _sealed_hashes(), county=county),
        published_findings(published, county=county),
        sign_in_findings(),
    )


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


def _streams(county: str, span: Span) -> Iterator[Text]:
    lines = _plain(span.of(Line.objects.order_by("stream", "version")), PlainLine)
    boxes = _Beside(_plain(span.of(Box.objects.order_by("stream", "version", "field")), PlainBox), "stream")
    stream_keys = _Beside(_plain(span.of(StreamKey.objects.order_by("stream")), PlainKey), "stream")
    rows = _Beside(_row_versions(span), "stream")
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


class _RowVersion(NamedTuple):
    stream: UUID
    version: int


def _row_versions(span: Span) -> Iterator[_RowVersion]:
    # What screens read says how far each stream had come: a witness for lines cut off since the last root.
    tables = [span.of(model._default_manager.order_by("id"), "id") for model in (MatterRow, Entry)]
    return map(_RowVersion._make, merge(*(plain_rows(table, ("id", "version")) for table in tables)))


def _plain(rows: Any, shape: Any) -> Iterator[Any]:
    return map(shape._make, plain_rows(rows, shape._fields))


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

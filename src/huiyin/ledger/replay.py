"""Replaying: every stream folded anew and compared with the rows screens read; differences as sentences."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from itertools import groupby, islice
from operator import attrgetter
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import Exists, Model, OuterRef

from huiyin.kit.text import Text
from huiyin.ledger import project
from huiyin.ledger.facts import Fact, Facts, fact_rows, keep_facts
from huiyin.ledger.lines import PlainLine, to_event
from huiyin.ledger.parts import EVERYTHING, Span, side_by_side, spans
from huiyin.ledger.snapshot import snapshot
from huiyin.ledger.stream import Stream, begun, step_on
from huiyin.ledger.tables import TABLES, Table, is_as_told
from huiyin.store.bulk import Values, insert_rows
from huiyin.store.entries import Entry, EntryRef
from huiyin.store.events import Event as Line
from huiyin.store.facts import ClockFact, MatterFact
from huiyin.store.matters import Assist, ClockRow, Exclusion, Link, MatterRow, Paper, ToSign
from huiyin.store.plain import plain_rows
from huiyin.store.search import SearchDoc, forget_words, index_words

BATCH = 500
CHUNK = 4000
# Whatever an altered event can throw at the fold; what is wrong with it is for `verify` to say.
UNREADABLE = (ValueError, KeyError, TypeError, AttributeError, AssertionError, StopIteration)


@dataclass(slots=True)
class Told:
    """What a stream's events say its rows are, by table, and the public words that search may find."""

    stream: UUID
    rows: dict[type[Model], Sequence[Values]] = field(default_factory=dict)
    words: str = ""


@dataclass(slots=True)
class Outcome:
    """What replaying found: streams folded, events read, and a sentence for each difference."""

    streams: int = 0
    events: int = 0
    differences: list[Text] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Difference:
    """A row that is not what its stream says. `stray` rows have no stream, `unreadable` streams do not fold."""

    stream: UUID
    text: Text
    stray: bool = False
    unreadable: bool = False


def replay(*, at_most: int = 1000, processes: int = 1) -> Outcome:
    """Fold every stream anew and compare it with its rows. Writes nothing; memory flat; reads one moment.

    With more `processes` a large ledger is shared out among so many (`parts.side_by_side` says when that may be asked for).
    """
    whole = Outcome()
    for part in side_by_side(partial(_replayed, at_most=at_most), spans(processes), processes=processes):
        whole.streams, whole.events = whole.streams + part.streams, whole.events + part.events
        whole.differences += part.differences[: at_most - len(whole.differences)]
    return whole


def _replayed(span: Span, *, at_most: int) -> Outcome:
    outcome = Outcome()
    outcome.differences = [found.text for found in islice(_differences(outcome, span), at_most)]
    return outcome


def replay_some(streams: Collection[UUID]) -> Outcome:
    """Do as `replay` does for a few streams."""
    outcome = Outcome()
    with snapshot():
        found = _folded(Line.objects.filter(stream__in=streams).order_by("stream", "version"), outcome)
        outcome.differences = [one.text for one in found]
    return outcome


def mend(*, at_most: int = 1000) -> Outcome:
    """Do as `replay` does, and write the rows that differ afresh from their events, a few streams a transaction.

    What does not fold is left alone and said: that is for `verify`.
    """
    outcome, wrong, stray = Outcome(), set[UUID](), False
    with snapshot():
        for found in _differences(outcome, EVERYTHING):
            if not found.unreadable and not found.stray:
                wrong.add(found.stream)
            stray = stray or found.stray
            if len(outcome.differences) < at_most:
                outcome.differences.append(found.text)
    if stray:
        _forget_strays()
    _rewrite_all(sorted(wrong))
    return outcome


def _rewrite_all(streams: Sequence[UUID]) -> None:
    try:
        for first in range(0, len(streams), BATCH):
            _rewrite(streams[first : first + BATCH])
    except IntegrityError:
        # A row strayed to a stream of another batch still holds its number: all at once, then.
        _rewrite(streams)


def _differences(outcome: Outcome, span: Span) -> Iterator[Difference]:
    yield from _folded(span.of(Line.objects.order_by("stream", "version")), outcome)
    yield from _strays(span)


def _folded(lines: Any, outcome: Outcome) -> Iterator[Difference]:
    told = _all_told(lines, outcome)
    while batch := list(islice(told, BATCH)):
        yield from (one for one in batch if isinstance(one, Difference))
        # Where not one stream could be read there is nothing to compare, and PostgreSQL takes no empty list.
        if readable := [one for one in batch if isinstance(one, Told)]:
            yield from _compared(readable)


def _all_told(lines: Any, outcome: Outcome) -> Iterator[Told | Difference]:
    rows = plain_rows(lines, PlainLine._fields)
    for stream, own in groupby(map(PlainLine._make, rows), key=attrgetter("stream")):
        kept = list(own)
        outcome.streams, outcome.events = outcome.streams + 1, outcome.events + len(kept)
        try:
            yield _told(stream, kept)
        except UNREADABLE as fault:
            yield Difference(
                stream,
                Text(
                    f"{stream}：事件读不成（{fault!r}），请先运行 verify",
                    f"{stream}: its events do not fold ({fault!r})",
                ),
                unreadable=True,
            )


def _told(stream: UUID, lines: Sequence[PlainLine]) -> Told:
    held = begun(stream, lines[0].sort)
    facts: Facts = {}
    for line in lines:
        event = to_event(line)
        step_on(held, event)
        if held.matter is not None:
            keep_facts(facts, held.matter, event)
    return _told_of(held, county=lines[0].county, facts=fact_rows(facts))


def _told_of(held: Stream, *, county: str, facts: list[Fact]) -> Told:
    if held.entry is not None:
        row = project.entry_row(held.id, county, held.entry)
        return Told(held.id, {Entry: [row], EntryRef: project.ref_rows(held.id, held.entry)})
    matter = held.matter
    if matter is None:
        return Told(held.id)
    return Told(
        held.id,
        {
            MatterRow: [project.matter_row(matter)],
            ClockRow: [project.clock_row(matter, face) for face in matter.clocks.values()],
            Paper: project.paper_rows(matter),
            Assist: project.assist_rows(matter),
            ToSign: project.to_sign_rows(matter),
            Exclusion: project.exclusion_rows(matter),
            Link: project.link_rows(matter),
            ClockFact: facts,
            MatterFact: [held.fact] if held.fact is not None else [],
        },
        "" if matter.erased else project.search_words(matter),
    )


def _compared(batch: Sequence[Told]) -> Iterator[Difference]:
    for table in TABLES:
        streams = [told.stream for told in batch]
        if is_as_told(table, [row for told in batch for row in told.rows.get(table.model, ())], streams):
            continue
        live = _live(table, streams)
        for told in batch:
            ours, theirs = told.rows.get(table.model, ()), live.get(told.stream, [])
            if ours or theirs:
                yield from _row_differences(table, told.stream, _by_key(table, ours), _by_key(table, theirs))


def _live(table: Table, streams: Sequence[UUID]) -> dict[UUID, list[Values]]:
    found: dict[UUID, list[Values]] = {}
    rows = table.model._default_manager.filter(**{f"{table.stream}__in": streams}).values()
    for row in rows.iterator(chunk_size=CHUNK):
        found.setdefault(row[table.stream], []).append(row)
    return found


def _by_key(table: Table, rows: Sequence[Values]) -> dict[Any, Values]:
    return {table.apart(row): row for row in rows}


def _row_differences(
    table: Table, stream: UUID, wanted: Mapping[Any, Values], live: Mapping[Any, Values]
) -> Iterator[Difference]:
    for key in wanted.keys() | live.keys():
        ours, theirs = wanted.get(key), live.get(key)
        if ours is not None and theirs is not None and table.compared(ours) == table.compared(theirs):
            continue
        where = f"{table.model._meta.db_table} {stream} {key}"
        for zh, en in _told_apart(table, ours, theirs):
            yield Difference(stream, Text(f"{where}：{zh}", f"{where}: {en}"))


def _told_apart(table: Table, ours: Values | None, theirs: Values | None) -> Iterator[tuple[str, str]]:
    if ours is None:
        yield "多了这一行", "the row should not be there"
    elif theirs is None:
        yield "少了这一行", "the row is missing"
    else:
        for column in table.columns:
            if ours[column] != theirs[column]:
                yield (
                    f"{column} 是 {theirs[column]!r}，按账本应是 {ours[column]!r}",
                    f"{column} is {theirs[column]!r}, by the ledger it is {ours[column]!r}",
                )


def _strays(span: Span) -> Iterator[Difference]:
    for table in TABLES:
        name = table.model._meta.db_table
        known = Line.objects.filter(stream=OuterRef(table.stream))
        rows = span.of(table.model._default_manager.all(), table.stream).filter(~Exists(known))
        for stream in rows.order_by(table.stream).values_list(table.stream, flat=True).distinct():
            text = Text(f"{name} {stream}：账本里没有这一流", f"{name} {stream}: the ledger has no such stream")
            yield Difference(stream, text, stray=True)


def _forget_strays() -> None:
    streams = Line.objects.values("stream")
    for table in reversed(TABLES):
        table.model._default_manager.exclude(**{f"{table.stream}__in": streams}).delete()
    for matter in SearchDoc.objects.exclude(matter__in=streams).values_list("matter", flat=True):
        forget_words(matter)


def _rewrite(streams: Sequence[UUID]) -> None:
    with transaction.atomic():
        # Taken away before the events are read: an act that is under way is waited for, and then read as well.
        for table in reversed(TABLES):
            table.model._default_manager.filter(**{f"{table.stream}__in": streams}).delete()
        lines = Line.objects.filter(stream__in=streams).order_by("stream", "version")
        told = [one for one in _all_told(lines, Outcome()) if isinstance(one, Told)]
        for table in TABLES:
            insert_rows(table.model, [values for one in told for values in one.rows.get(table.model, ())])
        for stream in streams:
            forget_words(stream)
        index_words([(one.stream, one.words) for one in told if one.words])

"""Erasing what a stream holds of a person, and the list by which a restored back-up is erased again."""

import os
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from django.conf import settings

from huiyin.kit.text import Text
from huiyin.ledger import project
from huiyin.ledger.chains import StreamParts, stream_findings
from huiyin.ledger.keys import sealed_parts
from huiyin.ledger.lines import PlainLine
from huiyin.ledger.stream import Stream, unrolled
from huiyin.store.events import Box, StreamKey
from huiyin.store.events import Event as Line
from huiyin.store.matters import MatterRow, SlipMark
from huiyin.store.search import SearchDoc, forget_words
from huiyin.store.working import SealedFile


def forget(stream: UUID) -> None:
    """Take away key, boxes, written words, files and search words of a stream, and fold its row anew.

    Inside an act's transaction, after the event that says so was put down. The hashes stay: what they
    were taken over is gone, or held only as a digest whose salt is gone.
    """
    StreamKey.objects.filter(stream=stream).delete()
    Box.objects.filter(stream=stream).delete()
    SealedFile.objects.filter(matter=stream).delete()
    Line.objects.filter(stream=stream).update(words=None)
    SlipMark.objects.filter(matter=stream).delete()
    forget_words(stream)
    folded: Stream = unrolled(stream, Line.objects.filter(stream=stream).order_by("version"))
    project.write([folded])


def erased_streams() -> set[UUID]:
    """Return the streams that the database says were erased. One query."""
    return set(MatterRow.objects.filter(erased=True).values_list("id", flat=True))


def left_over(streams: Iterable[UUID]) -> set[UUID]:
    """Return those of the streams that still have a key or a box, as after a restore. Two queries."""
    wanted = list(streams)
    tables = (StreamKey.objects.filter(stream__in=wanted), Box.objects.filter(stream__in=wanted))
    return {stream for table in tables for stream in table.values_list("stream", flat=True).distinct()}


@dataclass(frozen=True, slots=True)
class Left:
    """What is left of a stream: each count is nought once it was erased, and `faults` is empty while it proves itself."""

    keys: int
    boxes: int
    written: int
    files: int
    indexed: int
    marks: int
    lines: int
    faults: tuple[Text, ...]

    @property
    def gone(self) -> bool:
        """Say whether nothing is left that anybody wrote, and the chain still holds."""
        return not (self.keys or self.boxes or self.written or self.files or self.indexed or self.marks or self.faults)


def left_of(stream: UUID) -> Left:
    """Look into every table for what is left of a stream, and along its chain. Seven queries."""
    own = Line.objects.filter(stream=stream)
    lines = [PlainLine._make(row) for row in own.order_by("version").values_list(*PlainLine._fields)]
    boxes, held = sealed_parts(stream)
    versions = list(MatterRow.objects.filter(id=stream).values_list("version", flat=True))
    found = stream_findings(lines, StreamParts(stream, boxes, held, versions), county=settings.COUNTY)
    return Left(
        keys=len(held),
        boxes=len(boxes),
        written=sum(1 for line in lines if line.words is not None),
        files=SealedFile.objects.filter(matter=stream).count(),
        indexed=SearchDoc.objects.filter(matter=stream).count(),
        marks=SlipMark.objects.filter(matter=stream).count(),
        lines=len(lines),
        faults=tuple(found),
    )


# --- the list, outside the database and its back-ups ------------------------------------------------------------------


def list_file() -> Path:
    """Return the file that keeps the list of what was erased."""
    return Path(settings.DATA) / "erased.txt"


def listed() -> set[UUID]:
    """Return the streams on the list; raises ValueError when the file was damaged."""
    if not list_file().exists():
        return set()
    return {UUID(line) for line in list_file().read_text(encoding="ascii").split()}


def keep_list() -> set[UUID]:
    """Bring the list up to what the database says, on disk before this returns; returns all that is on it.

    Nothing ever leaves the list, so a database taken back to an earlier day finds there what it forgot.
    """
    before = listed()
    after = before | erased_streams()
    if after != before:
        _write(after)
    return after


def _write(streams: Iterable[UUID]) -> None:
    unfinished = list_file().with_suffix(".part")
    with unfinished.open("w", encoding="ascii") as out:
        out.writelines(f"{stream}\n" for stream in sorted(streams))
        out.flush()
        os.fsync(out.fileno())
    unfinished.replace(list_file())


def join_lists(others: Iterable[Path]) -> None:
    """Add what other lists name, before the first look at a restored database; a list that is missing adds nothing.

    Raises ValueError when one of them was damaged.
    """
    named = set(listed())
    for other in others:
        if other.exists():
            named |= {UUID(line) for line in other.read_text(encoding="ascii").split()}
    _write(named)

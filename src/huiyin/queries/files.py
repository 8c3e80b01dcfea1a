"""Files of a matter: what there is, and the bytes of one through the gate."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from huiyin.flow.actor import Actor
from huiyin.ledger import files
from huiyin.queries.gate import NotReadable, Request, not_found, record_reading
from huiyin.store.access import visible
from huiyin.store.working import SealedFile


@dataclass(frozen=True, slots=True)
class FileRow:
    """A file of a matter, without its name, which is sealed."""

    id: UUID
    size: int
    media: str
    added_at: datetime


def files_of(matter: UUID, *, actor: Actor) -> tuple[FileRow, ...]:
    """Return the files of a matter the actor may know of. Two queries."""
    if not visible(actor).filter(id=matter).exists():
        return ()
    rows = SealedFile.objects.filter(matter=matter).order_by("added_at", "id")
    return tuple(FileRow(row.id, row.size, row.media, row.added_at) for row in rows)


def open_file(file: UUID, *, reason: str, actor: Actor) -> tuple[str, bytes]:
    """Return a file's media type and bytes, having written the reading down. Raises NotReadable."""
    row = SealedFile.objects.filter(id=file).first()
    if row is None or not visible(actor).filter(id=row.matter).exists():
        raise NotReadable(not_found())
    record_reading(Request(row.matter, frozenset({"files"}), reason, way="file"), actor=actor)
    return row.media, files.get(row.matter, row.id, row.stored)

"""Photos and recordings of a matter looked at on one page: one reading opens them for a quarter of an hour.

The pictures of a page are asked for one by one; each answer is given only while the reading that opened them is fresh,
so no picture is ever shown that no line in the list of readings stands for.
"""

from datetime import timedelta
from uuid import UUID

from huiyin.flow.actor import Actor
from huiyin.kit.thumbnails import thumbnail
from huiyin.ledger import files
from huiyin.ledger.keys import Erased
from huiyin.queries.gate import ERASED, NotReadable, Request, not_found, record_reading
from huiyin.store.access import visible
from huiyin.store.readings import Reading
from huiyin.store.working import SealedFile

FRESH = timedelta(minutes=15)
_WAY = "file"
SHOWN = ("image/", "audio/")


def open_files(matter: UUID, *, reason: str, actor: Actor) -> None:
    """Write down that the files of a matter are looked at. Raises NotReadable."""
    record_reading(Request(matter, frozenset({"files"}), reason, way=_WAY), actor=actor)


def seen_file(file: UUID, *, actor: Actor) -> tuple[str, bytes]:
    """Return a photo made small, or a recording, while a reading of its matter is fresh. Raises NotReadable."""
    row = SealedFile.objects.filter(id=file).first()
    if row is None or not row.media.startswith(SHOWN) or not visible(actor).filter(id=row.matter).exists():
        raise NotReadable(not_found())
    fresh = Reading.objects.filter(
        matter=row.matter, person=actor.person, way=_WAY, fields="files", at__gt=actor.at - FRESH
    )
    if not fresh.exists():
        raise NotReadable(not_found())
    try:
        content = files.get(row.matter, row.id, row.stored)
    except Erased:
        raise NotReadable(ERASED) from None
    return ("image/jpeg", thumbnail(content)) if row.media.startswith("image/") else (row.media, content)

"""Attaching files to a matter: looked over by content, sealed, synced, then named in an event."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from huiyin.acts.matters import take_step
from huiyin.acts.writing import Moment, writing
from huiyin.flow.actor import Actor
from huiyin.flow.answers import FieldFaults
from huiyin.kit.ids import new_id
from huiyin.kit.text import Text
from huiyin.ledger import files
from huiyin.store.working import SealedFile

LARGEST_BYTES = 10 * 1024 * 1024
MOST_FILES = 6
# What a file must begin with to be what it says it is; the name's ending is not believed.
KNOWN: tuple[tuple[bytes, str], ...] = (
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"%PDF-", "application/pdf"),
    (b"PK\x03\x04", "application/zip"),
)
OFFICE_ENDINGS = {
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


@dataclass(frozen=True, slots=True)
class Upload:
    """A file as it came in."""

    name: str
    content: bytes


def attach(matter_id: UUID, uploads: Sequence[Upload], *, actor: Actor, moment: Moment) -> int:
    """Attach files to a matter in one step; returns its new version.

    Raises FieldFaults naming the first file that cannot be taken, and what take_step raises.
    """
    kinds = [_looked_over(upload) for upload in uploads]
    if not 0 < len(uploads) <= MOST_FILES:
        raise FieldFaults({"files": Text(f"一次加 1 到 {MOST_FILES} 个文件", f"One to {MOST_FILES} files at a time")})
    with writing() as session:
        ids = []
        for upload, media in zip(uploads, kinds, strict=True):
            file = new_id(moment.recorded_at)
            stored = files.put(matter_id, file, upload.content, key=session.pen.key(matter_id))
            session.pen.also(
                SealedFile(
                    id=file,
                    county=session.pen.county,
                    matter=matter_id,
                    stored=stored,
                    size=len(upload.content),
                    media=media,
                    added_at=moment.recorded_at,
                )
            )
            ids.append(str(file))
        names = [upload.name[-80:] for upload in uploads]
        return take_step(matter_id, "attach", {"files": ids, "file_names": names}, actor=actor, moment=moment)


def _looked_over(upload: Upload) -> str:
    if len(upload.content) > LARGEST_BYTES:
        raise _fault(f"“{upload.name}”超过 10 MB，请压缩或分开传", f"“{upload.name}” is over 10 MB")
    media = next((media for start, media in KNOWN if upload.content.startswith(start)), "")
    if media == "application/zip":
        media = next((kind for end, kind in OFFICE_ENDINGS.items() if upload.name.lower().endswith(end)), "")
    if not media:
        raise _fault(
            f"“{upload.name}”不是照片、PDF、Word 或 Excel 文件，收不了",
            f"“{upload.name}” is not a photo, PDF, Word or Excel file",
        )
    return media


def _fault(zh: str, en: str) -> FieldFaults:
    return FieldFaults({"files": Text(zh, en)})

"""Attaching files to a matter: looked over by content, cleaned, sealed, synced, then named in an event."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Count, Sum

from huiyin.acts.matters import take_step
from huiyin.acts.scanning import scan
from huiyin.acts.writing import Moment, Session, writing
from huiyin.flow.actor import Actor
from huiyin.flow.answers import FieldFaults
from huiyin.kit.ids import new_id
from huiyin.kit.text import Text
from huiyin.kit.uploads import CleanFile, UploadRefused, looked_over
from huiyin.kit.uploads.names import clean_name
from huiyin.lang.mask import mask
from huiyin.ledger import files
from huiyin.store.working import Draft, SealedFile

MOST_FILES = 6
# What one matter may hold, files and bytes. The person who filed stops well before the office must, so that nobody fills
# a matter up and keeps the evidence of its handling out.
MOST_OF_FILER, BYTES_OF_FILER = 60, 300 * 1024 * 1024
MOST_OF_ALL, BYTES_OF_ALL = 200, 1024 * 1024 * 1024
# How the row of a photo beside a half-typed form begins; the stored name follows.
PIECE = "piece:"


@dataclass(frozen=True, slots=True)
class Upload:
    """A file as it came in."""

    name: str
    content: bytes


def attach(
    matter_id: UUID, uploads: Sequence[Upload], *, actor: Actor, moment: Moment, expected_version: int | None = None
) -> int:
    """Attach files to a matter in one step; returns its new version.

    With the version the form was made on, a second press is a Conflict instead of a second copy.
    Raises FieldFaults naming the first file that cannot be taken, and what take_step raises.
    """
    clean = all_checked(uploads)
    return attach_checked(matter_id, clean, actor=actor, moment=moment, expected_version=expected_version)


def all_checked(uploads: Sequence[Upload]) -> list[CleanFile]:
    """Return the files of one step as they may be kept; raises FieldFaults naming the first that cannot be taken."""
    if not 0 < len(uploads) <= MOST_FILES:
        raise FieldFaults({"files": Text(f"一次加 1 到 {MOST_FILES} 个文件", f"One to {MOST_FILES} files at a time")})
    return [checked(upload) for upload in uploads]


def attach_checked(
    matter_id: UUID, clean: Sequence[CleanFile], *, actor: Actor, moment: Moment, expected_version: int | None = None
) -> int:
    """Attach files that were looked over before, in one step; raises what take_step raises."""
    taking = Taking(matter_id, "attach", {}, {}, expected_version)
    return _take(taking, {"files": clean}, actor=actor, moment=moment)


@dataclass(frozen=True, slots=True)
class Taking:
    """A step to be taken with files: its answers, and the uploads of each field that holds files."""

    matter: UUID
    step: str
    values: Mapping[str, Any]
    uploads: Mapping[str, Sequence[Upload]]
    expected_version: int | None = None


def take_with_files(taking: Taking, *, actor: Actor, moment: Moment) -> int:
    """Take a step whose answers hold files, all or nothing; returns the matter's new version.

    Raises FieldFaults naming the first file that cannot be taken, and what take_step raises.
    """
    clean = {name: _cleaned(name, uploads) for name, uploads in taking.uploads.items() if uploads}
    return _take(taking, clean, actor=actor, moment=moment)


def _take(taking: Taking, clean: Mapping[str, Sequence[CleanFile]], *, actor: Actor, moment: Moment) -> int:
    with writing() as session:
        _require_room(taking.matter, [one for some in clean.values() for one in some], actor)
        kept = {name: [_kept(session, taking.matter, one, moment) for one in some] for name, some in clean.items()}
        names = [one.name for some in clean.values() for one in some]
        values = {**taking.values, **kept, **({"file_names": names} if names else {})}
        return take_step(
            taking.matter,
            taking.step,
            values,
            actor=actor,
            moment=moment,
            expected_version=taking.expected_version,
        )


def _require_room(matter: UUID, clean: Sequence[CleanFile], actor: Actor) -> None:
    """Raise FieldFaults when a matter would hold too much. One query."""
    held = SealedFile.objects.filter(matter=matter).aggregate(n=Count("id"), size=Sum("size"))
    most, most_bytes = (MOST_OF_FILER, BYTES_OF_FILER) if actor.matter else (MOST_OF_ALL, BYTES_OF_ALL)
    size = (held["size"] or 0) + sum(len(one.content) for one in clean)
    if clean and (held["n"] + len(clean) > most or size > most_bytes):
        room = Text(
            f"这件事的附件已经存满（最多 {most} 个、{most_bytes >> 20} MB），再有材料请到窗口交",
            f"This matter holds as much as it may ({most} files, {most_bytes >> 20} MB); please bring more to the counter",
        )
        raise FieldFaults({"files": room})


def _cleaned(field: str, uploads: Sequence[Upload]) -> list[CleanFile]:
    if len(uploads) > MOST_FILES:
        raise FieldFaults({field: Text(f"一次最多 {MOST_FILES} 个文件", f"At most {MOST_FILES} files at a time")})
    try:
        return [checked(upload) for upload in uploads]
    except FieldFaults as refusal:
        raise FieldFaults({field: next(iter(refusal.faults.values()))}) from None


def _kept(session: Session, matter: UUID, one: CleanFile, moment: Moment) -> str:
    file = new_id(moment.recorded_at)
    stored = files.put(matter, file, one.content, key=session.pen.key(matter))
    session.pen.also(
        SealedFile,
        {
            "id": file,
            "county": session.pen.county,
            "matter": matter,
            "stored": stored,
            "size": len(one.content),
            "media": one.media,
            "added_at": moment.recorded_at,
        },
    )
    return str(file)


# A file stands on disk before its row is committed: what is this old and has no row never will have one.
ORPHANED_SECONDS = 24 * 3600.0


def sweep_files(*, now: float) -> int:
    """Remove stored files that no row names, left by an act that never committed; `now` in seconds. Returns how many."""
    kept = frozenset(SealedFile.objects.values_list("stored", flat=True))
    # Photos beside a half-typed form are named by its rows, which go with them after a day.
    half = Draft.objects.filter(form__startswith=PIECE).values_list("form", flat=True)
    kept |= {form.removeprefix(PIECE) for form in half}
    return files.sweep(kept, older_than_seconds=ORPHANED_SECONDS, now=now)


def checked(upload: Upload) -> CleanFile:
    """Return the file as it may be kept, its name masked like any public word; raises FieldFaults naming it.

    Photos come back re-encoded, without place, camera or other hidden data. Asks no table; where the office has a virus
    scanner, it waits for its answer.
    """
    try:
        clean = looked_over(upload.name, upload.content)
        scan(upload.content)
    except UploadRefused as refusal:
        name, why = mask(clean_name(upload.name, "")).text, refusal.reason
        raise FieldFaults({"files": Text(f"“{name}”：{why.zh}", f"“{name}”: {why.en}")}) from None
    return CleanFile(mask(clean.name).text, clean.media, clean.content)

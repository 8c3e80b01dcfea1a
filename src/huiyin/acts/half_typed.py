"""A resident's half-typed form and its files, for a day, under a token only that browser holds. Never in the ledger.

Everything is sealed under a key made from the token, so that neither the database nor its back-up can be read without
the telephone it was typed on. Nothing stays on the telephone but the token, and that as a cookie no script can read.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID, uuid5

from huiyin.acts.files import PIECE, Upload, checked
from huiyin.acts.limits import Channel, Visitor, knock
from huiyin.acts.portal import owner_of, token_key
from huiyin.acts.writing import writing
from huiyin.flow.answers import FieldFaults
from huiyin.kit.canon import canonical
from huiyin.kit.ids import new_id
from huiyin.kit.sealing import SealBroken, Suite, seal, unseal
from huiyin.kit.text import Text
from huiyin.kit.uploads import CleanFile
from huiyin.ledger import files
from huiyin.ledger.keys import suite
from huiyin.store.working import Draft

LASTS = timedelta(hours=24)
MOST_PHOTOS, MOST_VOICES = 9, 1
_TYPED = "half"
_SPACE = UUID("6f5d0c58-54b4-4f0e-9d4a-0d6f6f1d2a11")


@dataclass(frozen=True, slots=True)
class HalfTyped:
    """What was typed so far and when it was kept."""

    typed: dict[str, str]
    saved_at: datetime


@dataclass(frozen=True, slots=True)
class Piece:
    """A photo or a recording beside a half-typed form; `stored` is its name on the disk and its handle on the page."""

    stored: str
    id: UUID
    name: str
    media: str
    size: int

    @property
    def is_voice(self) -> bool:
        """Say whether it is a recording."""
        return self.media.startswith("audio/")


def keep_typed(token: str, typed: Mapping[str, str], *, visitor: Visitor, at: datetime) -> None:
    """Keep what was typed in place of what was kept before. Raises TooMany. Four queries."""
    knock(Channel.HALF, visitor=visitor, at=at)
    with writing():
        Draft.objects.update_or_create(
            owner=owner_of(token),
            form=_TYPED,
            defaults={"sealed": _sealed(token, _TYPED, dict(typed)), "suite": int(suite()), "saved_at": at},
        )


def typed_of(token: str, *, at: datetime) -> HalfTyped | None:
    """Return what was typed under a token within the last day, or None. One query."""
    row = Draft.objects.filter(owner=owner_of(token), form=_TYPED, saved_at__gt=at - LASTS).first()
    held = _opened(token, row) if row is not None else None
    return HalfTyped(held, row.saved_at) if row is not None and held is not None else None


def add_piece(token: str, upload: Upload, *, visitor: Visitor, at: datetime) -> None:
    """Keep a photo or recording beside a half-typed form. Raises FieldFaults naming what to mend, or TooMany."""
    clean = checked(upload)
    _refuse_more(pieces_of(token, at=at), clean.media)
    knock(Channel.UPLOAD, visitor=visitor, at=at)
    piece = new_id(at)
    with writing():
        stored = files.put(_bundle(token), piece, clean.content, key=token_key(token, suite()))
        told = {"id": str(piece), "name": clean.name, "media": clean.media, "size": len(clean.content)}
        form = f"{PIECE}{stored}"
        Draft.objects.create(
            owner=owner_of(token), form=form, sealed=_sealed(token, form, told), suite=int(suite()), saved_at=at
        )


def _refuse_more(held: tuple[Piece, ...], media: str) -> None:
    voices = sum(piece.is_voice for piece in held)
    if media.startswith("audio/"):
        if voices >= MOST_VOICES:
            fault = Text(
                "录音只能放一段，先去掉原来那段，再放新的",
                "Only one recording: take the first away, then add the new one",
            )
            raise FieldFaults({"voice": fault})
    elif not media.startswith("image/"):
        raise FieldFaults({"photos": Text("这里只收照片和录音，别的材料请带到窗口", "Photos and a recording only")})
    elif len(held) - voices >= MOST_PHOTOS:
        fault = Text(
            f"照片最多 {MOST_PHOTOS} 张，先去掉几张再加", f"At most {MOST_PHOTOS} photos: take some away first"
        )
        raise FieldFaults({"photos": fault})


def pieces_of(token: str, *, at: datetime) -> tuple[Piece, ...]:
    """Return the photos and the recording beside a half-typed form, in the order they came. One query."""
    rows = Draft.objects.filter(owner=owner_of(token), form__startswith=PIECE, saved_at__gt=at - LASTS).order_by("id")
    found = []
    for row in rows:
        told = _opened(token, row)
        if told is not None:
            stored = row.form.removeprefix(PIECE)
            found.append(Piece(stored, UUID(told["id"]), told["name"], told["media"], int(told["size"])))
    return tuple(found)


def opened_piece(token: str, piece: Piece) -> bytes:
    """Return the bytes of a piece."""
    row = Draft.objects.get(owner=owner_of(token), form=f"{PIECE}{piece.stored}")
    return files.get_with(_bundle(token), piece.id, piece.stored, key=token_key(token, Suite(row.suite)))


def files_of(token: str, *, at: datetime) -> list[CleanFile]:
    """Return the pieces with their bytes, to be sealed anew with the key of the matter they go to."""
    return [CleanFile(piece.name, piece.media, opened_piece(token, piece)) for piece in pieces_of(token, at=at)]


def drop_piece(token: str, stored: str) -> None:
    """Take one piece away."""
    _take_away(owner_of(token), stored)


def erase(token: str) -> None:
    """Take everything away that was typed or added under a token, at once."""
    owner = owner_of(token)
    held = list(Draft.objects.filter(owner=owner, form__startswith=PIECE).values_list("form", flat=True))
    for form in held:
        _take_away(owner, form.removeprefix(PIECE))
    with writing():
        Draft.objects.filter(owner=owner, form=_TYPED).delete()


def erase_old(*, at: datetime) -> int:
    """Take away what is older than a day; returns how many rows. Two queries when there is none."""
    old = Draft.objects.filter(saved_at__lte=at - LASTS)
    held = list(old.filter(form__startswith=PIECE).values_list("owner", "form"))
    for owner, form in held:
        _take_away(owner, form.removeprefix(PIECE))
    with writing():
        return len(held) + old.filter(form=_TYPED, owner__startswith="filing:").delete()[0]


def _take_away(owner: str, stored: str) -> None:
    # The row goes first: a file without a row is swept, a row without a file would be a fault of ours.
    with writing():
        gone, _ = Draft.objects.filter(owner=owner, form=f"{PIECE}{stored}").delete()
    if gone:
        files.remove([stored])


def _bundle(token: str) -> UUID:
    return uuid5(_SPACE, owner_of(token))


def _sealed(token: str, form: str, told: Mapping[str, object]) -> bytes:
    return seal(suite(), token_key(token, suite()), canonical(dict(told)), context=_context(token, form))


def _opened(token: str, row: Draft) -> dict[str, str] | None:
    in_suite = Suite(row.suite)
    try:
        plain = unseal(in_suite, token_key(token, in_suite), bytes(row.sealed), context=_context(token, row.form))
    except SealBroken:
        return None
    held: dict[str, str] = json.loads(plain)
    return held


def _context(token: str, form: str) -> bytes:
    return f"{owner_of(token)}|{form}".encode()

"""Files on disk, sealed with their matter's key and named by the hash of the sealed bytes."""

import hashlib
import os
from collections.abc import Iterable
from pathlib import Path
from uuid import UUID

from django.conf import settings

from huiyin.kit.sealing import seal, unseal
from huiyin.ledger.keys import stream_key, suite_of


def put(matter: UUID, file: UUID, content: bytes, *, key: bytes) -> str:
    """Seal the bytes, put them on disk and sync; returns the stored name. Done before the transaction commits."""
    sealed = seal(suite_of(key), key, content, context=_context(matter, file))
    name = hashlib.sha256(sealed).hexdigest()
    place = _place(name)
    place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    unfinished = place.with_suffix(".part")
    with unfinished.open("wb") as out:
        out.write(sealed)
        out.flush()
        os.fsync(out.fileno())
    unfinished.replace(place)
    _sync(place.parent)
    return name


def get(matter: UUID, file: UUID, name: str) -> bytes:
    """Return the bytes of a stored file; raises Erased, SealBroken, or FileNotFoundError."""
    return get_with(matter, file, name, key=stream_key(matter))


def get_with(matter: UUID, file: UUID, name: str, *, key: bytes) -> bytes:
    """Return the bytes of a file sealed under a key the caller holds; raises SealBroken or FileNotFoundError."""
    return unseal(suite_of(key), key, _place(name).read_bytes(), context=_context(matter, file))


def remove(names: Iterable[str]) -> None:
    """Remove stored files whose rows are gone, after their erasure was committed."""
    for name in names:
        _place(name).unlink(missing_ok=True)


def unnamed(kept: frozenset[str]) -> int:
    """Count the stored files no row names."""
    return sum(1 for place in Path(settings.SEALED_FILES).glob("??/*") if place.name not in kept)


def sweep(kept: frozenset[str], *, older_than_seconds: float, now: float) -> int:
    """Remove stored files no row names, left by an act that never committed; returns how many."""
    gone = 0
    for place in Path(settings.SEALED_FILES).glob("??/*"):
        if place.name not in kept and now - place.stat().st_mtime > older_than_seconds:
            place.unlink(missing_ok=True)
            gone += 1
    return gone


def _place(name: str) -> Path:
    return Path(settings.SEALED_FILES) / name[:2] / name


def _context(matter: UUID, file: UUID) -> bytes:
    return f"{matter}|file|{file}".encode()


def _sync(directory: Path) -> None:
    handle = os.open(directory, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)

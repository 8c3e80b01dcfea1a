"""Stream keys and sealed boxes: private values sealed under their stream's key, erased with it."""

import json
import re
import secrets
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple
from uuid import UUID

from django.conf import settings
from django.db.models import Exists, Max, OuterRef

from huiyin.kit.canon import canonical
from huiyin.kit.sealing import SealBroken, Suite, blind, new_key, salted_digest, seal, unseal, unwrap_key, wrap_key
from huiyin.ledger.standing import Cursor
from huiyin.store.events import Box, StreamKey
from huiyin.store.matters import MatterRow

INTERNATIONAL_KEY_BYTES = 32
_BOXED = re.compile(rb'\{"salt":"([0-9a-f]{32})","value":(.*)\}', re.DOTALL)


class Erased(Exception):
    """The stream's key was erased; its private words cannot be read any more."""


class PlainBox(NamedTuple):
    """A sealed value without Django's coat, for writing and reading a great many of them."""

    county: str
    stream: UUID
    version: int
    field: str
    suite: int
    sealed: bytes


class PlainKey(NamedTuple):
    """A stream's wrapped key without Django's coat."""

    stream: UUID
    county: str
    suite: int
    wrapped: bytes


@cache
def _site_key(path: str) -> bytes:
    return bytes.fromhex(Path(path).read_text(encoding="ascii").strip())


def site_key() -> bytes:
    """Return the site key, kept in a file outside the database and its back-ups."""
    return _site_key(str(settings.SITE_KEY_FILE))


def suite() -> Suite:
    """Return the suite for new boxes and digests."""
    return Suite(settings.SUITE)


def suite_of(key: bytes) -> Suite:
    """Return the suite a stream's key was made for: what it seals stays in that suite when the setting changes."""
    return Suite.INTERNATIONAL if len(key) == INTERNATIONAL_KEY_BYTES else Suite.NATIONAL


def blinded(purpose: str, value: str) -> str:
    """Return the keyed digest of a value for one purpose, such as a portal code."""
    return blind(site_key(), f"{purpose}\x00{value}")


def wrapped_secret(purpose: str, secret: bytes) -> bytes:
    """Return a secret of 16 or 32 bytes sealed under the site key, with the suite it was sealed in before it."""
    return bytes([suite()]) + wrap_key(suite(), site_key(), secret, context=purpose.encode())


def unwrapped_secret(purpose: str, wrapped: bytes) -> bytes:
    """Open what `wrapped_secret` made for the purpose; raises SealBroken."""
    if wrapped[:1] not in {bytes([one]) for one in Suite}:
        raise SealBroken
    return unwrap_key(Suite(wrapped[0]), site_key(), wrapped[1:], context=purpose.encode())


def make_key(stream: UUID, county: str) -> tuple[bytes, PlainKey]:
    """Return a fresh key and the row that keeps it wrapped; the caller saves the row."""
    key = new_key(suite())
    wrapped = wrap_key(suite(), site_key(), key, context=stream.bytes)
    return key, PlainKey(stream, county, int(suite()), wrapped)


def stream_key(stream: UUID) -> bytes:
    """Return a stream's key; raises Erased when there is none. One query."""
    row = StreamKey.objects.filter(stream=stream).first()
    if row is None:
        raise Erased(str(stream))
    return unwrap_key(Suite(row.suite), site_key(), bytes(row.wrapped), context=stream.bytes)


def sealed_parts(stream: UUID) -> tuple[list[PlainBox], list[PlainKey]]:
    """Return the boxes of a stream and its wrapped key, if there is one. Two queries."""
    boxes = Box.objects.filter(stream=stream).order_by("version", "field").values_list(*PlainBox._fields)
    held = StreamKey.objects.filter(stream=stream).values_list(*PlainKey._fields)
    return [PlainBox._make(row) for row in boxes], [PlainKey._make(row) for row in held]


def any_key_opens(cursor: Cursor) -> bool:
    """Say whether the site key opens what a database holds, read through its own cursor; true where nothing was sealed.

    One query.
    """
    cursor.execute("SELECT stream, suite, wrapped FROM stream_key ORDER BY stream LIMIT 1")
    row = cursor.fetchone()
    if row is None:
        return True
    stream = UUID(str(row[0]))
    try:
        unwrap_key(Suite(row[1]), site_key(), bytes(row[2]), context=stream.bytes)
    except SealBroken:
        return False
    return True


def boxed(stream: UUID, version: int, field: str, value: Any, *, key: bytes, county: str) -> tuple[PlainBox, str]:
    """Seal one value and return the box with the salted digest that goes into the event."""
    own, salt, said = suite_of(key), secrets.token_bytes(16), canonical(value)
    # Canonical as it stands: the value is, and its name comes after that of the salt.
    plain = b'{"salt":"%s","value":%s}' % (salt.hex().encode(), said)
    sealed = seal(own, key, plain, context=_context(stream, version, field))
    digest = salted_digest(own, salt, said).hex()
    return PlainBox(county, stream, version, field, int(own), sealed), digest


def unboxed(box: Box | PlainBox, *, key: bytes) -> tuple[Any, str]:
    """Open one box and return its value with the digest it must have; raises SealBroken if it was touched."""
    plain = unseal(Suite(box.suite), key, bytes(box.sealed), context=_context(box.stream, box.version, box.field))
    held = json.loads(plain)
    digest = salted_digest(Suite(box.suite), bytes.fromhex(held["salt"]), canonical(held["value"])).hex()
    return held["value"], digest


def box_digest(box: PlainBox, *, key: bytes) -> str:
    """Open one box and return the digest its event must hold, taken over the very bytes that were sealed.

    What was sealed otherwise than `boxed` does is read first. Raises SealBroken if it was touched.
    """
    own = Suite(box.suite)
    plain = unseal(own, key, bytes(box.sealed), context=_context(box.stream, box.version, box.field))
    found = _BOXED.fullmatch(plain)
    if found is None:
        return unboxed(box, key=key)[1]
    return salted_digest(own, bytes.fromhex(found[1].decode()), found[2]).hex()


def _context(stream: UUID, version: int, field: str) -> bytes:
    return f"{stream}|{version}|{field}".encode()


def newest_private(stream: UUID, fields: frozenset[str] | None = None) -> dict[str, Any]:
    """Return the newest private value of each field of a stream. Two queries; raises Erased.

    Reading a person's data goes through `queries.gate`, which writes the reading down; this is its hand.
    """
    return private_at(stream, None, fields)


def every_private(stream: UUID, fields: frozenset[str]) -> list[tuple[int, str, Any]]:
    """Return every private value that fields ever had, with the version that brought it. Two queries; raises Erased."""
    boxes = list(Box.objects.filter(stream=stream, field__in=fields).order_by("version", "field"))
    if not boxes:
        return []
    key = stream_key(stream)
    return [(box.version, box.field, unboxed(box, key=key)[0]) for box in boxes]


def holds_sealed(fields: Iterable[str]) -> Exists:
    """Return the condition that the stream of a row sealed one of the fields; looked up for each row by the index."""
    return Exists(Box.objects.filter(stream=OuterRef("id"), field__in=list(fields)))


def newest_box() -> int:
    """Return the number of the newest sealed value, 0 where there is none. One query."""
    return int(Box.objects.aggregate(newest=Max("id"))["newest"] or 0)


def streams_between(after: int, last: int, *, fields: Iterable[str]) -> set[UUID]:
    """Return the streams that sealed one of the fields under the numbers (after, last]. One query, by the key."""
    boxes = Box.objects.filter(id__gt=after, id__lte=last, field__in=list(fields))
    return set(boxes.values_list("stream", flat=True))


def newest_of(streams: Iterable[UUID], fields: frozenset[str]) -> dict[UUID, dict[str, Any]]:
    """Return the newest values of fields of several streams; those erased are left out. Two queries."""
    wanted = list(streams)
    newest: dict[UUID, dict[str, Box]] = {}
    for box in Box.objects.filter(stream__in=wanted, field__in=fields).order_by("version"):
        newest.setdefault(box.stream, {})[box.field] = box
    held = {row.stream: row for row in StreamKey.objects.filter(stream__in=list(newest))}
    found: dict[UUID, dict[str, Any]] = {}
    for stream, boxes in newest.items():
        if stream in held:
            row = held[stream]
            key = unwrap_key(Suite(row.suite), site_key(), bytes(row.wrapped), context=stream.bytes)
            found[stream] = {field: unboxed(box, key=key)[0] for field, box in boxes.items()}
    return found


def private_at(stream: UUID, version: int | None, fields: frozenset[str] | None = None) -> dict[str, Any]:
    """Return the private values as they stood at a version (None: now). Two queries; raises Erased."""
    boxes = Box.objects.filter(stream=stream).order_by("version")
    if version is not None:
        boxes = boxes.filter(version__lte=version)
    if fields is not None:
        boxes = boxes.filter(field__in=fields)
    newest = {box.field: box for box in boxes}
    if not newest:
        if MatterRow.objects.filter(id=stream, erased=True).exists():
            raise Erased(str(stream))
        return {}
    key = stream_key(stream)
    return {field: unboxed(box, key=key)[0] for field, box in newest.items()}


__all__ = ["Erased", "PlainBox", "PlainKey", "SealBroken", "any_key_opens", "blinded", "box_digest", "boxed", "every_private",
           "holds_sealed", "make_key", "newest_box", "newest_of", "newest_private", "private_at", "sealed_parts", "site_key",
           "stream_key", "streams_between", "suite", "suite_of", "unboxed", "unwrapped_secret", "wrapped_secret"]  # fmt: skip

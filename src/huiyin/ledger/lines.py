"""One line of the ledger: how it is hashed, and back again into the event it was."""

import json
import secrets
from datetime import UTC, datetime
from functools import lru_cache
from typing import NamedTuple
from uuid import UUID

from huiyin.flow.matter import Body, Event
from huiyin.kit.canon import canonical, canonical_as_is
from huiyin.kit.sealing import Suite, digest, salted_digest
from huiyin.ledger.upcast import upcast
from huiyin.store.events import Event as Line

GENESIS = bytes(32)


class PlainLine(NamedTuple):
    """A line without Django's coat, for reading a great many of them."""

    county: str
    stream: UUID
    version: int
    sort: str
    type: str
    type_version: int
    at: datetime
    recorded_at: datetime
    body: str
    words: str | None
    suite: int
    prev: bytes
    hash: bytes
    position: int | None


@lru_cache(maxsize=1024)
def stamp(moment: datetime) -> str:
    """Return a moment as it is hashed: UTC, microseconds, Z."""
    return moment.astimezone(UTC).replace(tzinfo=None).isoformat(timespec="microseconds") + "Z"


def line_hash(line: PlainLine) -> bytes:
    """Return the hash of a line over everything in it and the hash before it.

    Raises ValueError for a line that the pen cannot have written: text that is not composed, such as a body edited by hand.
    """
    head = [
        line.county,
        str(line.stream),
        line.version,
        line.sort,
        line.type,
        line.type_version,
        stamp(line.at),
        stamp(line.recorded_at),
        bytes(line.prev).hex(),
        line.body,
    ]
    return digest(Suite(line.suite), canonical_as_is(head))


def to_line(
    event: Event, *, county: str, stream: UUID, version: int, sort: str, prev: bytes, suite: Suite
) -> PlainLine:
    """Return the line for an event, hashed onto the one before it."""
    body, words = _parted(event.body, suite)
    line = PlainLine(
        county=county,
        stream=stream,
        version=version,
        sort=sort,
        type=event.type,
        type_version=event.type_version,
        at=event.at,
        recorded_at=event.recorded_at,
        body=canonical(body).decode(),
        words=words,
        suite=int(suite),
        prev=prev,
        hash=GENESIS,
        position=None,
    )
    return line._replace(hash=line_hash(line))


def to_event(line: Line | PlainLine) -> Event:
    """Return the event of a line, old bodies read through upcasters. Hashed bytes never change.

    What somebody wrote is put back among the values; after an erasure it is no longer there.
    """
    body = json.loads(line.body)
    if line.words is not None:
        body["values"] = {**body["values"], **json.loads(line.words)["values"]}
    return Event(
        line.type,
        line.at,
        line.recorded_at,
        upcast(line.type, line.type_version, body),
        line.version,
        line.type_version,
    )


def words_digest(words: str, suite: Suite) -> str:
    """Return the digest that the line's body must hold for these words; raises ValueError if they are not as written."""
    held = json.loads(words)
    salt, written = held["salt"], canonical(held["values"])
    if words != f'{{"salt":"{salt}","values":{written.decode()}}}':
        raise ValueError("not the one way in which words are written")
    return salted_digest(suite, bytes.fromhex(salt), written).hex()


def _parted(body: Body, suite: Suite) -> tuple[Body, str | None]:
    # Words that somebody wrote stay beside the hashed body, which keeps only their salted digest: so they can be
    # erased one day, and the chain still proves itself.
    names = body.get("said", ())
    if not names:
        return body, None
    said = {name: body["values"][name] for name in names}
    salt, written = secrets.token_bytes(16), canonical(said)
    # Canonical as it stands: what was said is, and its name comes after that of the salt.
    words = f'{{"salt":"{salt.hex()}","values":{written.decode()}}}'
    told = salted_digest(suite, salt, written).hex()
    rest = {name: value for name, value in body["values"].items() if name not in said}
    return {**body, "values": rest, "said": told}, words

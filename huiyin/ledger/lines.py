"""One line of the ledger: how it is hashed, and back again into the event it was."""

import json
from datetime import UTC, datetime
from uuid import UUID

from huiyin.flow.matter import Event
from huiyin.kit.canon import canonical
from huiyin.kit.sealing import Suite, digest
from huiyin.ledger.upcast import upcast
from huiyin.store.events import Event as Line

GENESIS = bytes(32)


def stamp(moment: datetime) -> str:
    """Return a moment as it is hashed: UTC, microseconds, Z."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def line_hash(line: Line) -> bytes:
    """Return the hash of a line over everything in it and the hash before it."""
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
    return digest(Suite(line.suite), canonical(head))


def to_line(event: Event, *, county: str, stream: UUID, version: int, sort: str, prev: bytes, suite: Suite) -> Line:
    """Return the line for an event, hashed onto the one before it."""
    line = Line(
        county=county,
        stream=stream,
        version=version,
        sort=sort,
        type=event.type,
        type_version=event.type_version,
        at=event.at,
        recorded_at=event.recorded_at,
        body=canonical(event.body).decode(),
        suite=int(suite),
        prev=prev,
    )
    line.hash = line_hash(line)
    return line


def to_event(line: Line) -> Event:
    """Return the event of a line, old bodies read through upcasters. Hashed bytes never change."""
    body = upcast(line.type, line.type_version, json.loads(line.body))
    return Event(line.type, line.at, line.recorded_at, body, line.version, line.type_version)

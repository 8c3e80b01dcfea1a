"""A register entry as its events make it."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from huiyin.flow.matter import Event


@dataclass(slots=True)
class EntryState:
    """The folded state of a register entry. `valid_to` is the first day it no longer holds."""

    register: str
    key: str = ""
    county: str = ""
    version: int = 0
    valid_from: date | None = None
    valid_to: date | None = None
    values: dict[str, Any] = field(default_factory=dict)


def apply_entry(entry: EntryState, event: Event) -> EntryState:
    """Apply one event to the entry in place and return it."""
    body = event.body
    entry.version += 1
    entry.key = body.get("key", entry.key)
    entry.values.update(body.get("values", {}))
    if "valid_from" in body:
        entry.valid_from = date.fromisoformat(body["valid_from"])
    if "valid_to" in body:
        entry.valid_to = date.fromisoformat(body["valid_to"]) if body["valid_to"] else None
    return entry

"""The register of personal data made from the declarations: what is collected, why, on what ground, who reads it, how long."""

from collections.abc import Iterator
from dataclasses import dataclass

from huiyin.flow.kind import Field, Kind, Purpose
from huiyin.flow.words import ROLE_NAMES, Role
from huiyin.kinds import ALL
from huiyin.kinds.purposes import PURPOSES
from huiyin.kinds.retention import RetentionClass
from huiyin.kit.text import Text
from huiyin.queries.retention import kept_for, retention_classes
from huiyin.store.access import RECEIVING, WORKING


@dataclass(frozen=True, slots=True)
class DataLine:
    """One private field of a kind."""

    field: Field
    why: Text
    basis: str
    readers: tuple[Text, ...]
    asked_in: Text
    required: bool


@dataclass(frozen=True, slots=True)
class DataSheet:
    """The private fields of a kind, and how long its file is kept."""

    kind: Kind
    kept: RetentionClass
    lines: tuple[DataLine, ...]


def data_sheets() -> tuple[DataSheet, ...]:
    """Return every kind with its private fields. One query."""
    classes = retention_classes()
    return tuple(DataSheet(kind, kept_for(kind.id, classes), data_lines(kind)) for kind in ALL.values())


def data_lines(kind: Kind) -> tuple[DataLine, ...]:
    """Return the private fields of a kind."""
    return tuple(_lines(kind))


def _lines(kind: Kind) -> Iterator[DataLine]:
    seen: set[str] = set()
    for step in kind.steps:
        for field in step.fields:
            if field.private and field.id not in seen:
                seen.add(field.id)
                purpose = PURPOSES[field.id]
                yield DataLine(field, purpose.why, purpose.basis, _readers(kind, purpose), step.name, field.required)


def _readers(kind: Kind, purpose: Purpose) -> tuple[Text, ...]:
    # A confined kind is read by its own roles alone, whatever a field would allow elsewhere.
    roles = frozenset(kind.confined) or purpose.readers or (WORKING | RECEIVING)
    return tuple(ROLE_NAMES[role] for role in Role if role in roles)


def readers_of(field: str) -> frozenset[Role]:
    """Return the roles a field is kept to; empty where whoever works on the matter may read it."""
    purpose = PURPOSES.get(field)
    return purpose.readers if purpose is not None else frozenset()

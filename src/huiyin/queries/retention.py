"""What is kept how long, what is listed to be erased, and the proof that an erased matter is gone."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.conf import settings

from huiyin.flow.actor import Actor
from huiyin.flow.words import Role
from huiyin.kinds import ALL
from huiyin.kinds.registers.protection import ERASURE_LIST
from huiyin.kinds.retention import REGISTER, RetentionClass, class_of, with_county
from huiyin.kit.text import Text
from huiyin.ledger.erasure import Left, left_of, listed
from huiyin.queries.words import Wanted, names
from huiyin.store.entries import Entry
from huiyin.store.matters import MatterRow

# Who may look at lists of numbers to be erased; none of them sees what is in a matter.
MAY_LOOK = frozenset({Role.ADMIN, Role.SECURITY, Role.AUDIT})


@dataclass(frozen=True, slots=True)
class Listed:
    """A matter on a list: its number, kind, unit and the day it was archived; nothing of what it is about."""

    number: str
    kind: Text
    unit: str
    archived_at: datetime
    erased: bool


@dataclass(frozen=True, slots=True)
class ErasureList:
    """A list of matters to be erased, with who checked and signed it."""

    key: str
    name: str
    stage: str
    stage_name: Text
    count: int
    erased: int
    kept: tuple[str, ...]
    kept_reason: str
    prepared_by: str
    signed_by: str
    rows: tuple[Listed, ...]


@dataclass(frozen=True, slots=True)
class Proof:
    """What was looked for of an erased matter, and what was found."""

    number: str
    kind: Text
    left: Left
    on_list: bool


def retention_classes() -> dict[str, RetentionClass]:
    """Return the classes with the county's own years. One query."""
    return with_county(row.values for row in Entry.objects.filter(register=REGISTER))


def kept_for(kind_id: str, classes: dict[str, RetentionClass]) -> RetentionClass:
    """Return the class a kind is kept in."""
    return classes[class_of(kind_id)]


def may_look(actor: Actor) -> bool:
    """Say whether the actor may look at erasure lists."""
    return bool(actor.roles & MAY_LOOK)


def erasure_lists() -> tuple[ErasureList, ...]:
    """Return every list, newest first, the matters of those still open with them. Four queries."""
    rows = list(Entry.objects.filter(register=ERASURE_LIST.id).order_by("-key"))
    people = names(
        Wanted(people=[str(row.values.get(name, "")) for row in rows for name in ("prepared_by", "signed_by")])
    )
    numbers = [number for row in rows for number in row.values.get("numbers", ())]
    matters = {row.number: row for row in MatterRow.objects.filter(county=settings.COUNTY, number__in=numbers)}
    units = names(Wanted(units={row.lead_unit for row in matters.values()}))
    stages = {one.id: one.name for one in ERASURE_LIST.field("stage").choices}

    def listed_row(number: str) -> Listed:
        row = matters[number]
        return Listed(number, ALL[row.kind].name, units.unit(row.lead_unit), row.changed_at, row.erased)

    def one(row: Entry) -> ErasureList:
        values: dict[str, Any] = row.values
        held = values.get("numbers") or []
        return ErasureList(
            key=row.key,
            name=str(values["name"]),
            stage=str(values["stage"]),
            stage_name=stages[str(values["stage"])],
            count=len(held),
            erased=int(values.get("erased") or 0),
            kept=tuple(values.get("kept") or ()),
            kept_reason=str(values.get("kept_reason") or ""),
            prepared_by=people.person(str(values.get("prepared_by") or "")),
            signed_by=people.person(str(values.get("signed_by") or "")),
            rows=tuple(listed_row(number) for number in held if number in matters),
        )

    return tuple(one(row) for row in rows)


def erasure_proof(number: str) -> Proof | None:
    """Look for everything that could be left of an erased matter. Nine queries.

    None for a number that was never given and for a matter that was not erased: the same answer for both.
    """
    row = MatterRow.objects.filter(county=settings.COUNTY, number=number.upper()[:32], erased=True).first()
    if row is None:
        return None
    stream: UUID = row.id
    return Proof(row.number, ALL[row.kind].name, left_of(stream), stream in listed())

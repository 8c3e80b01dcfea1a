"""Fact rows of clocks and of matters, taken at the events that move them: whole numbers, no personal data."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any, NamedTuple

from huiyin.flow.matter import Clockface, Event, Matter
from huiyin.kit.days import SHANGHAI
from huiyin.kit.ids import written_id

FactKey = tuple[str, int]
# The columns of a fact by name.
Fact = dict[str, Any]


class Taken(NamedTuple):
    """A clock as an event left it, with what its matter says of it. Rows are made of the last of them only."""

    shared: Fact
    due_on: date | None
    stopped_at: datetime | None
    on_time: bool | None
    days_used: int | None
    extended: int


Facts = dict[FactKey, Taken]


def keep_facts(facts: Facts, matter: Matter, event: Event) -> None:
    """Bring the facts of a matter up to an event that was just applied.

    History leaves the figures, with all it had. A confined matter has none: whoever compared a figure with the list
    behind it would learn that it exists.
    """
    if matter.history or matter.confined:
        facts.clear()
    else:
        facts.update(_moved(matter, event))


def _moved(matter: Matter, event: Event) -> Facts:
    # A clock that still runs goes to whoever leads now and to the category as it is now; one that has stopped stays
    # with whoever led when it stopped.
    moved = {change["id"] for change in event.body.get("clocks", ())}
    if "lead_unit" in event.body or "category" in event.body.get("values", {}):
        moved |= {face.id for face in matter.clocks.values() if face.running}
    faces = [matter.clocks[name] for name in moved if name in matter.clocks]
    if not faces:
        return {}
    shared = _shared(matter)
    return {(face.id, face.round): _taken(shared, face) for face in faces if face.due_on or face.suspended}


def _taken(shared: Fact, face: Clockface) -> Taken:
    return Taken(shared, face.due_on, face.stopped_at, face.on_time, face.days_used, face.extended)


def _shared(matter: Matter) -> Fact:
    return {
        "county": matter.county,
        "matter": written_id(matter.id),
        "event_version": matter.version,
        "kind": matter.kind,
        "edition": matter.edition,
        "unit": matter.lead_unit,
        "town": matter.division[:9] + "000" if matter.division else "",
        "category": matter.values.get("category", ""),
    }


def fact_rows(facts: Mapping[FactKey, Taken]) -> list[Fact]:
    """Return the rows of facts, in order of clock and round."""
    return [_row(key, facts[key]) for key in sorted(facts)]


def _row(key: FactKey, taken: Taken) -> Fact:
    # While suspended without end a clock has no due day, which is 0.
    due_day = _number(taken.due_on)
    return {
        **taken.shared,
        "clock": key[0],
        "round": key[1],
        "due_day": due_day,
        "stopped_day": _number(taken.stopped_at.astimezone(SHANGHAI).date()) if taken.stopped_at else 0,
        "yyyymm": due_day // 100,
        "on_time": 1 if taken.on_time else 0,
        "days_used": taken.days_used or 0,
        "extended": taken.extended,
    }


def _number(day: date | None) -> int:
    return day.year * 10000 + day.month * 100 + day.day if day is not None else 0

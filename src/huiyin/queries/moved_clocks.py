"""What a changed calendar moved, and which open clocks rest on days that are only computed yet."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Exists, OuterRef

from huiyin.flow.actor import Actor
from huiyin.flow.matter import Event
from huiyin.kinds import ALL
from huiyin.kinds.clocks import CLOCKS
from huiyin.kit.text import Text
from huiyin.ledger.history import newest_of
from huiyin.store.access import among, visible
from huiyin.store.matters import ClockRow, MatterRow

MOST_LISTED = 200


@dataclass(frozen=True, slots=True)
class MovedClock:
    """A clock that a new calendar moved: from which day to which, and when that was written down."""

    number: str
    title: str
    clock: Text
    before: date | None
    after: date | None
    at: datetime


@dataclass(frozen=True, slots=True)
class ProvisionalClock:
    """An open clock whose due day rests on computed days; it is counted afresh when the notice is out."""

    number: str
    title: str
    clock: Text
    due: date | None


def moved_clocks(actor: Actor) -> tuple[MovedClock, ...]:
    """Return the newest moves on matters the actor may know of, newest first. Two queries."""
    events = newest_of([f"{kind}.clocks_moved" for kind in ALL], most=MOST_LISTED)
    rows = {row.id: row for row in among(actor, (stream for stream, _ in events))}
    return tuple(
        _moved(rows[stream].number, rows[stream].title, event, one)
        for stream, event in events
        if stream in rows
        for one in event.body.get("clocks", ())
    )


def _moved(number: str, title: str, event: Event, change: Mapping[str, Any]) -> MovedClock:
    was = event.body.get("was", {}).get(change["id"])
    return MovedClock(
        number, title, _named(str(change["id"])), _day(was), _day(change.get("due_on")), event.recorded_at
    )


def provisional_clocks(actor: Actor) -> tuple[ProvisionalClock, ...]:
    """Return the open clocks that rest on computed days, those due first. Two queries."""
    seen = Exists(visible(actor).filter(id=OuterRef("matter"), final=False))
    clocks = list(ClockRow.objects.filter(seen, running=True, provisional=True).order_by("due_on", "id")[:MOST_LISTED])
    rows = MatterRow.objects.in_bulk([one.matter for one in clocks])
    return tuple(
        ProvisionalClock(rows[one.matter].number, rows[one.matter].title, _named(one.clock), one.due_on)
        for one in clocks
        if one.matter in rows
    )


def _named(clock: str) -> Text:
    found = CLOCKS.get(clock) or CLOCKS.get(clock.removesuffix("-L"))
    return found.name if found is not None else Text(clock, clock)


def _day(text: object) -> date | None:
    return date.fromisoformat(str(text)) if text else None

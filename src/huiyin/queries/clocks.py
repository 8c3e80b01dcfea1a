"""The catalogue of clocks with the county's own numbers, and the clocks of a matter laid out day by day."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime

from huiyin.flow.clock import Clock, StripDay, Unit, strip
from huiyin.flow.matter import Clockface, Matter
from huiyin.kinds import kind_of
from huiyin.kinds.clocks.local import REGISTER, with_local
from huiyin.kit.days import SHANGHAI, DayCalendar
from huiyin.ledger.project import is_supervised
from huiyin.queries.lights import Lamp, days_left, lamp
from huiyin.store.calendar import REGISTER as CALENDAR
from huiyin.store.calendar import calendar_with
from huiyin.store.entries import Entry


@dataclass(frozen=True, slots=True)
class MatterClock:
    """A clock on a matter with its days. `rings` marks a deadline of the office; the binding one comes first.

    `left` is in working days, negative when overdue.
    """

    clock: Clock
    face: Clockface
    days: tuple[StripDay, ...]
    rings: bool
    lamp: Lamp | None
    left: int

    @property
    def is_legal(self) -> bool:
        """Say whether the number is the law's and not the county's."""
        return not self.clock.local


def county_clocks() -> Mapping[str, Clock]:
    """Return the catalogue as the county has it. One query."""
    return with_local(Entry.objects.filter(register=REGISTER).values_list("values", flat=True))


def county_rules() -> tuple[Mapping[str, Clock], DayCalendar]:
    """Return the catalogue and the calendar as the county has them. One query."""
    rows = list(Entry.objects.filter(register__in=[REGISTER, CALENDAR]))
    catalogue = with_local(row.values for row in rows if row.register == REGISTER)
    return catalogue, calendar_with(row for row in rows if row.register == CALENDAR)


def clocks_of(
    matter: Matter, catalogue: Mapping[str, Clock], *, calendar: DayCalendar, at: datetime
) -> tuple[MatterClock, ...]:
    """Return the clocks of a matter, running ones first, then by due date. No query."""
    found = [
        _laid_out(matter, catalogue[face.id], face, calendar=calendar, at=at)
        for face in matter.clocks.values()
        if face.id in catalogue
    ]
    return tuple(sorted(found, key=_order))


def _laid_out(matter: Matter, clock: Clock, face: Clockface, *, calendar: DayCalendar, at: datetime) -> MatterClock:
    supervised = is_supervised(matter.values)
    running = face.running and face.due_at is not None
    return MatterClock(
        clock=clock,
        face=face,
        days=_days(clock, face, calendar),
        rings=face.id in kind_of(matter.kind).rings,
        lamp=lamp(face.due_at, supervised=supervised, at=at, calendar=calendar) if running else None,
        left=days_left(face.due_at, at=at, calendar=calendar) if face.due_at is not None else 0,
    )


def binding(clocks: tuple[MatterClock, ...]) -> MatterClock | None:
    """Return the running office deadline that falls first, or None."""
    return next((one for one in clocks if one.rings and one.face.running and one.face.due_at is not None), None)


def _order(one: MatterClock) -> tuple[bool, bool, str, str]:
    due = one.face.due_at.isoformat() if one.face.due_at else "9"
    return not one.face.running, not one.rings, due, one.clock.id


def _days(clock: Clock, face: Clockface, calendar: DayCalendar) -> tuple[StripDay, ...]:
    start = face.start_at.astimezone(SHANGHAI)
    first = start if clock.unit.is_exact else start.date()
    if clock.n is None and face.due_on is not None and not clock.fixed:
        return _days_until(clock, start.date(), face.due_on, calendar)
    return strip(clock, first, calendar=calendar, spans=face.spans, extended=face.extended)


def _days_until(clock: Clock, first: date, due_on: date, calendar: DayCalendar) -> tuple[StripDay, ...]:
    # The day was set by a person: the strip runs to that very day, whatever day of the week it is.
    counted = replace(clock, unit=Unit.CAL, n=(due_on - first).days, word=None)
    days = [day for day in strip(counted, first, calendar=calendar) if day.date <= due_on]
    return (*days[:-1], replace(days[-1], mark="due")) if days else ()

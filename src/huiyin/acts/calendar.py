"""A changed calendar: open clocks are counted afresh, and what moved is written down and listed."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from huiyin.acts.progress import move
from huiyin.acts.world import clocks
from huiyin.acts.writing import Moment, Session, writing
from huiyin.flow.matter import Clockface, Event, Matter
from huiyin.flow.scene import World
from huiyin.flow.ticking import moved
from huiyin.kit.days import SHIPPED
from huiyin.ledger.pen import Conflict
from huiyin.store.calendar import county_calendar
from huiyin.store.matters import ClockRow
from huiyin.store.working import Progress

COUNTED_BY = "calendar"


@dataclass(frozen=True, slots=True)
class Moved:
    """A clock whose due day the new calendar moved."""

    matter: UUID
    clock: str
    before: date | None
    after: date | None


def recount(matters: list[UUID], *, moment: Moment) -> list[Moved]:
    """Count the running clocks of some matters afresh; returns what moved. Safe to run twice."""
    found: list[Moved] = []
    with writing() as session:
        world = World(calendar=county_calendar(), clocks=clocks(session))
        for matter_id in matters:
            found += _recount_one(session, session.pen.matter(matter_id), world, moment)
    return found


def _recount_one(session: Session, matter: Matter, world: World, moment: Moment) -> list[Moved]:
    before = {face.id: face.due_on for face in matter.clocks.values()}
    changes = [change for face in _running(matter) if (change := moved(world.clocks[face.id], face, world=world))]
    if not changes:
        return []
    was = {change["id"]: day.isoformat() for change in changes if (day := before[change["id"]]) is not None}
    body = {"by": {"clockwork": True}, "calendar": world.calendar.version, "clocks": changes, "was": was}
    session.pen.write(UUID(matter.id), Event(f"{matter.kind}.clocks_moved", moment.at, moment.recorded_at, body))
    return [
        Moved(UUID(matter.id), change["id"], before[change["id"]], matter.clocks[change["id"]].due_on)
        for change in changes
    ]


def _running(matter: Matter) -> list[Clockface]:
    return [face for face in matter.clocks.values() if face.running]


def recount_all(*, moment: Moment, batch: int = 200) -> list[Moved]:
    """Count every running clock of the county afresh, a batch a transaction; returns what moved."""
    found: list[Moved] = []
    last: UUID | None = None
    while True:
        rows = ClockRow.objects.filter(running=True)
        if last is not None:
            rows = rows.filter(matter__gt=last)
        matters = list(rows.order_by("matter").values_list("matter", flat=True).distinct()[:batch])
        if not matters:
            return found
        found += _patiently(matters, moment)
        last = matters[-1]


def recount_if_changed(*, moment: Moment) -> list[Moved]:
    """Count the running clocks afresh where a notice came in since the last time; two queries where none did."""
    version = county_calendar().version
    known = Progress.objects.filter(name=COUNTED_BY).first()
    if known is not None and known.words == version:
        return []
    # Clocks begun before the first notice were counted by the calendar we ship, which is what is in force then.
    found = recount_all(moment=moment) if known is not None or version != SHIPPED.version else []
    move(COUNTED_BY, done=1, total=1, words=version, at=moment.recorded_at)
    return found


def _patiently(matters: list[UUID], moment: Moment) -> list[Moved]:
    # A clerk who writes at the same moment wins; the matters are then counted one by one.
    try:
        return recount(matters, moment=moment)
    except Conflict:
        return [one for matter in matters for one in recount([matter], moment=moment)]

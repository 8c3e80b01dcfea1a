"""包案和积案: matters a leader sees through, promises, and the backlog; by leader's post, ground, unit and place, never by person."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from huiyin.flow.actor import Actor
from huiyin.flow.words import Role
from huiyin.kinds import ALL
from huiyin.kinds.charging import LIST_BACKLOG
from huiyin.kinds.clocks import CLOCKS
from huiyin.kit.codes import is_valid, scope
from huiyin.kit.days import SHANGHAI
from huiyin.kit.text import Text
from huiyin.queries.words import Names, names
from huiyin.queries.words import Wanted as Keys
from huiyin.queries.workbench import capped
from huiyin.store.access import visible
from huiyin.store.matters import ClockRow, MatterRow

PAGE_LINES = 50
MOST_EXPORTED = 5000
GROUNDS = {choice.id: choice.name for field in LIST_BACKLOG.fields for choice in field.choices}
# The office's own deadlines whose number is the law's and not the county's.
LEGAL = tuple(sorted({name for kind in ALL.values() for name in kind.rings if not CLOCKS[name].local}))


@dataclass(frozen=True, slots=True)
class Asked:
    """What the list is narrowed to. `which` is all, mine, charged, backlog, over or nobody."""

    which: str = "all"
    ground: str = ""
    leader: str = ""
    unit: str = ""
    place: str = ""


@dataclass(frozen=True, slots=True)
class ChargeLine:
    """A matter of the list. `late` says that the target day has passed; `over` are the days over the legal time."""

    number: str
    title: str
    kind: Text
    state: Text
    leader: str
    target_on: date | None
    late: bool
    ground: Text | None
    over: int
    lead: str
    place: str
    stage: str


@dataclass(frozen=True, slots=True)
class ChargePage:
    """A page of the list; counts stop at 1001."""

    lines: tuple[ChargeLine, ...]
    total: int
    without_leader: int


def charge_page(asked: Asked, *, actor: Actor, start: int = 0) -> ChargePage:
    """Return the list from a line on, the nearest target day first. Eight queries, flat in rows."""
    rows = _rows(asked, actor)
    return ChargePage(
        lines=_lines(_ordered(rows)[start : start + PAGE_LINES], actor),
        total=capped(rows),
        without_leader=capped(rows.filter(charge_post="")),
    )


def all_charges(asked: Asked, *, actor: Actor) -> tuple[ChargeLine, ...]:
    """Return the whole list for a sheet, up to five thousand lines."""
    return _lines(_ordered(_rows(asked, actor))[:MOST_EXPORTED], actor)


def longest_open(count: int, *, at: datetime) -> list[UUID]:
    """Return the matters that are longest over their legal time, for whoever sets up a demonstration. One query."""
    clocks = ClockRow.objects.filter(running=True, clock__in=LEGAL, due_at__lt=at).order_by("due_at", "matter")
    return list(dict.fromkeys(clocks.values_list("matter", flat=True)[: count * 3]))[:count]


def _ordered(rows: QuerySet[MatterRow]) -> QuerySet[MatterRow]:
    return rows.order_by(F("charge_on").asc(nulls_last=True), "due_at", "id")


def _rows(asked: Asked, actor: Actor) -> QuerySet[MatterRow]:
    late = ClockRow.objects.filter(matter=OuterRef("id"), running=True, clock__in=LEGAL, due_at__lt=actor.at)
    rows = visible(actor).filter(final=False, history=False).annotate(over_legal=Exists(late))
    charged, listed, over = ~Q(charge_post=""), ~Q(backlog=""), Q(over_legal=True)
    own = sorted(post.key for post in actor.posts_with(Role.LEAD))
    which = {
        "mine": Q(charge_post__in=own),
        "charged": charged,
        "backlog": listed,
        "over": over,
        "nobody": (listed | over) & Q(charge_post=""),
    }
    rows = rows.filter(which.get(asked.which, charged | listed | over))
    if asked.ground:
        rows = rows.filter(backlog=asked.ground)
    if asked.leader:
        rows = rows.filter(charge_post=asked.leader)
    if asked.unit:
        rows = rows.filter(lead_unit=asked.unit)
    if asked.place and is_valid(asked.place):
        first, end = scope(asked.place)
        rows = rows.filter(division__gte=first, division__lt=end)
    return rows


def _lines(found: QuerySet[MatterRow], actor: Actor) -> tuple[ChargeLine, ...]:
    rows = list(found)
    called = names(
        Keys(
            units=[row.lead_unit for row in rows],
            posts=[row.charge_post for row in rows],
            divisions=[row.division for row in rows],
        )
    )
    over = _days_over([row.id for row in rows], actor.at)
    today = actor.at.astimezone(SHANGHAI).date()
    return tuple(_line(row, called, over.get(row.id, 0), today) for row in rows)


def _days_over(matters: list[UUID], at: datetime) -> dict[UUID, int]:
    clocks = ClockRow.objects.filter(matter__in=matters, running=True, clock__in=LEGAL, due_at__lt=at)
    today = at.astimezone(SHANGHAI).date()
    days: dict[UUID, int] = {}
    for matter, due_on in clocks.values_list("matter", "due_on"):
        if due_on is not None:
            days[matter] = max(days.get(matter, 0), (today - due_on).days)
    return days


def _line(row: MatterRow, called: Names, over: int, today: date) -> ChargeLine:
    kind = ALL[row.kind]
    return ChargeLine(
        number=row.number,
        title=row.title,
        kind=kind.name,
        state=kind.state(row.state).name,
        leader=called.post(row.charge_post) if row.charge_post else "",
        target_on=row.charge_on,
        late=row.charge_on is not None and row.charge_on < today,
        ground=GROUNDS.get(row.backlog),
        over=over,
        lead=called.unit(row.lead_unit),
        place=called.division(row.division),
        stage=str(row.values.get("charge_stage", "")),
    )

"""The list of matters: filters, exact counts up to a thousand, and pages by key instead of by number."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db.models import Q, QuerySet

from huiyin.flow.actor import Actor
from huiyin.kit.codes import is_valid, scope
from huiyin.kit.days import SHANGHAI
from huiyin.queries.lights import horizon
from huiyin.queries.matter_rows import MatterLine, lines
from huiyin.queries.workbench import TABS, capped, tab_rows
from huiyin.store.access import visible
from huiyin.store.calendar import county_calendar
from huiyin.store.matters import MatterRow
from huiyin.store.search import matching

PAGE_LINES = 25
MOST_EXPORTED = 5000
OPEN, CLOSED = "open", "closed"
UNSOLVED = "unsolved"
# What each side may say about whether it was solved.
SOLVED, NOT_SOLVED = "yes", ("no", "partly")


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the list is narrowed to; empty parts do not narrow it.

    `whose` is a tab of the workbench or unsigned; `state` a state, open or closed; `light` r, y, g, b or none;
    `place` a division code that stands for all below it; `said` unsolved: the office says solved, the resident or the
    call-back says not; the days are those of receipt, both included.
    """

    words: str = ""
    whose: str = ""
    kind: str = ""
    category: str = ""
    state: str = ""
    light: str = ""
    place: str = ""
    channel: str = ""
    unit: str = ""
    said: str = ""
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Cursor:
    """A place in the list: the value sorted by and the id of the line next to it."""

    value: datetime
    id: UUID
    back: bool = False

    def __str__(self) -> str:
        return f"{self.value.isoformat()}~{self.id}"


@dataclass(frozen=True, slots=True)
class Page:
    """One page of the list. `total` counts what the pages hold, `without_due` what they leave out by due date.

    Both stop at 1001; a cursor is None where there is no such page.
    """

    lines: tuple[MatterLine, ...]
    total: int
    without_due: int
    before: Cursor | None
    after: Cursor | None


def cursor(text: str, *, back: bool) -> Cursor | None:
    """Read a cursor from an address; None for anything that is not one."""
    value, _, key = text.partition("~")
    try:
        moment = datetime.fromisoformat(value)
        return Cursor(moment, UUID(key), back) if moment.tzinfo is not None else None
    except ValueError:
        return None


def matching_rows(wanted: Wanted, *, actor: Actor) -> QuerySet[MatterRow]:
    """Return the rows an actor may see that fit, not yet in any order."""
    rows = tab_rows(actor, wanted.whose) if wanted.whose in TABS else visible(actor)
    for narrow in _NARROWINGS:
        condition = narrow(wanted, actor)
        if condition is not None:
            rows = rows.filter(condition)
    return rows


def matter_list(wanted: Wanted, *, actor: Actor, by_due: bool = False, at: Cursor | None = None) -> Page:
    """Return one page, newest first or by due date; by due date only those with a running deadline. Six queries."""
    rows = matching_rows(wanted, actor=actor)
    without_due = capped(rows.filter(due_at__isnull=True)) if by_due else 0
    if by_due:
        rows = rows.filter(due_at__isnull=False)
    total = capped(rows)
    back = at is not None and at.back
    found = list(_beyond(rows, at, by_due=by_due)[: PAGE_LINES + 1])
    more = len(found) > PAGE_LINES
    found = found[:PAGE_LINES]
    if back:
        found.reverse()
    return Page(
        lines=lines(found, actor=actor),
        total=total,
        without_due=without_due,
        before=_cursor_of(found[0], by_due) if found and (more if back else at is not None) else None,
        after=_cursor_of(found[-1], by_due) if found and (True if back else more) else None,
    )


def export_lines(wanted: Wanted, *, actor: Actor) -> tuple[MatterLine, ...]:
    """Return the filtered lines for a sheet, newest first, up to five thousand. Four queries."""
    rows = matching_rows(wanted, actor=actor).order_by("-received_at", "-id")
    return lines(rows[:MOST_EXPORTED], actor=actor)


def _cursor_of(row: MatterRow, by_due: bool) -> Cursor:
    value = row.due_at if by_due else row.received_at
    assert value is not None
    return Cursor(value, row.id)


def _beyond(rows: QuerySet[MatterRow], at: Cursor | None, *, by_due: bool) -> QuerySet[MatterRow]:
    """Return the rows after (or before) a cursor, nearest first."""
    field = "due_at" if by_due else "received_at"
    upward = by_due != (at is not None and at.back)
    if at is not None:
        way = "gt" if upward else "lt"
        tied = Q(**{field: at.value, f"id__{way}": at.id})
        rows = rows.filter(Q(**{f"{field}__{way}": at.value}) | tied)
    sign = "" if upward else "-"
    return rows.order_by(f"{sign}{field}", f"{sign}id")


def _by_words(wanted: Wanted, actor: Actor) -> Q | None:
    return Q(id__in=matching(wanted.words)) if wanted.words.strip() else None


def _by_state(wanted: Wanted, actor: Actor) -> Q | None:
    if wanted.state in (OPEN, CLOSED):
        return Q(final=wanted.state == CLOSED)
    return Q(state=wanted.state) if wanted.state else None


def _by_light(wanted: Wanted, actor: Actor) -> Q | None:
    if not wanted.light:
        return None
    edge = horizon(actor.at, county_calendar())
    conditions = {
        "r": Q(due_at__lt=edge.now),
        "y": Q(due_at__gte=edge.now, due_at__lt=edge.soon_end),
        "g": Q(due_at__gte=edge.soon_end),
        "b": Q(supervised=True),
        "none": Q(due_at__isnull=True),
    }
    condition = conditions.get(wanted.light)
    return Q(final=False) & condition if condition is not None else None


def _by_place(wanted: Wanted, actor: Actor) -> Q | None:
    if not wanted.place or not is_valid(wanted.place):
        return None
    first, end = scope(wanted.place)
    return Q(division__gte=first, division__lt=end)


def _by_days(wanted: Wanted, actor: Actor) -> Q | None:
    condition = Q()
    if wanted.since is not None:
        condition &= Q(received_at__gte=_midnight(wanted.since))
    if wanted.until is not None:
        condition &= Q(received_at__lt=_midnight(wanted.until + timedelta(days=1)))
    return condition or None


def _midnight(on: date) -> datetime:
    return datetime(on.year, on.month, on.day, tzinfo=SHANGHAI)


def _by_signing(wanted: Wanted, actor: Actor) -> Q | None:
    if wanted.whose != "unsigned":
        return None
    return Q(final=False, pending_post__in=sorted(post.key for post in actor.posts))


def _by_said(wanted: Wanted, actor: Actor) -> Q | None:
    if wanted.said != UNSOLVED:
        return None
    return Q(office_says=SOLVED) & (Q(resident_says__in=NOT_SOLVED) | Q(callback_says__in=NOT_SOLVED))


def _equal(name: str, column: str) -> Callable[[Wanted, Actor], Q | None]:
    def narrow(wanted: Wanted, actor: Actor) -> Q | None:
        value = getattr(wanted, name)
        return Q(**{column: value}) if value else None

    return narrow


_NARROWINGS: tuple[Callable[[Wanted, Actor], Q | None], ...] = (
    _by_words,
    _by_signing,
    _by_state,
    _by_light,
    _by_place,
    _by_days,
    _by_said,
    _equal("kind", "kind"),
    _equal("category", "category"),
    _equal("channel", "channel"),
    _equal("unit", "lead_unit"),
)

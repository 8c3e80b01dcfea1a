"""The list of matters: filters, exact counts up to a thousand, and pages by key instead of by number."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db.models import Q

from huiyin.flow.actor import Actor
from huiyin.kit.codes import is_valid
from huiyin.kit.days import SHANGHAI
from huiyin.queries.board import TABS, under
from huiyin.queries.lights import horizon
from huiyin.queries.matter_rows import MatterLine, lines
from huiyin.queries.seen import DATED, UNDATED, Order, Seen
from huiyin.store.access import Way, within
from huiyin.store.calendar import county_calendar
from huiyin.store.matters import UNSOLVED as UNSOLVED_ROWS
from huiyin.store.matters import MatterRow
from huiyin.store.search import holds, matching_count
from huiyin.store.search import matching as matching_words

PAGE_LINES = 25
MOST_EXPORTED = 5000
OPEN, CLOSED = "open", "closed"
UNSOLVED = "unsolved"
# Looking a row's words up in the word index takes as long as reading so many rows.
WORDS_DEAR = 20
LIGHTS = ("r", "y", "g", "b", "none")


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


def matching(wanted: Wanted, *, actor: Actor) -> Seen:
    """Return what an actor may see that fits, not yet in any order."""
    seen = under(actor, wanted.whose) if wanted.whose in TABS else Seen(actor)
    for narrow in _NARROWINGS:
        seen = narrow(wanted, seen)
    return seen


def matter_list(wanted: Wanted, *, actor: Actor, by_due: bool = False, at: Cursor | None = None) -> Page:
    """Return one page, newest first or by due date; by due date only those with a running deadline. Eight queries."""
    seen = matching(wanted, actor=actor)
    # A deadline runs on what is open only.
    found = seen.open().found() if by_due else seen.found()
    dated = (DATED,) if by_due else ()
    back = at is not None and at.back
    rows, total = found.page(_order(at, by_due=by_due), PAGE_LINES + 1, *dated)
    more = len(rows) > PAGE_LINES
    rows = rows[:PAGE_LINES]
    if back:
        rows.reverse()
    return Page(
        lines=lines(rows, actor=actor),
        total=total,
        without_due=seen.found().count(UNDATED) if by_due else 0,
        before=_cursor_of(rows[0], by_due) if rows and (more if back else at is not None) else None,
        after=_cursor_of(rows[-1], by_due) if rows and (True if back else more) else None,
    )


def newest(wanted: Wanted, *, actor: Actor, most: int) -> list[MatterRow]:
    """Return the newest rows that fit. At most two queries."""
    return matching(wanted, actor=actor).first(_order(None, by_due=False), most)


def export_lines(wanted: Wanted, *, actor: Actor) -> tuple[MatterLine, ...]:
    """Return the filtered lines for a sheet, newest first, up to five thousand. Five queries."""
    return lines(newest(wanted, actor=actor, most=MOST_EXPORTED), actor=actor)


def _cursor_of(row: MatterRow, by_due: bool) -> Cursor:
    value = row.due_at if by_due else row.received_at
    assert value is not None
    return Cursor(value, row.id)


def _order(at: Cursor | None, *, by_due: bool) -> Order:
    """Return the order of a page, and where it begins; a page before another is read backwards."""
    field = "due_at" if by_due else "received_at"
    if at is None:
        return Order(field, down=not by_due)
    return Order(field, down=by_due == at.back, value=at.value, id=at.id)


def _by_words(wanted: Wanted, seen: Seen) -> Seen:
    if not wanted.words.strip():
        return seen
    said = wanted.words
    held, found = Q(holds(said)), Q(id__in=matching_words(said))
    return seen.by_ways(Way(held, found, bounded=True, dear=WORDS_DEAR, sized=matching_count(said)))


def _by_signing(wanted: Wanted, seen: Seen) -> Seen:
    if wanted.whose != "unsigned":
        return seen
    pending = sorted(post.key for post in seen.actor.posts)
    return seen.open().by_way(Q(pending_post__in=pending) & ~Q(pending_post=""))


def _by_state(wanted: Wanted, seen: Seen) -> Seen:
    if wanted.state == OPEN:
        return seen.open()
    if wanted.state == CLOSED:
        return seen.closed()
    return seen.by_way(Q(state=wanted.state)) if wanted.state else seen


def _by_light(wanted: Wanted, seen: Seen) -> Seen:
    if wanted.light not in LIGHTS:
        return seen
    if wanted.light == "b":
        return seen.open().by_way(Q(supervised=True))
    edge = horizon(seen.actor.at, county_calendar())
    due = {
        "r": Q(due_at__lt=edge.now),
        "y": Q(due_at__gte=edge.now, due_at__lt=edge.soon_end),
        "g": Q(due_at__gte=edge.soon_end),
        "none": UNDATED,
    }
    return seen.open().by_way(due[wanted.light], wide="due_at")


def _by_place(wanted: Wanted, seen: Seen) -> Seen:
    if not wanted.place or not is_valid(wanted.place):
        return seen
    return seen.by_ways(within(wanted.place))


def _by_days(wanted: Wanted, seen: Seen) -> Seen:
    condition = Q()
    if wanted.since is not None:
        condition &= Q(received_at__gte=_midnight(wanted.since))
    if wanted.until is not None:
        condition &= Q(received_at__lt=_midnight(wanted.until + timedelta(days=1)))
    return seen.by_way(condition, wide="received_at") if condition else seen


def _midnight(on: date) -> datetime:
    return datetime(on.year, on.month, on.day, tzinfo=SHANGHAI)


def _by_said(wanted: Wanted, seen: Seen) -> Seen:
    if wanted.said != UNSOLVED:
        return seen
    return seen.by_way(UNSOLVED_ROWS)


def _equal(name: str, column: str) -> Callable[[Wanted, Seen], Seen]:
    def narrow(wanted: Wanted, seen: Seen) -> Seen:
        value = getattr(wanted, name)
        return seen.by_way(Q(**{column: value})) if value else seen

    return narrow


_NARROWINGS: tuple[Callable[[Wanted, Seen], Seen], ...] = (
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

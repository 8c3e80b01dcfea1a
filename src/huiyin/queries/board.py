"""What is open before an actor, counted by light and by whose turn it is: in one look where it is not too much for one."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import NamedTuple
from uuid import UUID

from django.db.models import Q

from huiyin.flow.actor import Actor
from huiyin.queries.lights import Horizon
from huiyin.queries.matter_rows import turn_keys
from huiyin.queries.seen import MOST_COUNTED, Order, Seen, counts
from huiyin.store.access import Way, reach, signing_units, to_be_signed, waiting_for_units

TABS = ("todo", "open", "waiting", "done")


class OpenRow(NamedTuple):
    """What is looked at of an open matter."""

    id: UUID
    due_at: datetime | None
    turn: str
    lead_unit: str
    pending_post: str
    supervised: bool
    history: bool


@dataclass(frozen=True, slots=True)
class Board:
    """How many open matters stand under each light and each tab; counts stop at 1001.

    `oldest` is the earliest deadline that has passed, `dues` are those of the own matters to come.
    """

    overdue: int
    today: int
    soon: int
    in_time: int
    supervised: int
    unsigned: int
    todo: int
    open: int
    waiting: int
    oldest: datetime | None
    dues: tuple[datetime, ...]


def under(actor: Actor, tab: str) -> Seen:
    """Return what stands under a tab: todo, open, waiting or done."""
    if tab == "done":
        return Seen(actor).closed()
    living = Seen(actor, living=True)
    if tab == "waiting":
        # "One of no" is an equality that an index is searched by; "not" is not.
        return living.by_way(Q(turn="", history__in=(False,)))
    if tab == "open":
        return living.by_way(Q(turn__gt=""), wide="turn")
    turns = Q(turn__in=sorted(turn_keys(actor)))
    return living.led_by(Way(turns, turns), *to_be_signed(actor))


def under_work(actor: Actor) -> Seen:
    """Return what is open and was not brought in as history, whoever's turn it is."""
    ours, others = Q(turn__gt=""), Q(turn="", history__in=(False,))
    return Seen(actor, living=True).by_ways(Way(ours, ours, wide="turn"), Way(others, others))


def board(actor: Actor, edge: Horizon, *, ahead: timedelta) -> Board:
    """Count what is open. Two queries where at most a thousand are, six beyond."""
    found = Seen(actor, living=True).found()
    rows = [OpenRow(*row) for row in found.values(OpenRow._fields, MOST_COUNTED + 1)]
    if len(rows) > MOST_COUNTED:
        return _asked(actor, edge, until=edge.now + ahead)
    return _looked_over(rows, actor, edge, until=edge.now + ahead)


def _looked_over(rows: list[OpenRow], actor: Actor, edge: Horizon, *, until: datetime) -> Board:
    keys, posts = turn_keys(actor), {post.key for post in actor.posts}
    units = signing_units(actor)
    to_sign = set(waiting_for_units(units).values_list("matter", flat=True)) if units and rows else set()
    dues = sorted(row.due_at for row in rows if row.due_at is not None)
    mine = (row for row in rows if row.turn in keys or row.lead_unit in actor.units)
    return Board(
        overdue=sum(due < edge.now for due in dues),
        today=sum(edge.now <= due < edge.today_end for due in dues),
        soon=sum(edge.now <= due < edge.soon_end for due in dues),
        in_time=sum(due >= edge.soon_end for due in dues),
        supervised=sum(row.supervised for row in rows),
        unsigned=sum(row.pending_post in posts for row in rows),
        todo=sum(row.turn in keys or row.id in to_sign for row in rows),
        open=sum(row.turn != "" for row in rows),
        waiting=sum(row.turn == "" and not row.history for row in rows),
        oldest=next((due for due in dues if due < edge.now), None),
        dues=tuple(_between((row.due_at for row in mine), edge.now, until)),
    )


def _between(dues: Iterable[datetime | None], first: datetime, end: datetime) -> Iterable[datetime]:
    return (due for due in dues if due is not None and first <= due < end)


def _asked(actor: Actor, edge: Horizon, *, until: datetime) -> Board:
    """Count each for itself: there is too much to look it over."""
    late = late_matters(actor, edge)
    pending = Q(pending_post__in=sorted(post.key for post in actor.posts)) & ~Q(pending_post="")
    earliest = late.first(Order("due_at", down=False), 1)
    living = Seen(actor, living=True)
    asked = {
        "overdue": late,
        "today": due_today(actor, edge),
        "soon": _due(actor, Q(due_at__gte=edge.now, due_at__lt=edge.soon_end)),
        "in_time": _due(actor, Q(due_at__gte=edge.soon_end)),
        "supervised": living.led_by(_way(Q(supervised=True))),
        "unsigned": living.led_by(_way(pending)),
        **{tab: under(actor, tab) for tab in ("todo", "open", "waiting")},
    }
    return Board(
        **counts({name: one.found() for name, one in asked.items()}),
        oldest=earliest[0].due_at if earliest else None,
        dues=tuple(_own_dues(actor, Q(due_at__gte=edge.now, due_at__lt=until))),
    )


def late_matters(actor: Actor, edge: Horizon) -> Seen:
    """Return the open matters whose deadline has passed."""
    return _due(actor, Q(due_at__lt=edge.now))


def due_today(actor: Actor, edge: Horizon) -> Seen:
    """Return the open matters that fall due in what is left of the day."""
    return _due(actor, Q(due_at__gte=edge.now, due_at__lt=edge.today_end))


def _way(condition: Q) -> Way:
    return Way(condition, condition)


def _due(actor: Actor, due: Q) -> Seen:
    """Return the open matters of an actor that fall due so: by the day over a territory, else by the unit and the day."""
    living = Seen(actor, living=True)
    held = reach(actor)
    if any(way.wide for way in held.ways):
        return living.led_by(Way(due, due, wide="due_at"))
    return living.led_by(*(Way(way.asked & due, way.found & due, also=way.also) for way in held.ways))


def _own_dues(actor: Actor, due: Q) -> Iterable[datetime]:
    turns, led = Q(turn__in=sorted(turn_keys(actor))), Q(lead_unit__in=sorted(actor.units))
    mine = Seen(actor, living=True).led_by(_way(turns & Q(history__in=(False,)) & due), _way(led & due))
    return (row[0] for row in mine.found().values(("due_at",), MOST_COUNTED + 1))

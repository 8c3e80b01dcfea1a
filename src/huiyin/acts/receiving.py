"""Which unit and post receive a new matter, so that it always has exactly one lead."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from huiyin.acts.world import below, seats_of
from huiyin.acts.writing import Session
from huiyin.flow.actor import Actor, PostCard
from huiyin.flow.scene import NotAllowed, about_units
from huiyin.flow.words import Role
from huiyin.kit.codes import scope
from huiyin.kit.text import Text
from huiyin.store import posts

# Who takes in what nobody at a counter typed, in this order.
TAKERS = (Role.SORT, Role.INTAKE, Role.HANDLE, Role.REVIEW, Role.SIGN)
REVIEWERS = (Role.REVIEW, Role.HANDLE, Role.SORT, Role.LEAD)


@dataclass(frozen=True, slots=True)
class Receiver:
    """The unit and the post a new matter starts with, and the unit's territory."""

    unit: str
    post: str
    division: str
    above: str


@dataclass(frozen=True, slots=True)
class Asked:
    """What decides who receives: the unit it came to, the answers given, and of what sort the matter is.

    `roles` are those by which somebody at a desk may open it: it starts with that post. With `by_review` it goes to
    the body that reviews the given unit; with `confined` to a post with one of those roles.
    """

    unit: str
    values: Mapping[str, Any]
    day: date
    roles: tuple[Role, ...] = (Role.INTAKE, Role.GRID)
    by_review: bool = False
    confined: tuple[Role, ...] = ()


def receiver_of(session: Session, asked: Asked, actor: Actor) -> Receiver:
    """Return who receives the matter. Never the unit complained of, nor one below it: then the body above."""
    clerk = next((post for role in asked.roles for post in actor.posts_with(role)), None)
    start = asked.unit or (clerk.unit if clerk is not None else "")
    barred = _barred(session, asked.values)
    if asked.confined:
        card = _confidant(session, start, asked, barred)
        return Receiver(card.unit, card.key, card.division, card.above)
    if asked.by_review:
        start = _above(session, start)
    while start in barred:
        start = _above(session, start)
    if clerk is not None and clerk.unit == start:
        return Receiver(start, clerk.key, clerk.division, clerk.above)
    return _taker(session, start, REVIEWERS if asked.by_review else TAKERS, asked.day)


def _barred(session: Session, values: Mapping[str, Any]) -> frozenset[str]:
    about = about_units(values)
    return frozenset(about) | {under for unit in about for under in below(session, unit)}


def confidant_of(session: Session, asked: Asked) -> PostCard:
    """Return the post that has a matter alone once it is confined; never of the unit complained of."""
    return _confidant(session, asked.unit, asked, _barred(session, asked.values))


def _confidant(session: Session, start: str, asked: Asked, barred: frozenset[str]) -> PostCard:
    """Return the nearest post with one of the roles: the one whose territory holds the unit it came to, the smallest."""
    row = session.remember(("unit", start), lambda: posts.unit(start))
    place = str(asked.values.get("village") or (row.division if row is not None else ""))
    held: tuple[PostCard, ...] = session.remember(
        ("with", asked.confined, asked.day), lambda: posts.held_posts_with(asked.confined, asked.day)
    )
    fitting = [card for card in held if card.unit not in barred and _holds(card.division, place)]
    if not fitting:
        raise NotAllowed(
            Text(
                "没有能接这类事的岗位，请管理岗先补岗位",
                "No post can take a matter of this kind: it must be filled first",
            )
        )
    return min(fitting, key=lambda one: (-len(one.division.rstrip("0")), one.key))


def _holds(division: str, place: str) -> bool:
    first, end = scope(division)
    return first <= place < end


def _above(session: Session, unit: str) -> str:
    row = session.remember(("unit", unit), lambda: posts.unit(unit))
    above = row and (row.values.get("reviewer") or row.values.get("parent"))
    if not above:
        raise NotAllowed(
            Text("单位册里没有写它的上一级机关，请管理岗补上", "The register of units names no body above it")
        )
    return str(above)


def _taker(session: Session, unit: str, roles: tuple[Role, ...], day: date) -> Receiver:
    held = [seat.card for seat in seats_of(session, unit) if seat.held_on(day)]
    card = next((card for role in roles for card in held if role in card.roles), None)
    if card is None:
        raise NotAllowed(
            Text("收件单位今天没有人在岗，请管理岗先补岗位", "Nobody holds a receiving post in that unit today")
        )
    return Receiver(unit, card.key, card.division, card.above)

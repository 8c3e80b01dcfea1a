"""Which unit and post receive a new matter, so that it always has exactly one lead."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from huiyin.acts.world import seats_of
from huiyin.acts.writing import Session
from huiyin.flow.actor import Actor
from huiyin.flow.scene import NotAllowed
from huiyin.flow.words import Role
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


def receiver_of(
    session: Session, unit: str, values: Mapping[str, Any], actor: Actor, *, by_review: bool, day: date
) -> Receiver:
    """Return who receives the matter. Never the unit complained of, nor one below it: then the body above.

    With `by_review` the matter goes to the body that reviews the given unit.
    """
    clerk = next((post for role in (Role.INTAKE, Role.GRID) for post in actor.posts_with(role)), None)
    start = unit or (clerk.unit if clerk is not None else "")
    if by_review:
        start = _above(session, start)
    about = values.get("concerned_unit") if values.get("concerns_office") else None
    if about:
        barred = {about, *session.remember(("below", about), lambda: posts.below(about))}
        while start in barred:
            start = _above(session, start)
    if clerk is not None and clerk.unit == start:
        return Receiver(start, clerk.key, clerk.division, clerk.above)
    return _taker(session, start, REVIEWERS if by_review else TAKERS, day)


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

"""Who a person of the staff is at a moment: name and posts, as an actor."""

from datetime import datetime

from huiyin.flow.actor import Actor
from huiyin.kit.days import SHANGHAI
from huiyin.store import posts


def actor_of(person: str, at: datetime) -> Actor:
    """Return the actor for a person of the staff register, with the posts held on that day. Three queries."""
    row, held = posts.person_with_cards(person, at.astimezone(SHANGHAI).date())
    return Actor(person=person, name=row.values["name"] if row else "", posts=held, at=at)


def holder_of(post: str, at: datetime) -> Actor | None:
    """Return who holds a post at a moment, or None. Six queries."""
    day = at.astimezone(SHANGHAI).date()
    seat = posts.seat(post)
    tenure = next((one for one in seat.tenures if one.holds_on(day)), None) if seat is not None else None
    return actor_of(tenure.person, at) if tenure is not None else None

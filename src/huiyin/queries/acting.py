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


def holders(at: datetime) -> dict[str, Actor]:
    """Return who holds each post at a moment, with all posts that person holds. Four queries, for bulk loads.

    What is lent is left out: whoever acts for a post here holds it.
    """
    day = at.astimezone(SHANGHAI).date()
    held = posts.held_by_person(day)
    names = {row.key: str(row.values["name"]) for row in posts.entries("person").filter(key__in=list(held))}
    actors = {person: Actor(person, names.get(person, ""), cards, at) for person, cards in held.items()}
    return {card.key: actors[person] for person, cards in held.items() for card in cards}

"""Who stands behind a token: the post it acts as, by the person who holds that post today."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from django.conf import settings

from huiyin.flow.actor import Actor
from huiyin.kinds.registers.interface import API_TOKEN, kinds_known, kinds_read
from huiyin.kit.days import SHANGHAI
from huiyin.ledger.keys import blinded
from huiyin.store import posts
from huiyin.store.entries import Entry
from huiyin.store.interface import TokenDigest

LONGEST_TOKEN = 200


@dataclass(frozen=True, slots=True)
class Bearer:
    """A token that opens today: its register key, for whom it is, what it may, and as whom it acts.

    `actor` reads: it knows of no kind of matter that the scopes do not let it read. `doer` takes steps.
    """

    key: str
    label: str
    scopes: frozenset[str]
    actor: Actor
    doer: Actor
    used_at: datetime | None

    def used_within(self, span: timedelta) -> bool:
        """Say whether its last use was written down so short a time ago."""
        return self.used_at is not None and self.actor.at - self.used_at < span


def bearer_of(token: str, *, at: datetime) -> Bearer | None:
    """Return who stands behind a token; None for one that is unknown, ended or not yet due, or has a vacant post.

    Nine queries.
    """
    held = TokenDigest.objects.filter(digest=blinded("api token", token[:LONGEST_TOKEN])).first()
    return _bearer(held, at=at) if held is not None else None


def bearer(key: str, *, at: datetime) -> Bearer | None:
    """Return who stands behind a token by its register key, on the same conditions. Nine queries."""
    held = TokenDigest.objects.filter(key=key).first()
    return _bearer(held, at=at) if held is not None else None


def ends_at(collected_at: datetime) -> datetime:
    """Return when a secret collected then opens nothing any more: none is for ever."""
    return collected_at + timedelta(days=settings.PROTECTION.token_days)


def _bearer(held: TokenDigest, *, at: datetime) -> Bearer | None:
    if at >= ends_at(held.made_at):
        return None
    key, day = held.key, at.astimezone(SHANGHAI).date()
    granted = posts.entries(API_TOKEN.id, day).filter(key=key).first()
    actor = acting_as(granted.values["post"], at) if granted is not None else None
    if granted is None or actor is None:
        return None
    scopes = frozenset(granted.values["scopes"])
    return Bearer(
        key,
        granted.label,
        scopes,
        actor=replace(actor, kinds=kinds_read(scopes)),
        doer=replace(actor, kinds=kinds_known(scopes)),
        used_at=held.used_at,
    )


def acting_as(post: str, at: datetime) -> Actor | None:
    """Return the holder of a post acting by that post alone; None when nobody holds it. Seven queries.

    The units of the holder's other posts come along, so that what is kept from them stays kept.
    """
    day = at.astimezone(SHANGHAI).date()
    seat = posts.seat(post)
    tenure = next((one for one in seat.tenures if one.holds_on(day)), None) if seat is not None else None
    held = posts.cards_of_person(tenure.person, day) if tenure is not None else ()
    card = next((one for one in held if one.key == post), None)
    if tenure is None or card is None:
        return None
    person = Entry.objects.filter(register="person", key=tenure.person).first()
    name = str(person.values["name"]) if person is not None else ""
    return Actor(tenure.person, name, (card,), at, elsewhere=frozenset(one.unit for one in held) - {card.unit})


@dataclass(frozen=True, slots=True)
class TokenLine:
    """A token as its post's holder or an administrator sees it; the secret is not to be seen anywhere."""

    key: str
    label: str
    post: str
    scopes: tuple[str, ...]
    collected_at: datetime | None
    used_at: datetime | None


def tokens_of_posts(keys: frozenset[str], *, at: datetime) -> tuple[TokenLine, ...]:
    """Return the tokens granted today that act as one of the posts. Two queries."""
    rows = posts.entries(API_TOKEN.id, at.astimezone(SHANGHAI).date()).order_by("key")
    return _lines([row for row in rows if row.values["post"] in keys])


def all_tokens(*, at: datetime) -> tuple[TokenLine, ...]:
    """Return every token granted today. Two queries."""
    return _lines(list(posts.entries(API_TOKEN.id, at.astimezone(SHANGHAI).date()).order_by("key")))


def _lines(rows: list[Entry]) -> tuple[TokenLine, ...]:
    held = {one.key: one for one in TokenDigest.objects.filter(key__in=[row.key for row in rows])}
    return tuple(
        TokenLine(
            row.key,
            row.label,
            row.values["post"],
            tuple(row.values["scopes"]),
            held[row.key].made_at if row.key in held else None,
            held[row.key].used_at if row.key in held else None,
        )
        for row in rows
    )

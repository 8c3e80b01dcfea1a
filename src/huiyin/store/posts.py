"""Finders of units, posts and who holds them on a day, for acts and queries alike."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from huiyin.flow.actor import PostCard
from huiyin.flow.scene import Hands
from huiyin.flow.words import Role
from huiyin.store.entries import Entry, EntryRef

DELEGATION = "delegation"


def valid_on(day: date) -> Q:
    """Return the condition that an entry holds on a day."""
    return Q(valid_from__lte=day) & (Q(valid_to__isnull=True) | Q(valid_to__gt=day))


def entries(register: str, day: date | None = None) -> QuerySet[Entry]:
    """Return the entries of a register, those that hold on a day if one is given."""
    rows = Entry.objects.filter(register=register)
    return rows if day is None else rows.filter(valid_on(day))


def referring(register: str, field: str, target: str, keys: Iterable[str]) -> QuerySet[Entry]:
    """Return the entries of `register` whose `field` points to one of the target's keys."""
    refs = EntryRef.objects.filter(register=target, field=field, key__in=list(keys))
    return Entry.objects.filter(register=register, id__in=refs.values("entry_id"))


def unit(key: str) -> Entry | None:
    """Return a unit by key, or None."""
    return Entry.objects.filter(register="unit", key=key).first()


def units(keys: Iterable[str]) -> dict[str, Entry]:
    """Return units by key; unknown keys are left out. One query."""
    return {row.key: row for row in Entry.objects.filter(register="unit", key__in=list(keys))}


def cards_of_person(person: str, day: date) -> tuple[PostCard, ...]:
    """Return the posts a person holds on a day: regular, acting, then what is lent. Three queries."""
    return person_with_cards(person, day)[1]


def person_with_cards(person: str, day: date) -> tuple[Entry | None, tuple[PostCard, ...]]:
    """Return a person of the staff and the posts held on a day: regular, acting, then lent. Three queries."""
    refs = EntryRef.objects.filter(
        register="person", field="person", key=person, entry__register__in=["appointment", DELEGATION]
    )
    holding = Q(register__in=["appointment", DELEGATION], id__in=refs.values("entry_id")) & valid_on(day)
    rows = list(Entry.objects.filter(holding | Q(register="person", key=person)))
    appointed = sorted(
        (row for row in rows if row.register == "appointment"), key=lambda row: (row.values["sort"] != "正式", row.key)
    )
    lent = [row for row in rows if row.register == DELEGATION and row.values["last_day"] >= day.isoformat()]
    found = _cards([row.values["post"] for row in (*appointed, *lent)], day)
    own = tuple(found[row.values["post"]] for row in appointed if row.values["post"] in found)
    cards = own + tuple(_lent(own, found, sorted(lent, key=lambda row: row.key)))
    return next((row for row in rows if row.register == "person"), None), cards


def _lent(own: Iterable[PostCard], found: Mapping[str, PostCard], lent: Iterable[Entry]) -> Iterator[PostCard]:
    mine = {card.key for card in own}
    for row in lent:
        card = found.get(row.values["post"])
        # What is lent is never more than the post still has, and says nothing where one holds it oneself.
        if card is not None and card.key not in mine:
            roles = card.roles & {Role(role) for role in row.values["roles"]}
            yield replace(card, roles=roles, lent_by=str(row.values["lender"]))


@dataclass(frozen=True, slots=True)
class Tenure:
    """Who held a post from a day to the day before another (None: still)."""

    person: str
    from_date: date
    to_date: date | None

    def holds_on(self, day: date) -> bool:
        """Say whether the post was held so on a day."""
        return self.from_date <= day and (self.to_date is None or day < self.to_date)


@dataclass(frozen=True, slots=True)
class Seat:
    """A post with everybody who ever held it."""

    card: PostCard
    tenures: tuple[Tenure, ...]

    def held_on(self, day: date) -> bool:
        """Say whether somebody held the post on a day."""
        return any(tenure.holds_on(day) for tenure in self.tenures)


def seat(key: str) -> Seat | None:
    """Return a post with its holders over time, or None. Three queries."""
    post = entries("post").filter(key=key).first()
    owner = unit(post.values["unit"]) if post is not None else None
    if post is None or owner is None:
        return None
    rows = referring("appointment", "post", "post", [key])
    tenures = tuple(Tenure(row.values["person"], row.valid_from, row.valid_to) for row in rows)
    return Seat(card_of(post, owner), tenures)


def held_cards(keys: Iterable[str], day: date) -> dict[str, PostCard]:
    """Return those of the posts that somebody holds on a day. Three queries."""
    wanted = [key for key in keys if key]
    if not wanted:
        return {}
    appointments = referring("appointment", "post", "post", wanted).filter(valid_on(day))
    held = {row.values["post"] for row in appointments}
    return {key: card for key, card in _cards(wanted, day).items() if key in held}


def held_posts_of_units(unit_keys: Iterable[str], day: date) -> tuple[PostCard, ...]:
    """Return the posts of some units that somebody holds on a day, ordered by key."""
    posts = referring("post", "unit", "unit", unit_keys).filter(valid_on(day)).order_by("key")
    found = held_cards([row.key for row in posts], day)
    return tuple(found[row.key] for row in posts if row.key in found)


def held_posts_with(roles: Iterable[Role], day: date) -> tuple[PostCard, ...]:
    """Return the posts anywhere that carry one of the roles and that somebody holds on a day, by key. Four queries."""
    carrying = Q()
    for role in roles:
        carrying |= Q(values__roles__icontains=role.value)
    rows = entries("post", day).filter(carrying).order_by("key")
    return tuple(card for card in held_cards([row.key for row in rows], day).values() if card.roles & set(roles))


def seats_of(unit_key: str) -> tuple[Seat, ...]:
    """Return the posts of a unit with their holders over time, ordered by key. Four queries."""
    owner = unit(unit_key)
    if owner is None:
        return ()
    rows = list(referring("post", "unit", "unit", [unit_key]).order_by("key"))
    held: dict[str, list[Tenure]] = {row.key: [] for row in rows}
    for row in referring("appointment", "post", "post", held):
        held[row.values["post"]].append(Tenure(row.values["person"], row.valid_from, row.valid_to))
    return tuple(Seat(card_of(row, owner), tuple(held[row.key])) for row in rows)


def hands_of(unit_keys: Iterable[str], day: date) -> dict[str, Hands]:
    """Return who works in some units on a day, and who of them checks and signs. Two queries, none for no unit."""
    keys = sorted({key for key in unit_keys if key})
    posts = {row.key: row for row in referring("post", "unit", "unit", keys)} if keys else {}
    rows = referring("appointment", "post", "post", posts).filter(valid_on(day)) if keys else ()
    held = [(posts[row.values["post"]].values, str(row.values["person"])) for row in rows]
    return {key: _hands([one for one in held if one[0]["unit"] == key]) for key in keys}


def _hands(held: list[tuple[Mapping[str, Any], str]]) -> Hands:
    having = {role: frozenset(person for post, person in held if role.value in post["roles"]) for role in Role}
    return Hands(frozenset(person for _, person in held), having[Role.CHECK], having[Role.SIGN])


def held_by_person(day: date) -> dict[str, tuple[PostCard, ...]]:
    """Return the posts each person holds on a day, regular before acting, without what is lent. Three queries."""
    owners = {row.key: row for row in entries("unit")}
    cards = {
        row.key: card_of(row, owners[row.values["unit"]])
        for row in entries("post", day)
        if row.values["unit"] in owners
    }
    held: dict[str, tuple[PostCard, ...]] = {}
    for row in sorted(entries("appointment", day), key=lambda row: (row.values["sort"] != "正式", row.key)):
        if row.values["post"] in cards:
            held[row.values["person"]] = (*held.get(row.values["person"], ()), cards[row.values["post"]])
    return held


def below(unit_key: str) -> tuple[str, ...]:
    """Return the units under a unit, all the way down. One query a level."""
    found: list[str] = []
    level = [unit_key]
    while level:
        level = [row.key for row in referring("unit", "parent", "unit", level) if row.key not in found]
        found.extend(level)
    return tuple(sorted(found))


def _cards(keys: Iterable[str], day: date) -> dict[str, PostCard]:
    posts = {row.key: row for row in entries("post", day).filter(key__in=list(keys))}
    owners = units({row.values["unit"] for row in posts.values()})
    return {key: card_of(row, owners[row.values["unit"]]) for key, row in posts.items() if row.values["unit"] in owners}


def card_of(post: Entry, owner: Entry) -> PostCard:
    """Return the card of a post and its unit."""
    return PostCard(
        key=post.key,
        name=post.values["name"],
        unit=owner.key,
        unit_name=owner.values["short"],
        division=owner.values["division"],
        level=owner.values["level"],
        unit_sort=owner.values["sort"],
        roles=frozenset(Role(role) for role in post.values["roles"]),
        above=owner.values.get("parent") or "",
    )

"""Staff accounts as an administrator lists them: whose they are and which posts that person holds."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.conf import settings

from huiyin.flow.actor import PostCard
from huiyin.kit.days import SHANGHAI
from huiyin.ledger.keys import blinded
from huiyin.queries.words import Names, Wanted, names
from huiyin.store.accounts import Account, Lockout
from huiyin.store.entries import Entry
from huiyin.store.posts import held_cards, referring, valid_on


@dataclass(frozen=True, slots=True)
class AccountLine:
    """An account with the person's name and posts on a day."""

    username: str
    person: str
    name: str
    posts: tuple[str, ...]
    active: bool


@dataclass(frozen=True, slots=True)
class Colleague:
    """A person of the staff register."""

    key: str
    name: str


def accounts(*, on: date) -> tuple[AccountLine, ...]:
    """Return every account by user name, with the posts held on a day. Five queries."""
    rows = list(Account.objects.order_by("username"))
    held: dict[str, list[str]] = {}
    for row in referring("appointment", "person", "person", {one.person for one in rows}).filter(valid_on(on)):
        held.setdefault(row.values["person"], []).append(row.values["post"])
    called = names(Wanted(people={row.person for row in rows}, posts={post for some in held.values() for post in some}))
    return tuple(
        AccountLine(
            row.username,
            row.person,
            called.person(row.person),
            tuple(called.post(post) for post in sorted(held.get(row.person, ()))),
            row.is_active,
        )
        for row in rows
    )


VIEWS = ("all", "locked", "stale", "never", "postless", "single")
MOST_LISTED = 200


@dataclass(frozen=True, slots=True)
class AccountCard:
    """An account as the security role sees it; `cards` are the posts its person holds today."""

    id: int
    username: str
    person: str
    name: str
    posts: tuple[str, ...]
    cards: tuple[PostCard, ...]
    active: bool
    locked_until: datetime | None
    used_at: datetime | None
    second_since: datetime | None
    must_change: bool
    second_wanted: bool
    stale: bool

    @property
    def locked(self) -> bool:
        """Say whether nobody can sign in with it now."""
        return not self.active or self.locked_until is not None


@dataclass(frozen=True, slots=True)
class AccountList:
    """One view of the accounts, with how many each view holds."""

    lines: tuple[AccountCard, ...]
    counts: dict[str, int]
    view: str
    rest: int


def listed(*, at: datetime, view: str, text: str = "") -> AccountList:
    """Return the accounts of a view by user name, two hundred at most. Eight queries, flat in their number."""
    cards = _cards(list(Account.objects.order_by("username")), at)
    wanted = text.strip().casefold()
    views = {name: [card for card in cards if _in_view(card, name)] for name in VIEWS}
    found = [card for card in views[view] if wanted in f"{card.username} {card.name} {card.person}".casefold()]
    counts = {name: len(some) for name, some in views.items()}
    return AccountList(tuple(found[:MOST_LISTED]), counts, view, max(0, len(found) - MOST_LISTED))


def account_card(account: int, *, at: datetime) -> AccountCard | None:
    """Return one account, or None. Eight queries."""
    rows = list(Account.objects.filter(pk=account))
    return _cards(rows, at)[0] if rows else None


def _in_view(card: AccountCard, view: str) -> bool:
    tests = {
        "all": True,
        "locked": card.locked,
        "stale": card.stale,
        "never": card.used_at is None,
        "postless": not card.cards,
        "single": card.second_wanted and card.second_since is None,
    }
    return tests[view]


def _cards(rows: list[Account], at: datetime) -> list[AccountCard]:
    day = at.astimezone(SHANGHAI).date()
    held: dict[str, list[str]] = {}
    for row in referring("appointment", "person", "person", {one.person for one in rows}).filter(valid_on(day)):
        held.setdefault(row.values["person"], []).append(row.values["post"])
    cards = held_cards({post for some in held.values() for post in some}, day)
    called = names(Wanted(people={row.person for row in rows}))
    locks = dict(Lockout.objects.filter(locked_until__gt=at).values_list("key", "locked_until"))
    return [_card(row, [cards[post] for post in sorted(held.get(row.person, ())) if post in cards], called, locks, at)
            for row in rows]  # fmt: skip


def _card(
    row: Account, cards: list[PostCard], called: Names, locks: Mapping[str, datetime | None], at: datetime
) -> AccountCard:
    last = row.used_at or row.opened_at
    roles = {role.value for card in cards for role in card.roles}
    return AccountCard(
        id=row.pk,
        username=row.username,
        person=row.person,
        name=called.person(row.person),
        posts=tuple(card.label for card in cards),
        cards=tuple(cards),
        active=row.is_active,
        locked_until=locks.get(blinded("username", row.username.casefold()[:80])),
        used_at=row.used_at,
        second_since=row.second_since,
        must_change=row.must_change,
        second_wanted=bool(roles & settings.PROTECTION.second_factor),
        stale=last is not None and at - last > timedelta(days=settings.PROTECTION.stale_days),
    )


def names_of_people(people: Iterable[str]) -> dict[str, str]:
    """Return the names of people of the staff by key. One query."""
    wanted = set(people)
    called = names(Wanted(people=wanted))
    return {key: called.person(key) for key in wanted}


def account_by_id(account: int) -> Account | None:
    """Return an account that is not locked by hand, or None. One query."""
    return Account.objects.filter(pk=account, is_active=True).first()


def account_by_name(username: str) -> Account | None:
    """Return an account by its user name, or None. One query."""
    return Account.objects.filter(username=username).first()


def colleagues(text: str, *, on: date) -> Sequence[Colleague]:
    """Return the people of the staff register who are meant by a key or a whole name on a day. One query."""
    rows = Entry.objects.filter(valid_on(on), register="person").order_by("key")
    exact = [Colleague(row.key, row.label) for row in rows.filter(key=text)]
    return exact or [Colleague(row.key, row.label) for row in rows.filter(label=text)]

"""Staff accounts as an administrator lists them: whose they are and which posts that person holds."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from huiyin.queries.words import Wanted, names
from huiyin.store.accounts import Account
from huiyin.store.entries import Entry
from huiyin.store.posts import referring, valid_on


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


def colleagues(text: str, *, on: date) -> Sequence[Colleague]:
    """Return the people of the staff register who are meant by a key or a whole name on a day. One query."""
    rows = Entry.objects.filter(valid_on(on), register="person").order_by("key")
    exact = [Colleague(row.key, row.label) for row in rows.filter(key=text)]
    return exact or [Colleague(row.key, row.label) for row in rows.filter(label=text)]

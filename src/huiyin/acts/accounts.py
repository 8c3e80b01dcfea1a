"""Sign-in accounts of staff: opening them, in the same breath as the person they belong to."""

from collections.abc import Iterable
from dataclasses import dataclass

from huiyin.acts.writing import writing
from huiyin.flow.scene import NotAllowed
from huiyin.kit.text import Text
from huiyin.store.accounts import Account
from huiyin.store.entries import Entry


@dataclass(frozen=True, slots=True)
class NewAccount:
    """An account to open; `encoded` is the password as Django's hasher made it."""

    username: str
    person: str
    encoded: str


def open_accounts(new: Iterable[NewAccount]) -> int:
    """Open accounts for people of the staff register; returns how many.

    Raises NotAllowed for an unknown person and for a user name that is taken.
    """
    with writing():
        wanted = list(new)
        taken = Account.objects.filter(username__in=[one.username for one in wanted]).first()
        if taken is not None:
            raise NotAllowed(Text(f"用户名 {taken.username} 已有人用", f"The user name {taken.username} is taken"))
        known = set(
            Entry.objects.filter(register="person", key__in=[one.person for one in wanted]).values_list(
                "key", flat=True
            )
        )
        for one in wanted:
            if one.person not in known:
                raise NotAllowed(Text(f"人员册里没有 {one.person}", f"The staff register has no {one.person}"))
        Account.objects.bulk_create(
            [Account(username=one.username, person=one.person, password=one.encoded) for one in wanted]
        )
    return len(wanted)


def change_password(username: str, encoded: str) -> None:
    """Give an account a new password, as Django's hasher made it; raises NotAllowed when there is no such account."""
    with writing():
        if not Account.objects.filter(username=username).update(password=encoded):
            raise NotAllowed(Text(f"没有 {username} 这个账号", f"There is no account {username}"))

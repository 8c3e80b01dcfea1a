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
    """Open accounts for people of the staff register; returns how many. Raises NotAllowed for an unknown person."""
    with writing():
        wanted = list(new)
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

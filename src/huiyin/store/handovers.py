"""What a post has in hand when it changes hands: counts, for the act that writes them down and the page before it."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from huiyin.store.entries import Entry, EntryRef
from huiyin.store.matters import MatterRow
from huiyin.store.posts import valid_on
from huiyin.store.working import Draft


@dataclass(frozen=True, slots=True)
class InHand:
    """Counts of what a person's holding of a post leaves behind."""

    matters: int
    unsigned: int
    waiting: int
    delegations: int
    drafts: int


def in_hand(post: str, person: str, *, on: date) -> InHand:
    """Count what a post and its holder have in hand. Six queries."""
    row = Entry.objects.filter(register="post", key=post).first()
    unit = str(row.values["unit"]) if row is not None else ""
    roles = set(row.values["roles"]) if row is not None else set()
    living = MatterRow.objects.filter(final=False, history=False)
    turns = [f"{unit}/{role}" for role in sorted(roles & {"check", "sign"})]
    return InHand(
        matters=living.filter(lead_post=post).count(),
        unsigned=living.filter(pending_post=post).count(),
        waiting=living.filter(Q(turn__in=turns) | Q(turn_above__in=turns)).count() if turns else 0,
        delegations=delegations_from(post, person, on=on).count(),
        drafts=Draft.objects.filter(owner=person, form__startswith="step/").count(),
    )


def delegations_from(post: str, person: str, *, on: date) -> QuerySet[Entry]:
    """Return the delegations of a post that a person gave and that still run."""
    refs = EntryRef.objects.filter(register="person", field="lender", key=person, entry__register="delegation")
    rows = Entry.objects.filter(valid_on(on), id__in=refs.values("entry_id"), values__post=post)
    return rows.filter(valid_to__isnull=True).order_by("key")

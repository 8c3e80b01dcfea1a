"""Saying that one has a form of a matter open, so that two people do not fill in the same one. Forgotten in minutes."""

from datetime import datetime, timedelta
from uuid import UUID

from huiyin.acts.writing import writing
from huiyin.flow.actor import Actor
from huiyin.store.desk import Presence

# Nobody is looked back at: what is older than this is deleted by the next tick.
FORGOTTEN_AFTER = timedelta(minutes=10)


def here(matter: UUID, step: str, *, actor: Actor) -> None:
    """Write down that somebody has a step's form open now, in place of what was written before. One query."""
    with writing():
        Presence.objects.bulk_create(
            [Presence(matter=matter, owner=actor.person, step=step, seen_at=actor.at)],
            update_conflicts=True,
            unique_fields=["matter", "owner"],
            update_fields=["step", "seen_at"],
        )


def gone(matter: UUID, *, actor: Actor) -> None:
    """Forget that somebody had a form of a matter open. One query."""
    with writing():
        Presence.objects.filter(matter=matter, owner=actor.person).delete()


def forget_presence(*, at: datetime) -> int:
    """Forget every presence that is over; returns how many. One query."""
    with writing():
        return Presence.objects.filter(seen_at__lt=at - FORGOTTEN_AFTER).delete()[0]

"""What happened on a matter since somebody last looked at it."""

from uuid import UUID

from huiyin.flow.actor import Actor
from huiyin.ledger.history import history
from huiyin.queries.happenings import Happened, happenings
from huiyin.queries.words import Wanted
from huiyin.store.access import visible


def happened_since(matter: UUID, version: int, *, actor: Actor) -> tuple[Happened, ...]:
    """Return the events after a version, oldest first; nothing of a matter not to be known of. Five queries."""
    if not visible(actor).filter(id=matter).exists():
        return ()
    return tuple(line for line in happenings(history(matter), more=Wanted()).lines if line.version > version)

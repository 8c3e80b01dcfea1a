"""Writing down what staff take out of the system as a file: one event in the ledger each, without anybody's words."""

from dataclasses import dataclass
from uuid import UUID

from huiyin.acts.writing import Moment, writing
from huiyin.flow.actor import Actor
from huiyin.flow.exports import EXPORTED, SORT
from huiyin.flow.matter import Event


@dataclass(frozen=True, slots=True)
class TakenOut:
    """One file: its name among the exports, how many rows it holds, and which of the reasons was given."""

    what: str
    rows: int
    why: str


def write_export(stream: UUID, taken: TakenOut, *, actor: Actor, moment: Moment) -> None:
    """Write down who took out what, under a new stream of its own. Two queries.

    What was typed beside the reason stands on the file alone: in the ledger it could never be erased.
    """
    post = actor.posts[0] if actor.posts else None
    by = {"person": actor.person, "post": post.key if post else "", "label": post.label if post else ""}
    body = {"what": taken.what, "rows": taken.rows, "why": taken.why, "by": by}
    with writing() as session:
        session.pen.note(stream, SORT, new=True)
        session.pen.write(stream, Event(EXPORTED, moment.at, moment.recorded_at, body))

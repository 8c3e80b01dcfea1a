"""Giving what one has in hand to several successors: a run of the kind's own hand-over for each of them, and back again."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID, uuid5

from huiyin.acts.bulk import DONE, Bulk, begin, carry_on
from huiyin.acts.writing import NotFound
from huiyin.flow.actor import Actor
from huiyin.flow.bulk import handing_step, taking_back_step
from huiyin.flow.scene import NotAllowed
from huiyin.kinds import kind_of
from huiyin.kit.text import Text
from huiyin.store.desk import BulkRun

NOTHING = Text("还没有给任何一件定接手的人", "No matter has a successor yet")
NOTHING_BACK = Text("没有可以收回的", "There is nothing to take back")


@dataclass(frozen=True, slots=True)
class Share:
    """One matter as it was seen, and the post it goes to."""

    kind: str
    number: str
    version: int
    to_post: str


def share_out(token: UUID, shares: Sequence[Share], *, reason: str, actor: Actor) -> tuple[UUID, ...]:
    """Hand each matter over to its successor and return the runs, one a kind and successor; the same token begins none anew.

    Each row is its own act, and every successor signs for it. Raises NotAllowed, FieldFaults. What `carry_on` leaves
    waits for the worker.
    """
    parts: dict[tuple[str, str], list[tuple[str, int]]] = {}
    for one in shares:
        parts.setdefault((one.kind, one.to_post), []).append((one.number, one.version))
    if not parts:
        raise NotAllowed(NOTHING)
    runs = []
    for (kind, to_post), seen in sorted(parts.items()):
        step = handing_step(kind_of(kind))
        if step is None:
            raise NotFound
        run = uuid5(token, f"{kind}|{to_post}")
        begin(run, Bulk(kind, step.id, {"to_post": to_post, "reason": reason}, seen), actor=actor)
        runs.append(run)
    for run in runs:
        carry_on(run, actor=actor)
    return tuple(runs)


def take_back(runs: Iterable[UUID], *, actor: Actor) -> tuple[UUID, ...]:
    """Take back what some runs handed over and nobody has signed for; returns the runs that did. Raises NotAllowed."""
    made = []
    for held in BulkRun.objects.filter(id__in=list(runs), owner=actor.person).order_by("id"):
        step = taking_back_step(kind_of(held.kind))
        # As the run left them: whatever was signed for or changed since is refused by its version.
        seen = [(row["number"], row["version"] + 1) for row in held.rows if row["how"] == DONE]
        if step is None or not seen:
            continue
        run = uuid5(held.id, "back")
        begin(run, Bulk(held.kind, step.id, {}, seen), actor=actor)
        carry_on(run, actor=actor)
        made.append(run)
    if not made:
        raise NotAllowed(NOTHING_BACK)
    return tuple(made)

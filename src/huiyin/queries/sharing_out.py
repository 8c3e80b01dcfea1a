"""What somebody has in hand, for giving it to several successors: by matter, by kind, by grid."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Q

from huiyin.flow.actor import Actor
from huiyin.flow.bulk import handing_step
from huiyin.kinds import kind_of
from huiyin.kit.text import Text
from huiyin.queries.board import under_work
from huiyin.queries.bulk import Chosen, chosen
from huiyin.queries.seen import Order
from huiyin.store.entries import Entry

MOST = 200
BY = {
    "kind": Text("按类型分", "By kind"),
    "place": Text("按村分", "By village"),
    "grid": Text("按网格分", "By grid"),
    "each": Text("逐件分", "One by one"),
}
NOT_ON = Text("这类事项不能转给别的岗位", "Matters of this kind are not handed over")


@dataclass(frozen=True, slots=True)
class Held:
    """A matter in hand: as it was seen, what stands against handing it over now, and its grid."""

    seen: Chosen
    grid: str
    against: Text | None


@dataclass(frozen=True, slots=True)
class Heap:
    """Matters that go to one successor together, under a name that a form can carry."""

    key: str
    name: Text
    held: tuple[Held, ...]


def in_own_hand(actor: Actor) -> tuple[Held, ...]:
    """Return the open matters that the actor's own posts lead, those due first, two hundred at most. Twelve queries."""
    own = sorted(post.key for post in actor.posts if not post.lent_by)
    found = under_work(actor).having(Q(lead_post__in=own)).found()
    grids = {row.number: row.grid for row in found.first(Order("due_at", down=False), MOST)}
    called = {row.key: row.label for row in Entry.objects.filter(register="grid", key__in=set(grids.values()) - {""})}
    return tuple(
        Held(one, called.get(grids[one.line.number], ""), _against(one))
        for one in chosen(grids, actor=actor)
        if one.line.number in grids
    )


def _against(one: Chosen) -> Text | None:
    step = handing_step(kind_of(one.kind))
    return NOT_ON if step is None else one.against.get(step.id, NOT_ON)


def heaps(held: Sequence[Held], *, by: str) -> tuple[Heap, ...]:
    """Return the matters that may be handed over, in heaps; the key of a heap is its first matter's number."""
    parts: dict[str, list[Held]] = {}
    for one in held:
        if one.against is None:
            parts.setdefault(_name(one, by).zh, []).append(one)
    return tuple(Heap(part[0].seen.line.number, _name(part[0], by), tuple(part)) for _, part in sorted(parts.items()))


def _name(one: Held, by: str) -> Text:
    line = one.seen.line
    if by == "kind":
        return line.kind
    if by in ("place", "grid"):
        where = (one.grid if by == "grid" else "") or line.place
        return Text(where, where) if where else Text("没有写地方", "No place given")
    return Text(f"{line.number} {line.title}", f"{line.number} {line.title}")

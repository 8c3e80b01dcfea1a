"""A post about to change hands, and the sheet of one that did: counts for who keeps the house, matters for its holders."""

from dataclasses import dataclass
from datetime import date

from huiyin.flow.actor import Actor
from huiyin.flow.words import Role
from huiyin.queries.matter_rows import MatterLine, lines
from huiyin.queries.words import Names, Wanted, names
from huiyin.store.access import visible
from huiyin.store.entries import Entry
from huiyin.store.handovers import InHand, in_hand

MOST_LISTED = 200


@dataclass(frozen=True, slots=True)
class Leaving:
    """An appointment that may end: the post, who holds it, what is in hand on a day."""

    key: str
    post: str
    person: str
    post_name: str
    person_name: str
    since: date
    held: InHand


def leaving(appointment: str, *, on: date) -> Leaving | None:
    """Return an appointment that still runs, or None. Nine queries."""
    row = Entry.objects.filter(register="appointment", key=appointment, valid_to__isnull=True).first()
    if row is None:
        return None
    post, person = str(row.values["post"]), str(row.values["person"])
    called = names(Wanted(posts=[post], people=[person]))
    held = in_hand(post, person, on=on)
    return Leaving(row.key, post, person, called.post(post), called.person(person), row.valid_from, held)


@dataclass(frozen=True, slots=True)
class Handover:
    """A post that changed hands, as its sheet says it. `lines` are those of its matters the reader may know of."""

    key: str
    post: str
    from_name: str
    to_name: str
    on: date
    reason: str
    counts: tuple[tuple[str, int], ...]
    unit: str
    lines: tuple[MatterLine, ...]


COUNTED = (
    ("matters", "在办事项"), ("unsigned", "待签收"), ("waiting", "待审核签发"), ("delegations", "随之结束的委托"),
    ("drafts", "没写完的草稿"),
)  # fmt: skip


def handover(key: str, *, actor: Actor) -> Handover | None:
    """Return a hand-over for those it concerns: the two people, and who keeps the house. Eight queries."""
    row = Entry.objects.filter(register="post_handover", key=key).first()
    if row is None:
        return None
    said = row.values
    people = (str(said["from_person"]), str(said.get("to_person") or ""))
    if Role.ADMIN not in actor.roles and actor.person not in people:
        return None
    called = names(Wanted(posts=[str(said["post"])], people=people))
    rows = visible(actor).filter(lead_post=said["post"], final=False, history=False).order_by("due_at", "id")
    return Handover(
        key=row.key,
        post=called.post(str(said["post"])),
        from_name=called.person(people[0]),
        to_name=called.person(people[1]) if people[1] else "",
        on=row.valid_from,
        reason=str(said["reason"]),
        counts=tuple((label, int(said[name])) for name, label in COUNTED),
        unit=_unit(called, str(said["post"])),
        lines=lines(rows[:MOST_LISTED], actor=actor),
    )


def _unit(called: Names, post: str) -> str:
    return called.post(post).partition(" · ")[0]

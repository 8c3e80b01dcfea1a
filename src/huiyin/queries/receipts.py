"""The receipt of a filing (D01): what the person takes home, from the filing's own event."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.conf import settings

from huiyin.flow.actor import Actor
from huiyin.flow.clock import UNIT_NAMES, Clock
from huiyin.flow.kind import Kind
from huiyin.flow.matter import Clockface, Matter, fold
from huiyin.flow.read_back import read_back_words
from huiyin.kinds import kind_of
from huiyin.kit.days import SHANGHAI
from huiyin.kit.text import Text
from huiyin.ledger.history import history
from huiyin.papers.model import Receipt
from huiyin.papers.receipt import SAYS_NOTHING, SPECIAL_POST, RegistrationReceipt, registration_receipt
from huiyin.queries.clocks import county_clocks
from huiyin.queries.gate import not_found
from huiyin.queries.matter_rows import channel_name
from huiyin.store import posts
from huiyin.store.access import visible


@dataclass(frozen=True, slots=True)
class Slip:
    """What only the filing itself told: the number, the code, the leaf, and where the code is typed in.

    `whom` is which of so `many` representatives it is for; empty where one person filed.
    """

    matter: UUID
    number: str
    code: str
    leaf: str
    url: str | None = None
    kind: str = ""
    whom: str = ""
    many: int = 1


# What the person is told comes next, by the clock that runs.
NEXT = {
    "XF-03": "书面告知您是否受理",
    "RX-01": "先联系您",
    "BD-04.2": "派给该办的单位，它会先联系您",
    "BD-08": "答复您采纳不采纳",
}


class NoSuchReceipt(Exception):
    """There is no such filing, or the actor may not know of it."""

    reason = not_found()


def receipt(slip: Slip, *, actor: Actor) -> Receipt:
    """Return the receipt of a filing; raises NoSuchReceipt. Four queries.

    Of a confined matter, which nobody at the counter sees again, the one who took it in may still print it.
    """
    events = history(slip.matter)
    matter = fold(events[:1], matter_id=str(slip.matter))
    # What went with the same person's first does so in the moment it is filed.
    first = fold(events[:2], matter_id=str(slip.matter)).values.get("first_number", "")
    took_it_in = matter.confined and actor.person in matter.hands.values()
    if not took_it_in and not visible(actor).filter(id=slip.matter).exists():
        raise NoSuchReceipt
    kind = kind_of(matter.kind)
    # The slip of a confined matter names the counter that gave it, and says nothing of the content or of who has it.
    confined = bool(matter.confined)
    shown = actor.posts[0].unit if confined else matter.lead_unit
    unit = posts.unit(shown)
    channel = channel_name(kind, str(matter.values.get("channel", "")))
    clock, face = _coming(matter)
    assert matter.received_at is not None
    return registration_receipt(
        RegistrationReceipt(
            organ=unit.label if unit else shown,
            number=slip.number,
            access_code=slip.code,
            received_at=matter.received_at,
            channel=channel.zh if channel else "窗口",
            summary=SAYS_NOTHING if confined else str(matter.values.get("title", "")) or kind.name.zh,
            wanted="；".join(matter.values.get("requests", [])),
            responsible=SPECIAL_POST if confined else unit.label if unit else shown,
            phone=str(unit.values.get("phone", "")) if unit else "",
            next_step="告知您怎么办" if confined else NEXT.get(clock.id, clock.ends.zh),
            next_on=_day(face),
            counted=_counted(clock),
            leaf=slip.leaf,
            clerk=actor.posts[0].label,
            more=(*_together(matter, slip), *_more(matter, first)),
            url=slip.url,
            fictional=settings.FICTIONAL or None,
            has_review=has_review(kind),
        )
    )


def _more(matter: Matter, first: str) -> tuple[tuple[str, str], ...]:
    read = read_back_words(matter.values)
    joined = (("已经在办", f"{first}：同一件事，合在一起办，期限按那一件算"),) if first else ()
    return (*joined, *((("当场核对", read.zh),) if read is not None else ()))


def joined_to(matter: UUID, *, actor: Actor) -> str:
    """Return the number of the same person's first that a filing went with, or nothing. One query."""
    row = visible(actor).filter(id=matter, state="joined").first()
    return str(row.values.get("first_number", "")) if row is not None else ""


def has_review(kind: Kind) -> bool:
    """Say whether the answer to a matter of the kind can be taken to the next-higher body."""
    return "XF-08" in {clock for step in kind.steps for clock in step.clocks_started}


def filed_words(matter: UUID) -> Text | None:
    """Return how a filing was read back to the person, or None. Two queries."""
    return read_back_words(fold(history(matter)[:1], matter_id=str(matter)).values)


def _together(matter: Matter, slip: Slip) -> tuple[tuple[str, str], ...]:
    people = matter.values.get("people_count")
    if not people:
        return ()
    return (("联名", f"{people} 人，推选代表 {slip.many} 位；这一张给第 {slip.whom or 1} 位代表，查询码只归本人"),)


def _coming(matter: Matter) -> tuple[Clock, Clockface]:
    """Return the first deadline by which the person hears from the office."""
    rings, catalogue = kind_of(matter.kind).rings, county_clocks()
    running = [face for face in matter.clocks.values() if face.running and face.due_on is not None]
    # The notice to the person (Art. 23) before the office's own sorting (Art. 22), whichever is declared first. A matter
    # that has no deadline yet is passed on the same day.
    order = (*rings, "BD-04.2")
    told = [face for face in running if face.id in order]
    if not told:
        raise NoSuchReceipt
    face = min(told, key=lambda one: order.index(one.id))
    return catalogue[face.id], face


def _counted(clock: Clock) -> str:
    length = f"{clock.n} {UNIT_NAMES[clock.unit].zh}" if clock.n else "当日"
    return f"从收到之日起 {length}（{clock.basis_text}）"


def _day(face: Clockface) -> date:
    assert face.due_at is not None
    return face.due_at.astimezone(SHANGHAI).date()

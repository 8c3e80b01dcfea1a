"""Joining a filer's own repeat to the first, by what the filer proved alone: the code of the first, or the phone given.

It is asked for one filing, at the moment it is filed; there is no search. Nobody hears of a matter that is not theirs:
on the net only the code counts, for a number typed there is nobody's proof.
"""

from collections.abc import Iterable, Sequence
from datetime import timedelta
from uuid import UUID

from huiyin.acts.matters import Filed, Filing, take_step
from huiyin.acts.slip_marks import mark_of
from huiyin.acts.writing import Session, writing
from huiyin.flow.actor import Actor, clockwork
from huiyin.flow.answers import REPRESENTATIVES
from huiyin.kinds import kind_of
from huiyin.lang.likeness import share_of
from huiyin.store.access import among
from huiyin.store.matters import MatterRow, SlipMark

JOIN = "join_own"
# How far back a first is looked for, and which share of its title and requests must stand in what is said now.
REPEAT_DAYS, REPEAT_SHARE = 90, 0.6
BETWEEN_OFFICES = "BD-01"


def join_if_known(filed: Filed, filing: Filing, *, known: Sequence[UUID]) -> bool:
    """Join what was just filed to one of the matters whose code the filer has shown, where it is the same thing."""
    with writing() as session:
        return _join(session, filed, filing, MatterRow.objects.filter(id__in=known))


def join_at_counter(filed: Filed, filing: Filing, *, actor: Actor) -> bool:
    """Join what was just filed to the same person's matter in hand, found by the phone given; only what the clerk sees."""
    phone = str(filing.values.get("phone") or "")
    if not phone or not _can_join(filing.kind):
        return False
    marked = SlipMark.objects.filter(digest=mark_of("phone", phone)).values("matter")
    with writing() as session:
        return _join(session, filed, filing, among(actor, marked))


def _can_join(kind: str) -> bool:
    return any(step.id == JOIN for step in kind_of(kind).steps)


def _join(session: Session, filed: Filed, filing: Filing, among: Iterable[MatterRow]) -> bool:
    if not _can_join(filing.kind):
        return False
    firsts = list(among)
    if not firsts:
        return False
    # What was just filed is still in the pen.
    session.flush()
    new = MatterRow.objects.get(id=filed.matter)
    first = next((one for one in firsts if _is_first(one, new, filing)), None)
    if first is None:
        return False
    last = _last_day(session, first)
    values = {"other": first.number, "first_number": first.number, **({"first_last": last} if last else {})}
    take_step(filed.matter, JOIN, values, actor=clockwork(filing.moment.at), moment=filing.moment)
    return True


def _is_first(one: MatterRow, new: MatterRow, filing: Filing) -> bool:
    same = (one.kind, one.division, one.values.get("concerned_unit")) == (
        new.kind,
        new.division,
        new.values.get("concerned_unit"),
    )
    in_hand = not (one.final or one.erased or one.history or one.merged_into) and one.id != new.id
    # What several people bring together is nobody's own repeat.
    if REPRESENTATIVES in one.values or REPRESENTATIVES in new.values:
        return False
    if not same or not in_hand or kind_of(one.kind).state(one.state).awaits != "us":
        return False
    at = new.received_at
    # Only within its time is a first a reason not to take the matter up again (Art. 19).
    if not at - timedelta(days=REPEAT_DAYS) <= one.received_at <= at or (one.due_at is not None and one.due_at < at):
        return False
    said = "\n".join([new.title, str(filing.values.get("words", "")), *map(str, new.values.get("requests", []))])
    return share_of("\n".join([one.title, *map(str, one.values.get("requests", []))]), said) >= REPEAT_SHARE


def _last_day(session: Session, first: MatterRow) -> str:
    rings = kind_of(first.kind).rings
    faces = session.pen.matter(first.id).clocks.values()
    days = [
        face.due_on
        for face in faces
        if face.running and face.due_on and face.id in rings and face.id != BETWEEN_OFFICES
    ]
    return min(days).isoformat() if days else ""

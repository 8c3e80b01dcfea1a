"""What was kept long enough: listed, checked by one person, signed by another, then erased by key, a few at a time."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.conf import settings

from huiyin.acts.erasing import erase
from huiyin.acts.registers import entry_stream
from huiyin.acts.writing import Moment, NotFound, Session, writing
from huiyin.flow.actor import Actor
from huiyin.flow.matter import Event
from huiyin.flow.scene import NotAllowed
from huiyin.flow.words import Role
from huiyin.kinds import ALL
from huiyin.kinds.registers.protection import DONE, ERASURE_LIST, PREPARED, PROPOSED, SIGNED
from huiyin.kinds.retention import REGISTER, class_of, with_county
from huiyin.kit.days import SHANGHAI
from huiyin.kit.text import Text
from huiyin.lang.mask import mask
from huiyin.store.entries import Entry
from huiyin.store.matters import MatterRow
from huiyin.store.retention import kept_long_enough

MOST_LISTED = 200
ERASED_A_TICK = 20


def years_by_kind() -> dict[str, int]:
    """Return how many years each kind is kept in this county. One query."""
    classes = with_county(row.values for row in Entry.objects.filter(register=REGISTER))
    return {kind: classes[class_of(kind)].years for kind in ALL}


def propose(*, actor: Actor, moment: Moment) -> str:
    """List what has been kept long enough, at most one open list at a time; return its key, or nothing."""
    with writing() as session:
        if _lists().filter(values__stage__in=[PROPOSED, PREPARED, SIGNED]).exists():
            return ""
        kept = {number for row in _lists() for number in row.values.get("kept", ())}
        found = kept_long_enough(years_by_kind(), at=moment.at).values_list("number", flat=True)
        numbers = [number for number in found[: MOST_LISTED + len(kept)] if number not in kept][:MOST_LISTED]
        if not numbers:
            return ""
        day = moment.at.astimezone(SHANGHAI).date()
        key = f"{day:%Y%m%d}"
        stream = entry_stream(ERASURE_LIST.id, key)
        if session.pen.entry(stream, ERASURE_LIST.id).version:
            return ""
        values = {"name": f"{day:%Y-%m-%d} 抹除清单", "stage": PROPOSED, "numbers": numbers}
        body = {"key": key, "values": values, "valid_from": day.isoformat(), "by": _by(actor)}
        session.pen.write(stream, Event(f"{ERASURE_LIST.id}.recorded", moment.at, moment.recorded_at, body))
        return key


def prepare(key: str, *, keep: Sequence[str], reason: str, actor: Actor, moment: Moment) -> None:
    """Check a list, keeping some numbers back with a reason; raises NotAllowed with a sentence."""
    if Role.ADMIN not in actor.roles:
        raise NotAllowed(Text("清单由管理岗核对", "Administrators check the list"))
    with writing() as session:
        held = _list_in(session, key, PROPOSED)
        kept = [number for number in held["numbers"] if number in set(keep)]
        if kept and len(reason.strip()) < 2:
            raise NotAllowed(Text("留下不抹的，请写明理由", "Say why some are kept back"))
        left = [number for number in held["numbers"] if number not in kept]
        values: dict[str, Any] = {"stage": PREPARED if left else DONE, "numbers": left, "prepared_by": actor.person}
        if kept:
            values.update(kept=kept, kept_reason=mask(reason.strip()[:200]).text)
        _write(session, key, values, actor=actor, moment=moment)


def sign(key: str, *, actor: Actor, moment: Moment) -> None:
    """Sign a checked list: from here it is carried out. Never by whoever checked it; raises NotAllowed."""
    if Role.SECURITY not in actor.roles:
        raise NotAllowed(Text("抹除由安全岗签字", "The security post signs erasures"))
    with writing() as session:
        held = _list_in(session, key, PREPARED)
        if held.get("prepared_by") == actor.person:
            raise NotAllowed(Text("核对的人不能自己签字", "Who checked the list may not sign it"))
        _write(session, key, {"stage": SIGNED, "signed_by": actor.person}, actor=actor, moment=moment)


def send_back(key: str, *, reason: str, actor: Actor, moment: Moment) -> None:
    """Send a checked list back to be checked again, with the reason; raises NotAllowed."""
    if Role.SECURITY not in actor.roles:
        raise NotAllowed(Text("抹除由安全岗签字", "The security post signs erasures"))
    if len(reason.strip()) < 2:
        raise NotAllowed(Text("请写明为什么退回", "Say why it goes back"))
    with writing() as session:
        _list_in(session, key, PREPARED)
        values = {"stage": PROPOSED, "kept_reason": mask(reason.strip()[:200]).text}
        _write(session, key, values, actor=actor, moment=moment)


def carry_out(*, actor: Actor, moment: Moment) -> int:
    """Erase the next few of every signed list; done again it erases nothing twice. Returns how many went."""
    gone = 0
    for row in _lists().filter(values__stage=SIGNED):
        gone += _carry_out_some(row, actor=actor, moment=moment)
    return gone


def _carry_out_some(row: Entry, *, actor: Actor, moment: Moment) -> int:
    numbers = row.values["numbers"]
    waiting = MatterRow.objects.filter(county=settings.COUNTY, number__in=numbers, erased=False)
    gone, held_back = 0, list[str]()
    for matter_id, number in list(waiting.order_by("id").values_list("id", "number")[:ERASED_A_TICK]):
        gone += _erase_one(matter_id, number, held_back, actor=actor, moment=moment)
    with writing() as session:
        left = waiting.exclude(number__in=held_back).exists()
        erased = len(numbers) - waiting.count()
        values: dict[str, Any] = {"erased": erased}
        if held_back:
            values["kept"] = [*row.values.get("kept", []), *held_back]
            values["numbers"] = [number for number in numbers if number not in held_back]
        if not left:
            values["stage"] = DONE
        _write(session, row.key, values, actor=actor, moment=moment)
    return gone


def _erase_one(matter_id: UUID, number: str, held_back: list[str], *, actor: Actor, moment: Moment) -> int:
    try:
        return erase(matter_id, "retention_over", actor=actor, moment=moment)
    except NotAllowed:
        # Reopened since, or a matter opened from it is still in hand: it stays, and the list says so.
        if not MatterRow.objects.filter(id=matter_id, erased=True).exists():
            held_back.append(number)
        return 0


def _lists() -> Any:
    return Entry.objects.filter(register=ERASURE_LIST.id).order_by("key")


def _list_in(session: Session, key: str, stage: str) -> dict[str, Any]:
    held = session.pen.entry(entry_stream(ERASURE_LIST.id, key), ERASURE_LIST.id)
    if not held.version:
        raise NotFound
    if held.values["stage"] != stage:
        raise NotAllowed(Text("清单已经到了下一步，请刷新看看", "The list has moved on; please look again"))
    return held.values


def _write(session: Session, key: str, values: dict[str, Any], *, actor: Actor, moment: Moment) -> None:
    body = {"values": values, "by": _by(actor)}
    stream = entry_stream(ERASURE_LIST.id, key)
    session.pen.entry(stream, ERASURE_LIST.id)
    session.pen.write(stream, Event(f"{ERASURE_LIST.id}.corrected", moment.at, moment.recorded_at, body))


def _by(actor: Actor) -> dict[str, Any]:
    return {"person": actor.person} if actor.person else {"clockwork": True}

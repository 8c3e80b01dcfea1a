"""The generic acts on registers: record, correct, close. A new register needs nothing here."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import NAMESPACE_URL, UUID, uuid5

from django.conf import settings

from huiyin.acts.interface_checks import check_scopes, check_webhook
from huiyin.acts.lending import check_lending, require_lender, with_lender
from huiyin.acts.pointing import Pointed, refuse_missing
from huiyin.acts.three_roles import check_people, people_of, people_of_new
from huiyin.acts.writing import Moment, NotFound, writing
from huiyin.flow.actor import Actor
from huiyin.flow.answers import FieldFaults, clean
from huiyin.flow.kind import Register
from huiyin.flow.matter import Event
from huiyin.flow.scene import NotAllowed
from huiyin.kinds.clocks import CLOCKS
from huiyin.kinds.registers import REGISTERS
from huiyin.kinds.registers.interface import API_TOKEN, WEBHOOK
from huiyin.kit.text import Text
from huiyin.ledger.entries import EntryState
from huiyin.ledger.pen import Conflict
from huiyin.store.calendar import BadDays, days_in
from huiyin.store.interface import TokenDigest


@dataclass(frozen=True, slots=True)
class NewEntry:
    """An entry to be recorded. `valid_to` is the first day it no longer holds."""

    register: str
    key: str
    values: Mapping[str, Any]
    valid_from: date
    valid_to: date | None = None


# It stands in addresses and in other entries, so nothing that would have to be escaped there.
KEY = re.compile(r"[\w.:@+-]{1,60}")
BAD_KEY = Text("编号只能用字母、数字、汉字和 . - _，最多 60 个", "A key has letters, digits and . - _ only, 60 at most")


def entry_stream(register: str, key: str) -> UUID:
    """Return the stream of a register entry: the same key always names the same stream."""
    return uuid5(NAMESPACE_URL, f"huiyin:{settings.COUNTY}/{register}/{key}")


def record(entry: NewEntry, *, actor: Actor, moment: Moment) -> UUID:
    """Record a new entry; raises FieldFaults, or NotAllowed if the key is taken or the post may not."""
    try:
        return record_many([entry], actor=actor, moment=moment)[0]
    except Conflict:
        raise NotAllowed(
            Text(f"编号 {entry.key} 已经用过，请换一个", f"The key {entry.key} is taken, choose another")
        ) from None


def record_many(new: Iterable[NewEntry], *, actor: Actor, moment: Moment) -> list[UUID]:
    """Record many entries in one transaction, all or none. They may refer to one another in any order."""
    with writing() as session:
        made, pointed, touched = [], Pointed(), set[str]()
        for entry in new:
            register = _editable(entry.register, actor)
            values = _cleaned(register, with_lender(register.id, entry.values, actor=actor))
            check_lending(register.id, values, actor=actor, since=entry.valid_from)
            pointed.add(register, values)
            pointed.new.add((entry.register, entry.key))
            if not KEY.fullmatch(entry.key):
                raise FieldFaults({"key": BAD_KEY})
            stream = entry_stream(entry.register, entry.key)
            session.pen.new_entry(stream, entry.register)
            body: dict[str, Any] = {"key": entry.key, "values": values, "valid_from": entry.valid_from.isoformat()}
            if entry.valid_to is not None:
                body["valid_to"] = entry.valid_to.isoformat()
            session.pen.write(stream, _event(register, "recorded", body, actor, moment))
            made.append(stream)
            touched.update(people_of_new(entry.register, values))
        refuse_missing(pointed)
        check_people(session, touched, actor=actor)
        return made


def correct(
    register_id: str,
    key: str,
    values: Mapping[str, Any],
    *,
    reason: str,
    actor: Actor,
    moment: Moment,
    expected_version: int | None = None,
) -> int:
    """Correct some values of an entry, with a reason; returns the new version.

    Raises FieldFaults for values to mend, NotFound, NotAllowed, and Conflict where the entry is no longer at
    `expected_version`.
    """
    with writing() as session:
        register = _editable(register_id, actor)
        stream = entry_stream(register_id, key)
        held = session.pen.entry(stream, register_id)
        _expect(held, expected_version)
        require_lender(register_id, held.values, actor=actor)
        merged = _cleaned(register, with_lender(register_id, {**held.values, **values}, actor=actor))
        assert held.valid_from is not None
        check_lending(register_id, merged, actor=actor, since=held.valid_from)
        changed = {name: value for name, value in merged.items() if held.values.get(name) != value}
        # What pointed nowhere before this rule is mended when somebody comes to it, not in the way of another mending.
        refuse_missing(Pointed().add(register, changed))
        # What was emptied is written down as emptied; leaving it out would keep the old value.
        changed |= {name: None for name in values if name not in merged and held.values.get(name) is not None}
        body = {"values": changed, "reason": reason}
        version = session.pen.write(stream, _event(register, "corrected", body, actor, moment))
        check_people(session, people_of(register_id, key, merged), actor=actor)
        return version


def close(
    register_id: str,
    key: str,
    *,
    on: date,
    reason: str,
    actor: Actor,
    moment: Moment,
    expected_version: int | None = None,
) -> int:
    """End an entry: `on` is the first day it no longer holds. Returns the new version. Raises what `correct` raises."""
    with writing() as session:
        register = _editable(register_id, actor)
        stream = entry_stream(register_id, key)
        held = session.pen.entry(stream, register_id)
        _expect(held, expected_version)
        require_lender(register_id, held.values, actor=actor)
        assert held.valid_from is not None
        if on <= held.valid_from:
            raise NotAllowed(Text("结束日要在开始日之后", "It must end after it began"))
        if register is API_TOKEN:
            # Whatever day is written down, a token that was taken back opens nothing from this moment.
            TokenDigest.objects.filter(key=key).delete()
        body = {"valid_to": on.isoformat(), "reason": reason}
        version = session.pen.write(stream, _event(register, "closed", body, actor, moment))
        if held.valid_to is not None and on > held.valid_to:
            check_people(session, people_of(register_id, key, held.values), actor=actor)
        return version


def _expect(held: EntryState, version: int | None) -> None:
    if not held.version:
        raise NotFound
    if version is not None and held.version != version:
        raise Conflict


def _editable(register_id: str, actor: Actor) -> Register:
    register = REGISTERS.get(register_id)
    if register is None:
        raise NotAllowed(Text("没有这张登记册", "There is no such register"))
    if not actor.clockwork and not actor.roles & set(register.editors):
        raise NotAllowed(Text("这张表由管理岗维护", "This register is kept by administrators"))
    return register


def _cleaned(register: Register, values: Mapping[str, Any]) -> dict[str, Any]:
    cleaned = clean(register.fields, values).public
    check = _CHECKS.get(register.id)
    if check is not None:
        check(cleaned)
    return cleaned


def _check_local(values: Mapping[str, Any]) -> None:
    clock = CLOCKS.get(values["clock"])
    beside = CLOCKS.get(values["clock"].removesuffix("-L"))
    if (clock is None or not clock.local) and (beside is None or beside.id == values["clock"]):
        raise FieldFaults(
            {
                "clock": Text(
                    "法定时限不能改；要更紧的，另设一个编号加“-L”的本地时限",
                    "A legal clock stands; set a local one beside it, named with “-L”",
                )
            }
        )


def _check_days(values: Mapping[str, Any]) -> None:
    for name in ("off", "work"):
        try:
            outside = [day for day in days_in(values.get(name, [])) if abs(day.year - values["year"]) > 1]
        except BadDays as fault:
            raise FieldFaults({name: Text(str(fault), str(fault))}) from None
        if outside:
            raise FieldFaults({name: Text(f"{outside[0]} 不在这一年前后", f"{outside[0]} is not near that year")})


_CHECKS: dict[str, Callable[[Mapping[str, Any]], None]] = {
    "local_clock": _check_local,
    "calendar_year": _check_days,
    API_TOKEN.id: check_scopes,
    WEBHOOK.id: check_webhook,
}


def _event(register: Register, what: str, body: dict[str, Any], actor: Actor, moment: Moment) -> Event:
    by = {"person": actor.person} if actor.person else {"clockwork": True}
    return Event(f"{register.id}.{what}", moment.at, moment.recorded_at, {**body, "by": by})

"""Administrator, security and audit apart (三员分立): one person holds one of the three, and then nothing else.

GB/T 22239-2019 level 3 asks for it. An office too small for three people has its accounts kept by the unit above it;
nothing is ever merged into one person.
"""

from collections.abc import Iterable, Mapping
from itertools import combinations
from typing import Any

from huiyin.acts.writing import Session
from huiyin.flow.actor import Actor
from huiyin.flow.scene import NotAllowed
from huiyin.flow.words import ROLE_NAMES, Role
from huiyin.kit.text import Text
from huiyin.store.entries import Entry, EntryRef
from huiyin.store.posts import entries

KEEPERS = frozenset({Role.ADMIN, Role.SECURITY, Role.AUDIT})


def fault_of(roles: Iterable[Role]) -> Text | None:
    """Return why one person may not hold these roles together, or None. Pure."""
    held = frozenset(roles)
    kept = sorted(held & KEEPERS, key=list(Role).index)
    if len(kept) > 1:
        zh, en = "、".join(ROLE_NAMES[role].zh for role in kept), ", ".join(ROLE_NAMES[role].en for role in kept)
        return Text(
            f"{zh}不能由一个人担任；人手不够的，请上一级单位的人来管，不要合在一个人身上",
            f"{en} may not be held by one person; where hands are few the unit above keeps them",
        )
    if kept and held - KEEPERS:
        return Text(
            f"担任{ROLE_NAMES[kept[0]].zh}的人不能同时办理事项；请另派人，或者由上一级单位的人来管",
            f"{ROLE_NAMES[kept[0]].en} may not also work on matters; appoint somebody else or let the unit above keep it",
        )
    return None


def people_of_new(register: str, values: Mapping[str, Any]) -> frozenset[str]:
    """Return the people whose roles a new entry changes: nobody can hold a post that was not there. No query."""
    if register == "appointment":
        return frozenset({str(values["person"])})
    if register == "post":
        check_post(values)
    return frozenset()


def check_post(values: Mapping[str, Any]) -> None:
    """Refuse a post whose own roles no one person may hold; raises NotAllowed."""
    fault = fault_of(Role(role) for role in values["roles"])
    if fault is not None:
        raise NotAllowed(fault)


def people_of(register: str, key: str, values: Mapping[str, Any]) -> frozenset[str]:
    """Return the people whose roles an entry of a register may have changed. One query for a post."""
    if register == "appointment":
        return frozenset({str(values["person"])})
    if register != "post":
        return frozenset()
    check_post(values)
    holding = EntryRef.objects.filter(register="post", field="post", key=key, entry__register="appointment")
    return frozenset(row.values["person"] for row in Entry.objects.filter(id__in=holding.values("entry_id")))


def check_people(session: Session, people: Iterable[str], *, actor: Actor) -> None:
    """Refuse what would give one person roles that stand apart, and appointing oneself; raises NotAllowed.

    Looks at what this session wrote as well. Three queries whatever the number of people: the first is not folded into
    the second, because a whole county may have been loaded just now, and a planner that still believes the tables
    empty would join them row by row.
    """
    wanted = frozenset(people)
    if not wanted:
        return
    if actor.person in wanted:
        raise NotAllowed(
            Text("不能给自己任职，请另一位管理岗来办", "Nobody appoints himself: ask another administrator")
        )
    session.flush()
    refs = EntryRef.objects.filter(register="person", field="person", key__in=wanted)
    held_by = list(refs.values_list("entry_id", flat=True))
    rows = list(Entry.objects.filter(register="appointment", id__in=held_by))
    posts = {row.key: row for row in entries("post").filter(key__in={row.values["post"] for row in rows})}
    held: dict[str, list[Entry]] = {}
    for row in rows:
        held.setdefault(row.values["person"], []).append(row)
    for appointments in held.values():
        for one, other in combinations(appointments, 2):
            if _overlap(one, other):
                _refuse(posts.get(one.values["post"]), posts.get(other.values["post"]))


def _overlap(one: Entry, other: Entry) -> bool:
    starts, ends = max(one.valid_from, other.valid_from), [row.valid_to for row in (one, other) if row.valid_to]
    return not ends or starts < min(ends)


def _refuse(*held: Entry | None) -> None:
    fault = fault_of(Role(role) for post in held if post is not None for role in post.values["roles"])
    if fault is not None:
        raise NotAllowed(fault)

"""Handing a post over: the old appointment ends, the next begins, what was in hand is counted and written down."""

from dataclasses import asdict, dataclass
from datetime import date

from django.db.models import Q

from huiyin.acts.registers import NewEntry, close, record
from huiyin.acts.writing import Moment, NotFound, writing
from huiyin.flow.actor import Actor, clockwork
from huiyin.flow.scene import NotAllowed
from huiyin.flow.words import Role
from huiyin.kit.ids import new_id
from huiyin.kit.text import Text
from huiyin.store.entries import Entry
from huiyin.store.handovers import InHand, delegations_from, in_hand


@dataclass(frozen=True, slots=True)
class PostChange:
    """An appointment that ends, and who holds the post from that day on; nobody where `to_person` is empty."""

    appointment: str
    to_person: str
    on: date
    reason: str


def hand_over_post(change: PostChange, *, actor: Actor, moment: Moment) -> str:
    """Hand a post over in one transaction and return the key of its record. Raises NotFound, NotAllowed, FieldFaults.

    Matters stay with the post; delegations the person gave from it end. Where nobody follows and matters are in
    hand, it is refused: a matter always has somebody responsible.
    """
    if Role.ADMIN not in actor.roles:
        raise NotAllowed(Text("岗位交接由管理岗办", "Posts are handed over by administrators"))
    with writing():
        row = Entry.objects.filter(register="appointment", key=change.appointment).first()
        if row is None or row.valid_to is not None:
            raise NotFound
        post, person = str(row.values["post"]), str(row.values["person"])
        held = in_hand(post, person, on=change.on)
        _check(change, held, post=post, person=person)
        close("appointment", row.key, on=change.on, reason=change.reason, actor=actor, moment=moment)
        lent = list(delegations_from(post, person, on=change.on))
        for one in lent:
            close(
                "delegation",
                one.key,
                on=max(change.on, _day_after(one)),
                reason=change.reason,
                actor=actor,
                moment=moment,
            )
        if change.to_person:
            values = {"post": post, "person": change.to_person, "sort": row.values["sort"]}
            key = f"appointment-{new_id(moment.recorded_at).hex[-12:]}"
            record(NewEntry("appointment", key, values, change.on), actor=actor, moment=moment)
        counts = asdict(held)
        told = {"post": post, "from_person": person, "to_person": change.to_person, "reason": change.reason, **counts}
        key = f"handover-{new_id(moment.recorded_at).hex[-12:]}"
        # Nobody writes such a record by hand: it stands beside the appointments, which say who ended and began them.
        record(NewEntry("post_handover", key, told, change.on), actor=clockwork(moment.at), moment=moment)
        return key


def _day_after(one: Entry) -> date:
    return date.fromordinal(one.valid_from.toordinal() + 1)


def _check(change: PostChange, held: InHand, *, post: str, person: str) -> None:
    if change.to_person == person:
        raise NotAllowed(Text("接收人不能是移交人自己", "The post cannot be handed to the same person"))
    others = Entry.objects.filter(
        Q(valid_to__isnull=True) | Q(valid_to__gt=change.on), register="appointment", values__post=post
    ).exclude(key=change.appointment)
    if not change.to_person and (held.matters or held.unsigned) and not others.exists():
        raise NotAllowed(
            Text(
                f"这个岗位还有 {held.matters} 件在办、{held.unsigned} 件待签收，要先定接收人",
                f"{held.matters} in hand and {held.unsigned} to be signed for: name who follows first",
            )
        )

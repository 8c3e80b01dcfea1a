"""What each deed writes into an event: hand-overs, exclusions, service, voices, links."""

from collections.abc import Callable
from datetime import date
from typing import Any

from huiyin.flow.actor import PostCard
from huiyin.flow.clock import ClockError, due
from huiyin.flow.doing import Doing
from huiyin.flow.kind import Choice
from huiyin.flow.matter import Body
from huiyin.flow.scene import NotAllowed, about_units
from huiyin.flow.serving import agree_to_withdraw, announce, represented, serve, serve_some
from huiyin.flow.words import Deed, Role
from huiyin.kit.text import Text


def _target(doing: Doing) -> PostCard:
    target = doing.scene.world.posts.get(doing.values["to_post"])
    if target is None:
        raise NotAllowed(Text("没有这个岗位，或今天没有人任职", "There is no such post, or nobody holds it today"))
    opening = doing.attempt.opening
    if target.unit in (*doing.scene.matter.excluded, *(opening.excluded if opening else ())):
        raise NotAllowed(
            Text(f"反映的就是{target.unit_name}，不能交给它办", "The unit complained of may not handle the matter")
        )
    return target


def _lead_by(card: PostCard) -> Body:
    return {"lead_post": card.key, "lead_unit": card.unit, "lead_above": card.above}


def _hand_over(doing: Doing) -> None:
    matter, target = doing.scene.matter, _target(doing)
    if target.key == matter.lead_post:
        raise NotAllowed(Text("这件事现在就由这个岗位主办", "That post already leads the matter"))
    if matter.confined and not set(matter.confined) & {role.value for role in target.roles}:
        raise NotAllowed(
            Text("这类事只能转给有专门职责的岗位", "A matter of this kind goes only to posts with the special role")
        )
    sender = doing.post.key if doing.post else matter.lead_post
    doing.body.update(
        pending_post=target.key, pending_unit=target.unit, pending_above=target.above, pending_from=sender
    )


def _sign_for(doing: Doing) -> None:
    matter = doing.scene.matter
    doing.body.update(
        lead_post=matter.pending_post,
        lead_unit=matter.pending_unit,
        lead_above=matter.pending_above,
        pending_post="",
        pending_unit="",
    )


def _take_on(doing: Doing) -> None:
    # Whoever takes a matter on leads it; it must not wait in the tray of a post that cannot go on.
    if doing.post is not None:
        doing.body.update(_lead_by(doing.post))


def _send_back(doing: Doing) -> None:
    matter = doing.scene.matter
    if matter.pending_post:
        doing.body.update(pending_post="", pending_unit="")
        return
    sender = doing.scene.world.posts.get(matter.pending_from)
    if sender is None:
        raise NotAllowed(Text("转出的岗位已撤，请转给现在的分流岗", "The sending post no longer exists; hand it over"))
    doing.body.update(_lead_by(sender))


def _refuse_lead(doing: Doing) -> None:
    matter = doing.scene.matter
    doing.body["values"]["refused_by"] = [
        *matter.values.get("refused_by", ()),
        matter.pending_unit or matter.lead_unit,
    ]


def _first_receives(doing: Doing) -> None:
    if "first_post" not in doing.scene.matter.values:
        doing.body["values"]["first_post"] = doing.scene.matter.pending_post


def _first_stays(doing: Doing) -> None:
    first, post = doing.scene.matter.values.get("first_post"), doing.post
    if first is None and post is not None:
        doing.body["values"]["first_post"] = post.key
        doing.body.update(_lead_by(post))
    elif first is not None and (card := doing.scene.world.posts.get(str(first))) is not None:
        doing.body.update(_lead_by(card))


def _settle_lead(doing: Doing) -> None:
    target = _target(doing)
    if set(doing.values.get("met_units", ())) & set(doing.scene.matter.excluded):
        raise NotAllowed(Text("被反映的单位不参加会商", "The unit complained of takes no part in the meeting"))
    doing.body["values"].update(refused_by=[], decided_unit=target.unit)
    doing.body.update(_lead_by(target), pending_post="", pending_unit="")


def _give(doing: Doing) -> None:
    if doing.post is not None:
        doing.body["values"]["given_by"] = doing.post.key
    if promised_by := doing.values.get("promised_by"):
        # What a leader promised stands in that leader's list.
        doing.body["values"]["charge_post"] = _leader(doing, promised_by).key


def _take_charge(doing: Doing) -> None:
    leader = _leader(doing, doing.values["charge_post"])
    if leader.unit in doing.scene.matter.excluded:
        raise NotAllowed(
            Text("反映的就是这个单位，不能由它包案", "A leader of the unit complained of may not take charge")
        )


def _leader(doing: Doing, key: str) -> PostCard:
    leader = doing.scene.world.posts.get(key)
    if leader is None or Role.LEAD not in leader.roles:
        raise NotAllowed(Text("这里要填在任的领导岗位", "This must be a leader's post that somebody holds"))
    return leader


def _sets(**values: Any) -> Callable[[Doing], None]:
    def write(doing: Doing) -> None:
        doing.body["values"].update(values)

    return write


def _supervise(doing: Doing) -> None:
    doing.body["values"].update(supervise_stage=doing.attempt.step.signs or doing.attempt.step.id, fed_back=False)


def _put_forward(doing: Doing) -> None:
    step = doing.scene.kind.signing(doing.attempt.step.id)
    unit, above = (doing.post.unit, doing.post.above) if doing.post else ("", "")
    doing.body["to_sign"] = [{"do": "put", "step": step.id, "unit": unit, "above": above}]


def _return_papers(doing: Doing) -> None:
    assert doing.post is not None, "only a signer returns what was put forward"
    ours = [one.step for one in doing.scene.matter.to_sign.values() if doing.post.unit in (one.unit, one.above)]
    doing.body["to_sign"] = [{"do": "drop", "step": name} for name in ours]


def _assist(doing: Doing) -> None:
    unit = doing.values["assist_unit"]
    if unit in doing.scene.matter.excluded:
        raise NotAllowed(Text("反映的就是这个单位，不能请它协办", "The unit complained of may not assist"))
    if unit == doing.scene.matter.lead_unit:
        raise NotAllowed(Text("它就是主办单位", "It already leads the matter"))
    doing.body["assists"] = {"add": [unit]}


def _exclude(doing: Doing) -> None:
    units = set(about_units(doing.values))
    if not units:
        return
    for unit in sorted(units):
        units.update(doing.scene.world.unit_tree.get(unit, ()))
    doing.body["excluded"] = {"add": sorted(units)}


def _void(doing: Doing) -> None:
    paper = next((p for p in doing.scene.matter.papers if p.number == doing.values["void_number"]), None)
    if paper is None or paper.void or paper.served_on:
        raise NotAllowed(Text("没有这个文号，或已送达、已作废", "No such number, or it was served or voided already"))
    doing.body["papers"] = [{"do": "void", "id": paper.id}]


def _voice(who: str, field_id: str) -> Callable[[Doing], None]:
    def say(doing: Doing) -> None:
        if field_id in doing.values:
            doing.body["voices"] = {who: doing.values[field_id]}

    return say


def _resident_says(doing: Doing) -> None:
    _voice("resident", "solved")(doing)
    doing.body["values"]["rated_round"] = doing.scene.matter.round


def _new_round(doing: Doing) -> None:
    doing.body["round"] = doing.scene.matter.round + 1


def _other(doing: Doing) -> str:
    other = str(doing.values["other"])
    if other == doing.scene.matter.id:
        raise NotAllowed(Text("这就是它自己的编号，请填另一件的", "That is its own number; give another matter's"))
    return other


def _link(doing: Doing) -> None:
    doing.body["links"] = {"add": [[_other(doing), "linked"]]}


def _merge(doing: Doing) -> None:
    other = _other(doing)
    doing.body["merged_into"] = other
    doing.body["links"] = {"add": [[other, "merged"]]}


def _unmerge(doing: Doing) -> None:
    doing.body["links"] = {"remove": [[doing.scene.matter.merged_into, "merged"]]}
    doing.body["merged_into"] = ""


def _led_by(doing: Doing) -> None:
    doing.body.update(_lead_by(_target(doing)), pending_post="", pending_unit="")


def _join_own(doing: Doing) -> None:
    first = _other(doing)
    doing.body["merged_into"] = first
    doing.body["links"] = {"add": [[first, "repeat"]]}


def _part_own(doing: Doing) -> None:
    doing.body["links"] = {"remove": [[doing.scene.matter.merged_into, "repeat"]]}
    doing.body["merged_into"] = ""


def _object(doing: Doing) -> None:
    matter = doing.scene.matter
    doing.body["values"].update(objection="open", objection_by=matter.pending_unit or matter.lead_unit)


def _refuse_objection(doing: Doing) -> None:
    doing.body["values"]["objection"] = "refused"


def _route(doing: Doing) -> Choice:
    return next(
        choice
        for field in doing.scene.kind.asked(doing.attempt.step)
        for choice in field.choices
        if field.id == "route" and choice.id == doing.values["route"]
    )


def _to_body(doing: Doing) -> None:
    chosen = _route(doing)
    if chosen.body not in str(doing.values["forward_to"]):
        raise NotAllowed(
            Text(
                f"这一类归{chosen.body}，请写它的全称；收件机关写的不是它",
                f"This goes to the body whose name holds “{chosen.body}”: the one written is another",
            )
        )
    if chosen.under is not None:
        doing.body["values"]["branch"] = chosen.under.id


def _tell_limit(doing: Doing) -> None:
    # Where the law sets no limit, or the day it runs from is not known, nothing is counted and nothing is barred.
    chosen = _route(doing)
    last, settled = "", True
    if chosen.clock and doing.values.get("limit_from"):
        start = date.fromisoformat(doing.values["limit_from"])
        if start > doing.attempt.on:
            raise NotAllowed(Text("起算的日子不能晚于今天", "The day it runs from cannot be later than today"))
        world = doing.scene.world
        try:
            reckoned = due(world.clocks[chosen.clock], start, calendar=world.calendar)
        except ClockError as fault:
            raise NotAllowed(fault.text) from fault
        last = reckoned.due_on.isoformat() if reckoned.due_on is not None else ""
        settled = not reckoned.provisional
    doing.body["values"].update(limit_clock=chosen.clock, limit_last=last, limit_settled=settled)
    if chosen.under is not None:
        doing.body["values"]["branch"] = chosen.under.id


def _correct_data(doing: Doing) -> None:
    named = [field.name.zh for field in doing.attempt.step.fields if field.id in doing.attempt.digests]
    if named:
        doing.body["values"]["corrected"] = "、".join(named)


def _disown(doing: Doing) -> None:
    # What was brought in by mistake is no work of the office: it stands outside time-limit figures from here on.
    doing.body["history"] = True


DEEDS: dict[Deed, Callable[[Doing], None]] = {
    Deed.HAND_OVER: _hand_over,
    Deed.SIGN_FOR: _sign_for,
    Deed.TAKE_ON: _take_on,
    Deed.SEND_BACK: _send_back,
    Deed.ASSIST: _assist,
    Deed.EXCLUDE: _exclude,
    Deed.SERVE: serve,
    Deed.SERVE_SOME: serve_some,
    Deed.ANNOUNCE: announce,
    Deed.REPRESENTED: represented,
    Deed.AGREE_TO_WITHDRAW: agree_to_withdraw,
    Deed.VOID: _void,
    Deed.OFFICE_SAYS: _voice("office", "office_says"),
    Deed.RESIDENT_SAYS: _resident_says,
    Deed.CALLBACK_SAYS: _voice("callback", "callback_says"),
    Deed.NEW_ROUND: _new_round,
    Deed.LINK: _link,
    Deed.MERGE: _merge,
    Deed.UNMERGE: _unmerge,
    Deed.LED_BY: _led_by,
    Deed.JOIN_OWN: _join_own,
    Deed.PART_OWN: _part_own,
    Deed.DISOWN: _disown,
    Deed.CORRECT_DATA: _correct_data,
    Deed.REFUSE_LEAD: _refuse_lead,
    Deed.FIRST_RECEIVES: _first_receives,
    Deed.FIRST_STAYS: _first_stays,
    Deed.SETTLE_LEAD: _settle_lead,
    Deed.TELL_LIMIT: _tell_limit,
    Deed.TO_BODY: _to_body,
    Deed.OBJECT: _object,
    Deed.REFUSE_OBJECTION: _refuse_objection,
    Deed.GIVE: _give,
    Deed.TAKE_CHARGE: _take_charge,
    Deed.LIST_BACKLOG: _sets(backlog=True),
    Deed.STRIKE_BACKLOG: _sets(backlog=False),
    Deed.SUPERVISE: _supervise,
    Deed.FEED_BACK: _sets(fed_back=True),
    Deed.PUT_FORWARD: _put_forward,
    Deed.RETURN_PAPERS: _return_papers,
    Deed.STRIKE_SUPERVISION: _sets(supervise_stage="", fed_back=False),
}

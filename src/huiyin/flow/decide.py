"""The one decision: may this step be taken, and what exactly follows from it."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from huiyin.flow.actor import Actor
from huiyin.flow.deeds import DEEDS
from huiyin.flow.doing import Doing
from huiyin.flow.guards import GUARDS, first_hand
from huiyin.flow.kind import Kind, Only, Step
from huiyin.flow.matter import Body, Event, Matter
from huiyin.flow.says import WAITS
from huiyin.flow.scene import Attempt, NotAllowed, PaperNumber, Scene, World, acting_post, may_act
from huiyin.flow.ticking import clock_changes
from huiyin.flow.words import WRITTEN, Deed, Guard, Sort, Verb
from huiyin.kit.text import Text

ANY_OPEN_STATE = "*"
# How a paper between offices is delivered: with the step itself.
BETWEEN_OFFICES = "office"
# An earlier moment needs a named source from this far back (design: two times).
SOURCE_NEEDED_AFTER = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Offer:
    """A step as one actor sees it now. `reason` says why not, and is None when it may be taken."""

    step: Step
    reason: Text | None

    @property
    def allowed(self) -> bool:
        """Say whether the step may be taken now."""
        return self.reason is None


def offers(kind: Kind, matter: Matter, *, actor: Actor, world: World) -> tuple[Offer, ...]:
    """Return every step of the kind with the reason against it, in declared order; opening steps left out."""
    scenes = (Scene(kind, matter, step, actor, world) for step in kind.steps if step.after)
    return tuple(Offer(scene.step, reason_against(scene)) for scene in scenes)


def waits(kind: Kind, matter: Matter, *, actor: Actor, world: World) -> tuple[Text, ...]:
    """Return what is to be decided before the matter goes on, whoever may decide it."""
    found = {}
    for step in kind.steps:
        scene = Scene(kind, matter, step, actor, world)
        for guard in step.guards:
            if guard in WAITS and matter.state in step.after and GUARDS[guard](scene) is None:
                found[guard] = WAITS[guard]
    return tuple(found.values())


def offers_by_verb(offered: tuple[Offer, ...]) -> dict[Verb, Offer]:
    """Return one offer a verb key: an allowed one where there is one."""
    found: dict[Verb, Offer] = {}
    for offer in offered:
        verb = offer.step.verb
        if verb is not None and (verb not in found or (offer.allowed and not found[verb].allowed)):
            found[verb] = offer
    return found


def reason_against(scene: Scene) -> Text | None:
    """Return why the step may not be taken, or None. Costs no query."""
    state = scene.kind.state(scene.matter.state)
    if state.id not in scene.step.after and not (ANY_OPEN_STATE in scene.step.after and not state.final):
        return Text(f"现在是“{state.name.zh}”，这一步不适用", f"Not applicable while “{state.name.en}”")
    if scene.matter.erased:
        return Text("这件事已经抹除", "It has been erased")
    if scene.matter.merged_into and _handles(scene.step):
        return Text("已并入另一件，在那件里办", "Merged into another matter; act there")
    if not may_act(scene):
        return Text("不是您岗位的事", "Not for your post")
    if (unmeant := _unmeant(scene.step.only, scene.matter)) is not None:
        return unmeant
    for guard in scene.step.guards:
        reason = GUARDS[guard](scene)
        if reason is not None:
            return reason
    return None


def _handles(step: Step) -> bool:
    # Putting right what is held of a person is no handling: it is done wherever the data lie.
    return Guard.MERGED not in step.guards and Deed.CORRECT_DATA not in step.does


def decide(kind: Kind, matter: Matter, attempt: Attempt, *, actor: Actor, world: World) -> Event:
    """Return the event that the step makes, every consequence written out.

    Raises NotAllowed with a sentence for the person. Pure: reads no clock and no table but `world`.
    """
    scene = Scene(kind, matter, attempt.step, actor, world)
    if attempt.step.after:
        reason = reason_against(scene)
        if reason is not None:
            raise NotAllowed(reason)
    elif not may_act(scene):
        raise NotAllowed(Text("不是您岗位的事", "Not for your post"))
    _check_times(matter, attempt)
    _check_chosen(matter, attempt)
    if Deed.PUT_FORWARD in attempt.step.does:
        # What could not be signed is refused while whoever drafts it can still mend it.
        foreseen(replace(scene, step=kind.signing(attempt.step.id)), attempt)
    return foreseen(scene, attempt)


def foreseen(scene: Scene, attempt: Attempt) -> Event:
    """Return the event that the scene's step would make, without asking whether the actor may take it. Raises NotAllowed."""
    attempt = replace(attempt, step=scene.step, values={**_drafted(scene), **attempt.values})
    body = _body(scene, attempt)
    doing = Doing(scene, attempt, acting_post(scene), body)
    for deed in attempt.step.does:
        DEEDS[deed](doing)
    changes = clock_changes(scene.matter, attempt, world=scene.world, counts_from=body.get("counts_from", ""))
    if changes:
        body["clocks"] = changes
    if dropped := _no_longer(scene, body):
        body["to_sign"] = [*body.get("to_sign", ()), *dropped]
    return Event(f"{scene.kind.id}.{attempt.step.event}", attempt.at, attempt.recorded_at, body)


def _drafted(scene: Scene) -> Mapping[str, Any]:
    waiting = scene.matter.to_sign.get(scene.step.id) if scene.step.signs else None
    return waiting.values if waiting is not None else {}


def _no_longer(scene: Scene, body: Body) -> list[Body]:
    """Return what falls away of what waits to be signed: signed now, out of place in the new state, or its unit gone."""
    kind, matter = scene.kind, scene.matter
    told = {change["step"] for change in body.get("to_sign", ())}
    state = kind.state(body.get("state", matter.state)) if matter.to_sign else None
    gone = []
    for one in matter.to_sign.values():
        after = kind.step(one.step).after
        stays = state is not None and (state.id in after or (ANY_OPEN_STATE in after and not state.final))
        led = one.unit == matter.lead_unit and body.get("lead_unit", one.unit) != one.unit
        if one.step not in told and (one.step == scene.step.id or not stays or led or "confined" in body):
            gone.append({"do": "drop", "step": one.step})
    return gone


def _unmeant(only: Only | None, matter: Matter) -> Text | None:
    if only is None or str(matter.values.get(only.field, "")) in only.answers:
        return None
    return only.says


def _check_chosen(matter: Matter, attempt: Attempt) -> None:
    for field in attempt.step.fields:
        for choice in field.choices:
            if choice.id == attempt.values.get(field.id) and (unmeant := _unmeant(choice.only, matter)) is not None:
                raise NotAllowed(unmeant)


def _check_times(matter: Matter, attempt: Attempt) -> None:
    if attempt.at > attempt.recorded_at:
        raise NotAllowed(Text("发生时间不能晚于现在", "It cannot have happened later than now"))
    if attempt.recorded_at - attempt.at > SOURCE_NEEDED_AFTER and not attempt.source:
        raise NotAllowed(
            Text("时间早于现在一小时以上，请写明依据", "More than an hour ago: name the source of that time")
        )
    if matter.received_at is not None and attempt.at < matter.received_at:
        raise NotAllowed(Text("发生时间早于收到这件事的时间", "Earlier than the matter was received"))


def _body(scene: Scene, attempt: Attempt) -> Body:
    step = attempt.step
    body: Body = {"step": step.id, "by": _by(scene), "values": _values(attempt)}
    waiting = scene.matter.to_sign.get(step.id)
    drafted = {**waiting.by, "version": waiting.version} if waiting is not None else {}
    also = {
        "drafted": drafted,
        "said": _said(scene, attempt),
        "sealed": dict(attempt.digests),
        "source": attempt.source,
    }
    body.update({name: value for name, value in also.items() if value})
    if step.to is not None:
        body["state"] = step.to
    if scene.actor.person:
        body["hands"] = {step.hand or step.id: scene.actor.person}
        if Guard.ANOTHER_HAND in step.guards and first_hand(scene) == scene.actor.person:
            body["values"]["one_hand"] = True
    if step.warns and (face := scene.matter.clocks.get(step.warns)) is not None and face.due_on is not None:
        body["values"]["limit_last"] = face.due_on.isoformat()
    if attempt.papers:
        body["papers"] = [_issued(paper, attempt) for paper in attempt.papers]
    if attempt.opening is not None:
        body.update(_opening(scene.kind, attempt))
    if step.confines:
        body.update(_confined(scene))
    return body


def _values(attempt: Attempt) -> Body:
    read = attempt.opening.read_back if attempt.opening is not None else None
    return {**attempt.values, **(read.values() if read is not None else {})}


def _confined(scene: Scene) -> Body:
    # From here on the body in charge has it alone: no sender, no assisting unit, no unit that once received it.
    card = scene.world.confidant
    assert card is not None, "a step that confines needs the world to name who has it from here on"
    return {
        "confined": [role.value for role in scene.step.confines],
        "received_unit": card.unit,
        "lead_unit": card.unit,
        "lead_post": card.key,
        "lead_above": card.above,
        "pending_post": "",
        "pending_unit": "",
        "pending_from": "",
        "assists": {"remove": list(scene.matter.assists)},
    }


def _said(scene: Scene, attempt: Attempt) -> list[str]:
    # The names of the public values that are somebody's own words: they can be erased, choices and dates need not be.
    sorts = {field.id: field.sort for field in scene.kind.asked(scene.step)}
    return sorted(name for name in attempt.values if sorts.get(name, Sort.LINE) in WRITTEN)


def _by(scene: Scene) -> Body:
    post = acting_post(scene)
    by: Body = {"person": scene.actor.person}
    if post is not None:
        by.update(post=post.key, unit=post.unit)
        if post.lent_by:
            by["lent_by"] = post.lent_by
    elif scene.actor.clockwork:
        by["clockwork"] = True
    return by


def _issued(paper: PaperNumber, attempt: Attempt) -> Body:
    return {
        "do": "issue",
        "id": paper.id,
        "code": paper.code,
        "number": paper.number,
        "series": paper.series,
        "on": attempt.on.isoformat(),
        **({"way": BETWEEN_OFFICES} if attempt.step.between else {}),
    }


def _opening(kind: Kind, attempt: Attempt) -> Body:
    opening = attempt.opening
    assert opening is not None
    body: Body = {
        "kind": kind.id,
        "edition": kind.edition,
        "number": opening.number,
        "county": opening.county,
        "received_at": _iso(attempt.at),
        "received_unit": opening.received_unit,
        "lead_unit": opening.lead_unit,
        "lead_post": opening.lead_post,
        "lead_above": opening.lead_above,
        "division": opening.division,
    }
    if kind.confined:
        body["confined"] = [role.value for role in kind.confined]
    if opening.history:
        body["history"] = True
    if opening.origin:
        body["links"] = {"add": [[opening.origin, opening.origin_sort]]}
    elif opening.about:
        body["links"] = {"add": [[opening.about, "about"]]}
    if opening.party:
        # What one of several representatives asks about the own data is no other's business.
        body["values"] = {**attempt.values, "representative": opening.party}
    if opening.excluded:
        body["excluded"] = {"add": list(opening.excluded)}
    return body


def _iso(moment: datetime) -> str:
    return moment.isoformat(timespec="microseconds")

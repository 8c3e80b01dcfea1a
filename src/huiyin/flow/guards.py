"""What each named guard means: a sentence why not, or None when nothing stands in the way."""

from collections.abc import Callable

from huiyin.flow.answers import FIRST
from huiyin.flow.scene import Hands, Scene, acting_post
from huiyin.flow.serving import answer_on_its_way
from huiyin.flow.words import Deed, Guard
from huiyin.kit.text import Text


def _concern_known(scene: Scene) -> Text | None:
    if scene.matter.values.get("concerns_office") in (True, False):
        return None
    return Text("先问清是不是反映单位或干部", "Ask first whether it is about an office or an officer")


def _not_handed_over(scene: Scene) -> Text | None:
    return Text("已转出，等对方签收", "Handed over, not yet signed for") if scene.matter.pending_post else None


def _handed_over(scene: Scene) -> Text | None:
    return None if scene.matter.pending_post else Text("没有待签收的转办", "Nothing waits to be signed for")


def _another_hand(scene: Scene) -> Text | None:
    # Where another step is not named, the one called `draft` is the first hand; in an office of one it is marked instead.
    matter, person = scene.matter, scene.actor.person
    hands = scene.world.hands.get(hands_unit(scene), Hands())
    if len(hands.people) == 1 or not person:
        return None
    if first_hand(scene) == person:
        return Text("拟稿人不能自己审签", "Who drafted it may not check or sign it")
    if matter.hands.get("report") == person and not scene.step.signs:
        return Text("报结果的人不能自己销号", "Who reported it may not sign it off")
    return None if scene.step.signs else _third_hand(scene, hands)


def _third_hand(scene: Scene, hands: Hands) -> Text | None:
    # Drafted, checked and signed by three where the office has them: else the law's two are enough.
    person = scene.actor.person
    # Who lent the post is away.
    post = acting_post(scene)
    others = frozenset({first_hand(scene), person, post.lent_by if post is not None else ""})
    if scene.step.papers:
        same = scene.matter.hands.get("check") == person and hands.signers - others
        return (
            Text("审核的人不能再签发，请另一位签发", "Who checked it does not sign it: another may") if same else None
        )
    only = hands.signers - {first_hand(scene)} == {person} and hands.checkers - others
    return Text("您要签发的，请审核岗先审核", "You are to sign it: let the checking post check it") if only else None


def first_hand(scene: Scene) -> str:
    """Return who drafted what the step checks or signs, or nothing."""
    return scene.matter.hands.get(scene.step.signs or "draft", "")


def hands_unit(scene: Scene) -> str:
    """Return the unit whose paper it is: the one that put it forward, or the one that leads."""
    waiting = scene.matter.to_sign.get(scene.step.id)
    return waiting.unit if waiting is not None else scene.matter.lead_unit


def _put_forward(scene: Scene) -> Text | None:
    if scene.step.id in scene.matter.to_sign:
        return None
    return Text("还没有拟好送签", "Nothing is drafted and put forward yet")


def _unrated(scene: Scene) -> Text | None:
    rated = scene.matter.values.get("rated_round") == scene.matter.round
    return Text("这次答复已评价过", "This reply has been rated already") if rated else None


def _paper_unserved(scene: Scene) -> Text | None:
    waiting = any(not p.served_on and not p.void for p in scene.matter.papers)
    return None if waiting else Text("没有待送达的文书", "No paper waits to be served")


def _several_recipients(scene: Scene) -> Text | None:
    return None if len(scene.matter.recipients) > 1 else Text("只有一位收件人", "There is only one recipient")


def _got_it(scene: Scene) -> Text | None:
    paper = answer_on_its_way(scene.kind, scene.matter)
    whom = scene.actor.party or FIRST if scene.actor.matter else ""
    got = paper is not None and paper.services and paper.service_of(whom) is not None
    return None if got else Text("答复还没有送到您手里", "The reply has not reached you yet")


def _others_agree(scene: Scene) -> Text | None:
    matter = scene.matter
    missing = set(matter.recipients) - set(matter.values.get("withdrawing", ())) - {scene.actor.party or FIRST}
    if len(matter.recipients) < 2 or not missing:
        return None
    return Text(
        f"联名反映的，还要 {len(missing)} 位代表点“同意撤回”", f"{len(missing)} more representatives must agree first"
    )


def _may_send_back(scene: Scene) -> Text | None:
    matter = scene.matter
    ours = matter.pending_unit or matter.lead_unit
    if matter.values.get("decided_unit") == ours:
        return Text("会商定了由本单位主办，不能再退", "It was decided jointly that this unit leads: no sending back")
    if ours in matter.values.get("refused_by", ()):
        return Text("本单位已退过一次，不能再退", "This unit sent it back once already")
    return (
        None
        if matter.pending_post or _stops_a_clock(scene)
        else Text("已过退回的期限", "The time to object has passed")
    )


def _may_object(scene: Scene) -> Text | None:
    matter = scene.matter
    limit = matter.clocks.get("XF-05")
    ours = matter.pending_unit or matter.lead_unit
    if matter.values.get("objection_by") == ours or matter.values.get("decided_unit") == ours:
        return Text(
            "本单位已经提过异议，或者会商定了由本单位办", "This unit objected already, or it was decided jointly"
        )
    if limit is None or not limit.running or (limit.due_at is not None and scene.actor.at > limit.due_at):
        return Text("提出异议的 5 个工作日已过，视为接受", "The 5 working days have passed: it counts as accepted")
    return None


def _objected(scene: Scene) -> Text | None:
    values, ours = scene.matter.values, scene.matter.pending_unit or scene.matter.lead_unit
    if values.get("objection") == "open" and values.get("objection_by") == ours:
        return None
    return Text("没有待核实的异议", "No objection waits to be verified")


# How often a matter may be sent back before the units must meet.
MOST_REFUSALS = 2


def _undisputed(scene: Scene) -> Text | None:
    if len(scene.matter.values.get("refused_by", ())) < MOST_REFUSALS:
        return None
    return Text("已被两次退回，先会商定主办", "Sent back twice: decide jointly who leads first")


def _disputed(scene: Scene) -> Text | None:
    if len(scene.matter.values.get("refused_by", ())) >= MOST_REFUSALS:
        return None
    return Text("没有被两次退回，不用会商", "Not sent back twice: no joint decision is needed")


def _clock_runs(scene: Scene) -> Text | None:
    return None if _stops_a_clock(scene) else Text("没有这个时限在走", "No such clock is running")


def _stops_a_clock(scene: Scene) -> bool:
    # What is only drafted stops its clocks once it is signed.
    drafts = Deed.PUT_FORWARD in scene.step.does
    stops = scene.kind.signing(scene.step.id).stops if drafts else scene.step.stops
    faces = (scene.matter.clocks.get(name) for name in stops)
    return any(face is not None and face.running for face in faces)


def _merged(scene: Scene) -> Text | None:
    return None if scene.matter.merged_into else Text("没有并到别的事项", "It was not merged")


def _untouched(scene: Scene) -> Text | None:
    if scene.matter.version == 1:
        return None
    return Text("登记以后已经有人办过，不能当作误登撤销", "It has been acted on since; it is no mere slip any more")


def _written_to(scene: Scene) -> Text | None:
    return None if "letter" in scene.matter.sealed else Text("单位还没有写过信", "The office has not written yet")


def _supervised(scene: Scene) -> Text | None:
    return None if scene.matter.values.get("supervise_stage") else Text("没有在督办", "It is not under supervision")


def _fed_back(scene: Scene) -> Text | None:
    if scene.matter.values.get("fed_back"):
        return None
    return Text("承办单位还没有反馈", "The unit has not answered the supervision yet")


def _in_charge(scene: Scene) -> Text | None:
    return None if scene.matter.values.get("charge_post") else Text("还没有领导包案", "No leader is in charge")


def _in_backlog(scene: Scene) -> Text | None:
    return None if scene.matter.values.get("backlog") else Text("没有列为积案", "It is not on the backlog list")


def _not_in_backlog(scene: Scene) -> Text | None:
    return Text("已经列为积案", "It is on the backlog list already") if scene.matter.values.get("backlog") else None


# What a request about one's data asks for and is answered, where it is to have something corrected.
CORRECTION, GRANTED = "correct", frozenset({"granted", "partly"})


def _correction_waits(scene: Scene) -> bool:
    values, links = scene.matter.values, scene.matter.links
    granted = values.get("data_right") == CORRECTION and values.get("data_decision") in GRANTED
    return granted and not values.get("corrected") and any(sort == "about" for _, sort in links)


def _to_correct(scene: Scene) -> Text | None:
    return None if _correction_waits(scene) else Text("没有同意了还没改的更正", "No granted correction waits")


def _corrected_first(scene: Scene) -> Text | None:
    return Text("同意了更正，先把信息改好再送达", "Make the correction first") if _correction_waits(scene) else None


def _is_late(scene: Scene) -> bool:
    return "late_reason" in scene.matter.sealed and not scene.matter.values.get("late_ground")


def _late(scene: Scene) -> Text | None:
    return None if _is_late(scene) else Text("没有待决定的逾期理由", "No late reason waits to be decided on")


def _not_late(scene: Scene) -> Text | None:
    return (
        Text("是逾期的申请，先决定理由成不成立", "Asked late: decide on the reason first") if _is_late(scene) else None
    )


GUARDS: dict[Guard, Callable[[Scene], Text | None]] = {
    Guard.CONCERN_KNOWN: _concern_known,
    Guard.NOT_HANDED_OVER: _not_handed_over,
    Guard.HANDED_OVER: _handed_over,
    Guard.ANOTHER_HAND: _another_hand,
    Guard.PUT_FORWARD: _put_forward,
    Guard.UNRATED: _unrated,
    Guard.PAPER_UNSERVED: _paper_unserved,
    Guard.SEVERAL_RECIPIENTS: _several_recipients,
    Guard.GOT_IT: _got_it,
    Guard.OTHERS_AGREE: _others_agree,
    Guard.MAY_SEND_BACK: _may_send_back,
    Guard.MAY_OBJECT: _may_object,
    Guard.OBJECTED: _objected,
    Guard.MERGED: _merged,
    Guard.UNTOUCHED: _untouched,
    Guard.WRITTEN_TO: _written_to,
    Guard.UNDISPUTED: _undisputed,
    Guard.DISPUTED: _disputed,
    Guard.CLOCK_RUNS: _clock_runs,
    Guard.TO_CORRECT: _to_correct,
    Guard.CORRECTED_FIRST: _corrected_first,
    Guard.LATE: _late,
    Guard.NOT_LATE: _not_late,
    Guard.SUPERVISED: _supervised,
    Guard.FED_BACK: _fed_back,
    Guard.IN_CHARGE: _in_charge,
    Guard.IN_BACKLOG: _in_backlog,
    Guard.NOT_IN_BACKLOG: _not_in_backlog,
}

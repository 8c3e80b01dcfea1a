"""From a matter to the data of each paper, one function a code. The wording itself is in `papers`."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

from huiyin.flow.clock import UNIT_NAMES, due
from huiyin.kinds.clocks import CLOCKS
from huiyin.kinds.routes import BY_ID as ROUTES
from huiyin.papers.acceptance import AcceptanceNotice
from huiyin.papers.extension import ExtensionNotice
from huiyin.papers.frame import Frame
from huiyin.papers.guidance import Branch, Counted, GuidanceNotice
from huiyin.papers.model import PaperError
from huiyin.papers.opinion import Outcome, RequestOutcome, WrittenOpinion
from huiyin.papers.phrases import day_words
from huiyin.papers.refusal import ENDED, IN_PROGRESS, LATE, LITIGATION, NO_COMPETENCE, Ground, RefusalNotice
from huiyin.papers.registry import BUILDERS
from huiyin.papers.review import Decision, EarlierOpinion, ReReviewOpinion, Reviewed, ReviewOpinion
from huiyin.papers.service import ProofOfService, ServedPaper
from huiyin.papers.transfer import Transfer, TransferLetter, TransferNotice
from huiyin.queries import paper_hearings, paper_replies, paper_rights, paper_supervision
from huiyin.queries.paper_data import Sources

GROUNDS: dict[str, Ground] = {
    "in_progress": IN_PROGRESS,
    "ended": ENDED,
    "not_competent": NO_COMPETENCE,
    "late": LATE,
    "litigation": LITIGATION,
}
SERVED = {"in_person": "当面", "post": "邮寄", "online": "网上", "left": "留置", "announced": "公告"}


def acceptance(held: Sources) -> AcceptanceNotice:
    """Return the data of D02."""
    return AcceptanceNotice(
        frame=held.frame(),
        to=held.addressee,
        matter=held.ref,
        received_on=held.received_on,
        accepted_on=held.day,
        handler=held.issuer.name,
        due_on=_due(held, "XF-06"),
    )


def guidance(held: Sources) -> GuidanceNotice:
    """Return the data of D03."""
    route = ROUTES[held.text("route")]
    last = held.text("limit_last")
    return GuidanceNotice(
        frame=held.frame(),
        to=held.addressee,
        matter=held.ref,
        branch=Branch(held.text("branch")),
        procedure=route.procedure.zh,
        body=held.text("guide_body"),
        limit=_limit_of(route.clock, held.text("guide_limit")),
        papers=held.text("guide_papers"),
        because=held.text("guide_reason"),
        help=route.help.zh,
        counted=Counted(date.fromisoformat(held.text("limit_from")), date.fromisoformat(last)) if last else None,
        settled=bool(held.matter.values.get("limit_settled", True)),
        further=tuple(_limit_of(name) for name in route.then),
        note=route.note.zh if route.note is not None else "",
        basis=route.basis,
    )


def _limit_of(name: str, more: str = "") -> str:
    """Say one limit of a route as the letter does: what, how long, from when, by which article."""
    if not name:
        return more or "法律没有规定提出的期限，请尽早提出"
    clock = CLOCKS[name]
    long = f"{clock.n}{UNIT_NAMES[clock.unit].zh}" if clock.n is not None else "及时"
    said = f"{clock.name.zh}：自{clock.starts.zh}之日起{long}（{clock.basis_text}）"
    return f"{said}。{more}" if more else said


def transfer(held: Sources) -> TransferLetter:
    """Return the data of D04: a letter to the body in charge, without the name when an office is complained of."""
    assigned = bool(held.matter.pending_unit) and held.event.type.endswith(".assigned")
    accusation = bool(held.matter.values.get("concerns_office"))
    return TransferLetter(
        frame=held.frame(),
        to=held.office(held.matter.pending_unit).organ if assigned else held.text("forward_to"),
        way=Transfer.ASSIGN if assigned else Transfer.FORWARD,
        matter=held.ref,
        petitioner="" if accusation or not held.text("name") else held.addressee,
        requests=tuple(held.texts("requests")),
        because=held.text("reason") if assigned else held.text("forward_reason"),
        feedback_on=_feedback_on(held) if assigned else None,
        accusation=accusation,
    )


def transfer_notice(held: Sources) -> TransferNotice:
    """Return the data of D04-2, by which the resident learns where the matter went."""
    return TransferNotice(
        frame=held.frame(),
        to=held.addressee,
        way=Transfer.FORWARD,
        matter=held.ref,
        sent_to=held.text("forward_to"),
        sent_to_contact="",
        sent_on=held.day,
        because=held.text("forward_reason"),
    )


def refusal(held: Sources) -> RefusalNotice:
    """Return the data of D05."""
    return RefusalNotice(
        frame=held.frame(),
        to=held.addressee,
        matter=held.ref,
        ground=GROUNDS[held.text("refusal_ground")],
        because=held.text("refusal_facts"),
        channel=held.text("proper_channel"),
        supervisor=held.supervisor.name,
    )


def extension(held: Sources) -> ExtensionNotice:
    """Return the data of D07: the day before and the day after."""
    was = held.before.clocks.get("XF-06")
    if was is None or was.due_on is None:
        raise PaperError("没有可以延长的办理期限，不能生成延期告知书。")
    return ExtensionNotice(
        frame=held.frame(),
        to=held.addressee,
        matter=held.ref,
        accepted_on=held.accepted_on,
        old_due_on=was.due_on,
        new_due_on=_due(held, "XF-06"),
        extended_days=held.clock("XF-06").extended - was.extended,
        reason=held.text("extend_reason"),
        done_so_far=held.text("progress_public"),
        approver=held.signer,
        approved_on=held.day,
    )


def _answered_together(held: Sources) -> str:
    own = "；".join(held.texts("requests"))
    return f"同一事项还有其他人反映，本机关合并办理、一并答复。您要的结果是：{own}。以下各项对此一并作出答复"


def opinion(held: Sources) -> WrittenOpinion:
    """Return the data of D08: each request with its own outcome."""
    shared = held.event.type.endswith(".shared_reply_taken")
    requests = held.texts("shared_requests" if shared else "requests")
    outcomes, said = held.texts("outcomes"), held.texts("outcome_words")
    if not len(requests) == len(outcomes) == len(said):
        raise PaperError("诉求和答复的项数对不上，请退回重拟，逐项答复。")
    return WrittenOpinion(
        frame=held.frame(),
        to=held.addressee,
        matter=held.ref,
        subject=_subject(held),
        accepted_on=held.accepted_on,
        inquiry=_answered_together(held) if shared else "",
        found=held.text("found"),
        basis=held.text("opinion_basis"),
        requests=tuple(
            RequestOutcome(request, Outcome(outcome), words)
            for request, outcome, words in zip(requests, outcomes, said, strict=True)
        ),
        review_body=held.supervisor.organ,
    )


def review(held: Sources) -> ReviewOpinion:
    """Return the data of D09, the first review."""
    return ReviewOpinion(held.frame(), held.addressee, _reviewed(held), held.supervisor.organ)


def re_review(held: Sources) -> ReReviewOpinion:
    """Return the data of D09-2, the last word."""
    opened, closed = held.event_day("hearing_opened"), held.event_day("hearing_closed")
    hearing = f"{_span(opened, closed)}举行了听证" if opened and closed else ""
    return ReReviewOpinion(held.frame(), held.addressee, _reviewed(held), hearing)


def service(held: Sources) -> ProofOfService:
    """Return the data of D14 for one paper."""
    paper = held.paper
    if paper is None:
        raise PaperError("先有编号的文书，才有送达回证。")
    served = ServedPaper(BUILDERS[paper.code].name.zh, paper.number)
    frame, handed = held.frame(), held.service
    return ProofOfService(
        frame=_unnumbered(frame, paper.number),
        matter_number=held.matter.number,
        papers=(served,),
        recipient=held.recipient_name,
        address=held.recipient_address,
        way=SERVED.get(handed.way, "") if handed is not None else "",
        served_on=handed.on if handed is not None else None,
        substitute=held.said_serving("receipt_signer"),
        witness=held.said_serving("witness"),
        remarks="；".join(filter(None, _remarks(held))),
    )


def _remarks(held: Sources) -> tuple[str, ...]:
    number, refused = held.said_serving("post_number"), held.said_serving("left_why")
    announced = held.service is not None and held.service.way == "announced"
    where, notice = held.text("notice_where"), held.day_given("notice_on")
    return (
        f"邮件单号{number}" if number else "",
        f"拒收情形：{refused}" if refused else "",
        f"{day_words(notice)}在{where}公告，满30日视为送达" if announced and notice is not None else "",
    )


def _unnumbered(frame: Frame, number: str) -> Frame:
    # The form goes by the number of the paper that it proves; it takes none of its own.
    return replace(frame, number=f"{number}送达回证", draft=False)


def _due(held: Sources, clock: str) -> date:
    due_on = held.clock(clock).due_on
    assert due_on is not None
    return due_on


def _feedback_on(held: Sources) -> date | None:
    # The last lawful day: accepted on the last day of Art. 23's fifteen, handled within the sixty of Art. 34.
    return due(CLOCKS["XF-06"], _due(held, "XF-04"), calendar=held.calendar).due_on


def _subject(held: Sources) -> str:
    title = held.text("title").rstrip("…")
    return title.partition("：")[2] if held.matter.kind != "appeal" and "：" in title else title


def _span(first: date, last: date) -> str:
    return f"{first.year}年{first.month}月{first.day}日至{last.month}月{last.day}日"


def _reviewed(held: Sources) -> Reviewed:
    if held.earlier is None:
        raise PaperError("找不到原来的意见书，不能生成复查（复核）意见书。")
    paper, office, on = held.earlier
    return Reviewed(
        matter=held.ref,
        subject=_subject(held),
        asked_on=held.received_on,
        request=held.text("review_reason"),
        earlier=EarlierOpinion(office.organ, paper.number, on),
        found=held.text("found"),
        decision=Decision(held.text("decision")),
        decision_words=held.text("decision_words"),
        basis=held.text("opinion_basis"),
    )


BUILDS: dict[str, Callable[[Sources], Any]] = {
    "D02": acceptance,
    "D03": guidance,
    "D04": transfer,
    "D04-2": transfer_notice,
    "D05": refusal,
    "D07": extension,
    "D08": opinion,
    "D09": review,
    "D09-2": re_review,
    "D14": service,
    **paper_hearings.BUILDS,
    **paper_replies.BUILDS,
    **paper_supervision.BUILDS,
    **paper_rights.BUILDS,
}
# The private answers each paper prints.
NEEDS: dict[str, frozenset[str]] = {
    "D02": frozenset({"name"}),
    "D03": frozenset({"name"}),
    "D04": frozenset({"name"}),
    "D04-2": frozenset({"name"}),
    "D05": frozenset({"name", "refusal_facts"}),
    "D07": frozenset({"name"}),
    "D08": frozenset({"name", "found", "outcome_words"}),
    "D09": frozenset({"name", "review_reason", "found", "decision_words"}),
    "D09-2": frozenset({"name", "review_reason", "found", "decision_words"}),
    "D14": frozenset({"name", "place", "serve_at", "receipt_signer", "witness", "left_why"}),
    **paper_hearings.NEEDS,
    **paper_replies.NEEDS,
    **paper_supervision.NEEDS,
    **paper_rights.NEEDS,
}

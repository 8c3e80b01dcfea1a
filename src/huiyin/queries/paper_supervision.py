"""From a matter to the papers of supervision (D12), the report of conclusion (D13) and of asking back (D26)."""

from collections.abc import Callable
from datetime import date
from typing import Any

from huiyin.papers.asking_back import SOLVED, CallBackRecord, Questionnaire
from huiyin.papers.conclusion import ConclusionReport
from huiyin.papers.registry import BUILDERS
from huiyin.papers.supervision import (
    AccountabilityProposal,
    RectificationNotice,
    Supervised,
    SupervisionLetter,
    SupervisionReply,
    TalkRecord,
)
from huiyin.queries.paper_data import Office, Sources

SUPERVISING = ("D12", "D12-2", "D12-3", "D12-4")


def _case(held: Sources, *facts: str) -> Supervised:
    ground = held.chosen("supervise_ground")
    return Supervised(
        matter=held.ref,
        unit=held.body_named("supervised_unit") or held.office(held.matter.lead_unit).organ,
        ground=ground.name.zh if ground is not None else held.first("supervise_ground", "reason") or "办理不当",
        facts=held.first(*facts),
        basis=f"《{ground.basis.replace(' ', '》', 1)}" if ground is not None and " " in ground.basis else "",
    )


def letter(held: Sources) -> SupervisionLetter:
    """Return the data of D12."""
    return SupervisionLetter(
        frame=held.frame(),
        case=_case(held, "supervise_facts", "reason"),
        asks=held.text("supervise_asks"),
        new_due_on=held.day_given("supervise_due"),
        legal_due_on=_legal_due(held),
    )


def talk(held: Sources) -> TalkRecord:
    """Return the data of D12-2."""
    return TalkRecord(
        frame=held.frame(),
        case=_case(held, "talk_facts", "supervise_facts", "reason"),
        on=held.day_given("talk_on"),
        place=held.text("talk_place"),
        host=held.first("talk_host"),
        talked_with=held.text("talk_with"),
        record=held.text("talk_record"),
        asks=held.text("talk_asks"),
        promised=held.text("talk_promised"),
    )


def rectification(held: Sources) -> RectificationNotice:
    """Return the data of D12-3."""
    return RectificationNotice(
        frame=held.frame(),
        case=_case(held, "rectify_facts", "supervise_facts", "reason"),
        problems=held.lines("rectify_problems"),
        asks=held.first("rectify_asks", "supervise_asks"),
        due_on=held.day_given("rectify_due", "supervise_due"),
    )


def accountability(held: Sources) -> AccountabilityProposal:
    """Return the data of D12-4."""
    return AccountabilityProposal(
        frame=held.frame(),
        to=held.body_named("accountable_to") or "有管理权限的机关",
        case=_case(held, "accountable_facts", "supervise_facts", "reason"),
        consequence=held.text("accountable_harm"),
        proposal=held.text("accountable_proposal"),
    )


def reply(held: Sources) -> SupervisionReply:
    """Return the data of D12-5, to the unit whose letter, order or proposal it answers."""
    asked, office = held.newest_paper(*SUPERVISING), _supervising(held)
    return SupervisionReply(
        frame=held.frame(),
        to=office.organ,
        matter=held.ref,
        answers=f"《{BUILDERS[asked.code].name.zh}》（{asked.number}）" if asked is not None else "",
        done=held.first("reply_done", "reason"),
        result=held.text("reply_result"),
        adopted=held.text("reply_adopted"),
        person_told=held.text("reply_told"),
    )


def _supervising(held: Sources) -> Office:
    asked = held.newest_paper(*SUPERVISING)
    given = held.newest(lambda event: asked is not None and event.version == asked.version)
    given = given or held.newest(lambda event: "supervise_ground" in event.body.get("values", {}))
    unit = str(given.body.get("by", {}).get("unit", "")) if given is not None else ""
    return held.offices.get(unit) or held.supervisor


def conclusion(held: Sources) -> ConclusionReport:
    """Return the data of D13, to the unit that handed the matter over, or else the one that received it."""
    sender, charged_on = held.hand_over()
    above = sender or held.office(held.matter.received_unit or held.issuer.key)
    opinion = held.newest_paper("D08")
    return ConclusionReport(
        frame=held.frame(),
        to=(held.supervisor if above.key == held.issuer.key else above).organ,
        matter=held.ref,
        charged_on=charged_on or held.received_on,
        facts=held.first("report_facts", "found"),
        handling=held.first("report_handling", "progress", "progress_public"),
        result=held.first("report_result", "result_words", "reply_words") or "\n".join(held.lines("outcome_words")),
        person_view=held.first("report_person_view", "rating_words") or _solved("群众评价", held, "resident"),
        office_view=dict(SOLVED).get(held.matter.voices.get("office", ""), ""),
        opinion=f"《{BUILDERS['D08'].name.zh}》（{opinion.number}）"
        if opinion is not None and opinion.served_on
        else "",
        served_on=opinion.served_on if opinion is not None else None,
    )


def _solved(who: str, held: Sources, voice: str) -> str:
    said = dict(SOLVED).get(held.matter.voices.get(voice, ""), "")
    return f"{who}：{said}" if said else ""


def call_back(held: Sources) -> CallBackRecord:
    """Return the data of D26."""
    return CallBackRecord(
        frame=held.frame(),
        matter=held.ref,
        handler=held.office(held.matter.lead_unit).name,
        on=held.day if held.text("callback_says") else None,
        way=held.text("callback_way"),
        reached=held.text("callback_reached") or ("reached" if held.text("callback_says") else ""),
        solved=held.text("callback_says"),
        performed=held.text("callback_performed"),
        satisfied=held.text("callback_satisfied"),
        words=held.text("callback_words"),
        follow_up=held.text("callback_follow_up"),
        caller=held.signer,
    )


def questionnaire(held: Sources) -> Questionnaire:
    """Return the data of D26-2: what the person has said already, or boxes to tick."""
    return Questionnaire(
        frame=held.frame(),
        matter=held.ref,
        handler=held.office(held.matter.lead_unit).name,
        attitude=held.text("attitude"),
        result=held.text("result"),
        solved=held.text("solved"),
        words=held.text("rating_words"),
        rated_on=held.event_day("rated"),
    )


def _legal_due(held: Sources) -> date | None:
    running = (held.matter.clocks.get(name) for name in held.kind.rings)
    return next((one.due_on for one in running if one is not None and one.running and one.due_on), None)


BUILDS: dict[str, Callable[[Sources], Any]] = {
    "D12": letter,
    "D12-2": talk,
    "D12-3": rectification,
    "D12-4": accountability,
    "D12-5": reply,
    "D13": conclusion,
    "D26": call_back,
    "D26-2": questionnaire,
}
_FACTS = frozenset({"supervise_facts", "supervise_asks"})
NEEDS: dict[str, frozenset[str]] = {
    "D12": _FACTS,
    "D12-2": _FACTS | {"talk_facts", "talk_host", "talk_with", "talk_record", "talk_asks", "talk_promised"},
    "D12-3": _FACTS | {"rectify_facts", "rectify_problems", "rectify_asks"},
    "D12-4": _FACTS | {"accountable_facts", "accountable_harm", "accountable_proposal"},
    "D12-5": frozenset({"reply_done", "reply_result", "reply_adopted", "reply_told"}),
    "D13": frozenset(
        {
            "report_facts",
            "found",
            "report_handling",
            "progress",
            "report_result",
            "result_words",
            "reply_words",
            "outcome_words",
            "report_person_view",
            "rating_words",
        }
    ),
    "D26": frozenset({"callback_words", "callback_performed", "callback_follow_up"}),
    "D26-2": frozenset({"rating_words"}),
}

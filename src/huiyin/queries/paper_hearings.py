"""From a matter to the papers of a hearing (D10), of an objection (D06) and of the end of the procedure (D11)."""

from collections.abc import Callable
from typing import Any

from huiyin.papers.ending import EndingNotice
from huiyin.papers.hearing import Hearing, HearingNotice, HearingRecord, HearingReport
from huiyin.papers.model import PaperError
from huiyin.papers.objection import ObjectionLetter
from huiyin.papers.review import EarlierOpinion
from huiyin.queries.paper_data import Sources

# The one clock that the law holds for a hearing (信访工作条例 Art 36).
HELD_CLOCK = "XF-11"


def objection(held: Sources) -> ObjectionLetter:
    """Return the data of D06, from the unit that sends the matter back to the one that sent it."""
    sender, received_on = held.hand_over()
    ground, limit = held.chosen("why_back"), held.before.clocks.get("XF-05")
    return ObjectionLetter(
        frame=held.frame(),
        to=sender.organ if sender is not None else held.office(held.matter.received_unit).organ,
        matter=held.ref,
        received_on=received_on,
        ground=ground.name.zh if ground is not None else "不属于我单位职权范围",
        because=held.first("objection_facts", "reason"),
        proposed=held.body_named("proposed_unit", "proposed_body"),
        until=limit.due_on if limit is not None else None,
    )


def _hearing(held: Sources) -> Hearing:
    return Hearing(
        about=held.first("hearing_about", "title"),
        on=held.day_given("hearing_on"),
        time=held.text("hearing_time"),
        place=held.text("hearing_place"),
        host=held.text("hearing_host"),
        members=held.lines("hearing_members"),
        clerk=held.text("hearing_clerk"),
    )


def hearing_notice(held: Sources) -> HearingNotice:
    """Return the data of D10."""
    return HearingNotice(
        frame=held.frame(),
        to=held.addressee,
        matter=held.ref,
        hearing=_hearing(held),
        public=held.said_yes("hearing_public"),
        uncounted=HELD_CLOCK in held.matter.clocks,
    )


def hearing_record(held: Sources) -> HearingRecord:
    """Return the data of D10-2."""
    return HearingRecord(
        held.frame(), held.ref, _hearing(held), held.lines("hearing_present"), held.text("hearing_record")
    )


def hearing_report(held: Sources) -> HearingReport:
    """Return the data of D10-3."""
    return HearingReport(
        frame=held.frame(),
        to="",
        matter=held.ref,
        hearing=_hearing(held),
        statements=held.text("hearing_statements"),
        findings=held.first("hearing_findings", "found"),
        advice=held.text("hearing_advice"),
        uncounted=HELD_CLOCK in held.matter.clocks,
    )


def ending(held: Sources) -> EndingNotice:
    """Return the data of D11: the last opinion as typed, or as issued here on a linked matter."""
    return EndingNotice(
        frame=held.frame(),
        to=held.addressee,
        matter=held.ref,
        final=_final(held),
        because=held.first("ending_facts", "refusal_facts", "reason"),
        supervisor=held.supervisor.name,
    )


def _final(held: Sources) -> EarlierOpinion:
    number = held.text("final_number")
    if number:
        organ = held.body_named("final_organ") or "复核机关"
        return EarlierOpinion(organ, number, held.day_given("final_on"))
    if held.earlier is None:
        raise PaperError("没有写明复核意见书的文号，也没有关联到作出复核意见的那件事，不能生成不再受理告知书。")
    paper, office, on = held.earlier
    return EarlierOpinion(office.organ, paper.number, on)


BUILDS: dict[str, Callable[[Sources], Any]] = {
    "D06": objection,
    "D10": hearing_notice,
    "D10-2": hearing_record,
    "D10-3": hearing_report,
    "D11": ending,
}
_HEARING = frozenset(
    {"name", "hearing_about", "hearing_place", "hearing_host", "hearing_members", "hearing_clerk", "hearing_present"}
)
NEEDS: dict[str, frozenset[str]] = {
    "D06": frozenset({"objection_facts"}),
    "D10": _HEARING,
    "D10-2": _HEARING | {"hearing_record"},
    "D10-3": _HEARING | {"hearing_statements", "hearing_findings", "hearing_advice", "found"},
    "D11": frozenset({"name", "ending_facts", "refusal_facts"}),
}

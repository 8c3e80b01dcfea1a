"""Every paper that can be made: its code in the catalogue, its name, the data it needs and the function that writes it."""

from collections.abc import Callable
from enum import StrEnum
from typing import Any, NamedTuple

from huiyin.kit.text import Text
from huiyin.papers.acceptance import AcceptanceNotice, acceptance_notice
from huiyin.papers.asking_back import CallBackRecord, Questionnaire, call_back_record, questionnaire
from huiyin.papers.conclusion import ConclusionReport, conclusion_report
from huiyin.papers.ending import EndingNotice, ending_notice
from huiyin.papers.extension import ExtensionNotice, extension_notice
from huiyin.papers.guidance import GuidanceNotice, guidance_notice
from huiyin.papers.hearing import (
    HearingNotice,
    HearingRecord,
    HearingReport,
    hearing_notice,
    hearing_record,
    hearing_report,
)
from huiyin.papers.model import Paper, Receipt
from huiyin.papers.objection import ObjectionLetter, objection_letter
from huiyin.papers.opinion import WrittenOpinion, written_opinion
from huiyin.papers.personal_data import (
    Assessment,
    DataAnswer,
    DataRequest,
    PrivacyNotice,
    assessment,
    data_answer,
    data_request,
    privacy_notice,
)
from huiyin.papers.receipt import RegistrationReceipt, registration_receipt
from huiyin.papers.refusal import RefusalNotice, refusal_notice
from huiyin.papers.replies import DutyReply, SuggestionReply, duty_reply, suggestion_reply
from huiyin.papers.review import ReReviewOpinion, ReviewOpinion, re_review_opinion, review_opinion
from huiyin.papers.service import ProofOfService, proof_of_service
from huiyin.papers.supervision import (
    AccountabilityProposal,
    RectificationNotice,
    SupervisionLetter,
    SupervisionReply,
    TalkRecord,
    accountability_proposal,
    rectification_notice,
    supervision_letter,
    supervision_reply,
    talk_record,
)
from huiyin.papers.transfer import TransferLetter, TransferNotice, transfer_letter, transfer_notice


class Issuer(StrEnum):
    """Whose letters and letterhead a paper bears: the unit that leads the matter, or that of the post taking the step."""

    LEAD = "lead"
    ACTING = "acting"


class Hands(StrEnum):
    """How many people a paper passes before it leaves: at the counter one, under the seal two, on the matter itself three."""

    ONE = "one"
    TWO = "two"
    THREE = "three"


class Builder(NamedTuple):
    """How one paper is made: `build(data)` takes an instance of `needs`.

    `letters` are the paper's own characters in its number, as in 安综信受〔2026〕12号; empty where it takes no number.
    """

    name: Text
    needs: type[Any]
    build: Callable[[Any], Paper | Receipt]
    letters: str = ""
    issuer: Issuer = Issuer.LEAD
    hands: Hands = Hands.TWO


_EACH: dict[str, Builder] = {
    "D01": Builder(Text("登记回执", "Receipt of registration"), RegistrationReceipt, registration_receipt),
    "D02": Builder(Text("受理告知书", "Notice of acceptance"), AcceptanceNotice, acceptance_notice, "受"),
    "D03": Builder(Text("程序性告知书", "Notice of the proper procedure"), GuidanceNotice, guidance_notice, "引"),
    "D04": Builder(Text("转送（交办）函", "Letter of transfer"), TransferLetter, transfer_letter, "转"),
    "D04-2": Builder(Text("转送去向告知书", "Notice of transfer"), TransferNotice, transfer_notice, "转告"),
    "D05": Builder(Text("不予受理告知书", "Notice of non-acceptance"), RefusalNotice, refusal_notice, "不受"),
    "D06": Builder(
        Text("异议（退办）函", "Letter of objection"), ObjectionLetter, objection_letter, "异", Issuer.ACTING
    ),
    "D07": Builder(Text("延长办理期限告知书", "Notice of extension"), ExtensionNotice, extension_notice, "延"),
    "D08": Builder(Text("信访处理意见书", "Written opinion"), WrittenOpinion, written_opinion, "意"),
    "D09": Builder(Text("复查意见书", "Opinion on review"), ReviewOpinion, review_opinion, "复"),
    "D09-2": Builder(Text("复核意见书", "Opinion on re-review"), ReReviewOpinion, re_review_opinion, "核"),
    "D10": Builder(Text("听证通知书", "Notice of a hearing"), HearingNotice, hearing_notice, "听"),
    "D10-2": Builder(Text("听证笔录", "Record of a hearing"), HearingRecord, hearing_record, "听录"),
    "D10-3": Builder(Text("听证报告", "Report of a hearing"), HearingReport, hearing_report, "听报"),
    "D11": Builder(Text("不再受理告知书", "Notice that the procedure has ended"), EndingNotice, ending_notice, "不再"),
    "D12": Builder(Text("督办函", "Letter of supervision"), SupervisionLetter, supervision_letter, "督", Issuer.ACTING),
    "D12-2": Builder(Text("约谈记录", "Record of a talk"), TalkRecord, talk_record, "谈", Issuer.ACTING),
    "D12-3": Builder(
        Text("整改通知", "Order to put right"), RectificationNotice, rectification_notice, "改", Issuer.ACTING
    ),
    "D12-4": Builder(
        Text("问责建议书", "Proposal to hold to account"),
        AccountabilityProposal,
        accountability_proposal,
        "责",
        Issuer.ACTING,
    ),
    "D12-5": Builder(
        Text("督办反馈", "Answer to supervision"), SupervisionReply, supervision_reply, "馈", Issuer.ACTING
    ),
    "D13": Builder(Text("办结报告", "Report of conclusion"), ConclusionReport, conclusion_report, "结"),
    "D14": Builder(Text("送达回证", "Proof of service"), ProofOfService, proof_of_service),
    "D25": Builder(Text("个人信息处理告知书", "Privacy notice"), PrivacyNotice, privacy_notice, "信告"),
    "D25-2": Builder(Text("个人信息权利申请表", "Request about personal data"), DataRequest, data_request, "信申"),
    "D25-3": Builder(Text("个人信息权利答复书", "Answer about personal data"), DataAnswer, data_answer, "信答"),
    "D25-4": Builder(Text("个人信息保护影响评估报告", "Privacy impact assessment"), Assessment, assessment, "信评"),
    "D26": Builder(Text("回访记录", "Record of a call back"), CallBackRecord, call_back_record, "访", Issuer.ACTING),
    "D26-2": Builder(Text("满意度问卷", "Questionnaire"), Questionnaire, questionnaire, "卷", Issuer.ACTING),
    "R01": Builder(Text("建议意见答复书", "Reply to a suggestion"), SuggestionReply, suggestion_reply, "建复"),
    "R02": Builder(Text("履行职责答复书", "Reply on a duty"), DutyReply, duty_reply, "履复"),
}

# What is handed over at the counter or says what was done there, and what those present sign by hand (decision 0022).
_ONE = ("D01", "D02", "D03", "D04", "D04-2", "D10-2", "D10-3", "D12-2", "D14", "D25", "D25-2", "D26", "D26-2")
_THREE = ("D08", "D09", "D09-2", "R01")

BUILDERS: dict[str, Builder] = {
    code: one._replace(hands=Hands.ONE if code in _ONE else Hands.THREE if code in _THREE else Hands.TWO)
    for code, one in _EACH.items()
}

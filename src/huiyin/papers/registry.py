"""Every paper that can be made: its code in the catalogue, its name, the data it needs and the function that writes it."""

from collections.abc import Callable
from typing import Any, NamedTuple

from huiyin.kit.text import Text
from huiyin.papers.acceptance import AcceptanceNotice, acceptance_notice
from huiyin.papers.ending import EndingNotice, ending_notice
from huiyin.papers.extension import ExtensionNotice, extension_notice
from huiyin.papers.guidance import GuidanceNotice, guidance_notice
from huiyin.papers.model import Paper, Receipt
from huiyin.papers.opinion import WrittenOpinion, written_opinion
from huiyin.papers.receipt import RegistrationReceipt, registration_receipt
from huiyin.papers.refusal import RefusalNotice, refusal_notice
from huiyin.papers.review import ReReviewOpinion, ReviewOpinion, re_review_opinion, review_opinion
from huiyin.papers.service import ProofOfService, proof_of_service
from huiyin.papers.transfer import TransferLetter, TransferNotice, transfer_letter, transfer_notice


class Builder(NamedTuple):
    """How one paper is made: `build(data)` takes an instance of `needs`."""

    name: Text
    needs: type[Any]
    build: Callable[[Any], Paper | Receipt]


BUILDERS: dict[str, Builder] = {
    "D01": Builder(Text("登记回执", "Receipt of registration"), RegistrationReceipt, registration_receipt),
    "D02": Builder(Text("受理告知书", "Notice of acceptance"), AcceptanceNotice, acceptance_notice),
    "D03": Builder(Text("程序性告知书", "Notice of the proper procedure"), GuidanceNotice, guidance_notice),
    "D04": Builder(Text("转送（交办）函", "Letter of transfer"), TransferLetter, transfer_letter),
    "D04-2": Builder(Text("转送去向告知书", "Notice of transfer"), TransferNotice, transfer_notice),
    "D05": Builder(Text("不予受理告知书", "Notice of non-acceptance"), RefusalNotice, refusal_notice),
    "D07": Builder(Text("延长办理期限告知书", "Notice of extension"), ExtensionNotice, extension_notice),
    "D08": Builder(Text("信访处理意见书", "Written opinion"), WrittenOpinion, written_opinion),
    "D09": Builder(Text("复查意见书", "Opinion on review"), ReviewOpinion, review_opinion),
    "D09-2": Builder(Text("复核意见书", "Opinion on re-review"), ReReviewOpinion, re_review_opinion),
    "D11": Builder(Text("不再受理告知书", "Notice that the procedure has ended"), EndingNotice, ending_notice),
    "D14": Builder(Text("送达回证", "Proof of service"), ProofOfService, proof_of_service),
}

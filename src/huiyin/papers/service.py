"""D14 送达回证: which paper was handed over, to whom, when, how, and who signed for it (by analogy with 民事诉讼法)."""

from dataclasses import dataclass
from datetime import date

from huiyin.papers.frame import Frame, require
from huiyin.papers.model import Paper, Table
from huiyin.papers.phrases import day_words

_BLANK_DATE = "＿＿＿＿年＿＿月＿＿日＿＿时＿＿分"


@dataclass(frozen=True, slots=True)
class ServedPaper:
    """A paper that is served: its title and number."""

    title: str
    number: str


@dataclass(frozen=True, slots=True)
class ProofOfService:
    """What the form says; what is not known yet stays blank and is filled in by hand.

    `served_on` is the day of receipt. `substitute` is who took the paper for the recipient, and why.
    """

    frame: Frame
    matter_number: str
    papers: tuple[ServedPaper, ...]
    recipient: str
    address: str = ""
    way: str = ""
    served_on: date | None = None
    server: str = ""
    substitute: str = ""
    witness: str = ""
    remarks: str = ""


def proof_of_service(data: ProofOfService) -> Paper:
    """Write D14: document, recipient, date, way, signature."""
    require("送达回证", {"送达文书": data.papers, "受送达人": data.recipient, "事项编号": data.matter_number})
    frame = data.frame
    return Paper(
        code="D14",
        organ=frame.organ,
        # The form has no serial of its own: it goes by the number of the paper that it proves.
        number=frame.number or f"{data.papers[0].number}送达回证",
        title="送达回证",
        to="",
        blocks=(_form(data),),
        sign_organ=frame.organ,
        on=frame.on,
        draft=frame.draft,
        fictional=frame.fictional,
        verify=frame.proof,
        signed=False,
    )


_HOW = (
    "受送达人在送达日期栏写明收到的日期并签名；由他人代收的，写明代收人姓名、与受送达人的关系和代收理由；"
    "拒绝签收的，由送达人写明情况，请见证人签名。请求复查、复核的期限从收到日期起计算。"
)


def _form(data: ProofOfService) -> Table:
    papers = "\n".join(f"{paper.title}（{paper.number}）" for paper in data.papers)
    rows = (
        ("事项编号", data.matter_number),
        ("送达文书", papers),
        ("受送达人", data.recipient),
        ("送达地点", data.address),
        ("送达方式", data.way or "□当面　□邮寄　□网上　□留置　□公告"),
        ("送达日期", day_words(data.served_on) if data.served_on else _BLANK_DATE),
        ("受送达人签名", ""),
        ("代收人及理由", data.substitute),
        ("见证人签名", data.witness),
        ("送达人签名", data.server),
        ("备注", data.remarks),
        ("填写说明", _HOW),
    )
    return Table(rows=rows, widths=(4, 13), row_mm=11)

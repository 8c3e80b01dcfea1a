"""D03 程序性告知书: the law has a procedure of its own for this matter; which, where, until when (Art 23, 31)."""

from dataclasses import dataclass
from enum import StrEnum

from huiyin.papers.frame import Frame, Words, official, require
from huiyin.papers.model import Paper, Paragraph
from huiyin.papers.phrases import MatterRef, cite, ended, your_matter


class Branch(StrEnum):
    """The items of Art 31 that name a procedure other than the petition's own."""

    JUSTICE = "31-1"
    ARBITRATION = "31-2"
    PARTY = "31-3"
    ADMINISTRATIVE = "31-4"
    DUTY = "31-5"


_ITEMS = {
    Branch.JUSTICE: "三十一条第一项",
    Branch.ARBITRATION: "三十一条第二项",
    Branch.PARTY: "三十一条第三项",
    Branch.ADMINISTRATIVE: "三十一条第四项",
    Branch.DUTY: "三十一条第五项",
}


@dataclass(frozen=True, slots=True)
class GuidanceNotice:
    """What the notice says.

    `procedure` names the procedure (行政复议), `body` who takes it, with address and telephone, `limit` the time limit
    with its article, `papers` what to bring, `because` why this procedure and not another.
    """

    frame: Frame
    to: str
    matter: MatterRef
    branch: Branch
    procedure: str
    body: str
    limit: str
    papers: str = ""
    because: str = ""


def guidance_notice(data: GuidanceNotice) -> Paper:
    """Write D03: which procedure, body, time limit, material."""
    require(
        "程序性告知书",
        {
            "收件人": data.to,
            "适用的法定程序": data.procedure,
            "受理机关": data.body,
            "期限提醒": data.limit,
            "联系方式": data.frame.contact,
        },
    )
    return official(data.frame, Words(code="D03", title="信访事项程序性告知书", to=data.to, blocks=_blocks(data)))


def _blocks(data: GuidanceNotice) -> tuple[Paragraph, ...]:
    opening = (
        f"{your_matter(data.matter)}，{ended(data.because)}经审查，该事项依法应当通过{data.procedure}解决。"
        f"根据{cite('二十三条', _ITEMS[data.branch])}的规定，现将途径和程序告知如下："
    )
    papers = data.papers.strip() or "身份证件、本告知书，以及能够说明事实的材料；其他材料以该机关的要求为准。"
    return (
        Paragraph(opening),
        Paragraph(ended(data.body), lead="一、到哪里办。"),
        Paragraph(f"{ended(data.limit)}超过期限可能失去权利，请尽早办理。", lead="二、期限。"),
        Paragraph(ended(papers), lead="三、带什么材料。"),
        Paragraph(
            "您向上述机关提出后，由其依照法定程序作出处理。本告知不影响您依法享有的各项权利。", lead="四、说明。"
        ),
        Paragraph(f"{ended(data.frame.contact)}遇到困难可以找我们。", lead="五、联系方式。"),
    )

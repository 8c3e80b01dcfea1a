"""D03 程序性告知书: the law has a procedure of its own for this matter; which, where, until when (Art 23, 31)."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from huiyin.papers.frame import Frame, Words, official, require
from huiyin.papers.model import Paper, Paragraph
from huiyin.papers.phrases import MatterRef, cite, day_with_weekday, day_words, ended, ordinal, your_matter


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
class Counted:
    """A limit counted out: the day it runs from, as the person named it, and its last day."""

    start_on: date
    last_on: date


@dataclass(frozen=True, slots=True)
class GuidanceNotice:
    """What the notice says.

    `procedure` names the procedure (行政复议), `body` who takes it, with address and telephone, `limit` the time limit
    with its article, `papers` what to bring, `because` why this procedure and not another. `counted` is the person's
    own limit counted out, `further` the limits that come after it, `help` who helps first, free of charge.
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
    help: str = ""
    counted: Counted | None = None
    settled: bool = True
    further: tuple[str, ...] = ()
    note: str = ""
    basis: str = ""


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
    parts = (
        ("到哪里办", ended(data.body)),
        ("期限", _limits(data)),
        ("带什么材料", ended(papers)),
        ("先可以找谁帮忙", ended(data.help) + ("调解不收费，也不影响您走上面的途径。" if data.help else "")),
        (
            "说明",
            (
                "您向上述机关提出后，由其依照法定程序作出处理。本告知不影响您依法享有的各项权利，"
                f"期限是提醒，是否届满由受理机关依法认定。{ended(data.note)}"
            ),
        ),
        ("联系方式", f"{ended(data.frame.contact)}遇到困难可以找我们。"),
    )
    said = [(lead, text) for lead, text in parts if text]
    return (
        Paragraph(opening),
        *(Paragraph(text, lead=f"{ordinal(number)}、{lead}。") for number, (lead, text) in enumerate(said, start=1)),
    )


def _limits(data: GuidanceNotice) -> str:
    lines = [f"{ended(data.limit)}超过期限可能失去权利，请尽早办理。"]
    if data.counted is not None:
        lines.append(_counted(data, data.counted))
    if data.further:
        lines.append("往后还有这些期限：" + ended("；".join(data.further)))
    return "\n".join(lines)


def _counted(data: GuidanceNotice, counted: Counted) -> str:
    left = (counted.last_on - data.frame.on).days
    said = f"从您说的{day_words(counted.start_on)}起算，最后一天是{day_with_weekday(counted.last_on)}，"
    said += f"到本告知书之日还有{left}天。" if left >= 0 else "到本告知书之日已经期满，仍然可以向该机关提出，由其认定。"
    return said if data.settled else f"{said}（放假安排还没有公布，暂按法定节假日推算。）"

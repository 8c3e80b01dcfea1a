"""D04 转送（交办）函 to the body in charge, and 转送去向告知书 to the resident (信访工作条例 Art 22-23)."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from huiyin.papers.frame import Frame, Words, official, require
from huiyin.papers.model import Block, Paper, PaperError, Paragraph, Quote
from huiyin.papers.phrases import MatterRef, cite, day_with_weekday, day_words, ended, named, ordinal, your_matter


class Transfer(StrEnum):
    """Forwarding leaves the matter to the other body; assigning asks for the result by a day."""

    FORWARD = "forward"
    ASSIGN = "assign"


_NAMES = {Transfer.FORWARD: "转送", Transfer.ASSIGN: "交办"}

# Art 23 p3: five working days to object; the sender verifies, agrees and takes the material back.
_OBJECTION = (
    "不属于你单位职权范围的，自收到之日起5个工作日内向本机关提出异议，详细说明理由，"
    f"经核实同意后退还相关材料（{cite('二十三条第三款')}）；不要自行再转。"
)


@dataclass(frozen=True, slots=True)
class TransferLetter:
    """What the letter says. `petitioner` stays empty when the name is withheld; `accusation` adds the duty of Art 30."""

    frame: Frame
    to: str
    way: Transfer
    matter: MatterRef
    petitioner: str
    requests: tuple[str, ...]
    because: str
    feedback_on: date | None = None
    accusation: bool = False
    attachments: tuple[str, ...] = ()
    copies: tuple[str, ...] = ()


def transfer_letter(data: TransferLetter) -> Paper:
    """Write D04: from and to, attachments, what answer is required and by when."""
    require(
        f"{_NAMES[data.way]}函",
        {"主送单位": data.to, "诉求": data.requests, "理由": data.because, "联系方式": data.frame.contact},
    )
    if data.way is Transfer.ASSIGN and data.feedback_on is None:
        raise PaperError(f"交办函没有写明反馈日期；交办应当要求在规定期限内反馈（{cite('二十二条')}）。")
    title = f"关于{_NAMES[data.way]}信访事项的函"
    words = Words("D04", title, data.to, _letter(data), attachments=data.attachments, copies=data.copies)
    return official(data.frame, words)


def _letter(data: TransferLetter) -> tuple[Block, ...]:
    who = f"{data.petitioner}于" if data.petitioner.strip() else "信访人于"
    opening = (
        f"{who}{day_words(data.matter.filed_on)}通过{data.matter.channel}反映{named(data.matter)}。{ended(data.because)}"
        f"根据{cite('二十二条')}的规定，现{_NAMES[data.way]}你单位办理。主要诉求："
    )
    asked = [Paragraph(duty, lead=f"{ordinal(at)}、") for at, duty in enumerate(_duties(data), start=1)]
    return (
        Paragraph(opening),
        *(Quote(request) for request in data.requests),
        Paragraph("请按以下要求办理："),
        *asked,
        Paragraph(data.frame.contact, lead="联系方式："),
    )


def _duties(data: TransferLetter) -> list[str]:
    duties = [
        f"自收到之日起15日内书面告知信访人是否受理（{cite('二十三条')}）。",
        _OBJECTION,
    ]
    if data.feedback_on is not None:
        duties.append(f"于{day_with_weekday(data.feedback_on)}前反馈办理结果，提交办结报告（{cite('二十二条')}）。")
    if data.accusation:
        duties.append(f"不得将检举、控告材料及有关情况透露或者转给被检举、控告的人员或者单位（{cite('三十条')}）。")
    return duties


@dataclass(frozen=True, slots=True)
class TransferNotice:
    """What the resident is told: where the matter went, why, and whom to ask there."""

    frame: Frame
    to: str
    way: Transfer
    matter: MatterRef
    sent_to: str
    sent_to_contact: str
    sent_on: date
    because: str


def transfer_notice(data: TransferNotice) -> Paper:
    """Write D04-2: where the matter was sent, and by when that body must say whether it accepts."""
    require(
        "转送去向告知书",
        {"收件人": data.to, "去向": data.sent_to, "理由": data.because, "联系方式": data.frame.contact},
    )
    opening = (
        f"{your_matter(data.matter)}，{ended(data.because)}根据{cite('二十二条', '二十三条')}的规定，"
        f"本机关已于{day_words(data.sent_on)}{_NAMES[data.way]}{data.sent_to}办理。"
    )
    where = f"{data.sent_to}。{ended(data.sent_to_contact)}"
    then = (
        f"该单位应当自收到之日起15日内书面告知您是否受理（{cite('二十三条')}）。"
        "逾期没有告知的，请与本机关联系，由本机关催办。"
    )
    query = f"您可以凭编号和查询码查询办理进度和结果（{cite('二十一条')}）。"
    blocks = (
        Paragraph(opening),
        Paragraph(where, lead="一、现在由谁办。"),
        Paragraph(then, lead="二、接下来怎样。"),
        Paragraph(query, lead="三、怎样查询。"),
        Paragraph(data.frame.contact, lead="四、联系方式。"),
    )
    return official(data.frame, Words(code="D04-2", title="信访事项转送去向告知书", to=data.to, blocks=blocks))

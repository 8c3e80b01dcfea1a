"""Replies that are no 信访处理意见书: to a suggestion (Art 29), and to an application to perform a duty (Art 31 (5))."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from huiyin.papers.frame import Frame, Words, official, require
from huiyin.papers.model import Paper, Paragraph
from huiyin.papers.phrases import MatterRef, cite, day_words, ended, told, your_matter


class Adoption(StrEnum):
    """What became of a suggestion."""

    ADOPTED = "adopted"
    PARTLY = "partly"
    NOT = "not_adopted"


_ADOPTED = {
    Adoption.ADOPTED: "予以采纳",
    Adoption.PARTLY: "予以部分采纳",
    Adoption.NOT: "暂不采纳，理由说明如下",
}


@dataclass(frozen=True, slots=True)
class SuggestionReply:
    """R01. `studied` is what was looked into, `words` how it is carried out or why it is not."""

    frame: Frame
    to: str
    matter: MatterRef
    adoption: Adoption
    studied: str
    words: str


@dataclass(frozen=True, slots=True)
class DutyReply:
    """R02. `performed` says whether the duty was performed; `law` the law that sets it; `asked_on` the application."""

    frame: Frame
    to: str
    matter: MatterRef
    asked_on: date
    performed: bool
    found: str
    words: str
    law: str
    review_body: str


def suggestion_reply(data: SuggestionReply) -> Paper:
    """Write R01: studied, adopted or not, and why."""
    require("建议答复书", {"收件人": data.to})
    opening = (
        f"{your_matter(data.matter)}收悉。根据{cite('二十九条')}的规定，我单位作了认真研究，"
        f"您的建议{_ADOPTED[data.adoption]}。"
    )
    blocks = (
        Paragraph(opening),
        Paragraph(told(data.studied, lines=3), lead="一、研究情况。"),
        Paragraph(told(data.words), lead="二、答复。"),
        Paragraph("感谢您关心本地的工作。有新的想法，欢迎再提。", lead="三、说明。"),
        Paragraph(ended(data.frame.contact), lead="四、联系方式。"),
    )
    return official(data.frame, Words("R01", "建议意见答复书", data.to, blocks))


def duty_reply(data: DutyReply) -> Paper:
    """Write R02: performed or answered, by which law, and the remedies."""
    require(
        "履行职责答复书", {"收件人": data.to, "查明的情况": data.found, "答复内容": data.words, "法律依据": data.law}
    )
    result = "已经依法履行" if data.performed else "经审查，依法作出如下答复"
    remedy = (
        f"对本答复不服的，可以自知道之日起60日内向{data.review_body}申请行政复议（《行政复议法》第二十条），"
        "或者在六个月内向人民法院提起行政诉讼（《行政诉讼法》第四十六条）。法律规定应当先申请复议的，先申请复议。"
    )
    blocks = (
        Paragraph(
            f"{your_matter(data.matter)}，属于{cite('三十一条第五项')}规定的申请查处违法行为、履行保护人身权或者财产权的"
            f"法定职责的事项，我单位于{day_words(data.asked_on)}收到申请，{result}。"
        ),
        Paragraph(told(data.found, lines=3), lead="一、查明的情况。"),
        Paragraph(told(data.words), lead="二、履行或者答复的内容。"),
        Paragraph(told(data.law), lead="三、法律依据。"),
        Paragraph(remedy, lead="四、不服怎么办。"),
        Paragraph(ended(data.frame.contact), lead="五、联系方式。"),
    )
    return official(data.frame, Words("R02", "履行职责答复书", data.to, blocks))

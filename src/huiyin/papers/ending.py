"""D11 不再受理告知书: the same facts and reasons after a 复核意见, and the door for new ones (信访工作条例 Art 36-37)."""

from dataclasses import dataclass

from huiyin.papers.frame import Frame, Words, official, require
from huiyin.papers.model import Paper, Paragraph
from huiyin.papers.phrases import MatterRef, cite, day_or_blank, ended, your_matter
from huiyin.papers.review import EarlierOpinion


@dataclass(frozen=True, slots=True)
class EndingNotice:
    """What the notice says. `final` is the 复核意见书; `because` why the facts and reasons are the same."""

    frame: Frame
    to: str
    matter: MatterRef
    final: EarlierOpinion
    because: str
    supervisor: str


def ending_notice(data: EndingNotice) -> Paper:
    """Write D11: the number of the 复核意见, and the exception for new facts or reasons."""
    require(
        "不再受理告知书",
        {
            "收件人": data.to,
            "复核意见书的机关": data.final.organ,
            "复核意见书的文号": data.final.number,
            "与原事项相同的理由": data.because,
            "监督机关": data.supervisor,
            "联系方式": data.frame.contact,
        },
    )
    return official(data.frame, Words("D11", "信访事项不再受理告知书", data.to, _blocks(data)))


def _blocks(data: EndingNotice) -> tuple[Paragraph, ...]:
    opening = (
        f"{your_matter(data.matter)}，{data.final.organ}已于{day_or_blank(data.final.on)}作出复核意见书"
        f"（{data.final.number}），您仍以同一事实和理由提出。根据{cite('三十六条第三款')}的规定，不再受理。"
    )
    new = "您有新的事实或者理由的，可以作为新的事项提出，并请写明新在哪里、附上材料，本机关依照规定办理。"
    after = f"程序终结后，有关机关、单位仍应当继续做好解释、疏导和帮扶工作（{cite('三十七条第三款')}）；生活有困难的，请告诉我们。"
    remedy = (
        f"您认为本次不再受理不当的，可以向{data.supervisor}反映，由其依照{cite('三十八条', '四十条')}的规定督办核查。"
    )
    return (
        Paragraph(opening),
        Paragraph(ended(data.because), lead="一、为什么是同一事项。"),
        Paragraph(new, lead="二、有新情况怎么办。"),
        Paragraph(after, lead="三、我们还会做什么。"),
        Paragraph(remedy, lead="四、不同意怎么办。"),
        Paragraph(data.frame.contact, lead="五、联系方式。"),
    )

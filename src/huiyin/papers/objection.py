"""D06 异议（退办）函: a body that is not competent says so in detail and names who is (信访工作条例 Art 23)."""

from dataclasses import dataclass
from datetime import date

from huiyin.papers.frame import Frame, Words, official, require
from huiyin.papers.model import Paper, Paragraph
from huiyin.papers.phrases import MatterRef, cite, day_or_blank, day_words, ended, named, told


@dataclass(frozen=True, slots=True)
class ObjectionLetter:
    """What the letter says. `to` is who sent the matter, `ground` the listed ground, `proposed` the body it belongs to.

    `received_on` is the day the objecting body got it, `until` the last day to object where it is known.
    """

    frame: Frame
    to: str
    matter: MatterRef
    received_on: date | None
    ground: str
    because: str
    proposed: str = ""
    until: date | None = None


def objection_letter(data: ObjectionLetter) -> Paper:
    """Write D06: the reason in detail and the body proposed."""
    require("异议（退办）函", {"主送单位": data.to, "退办事由": data.ground})
    return official(data.frame, Words("D06", "关于退办信访事项的异议函", data.to, _blocks(data)))


def _blocks(data: ObjectionLetter) -> tuple[Paragraph, ...]:
    opening = (
        f"你单位转来的{named(data.matter)}，我单位于{day_or_blank(data.received_on)}收到。经审查，{data.ground}，"
        f"现根据{cite('二十三条第三款')}的规定提出异议，请予核实。"
    )
    within = f"本函在{day_words(data.until)}前提出。" if data.until else ""
    ask = (
        "经核实同意的，请收回有关材料，另行确定办理单位；不同意的，请书面告知理由。"
        f"异议应当自收到之日起5个工作日内提出并详细说明理由（{cite('二十三条第三款')}）。{within}"
        "核实期间不影响对信访人的告知期限。"
    )
    return (
        Paragraph(opening),
        Paragraph(told(data.because, lines=3), lead="一、详细理由。"),
        Paragraph(
            ended(data.proposed) if data.proposed.strip() else "我单位尚不能确定，请你单位另行确定。",
            lead="二、建议办理单位。",
        ),
        Paragraph(ask, lead="三、请求。"),
        Paragraph(data.frame.contact, lead="联系方式："),
    )

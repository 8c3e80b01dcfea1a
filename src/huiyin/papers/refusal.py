"""D05 不予受理告知书: why not, with the article, where to go instead, and what can be done about it (Art 19, 23, 36)."""

from dataclasses import dataclass
from datetime import date

from huiyin.papers.frame import Frame, Words, official, require
from huiyin.papers.model import Paper, Paragraph
from huiyin.papers.phrases import MatterRef, cite, day_with_weekday, ended, your_matter


@dataclass(frozen=True, slots=True)
class Ground:
    """A ground on which a petition is not accepted, and the article that says so."""

    text: str
    basis: str


NO_COMPETENCE = Ground("该事项不属于本机关职权范围", cite("二十三条"))
IN_PROGRESS = Ground("该事项已经受理，正在规定期限内办理，您在期限内又以同一事项提出", cite("十九条第三款"))
LITIGATION = Ground("该事项已经或者依法应当通过诉讼、仲裁、行政复议等法定途径解决", cite("三十一条"))
LATE = Ground("该申请已经超过规定的三十日，所写的理由不是正当理由", cite("三十五条", "三十六条"))
ENDED = Ground("该事项已经作出复核意见，您仍以同一事实和理由提出", cite("三十六条第三款"))


@dataclass(frozen=True, slots=True)
class RunningMatter:
    """The matter that is already being handled: its number, who handles it, and until when."""

    number: str
    handler: str
    due_on: date


@dataclass(frozen=True, slots=True)
class RefusalNotice:
    """What the notice says.

    `because` gives the facts of this case, `channel` the body and procedure that can help, `supervisor` the petition
    office or higher body that checks a wrong refusal.
    """

    frame: Frame
    to: str
    matter: MatterRef
    ground: Ground
    because: str
    channel: str
    supervisor: str
    running: RunningMatter | None = None


def refusal_notice(data: RefusalNotice) -> Paper:
    """Write D05: ground with article, proper channel, remedy."""
    require(
        "不予受理告知书",
        {
            "收件人": data.to,
            "不予受理的理由": data.ground.text,
            "法规依据": data.ground.basis,
            "本事项的具体情况": data.because,
            "反映渠道": data.channel or data.running,
            "监督机关": data.supervisor,
        },
    )
    return official(data.frame, Words(code="D05", title="信访事项不予受理告知书", to=data.to, blocks=_blocks(data)))


def _blocks(data: RefusalNotice) -> tuple[Paragraph, ...]:
    decision = f"{your_matter(data.matter)}，经审查，{data.ground.text}，根据{data.ground.basis}的规定，决定不予受理。"
    remedy = (
        f"您认为不予受理不当的，可以向{data.supervisor}反映，由其依照{cite('三十八条', '四十条')}的规定督办核查。"
        "有新的事实或者理由的，可以作为新的事项提出。本告知不影响您依法申请行政复议、提起诉讼或者申请仲裁的权利。"
    )
    return (
        Paragraph(decision),
        Paragraph(ended(data.because), lead="一、为什么不予受理。"),
        Paragraph(_channel(data), lead="二、可以到哪里办。"),
        Paragraph(remedy, lead="三、不同意怎么办。"),
        Paragraph(data.frame.contact, lead="四、联系方式。"),
    )


def _channel(data: RefusalNotice) -> str:
    if data.running is None:
        return ended(data.channel)
    running = (
        f"该事项现由{data.running.handler}办理（编号{data.running.number}），"
        f"最迟于{day_with_weekday(data.running.due_on)}前书面答复您，期限不因本告知而改变。"
    )
    return running + ended(data.channel)

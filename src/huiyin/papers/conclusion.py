"""D13 办结报告: what the body that was charged with a matter reports to the one that charged it (信访工作条例 Art 22)."""

from dataclasses import dataclass
from datetime import date

from huiyin.papers.frame import Frame, Words, official, require
from huiyin.papers.model import Paper, Paragraph
from huiyin.papers.phrases import MatterRef, cite, day_or_blank, named, told


@dataclass(frozen=True, slots=True)
class ConclusionReport:
    """What the report says. `person_view` is what the person says of it, kept apart from what the office says.

    `opinion` names the served opinion and its number, `served_on` when it was served.
    """

    frame: Frame
    to: str
    matter: MatterRef
    charged_on: date | None
    facts: str
    handling: str
    result: str
    person_view: str
    office_view: str = ""
    opinion: str = ""
    served_on: date | None = None


def conclusion_report(data: ConclusionReport) -> Paper:
    """Write D13: facts, handling, result, and the person's own view."""
    require("办结报告", {"主送单位": data.to, "事项编号": data.matter.number})
    opening = (
        f"你单位于{day_or_blank(data.charged_on)}交办的{named(data.matter)}，已经办结。"
        f"根据{cite('二十二条')}的规定，报告如下："
    )
    paper = f"{data.opinion.strip()}已于{day_or_blank(data.served_on)}送达。" if data.opinion.strip() else ""
    office = f"办理单位认为：{data.office_view.strip()}。" if data.office_view.strip() else ""
    blocks = (
        Paragraph(opening),
        Paragraph(told(data.facts), lead="一、查明的事实。"),
        Paragraph(told(data.handling), lead="二、办理过程。"),
        Paragraph(told(data.result) + paper + office, lead="三、办理结果。"),
        Paragraph(
            told(data.person_view) + "办结是办理单位的意见，不等于问题已经解决；群众的评价另记，不合并。",
            lead="四、信访人的意见。",
        ),
        Paragraph(data.frame.contact, lead="联系方式："),
    )
    return official(data.frame, Words("D13", "关于信访事项办结情况的报告", data.to, blocks))

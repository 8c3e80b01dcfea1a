"""D26: the record of a call back and the questionnaire a person fills in (信访工作条例 Art 21; 北京条例 Art 23 by analogy)."""

from dataclasses import dataclass
from datetime import date

from huiyin.papers.forms import form
from huiyin.papers.frame import Frame, Words, official, require
from huiyin.papers.model import Block, Paper, Paragraph
from huiyin.papers.phrases import MatterRef, day_or_blank, said, ticked

SOLVED = (("yes", "解决了"), ("partly", "解决了一部分"), ("no", "没解决"))
RATES = (("satisfied", "满意"), ("fair", "基本满意"), ("dissatisfied", "不满意"))
# Refusals and people who could not be reached are counted apart, never as content.
REACHED = (("reached", "联系上了"), ("refused", "不愿接受回访"), ("not_reached", "没有联系上"))
WAYS = (("phone", "电话"), ("visit", "上门"), ("online", "网上"), ("window", "窗口"))


@dataclass(frozen=True, slots=True)
class CallBackRecord:
    """D26. What is not known stays a box to tick or a blank to fill in; `words` are the person's own."""

    frame: Frame
    matter: MatterRef
    handler: str
    on: date | None = None
    way: str = ""
    reached: str = ""
    solved: str = ""
    performed: str = ""
    satisfied: str = ""
    words: str = ""
    follow_up: str = ""
    caller: str = ""


@dataclass(frozen=True, slots=True)
class Questionnaire:
    """D26-2. Sent empty to be filled in, or printed with what the person has said already."""

    frame: Frame
    matter: MatterRef
    handler: str
    attitude: str = ""
    result: str = ""
    solved: str = ""
    words: str = ""
    rated_on: date | None = None


def call_back_record(data: CallBackRecord) -> Paper:
    """Write D26: performance, satisfaction, the person's words, what follows."""
    require("回访记录", {"事项编号": data.matter.number})
    rows = (
        ("事项", f"{data.matter.title}\n（编号{data.matter.number}）"),
        ("办理单位", data.handler),
        ("回访日期", day_or_blank(data.on)),
        ("回访方式", ticked(data.way, WAYS)),
        ("联系情况", ticked(data.reached, REACHED)),
        ("答复落实没有", data.performed),
        ("解决了没有", ticked(data.solved, SOLVED)),
        ("对办理满意吗", ticked(data.satisfied, RATES)),
        ("对方原话", data.words),
        ("怎样跟进", data.follow_up),
        ("回访人", data.caller),
        (
            "说明",
            "如实记对方的原话，不引导、不代答；没联系上、不愿说的，单独统计。回访结果与单位说的、群众评价的分开记。",
        ),
    )
    table = form(rows, room={"对方原话": 36, "怎样跟进": 20})
    return official(data.frame, Words("D26", "信访事项回访记录", "", (table,), signed=False))


def questionnaire(data: Questionnaire) -> Paper:
    """Write D26-2: attitude, result, whether it is solved, a word in freedom; nothing is asked that names a person."""
    require("满意度问卷", {"事项编号": data.matter.number})
    opening = (
        f"您反映的“{data.matter.title}”（编号{data.matter.number}）由{said(data.handler)}办理。"
        "想听听您的实话：请在方框里打勾。填不填、怎么填，都不影响您的事情，也不影响您以后反映问题。"
    )
    rows = (
        ("一、办事态度", ticked(data.attitude, RATES)),
        ("二、办理结果", ticked(data.result, RATES)),
        ("三、事情解决了吗", ticked(data.solved, SOLVED)),
        ("四、想说的话", data.words),
        ("填写日期", day_or_blank(data.rated_on)),
    )
    after = (
        "说“没解决”的，可以凭编号要求重新办理。填好后可以交到窗口、寄回，也可以在查询页上评价；"
        "任何人不得要求您改评价，有这种情况请告诉我们。"
    )
    blocks: tuple[Block, ...] = (
        Paragraph(opening),
        form(rows, room={"四、想说的话": 36}, labels=5),
        Paragraph(after),
        Paragraph(data.frame.contact, lead="联系方式："),
    )
    return official(data.frame, Words("D26-2", "办理情况满意度问卷", "", blocks, signed=False))

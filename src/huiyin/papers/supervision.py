"""D12: the letter of supervision, the record of a talk, the order to put right, the proposal to hold to account, and the
answer to each of them (信访工作条例 Art 38-40)."""

from dataclasses import dataclass
from datetime import date

from huiyin.papers.forms import form
from huiyin.papers.frame import Frame, Words, official, require
from huiyin.papers.model import Block, Heading, Paper, Paragraph
from huiyin.papers.phrases import MatterRef, cite, day_or_blank, day_with_weekday, ended, named, said, told


@dataclass(frozen=True, slots=True)
class Supervised:
    """What every paper of supervision says: of which matter, who is supervised, on which listed ground, with what facts.

    `basis` is the article of the ground where the list names one; else Art 40 stands.
    """

    matter: MatterRef
    unit: str
    ground: str
    facts: str
    basis: str = ""


@dataclass(frozen=True, slots=True)
class SupervisionLetter:
    """D12 督办函. `new_due_on` is the limit set, `asks` what has to be done; the legal limit is never moved by it."""

    frame: Frame
    case: Supervised
    asks: str = ""
    new_due_on: date | None = None
    legal_due_on: date | None = None


@dataclass(frozen=True, slots=True)
class TalkRecord:
    """D12-2 约谈记录."""

    frame: Frame
    case: Supervised
    on: date | None = None
    place: str = ""
    host: str = ""
    talked_with: str = ""
    record: str = ""
    asks: str = ""
    promised: str = ""


@dataclass(frozen=True, slots=True)
class RectificationNotice:
    """D12-3 整改通知. `problems` are numbered in the paper; each is answered with what was done."""

    frame: Frame
    case: Supervised
    problems: tuple[str, ...] = ()
    asks: str = ""
    due_on: date | None = None


@dataclass(frozen=True, slots=True)
class AccountabilityProposal:
    """D12-4 问责建议书, to the body that has the power (Art 40); a proposal, never a decision."""

    frame: Frame
    to: str
    case: Supervised
    consequence: str = ""
    proposal: str = ""


@dataclass(frozen=True, slots=True)
class SupervisionReply:
    """D12-5 反馈: what was done on a letter, an order or a proposal; `answers` names that paper and its number."""

    frame: Frame
    to: str
    matter: MatterRef
    answers: str = ""
    done: str = ""
    result: str = ""
    adopted: str = ""
    person_told: str = ""


def supervision_letter(data: SupervisionLetter) -> Paper:
    """Write D12: ground, facts, limit, reply."""
    _check("督办函", data.case)
    limit = (
        f"请于{day_with_weekday(data.new_due_on)}前办理完毕，并书面反馈。"
        if data.new_due_on
        else f"请于{day_or_blank(None)}前办理完毕，并书面反馈。"
    )
    law = f"法定期限为{day_with_weekday(data.legal_due_on)}，不因督办而改变。" if data.legal_due_on else ""
    reply = (
        "书面反馈应当写明：查明的事实、采取的措施、办理结果、是否已经答复信访人；不能按期办结的，写明理由。"
        f"推诿、敷衍、拖延、弄虚作假造成严重后果的，依照{cite('四十条')}的规定提出追究责任的建议。"
    )
    blocks = (
        Paragraph(_opening(data.case, "现予督办")),
        Paragraph(told(data.case.facts), lead="一、督办的事实。"),
        Paragraph(told(data.asks), lead="二、办理要求。"),
        Paragraph(limit + law, lead="三、期限。"),
        Paragraph(reply, lead="四、反馈。"),
        Paragraph(data.frame.contact, lead="联系方式："),
    )
    return official(data.frame, Words("D12", "信访事项督办函", data.case.unit, blocks))


def talk_record(data: TalkRecord) -> Paper:
    """Write D12-2: who talked with whom, about what, what was asked and promised, signatures."""
    _check("约谈记录", data.case)
    rows = (
        ("事项", f"{data.case.matter.title}\n（编号{data.case.matter.number}）"),
        ("约谈事由", f"{data.case.ground}（{data.case.basis or cite('三十九条')}）"),
        ("被约谈单位", data.case.unit),
        ("被约谈人", data.talked_with),
        ("约谈人", data.host),
        ("时间", day_or_blank(data.on)),
        ("地点", data.place),
        ("指出的问题", data.case.facts),
        ("约谈内容", data.record),
        ("提出的要求", data.asks),
        ("对方意见和承诺", data.promised),
        ("约谈人签名", ""),
        ("被约谈人签名", ""),
        ("记录人签名", ""),
    )
    table = form(rows, room={"约谈内容": 26, "提出的要求": 16, "对方意见和承诺": 16}, labels=5)
    return official(data.frame, Words("D12-2", "信访工作约谈记录", "", (table,), signed=False))


def rectification_notice(data: RectificationNotice) -> Paper:
    """Write D12-3: the problems, what is asked, the limit, how to report."""
    _check("整改通知", data.case)
    problems = tuple(each.strip() for each in data.problems if each.strip())
    listed = "\n".join(f"{at}. {ended(each)}" for at, each in enumerate(problems, start=1))
    until = day_with_weekday(data.due_on) if data.due_on else day_or_blank(None)
    report = "整改完成后书面报告每个问题的措施、结果和完成日期，附证明材料；经核查属实后销号，之后回头看。"
    blocks = (
        Paragraph(_opening(data.case, "责令限期整改", article="三十九条")),
        *_problems(listed, told(data.case.facts, lines=3)),
        Paragraph(told(data.asks), lead="二、整改要求。"),
        Paragraph(f"请于{until}前完成。", lead="三、期限。"),
        Paragraph(report, lead="四、报告和核查。"),
        Paragraph("对本通知有不同意见的，可以书面说明理由和事实，本机关核实后答复。", lead="五、申辩。"),
        Paragraph(data.frame.contact, lead="联系方式："),
    )
    return official(data.frame, Words("D12-3", "限期整改通知书", data.case.unit, blocks))


def accountability_proposal(data: AccountabilityProposal) -> Paper:
    """Write D12-4: facts, consequence, what is proposed; whether to follow it is for the body with the power."""
    _check("问责建议书", data.case)
    require("问责建议书", {"有管理权限的机关": data.to})
    opening = (
        f"在督办{named(data.case.matter)}中，发现{data.case.unit}存在“{data.case.ground}”的情形。"
        f"根据{cite('四十条')}的规定，现提出追究责任的建议。"
    )
    law = (
        "是否追究、追究谁、怎样追究，由你单位依照管理权限和程序决定；请听取有关单位和人员的陈述和申辩。"
        f"请将采纳情况书面反馈本机关（{cite('四十条')}）。"
    )
    blocks = (
        Paragraph(opening),
        Paragraph(told(data.case.facts, lines=3), lead="一、事实和证据。"),
        Paragraph(told(data.consequence), lead="二、造成的后果。"),
        Paragraph(told(data.proposal), lead="三、建议。"),
        Paragraph(law, lead="四、请求反馈。"),
        Paragraph(data.frame.contact, lead="联系方式："),
    )
    words = Words("D12-4", "追究责任建议书", data.to, blocks, attachments=("有关证据材料",))
    return official(data.frame, words)


def supervision_reply(data: SupervisionReply) -> Paper:
    """Write D12-5: what was done, with what result, what was adopted and what was not and why."""
    require("督办反馈", {"主送单位": data.to, "事项编号": data.matter.number})
    answers = data.answers.strip() or "你单位的督办"
    opening = f"{answers}收悉。现将{named(data.matter)}的有关情况反馈如下（{cite('四十条')}）："
    blocks: tuple[Block, ...] = (
        Paragraph(opening),
        Paragraph(told(data.done), lead="一、采取的措施。"),
        Paragraph(told(data.result), lead="二、办理（整改）结果。"),
        Paragraph(told(data.adopted), lead="三、建议的采纳情况；没有采纳的，理由。"),
        Paragraph(told(data.person_told, lines=1), lead="四、答复信访人的情况。"),
        Paragraph(data.frame.contact, lead="联系方式："),
    )
    return official(data.frame, Words("D12-5", "关于督办事项办理情况的反馈", data.to, blocks))


def _problems(listed: str, facts: str) -> tuple[Block, ...]:
    if not listed:
        return (Paragraph(facts, lead="一、存在的问题。"),)
    return Heading("一、存在的问题"), Paragraph(listed)


def _check(paper: str, case: Supervised) -> None:
    require(paper, {"被督办单位": case.unit, "督办事由": case.ground, "事项编号": case.matter.number})


def _opening(case: Supervised, decided: str, *, article: str = "") -> str:
    basis = cite(article) if article else case.basis or cite("三十八条", "四十条")
    return f"你单位办理的{named(case.matter)}，存在“{said(case.ground)}”的情形，根据{basis}的规定，{decided}。"

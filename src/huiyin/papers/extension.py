"""D07 延长办理期限告知书: why longer, until when, who approved it (信访工作条例 Art 34)."""

from dataclasses import dataclass
from datetime import date

from huiyin.papers.frame import Frame, Words, official, require
from huiyin.papers.model import Paper, PaperError, Paragraph
from huiyin.papers.phrases import MatterRef, cite, day_with_weekday, day_words, ended, ordinal, your_matter

# Art 34: an extension is at most 30 days.
LONGEST_EXTENSION_DAYS = 30


@dataclass(frozen=True, slots=True)
class ExtensionNotice:
    """What the notice says. `approver` is the head of the body, by post (and name where the office prints it)."""

    frame: Frame
    to: str
    matter: MatterRef
    accepted_on: date
    old_due_on: date
    new_due_on: date
    extended_days: int
    reason: str
    done_so_far: str
    approver: str
    approved_on: date


def extension_notice(data: ExtensionNotice) -> Paper:
    """Write D07: reason, new date, approver; refuse more than the law allows."""
    require(
        "延长办理期限告知书",
        {"收件人": data.to, "延期理由": data.reason, "批准人": data.approver, "联系方式": data.frame.contact},
    )
    if not 1 <= data.extended_days <= LONGEST_EXTENSION_DAYS:
        raise PaperError(f"延长期限为{data.extended_days}日：应当在1日到30日之间（{cite('三十四条')}）。")
    if data.new_due_on <= data.old_due_on:
        raise PaperError("延期后的日期没有晚于原来的日期，请核对。")
    return official(data.frame, Words(code="D07", title="信访事项延长办理期限告知书", to=data.to, blocks=_blocks(data)))


def _blocks(data: ExtensionNotice) -> tuple[Paragraph, ...]:
    opening = (
        f"{your_matter(data.matter)}，本机关于{day_words(data.accepted_on)}受理，"
        f"原定于{day_with_weekday(data.old_due_on)}前办结。"
    )
    decision = (
        f"因情况复杂，根据{cite('三十四条')}的规定，经本机关负责人（{data.approver}）于{day_words(data.approved_on)}批准，"
        f"办理期限延长{data.extended_days}日，最迟于{day_with_weekday(data.new_due_on)}前书面答复您。"
        "延长只有一次，最长不超过30日。"
    )
    rest = [Paragraph(ended(data.reason), lead="一、延期理由。")]
    if data.done_so_far.strip():
        rest.append(Paragraph(ended(data.done_so_far), lead="二、已经做了什么。"))
    contact = Paragraph(data.frame.contact, lead=f"{ordinal(len(rest) + 1)}、联系方式。")
    return (Paragraph(opening), Paragraph(decision), *rest, contact)

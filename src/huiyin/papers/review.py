"""D09 复查意见书 and 复核意见书: another body looks at the opinion again, twice at most (信访工作条例 Art 35-36)."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from huiyin.papers.frame import Frame, Words, official, require
from huiyin.papers.model import Block, Heading, Paper, Paragraph, Quote
from huiyin.papers.phrases import MatterRef, cite, day_or_blank, day_words, ended, named


class Decision(StrEnum):
    """What the reviewing body decides about the opinion before it."""

    UPHOLD = "uphold"
    CHANGE = "change"
    REVOKE = "revoke"


@dataclass(frozen=True, slots=True)
class EarlierOpinion:
    """An opinion on paper: who issued it, under which number, on which day; an old one's day may not be known."""

    organ: str
    number: str
    on: date | None


@dataclass(frozen=True, slots=True)
class Reviewed:
    """What both reviews have in common.

    `asked_on` is the day the request was received, `request` the resident's words, `earlier` the opinion under review.
    `before` are still earlier opinions, in order. `decision_words` are its reasons and content.
    """

    matter: MatterRef
    subject: str
    asked_on: date
    request: str
    earlier: EarlierOpinion
    found: str
    decision: Decision
    decision_words: str
    basis: str
    before: tuple[EarlierOpinion, ...] = ()


@dataclass(frozen=True, slots=True)
class ReviewOpinion:
    """复查意见书. `re_review_body` is the next-higher body of the reviewer (Art 36)."""

    frame: Frame
    to: str
    reviewed: Reviewed
    re_review_body: str


@dataclass(frozen=True, slots=True)
class ReReviewOpinion:
    """复核意见书, the last word. `hearing` says when and where a hearing was held; its time does not count (Art 36)."""

    frame: Frame
    to: str
    reviewed: Reviewed
    hearing: str = ""


def review_opinion(data: ReviewOpinion) -> Paper:
    """Write D09 of the first review: request, original opinion, findings, decision, the right to 复核."""
    _check("复查意见书", data.to, data.reviewed, {"复核机关": data.re_review_body, "联系方式": data.frame.contact})
    remedy = (
        f"如不服本意见，可以自收到本意见书之日起30日内，向{data.re_review_body}请求复核（{cite('三十六条')}）。"
        "请求复核时请带上本意见书和原处理意见书。"
    )
    blocks = (
        *_blocks(data.reviewed, word="复查", old="处理意见", article="三十五条"),
        Paragraph(remedy, lead="五、不服本意见怎么办。"),
        Paragraph(data.frame.contact, lead="联系方式："),
    )
    title = f"关于{data.reviewed.subject}的\n信访事项复查意见书"
    return official(data.frame, Words("D09", title, data.to, blocks))


def re_review_opinion(data: ReReviewOpinion) -> Paper:
    """Write D09 of the second review, with the notice that the procedure ends here (Art 36)."""
    _check("复核意见书", data.to, data.reviewed, {"联系方式": data.frame.contact})
    ending = (
        "本意见为信访事项终结意见。您仍然以同一事实和理由提出投诉请求的，各级信访部门和其他机关、单位不再受理"
        f"（{cite('三十六条第三款')}）；有新的事实或者理由的，可以作为新的事项提出。"
        f"程序终结后，有关机关、单位仍应当继续做好解释、疏导和帮扶工作（{cite('三十七条第三款')}）。"
    )
    held = (
        f"{ended(data.hearing)}听证所需时间不计算在复核期限内（{cite('三十六条')}）。" if data.hearing.strip() else ""
    )
    blocks = (
        *_blocks(data.reviewed, word="复核", old="复查意见", article="三十六条", held=held),
        Paragraph(ending, lead="五、终结告知。"),
        Paragraph(data.frame.contact, lead="联系方式："),
    )
    title = f"关于{data.reviewed.subject}的\n信访事项复核意见书"
    return official(data.frame, Words("D09-2", title, data.to, blocks))


def _check(paper: str, to: str, reviewed: Reviewed, more: dict[str, object]) -> None:
    parts: dict[str, object] = {
        "收件人": to,
        "标题中的事项名称": reviewed.subject,
        "申请的请求和理由": reviewed.request,
        "原意见的机关": reviewed.earlier.organ,
        "原意见的文号": reviewed.earlier.number,
        "查明的情况": reviewed.found,
        "决定的理由和内容": reviewed.decision_words,
        "依据": reviewed.basis,
    }
    require(paper, {**parts, **more})


def _blocks(reviewed: Reviewed, *, word: str, old: str, article: str, held: str = "") -> tuple[Block, ...]:
    earlier = reviewed.earlier
    opening = (
        f"您对{earlier.organ}就{named(reviewed.matter)}作出的{old}不服，提出{word}请求，"
        f"本机关于{day_words(reviewed.asked_on)}收到。{held}根据{cite(article)}的规定，现{word}如下："
    )
    history = "；".join(
        f"{each.organ}于{day_or_blank(each.on)}作出意见书（{each.number}）" for each in _in_order(reviewed)
    )
    return (
        Paragraph(f"{_decided(reviewed.decision, old)}。", lead=f"{word}决定："),
        Paragraph(opening),
        Heading(f"一、您的{word}请求"),
        Quote(reviewed.request),
        Paragraph(f"{history}。", lead="二、原意见。"),
        Paragraph(ended(reviewed.found), lead="三、查明的情况。"),
        Paragraph(ended(reviewed.decision_words), lead=f"四、{word}意见和依据。"),
        Paragraph(f"{ended(reviewed.basis)}据此，{_decided(reviewed.decision, old)}。", lead="依据："),
    )


def _in_order(reviewed: Reviewed) -> tuple[EarlierOpinion, ...]:
    return (*reviewed.before, reviewed.earlier)


def _decided(decision: Decision, old: str) -> str:
    return {
        Decision.UPHOLD: f"维持原{old}",
        Decision.CHANGE: f"变更原{old}",
        Decision.REVOKE: f"撤销原{old}，责令重新办理",
    }[decision]

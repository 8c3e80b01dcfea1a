"""D08 信访处理意见书: each request with its own outcome, facts, opinion and basis, and the way to a review (Art 32, 35)."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from huiyin.papers.frame import Frame, Words, official, require
from huiyin.papers.model import Block, Heading, Paper, PaperError, Paragraph, Quote
from huiyin.papers.phrases import MatterRef, cite, day_with_weekday, day_words, ended, ordinal, your_matter


class Outcome(StrEnum):
    """The three outcomes of Art 32, by their Chinese names."""

    SUPPORT = "支持"
    EXPLAIN = "解释说明"
    REFUSE = "不予支持"


_MEANS = {
    Outcome.SUPPORT: "请求事实清楚，符合规定，予以支持。",
    Outcome.EXPLAIN: "请求事由合理，但缺乏法律依据，现解释说明如下。",
    Outcome.REFUSE: "请求缺乏事实根据或者不符合有关规定，不予支持。",
}


@dataclass(frozen=True, slots=True)
class RequestOutcome:
    """One request and its answer. `will_do` and `by_on` say what the office does for a supported request."""

    request: str
    facts: str
    outcome: Outcome
    opinion: str
    basis: str
    short: str = ""
    will_do: str = ""
    by_on: date | None = None


@dataclass(frozen=True, slots=True)
class WrittenOpinion:
    """What the opinion says. `subject` names it in the title; `review_body` is the next-higher body (Art 35)."""

    frame: Frame
    to: str
    matter: MatterRef
    subject: str
    accepted_on: date
    inquiry: str
    requests: tuple[RequestOutcome, ...]
    review_body: str
    attachments: tuple[str, ...] = ()
    copies: tuple[str, ...] = ()


def first_line(requests: tuple[RequestOutcome, ...]) -> str:
    """Say the answer before anything else: 同意, 部分同意 or 不同意."""
    supported = sum(1 for each in requests if each.outcome is Outcome.SUPPORT)
    if supported == len(requests):
        return "同意"
    return "部分同意" if supported else "不同意"


def written_opinion(data: WrittenOpinion) -> Paper:
    """Write D08: the request; facts and reasons found; opinion and basis; 复查 within 30 days of receipt."""
    parts = {"收件人": data.to, "标题中的事项名称": data.subject, "调查经过": data.inquiry, "信访请求": data.requests}
    require("信访处理意见书", {**parts, "复查机关": data.review_body, "联系方式": data.frame.contact})
    for position, each in enumerate(data.requests, start=1):
        _check(each, position=position)
    title = f"关于{data.subject}的\n信访事项处理意见书"
    words = Words("D08", title, data.to, _blocks(data), attachments=data.attachments, copies=data.copies)
    return official(data.frame, words)


def _check(each: RequestOutcome, *, position: int) -> None:
    parts = {"请求内容": each.request, "查明的事实和理由": each.facts, "处理意见": each.opinion, "依据": each.basis}
    require(f"信访处理意见书第{position}项请求", parts)
    if each.outcome is not Outcome.SUPPORT and (each.will_do or each.by_on):
        raise PaperError(f"第{position}项请求没有支持，不能写落实措施。")


def _blocks(data: WrittenOpinion) -> tuple[Block, ...]:
    several = len(data.requests) > 1
    opening = (
        f"{your_matter(data.matter)}，本机关于{day_words(data.accepted_on)}受理。{ended(data.inquiry)}"
        f"根据{cite('三十二条')}的规定，现答复如下："
    )
    remedy_number = ordinal(len(data.requests) + 1 if several else 4)
    body = _several(data.requests) if several else _single(data.requests[0])
    remedy = (
        f"如不服本意见，可以自收到本意见书之日起30日内，向{data.review_body}请求复查（{cite('三十五条')}）。"
        "请求复查时请带上本意见书。"
    )
    return (
        Paragraph(_answer(data.requests), lead="答复："),
        Paragraph(opening),
        *body,
        Paragraph(remedy, lead=f"{remedy_number}、不服本意见怎么办。"),
        Paragraph(data.frame.contact, lead="联系方式："),
    )


def _answer(requests: tuple[RequestOutcome, ...]) -> str:
    answer = f"{first_line(requests)}您的请求。"
    if len(requests) == 1:
        return answer
    counts = [(outcome, sum(1 for each in requests if each.outcome is outcome)) for outcome in Outcome]
    shares = "，".join(f"{outcome}{count}项" for outcome, count in counts if count)
    return f"{answer}您提出{len(requests)}项请求，{shares}。"


def _single(each: RequestOutcome) -> tuple[Block, ...]:
    return (
        Heading("一、您的请求"),
        Quote(each.request),
        Paragraph(ended(each.facts), lead="二、查明的事实和理由。"),
        Paragraph(_opinion(each), lead="三、处理意见和依据。"),
    )


def _several(requests: tuple[RequestOutcome, ...]) -> tuple[Block, ...]:
    blocks: list[Block] = []
    for position, each in enumerate(requests, start=1):
        name = f"第{ordinal(position)}项请求" + (f"（{each.short}）" if each.short else "")
        blocks += [
            Heading(f"{ordinal(position)}、{name}：{each.outcome}"),
            Quote(each.request),
            Paragraph(ended(each.facts), lead="查明的事实和理由："),
            Paragraph(_opinion(each), lead="处理意见和依据："),
        ]
    return tuple(blocks)


def _opinion(each: RequestOutcome) -> str:
    basis = f"依据：{ended(each.basis)}"
    words = _MEANS[each.outcome] + ended(each.opinion)
    if each.outcome is not Outcome.SUPPORT:
        return words + basis
    # Art 32: the body that handles the matter must see that a supported request is carried out.
    when = f"最迟于{day_with_weekday(each.by_on)}前落实。" if each.by_on else ""
    return f"{words}{ended(each.will_do)}{when}{basis}以上由本机关负责督促落实（{cite('三十二条')}）。"

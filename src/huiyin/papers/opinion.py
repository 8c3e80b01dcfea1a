"""D08 信访处理意见书: each request with its own outcome, facts, opinion and basis, and the way to a review (Art 32, 35)."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from huiyin.papers.frame import Frame, Words, official, require
from huiyin.papers.model import Block, Heading, Paper, PaperError, Paragraph, Quote
from huiyin.papers.phrases import MatterRef, cite, day_with_weekday, day_words, ended, ordinal, your_matter


class Outcome(StrEnum):
    """The three outcomes of Art 32."""

    SUPPORT = "support"
    EXPLAIN = "explain"
    REJECT = "reject"


_NAMES = {Outcome.SUPPORT: "支持", Outcome.EXPLAIN: "解释说明", Outcome.REJECT: "不予支持"}
_MEANS = {
    Outcome.SUPPORT: "请求事实清楚，符合规定，予以支持。",
    Outcome.EXPLAIN: "请求事由合理，但缺乏法律依据，现解释说明如下。",
    Outcome.REJECT: "请求缺乏事实根据或者不符合有关规定，不予支持。",
}


@dataclass(frozen=True, slots=True)
class RequestOutcome:
    """One request and its answer.

    `request` is what the resident asked, in his or her words; `short` names it in a few. `facts` and `basis` are this
    request's own, beside those of the whole opinion. `by_on` is the last day of what a supported request is promised.
    """

    request: str
    outcome: Outcome
    opinion: str
    short: str = ""
    facts: str = ""
    basis: str = ""
    by_on: date | None = None


@dataclass(frozen=True, slots=True)
class WrittenOpinion:
    """What the opinion says.

    `subject` names the matter in the title; `inquiry` says how it was looked into; `found` and `basis` hold for all
    requests; `review_body` is the next-higher body (Art 35).
    """

    frame: Frame
    to: str
    matter: MatterRef
    subject: str
    accepted_on: date
    inquiry: str
    found: str
    basis: str
    requests: tuple[RequestOutcome, ...]
    review_body: str
    attachments: tuple[str, ...] = ()
    copies: tuple[str, ...] = ()


def first_line(outcomes: tuple[Outcome, ...]) -> str:
    """Say the answer before anything else: 同意, 部分同意 or 不同意."""
    supported = sum(1 for each in outcomes if each is Outcome.SUPPORT)
    if supported == len(outcomes):
        return "同意"
    return "部分同意" if supported else "不同意"


def written_opinion(data: WrittenOpinion) -> Paper:
    """Write D08: the requests; facts and reasons found; opinions and basis; 复查 within 30 days of receipt."""
    parts = {
        "收件人": data.to,
        "标题中的事项名称": data.subject,
        "信访请求": data.requests,
        "复查机关": data.review_body,
    }
    require("信访处理意见书", {**parts, "联系方式": data.frame.contact})
    for position, each in enumerate(data.requests, start=1):
        _check(each, data, position=position)
    title = f"关于{data.subject}的\n信访事项处理意见书"
    words = Words("D08", title, data.to, _blocks(data), attachments=data.attachments, copies=data.copies)
    return official(data.frame, words)


def _check(each: RequestOutcome, data: WrittenOpinion, *, position: int) -> None:
    found = each.facts.strip() or data.found
    basis = each.basis.strip() or data.basis
    parts = {"请求内容": each.request, "查明的事实和理由": found, "处理意见": each.opinion, "依据": basis}
    require(f"信访处理意见书第{position}项请求", parts)
    if each.outcome is not Outcome.SUPPORT and each.by_on:
        raise PaperError(f"第{position}项请求没有支持，不能写落实日期。")


def _blocks(data: WrittenOpinion) -> tuple[Block, ...]:
    opening = (
        f"{your_matter(data.matter)}，本机关于{day_words(data.accepted_on)}受理。{ended(data.inquiry)}"
        f"根据{cite('三十二条')}的规定，现答复如下："
    )
    remedy = (
        f"如不服本意见，可以自收到本意见书之日起30日内，向{data.review_body}请求复查（{cite('三十五条')}）。"
        "请求复查时请带上本意见书。"
    )
    return (
        Paragraph(_answer(data.requests), lead="答复："),
        Paragraph(opening),
        *_requests(data.requests),
        *_facts(data),
        *_opinions(data),
        Paragraph(remedy, lead="四、不服本意见怎么办。"),
        Paragraph(data.frame.contact, lead="联系方式："),
    )


def _answer(requests: tuple[RequestOutcome, ...]) -> str:
    answer = f"{first_line(tuple(each.outcome for each in requests))}您的请求。"
    if len(requests) == 1:
        return answer
    counts = [(_NAMES[outcome], sum(1 for each in requests if each.outcome is outcome)) for outcome in Outcome]
    shares = "，".join(f"{name}{count}项" for name, count in counts if count)
    return f"{answer}您提出{len(requests)}项请求，{shares}。"


def _requests(requests: tuple[RequestOutcome, ...]) -> list[Block]:
    if len(requests) == 1:
        return [Heading("一、您的请求"), Quote(requests[0].request)]
    numbered = (Quote(f"{position}. {each.request.strip()}") for position, each in enumerate(requests, start=1))
    return [Heading("一、您的请求"), *numbered]


def _facts(data: WrittenOpinion) -> list[Block]:
    title = "二、查明的事实和理由"
    own = [(position, each) for position, each in enumerate(data.requests, start=1) if each.facts.strip()]
    if len(data.requests) == 1:
        return [Paragraph(ended("\n".join(filter(None, (data.found, *(each.facts for _, each in own))))), f"{title}。")]
    blocks: list[Block] = [Heading(title)]
    if data.found.strip():
        blocks.append(Paragraph(ended(data.found)))
    for position, each in own:
        blocks += [
            Heading(f"（{ordinal(position)}）关于{_name(each, position)}", level=2),
            Paragraph(ended(each.facts)),
        ]
    return blocks


def _opinions(data: WrittenOpinion) -> list[Block]:
    title = "三、处理意见和依据"
    basis = [Paragraph(ended(data.basis), lead="依据：")] if data.basis.strip() else []
    if len(data.requests) == 1:
        return [Paragraph(_opinion(data.requests[0]), lead=f"{title}。"), *basis]
    blocks: list[Block] = [Heading(title)]
    for position, each in enumerate(data.requests, start=1):
        heading = f"（{ordinal(position)}）{_name(each, position)}：{_NAMES[each.outcome]}"
        blocks += [Heading(heading, level=2), Paragraph(_opinion(each))]
    return [*blocks, *basis]


def _name(each: RequestOutcome, position: int) -> str:
    short = each.short.strip()
    return f"第{ordinal(position)}项请求" + (f"（{short}）" if short else "")


def _opinion(each: RequestOutcome) -> str:
    basis = f"依据：{ended(each.basis)}" if each.basis.strip() else ""
    words = _MEANS[each.outcome] + ended(each.opinion)
    if each.outcome is not Outcome.SUPPORT:
        return words + basis
    # Art 32: the body that handles the matter must see that a supported request is carried out.
    when = f"最迟于{day_with_weekday(each.by_on)}前落实。" if each.by_on else ""
    return f"{words}{when}{basis}以上由本机关负责督促落实（{cite('三十二条')}）。"

"""The replies to a matter: the first line says 同意, 部分同意 or 不同意, the second what follows."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from huiyin.papers.opinion import Outcome, first_line
from huiyin.queries.own_matter import Issued, OwnMatter, day_words

REPLY_PAPERS = frozenset({"D08", "D09", "D09-2"})
FOLLOWS = {
    "同意": "您提的都支持，由办的单位负责落实（《信访工作条例》第三十二条）。",
    "部分同意": "支持的部分由办的单位负责落实（《信访工作条例》第三十二条），其余的写明了理由。",
    "不同意": "没有支持您提的，理由和依据写在下面。",
}
DECIDED = {"uphold": "维持原来的答复", "change": "改变原来的答复", "revoke": "撤销原来的答复，重新办理"}
DECIDED_FOLLOWS = {
    "uphold": "复查的单位认为原来的答复站得住，理由写在下面。",
    "change": "按新的意见办，内容写在下面。",
    "revoke": "原来的单位要重新办，并再给您书面答复。",
}


@dataclass(frozen=True, slots=True)
class Reply:
    """A written opinion; `newest` marks the one that stands."""

    id: UUID
    number: str
    on: date
    served_on: date | None
    line: str
    follows: str
    remedy: str
    newest: bool


def replies(own: OwnMatter, *, at: datetime) -> tuple[Reply, ...]:
    """Return the signed opinions of a matter, oldest first; the words of the answer go with the newest only."""
    papers = [paper for paper in own.papers if paper.code in REPLY_PAPERS]
    return tuple(_reply(own, paper, newest=paper is papers[-1], at=at) for paper in papers)


def _reply(own: OwnMatter, paper: Issued, *, newest: bool, at: datetime) -> Reply:
    line, follows = _answer(own) if newest else ("", "")
    return Reply(
        id=paper.id,
        number=paper.number,
        on=paper.on,
        served_on=paper.served_on,
        line=line,
        follows=follows,
        remedy=_remedy(own, paper, at=at) if newest else "",
        newest=newest,
    )


def _answer(own: OwnMatter) -> tuple[str, str]:
    values = own.matter.values
    decision = str(values.get("decision", ""))
    if decision in DECIDED:
        return DECIDED[decision], DECIDED_FOLLOWS[decision]
    outcomes = tuple(Outcome(one) for one in values.get("outcomes", []))
    if not outcomes:
        return "", ""
    line = first_line(outcomes)
    return line, FOLLOWS[line]


# The clocks of the resident's right to go on: what it is called and the article it rests on.
_REMEDIES = {"XF-08": ("复查", "第三十五条"), "XF-10": ("复核", "第三十六条")}
_FINAL = "这是终结意见：同一事实和理由不再受理，有新的事实或者理由可以再反映（《信访工作条例》第三十六条）。"


def _remedy(own: OwnMatter, paper: Issued, *, at: datetime) -> str:
    right = next((name for step in own.kind.steps for name in step.starts if name in _REMEDIES), None)
    if right is None:
        return _FINAL
    name, article = _REMEDIES[right]
    body = own.reviewer.name if own.reviewer is not None else "上一级机关"
    if paper.served_on is None:
        return f"不服的话，从正式送达您那天起 30 日内，可以向{body}申请{name}（《信访工作条例》{article}）。"
    running = next((one for one in own.clocks if one.clock.id == right), None)
    if running is None or running.face.due_on is None:
        return ""
    return (
        f"不服的话，{day_words(running.face.due_on, seen_from=at)}前可以向{body}申请{name}（《信访工作条例》{article}，"
        "从收到书面意见起 30 日）。网上可以申请，也可以到窗口。"
    )

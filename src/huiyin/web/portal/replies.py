"""The replies to a matter: the first line says 同意, 部分同意 or 不同意, the second what follows."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from huiyin.kit.text import Text
from huiyin.papers.opinion import Outcome, first_line
from huiyin.queries.own_matter import Issued, OwnMatter
from huiyin.web.portal.words import day_said
from huiyin.web.templatetags.look import say, words

REPLY_PAPERS = frozenset({"D08", "D09", "D09-2"})
# The first line of an opinion as the paper has it, said in the reader's language, and what follows from it.
LINES = {
    "同意": Text("同意", "Agreed"),
    "部分同意": Text("部分同意", "Agreed in part"),
    "不同意": Text("不同意", "Not agreed"),
}
FOLLOWS = {
    "同意": Text(
        "您提的都支持，由办的单位负责落实（《信访工作条例》第三十二条）。",
        "All you asked is supported; the office must carry it out (Regulation on Petition Work, Art. 32).",
    ),
    "部分同意": Text(
        "支持的部分由办的单位负责落实（《信访工作条例》第三十二条），其余的写明了理由。",
        "The office must carry out what is supported (Regulation on Petition Work, Art. 32); for the rest, the reasons "
        "are given.",
    ),
    "不同意": Text(
        "没有支持您提的，理由和依据写在下面。", "What you asked is not supported; reasons and legal basis are below."
    ),
}
DECIDED = {
    "uphold": Text("维持原来的答复", "The earlier reply stands"),
    "change": Text("改变原来的答复", "The earlier reply is changed"),
    "revoke": Text("撤销原来的答复，重新办理", "The earlier reply is set aside and must be made anew"),
}
DECIDED_FOLLOWS = {
    "uphold": Text(
        "复查的单位认为原来的答复站得住，理由写在下面。", "The reviewing body upholds the reply; its reasons are below."
    ),
    "change": Text("按新的意见办，内容写在下面。", "The new opinion applies; it is below."),
    "revoke": Text(
        "原来的单位要重新办，并再给您书面答复。", "The first office must act again and reply to you in writing."
    ),
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
    dates: str


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
        dates=_dates(paper, at=at),
    )


def _dates(paper: Issued, *, at: datetime) -> str:
    signed = day_said(paper.on, at=at)
    if paper.served_on is None:
        return say(
            "{signed}签发，还没有正式送达；在这里看不算送达，期限从送达那天起算",
            "Signed {signed}, not yet served; reading it here does not serve it, time limits run from the day it is served",
            signed=signed,
        )
    served = day_said(paper.served_on, at=at)
    return say("{signed}签发，{served}送达", "Signed {signed}, served {served}", signed=signed, served=served)


def _answer(own: OwnMatter) -> tuple[str, str]:
    values = own.matter.values
    decision = str(values.get("decision", ""))
    if decision in DECIDED:
        return words(DECIDED[decision]), words(DECIDED_FOLLOWS[decision])
    outcomes = tuple(Outcome(one) for one in values.get("outcomes", []))
    if not outcomes:
        return "", ""
    line = first_line(outcomes)
    return words(LINES[line]), words(FOLLOWS[line])


# The clocks of the resident's right to go on: what it is called and the article it rests on.
_REMEDIES = {
    "XF-08": (Text("复查", "a review"), Text("第三十五条", "Art. 35")),
    "XF-10": (Text("复核", "a re-review"), Text("第三十六条", "Art. 36")),
}
_FINAL = Text(
    "这是终结意见：同一事实和理由不再受理，有新的事实或者理由可以再反映（《信访工作条例》第三十六条）。",
    "This is the last word: the same facts and reasons are not taken up again; new facts or reasons may be filed "
    "(Regulation on Petition Work, Art. 36).",
)


def _remedy(own: OwnMatter, paper: Issued, *, at: datetime) -> str:
    right = next((name for step in own.kind.steps for name in step.starts if name in _REMEDIES), None)
    if right is None:
        return words(_FINAL)
    name, article = (words(one) for one in _REMEDIES[right])
    body = own.reviewer.name if own.reviewer is not None else say("上一级机关", "the next-higher body")
    if paper.served_on is None:
        return say(
            "不服的话，从正式送达您那天起 30 日内，可以向{body}申请{name}（《信访工作条例》{article}）。",
            "If you do not accept it, you may ask {body} for {name} within 30 days of being served (Regulation on "
            "Petition Work, {article}).",
            body=body, name=name, article=article,
        )  # fmt: skip
    running = next((one for one in own.clocks if one.clock.id == right), None)
    mine = own.matter.own_last_day(right, own.party)
    last = mine or (running.face.due_on if running is not None else None)
    if last is None or (running is None and right in own.matter.clocks):
        return ""
    return say(
        "不服的话，{day}前可以向{body}申请{name}（《信访工作条例》{article}，从收到书面意见起 30 日）。"
        "网上可以申请，也可以到窗口。",
        "If you do not accept it, you may ask {body} for {name} until {day} (Regulation on Petition Work, {article}: 30 "
        "days from receipt). You can ask here or at the counter.",
        day=day_said(last, at=at), body=body, name=name, article=article,
    )  # fmt: skip

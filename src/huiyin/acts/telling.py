"""What goes out to the resident after a step: a line in the outbox, without a private word in it."""

from datetime import datetime
from uuid import UUID

from huiyin.acts.writing import Moment, Session
from huiyin.flow.kind import Kind, Step
from huiyin.flow.matter import Matter
from huiyin.kinds.clocks import CLOCKS
from huiyin.store.working import Message

# The steps after which the resident waits to hear from us, by what they do rather than by name.
TOLD_STATES = frozenset({"accepted", "refused", "guided", "forwarded", "ended", "served", "archived", "lapsed"})


def tell(session: Session, kind: Kind, matter: Matter, step: Step, *, moment: Moment) -> None:
    """Queue a message where the step moved the matter to where the resident should hear of it."""
    if (
        step.tells is None
        or matter.history
        or moment.quiet
        or not (step.writes or step.warns or step.to in TOLD_STATES)
    ):
        return
    if step.writes:
        said = f"您反映的事（{matter.number}）有一封写给您的信。凭回执上的查询码在查进度页上看、回信。"
        _queue_each(session, matter, said, sort="letter", at=moment.recorded_at)
        return
    if step.warns:
        for party in parties_of(matter):
            words = _warning(matter, step, party)
            queue(session, UUID(matter.id), words, sort="news", at=moment.recorded_at, party=party)
        return
    words = f"您反映的事（{matter.number}）有新进展：{kind.state(matter.state).tells.zh}。凭回执上的查询码可以查看。"
    _queue_each(session, matter, words, sort="news", at=moment.recorded_at)


def tell_others(session: Session, matter: Matter, *, moment: Moment) -> None:
    """Tell the further representatives of what the first filed in person how each comes by a code of his own."""
    words = (
        f"您是联名反映的代表（{matter.number}）。您自己的查询码：在查进度页点“回执丢了”，凭这个手机号领，"
        "也可以带身份证到窗口。"
    )
    for party in parties_of(matter)[1:]:
        queue(session, UUID(matter.id), words, sort="news", at=moment.recorded_at, party=party)


def parties_of(matter: Matter) -> list[str]:
    """Return to whom it is to be told: the first, who may be the only one, and each further representative by number."""
    return ["", *matter.recipients[1:]]


def _queue_each(session: Session, matter: Matter, words: str, *, sort: str, at: datetime) -> None:
    for party in parties_of(matter):
        queue(session, UUID(matter.id), words, sort=sort, at=at, party=party)


def _warning(matter: Matter, step: Step, party: str) -> str:
    on = matter.own_last_day(step.warns, party) or matter.clocks[step.warns].due_on
    last = f"最后一天是{on.year}年{on.month}月{on.day}日" if on is not None else "期限快到了"
    name = CLOCKS[step.warns].name.zh
    return f"您反映的事（{matter.number}）：不服的话可以{name}，{last}。凭回执上的查询码可以查看、申请。"


def queue(session: Session, matter: UUID, words: str, *, sort: str, at: datetime, party: str = "") -> None:
    """Put a message into the outbox with the events of this session."""
    county = session.pen.county
    session.pen.also(
        Message,
        {
            "county": county,
            "matter": matter,
            "party": party,
            "words": words,
            "sort": sort,
            "made_at": at,
            "sent_at": None,
            "way": "",
            "tries": 0,
        },
    )

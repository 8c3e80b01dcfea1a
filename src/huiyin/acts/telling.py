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
        queue(session, UUID(matter.id), said, sort="letter", at=moment.recorded_at)
        return
    if step.warns:
        queue(session, UUID(matter.id), _warning(matter, step), sort="news", at=moment.recorded_at)
        return
    words = f"您反映的事（{matter.number}）有新进展：{kind.state(matter.state).tells.zh}。凭回执上的查询码可以查看。"
    queue(session, UUID(matter.id), words, sort="news", at=moment.recorded_at)


def _warning(matter: Matter, step: Step) -> str:
    face = matter.clocks[step.warns]
    on = face.due_on
    last = f"最后一天是{on.year}年{on.month}月{on.day}日" if on is not None else "期限快到了"
    name = CLOCKS[step.warns].name.zh
    return f"您反映的事（{matter.number}）：不服的话可以{name}，{last}。凭回执上的查询码可以查看、申请。"


def queue(session: Session, matter: UUID, words: str, *, sort: str, at: datetime) -> None:
    """Put a message into the outbox with the events of this session."""
    session.pen.also(Message(county=session.pen.county, matter=matter, words=words, sort=sort, made_at=at))

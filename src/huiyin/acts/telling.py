"""What goes out to the resident after a step: a line in the outbox, without a private word in it."""

from uuid import UUID

from huiyin.acts.writing import Moment, Session
from huiyin.flow.kind import Kind, Step
from huiyin.flow.matter import Matter
from huiyin.store.working import Message

# The steps after which the resident waits to hear from us, by what they do rather than by name.
TOLD_STATES = frozenset({"accepted", "refused", "guided", "forwarded", "served", "archived"})


def tell(session: Session, kind: Kind, matter: Matter, step: Step, *, moment: Moment) -> None:
    """Queue a message where the step moved the matter to where the resident should hear of it."""
    if step.tells is None or step.to not in TOLD_STATES or matter.history or moment.quiet:
        return
    words = f"您反映的事（{matter.number}）有新进展：{kind.state(matter.state).tells.zh}。凭回执上的查询码可以查看。"
    session.pen.also(
        Message(county=session.pen.county, matter=UUID(matter.id), words=words, made_at=moment.recorded_at)
    )

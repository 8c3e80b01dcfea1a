"""Letting the clocks of one matter take their own steps, for old times brought in step by step."""

from datetime import datetime, timedelta
from uuid import UUID

from huiyin.acts.matters import take_step
from huiyin.acts.writing import Moment, Session, writing
from huiyin.flow.actor import clockwork
from huiyin.flow.matter import Clockface
from huiyin.kinds import ALL


def let_lapse(matter_id: UUID, *, until: datetime) -> int:
    """Take the steps of the matter's clocks that ran out before a moment, each just after its due time.

    Quiet: nothing is sent out. Returns how many steps were taken.
    """
    taken = 0
    with writing() as session:
        while (lapse := _next_lapse(session, matter_id, until)) is not None:
            face, step = lapse
            assert face.due_at is not None
            at = face.due_at + timedelta(seconds=1)
            take_step(matter_id, step, {}, actor=clockwork(at), moment=Moment(at, at, quiet=True))
            taken += 1
    return taken


def _next_lapse(session: Session, matter_id: UUID, until: datetime) -> tuple[Clockface, str] | None:
    matter = session.pen.matter(matter_id)
    steps = dict(ALL[matter.kind].lapses)
    over = [
        (face.due_at, face.id)
        for face in matter.clocks.values()
        if face.running and face.id in steps and face.due_at is not None and face.due_at < until
    ]
    if not over:
        return None
    _, name = min(over)
    return matter.clocks[name], steps[name]

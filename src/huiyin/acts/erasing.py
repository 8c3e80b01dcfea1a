"""Erasing what a matter holds of a person, and doing it again after a back-up was restored."""

from uuid import UUID

from django.db import transaction

from huiyin.acts.writing import Moment, NotFound, Session, writing
from huiyin.flow.actor import Actor
from huiyin.flow.kind import Choice
from huiyin.flow.matter import Event, Matter
from huiyin.flow.scene import NotAllowed
from huiyin.kinds import kind_of
from huiyin.kit.text import Text
from huiyin.ledger.erasure import erased_streams, forget, keep_list, left_over
from huiyin.ledger.files import remove
from huiyin.store.matters import Link, MatterRow
from huiyin.store.working import Draft, SealedFile

GROUNDS: dict[str, Choice] = {
    choice.id: choice
    for choice in (
        Choice("retention_over", Text("保存期满", "The time it had to be kept is over")),
        Choice("asked", Text("本人申请，且不再需要保存", "The person asked, and it need no longer be kept"),
               "个人信息保护法 第44条至第56条"),
        Choice("restored", Text("恢复备份后重新抹除", "Erased again after a back-up was restored")),
    )
}  # fmt: skip


def erase(matter_id: UUID, ground: str, *, actor: Actor, moment: Moment) -> int:
    """Erase a closed matter and the reviews opened from it; return how many matters that were.

    Sealed words, written words, files, search words and what a lost slip is found by go; numbers, dates, steps and
    hashes stay. Nobody erases alone: it follows from a signed list or a signed decision, so only the clockwork does it.
    Raises NotFound, or NotAllowed with a sentence. It cannot be undone.
    """
    with writing() as session:
        if not actor.clockwork:
            raise NotAllowed(
                Text(
                    "抹除要先列单、核对、由另一人签字",
                    "An erasure is listed, checked and signed by another person first",
                )
            )
        if ground not in GROUNDS:
            raise NotAllowed(Text("请选抹除的依据", "Choose the ground of the erasure"))
        family = _family(session, matter_id)
        for matter in family:
            _refuse_open(matter)
        for matter in family:
            _erase_one(session, UUID(matter.id), ground, actor, moment)
        transaction.on_commit(keep_list)
        return len(family)


def reapply(*, actor: Actor, moment: Moment) -> int:
    """Erase again what the list names and the database, taken back to an earlier day, still holds; return how many.

    Call it after every restore, before anybody is let in.
    """
    with writing() as session:
        known = set(MatterRow.objects.filter(id__in=keep_list()).values_list("id", flat=True))
        undone = sorted((known - erased_streams()) | left_over(known))
        for stream in undone:
            _erase_one(session, stream, "restored", actor, moment)
        return len(undone)


def _family(session: Session, matter_id: UUID) -> list[Matter]:
    """Return the matter and those opened from it that still hold something, in the order of their ids."""
    found, waiting = set[UUID](), [matter_id]
    while waiting:
        found.update(waiting)
        opened = Link.objects.filter(other__in=waiting, sort__in=["origin", "given"]).values_list("matter", flat=True)
        waiting = [stream for stream in opened if stream not in found]
    try:
        matters = [session.pen.matter(stream) for stream in sorted(found)]
    except KeyError:
        raise NotFound from None
    if any(UUID(matter.id) == matter_id and matter.erased for matter in matters):
        raise NotAllowed(Text("这件事已经抹除过", "It was erased already"))
    return [matter for matter in matters if not matter.erased]


def _refuse_open(matter: Matter) -> None:
    if not kind_of(matter.kind).state(matter.state).final:
        raise NotAllowed(
            Text(
                f"{matter.number} 还没有归档，不能抹除；办完归档后再来",
                f"{matter.number} is not archived yet and cannot be erased",
            )
        )


def _erase_one(session: Session, stream: UUID, ground: str, actor: Actor, moment: Moment) -> None:
    matter = session.pen.matter(stream)
    by = {"person": actor.person} if actor.person else {"clockwork": True}
    body = {"by": by, "erased": True, "ground": ground}
    session.pen.write(stream, Event(f"{matter.kind}.erased", moment.at, moment.recorded_at, body))
    session.flush()
    session.pen.let_go(stream)
    stored = list(SealedFile.objects.filter(matter=stream).values_list("stored", flat=True))
    forget(stream)
    Draft.objects.filter(form__startswith=f"step/{stream}/").delete()
    transaction.on_commit(lambda: remove(stored))

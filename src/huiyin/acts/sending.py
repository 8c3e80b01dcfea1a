"""Messages on their way to residents: taken up for sending, given back, or told by telephone from the call list."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import F

from huiyin.acts.writing import NotFound
from huiyin.flow.actor import Actor
from huiyin.ledger.keys import Erased, newest_private
from huiyin.store.access import visible
from huiyin.store.working import Message

AT_A_TIME, MOST_TRIES = 50, 5
# A code or an answer that could not be sent for so long is no longer worth sending.
STALE = {"code": timedelta(minutes=10), "letter": timedelta(days=7), "news": timedelta(days=7)}
BY_CALL = "call"
NOBODY = "nobody"
SENT_CODE = "（验证码已发出）"


@dataclass(frozen=True, slots=True)
class Outgoing:
    """A message with the number it goes to; lives only while it is being sent."""

    id: int | str
    to: str
    words: str


def claimed(*, at: datetime) -> Iterator[Outgoing]:
    """Take up messages to be sent, each by one sender only; those to nobody's telephone leave the outbox."""
    waiting = Message.objects.filter(sent_at__isnull=True, tries__lt=MOST_TRIES).order_by("id")[:AT_A_TIME]
    for row in list(waiting):
        taken = Message.objects.filter(pk=row.pk, tries=row.tries, sent_at__isnull=True).update(tries=F("tries") + 1)
        if not taken:
            continue
        to = _phone(row.matter, row.party)
        if not to or at - row.made_at > STALE[row.sort]:
            Message.objects.filter(pk=row.pk).update(sent_at=at, way=NOBODY, words=_kept(row))
            continue
        yield Outgoing(row.pk, to, row.words)


def delivered(message: int, *, way: str, at: datetime) -> None:
    """Write down that a message went out; the words of a code go."""
    row = Message.objects.get(pk=message)
    Message.objects.filter(pk=message).update(sent_at=at, way=way, words=_kept(row))


def told_by_call(message: int, *, actor: Actor, at: datetime) -> None:
    """Write down that the person was told by telephone; raises NotFound where the actor may not know of the matter."""
    row = Message.objects.filter(pk=message, sent_at__isnull=True).exclude(sort="code").first()
    if row is None or not visible(actor).filter(id=row.matter).exists():
        raise NotFound
    Message.objects.filter(pk=message, sent_at__isnull=True).update(sent_at=at, way=BY_CALL)


def _phone(matter: UUID, party: str) -> str:
    field = f"phone_{party}" if party else "phone"
    try:
        return str(newest_private(matter, frozenset({field})).get(field, ""))
    except Erased:
        return ""


def _kept(row: Message) -> str:
    return SENT_CODE if row.sort == "code" else row.words

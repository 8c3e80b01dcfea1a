"""Telling staff outside the desk: urgent turns at any hour, everything else in one digest a day outside quiet hours."""

from datetime import datetime

from huiyin.acts.notices import claimed_notices, forget_notices, notice_sent, put_digest, put_urgent
from huiyin.jobs.outbox import adapter, send_each
from huiyin.kit.days import SHANGHAI
from huiyin.queries.notices import digest_words, digests_due, quiet_now, urgent_turns


def tell_staff(*, at: datetime) -> int:
    """Put what is due in line and send what may go now; returns how many went. Never inside a transaction.

    An office that has set no way for messages sends none and keeps none: the desk's own list says it all.
    """
    if adapter()[0] is None:
        return 0
    for turn in urgent_turns(at):
        put_urgent(turn.people, about=turn.about, words=turn.words, at=at)
    quiet = quiet_now(at)
    if not quiet:
        for person in digests_due(at):
            put_digest(person, day=at.astimezone(SHANGHAI).date(), words=digest_words(person, at=at), at=at)
    gone = send_each(claimed_notices(quiet=quiet, at=at), notice_sent, at=at)
    forget_notices(at=at)
    return gone

"""The tick: clocks that ran out take their steps, and the ledger is sealed once a day."""

import logging
from datetime import datetime

from huiyin.acts.attempts import spend
from huiyin.acts.calendar import recount_if_changed
from huiyin.acts.counter_screen import forget_screens
from huiyin.acts.data_rights import carry_out_deletions
from huiyin.acts.erasing import reapply
from huiyin.acts.files import sweep_files
from huiyin.acts.half_typed import erase_old
from huiyin.acts.matters import take_step
from huiyin.acts.once import forget_answers
from huiyin.acts.presence import forget_presence
from huiyin.acts.progress import move
from huiyin.acts.retention import carry_out, propose
from huiyin.acts.sign_ins import forget_sign_ins
from huiyin.acts.slip_marks import look_again, mark_recent, mark_written
from huiyin.acts.tasks import forget_done
from huiyin.acts.writing import NotFound, now_at
from huiyin.flow.actor import clockwork
from huiyin.flow.scene import NotAllowed
from huiyin.jobs.alarms import check_daily, watch
from huiyin.jobs.notices import tell_staff
from huiyin.jobs.outbox import send_waiting
from huiyin.jobs.sealing import seal_daily
from huiyin.jobs.webhooks import push
from huiyin.ledger.lapses import Lapse, due_lapses
from huiyin.ledger.pen import Conflict

DAY_SECONDS = 24 * 3600
logger = logging.getLogger("huiyin.tick")


def tick(*, at: datetime) -> int:
    """Deal with everything whose time has come by `at`; return how many steps were taken.

    Safe to run twice and on two machines: a step is taken only on the very version of the matter at
    which the clock was seen to have run out.
    """
    for one in recount_if_changed(moment=now_at(at)):
        logger.info("calendar: %s of %s moved from %s to %s", one.clock, one.matter, one.before, one.after)
    taken = take_lapses(at=at)
    erase_old(at=at)
    if seal_daily(at=at) is not None:
        # Once a day as well: whatever a restored back-up brought back is erased again.
        reapply(actor=clockwork(at), moment=now_at(at))
    if spend("tick/daily", at=at, limit=1, window_seconds=DAY_SECONDS):
        propose(actor=clockwork(at), moment=now_at(at))
        carry_out_deletions(actor=clockwork(at), moment=now_at(at))
        sweep_files(now=at.timestamp())
        look_again(at=at)
        forget_answers(at=at)
        forget_sign_ins(at=at)
        forget_done(at=at)
        check_daily(at=at)
    mark_recent(at=at)
    mark_written(at=at)
    carry_out(actor=clockwork(at), moment=now_at(at))
    watch(at=at)
    send_waiting(at=at)
    tell_staff(at=at)
    forget_presence(at=at)
    forget_screens(at=at)
    push(at=at)
    move("tick", done=1, total=1, words="", at=at)
    return taken


def take_lapses(*, at: datetime) -> int:
    """Let every clock that ran out by `at` take its step; return how many did."""
    return sum(_take(lapse, at) for lapse in due_lapses(at=at))


def _take(lapse: Lapse, at: datetime) -> bool:
    try:
        take_step(lapse.matter, lapse.step, {}, actor=clockwork(at), moment=now_at(at), expected_version=lapse.version)
    except Conflict:
        # Somebody was quicker: another tick, or a person whose step stopped the clock.
        return False
    except (NotAllowed, NotFound) as refusal:
        # The clock ran out where its step does not apply: a fault of the declaration, for its author to see.
        logger.warning("%s could not take %s on %s: %s", lapse.clock, lapse.step, lapse.matter, refusal.reason.zh)
        return False
    return True

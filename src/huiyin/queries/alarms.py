"""What speaks for an attack or a breach right now, and the alarms somebody who watches has not seen yet."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from huiyin.flow.actor import Actor
from huiyin.kit.days import SHANGHAI
from huiyin.kit.text import Text
from huiyin.queries.acting import actor_of
from huiyin.queries.health import TICK, TICK_LOST, backup_troubles
from huiyin.queries.sign_ins import ALARM_SPAN, attacks
from huiyin.store.accounts import SignInEvent
from huiyin.store.alarms import WATCHERS, Alarm, AlarmSeen
from huiyin.store.emergency import EmergencyOpening
from huiyin.store.notices import NoticeChoice
from huiyin.store.working import Progress

MOST_SHOWN = 10


@dataclass(frozen=True, slots=True)
class Sign:
    """Something to raise an alarm about; `about` makes it one alarm however often it is looked at."""

    about: str
    says: Text


@dataclass(frozen=True, slots=True)
class AlarmLine:
    """An alarm as it is shown."""

    id: int
    says: Text
    raised_at: datetime


def signs(*, at: datetime) -> tuple[Sign, ...]:
    """Return everything that speaks for an attack or a breach at this moment. Seven queries and one small file."""
    return tuple(sign for look in (_locked, _tried, _opened, _unkept, _stopped) for sign in look(at))


def _locked(at: datetime) -> Iterator[Sign]:
    first = SignInEvent.objects.filter(what="locked", at__gt=at - ALARM_SPAN, at__lte=at).order_by("-id").first()
    if first is not None:
        yield Sign(
            f"locked/{_day(first.at)}",
            Text(
                f"{_day(first.at)} 有账号因为试错被锁，请到登录记录里看是不是本人",
                f"An account was locked after wrong tries on {_day(first.at)}: see the sign-in record",
            ),
        )


def _tried(at: datetime) -> Iterator[Sign]:
    for name, says in attacks(at=at):
        yield Sign(f"{name}/{_day(at)}", says)


def _opened(at: datetime) -> Iterator[Sign]:
    found = EmergencyOpening.objects.filter(granted=True, decided_at__gt=at - ALARM_SPAN, decided_at__lte=at)
    for one in found.order_by("decided_at", "id"):
        yield Sign(
            f"emergency/{one.id}",
            Text(
                f"{one.asked_label}经{one.decided_label}批准，应急查阅一件事项一小时，请事后核对",
                f"{one.asked_label} may read one matter for an hour in an emergency, granted by {one.decided_label}",
            ),
        )


def _unkept(at: datetime) -> Iterator[Sign]:
    for name, says in backup_troubles(at=at):
        yield Sign(f"{name}/{_day(at)}", says)


def _stopped(at: datetime) -> Iterator[Sign]:
    row = Progress.objects.filter(name=TICK).first()
    if row is not None and at - row.moved_at >= TICK_LOST:
        minutes = int((at - row.moved_at).total_seconds() // 60)
        yield Sign(
            f"stopped/{row.moved_at.isoformat(timespec='seconds')}",
            Text(
                f"后台停了 {minutes} 分钟，其间没有检查时限和告警，请查明原因",
                f"The worker stood still for {minutes} minutes and looked at nothing: find out why",
            ),
        )


def _day(at: datetime) -> str:
    return at.astimezone(SHANGHAI).date().isoformat()


def watchers(*, at: datetime) -> tuple[str, ...]:
    """Return who watches over safety today and wants to be told by telephone. Four queries for each who wants it."""
    wanting = NoticeChoice.objects.filter(urgent=True).order_by("person").values_list("person", flat=True)
    return tuple(one for one in wanting if actor_of(one, at).roles & WATCHERS)


def unseen_alarms(*, actor: Actor) -> tuple[AlarmLine, ...]:
    """Return the alarms somebody who watches has not seen, newest first; none for others. One query, or none."""
    if not actor.roles & WATCHERS:
        return ()
    seen = AlarmSeen.objects.filter(person=actor.person).values("alarm")
    rows = Alarm.objects.exclude(id__in=seen).order_by("-raised_at", "-id")[:MOST_SHOWN]
    return tuple(AlarmLine(row.pk, Text(row.zh, row.en), row.raised_at) for row in rows)

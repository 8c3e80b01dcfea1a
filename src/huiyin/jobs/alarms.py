"""Alarms: looked for at every tick, the whole ledger once a day by a task of its own; each raised and told once."""

from collections.abc import Iterable
from datetime import datetime

from django.conf import settings
from django.utils import timezone
from django_tasks import task

from huiyin.acts.alarms import forget_alarms, raise_alarm, tell_watchers
from huiyin.acts.tasks import queue_once
from huiyin.kit.days import SHANGHAI
from huiyin.kit.text import Text
from huiyin.ledger.sign_ins import sign_in_findings
from huiyin.ledger.verify import verify
from huiyin.queries.alarms import Sign, signs, watchers

CHECKING = "huiyin.jobs.alarms.check_ledger"
MOST_FINDINGS = 20


def watch(*, at: datetime) -> int:
    """Raise what speaks for an attack or a breach now; returns how many alarms are new. Sends nothing itself."""
    return _raise(signs(at=at), at)


def check_daily(*, at: datetime) -> None:
    """Queue the day's check of the whole ledger, and forget alarms of long ago."""
    queue_once(CHECKING)
    forget_alarms(at=at)


@task()
def check_ledger() -> int:
    """Check every chain: events, readings, roots, sign-ins; raise an alarm for what does not fit. Returns the findings."""
    at = timezone.now()
    day = at.astimezone(SHANGHAI).date().isoformat()
    record = len(list(sign_in_findings()))
    found = len(verify(county=settings.COUNTY, at_most=MOST_FINDINGS))
    told = []
    if found > record:
        told.append(Sign(f"ledger/{day}", _says("账本", "the ledger", found - record)))
    if record:
        told.append(Sign(f"record/{day}", _says("登录记录", "the sign-in record", record)))
    _raise(told, at)
    return found


def _says(zh: str, en: str, count: int) -> Text:
    many = f"{count} 处以上" if count >= MOST_FINDINGS else f"{count} 处"
    return Text(
        f"核验发现{zh}有 {many}对不上，可能被改动或删除，请马上核查（./huiyin verify）",
        f"{count} or more places of {en} do not fit: it may have been altered. Look at once (./huiyin verify)",
    )


def _raise(found: Iterable[Sign], at: datetime) -> int:
    fresh = [one for one in found if raise_alarm(one.about, one.says, at=at)]
    people = watchers(at=at) if fresh else ()
    for one in fresh:
        tell_watchers(one.about, one.says, people, at=at)
    return len(fresh)

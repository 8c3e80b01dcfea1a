"""Raising alarms once, telling them to those who watch over safety, and writing down who has seen them."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.conf import settings

from huiyin.acts.notices import put_urgent
from huiyin.acts.writing import NotFound, writing
from huiyin.flow.actor import Actor
from huiyin.flow.scene import NotAllowed
from huiyin.kit.text import Text
from huiyin.store.alarms import WATCHERS, Alarm, AlarmSeen

KEPT = timedelta(days=365)


def raise_alarm(about: str, says: Text, *, at: datetime) -> bool:
    """Raise an alarm, once for what it is about; says whether this call was the one. Two queries."""
    with writing():
        _, made = Alarm.objects.get_or_create(
            about=about, defaults={"county": settings.COUNTY, "zh": says.zh, "en": says.en, "raised_at": at}
        )
    return made


def tell_watchers(about: str, says: Text, people: Iterable[str], *, at: datetime) -> None:
    """Put an alarm in line for the telephones of those who watch and asked to be told."""
    put_urgent(people, about=f"alarm/{about}"[:120], words=f"回音安全告警：{says.zh}", at=at)


def see_alarm(alarm: int, *, actor: Actor) -> None:
    """Write down that somebody who watches has seen an alarm. Raises NotAllowed, NotFound."""
    if not actor.roles & WATCHERS:
        raise NotAllowed(Text("告警给安全岗、审计岗看", "Alarms are for the security and audit roles"))
    if not Alarm.objects.filter(pk=alarm).exists():
        raise NotFound
    with writing():
        AlarmSeen.objects.get_or_create(alarm=alarm, person=actor.person, defaults={"seen_at": actor.at})


def forget_alarms(*, at: datetime) -> int:
    """Forget alarms of more than a year ago, and who saw them; returns how many. Two queries."""
    AlarmSeen.objects.filter(alarm__in=Alarm.objects.filter(raised_at__lt=at - KEPT).values("id")).delete()
    return Alarm.objects.filter(raised_at__lt=at - KEPT).delete()[0]

"""Messages to staff: what each wants told, the day's digest and urgent turns put in line, taken up, written down."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.conf import settings
from django.db.models import F, Q

from huiyin.acts.sending import AT_A_TIME, MOST_TRIES, NOBODY, Outgoing
from huiyin.acts.writing import writing
from huiyin.flow.actor import Actor
from huiyin.flow.answers import FieldFaults
from huiyin.kit.codes import normal_phone, phone_fault
from huiyin.kit.days import SHANGHAI
from huiyin.kit.sealing import Suite, unwrap_key, wrap_key
from huiyin.kit.text import Text
from huiyin.ledger.keys import site_key, suite
from huiyin.store.notices import NoticeChoice, StaffNotice

DIGEST, URGENT = "digest", "urgent"
# An urgent word a day late is none, and yesterday's digest is in today's.
STALE, KEPT = timedelta(days=1), timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Wish:
    """What somebody wants told: to which telephone, the daily digest and when, urgent matters at any hour."""

    phone: str
    digest: bool
    digest_at: time
    urgent: bool


def choose_notices(wish: Wish, *, actor: Actor) -> None:
    """Keep what the actor wants told; raises FieldFaults. The number is sealed; without one nothing is sent."""
    fault = phone_fault(wish.phone) if wish.phone else None
    if fault is not None:
        raise FieldFaults({"phone": fault})
    if (wish.digest or wish.urgent) and not wish.phone:
        raise FieldFaults({"phone": Text("要发到手机，请写手机号", "Say to which telephone")})
    if settings.QUIET_HOURS.holds_at(wish.digest_at):
        raise FieldFaults({"digest_at": Text("这个时间在免打扰时段里，请换一个", "That is within the quiet hours")})
    phone = _sealed(actor.person, normal_phone(wish.phone)) if wish.phone else b""
    said = {"digest": wish.digest, "digest_at": wish.digest_at, "urgent": wish.urgent}
    with writing():
        NoticeChoice.objects.update_or_create(
            person=actor.person,
            defaults={"county": settings.COUNTY, "reach": phone, "suite": int(suite()), **said},
        )


def put_digest(person: str, *, day: date, words: str, at: datetime) -> bool:
    """Put one person's digest of a day in line, once; nothing to say makes none. Says whether this call was the one."""
    with writing():
        fresh = NoticeChoice.objects.filter(Q(digest_on=None) | Q(digest_on__lt=day), person=person, digest=True)
        if not fresh.update(digest_on=day):
            return False
        if words:
            _put([person], f"digest/{day.isoformat()}", DIGEST, words, at)
    return bool(words)


def put_urgent(people: Iterable[str], *, about: str, words: str, at: datetime) -> None:
    """Put an urgent word to some people in line, and remember that this turn was looked at. Safe to call twice."""
    with writing():
        looked_at = StaffNotice(
            county=settings.COUNTY, person="", about=about, sort=URGENT, words="", made_at=at, sent_at=at, way=NOBODY
        )
        StaffNotice.objects.bulk_create([looked_at], ignore_conflicts=True)
        _put(people, about, URGENT, words, at)


def _put(people: Iterable[str], about: str, sort: str, words: str, at: datetime) -> None:
    rows = [
        StaffNotice(county=settings.COUNTY, person=one, about=about, sort=sort, words=words, made_at=at)
        for one in people
    ]
    StaffNotice.objects.bulk_create(rows, ignore_conflicts=True)


def claimed_notices(*, quiet: bool, at: datetime) -> Iterator[Outgoing]:
    """Take up messages to staff, each by one sender only; while it is quiet only the urgent ones."""
    waiting = StaffNotice.objects.filter(sent_at__isnull=True, tries__lt=MOST_TRIES)
    if quiet:
        waiting = waiting.filter(sort=URGENT)
    for row in list(waiting.order_by("id")[:AT_A_TIME]):
        taken = StaffNotice.objects.filter(pk=row.pk, tries=row.tries, sent_at=None).update(tries=F("tries") + 1)
        if not taken:
            continue
        to = _phone(row.person, row.sort)
        if not to or at - row.made_at > STALE or (row.sort == DIGEST and not _same_day(row.made_at, at)):
            StaffNotice.objects.filter(pk=row.pk).update(sent_at=at, way=NOBODY)
            continue
        yield Outgoing(f"staff-{row.pk}", to, row.words)


def notice_sent(one: Outgoing, way: str, at: datetime) -> None:
    """Write down that a message to staff went out."""
    number = str(one.id).removeprefix("staff-")
    StaffNotice.objects.filter(pk=int(number)).update(sent_at=at, way=way)


def forget_notices(*, at: datetime) -> None:
    """Forget messages to staff that are a week old. One query."""
    StaffNotice.objects.filter(made_at__lt=at - KEPT).delete()


def _phone(person: str, sort: str) -> str:
    # Whoever takes a wish back is not told even of what already stood in line.
    row = NoticeChoice.objects.filter(person=person, **{sort: True}).first()
    if row is None or not bytes(row.reach):
        return ""
    return opened_phone(row)


def opened_phone(row: NoticeChoice) -> str:
    """Return the number somebody gave for messages to himself or herself."""
    context = f"notice-phone|{row.person}".encode()
    return unwrap_key(Suite(row.suite), site_key(), bytes(row.reach), context=context).decode()


def _sealed(person: str, phone: str) -> bytes:
    return wrap_key(suite(), site_key(), phone.encode(), context=f"notice-phone|{person}".encode())


def _same_day(one: datetime, other: datetime) -> bool:
    return one.astimezone(SHANGHAI).date() == other.astimezone(SHANGHAI).date()

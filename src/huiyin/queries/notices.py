"""What staff are told outside the desk: whom it is time for, and in which words; counts and days, never a person."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from django.conf import settings
from django.db.models import Q

from huiyin.flow.clock_terms import Unit
from huiyin.flow.urgent import URGENT_CLOCKS
from huiyin.kinds.clocks import CLOCKS
from huiyin.kit.days import SHANGHAI
from huiyin.kit.quiet import is_quiet, may_tell_at
from huiyin.kit.sealing import Suite, unwrap_key
from huiyin.ledger.keys import site_key
from huiyin.queries.acting import actor_of
from huiyin.queries.lights import horizon
from huiyin.queries.matter_rows import turn_keys
from huiyin.queries.seen import MOST_COUNTED, Seen
from huiyin.store.access import Way, among
from huiyin.store.calendar import county_calendar
from huiyin.store.matters import ClockRow, MatterRow
from huiyin.store.notices import NoticeChoice, StaffNotice

# The longest urgent clock (RX-03) runs a day; what began earlier is in the digest.
URGENT_FOR = timedelta(days=1)
DAYS_NAMED = 3


@dataclass(frozen=True, slots=True)
class Choice:
    """What somebody wants told, as the account page shows it."""

    phone: str
    digest: bool
    digest_at: time
    urgent: bool


def choice_of(person: str) -> Choice:
    """Return what somebody wants told; nothing until it was asked for. One query."""
    row = NoticeChoice.objects.filter(person=person).first()
    if row is None:
        return Choice("", False, settings.DIGEST_AT, False)
    context = f"notice-phone|{person}".encode()
    phone = unwrap_key(Suite(row.suite), site_key(), bytes(row.reach), context=context).decode() if row.reach else ""
    return Choice(phone, row.digest, row.digest_at, row.urgent)


def quiet_now(at: datetime) -> bool:
    """Say whether it is quiet at a moment, by the office's hours and the county's calendar. One query."""
    return is_quiet(at, hours=settings.QUIET_HOURS, calendar=county_calendar())


def digests_due(at: datetime) -> tuple[str, ...]:
    """Return who is owed the digest of this day by now. One query."""
    today = at.astimezone(SHANGHAI).date()
    waiting = NoticeChoice.objects.filter(Q(digest_on=None) | Q(digest_on__lt=today), digest=True).order_by("person")
    wanted = waiting.values_list("person", "digest_at")
    return tuple(who for who, when in wanted if may_tell_at(today, when, hours=settings.QUIET_HOURS) <= at)


def digest_words(person: str, *, at: datetime) -> str:
    """Return somebody's digest: what waits for him or her, how many, until when. Empty where nothing does. Four queries."""
    actor = actor_of(person, at)
    turns = Q(turn__in=sorted(turn_keys(actor)))
    mine = Seen(actor, living=True).led_by(Way(turns, turns)).having(Q(history=False)).found()
    rows = mine.values(("due_at", "pending_post"), MOST_COUNTED + 1)
    if not rows:
        return ""
    if len(rows) > MOST_COUNTED:
        return f"回音：等您办的超过 {MOST_COUNTED} 件。{_link('/desk/')}"
    edge, posts = horizon(at, county_calendar()), {post.key for post in actor.posts}
    dues = [due for due, _ in rows if due is not None]
    late = sum(due < at for due in dues)
    today = sum(at <= due < edge.today_end for due in dues)
    unsigned = sum(post in posts for _, post in rows)
    parts = [
        f"{count} 件{what}" for count, what in ((late, "已超期"), (today, "今天到期"), (unsigned, "待签收")) if count
    ]
    days = Counter(due.astimezone(SHANGHAI).date() for due in dues if edge.today_end <= due < edge.soon_end)
    parts += [f"{days[day]} 件 {day.month}月{day.day}日到期" for day in sorted(days)[:DAYS_NAMED]]
    told = f"其中 {'、'.join(parts)}" if parts else "三个工作日内没有到期的"
    return f"回音：等您办的有 {len(rows)} 件，{told}。{_link('/desk/')}"


def _link(path: str) -> str:
    return f"{settings.PUBLIC_URL}{path}" if settings.PUBLIC_URL else "请登录工作台查看。"


@dataclass(frozen=True, slots=True)
class UrgentTurn:
    """An urgent matter that came to somebody's turn: what makes it one message, its words, and who is told."""

    about: str
    words: str
    people: tuple[str, ...]


def urgent_turns(at: datetime) -> tuple[UrgentTurn, ...]:
    """Return the urgent turns nobody has looked at yet, with the people who want to be told.

    One indexed query where nothing urgent runs; else four for each person who wants to be told.
    """
    running = ClockRow.objects.filter(running=True, clock__in=URGENT_CLOCKS, start_at__gt=at - URGENT_FOR)
    clocks: dict[object, str] = {}
    for matter, clock in running.order_by("-clock").values_list("matter", "clock"):
        clocks[matter] = clock
    if not clocks:
        return ()
    rows = MatterRow.objects.filter(id__in=list(clocks), final=False, history=False).exclude(turn="").order_by("id")
    turns = {f"urgent/{row.id}/{row.turn}"[:120]: row for row in rows}
    told = set(StaffNotice.objects.filter(person="", about__in=list(turns)).values_list("about", flat=True))
    fresh = {about: row for about, row in turns.items() if about not in told}
    waiting = _who_waits(fresh, at) if fresh else {}
    return tuple(
        UrgentTurn(about, _urgent_words(clocks[row.id]), tuple(waiting.get(about, ()))) for about, row in fresh.items()
    )


def _who_waits(fresh: Mapping[str, MatterRow], at: datetime) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    ids = [row.id for row in fresh.values()]
    for person in NoticeChoice.objects.filter(urgent=True).order_by("person").values_list("person", flat=True):
        actor = actor_of(person, at)
        mine = among(actor, ids).filter(turn__in=sorted(turn_keys(actor))).values_list("id", flat=True)
        own = set(mine)
        for about, row in fresh.items():
            if row.id in own:
                found.setdefault(about, []).append(person)
    return found


def _urgent_words(clock: str) -> str:
    # No number and no title: a message lies open on whatever telephone it comes to.
    found = CLOCKS[clock]
    limit = f"{found.n} 分钟" if found.unit is Unit.MIN else f"{found.n} 小时"
    return f"回音：有一件紧急事项等您办（{found.name.zh}，{limit}内）。{_link('/desk/')}"

"""The leader's morning: few numbers, each with what it counts, as of a moment. Started from what the reader may see."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, Q, QuerySet

from huiyin.flow.actor import Actor
from huiyin.flow.scene import NotAllowed
from huiyin.flow.words import Role
from huiyin.kit.days import SHANGHAI
from huiyin.kit.text import Text
from huiyin.queries.board import due_today, late_matters, under_work
from huiyin.queries.health import BAD, Check, health
from huiyin.queries.lights import horizon
from huiyin.queries.matter_list import Wanted, matching
from huiyin.queries.matter_rows import MatterLine, lines
from huiyin.queries.seen import MOST_COUNTED, Order, Seen, counts
from huiyin.queries.words import Wanted as NamesWanted
from huiyin.queries.words import names
from huiyin.store.access import Way
from huiyin.store.calendar import county_calendar
from huiyin.store.matters import MatterRow

READERS = frozenset({Role.LEAD, Role.SUPERVISE})
NOT_YOURS = Text("晨报给领导岗、督查岗看", "The morning brief is for leading and supervising posts")
# So few that the page stays one page.
LISTED, UNITS_LISTED = 3, 4
BACKLOG_AFTER = timedelta(days=60)


@dataclass(frozen=True, slots=True)
class Number:
    """One figure: how many, and what exactly is counted."""

    name: str
    count: str
    means: str


@dataclass(frozen=True, slots=True)
class Brief:
    """A morning's page: figures, what is overdue and why, what falls due today, and how the system is."""

    at: datetime
    who: str
    numbers: tuple[Number, ...]
    overdue: tuple[MatterLine, ...]
    units: tuple[tuple[str, int], ...]
    units_today: tuple[tuple[str, int], ...]
    system: tuple[Check, ...]


def brief(actor: Actor) -> Brief:
    """Return the morning of a leading or supervising post; raises NotAllowed for others. About thirty queries."""
    if not actor.roles & READERS:
        raise NotAllowed(NOT_YOURS)
    edge = horizon(actor.at, county_calendar())
    midnight = actor.at.astimezone(SHANGHAI).replace(hour=0, minute=0, second=0, microsecond=0)
    late, today = late_matters(actor, edge), due_today(actor, edge)
    yesterday = Q(received_at__gte=midnight - timedelta(days=1), received_at__lt=midnight)
    asked = {
        "late": late,
        "today": today,
        "arrived": Seen(actor).led_by(Way(yesterday, yesterday, wide="received_at")),
        "backlog": under_work(actor).having(Q(received_at__lt=actor.at - BACKLOG_AFTER)),
        "unsolved": matching(Wanted(said="unsolved"), actor=actor),
    }
    found = counts({name: one.found() for name, one in asked.items()})
    counted = _by_unit(late.rows()), _by_unit(today.rows())
    called = names(NamesWanted(units=[unit for one in counted for unit, _ in one]))
    units, units_today = (tuple((called.unit(unit), count) for unit, count in one) for one in counted)
    return Brief(
        at=actor.at,
        who=actor.posts[0].label,
        numbers=(
            _number("已超期", found["late"], "没有归档，单位的期限已经过了"),
            _number("今天到期", found["today"], "没有归档，单位的期限在今天"),
            _number("昨天新收", found["arrived"], "昨天 0 点到 24 点收到的"),
            _number("积压", found["backlog"], "收到超过 60 天还没有归档，不含导入的旧件"),
            _number("说法不一", found["unsolved"], "单位说解决了，群众或者回访说没有解决"),
        ),
        overdue=lines(late.first(Order("due_at", down=False), LISTED), actor=actor),
        units=units,
        units_today=units_today,
        system=tuple(one for one in health(at=actor.at) if one.light == BAD or one.id == "backup"),
    )


def _number(name: str, count: int, means: str) -> Number:
    """Count to a thousand; beyond it the page says so in words."""
    if count <= MOST_COUNTED:
        return Number(name, str(count), means)
    return Number(name, f"{MOST_COUNTED}+", f"{means}；数到 {MOST_COUNTED} 件为止")


def _by_unit(rows: QuerySet[MatterRow]) -> list[tuple[str, int]]:
    """Return how many of these rows the units with the most of them lead. One query."""
    return list(
        rows.order_by().values_list("lead_unit").annotate(n=Count("id")).order_by("-n", "lead_unit")[:UNITS_LISTED]
    )

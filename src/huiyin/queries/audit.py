"""Who opened what and when, for the auditor: by post, unit and day, and a draw that can be made again.

Never which resident: a line names the post, the sort of data, the reason, and its place in the chain of readings.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.conf import settings
from django.db.models import Count, QuerySet

from huiyin.kinds import ALL
from huiyin.kit.days import SHANGHAI
from huiyin.kit.draw import drawn
from huiyin.kit.text import Text
from huiyin.lang.mask import mask
from huiyin.ledger.roots import newest_root
from huiyin.queries.gate_lines import WAYS
from huiyin.queries.words import Wanted, names
from huiyin.store.entries import EntryRef
from huiyin.store.readings import Reading

PAGE_LINES = 50
MOST_DRAWN = 100
# Outside these hours an opening is worth a second look; it is no fault by itself.
DAY_BEGINS, DAY_ENDS = 7, 21


@dataclass(frozen=True, slots=True)
class Asked:
    """Which readings: the days (both included), and a unit, a post, a person of the staff or a way where named."""

    since: date
    until: date
    unit: str = ""
    post: str = ""
    way: str = ""
    before: int = 0


@dataclass(frozen=True, slots=True)
class Line:
    """One reading. `chain` is its place in the day's chain, by which it can be found again."""

    id: int
    chain: str
    at: datetime
    post: str
    person: str
    fields: tuple[Text | str, ...]
    way: Text
    reason: str
    at_night: bool


@dataclass(frozen=True, slots=True)
class PostCount:
    """How often a post opened personal data in the span, and how much of that at night."""

    post: str
    label: str
    readings: int
    at_night: int


@dataclass(frozen=True, slots=True)
class AuditPage:
    """A page of readings, newest first, with what there is in the span altogether."""

    lines: tuple[Line, ...]
    total: int
    before: int
    posts: tuple[PostCount, ...]
    ways: tuple[tuple[str, Text, int], ...]


def audit_page(asked: Asked) -> AuditPage:
    """Return a page of readings with counts by post and by way. Seven queries, flat in rows."""
    rows = _rows(asked)
    wanted = rows.filter(id__lt=asked.before) if asked.before else rows
    found = list(wanted.order_by("-id")[: PAGE_LINES + 1])
    ways = rows.values_list("way").annotate(n=Count("id")).order_by("-n", "way")
    return AuditPage(
        lines=_lines(found[:PAGE_LINES]),
        total=rows.count(),
        before=found[PAGE_LINES - 1].id if len(found) > PAGE_LINES else 0,
        posts=_by_post(rows),
        ways=tuple((way, WAYS.get(way, Text(way, way)), n) for way, n in ways),
    )


@dataclass(frozen=True, slots=True)
class Draw:
    """What was drawn: the seed, how many there were to draw from, and the readings in order of the chain."""

    seed: str
    of: int
    lines: tuple[Line, ...]


def draw(asked: Asked, *, seed: str, size: int) -> Draw:
    """Draw some readings of the span by a seed. Four queries; reads the numbers of the whole span."""
    numbers = {_chain(day, number): (day, number) for day, number in _rows(asked).values_list("day", "number")}
    chosen = drawn(numbers, seed=seed, size=min(size, MOST_DRAWN))
    days = {numbers[one][0] for one in chosen}
    held = Reading.objects.filter(day__in=days, number__in={numbers[one][1] for one in chosen}, county=settings.COUNTY)
    rows = [row for row in held.order_by("day", "number") if _chain(row.day, row.number) in set(chosen)]
    return Draw(seed, len(numbers), _lines(rows))


def published_seed() -> str:
    """Return the newest published root: nobody could know it before it was made, everybody can afterwards. One query."""
    newest = newest_root(settings.COUNTY)
    return newest.root if newest is not None else ""


def _rows(asked: Asked) -> QuerySet[Reading]:
    rows = Reading.objects.filter(county=settings.COUNTY, day__gte=asked.since, day__lte=asked.until)
    if asked.unit:
        posts = EntryRef.objects.filter(register="unit", field="unit", key=asked.unit, entry__register="post")
        rows = rows.filter(post__in=posts.values("entry__key"))
    if asked.post:
        rows = rows.filter(post=asked.post)
    return rows.filter(way=asked.way) if asked.way else rows


def _by_post(rows: QuerySet[Reading]) -> tuple[PostCount, ...]:
    counted = rows.values_list("post").annotate(n=Count("id")).order_by("-n", "post")[:20]
    tops = list(counted)
    called = names(Wanted(posts=[post for post, _ in tops]))
    moments = rows.filter(post__in=[post for post, _ in tops]).values_list("post", "at")
    nights: dict[str, int] = {}
    for post, at in moments.iterator():
        nights[post] = nights.get(post, 0) + _is_night(at)
    return tuple(PostCount(post, called.post(post), n, nights.get(post, 0)) for post, n in tops)


def _is_night(at: datetime) -> bool:
    return not DAY_BEGINS <= at.astimezone(SHANGHAI).hour < DAY_ENDS


def _lines(rows: Iterable[Reading]) -> tuple[Line, ...]:
    held = list(rows)
    called = names(Wanted(people={row.person for row in held}))
    labels = _labels()
    return tuple(
        Line(
            id=row.pk,
            chain=_chain(row.day, row.number),
            at=row.at,
            post=row.post_label,
            person=called.person(row.person),
            fields=tuple(labels.get(name, name) for name in row.fields.split(",") if name),
            way=WAYS.get(row.way, Text(row.way, row.way)),
            reason=mask(row.reason).text,
            at_night=_is_night(row.at),
        )
        for row in held
    )


def _labels() -> dict[str, Text]:
    return {name: field.name for kind in ALL.values() for name, field in kind.fields().items()}


def _chain(day: date, number: int) -> str:
    return f"{day:%Y%m%d}-{number:05d}"


def last_month(today: date) -> tuple[date, date]:
    """Return the span an audit begins with: the last thirty days."""
    return today - timedelta(days=29), today

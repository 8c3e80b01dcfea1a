"""The matters behind a figure of matters: the same conditions as the measure's, over those the reader may see."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet

from huiyin.flow.actor import Actor
from huiyin.kinds import ALL
from huiyin.kit.text import Text
from huiyin.queries.figures import PAGE_LINES, day_of, lines_of
from huiyin.queries.seen import MOST_COUNTED
from huiyin.store.access import visible
from huiyin.store.facts import MatterFact
from huiyin.store.matters import MatterRow

_WORK, _REPLIED, _ACCEPTED = Q(history=0), Q(replied_day__gt=0), Q(accepted_day__gt=0)

# What each measure counts at all; `test_board` holds every number of a page to as many matters.
BASES: dict[str, Q] = {
    "filed": Q(),
    "channels": _WORK,
    "replied_within": _WORK & (Q(closed_day=0) | _REPLIED),
    "days_to_reply": _WORK,
    "solved": _WORK & _REPLIED,
    "satisfied": _WORK & _REPLIED,
    "reopened": _WORK & _REPLIED,
    "sent_back": _WORK,
    "extended": _WORK & _ACCEPTED,
    "urged": _WORK,
    "open_by_age": _WORK & Q(closed_day=0),
}


@dataclass(frozen=True, slots=True)
class MattersBehind:
    """Which matters stand behind a number: of one part of a measure, a kind, months filed [first, last] (yyyymm).

    `days` is the length asked of replies, `edges` the days (yyyymmdd) that part the ages: 30, 60 and 90 days back.
    """

    measure: str
    part: str
    kind: str
    first: int
    last: int
    days: int
    edges: tuple[int, int, int]
    unit: str = ""
    channel: str | None = None
    town: str | None = None


@dataclass(frozen=True, slots=True)
class MatterLine:
    """One matter the reader may see. `replied_on` None: no reply has reached the person."""

    number: str
    title: str
    state: Text
    unit: str
    filed_on: date
    replied_on: date | None
    days: int


@dataclass(frozen=True, slots=True)
class MatterLines:
    """A page of matters, newest filed first. The total stops at 1001; `after` leads to the next
    page, 0 where there is none.
    """

    lines: tuple[MatterLine, ...]
    total: int
    after: int


def parts(days: int, edges: tuple[int, int, int]) -> dict[str, dict[str, Q]]:
    """Return the condition of every counted column of every measure, beside the measure's own."""
    thirty, sixty, ninety = edges
    return {
        "filed": {"n": Q(), "history_n": Q(history=1)},
        "channels": {"n": Q(), "replied_n": _REPLIED},
        "replied_within": {"n": Q(), "within_n": _REPLIED & Q(days_to_reply__lte=days)},
        "days_to_reply": {
            "n": Q(),
            "to_15_n": _REPLIED & Q(days_to_reply__lte=15),
            "to_30_n": _REPLIED & Q(days_to_reply__gt=15, days_to_reply__lte=30),
            "to_60_n": _REPLIED & Q(days_to_reply__gt=30, days_to_reply__lte=60),
            "to_90_n": _REPLIED & Q(days_to_reply__gt=60, days_to_reply__lte=90),
            "over_90_n": _REPLIED & Q(days_to_reply__gt=90),
            "waiting_n": Q(replied_day=0, closed_day=0),
            "ended_n": Q(replied_day=0, closed_day__gt=0),
        },
        "solved": {
            "n": Q(),
            "office_said_n": Q(office_said=1), "office_n": Q(office_solved=1),
            "resident_said_n": Q(resident_said=1), "resident_n": Q(resident_solved=1),
            "called_back_n": Q(called_back=1), "call_back_n": Q(call_back_solved=1),
        },
        "satisfied": {"replied_n": Q(), "n": Q(rated=1), "satisfied_n": Q(satisfied=1)},
        "reopened": {"n": Q(), "reopened_n": Q(reopened__gt=0)},
        "sent_back": {"n": Q(), "sent_back_n": Q(sent_back__gt=0)},
        "extended": {"n": Q(), "extended_n": Q(extended__gt=0)},
        "urged": {"n": Q(), "urged_n": Q(urged__gt=0)},
        "open_by_age": {
            "n": Q(),
            "to_30_n": Q(filed_day__gte=thirty),
            "to_60_n": Q(filed_day__lt=thirty, filed_day__gte=sixty),
            "to_90_n": Q(filed_day__lt=sixty, filed_day__gte=ninety),
            "over_90_n": Q(filed_day__lt=ninety),
        },
    }  # fmt: skip


def matters_behind(behind: MattersBehind, *, actor: Actor, after: int = 0) -> MatterLines:
    """Return a page of the matters behind a number, those the reader may see. Five queries."""
    facts = _facts(behind).filter(Exists(visible(actor).filter(id=OuterRef("matter"))))
    total = facts[: MOST_COUNTED + 1].count()
    edge = facts.filter(id=after).values_list("filed_day", flat=True).first()
    if edge is not None:
        facts = facts.filter(Q(filed_day__lt=edge) | Q(filed_day=edge, id__lt=after))
    found = list(facts.order_by("-filed_day", "-id")[: PAGE_LINES + 1])
    shown = found[:PAGE_LINES]
    return MatterLines(lines_of(shown, _line), total, shown[-1].pk if len(found) > PAGE_LINES else 0)


def _facts(behind: MattersBehind) -> QuerySet[MatterFact]:
    part = parts(behind.days, behind.edges)[behind.measure][behind.part]
    facts = MatterFact.objects.filter(BASES[behind.measure] & part, kind=behind.kind)
    # What is open now is open whenever it was filed.
    if behind.measure != "open_by_age":
        facts = facts.filter(yyyymm__gte=behind.first, yyyymm__lte=behind.last)
    if behind.unit:
        facts = facts.filter(unit=behind.unit)
    if behind.channel is not None:
        facts = facts.filter(channel=behind.channel)
    return facts if behind.town is None else facts.filter(town=behind.town)


def _line(fact: MatterFact, row: MatterRow, unit: str) -> MatterLine:
    return MatterLine(
        number=row.number,
        title=row.title,
        state=ALL[row.kind].state(row.state).name,
        unit=unit,
        filed_on=day_of(fact.filed_day),
        replied_on=day_of(fact.replied_day) if fact.replied_day else None,
        days=fact.days_to_reply,
    )

"""One matter and its reviews as the resident who filed it sees them: what happened, what runs, what may be done."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from huiyin.flow.actor import filer
from huiyin.flow.answers import FIRST
from huiyin.flow.decide import BETWEEN_OFFICES as BETWEEN
from huiyin.flow.decide import Offer, offers
from huiyin.flow.emergency import GRANTED, GROUNDS
from huiyin.flow.kind import Field, Kind, Step
from huiyin.flow.matter import Event, IssuedPaper, Matter, apply
from huiyin.flow.scene import World
from huiyin.flow.words import Role, Sort
from huiyin.kinds import kind_of
from huiyin.kit.days import SHANGHAI
from huiyin.kit.text import Text
from huiyin.ledger.history import histories
from huiyin.queries.clocks import MatterClock, clocks_of, county_rules
from huiyin.queries.portal import Office, office_of
from huiyin.store import posts
from huiyin.store.matters import Link, MatterRow

# The clock of signing for a hand-over runs between offices: no promise to the resident hangs on it.
BETWEEN_OFFICES = "BD-01"
# A review of a review is as far as the law goes; one more would be a fault of the data.
_DEEPEST = 3


@dataclass(frozen=True, slots=True)
class Issued:
    """A paper made out to the resident."""

    id: UUID
    code: str
    number: str
    on: date
    served_on: date | None


@dataclass(frozen=True, slots=True)
class Told:
    """One thing that happened, in a sentence; `by` is the unit, empty for the resident and the clock."""

    at: datetime
    sentence: Text
    by: str
    papers: tuple[Issued, ...]


@dataclass(frozen=True, slots=True)
class OwnMatter:
    """A matter as its filer sees it. `told` is newest first; `clocks` run; `next` is the office's next deadline."""

    kind: Kind
    matter: Matter
    lead: Office
    reviewer: Office | None
    told: tuple[Told, ...]
    clocks: tuple[MatterClock, ...]
    next: MatterClock | None
    papers: tuple[Issued, ...]
    offers: tuple[Offer, ...]
    party: str = ""

    @property
    def id(self) -> UUID:
        """Return the matter's id."""
        return UUID(self.matter.id)

    def offer(self, step_id: str) -> Offer | None:
        """Return the resident's offer of that step, or None."""
        return next((offer for offer in self.offers if offer.step.id == step_id), None)


def own_matters(matter: UUID, *, party: str = "") -> tuple[UUID, ...]:
    """Return the matter and the reviews that were opened from it, oldest first. Two queries a level, three levels at most.

    `party` is one of several representatives: what another asked about the own data is not among them.
    """
    found, level = [matter], [matter]
    for _ in range(_DEEPEST):
        links = list(Link.objects.filter(other__in=level, sort__in=("origin", "about")).order_by("matter"))
        asked = MatterRow.objects.filter(id__in=[one.matter for one in links if one.sort == "about"])
        others = {row.id for row in asked if row.values.get("representative", "") != party} if links else set()
        level = [one.matter for one in links if one.matter not in others and one.matter not in found]
        if not level:
            break
        found += level
    return tuple(found)


def own_matter_views(ids: Sequence[UUID], *, at: datetime, party: str = "") -> tuple[OwnMatter, ...]:
    """Return the matters as their filer sees them, those that exist. Seven queries, whatever their number.

    `party` is one of several representatives, by number: papers are served on each apart.
    """
    held = histories(set(MatterRow.objects.filter(id__in=ids).values_list("id", flat=True)))
    streams = {one: held[one] for one in ids if one in held}
    offices = _offices(event for events in streams.values() for event in events)
    catalogue, calendar = county_rules()
    world = World(calendar=calendar, clocks=catalogue)
    seen = Seen(at, party, world)
    return tuple(_view(one, events, offices, seen) for one, events in streams.items())


@dataclass(frozen=True, slots=True)
class Seen:
    """Who looks, when, and by which rules."""

    at: datetime
    party: str
    world: World


def _offices(events: Iterable[Event]) -> dict[str, Office]:
    keys: set[str] = set()
    for event in events:
        body = event.body
        keys |= {str(body.get(name, "")) for name in ("lead_unit", "pending_unit")}
        keys |= {str(body.get("by", {}).get("unit", "")), str(body.get("values", {}).get("assist_unit", ""))}
    found = posts.units(keys - {""})
    above = posts.units({str(row.values.get("reviewer") or "") for row in found.values()} - {"", *found})
    return {key: office_of(row) for key, row in {**found, **above}.items()}


def _view(matter_id: UUID, events: Sequence[Event], offices: dict[str, Office], seen: Seen) -> OwnMatter:
    matter = Matter(id=str(matter_id))
    told: list[Told] = []
    kind: Kind | None = None
    for event in events:
        apply(matter, event)
        kind = kind or kind_of(matter.kind)
        sentence = _sentence(kind, matter, event, offices)
        if sentence is not None:
            told.append(Told(event.at, sentence, _by(event, offices), _issued(matter, matter.version, "")))
    assert kind is not None
    world = seen.world
    clocks = clocks_of(matter, world.clocks, calendar=world.calendar, at=seen.at)
    running = tuple(one for one in clocks if one.face.running)
    actor = filer(matter.id, seen.at, party=seen.party)
    mine = tuple(one for one in offers(kind, matter, actor=actor, world=world) if Role.FILER in one.step.who)
    lead = _office(matter.lead_unit, offices)
    return OwnMatter(
        kind=kind,
        matter=matter,
        lead=lead,
        reviewer=offices.get(lead.reviewer),
        told=tuple(reversed(told)),
        clocks=running,
        next=_next(kind, running),
        papers=_issued(matter, None, seen.party),
        offers=mine,
        party=seen.party,
    )


def _office(key: str, offices: Mapping[str, Office]) -> Office:
    return offices.get(key) or Office(key=key, name=key, short=key)


def _by(event: Event, offices: Mapping[str, Office]) -> str:
    unit = str(event.body.get("by", {}).get("unit", ""))
    return _office(unit, offices).short if unit else ""


# What a letter between offices is not for: the resident is told by a notice of his own.
_LETTERS = frozenset({"D04"})


def _issued(matter: Matter, version: int | None, party: str) -> tuple[Issued, ...]:
    return tuple(
        Issued(UUID(paper.id), paper.code, paper.number, paper.issued_on, _served_on(matter, paper, party))
        for paper in matter.papers
        if not paper.void
        and paper.code not in _LETTERS
        and paper.served_way != BETWEEN
        and version in (None, paper.version)
    )


def _served_on(matter: Matter, paper: IssuedPaper, party: str) -> date | None:
    if not matter.recipients:
        return paper.served_on
    own = paper.service_of(party or FIRST)
    return own.on if own is not None else None


def _next(kind: Kind, running: Sequence[MatterClock]) -> MatterClock | None:
    ringing = [one for one in running if one.rings and one.face.due_at is not None and one.clock.id != BETWEEN_OFFICES]
    order = {name: place for place, name in enumerate(kind.rings)}
    return min(ringing, key=lambda one: (one.face.due_at, order[one.clock.id]), default=None)


def _sentence(kind: Kind, matter: Matter, event: Event, offices: Mapping[str, Office]) -> Text | None:
    step = _step_of(kind, event)
    if step is None and event.type.endswith(f".{GRANTED}"):
        return _emergency(event.body["opening"])
    if step is None or step.tells is None:
        return None
    try:
        zh = step.tells.zh.format_map(_words(kind, matter, event, offices, english=False))
        en = step.tells.en.format_map(_words(kind, matter, event, offices, english=True))
    except KeyError:
        # What the sentence is made of was left empty, such as a note without a line for the resident.
        return None
    return Text(zh, en)


def _emergency(told: Mapping[str, str]) -> Text:
    ground = GROUNDS[told["ground"]].name
    return Text(
        f"因“{ground.zh}”，{told['post']}经{told['decided']}批准，一小时内可以查看您的资料",
        f"{ground.en}: {told['post']} may see your data for an hour, granted by {told['decided']}",
    )


def _step_of(kind: Kind, event: Event) -> Step | None:
    try:
        return kind.step(str(event.body.get("step", "")))
    except KeyError:
        return None


def _words(kind: Kind, matter: Matter, event: Event, offices: Mapping[str, Office], *, english: bool) -> dict[str, str]:
    fields = kind.fields()
    values = event.body.get("values", {})
    said = {name: _said(fields.get(name), value, english=english) for name, value in values.items()}
    units = {
        "lead": matter.lead_unit,
        "unit": str(event.body.get("by", {}).get("unit", "")) or matter.lead_unit,
        "pending": str(event.body.get("pending_unit", "")) or matter.pending_unit or matter.lead_unit,
        "assist": str(values.get("assist_unit", "")),
    }
    named = {name: _office(key, offices).short for name, key in units.items() if key}
    due = due_of(kind, event)
    limit = _limit(values, seen_from=event.at)
    return {
        **said,
        **named,
        **({"limit": limit.en if english else limit.zh} if limit is not None else {}),
        **({"due": day_words(due, seen_from=event.at, english=english)} if due is not None else {}),
    }


def _limit(values: Mapping[str, Any], *, seen_from: datetime) -> Text | None:
    """Say the person's own last day on another route; None where the event tells of none."""
    if "limit_last" not in values:
        return None
    if not values["limit_last"]:
        return Text("期限写在告知书上，请尽早去办", "The limit is in the letter; please go soon")
    last = date.fromisoformat(str(values["limit_last"]))
    left = (last - local_day(seen_from)).days
    zh, en = day_words(last, seen_from=seen_from), day_words(last, seen_from=seen_from, english=True)
    if left < 0:
        return Text(
            f"按您说的日子算，{zh}已经期满，是不是真的过了由受理机关认定，仍然可以去问",
            f"By the day you named it ran out on {en}; whether it did is for that body to find, you may still ask",
        )
    return Text(f"最后一天是{zh}，还有 {left} 天", f"The last day is {en}: {left} days left")


def _said(field: Field | None, value: Any, *, english: bool) -> str:
    if field is not None and field.sort is Sort.CHOICE:
        name = next((choice.name for choice in field.choices if choice.id == value), Text(str(value), str(value)))
        return name.en if english else name.zh
    return str(value)


def due_of(kind: Kind, event: Event) -> date | None:
    """Return the day an event promised: the earliest of the deadlines it set, the sign-for clock left out."""
    changes = event.body.get("clocks", ())
    over = {change["id"] for change in changes if change["do"] == "stop"}
    days = [
        date.fromisoformat(change["due_on"])
        for change in changes
        if change["id"] in kind.rings
        and change["id"] not in over
        and change["id"] != BETWEEN_OFFICES
        and change.get("due_on")
    ]
    return min(days, default=None)


_WEEKDAYS = ("一二三四五六日", ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"))


def day_words(day: date, *, seen_from: datetime, english: bool = False) -> str:
    """Write a day as it is said, with its weekday: 10月15日（周四）; of another year, with the year before it."""
    other = day.year != local_day(seen_from).year
    if english:
        return f"{_WEEKDAYS[1][day.weekday()]} {english_day(day, year=other)}"
    return f"{f'{day.year}年' if other else ''}{day.month}月{day.day}日（周{_WEEKDAYS[0][day.weekday()]}）"


_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip


def english_day(day: date, *, year: bool = False) -> str:
    """Write a day in English without a figure for the month, which two countries would read two ways."""
    return f"{day.day} {_MONTHS[day.month - 1]}{f' {day.year}' if year else ''}"


def local_day(moment: datetime) -> date:
    """Return the day of a moment by the clock on the wall in China."""
    return moment.astimezone(SHANGHAI).date()

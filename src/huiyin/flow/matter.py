"""A matter as its events make it, and the fold that makes it.

An event carries every consequence of its step, worked out by `decide`. The fold only applies what is
written, so an old event means the same for ever, whatever becomes of the kind that made it.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from huiyin.flow.answers import FIRST
from huiyin.flow.clock import Span

# Event bodies are canonical JSON: text, whole numbers, yes/no, lists and objects.
Body = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Event:
    """One line of the ledger. `at` is when it happened in law, `recorded_at` when it was written down."""

    type: str
    at: datetime
    recorded_at: datetime
    body: Body
    version: int = 0
    type_version: int = 1


@dataclass(slots=True)
class Clockface:
    """A clock on a matter. `stopped_on` is the day it was satisfied; `on_time` is known from then on."""

    id: str
    start_at: datetime
    due_at: datetime | None
    due_on: date | None
    provisional: bool
    spans: list[Span] = field(default_factory=list)
    extended: int = 0
    times_extended: int = 0
    stopped_at: datetime | None = None
    on_time: bool | None = None
    days_used: int | None = None
    round: int = 1
    started_by: int = 0

    @property
    def running(self) -> bool:
        """Say whether it still runs, suspended or not."""
        return self.stopped_at is None

    @property
    def suspended(self) -> bool:
        """Say whether a legal ground holds it now."""
        return bool(self.spans) and self.spans[-1].last is None


@dataclass(frozen=True, slots=True)
class Service:
    """One handing-over of a paper: on which day, by which way, to which recipients; `version` is the event of it.

    `last` holds, for each clock that runs against these recipients from that day, their own last day.
    """

    on: date
    way: str
    whom: tuple[str, ...]
    version: int
    last: tuple[tuple[str, date], ...] = ()


@dataclass(frozen=True, slots=True)
class Waiting:
    """What was drafted and waits to be signed: by which unit or the one above it, and the answers it was drafted with."""

    step: str
    unit: str
    above: str
    by: Mapping[str, Any]
    version: int
    at: datetime
    values: Mapping[str, Any]


@dataclass(slots=True)
class IssuedPaper:
    """A numbered paper of a matter. `version` is the event that issued it; a reprint never makes a new number.

    `served_on` is the day the last recipient got it, and None until all have; `services` says who got it when.
    """

    id: str
    code: str
    number: str
    version: int
    issued_on: date
    series: str = ""
    served_on: date | None = None
    served_way: str = ""
    void: bool = False
    services: list[Service] = field(default_factory=list)

    def reached(self) -> frozenset[str]:
        """Return the recipients that have it."""
        return frozenset(one for service in self.services for one in service.whom)

    def service_of(self, recipient: str) -> Service | None:
        """Return how a recipient got it, or None; an empty name asks for the one recipient there is."""
        found = (one for one in reversed(self.services) if not recipient or recipient in one.whom)
        return next(found, None)


@dataclass(slots=True)
class Matter:
    """The folded state of a matter. `values` holds public answers; sealed ones are named in `sealed` only.

    `confined` holds the roles without which nobody learns of it; empty: as everybody stands.
    """

    id: str
    kind: str = ""
    edition: int = 0
    number: str = ""
    county: str = ""
    state: str = ""
    version: int = 0
    round: int = 1
    received_at: datetime | None = None
    changed_at: datetime | None = None
    recorded_at: datetime | None = None
    received_unit: str = ""
    lead_unit: str = ""
    lead_post: str = ""
    lead_above: str = ""
    pending_post: str = ""
    pending_unit: str = ""
    pending_above: str = ""
    pending_from: str = ""
    division: str = ""
    history: bool = False
    erased: bool = False
    merged_into: str = ""
    confined: list[str] = field(default_factory=list)
    values: dict[str, Any] = field(default_factory=dict)
    sealed: dict[str, int] = field(default_factory=dict)
    hands: dict[str, str] = field(default_factory=dict)
    clocks: dict[str, Clockface] = field(default_factory=dict)
    papers: list[IssuedPaper] = field(default_factory=list)
    assists: list[str] = field(default_factory=list)
    excluded: list[str] = field(default_factory=list)
    recipients: list[str] = field(default_factory=list)
    links: list[tuple[str, str]] = field(default_factory=list)
    voices: dict[str, str] = field(default_factory=dict)
    to_sign: dict[str, Waiting] = field(default_factory=dict)

    def paper(self, code: str) -> IssuedPaper | None:
        """Return the newest paper of that code that was not voided."""
        return next((p for p in reversed(self.papers) if p.code == code and not p.void), None)

    def own_last_day(self, clock: str, party: str) -> date | None:
        """Return the last day by a clock for one of several representatives, from his own service; None for one alone."""
        found = (one.service_of(party or FIRST) for one in reversed(self.papers) if not one.void and self.recipients)
        return next((day for one in found if one is not None for name, day in one.last if name == clock), None)


def fold(events: Iterable[Event], *, matter_id: str) -> Matter:
    """Return the matter its events make, in order."""
    matter = Matter(id=matter_id)
    for event in events:
        apply(matter, event)
    return matter


def apply(matter: Matter, event: Event) -> Matter:
    """Apply one event to the matter in place and return it."""
    body = event.body
    matter.version += 1
    matter.changed_at = event.at
    matter.recorded_at = event.recorded_at
    for key in _PLAIN & body.keys():
        setattr(matter, key, body[key])
    if "received_at" in body:
        matter.received_at = datetime.fromisoformat(body["received_at"])
    _apply_values(matter, body)
    matter.hands.update(body.get("hands", {}))
    matter.voices.update(body.get("voices", {}))
    for name in body.get("sealed", {}):
        matter.sealed[name] = matter.version
    for change in body.get("clocks", ()):
        _apply_clock(matter, change, event)
    for change in body.get("papers", ()):
        _apply_paper(matter, change)
    for name in _LISTS & body.keys():
        _apply_list(getattr(matter, name), body[name])
    return matter


_PLAIN = frozenset(
    [
        "kind",
        "edition",
        "number",
        "county",
        "state",
        "round",
        "received_unit",
        "lead_unit",
        "lead_post",
        "lead_above",
        "pending_post",
        "pending_unit",
        "pending_above",
        "pending_from",
        "division",
        "history",
        "erased",
        "merged_into",
        "confined",
    ]
)
_LISTS = frozenset({"assists", "excluded", "links", "recipients"})


def _apply_values(matter: Matter, body: Body) -> None:
    changes = body.get("to_sign", ())
    # What is only put forward to be signed is not said yet.
    if not any(change["do"] == "put" for change in changes):
        matter.values.update(body.get("values", {}))
    for change in changes:
        _apply_waiting(matter, change, body)


def _apply_waiting(matter: Matter, change: Mapping[str, Any], body: Body) -> None:
    if change["do"] == "drop":
        matter.to_sign.pop(change["step"], None)
        return
    assert matter.recorded_at is not None
    matter.to_sign[change["step"]] = Waiting(
        step=change["step"],
        unit=change["unit"],
        above=change["above"],
        by=body.get("by", {}),
        version=matter.version,
        at=matter.recorded_at,
        values=body.get("values", {}),
    )


def _apply_list(held: list[Any], change: Mapping[str, Any]) -> None:
    for item in change.get("add", ()):
        item = tuple(item) if isinstance(item, list) else item
        if item not in held:
            held.append(item)
    for item in change.get("remove", ()):
        item = tuple(item) if isinstance(item, list) else item
        if item in held:
            held.remove(item)


def _apply_clock(matter: Matter, change: Mapping[str, Any], event: Event) -> None:
    name = change["id"]
    if change["do"] == "start":
        matter.clocks[name] = Clockface(
            id=name,
            start_at=datetime.fromisoformat(change["start"]),
            due_at=None,
            due_on=None,
            provisional=False,
            round=matter.round,
            started_by=matter.version,
        )
    face = matter.clocks[name]
    if "due_at" in change:
        face.due_at = datetime.fromisoformat(change["due_at"]) if change["due_at"] else None
        face.due_on = date.fromisoformat(change["due_on"]) if change["due_on"] else None
        face.provisional = change["provisional"]
    if "extended" in change:
        face.extended, face.times_extended = change["extended"], face.times_extended + 1
    if "spans" in change:
        face.spans = [
            Span(date.fromisoformat(first), date.fromisoformat(last) if last else None, ground)
            for first, last, ground in change["spans"]
        ]
    if change["do"] == "stop":
        face.stopped_at = datetime.fromisoformat(change["at"]) if "at" in change else event.at
        face.on_time, face.days_used = change["on_time"], change["days_used"]


def _apply_paper(matter: Matter, change: Mapping[str, Any]) -> None:
    if change["do"] == "issue":
        matter.papers.append(
            IssuedPaper(
                id=change["id"],
                code=change["code"],
                number=change["number"],
                version=matter.version,
                issued_on=date.fromisoformat(change["on"]),
                series=change["series"],
                # A letter between offices is there as soon as it is issued.
                served_on=date.fromisoformat(change["on"]) if "way" in change else None,
                served_way=change.get("way", ""),
            )
        )
        return
    paper = next(p for p in matter.papers if p.id == change["id"])
    if change["do"] == "serve":
        on = date.fromisoformat(change["on"])
        last = tuple((clock, date.fromisoformat(day)) for clock, day in sorted(change.get("last", {}).items()))
        paper.services.append(Service(on, change["way"], tuple(change.get("whom", ())), matter.version, last))
        if not change.get("left"):
            paper.served_on, paper.served_way = max(one.on for one in paper.services), change["way"]
    else:
        paper.void = True

"""What the measures of matters ought to say, counted plainly from the events: no fact, no row, no SQL."""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from huiyin.kit.days import SHANGHAI
from huiyin.ledger.history import history
from huiyin.store.events import Event

IN_HAND = {"registered", "assigned", "accepted", "drafted", "checked", "signed"}
Row = dict[str, int | str]


@dataclass
class Told:
    """What a clerk with the file in hand would say of an appeal."""

    filed: date
    unit: str = ""
    town: str = ""
    channel: str = ""
    state: str = ""
    accepted: bool = False
    replied: date | None = None
    old: bool = False
    said: dict[str, str] = field(default_factory=dict)
    times: Counter[str] = field(default_factory=Counter)

    @property
    def month(self) -> int:
        return self.filed.year * 100 + self.filed.month

    @property
    def open(self) -> bool:
        return self.state in IN_HAND

    @property
    def days(self) -> int:
        return (self.replied - self.filed).days if self.replied else 10_000


def all_told() -> list[Told]:
    """Read every appeal from its first event to its last."""
    streams = Event.objects.filter(type="appeal.registered").values_list("stream", flat=True)
    return [_read(history(stream)) for stream in streams]


def _read(events: Iterable[Any]) -> Told:
    told: Told | None = None
    for event in events:
        body, name = event.body, event.type.removeprefix("appeal.")
        day = event.at.astimezone(SHANGHAI).date()
        if told is None:
            told = Told(datetime.fromisoformat(body["received_at"]).astimezone(SHANGHAI).date())
            told.channel, told.old = body["values"]["channel"], body.get("history", False)
        told.unit = body.get("lead_unit", told.unit)
        told.state = body.get("state", told.state)
        told.town = body.get("division", told.town)
        told.times[name] += 1
        told.accepted |= name == "accepted"
        told.said |= {
            key: body["values"][key]
            for key in ("office_says", "solved", "result", "callback_says")
            if key in body["values"]
        }
        if name == "served":
            told.replied = told.replied or day
    assert told is not None
    return told


def counted(wanted: Callable[[Told], bool], columns: dict[str, Callable[[Told], int]]) -> list[Row]:
    """Count by month and unit what is wanted."""
    found: dict[tuple[int, str], Counter[str]] = {}
    for one in filter(lambda told: not told.old and wanted(told), all_told()):
        line = found.setdefault((one.month, one.unit), Counter())
        line.update({name: int(column(one)) for name, column in columns.items()})
    return [{"yyyymm": month, "unit": unit, **line} for (month, unit), line in sorted(found.items())]


def every(told: Told) -> int:
    return 1


def replied(told: Told) -> bool:
    return told.replied is not None


def says(what: str, *answers: str) -> Callable[[Told], int]:
    """Count those where it was said, or said to be one of the answers."""
    return lambda told: what in told.said and (not answers or told.said[what] in answers)


def often(event: str) -> Callable[[Told], int]:
    return lambda told: told.times[event]


def once(event: str) -> Callable[[Told], int]:
    return lambda told: bool(told.times[event])


def within(low: int, high: int) -> Callable[[Told], int]:
    return lambda told: replied(told) and low <= told.days <= high


BY_MONTH_AND_UNIT: dict[str, tuple[Callable[[Told], bool], dict[str, Callable[[Told], int]]]] = {
    "replied_within": (lambda told: replied(told) or told.open, {"n": every, "within_n": within(0, 60)}),
    "days_to_reply": (
        lambda told: True,
        {
            "n": every, "to_15_n": within(0, 15), "to_30_n": within(16, 30), "to_60_n": within(31, 60),
            "to_90_n": within(61, 90), "over_90_n": within(91, 999),
            "waiting_n": lambda told: not replied(told) and told.open,
            "ended_n": lambda told: not replied(told) and not told.open,
        },
    ),
    "solved": (
        replied,
        {
            "n": every, "office_said_n": says("office_says"), "office_n": says("office_says", "yes"),
            "resident_said_n": says("solved"), "resident_n": says("solved", "yes"),
            "called_back_n": says("callback_says"), "call_back_n": says("callback_says", "yes"),
        },
    ),
    "satisfied": (replied, {"replied_n": every, "n": says("result"), "satisfied_n": says("result", "satisfied", "fair")}),
    "reopened": (replied, {"n": every, "reopened_n": once("reopened"), "times_n": often("reopened")}),
    "sent_back": (lambda told: True, {"n": every, "sent_back_n": once("sent_back"), "times_n": often("sent_back")}),
    "extended": (lambda told: told.accepted, {"n": every, "extended_n": once("extended"), "times_n": often("extended")}),
    "urged": (lambda told: True, {"n": every, "urged_n": once("urged"), "times_n": often("urged")}),
}  # fmt: skip

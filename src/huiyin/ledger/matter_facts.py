"""The fact row of a matter, folded event by event: how it came, how far it got, what each side said. No personal data."""

from datetime import date, datetime
from functools import cache

from huiyin.flow.matter import Event, Matter
from huiyin.flow.words import Count, Deed
from huiyin.kinds import kind_of
from huiyin.kit.days import SHANGHAI
from huiyin.kit.ids import written_id
from huiyin.ledger.facts import Fact

# What steps count as that is a day, the first time; the others are counted each time.
_DAYS = {Count.ACCEPTED: "accepted_day", Count.REPLIED: "replied_day"}
_TIMES = {Count.SENT_BACK: "sent_back", Count.URGED: "urged", Count.REOPENED: "reopened"}
# For each thing that may be said: the column that it was said, and the column that it was a yes.
_SAID = {
    Count.OFFICE_SOLVED: ("office_said", "office_solved"),
    Count.RESIDENT_SOLVED: ("resident_said", "resident_solved"),
    Count.CALL_BACK_SOLVED: ("called_back", "call_back_solved"),
    Count.SATISFIED: ("rated", "satisfied"),
}
_NOTHING_YET = (*_DAYS.values(), *_TIMES.values(), *(name for both in _SAID.values() for name in both),
                "closed_day", "days_to_reply", "extended")  # fmt: skip
_STANDING = frozenset({"kind", "lead_unit", "division", "values", "excluded", "state"})


def keep_matter_fact(fact: Fact | None, matter: Matter, event: Event) -> Fact | None:
    """Return the fact of a matter after an event that was just applied; None once it has none, for good.

    A confined matter has none: whoever compared a figure with the list behind it would learn that it exists. An import
    undone has none either; what came in as history has one that says so.
    """
    if matter.version == 1:
        fact = None if matter.confined else _opened(matter)
    elif fact is None or matter.confined or "history" in event.body:
        return None
    if fact is not None:
        _move(fact, matter, event)
    return fact


def _opened(matter: Matter) -> Fact:
    assert matter.received_at is not None
    filed = _number(matter.received_at.astimezone(SHANGHAI).date())
    return {
        "county": matter.county,
        "matter": written_id(matter.id),
        "event_version": 1,
        "kind": matter.kind,
        "edition": matter.edition,
        "history": int(matter.history),
        "filed_day": filed,
        "yyyymm": filed // 100,
        **dict.fromkeys(_NOTHING_YET, 0),
    }


def _move(fact: Fact, matter: Matter, event: Event) -> None:
    columns = {**_standing(fact, matter, event), **_counted(fact, matter, event)}
    moved = {name: value for name, value in columns.items() if fact.get(name) != value}
    if moved:
        fact.update(moved, event_version=matter.version)


def _standing(fact: Fact, matter: Matter, event: Event) -> Fact:
    """Return how the matter stands, where an event may have changed it."""
    if not _STANDING & event.body.keys():
        return {}
    in_hand = kind_of(matter.kind).state(matter.state).awaits == "us"
    return {
        "unit": matter.lead_unit,
        "town": matter.division[:9] + "000" if matter.division else "",
        "category": matter.values.get("category", ""),
        "channel": matter.values.get("channel", ""),
        "about_office": int(bool(matter.excluded)),
        "closed_day": 0 if in_hand else fact["closed_day"] or _number(_day(event.at)),
    }


def _counted(fact: Fact, matter: Matter, event: Event) -> Fact:
    """Return what an event counts as, by the declaration of its step."""
    found: Fact = {}
    extensions = sum("extended" in change for change in event.body.get("clocks", ()))
    if extensions:
        found["extended"] = fact["extended"] + extensions
    steps, answers = _counts(matter.kind).get(event.body.get("step", ""), ((), ()))
    for count in steps:
        if count in _TIMES:
            found[_TIMES[count]] = fact[_TIMES[count]] + 1
        elif not fact[_DAYS[count]]:
            found |= _reached(count, matter, event)
    for field, count, yes in answers:
        said = event.body.get("values", {}).get(field)
        if said is not None:
            was_said, was_yes = _SAID[count]
            found |= {was_said: 1, was_yes: int(said in yes)}
    return found


def _reached(count: Count, matter: Matter, event: Event) -> Fact:
    # What was served counts from the day it arrived, which a slip may show later.
    served = [change["on"] for change in event.body.get("papers", ()) if change["do"] == "serve"]
    day = date.fromisoformat(max(served)) if served else _day(event.at)
    found: Fact = {_DAYS[count]: _number(day)}
    if count is Count.REPLIED:
        assert matter.received_at is not None
        found["days_to_reply"] = max((day - _day(matter.received_at)).days, 0)
    return found


Answers = tuple[tuple[str, Count, frozenset[str]], ...]


@cache
def _counts(kind: str) -> dict[str, tuple[tuple[Count, ...], Answers]]:
    """Return, for each step of a kind that counts as something, what it counts as and which answers do."""
    declared = kind_of(kind)
    found = {}
    for step in declared.steps:
        answers = tuple(
            (field.id, field.counts, frozenset(choice.id for choice in field.choices if choice.counts))
            for field in declared.asked(step)
            if field.counts is not None
        )
        # What is only put forward to be signed is not said yet; it counts with the step that signs it.
        if (step.counts or answers) and Deed.PUT_FORWARD not in step.does:
            found[step.id] = (step.counts, answers)
    return found


def _day(moment: datetime) -> date:
    return moment.astimezone(SHANGHAI).date()


def _number(day: date) -> int:
    return day.year * 10000 + day.month * 100 + day.day

"""What happened on a matter, one line an event, in words for colleagues: public answers only."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from huiyin.flow.emergency import EVENT_NAMES
from huiyin.flow.kind import Field, Kind
from huiyin.flow.matter import Event
from huiyin.flow.read_back import read_back_words
from huiyin.flow.words import WORKED_OUT, Sort
from huiyin.kinds import kind_of
from huiyin.kit.text import Text
from huiyin.queries.words import Names, Wanted, names

# What is written outside of steps, such as by the clock or on the person's own wish.
OUTSIDE: dict[str, Text] = {
    **EVENT_NAMES,
    "copy_handed": Text("给了本人一份信息副本", "The person was given a copy of the data"),
    "restricted": Text("按本人申请，只存储和保护", "Only kept and protected, as the person asked"),
    "erased": Text("已抹除", "Erased"),
}
YES, NO = Text("是", "yes"), Text("不是", "no")
BY_RESIDENT, BY_CLOCK = Text("反映人", "The person who filed"), Text("系统按时限", "The clock")


@dataclass(frozen=True, slots=True)
class Said:
    """One public answer of a step: its label and what was said."""

    id: str
    label: Text
    words: Text


@dataclass(frozen=True, slots=True)
class Happened:
    """One event. `sealed` names the private answers that came with it; `papers` are numbers issued."""

    version: int
    at: datetime
    recorded_at: datetime
    step: str
    name: Text
    by: Text
    person: str
    said: tuple[Said, ...]
    sealed: tuple[Text, ...]
    sealed_ids: frozenset[str]
    papers: tuple[str, ...]
    source: str
    state: str
    type: str


@dataclass(frozen=True, slots=True)
class Happenings:
    """Everything that happened, oldest first, and the names met on the way."""

    lines: tuple[Happened, ...]
    names: Names


def happenings(events: Sequence[Event], *, more: Wanted) -> Happenings:
    """Return what happened, and with it the names of `more`. Three queries, whatever the number of events."""
    if not events:
        return Happenings((), names(more))
    kind = kind_of(str(events[0].body["kind"]))
    fields = kind.fields()
    called = names(_keys(events, fields, more))
    return Happenings(tuple(_line(kind, event, called) for event in events), called)


def _keys(events: Iterable[Event], fields: dict[str, Field], more: Wanted) -> Wanted:
    units, posts, people = set(more.units), set(more.posts), set(more.people)
    categories, divisions = set(more.categories), set(more.divisions)
    by_sort = {
        Sort.UNIT: units,
        Sort.UNITS: units,
        Sort.POST: posts,
        Sort.LEADER: posts,
        Sort.CATEGORY: categories,
        Sort.DIVISION: divisions,
    }
    for event in events:
        by = event.body.get("by", {})
        posts.add(str(by.get("post", "")))
        people.update((str(by.get("person", "")), str(by.get("lent_by", ""))))
        for name, value in event.body.get("values", {}).items():
            if name in fields and fields[name].sort in by_sort:
                by_sort[fields[name].sort].update(str(one) for one in (value if isinstance(value, list) else (value,)))
    return Wanted(units, posts, people, categories, divisions)


def _line(kind: Kind, event: Event, called: Names) -> Happened:
    body = event.body
    step = next((one for one in kind.steps if one.id == body.get("step")), None)
    fields = {one.id: one for one in step.fields} if step is not None else {}
    values = body.get("values", {})
    sealed = [name for name in body.get("sealed", {})]
    return Happened(
        version=event.version,
        at=event.at,
        recorded_at=event.recorded_at,
        step=str(body.get("step", "")),
        name=step.name if step is not None else _outside(event.type),
        by=_by(body.get("by", {}), called),
        person=called.person(str(body.get("by", {}).get("person", ""))),
        said=tuple(
            Said(name, field.name, told(field, values[name], called))
            # In the order in which the form asks; the ledger keeps them by name.
            for name, field in fields.items()
            if values.get(name) not in (None, "", [])
            # Another matter is told of among the links, where it is asked whether the reader may know of it.
            and field.sort is not Sort.MATTER
        )
        + tuple(
            Said(name, label, Text(str(values[name]), str(values[name])))
            for name, label in WORKED_OUT.items()
            if values.get(name)
        )
        + _read_back(values),
        sealed=tuple(field.name for name, field in fields.items() if name in sealed),
        sealed_ids=frozenset(sealed),
        papers=tuple(str(one["number"]) for one in body.get("papers", ()) if one["do"] == "issue"),
        source=str(body.get("source", "")),
        state=str(body.get("state", "")),
        type=event.type,
    )


def _read_back(values: dict[str, Any]) -> tuple[Said, ...]:
    how = read_back_words(values)
    return (Said("read_back", Text("当场核对", "Read back"), how),) if how is not None else ()


def _outside(event_type: str) -> Text:
    return OUTSIDE.get(event_type.rpartition(".")[2], Text(event_type, event_type))


def _by(by: dict[str, Any], called: Names) -> Text:
    if by.get("post"):
        label = called.post(str(by["post"]))
        if by.get("lent_by"):
            lender = called.person(str(by["lent_by"]))
            return Text(f"{label}（受{lender}委托）", f"{label} (on behalf of {lender})")
        return Text(label, label)
    return BY_CLOCK if by.get("clockwork") else BY_RESIDENT


def told(field: Field, value: Any, called: Names) -> Text:
    """Return one public answer in words."""
    if isinstance(value, bool):
        return YES if value else NO
    if isinstance(value, list):
        parts = [told_one(field, str(one), called) for one in value]
        return Text("；".join(part.zh for part in parts), "; ".join(part.en for part in parts))
    return told_one(field, str(value), called)


def told_one(field: Field, value: str, called: Names) -> Text:
    """Return one single value in words: a choice by its name, a key by what it names."""
    choice = next((one for one in field.choices if one.id == value), None)
    if choice is not None:
        return choice.name
    if field.sort is Sort.DAY:
        return _day(value)
    lookup = {
        Sort.UNIT: called.unit,
        Sort.UNITS: called.unit,
        Sort.POST: called.post,
        Sort.LEADER: called.post,
        Sort.CATEGORY: called.category,
        Sort.DIVISION: called.division,
    }.get(field.sort)
    shown = lookup(value) if lookup is not None else value
    return Text(shown, shown)


def _day(value: str) -> Text:
    try:
        day = date.fromisoformat(value)
    except ValueError:
        # Old records brought in from elsewhere may hold a day as it was written there.
        return Text(value, value)
    return Text(f"{day.year}年{day.month}月{day.day}日", value)

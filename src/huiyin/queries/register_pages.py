"""Any register as a list, an entry and its history, told in names; nothing here knows which register it reads."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.db.models import Count, Q, QuerySet

from huiyin.flow.kind import Field, Register
from huiyin.flow.matter import Event
from huiyin.flow.words import Sort
from huiyin.kinds.registers import REGISTERS
from huiyin.kit.codes import pad, scope
from huiyin.kit.text import Text
from huiyin.ledger.history import history
from huiyin.queries.seats import labels
from huiyin.queries.words import Names, Wanted, names
from huiyin.store.divisions import Division
from huiyin.store.entries import Entry, EntryRef
from huiyin.store.posts import valid_on

PAGE_LINES = 50
MOST_EXPORTED = 50_000
# Beyond this many a list of suggestions helps nobody: the key is typed.
MOST_SUGGESTED = 2_000
DIVISION = "division"
# How far a search follows what an entry points to: an appointment is found by its post's unit.
HOPS = 2


@dataclass(frozen=True, slots=True)
class Shown:
    """One value as a reader sees it; `target` and `key` lead to what it names: a register, or `division`."""

    text: Text | str
    target: str = ""
    key: str = ""


NOTHING = Shown("")


@dataclass(frozen=True, slots=True)
class Line:
    """An entry of a register with its values in words, in the order of the fields asked for."""

    key: str
    label: Shown
    valid_from: date
    valid_to: date | None
    version: int
    cells: tuple[Shown, ...]

    def holds_on(self, day: date) -> bool:
        """Say whether the entry holds on a day."""
        return self.valid_from <= day and (self.valid_to is None or day < self.valid_to)


@dataclass(frozen=True, slots=True)
class Asked:
    """What a list is asked for: words in a name, a day (None: whatever the day), values of fields, a page from 1."""

    words: str = ""
    on: date | None = None
    values: Mapping[str, str] = field(default_factory=dict)
    page: int = 1


@dataclass(frozen=True, slots=True)
class ListPage:
    """One page of a register."""

    fields: tuple[Field, ...]
    lines: tuple[Line, ...]
    total: int
    page: int
    pages: int


@dataclass(frozen=True, slots=True)
class Changed:
    """One field that an event changed."""

    name: Text
    before: Shown
    after: Shown


@dataclass(frozen=True, slots=True)
class Happening:
    """One event of an entry: when, by whom, what, why."""

    at: datetime
    by: str
    what: str
    changes: tuple[Changed, ...]
    reason: str
    valid_from: date | None
    valid_to: date | None


@dataclass(frozen=True, slots=True)
class EntryPage:
    """An entry with its history, newest first, and how many entries of other registers point to it."""

    register: Register
    line: Line
    values: Mapping[str, Any]
    history: tuple[Happening, ...]
    pointed_by: tuple[tuple[Register, str, int], ...]


def counts(day: date) -> dict[str, int]:
    """Return how many entries each register holds on a day. One query."""
    rows = Entry.objects.filter(valid_on(day)).order_by().values_list("register").annotate(n=Count("id"))
    return dict(rows)


def list_fields(register: Register) -> tuple[Field, ...]:
    """Return the fields that stand in a list: all but the name itself and outlines."""
    return tuple(one for one in register.fields if one.id != register.label and one.sort is not Sort.OUTLINE)


def register_list(register: Register, asked: Asked) -> ListPage:
    """Return one page of a register, ordered by place and key, with an exact count. Seven queries at most."""
    rows = _found(register, asked)
    total = rows.count()
    pages = max(1, -(-total // PAGE_LINES))
    page = min(max(1, asked.page), pages)
    held = list(rows[(page - 1) * PAGE_LINES : page * PAGE_LINES])
    fields = list_fields(register)
    return ListPage(fields, _lines(register, held, fields), total, page, pages)


def exported(register: Register, asked: Asked) -> tuple[Line, ...]:
    """Return every entry the filters leave, for a sheet. Six queries."""
    rows = list(_found(register, asked)[:MOST_EXPORTED])
    return _lines(register, rows, list_fields(register))


def _found(register: Register, asked: Asked) -> QuerySet[Entry]:
    rows = Entry.objects.filter(register=register.id)
    if asked.on is not None:
        rows = rows.filter(valid_on(asked.on))
    for name, value in asked.values.items():
        rows = rows.filter(_is(register, name, value))
    if asked.words:
        rows = rows.filter(_named(register, asked.words))
    return rows.order_by("division", "key")


def _is(register: Register, name: str, value: str) -> Q:
    if name in register.references:
        refs = EntryRef.objects.filter(field=name, register=register.references[name], key=value)
        return Q(id__in=refs.values("entry_id"))
    return Q(division=value) if name == DIVISION else Q(**{f"values__{name}": value})


def _named(register: Register, words: str, *, hops: int = HOPS) -> Q:
    """The words stand in the entry's own name or key, or in the name of what it points to: a post's unit, too."""
    found = Q(label__contains=words) | Q(key__contains=words)
    for name, target in register.references.items() if hops else ():
        if target == register.id:
            continue
        keys = Entry.objects.filter(_named(REGISTERS[target], words, hops=hops - 1), register=target).values("key")
        refs = EntryRef.objects.filter(field=name, register=target, key__in=keys, entry__register=register.id)
        found |= Q(id__in=refs.values("entry_id"))
    return found


def entry_page(register: Register, key: str) -> EntryPage | None:
    """Return an entry with its history, or None for an unknown key. Ten queries at most."""
    row = Entry.objects.filter(register=register.id, key=key).first()
    if row is None:
        return None
    events = history(row.id)
    told = _Words.of(register, [row.values, *(event.body.get("values", {}) for event in events)])
    by = labels({"person": {event.body.get("by", {}).get("person", "") for event in events}})
    return EntryPage(
        register=register,
        line=_line(row, register.fields, told),
        values=row.values,
        history=tuple(reversed(_happenings(register, events, told, by))),
        pointed_by=_pointing(register, key),
    )


def named(register: Register, values: Mapping[str, str]) -> dict[str, Shown]:
    """Return values of a register's fields in words, by field. Four queries at most."""
    told = _Words.of(register, [values])
    return {name: told.shown(register.field(name), value) for name, value in values.items()}


def _pointing(register: Register, key: str) -> tuple[tuple[Register, str, int], ...]:
    refs = EntryRef.objects.filter(register=register.id, key=key).order_by("entry__register", "field")
    rows = refs.values_list("entry__register", "field").annotate(n=Count("id"))
    return tuple((REGISTERS[other], name, n) for other, name, n in rows)


def _happenings(
    register: Register, events: Iterable[Event], told: "_Words", by: Mapping[tuple[str, str], str]
) -> list[Happening]:
    held: dict[str, Any] = {}
    found = []
    for event in events:
        body = event.body
        new = body.get("values", {})
        changes = tuple(
            Changed(one.name, told.shown(one, held.get(one.id)), told.shown(one, new[one.id]))
            for one in register.fields
            if one.id in new
        )
        held.update(new)
        person = body.get("by", {}).get("person", "")
        found.append(
            Happening(
                at=event.at,
                by=by.get(("person", person), person),
                what=event.type.rpartition(".")[2],
                changes=changes,
                reason=body.get("reason", ""),
                valid_from=_day(body.get("valid_from")),
                valid_to=_day(body.get("valid_to")),
            )
        )
    return found


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _lines(register: Register, rows: list[Entry], fields: tuple[Field, ...]) -> tuple[Line, ...]:
    told = _Words.of(register, [row.values for row in rows])
    return tuple(_line(row, fields, told) for row in rows)


def _line(row: Entry, fields: tuple[Field, ...], told: "_Words") -> Line:
    named = told.register.field(told.register.label)
    label = told.shown(named, row.values.get(named.id))
    cells = tuple(told.shown(one, row.values.get(one.id)) for one in fields)
    own = label if isinstance(label.text, Text) or label.text else Shown(row.key)
    return Line(row.key, own, row.valid_from, row.valid_to, row.version, cells)


@dataclass(frozen=True, slots=True)
class _Words:
    """What the values of one register are called: names looked up once for all rows shown."""

    register: Register
    names: Names
    others: Mapping[tuple[str, str], str]

    @classmethod
    def of(cls, register: Register, rows: Iterable[Mapping[str, Any]]) -> "_Words":
        held = list(rows)
        keys: dict[str, set[str]] = {}
        for name, target in register.references.items():
            keys.setdefault(target, set()).update(str(row[name]) for row in held if row.get(name))
        places = {
            str(row[one.id]) for one in register.fields if one.sort is Sort.DIVISION for row in held if row.get(one.id)
        }
        wanted = Wanted(
            units=keys.pop("unit", ()),
            posts=keys.pop("post", ()),
            people=keys.pop("person", ()),
            categories=keys.pop("category", ()),
            divisions=places,
        )
        return cls(register, names(wanted), labels(keys))

    def shown(self, one: Field, value: Any) -> Shown:
        """Return a value in words."""
        if value is None or value in ("", []):
            return NOTHING
        target = self.register.references.get(one.id, "")
        if target:
            return Shown(self._name(target, str(value)), target, str(value))
        if one.sort is Sort.DIVISION:
            return Shown(self.names.division(str(value)), DIVISION, str(value))
        return Shown(_plain(one, value))

    def _name(self, target: str, key: str) -> str:
        find = {"unit": self.names.unit, "post": self.names.post, "person": self.names.person,
                "category": self.names.category}.get(target)  # fmt: skip
        return find(key) if find is not None else self.others.get((target, key), key)


def _plain(one: Field, value: Any) -> Text | str:
    choices = {choice.id: choice.name for choice in one.choices}
    if one.sort is Sort.CHOICE:
        return choices.get(value, str(value))
    if one.sort is Sort.YES_NO:
        return Text("是", "yes") if value else Text("否", "no")
    if one.sort is Sort.OUTLINE:
        return Text(f"{len(value) // 2} 个点", f"{len(value) // 2} points")
    if isinstance(value, list):
        named = [choices.get(each, Text(str(each), str(each))) for each in value]
        return Text("、".join(each.zh for each in named), ", ".join(each.en for each in named))
    return str(value)


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Something a field may refer to, by key and name."""

    key: str
    name: str


def suggestions(target: str, *, on: date) -> tuple[Suggestion, ...]:
    """Return what a field pointing to a register, or to a division, may be given on a day. Three queries at most."""
    if target == DIVISION:
        # The county's own; a place elsewhere is typed by its code or whole name.
        held = _in_county(Division.objects.filter(valid_on(on))).order_by("code")
        codes = list(held.values_list("code", flat=True)[:MOST_SUGGESTED])
        said = names(Wanted(divisions=codes))
        return tuple(Suggestion(code, said.division(code)) for code in codes)
    held = list(Entry.objects.filter(valid_on(on), register=target).order_by("key")[:MOST_SUGGESTED])
    if target != "post":
        return tuple(Suggestion(row.key, row.label) for row in held)
    owners = names(Wanted(units={row.values["unit"] for row in held}))
    return tuple(Suggestion(row.key, f"{owners.unit(row.values['unit'])} · {row.label}") for row in held)


def _in_county(rows: QuerySet[Division]) -> QuerySet[Division]:
    first, end = scope(pad(settings.COUNTY))
    return rows.filter(code__gte=first, code__lt=end)


def matches(target: str, text: str, *, on: date) -> tuple[Suggestion, ...]:
    """Return what somebody may have meant by a key or a whole name; exactly one means it was clear. Two queries.

    A place of the county goes before one of the same name elsewhere.
    """
    if target == DIVISION:
        meant = Division.objects.filter(valid_on(on)).filter(Q(code=text) | Q(name=text)).order_by("code")
        rows = list(_in_county(meant).values_list("code", "name")[:4]) or list(meant.values_list("code", "name")[:4])
        return tuple(Suggestion(code, name) for code, name in rows)
    held = Entry.objects.filter(valid_on(on), register=target)
    exact = held.filter(key=text).first()
    if exact is not None:
        return (Suggestion(exact.key, exact.label),)
    return tuple(Suggestion(row.key, row.label) for row in held.filter(label=text).order_by("key")[:4])


def register_values(register: Register, keys: Iterable[str]) -> dict[str, dict[str, Any]]:
    """Return the values of some entries as they were recorded, by key. One query."""
    rows = Entry.objects.filter(register=register.id, key__in=list(keys))
    return {row.key: dict(row.values) for row in rows}

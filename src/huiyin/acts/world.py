"""The county's tables a decision needs, looked up once and only as far as the step asks."""

from datetime import date
from typing import Any, cast

from django.db.models import Value

from huiyin.acts.writing import Session
from huiyin.flow.actor import PostCard
from huiyin.flow.clock import Clock
from huiyin.flow.kind import Field, Step
from huiyin.flow.matter import Matter
from huiyin.flow.scene import Hands, World, about_units
from huiyin.flow.words import Deed, Guard, Sort
from huiyin.kinds.clocks.local import REGISTER as LOCAL_CLOCKS
from huiyin.kinds.clocks.local import with_local
from huiyin.kinds.registers.interface import WEBHOOK
from huiyin.kit.days import DayCalendar
from huiyin.kit.text import Text
from huiyin.store import posts
from huiyin.store.calendar import REGISTER as CALENDAR
from huiyin.store.calendar import calendar_with
from huiyin.store.divisions import Division
from huiyin.store.entries import Entry

REGISTER_OF: dict[Sort, str] = {
    Sort.POST: "post",
    Sort.LEADER: "post",
    Sort.UNIT: "unit",
    Sort.CATEGORY: "category",
    Sort.GRID: "grid",
}

# Deeds that ask who holds a post.
POST_DEEDS = frozenset({Deed.HAND_OVER, Deed.SEND_BACK, Deed.SETTLE_LEAD, Deed.TAKE_CHARGE, Deed.GIVE, Deed.LED_BY})


def clocks(session: Session) -> dict[str, Clock]:
    """Return the catalogue with the county's own numbers in the rows that are local. One query a session."""
    return _rules(session)[0]


def _rules(session: Session) -> tuple[dict[str, Clock], DayCalendar]:
    return cast("tuple[dict[str, Clock], DayCalendar]", session.remember("rules", lambda: _look_rules_up(session)))


def _look_rules_up(session: Session) -> tuple[dict[str, Clock], DayCalendar]:
    # What the county set of its own, clocks and notices of days off, asked for together: every act needs both. Whether
    # any webhook stands in its register comes along, so that the pen need not ask.
    rows = list(Entry.objects.filter(register__in=[LOCAL_CLOCKS, CALENDAR, WEBHOOK.id]))
    session.pen.listened = any(row.register == WEBHOOK.id for row in rows)
    notices = [row for row in rows if row.register == CALENDAR]
    return with_local(row.values for row in rows if row.register == LOCAL_CLOCKS), calendar_with(notices)


def world_for(session: Session, step: Step, matter: Matter, values: dict[str, Any], *, day: date) -> World:
    """Return the tables for one step: posts named, units below the one complained of, offices of one."""
    cards = {}
    if POST_DEEDS & set(step.does):
        named = {str(values.get(one) or "") for one in ("to_post", "charge_post", "promised_by")}
        named |= {matter.pending_from, str(matter.values.get("first_post", ""))}
        cards = _held(session, named - {""}, day)
    tree: dict[str, tuple[str, ...]] = {}
    if Deed.EXCLUDE in step.does:
        tree = {unit: below(session, unit) for unit in about_units(values)}
    hands: dict[str, Hands] = {}
    if Guard.ANOTHER_HAND in step.guards:
        waiting = matter.to_sign.get(step.id)
        unit = waiting.unit if waiting is not None else matter.lead_unit
        hands = session.remember(("hands", unit, day), lambda: posts.hands_of([unit], day))
    county_clocks, calendar = _rules(session)
    # Sheets bring many matters of one day: their clocks are due alike.
    reckoned = session.remember("reckoned", dict)
    return World(calendar=calendar, clocks=county_clocks, posts=cards, unit_tree=tree, hands=hands, reckoned=reckoned)


def below(session: Session, unit: str) -> tuple[str, ...]:
    """Return the units below one, looked up once a session."""
    return cast("tuple[str, ...]", session.remember(("below", unit), lambda: posts.below(unit)))


def seats_of(session: Session, unit: str) -> tuple[posts.Seat, ...]:
    """Return the posts of a unit with their holders over time, looked up once a session."""
    return cast("tuple[posts.Seat, ...]", session.remember(("seats", unit), lambda: posts.seats_of(unit)))


def _held(session: Session, keys: set[str], day: date) -> dict[str, PostCard]:
    seats = {key: _seat(session, key) for key in sorted(keys)}
    return {key: seat.card for key, seat in seats.items() if seat is not None and seat.held_on(day)}


def _seat(session: Session, key: str) -> posts.Seat | None:
    return cast("posts.Seat | None", session.remember(("seat", key), lambda: posts.seat(key)))


def reference_faults(session: Session, fields: tuple[Field, ...], values: dict[str, Any]) -> dict[str, Text]:
    """Return a sentence for every value that names something the county does not have. One query at most."""
    named = [
        (field, table, values[field.id])
        for field in fields
        if values.get(field.id) is not None and (table := _table_of(field))
    ]
    asked = {(table, value) for _, table, value in named}
    _look_up(session, {one for one in asked if ("exists", *one) not in session.remembered})
    return {
        field.id: Text(
            f"“{field.name.zh}”里没有 {value}，请从列出的里选", f"“{field.name.en}” has no {value}; choose one listed"
        )
        for field, table, value in named
        if not session.remembered["exists", table, value]
    }


def _table_of(field: Field) -> str:
    return Sort.DIVISION if field.sort is Sort.DIVISION else REGISTER_OF.get(field.sort, "")


def _look_up(session: Session, asked: set[tuple[str, Any]]) -> None:
    if not asked:
        return
    codes = [value for table, value in asked if table == Sort.DIVISION]
    keys = [value for table, value in asked if table != Sort.DIVISION]
    divisions = Division.objects.filter(code__in=codes).values_list(Value(Sort.DIVISION.value), "code")
    entries = Entry.objects.filter(register__in=sorted(REGISTER_OF.values()), key__in=keys)
    there = set(divisions.union(entries.values_list("register", "key"), all=True))
    session.remembered.update({("exists", *one): one in there for one in asked})

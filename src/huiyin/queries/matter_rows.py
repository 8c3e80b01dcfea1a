"""One matter as a list shows it: public words, its light, and what the reader may do next."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Q

from huiyin.flow.actor import Actor
from huiyin.flow.decide import ANY_OPEN_STATE
from huiyin.flow.kind import Kind, Step
from huiyin.flow.words import Deed, Guard, Verb
from huiyin.kinds import ALL
from huiyin.kit.days import DayCalendar
from huiyin.kit.text import Text
from huiyin.queries.lights import Lamp, lamp
from huiyin.queries.words import Names, Wanted, names
from huiyin.store.access import signing_units
from huiyin.store.calendar import county_calendar
from huiyin.store.matters import MatterRow, ToSign

# Which verb is offered first where several would do.
FIRST_VERBS = (Verb.SIGN_FOR, Verb.ACCEPT, Verb.REPLY, Verb.CLOSE, Verb.HAND_OVER)
WAITS_SIGNING = Text("待签收", "To be signed for")
WAITS_SIGNATURE = Text("有文书待签发", "A paper to be signed")


@dataclass(frozen=True, slots=True)
class MatterLine:
    """A matter in a list. `awaits` is us, them or done; `next_step` is the step offered, if it is the reader's turn."""

    number: str
    title: str
    kind: Text
    state: Text
    awaits: str
    channel: Text | None
    category: str
    place: str
    lead: str
    received_at: datetime
    due_at: datetime | None
    lamp: Lamp | None
    next_step: Step | None
    supervised: bool
    kind_id: str
    state_id: str
    version: int
    changed_at: datetime


def turn_keys(actor: Actor) -> frozenset[str]:
    """Return what a matter's turn says when it waits for one of the actor's posts."""
    return frozenset(
        key for post in actor.posts for key in (post.key, *(f"{post.unit}/{role.value}" for role in post.roles))
    )


def lines(rows: Iterable[MatterRow], *, actor: Actor) -> tuple[MatterLine, ...]:
    """Return the lines of some rows. Five queries at most, whatever their number."""
    held = list(rows)
    called = names(
        Wanted(
            units=[row.lead_unit for row in held],
            categories=[row.category for row in held],
            divisions=[row.division for row in held],
        )
    )
    calendar, waiting = county_calendar(), _to_sign(held, actor)
    return tuple(_line(row, actor, called, calendar=calendar, to_sign=waiting.get(row.id, "")) for row in held)


def _to_sign(rows: list[MatterRow], actor: Actor) -> dict[UUID, str]:
    """Return for each row the step by which the actor would sign what waits there longest."""
    units = signing_units(actor)
    if not units or not rows:
        return {}
    ours = Q(unit__in=units) | Q(above__in=units)
    waiting = ToSign.objects.filter(ours, matter__in=[row.id for row in rows]).order_by("-at", "-step")
    return dict(waiting.values_list("matter", "step"))


def _line(row: MatterRow, actor: Actor, called: Names, *, calendar: DayCalendar, to_sign: str) -> MatterLine:
    kind = ALL[row.kind]
    state = kind.state(row.state)
    signing = kind.step(to_sign) if to_sign else None
    return MatterLine(
        number=row.number,
        title=row.title,
        kind=kind.name,
        state=WAITS_SIGNATURE if signing else WAITS_SIGNING if row.pending_post else state.name,
        awaits=state.awaits,
        channel=channel_name(kind, row.channel),
        category=called.category(row.category),
        place=called.division(row.division),
        lead=called.unit(row.lead_unit),
        received_at=row.received_at,
        due_at=row.due_at,
        lamp=lamp(row.due_at, supervised=row.supervised and not row.final, at=actor.at, calendar=calendar),
        next_step=signing or next_step(kind, row, actor),
        supervised=row.supervised,
        kind_id=row.kind,
        state_id=row.state,
        version=row.version,
        changed_at=row.changed_at,
    )


def channel_name(kind: Kind, channel: str) -> Text | None:
    """Return the name of the channel a matter came by, if its kind knows channels."""
    field = next((one for one in kind.opening.fields if one.id == "channel"), None)
    return next((choice.name for choice in field.choices if choice.id == channel), None) if field else None


def next_step(kind: Kind, row: MatterRow, actor: Actor) -> Step | None:
    """Return the step to offer first, or None when it is not the actor's turn. The step's own page decides."""
    if row.turn not in turn_keys(actor):
        return None
    if row.pending_post:
        signing = [step for step in kind.steps if Deed.SIGN_FOR in step.does]
        return next((step for step in signing if {row.state, ANY_OPEN_STATE} & set(step.after)), None)
    fitting = [
        step
        for step in kind.steps
        if row.state in step.after and step.verb in FIRST_VERBS and actor.roles & set(step.who)
    ]
    if not fitting:
        return None
    step = min(fitting, key=lambda one: FIRST_VERBS.index(one.verb))
    if Guard.CONCERN_KNOWN in step.guards and row.values.get("concerns_office") is None:
        return next((one for one in kind.steps if row.state in one.after and Deed.EXCLUDE in one.does), step)
    return step

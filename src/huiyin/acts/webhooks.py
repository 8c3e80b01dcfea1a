"""Webhooks: their signing keys, the handing out of events, each delivery's fate, and replay."""

import secrets
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.db.models import Q

from huiyin.acts.interface_checks import EVERY
from huiyin.acts.writing import writing
from huiyin.flow.actor import Actor
from huiyin.kit.sealing import wrap_key
from huiyin.ledger.keys import site_key, suite
from huiyin.ledger.outgoing import events_from
from huiyin.store.access import among
from huiyin.store.interface import Delivery, Outgoing, SigningKey
from huiyin.store.matters import MatterRow

PREFIX = "whsec_"
BATCH = 500
# How long a delivery is held by who sends it; a sender that was killed lets it go again after that.
HELD_FOR = timedelta(minutes=5)
# After each failure it waits longer; after the last it is laid aside, to be looked at and sent again by hand.
WAITS = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 15, 60, 180, 480, 1440))


@dataclass(frozen=True, slots=True)
class Listener:
    """A webhook that listens now: its key, the events it asked for, and as whom it may know of matters."""

    key: str
    events: tuple[str, ...]
    actor: Actor

    def wants(self, event: str) -> bool:
        """Say whether it asked for an event of this type."""
        return any(
            one in (EVERY, event) or (one.endswith(f".{EVERY}") and event.startswith(one[:-1])) for one in self.events
        )


@dataclass(frozen=True, slots=True)
class Parcel:
    """A delivery on its way: what is told, without a word of anybody."""

    id: int
    webhook: str
    event: str
    type: str
    number: str
    kind: str
    version: int
    at: datetime
    tries: int


@dataclass(frozen=True, slots=True)
class Replayed:
    """How many events were handed out again; `after` leads to the next page, None when all are through."""

    events: int
    after: int | None


def collect_signing_key(key: str, *, at: datetime) -> str:
    """Make the key that signs a webhook's messages and return it, this once; an earlier one ends. From now on it listens."""
    with writing():
        made = f"{PREFIX}{secrets.token_urlsafe(32)}"
        wrapped = wrap_key(suite(), site_key(), made.encode(), context=f"webhook|{key}".encode())
        SigningKey.objects.update_or_create(
            key=key,
            defaults={"county": settings.COUNTY, "suite": int(suite()), "wrapped": wrapped, "made_at": at},
        )
    return made


def hand_out(listeners: Sequence[Listener], *, at: datetime) -> int:
    """Hand the events in the outbox out to whoever listens and may know of their matters; returns how many events.

    At most five hundred at once, in one transaction: killed in the middle, all of them are still in the outbox.
    """
    if not Outgoing.objects.exists():
        return 0
    with writing():
        waiting = list(Outgoing.objects.select_for_update().order_by("id")[:BATCH])
        for listener in listeners:
            _deliver(listener, waiting, at=at, again=False)
        Outgoing.objects.filter(pk__in=[one.pk for one in waiting]).delete()
    return len(waiting)


def replay(listener: Listener, *, since: datetime | None, position: int | None, after: int, at: datetime) -> Replayed:
    """Hand a webhook the events recorded since a moment, or from a position of the ledger on, once more.

    Only those it asked for and may know of now. A page of five hundred events; raises nothing, may be done twice.
    """
    with writing():
        found = events_from(since=since, position=position, after=after, most=BATCH)
        _deliver(listener, [one for _, one in found], at=at, again=True)
    return Replayed(len(found), found[-1][0] if len(found) == BATCH else None)


def _deliver(listener: Listener, events: Iterable[Outgoing], *, at: datetime, again: bool) -> None:
    wanted = [one for one in events if listener.wants(one.type)]
    rows = among(listener.actor, (one.stream for one in wanted)).filter(history=False)
    known = set(rows.values_list("id", flat=True))
    fresh = [
        Delivery(
            county=one.county, webhook=listener.key, stream=one.stream, version=one.version, type=one.type, at=one.at,
            due_at=at,
        )
        for one in wanted
        if one.stream in known
    ]  # fmt: skip
    Delivery.objects.bulk_create(fresh, ignore_conflicts=True)
    if again and fresh:
        asked = Q()
        for one in fresh:
            asked |= Q(stream=one.stream, version=one.version)
        Delivery.objects.filter(asked, webhook=listener.key).update(
            due_at=at, tries=0, sent_at=None, dead_at=None, said=""
        )


def claim(listener: Listener, *, at: datetime, most: int) -> list[Parcel]:
    """Take deliveries that are due in hand, oldest first; what the listener may no longer know of is dropped.

    Held for five minutes: two senders never send the same at once, and what a killed one held is due again after that.
    """
    with writing():
        due = Delivery.objects.select_for_update().filter(webhook=listener.key, due_at__lte=at)
        held = list(due.order_by("id")[:most])
        rows = {row.id: row for row in among(listener.actor, (one.stream for one in held))}
        Delivery.objects.filter(pk__in=[one.pk for one in held if one.stream not in rows]).delete()
        kept = [one for one in held if one.stream in rows]
        Delivery.objects.filter(pk__in=[one.pk for one in kept]).update(due_at=at + HELD_FOR)
    return [_parcel(one, rows[one.stream]) for one in kept]


def _parcel(one: Delivery, row: MatterRow) -> Parcel:
    return Parcel(
        id=one.pk,
        webhook=one.webhook,
        event=event_id(one.stream, one.version),
        type=one.type,
        number=row.number,
        kind=row.kind,
        version=one.version,
        at=one.at,
        tries=one.tries,
    )


def event_id(stream: UUID, version: int) -> str:
    """Return what names an event for good, so that who gets it twice can tell."""
    return f"{stream}:{version}"


def mark_sent(parcel: Parcel, *, said: str, at: datetime) -> None:
    """Write down that a delivery was taken."""
    with writing():
        Delivery.objects.filter(pk=parcel.id).update(
            due_at=None, sent_at=at, tries=parcel.tries + 1, said=said[:200], dead_at=None
        )


def mark_failed(parcel: Parcel, *, said: str, at: datetime) -> None:
    """Write down that a delivery was not taken, and when it is tried again; after the last time it is laid aside."""
    dead = parcel.tries >= len(WAITS)
    due_at = None if dead else at + WAITS[parcel.tries]
    with writing():
        Delivery.objects.filter(pk=parcel.id).update(
            due_at=due_at, tries=parcel.tries + 1, said=said[:200], dead_at=at if dead else None
        )


def put_back(parcel: Parcel, *, at: datetime) -> None:
    """Let go of a delivery that was not tried after all."""
    with writing():
        Delivery.objects.filter(pk=parcel.id).update(due_at=at)

"""Webhooks that listen now, with their keys; and what became of their deliveries."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from huiyin.flow.actor import Actor
from huiyin.kinds.registers.interface import WEBHOOK
from huiyin.kit.days import SHANGHAI
from huiyin.kit.sealing import Suite, unwrap_key
from huiyin.ledger.keys import site_key
from huiyin.queries.bearers import bearer
from huiyin.store.access import among
from huiyin.store.entries import Entry
from huiyin.store.interface import Delivery, SigningKey
from huiyin.store.posts import entries

SHOWN = 100


@dataclass(frozen=True, slots=True)
class Hook:
    """A webhook of today. `signing_key` is empty until it was collected; until then it does not listen."""

    key: str
    label: str
    token: str
    url: str
    events: tuple[str, ...]
    signing_key: bytes
    suite: int


@dataclass(frozen=True, slots=True)
class DeliveryLine:
    """What became of one delivery of which the reader may know."""

    event: str
    type: str
    number: str
    state: str
    tries: int
    at: datetime
    due_at: datetime | None
    sent_at: datetime | None
    said: str


def hooks_of(token: str, *, at: datetime) -> tuple[Hook, ...]:
    """Return the webhooks of a token today. Two queries."""
    return _hooks([row for row in _today(at) if row.values["token"] == token])


def listening(*, at: datetime, key: str = "") -> tuple[tuple[Hook, Actor], ...]:
    """Return the webhooks that listen now and as whom: their token still opens, and may read. Ten queries each.

    With a key, that one alone.
    """
    found = []
    rows = [row for row in _today(at) if key in ("", row.key)] if SigningKey.objects.exists() else []
    for hook in _hooks(rows):
        held = bearer(hook.token, at=at) if hook.signing_key else None
        if held is not None and held.actor.kinds != frozenset():
            found.append((hook, held.actor))
    return tuple(found)


def due_hooks(*, at: datetime) -> tuple[str, ...]:
    """Return the keys of the webhooks that something is due to be sent to. One query."""
    due = Delivery.objects.filter(due_at__lte=at).order_by("webhook")
    return tuple(due.values_list("webhook", flat=True).distinct())


def deliveries(key: str, *, state: str, actor: Actor) -> tuple[DeliveryLine, ...]:
    """Return the newest hundred deliveries of a webhook in a state: waiting, sent or dead. Two queries."""
    states = {
        "waiting": {"due_at__isnull": False},
        "sent": {"sent_at__isnull": False},
        "dead": {"dead_at__isnull": False},
    }
    rows = list(Delivery.objects.filter(webhook=key, **states[state]).order_by("-id")[:SHOWN])
    numbers: dict[UUID, str] = dict(among(actor, (row.stream for row in rows)).values_list("id", "number"))
    return tuple(
        DeliveryLine(
            f"{row.stream}:{row.version}", row.type, numbers[row.stream], state, row.tries, row.at, row.due_at,
            row.sent_at, row.said,
        )
        for row in rows
        if row.stream in numbers
    )  # fmt: skip


def _today(at: datetime) -> list[Entry]:
    return list(entries(WEBHOOK.id, at.astimezone(SHANGHAI).date()).order_by("key"))


def _hooks(rows: list[Entry]) -> tuple[Hook, ...]:
    held = {one.key: one for one in SigningKey.objects.filter(key__in=[row.key for row in rows])}
    return tuple(_hook(row, held.get(row.key)) for row in rows)


def _hook(row: Entry, held: SigningKey | None) -> Hook:
    made = b""
    if held is not None:
        context = f"webhook|{row.key}".encode()
        made = unwrap_key(Suite(held.suite), site_key(), bytes(held.wrapped), context=context)
    values = row.values
    return Hook(
        row.key, row.label, values["token"], values["url"], tuple(values["events"]), made, held.suite if held else 0
    )

"""Pushing events to webhooks: handed out by the tick, sent by tasks of their own, tried again, laid aside.

The tick only writes down what is to be sent and queues a task for each webhook: a receiver that hangs holds up its own
task and no clock.
"""

import http.client
import json
import logging
import socket
import ssl
from datetime import datetime
from urllib.parse import urlsplit

from django.conf import settings
from django.utils import timezone
from django_tasks import task

from huiyin.acts.tasks import queue_once
from huiyin.acts.webhooks import Listener, Parcel, claim, hand_out, mark_failed, mark_sent, put_back
from huiyin.flow.actor import Actor
from huiyin.kit.addresses import is_named, may_reach
from huiyin.kit.sealing import Suite, salted_digest
from huiyin.queries.webhooks import Hook, due_hooks, listening

# Little enough that a task is done within the time its deliveries are held for.
MOST_AT_ONCE, TIMEOUT_SECONDS, MOST_ANSWER_BYTES = 50, 4, 1024
ALGORITHMS = {Suite.INTERNATIONAL: "hmac-sha256", Suite.NATIONAL: "hmac-sm3"}

SENDING = "huiyin.jobs.webhooks.send_due"

logger = logging.getLogger("huiyin.webhooks")


class NotSent(Exception):
    """A delivery was not taken; the message says why, for the list of deliveries."""


def push(*, at: datetime) -> int:
    """Hand out what waits in the outbox and queue the sending of what is due; returns how many tasks. Sends nothing."""
    hand_out([_listener(hook, actor) for hook, actor in listening(at=at)], at=at)
    return sum(queue_once(SENDING, key) for key in due_hooks(at=at))


@task()
def send_due(key: str) -> int:
    """Send what is due to one webhook; returns how many were taken.

    At least once: killed between sending and marking, the same event with the same id goes out again.
    """
    at = timezone.now()
    hooks = [(hook, _listener(hook, actor)) for hook, actor in listening(at=at, key=key)]
    return sum(_send_due(hook, listener, at) for hook, listener in hooks)


def _listener(hook: Hook, actor: Actor) -> Listener:
    return Listener(hook.key, hook.events, actor)


def _send_due(hook: Hook, listener: Listener, at: datetime) -> int:
    taken = 0
    parcels = claim(listener, at=at, most=MOST_AT_ONCE)
    for number, parcel in enumerate(parcels):
        try:
            said = send(hook, parcel, at=at)
        except NotSent as why:
            logger.info("webhook %s: %s not taken: %s", hook.key, parcel.type, why)
            mark_failed(parcel, said=str(why), at=at)
            # Who does not answer now will not answer the next one either.
            for rest in parcels[number + 1 :]:
                put_back(rest, at=at)
            return taken
        mark_sent(parcel, said=said, at=at)
        taken += 1
    return taken


def message(parcel: Parcel) -> bytes:
    """Return what is told of an event: nothing of anybody, and where the rest may be asked for."""
    told = {
        "id": parcel.event,
        "type": parcel.type,
        "kind": parcel.kind,
        "number": parcel.number,
        "version": parcel.version,
        "at": parcel.at.isoformat(),
        "link": f"{settings.PUBLIC_URL}/api/v1/matters/{parcel.number}",
    }
    return json.dumps(told, ensure_ascii=False).encode()


def signature(hook: Hook, body: bytes, *, at: datetime) -> str:
    """Return the signature over the moment and the body: `t=1765000000,hmac-sha256=…`."""
    moment = int(at.timestamp())
    made = salted_digest(Suite(hook.suite), hook.signing_key, b"%d.%b" % (moment, body))
    return f"t={moment},{ALGORITHMS[Suite(hook.suite)]}={made.hex()}"


def send(hook: Hook, parcel: Parcel, *, at: datetime) -> str:
    """Send one delivery and return what was answered; raises NotSent. Follows no redirect and asks no proxy."""
    body = message(parcel)
    parts = urlsplit(hook.url)
    headers = {
        "Content-Type": "application/json",
        "User-Agent": "Huiyin-Webhook/1",
        "Huiyin-Event": parcel.type,
        "Huiyin-Event-Id": parcel.event,
        "Huiyin-Signature": signature(hook, body, at=at),
    }
    try:
        connection = _connection(
            str(parts.hostname), parts.port or (443 if parts.scheme == "https" else 80), parts.scheme
        )
        try:
            connection.request("POST", f"{parts.path or '/'}{'?' + parts.query if parts.query else ''}", body, headers)
            answer = connection.getresponse()
            answer.read(MOST_ANSWER_BYTES)
        finally:
            connection.close()
    except (OSError, http.client.HTTPException, ValueError) as fault:
        raise NotSent(f"连不上：{type(fault).__name__}") from fault
    if not 200 <= answer.status < 300:
        raise NotSent(f"对方答复 {answer.status}")
    return f"对方答复 {answer.status}"


def _connection(host: str, port: int, scheme: str) -> http.client.HTTPConnection:
    """Connect to an address of the host that was looked at: the name is not asked for a second time."""
    address = _address(host, port, secure=scheme == "https")
    raw = socket.create_connection((address, port), timeout=TIMEOUT_SECONDS)
    connection = http.client.HTTPConnection(host, port, timeout=TIMEOUT_SECONDS)
    connection.sock = ssl.create_default_context().wrap_socket(raw, server_hostname=host) if scheme == "https" else raw
    return connection


def _address(host: str, port: int, *, secure: bool) -> str:
    named = settings.WEBHOOK_NETWORKS
    found = [str(one[4][0]) for one in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]
    allowed = [one for one in found if (may_reach(one, named=named) if secure else is_named(one, named=named))]
    # One forbidden address among several is enough to leave it: a name must not lead inside by turns.
    if not found or len(allowed) < len(found):
        raise NotSent("地址不许推送：内网地址要先写进 HUIYIN_WEBHOOK_NETWORKS，公网地址要用 https")
    return found[0]

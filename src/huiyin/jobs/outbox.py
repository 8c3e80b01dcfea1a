"""The outbox: messages to residents, sent after commit by the adapter an office has set; without one the desk calls."""

import json
import logging
import os
import smtplib
from collections.abc import Callable, Iterable
from datetime import datetime
from email.message import EmailMessage
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

import requests
from django.conf import settings

from huiyin.acts.sending import Outgoing, claimed, delivered

logger = logging.getLogger("huiyin.outbox")
TIMEOUT_SECONDS = 10
MOST_FAULTS = 3
FAULTS = (OSError, smtplib.SMTPException, requests.RequestException)

Deliver = Callable[[Outgoing], None]
Done = Callable[[Outgoing, str, datetime], None]


def send_waiting(*, at: datetime) -> int:
    """Send what waits, a few at a time; returns how many went. Never inside a transaction."""
    return send_each(claimed(at=at), _told_resident, at=at)


def send_each(waiting: Iterable[Outgoing], done: Done, *, at: datetime) -> int:
    """Send some messages and write down which went; nothing is taken up where the office has set no way."""
    deliver, way = adapter()
    if deliver is None:
        return 0
    gone = faults = 0
    for one in waiting:
        try:
            deliver(one)
        except FAULTS as fault:
            # It is tried again at the next ticks, five times in all, and then stands on the call list. The number
            # stays out of the log: only which message it was, and what sort of fault.
            logger.warning("message %s was not delivered: %s", one.id, type(fault).__name__)
            faults += 1
            if faults == MOST_FAULTS:
                # The outlet is down: the rest waits for the next tick instead of holding the clocks up.
                break
        else:
            done(one, way, at)
            gone += 1
    return gone


def _told_resident(one: Outgoing, way: str, at: datetime) -> None:
    delivered(int(one.id), way=way, at=at)


def adapter() -> tuple[Deliver | None, str]:
    """Return how messages go out here, and what that way is called."""
    scheme = urlsplit(settings.MESSAGES_URL).scheme
    if not scheme:
        return None, ""
    return {"file": (to_file, "file"), "smtp": (to_mailbox, "smtp")}.get(scheme, (to_gateway, "gateway"))


def to_file(one: Outgoing) -> None:
    """Put a message down as a file of its own, for a gateway that reads a directory."""
    directory = Path(unquote(urlsplit(settings.MESSAGES_URL).path))
    directory.mkdir(mode=0o700, parents=True, exist_ok=True)
    unfinished = directory / f"{one.id}.part"
    with os.fdopen(os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8") as out:
        json.dump(_told(one), out, ensure_ascii=False)
        out.flush()
        os.fsync(out.fileno())
    unfinished.replace(directory / f"{one.id}.json")


def to_mailbox(one: Outgoing) -> None:
    """Hand a message to a mailbox that turns letters into text messages; the subject is the telephone."""
    where = urlsplit(settings.MESSAGES_URL)
    asked = parse_qs(where.query)
    letter = EmailMessage()
    letter["From"], letter["To"], letter["Subject"] = asked["from"][0], asked["to"][0], one.to
    letter.set_content(one.words)
    with smtplib.SMTP(where.hostname or "", where.port or 25, timeout=TIMEOUT_SECONDS) as server:
        server.send_message(letter)


def to_gateway(one: Outgoing) -> None:
    """Post a message to the gateway the office has set; anything but a plain yes counts as not delivered."""
    headers = {"Authorization": f"Bearer {settings.MESSAGES_TOKEN}"} if settings.MESSAGES_TOKEN else {}
    answer = requests.post(
        settings.MESSAGES_URL, json=_told(one), headers=headers, timeout=TIMEOUT_SECONDS, allow_redirects=False
    )
    if not 200 <= answer.status_code < 300:
        raise requests.HTTPError(str(answer.status_code))


def _told(one: Outgoing) -> dict[str, object]:
    return {"id": one.id, "to": one.to, "words": one.words}

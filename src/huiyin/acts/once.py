"""Answering a repeated call with the first answer: same key, same request, same answer, for a day."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from huiyin.acts.writing import writing
from huiyin.kit.canon import canonical
from huiyin.kit.sealing import Suite, unwrap_key, wrap_key
from huiyin.ledger.keys import site_key, suite
from huiyin.store.interface import KeptAnswer

KEPT_FOR = timedelta(hours=24)


class KeyReused(Exception):
    """The same key came with another request."""


@dataclass(frozen=True, slots=True)
class Call:
    """A call that may be sent twice: by which token, under which key, and the digest of what it asks."""

    token: str
    once: str
    request: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Answer:
    """What was answered; `again` says that it was answered before and nothing was done this time."""

    status: int
    body: Mapping[str, Any]
    again: bool = False


def once(call: Call, do: Callable[[], Answer]) -> Answer:
    """Do it and keep the answer in the same transaction, or return what was answered under this key within the day.

    Two calls at once take turns; one that fails or is killed leaves nothing behind, its key included. Raises KeyReused,
    and what `do` raises. Three queries beside those of `do`.
    """
    with writing():
        row = _slot(call)
        held = _held(row, call)
        if held is not None:
            return held
        answer = do()
        _keep(row, call, answer)
    return answer


def answered_before(call: Call) -> Answer | None:
    """Return what was answered under this key within the day, or None; raises KeyReused. One query."""
    row = KeptAnswer.objects.filter(token=call.token, once=call.once).first()
    return _held(row, call) if row is not None else None


def keep_answer(call: Call, answer: Answer) -> None:
    """Keep an answer of work that has its own transactions and may be done again without harm. Three queries."""
    with writing():
        _keep(_slot(call), call, answer)


def forget_answers(*, at: datetime) -> int:
    """Forget the answers whose day is over; returns how many. One query."""
    with writing():
        return KeptAnswer.objects.filter(kept_at__lt=at - KEPT_FOR).delete()[0]


def _slot(call: Call) -> KeptAnswer:
    # The unique row makes a second call wait for the first one's transaction, and then find its answer.
    fresh = KeptAnswer(
        token=call.token, once=call.once, request=call.request, sealed=b"", suite=int(suite()), kept_at=call.at
    )
    KeptAnswer.objects.bulk_create([fresh], ignore_conflicts=True)
    return KeptAnswer.objects.select_for_update().get(token=call.token, once=call.once)


def _held(row: KeptAnswer, call: Call) -> Answer | None:
    if not bytes(row.sealed) or call.at - row.kept_at >= KEPT_FOR:
        return None
    if row.request != call.request:
        raise KeyReused
    plain = unwrap_key(Suite(row.suite), site_key(), bytes(row.sealed), context=_context(call))
    return Answer(row.status, json.loads(plain), again=True)


def _keep(row: KeptAnswer, call: Call, answer: Answer) -> None:
    # Sealed: the answer to a filing holds the person's access code.
    sealed = wrap_key(suite(), site_key(), canonical(dict(answer.body)), context=_context(call))
    KeptAnswer.objects.filter(pk=row.pk).update(
        request=call.request, status=answer.status, sealed=sealed, suite=int(suite()), kept_at=call.at
    )


def _context(call: Call) -> bytes:
    return f"answer|{call.token}|{call.once}".encode()

"""One step on many matters: each its own act, each row marked in that act's own transaction, so nothing is done twice."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.conf import settings

from huiyin.acts.drafts import sealed
from huiyin.acts.matters import take_step
from huiyin.acts.writing import NotFound, now_at, writing
from huiyin.flow.actor import Actor
from huiyin.flow.answers import FieldFaults, clean
from huiyin.flow.bulk import one_by_one
from huiyin.flow.kind import Step
from huiyin.flow.scene import NotAllowed
from huiyin.kinds import ALL
from huiyin.kit.sealing import Suite, unwrap_key
from huiyin.kit.text import Text
from huiyin.ledger.keys import site_key, suite
from huiyin.ledger.pen import Conflict
from huiyin.store.access import numbered
from huiyin.store.desk import BulkRun

# So many while the person waits; more is left to the worker.
MOST_AT_ONCE, MOST_QUEUED = 50, 200
# How long what became of each row can be looked at again.
RUN_LASTS = timedelta(days=30)
WAITS, DONE, REFUSED = "", "done", "refused"


@dataclass(frozen=True, slots=True)
class Bulk:
    """A step wanted on some matters: their numbers with the version seen of each."""

    kind: str
    step: str
    values: Mapping[str, Any]
    seen: Sequence[tuple[str, int]]


def begin(run: UUID, wanted: Bulk, *, actor: Actor) -> None:
    """Write a run down under its form's own token; the same token again changes nothing.

    Raises FieldFaults for answers to mend, NotAllowed for a step that is taken one by one. About six queries.
    """
    step = step_of(wanted.kind, wanted.step)
    clean(step.fields, wanted.values)
    if not 0 < len(wanted.seen) <= MOST_QUEUED:
        raise NotAllowed(Text(f"一次选 1 到 {MOST_QUEUED} 件", f"Choose 1 to {MOST_QUEUED} matters"))
    with writing():
        BulkRun.objects.filter(made_at__lt=actor.at - RUN_LASTS).delete()
        versions = dict(wanted.seen)
        found = numbered(actor, versions).filter(kind=wanted.kind)
        ids = dict(found.values_list("number", "id"))
        rows = [_row(number, ids.get(number), version) for number, version in versions.items()]
        kept = BulkRun(
            id=run,
            county=settings.COUNTY,
            owner=actor.person,
            kind=wanted.kind,
            step=wanted.step,
            made_at=actor.at,
            sealed=sealed(actor.person, f"bulk/{run}", wanted.values),
            suite=int(suite()),
            rows=rows,
        )
        BulkRun.objects.bulk_create([kept], ignore_conflicts=True)


def _row(number: str, matter: UUID | None, version: int) -> dict[str, Any]:
    if matter is None:
        missing = NotFound.reason
        return {"number": number, "matter": "", "version": version, "how": REFUSED, "zh": missing.zh, "en": missing.en}
    return {"number": number, "matter": str(matter), "version": version, "how": WAITS, "zh": "", "en": ""}


def step_of(kind: str, step: str) -> Step:
    """Return a step that may be taken on many matters; raises NotFound, NotAllowed."""
    try:
        found = ALL[kind].step(step)
    except KeyError:
        raise NotFound from None
    reason = one_by_one(found)
    if reason is not None:
        raise NotAllowed(reason)
    return found


def carry_on(run: UUID, *, actor: Actor, most: int = MOST_AT_ONCE) -> int:
    """Take the step on the rows that still wait, `most` of them; returns how many were taken now.

    Safe to call twice and from two places: a row is looked at under a lock and marked together with its act. What
    a row is refused for is written beside it, and the next one goes on.
    """
    with writing():
        held = _held(run, actor)
        waiting = [place for place, row in enumerate(held.rows) if row["how"] == WAITS]
        values = _values(held)
    return sum(_take(run, place, values, actor) for place in waiting[:most])


def _held(run: UUID, actor: Actor) -> BulkRun:
    held = BulkRun.objects.select_for_update().filter(id=run, owner=actor.person).first()
    if held is None:
        raise NotFound
    return held


def _values(held: BulkRun) -> dict[str, Any]:
    context = f"draft|{held.owner}|bulk/{held.id}".encode()
    values: dict[str, Any] = json.loads(unwrap_key(Suite(held.suite), site_key(), bytes(held.sealed), context=context))
    return values


def _take(run: UUID, place: int, values: Mapping[str, Any], actor: Actor) -> bool:
    try:
        with writing() as session:
            held = _held(run, actor)
            row = held.rows[place]
            if row["how"] != WAITS:
                return False
            take_step(
                UUID(row["matter"]), held.step, values, actor=actor, moment=now_at(actor.at),
                expected_version=row["version"],
            )  # fmt: skip
            session.flush()
            _mark(held, place, DONE, Text("", ""))
        return True
    except FieldFaults as faults:
        reason = next(iter(faults.faults.values()))
    except (NotAllowed, NotFound, Conflict) as refusal:
        reason = refusal.reason
    with writing():
        held = _held(run, actor)
        if held.rows[place]["how"] == WAITS:
            _mark(held, place, REFUSED, reason)
    return False


def _mark(held: BulkRun, place: int, how: str, reason: Text) -> None:
    held.rows[place].update(how=how, zh=reason.zh, en=reason.en)
    BulkRun.objects.filter(id=held.id).update(rows=held.rows)

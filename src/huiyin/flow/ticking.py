"""How a step starts, stops, extends, suspends and resumes the clocks of a matter."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime, time
from typing import Any

from huiyin.flow.clock import Clock, ClockError, Due, Span, Unit, days_used, due
from huiyin.flow.kind import When
from huiyin.flow.matter import Clockface, Matter
from huiyin.flow.scene import Attempt, NotAllowed, World
from huiyin.flow.words import Deed
from huiyin.kit.days import SHANGHAI
from huiyin.kit.text import Text

Change = dict[str, Any]
# 民事诉讼法 Art 95 by analogy: thirty days after the notice was published, the paper counts as served.
NOTICE_CLOCK = "SD-01"
LAST_MOMENT = time(23, 59, 59, tzinfo=SHANGHAI)


def clock_changes(matter: Matter, attempt: Attempt, *, world: World, counts_from: str = "") -> list[Change]:
    """Return the clock changes of a step, in the order stop, extend, suspend, resume, start.

    `counts_from` is the day from which what starts is counted, where a deed found another than the day of the step.

    A matter brought in as history runs no clocks. A `*` in `stops` stops all that run.
    """
    step = attempt.step
    if matter.history or (attempt.opening is not None and attempt.opening.history):
        return []
    stops = tuple(matter.clocks) if "*" in step.stops else _with_local(_stopped(attempt), world)
    changes = [_stop(matter.clocks[name], attempt.at, world) for name in stops if _runs(matter, name)]
    if step.extends or step.extends_any:
        changes.append(_extend(matter, attempt, world))
    if step.suspends:
        changes.append(_suspend(matter, attempt, world))
    if step.resumes:
        changes.append(_resume(matter, attempt, world))
    starts = _with_local((*step.starts, *_met(step.starts_if, {**matter.values, **attempt.values})), world)
    since = _since(attempt, counts_from)
    changes.extend(_start(world.clocks[name], since, world) for name in starts)
    changes.extend(_set_due(matter, attempt, clock, field) for clock, field in step.due_by if field in attempt.values)
    changes.extend(_from_receipt(matter, attempt, world))
    if step.logs:
        changes.extend(_measured(world.clocks[step.logs], attempt.at, attempt.recorded_at, world))
    return changes


def _since(attempt: Attempt, counts_from: str) -> datetime:
    if not counts_from or counts_from == attempt.on.isoformat():
        return attempt.at
    return datetime.combine(date.fromisoformat(counts_from), LAST_MOMENT)


def _stopped(attempt: Attempt) -> tuple[str, ...]:
    said = {**attempt.values, **attempt.digests}
    # Whatever way the papers went in the end, no notice runs for them any more.
    notice = (NOTICE_CLOCK,) if Deed.SERVE in attempt.step.does else ()
    return (*attempt.step.stops, *notice, *_met(attempt.step.stops_if, said))


def _met(conditions: Iterable[When], said: Mapping[str, Any]) -> tuple[str, ...]:
    return tuple(one.clock for one in conditions if _is_answered(one, said.get(one.field)))


def _is_answered(condition: When, value: Any) -> bool:
    if value in (None, "", []):
        return False
    return condition.answer == "*" or str(value).lower() == condition.answer


def _set_due(matter: Matter, attempt: Attempt, clock: str, field: str) -> Change:
    # The law leaves the number to whoever sets it: the day is an answer, and no calendar moves it.
    on = date.fromisoformat(attempt.values[field])
    if on < attempt.on:
        raise NotAllowed(Text("期限不能早于今天", "The day set cannot lie before today"))
    told = {"due_at": datetime.combine(on, LAST_MOMENT).isoformat(), "due_on": on.isoformat(), "provisional": False}
    if _runs(matter, clock):
        return {"do": "move", "id": clock, **told}
    return {"do": "start", "id": clock, "start": attempt.at.isoformat(timespec="microseconds"), **told}


def _from_receipt(matter: Matter, attempt: Attempt, world: World) -> list[Change]:
    changes: list[Change] = []
    since = matter.received_at or attempt.at
    for name in _with_local(attempt.step.from_receipt, world):
        if _runs(matter, name):
            continue
        if name.removesuffix("-L") in attempt.step.stops:
            changes.extend(_measured(world.clocks[name], since, attempt.at, world))
        else:
            changes.append(_start(world.clocks[name], since, world))
    return changes


def _measured(clock: Clock, since: datetime, at: datetime, world: World) -> tuple[Change, Change]:
    # Begun at one moment and over at another that is known already: what lies between is what this clock measures.
    start = _start(clock, since, world)
    due_at = datetime.fromisoformat(start["due_at"]) if start["due_at"] else None
    first, last = since.astimezone(SHANGHAI).date(), at.astimezone(SHANGHAI).date()
    stop = {
        "do": "stop",
        "id": clock.id,
        "on_time": due_at is None or at <= due_at,
        "days_used": days_used(clock, first, last, calendar=world.calendar),
        "at": at.isoformat(timespec="microseconds"),
    }
    return start, stop


def moved(clock: Clock, face: Clockface, *, world: World) -> Change | None:
    """Return the change that a new calendar makes to a running clock, or None where it stays."""
    if clock.n is None and not clock.fixed:
        return None
    reckoned = due(
        clock, _day_or_moment(clock, face.start_at), calendar=world.calendar, spans=face.spans, extended=face.extended
    )
    if (reckoned.due_at, reckoned.provisional) == (face.due_at, face.provisional):
        return None
    return {"do": "move", "id": face.id, **_told(reckoned)}


def _with_local(names: tuple[str, ...], world: World) -> tuple[str, ...]:
    # A county's stricter target runs beside the legal clock it is named after, never in its place.
    beside = tuple(f"{name}-L" for name in names if f"{name}-L" in world.clocks)
    return tuple(dict.fromkeys((*names, *beside)))


def _runs(matter: Matter, name: str) -> bool:
    face = matter.clocks.get(name)
    return face is not None and face.running


def _day_or_moment(clock: Clock, moment: datetime) -> Any:
    local = moment.astimezone(SHANGHAI)
    return local if clock.unit in (Unit.H, Unit.MIN) else local.date()


def _told(reckoned: Due) -> Change:
    return {
        "due_at": reckoned.due_at.isoformat() if reckoned.due_at else None,
        "due_on": reckoned.due_on.isoformat() if reckoned.due_on else None,
        "provisional": reckoned.provisional,
    }


def _start(clock: Clock, at: datetime, world: World) -> Change:
    since = _day_or_moment(clock, at)
    told = world.reckoned.get((clock.id, since))
    if told is None:
        told = world.reckoned[clock.id, since] = _told(due(clock, since, calendar=world.calendar))
    return {"do": "start", "id": clock.id, "start": at.isoformat(timespec="microseconds"), **told}


def _stop(face: Clockface, at: datetime, world: World) -> Change:
    clock = world.clocks[face.id]
    on_time = face.due_at is None or at <= face.due_at
    used = days_used(
        clock, face.start_at.astimezone(SHANGHAI).date(), at.astimezone(SHANGHAI).date(),
        calendar=world.calendar, spans=_closed(face.spans, at),
    )  # fmt: skip
    return {"do": "stop", "id": face.id, "on_time": on_time, "days_used": used}


def _closed(spans: list[Span], at: datetime) -> list[Span]:
    day = at.astimezone(SHANGHAI).date()
    return [span if span.last is not None else Span(span.first, day, span.ground) for span in spans]


def _extend(matter: Matter, attempt: Attempt, world: World) -> Change:
    step = attempt.step
    name = step.extends or next((one for one in step.extends_any if _runs(matter, one)), step.extends_any[0])
    face, clock = matter.clocks.get(name), world.clocks[name]
    if face is None or not face.running:
        raise NotAllowed(Text("这个时限没有在走，不用延期", "That clock is not running"))
    if clock.extend is None:
        raise NotAllowed(Text("法律没有规定这个时限可以延期", "The law allows no extension of this clock"))
    if face.times_extended >= clock.extend.times:
        raise NotAllowed(Text(f"最多延期 {clock.extend.times} 次，已经延过", "It has been extended already"))
    if face.due_at is not None and attempt.at > face.due_at:
        raise NotAllowed(Text("已过期限，不能再延期", "Past its due date: it can no longer be extended"))
    by = int(attempt.values["extend_by"])
    if by < 1:
        raise NotAllowed(Text("请写延长几日，至少 1 日", "Say by how many days, at least one"))
    extended = face.extended + by
    try:
        reckoned = due(
            clock, _day_or_moment(clock, face.start_at), calendar=world.calendar, spans=face.spans, extended=extended
        )
    except ClockError as fault:
        raise NotAllowed(fault.text) from fault
    return {"do": "extend", "id": name, "extended": extended, **_told(reckoned)}


def _suspend(matter: Matter, attempt: Attempt, world: World) -> Change:
    face, clock = matter.clocks.get(attempt.step.suspends), world.clocks[attempt.step.suspends]
    if face is None or not face.running or face.suspended:
        raise NotAllowed(Text("这个时限没有在走", "That clock is not running"))
    ground = str(attempt.values["ground"])
    first = attempt.at.astimezone(SHANGHAI).date()
    return _respan(clock, face, [*face.spans, Span(first, None, ground)], world)


def _resume(matter: Matter, attempt: Attempt, world: World) -> Change:
    face, clock = matter.clocks.get(attempt.step.resumes), world.clocks[attempt.step.resumes]
    if face is None or not face.suspended:
        raise NotAllowed(Text("这个时限没有中止", "That clock is not suspended"))
    held = face.spans[-1]
    last = attempt.at.astimezone(SHANGHAI).date()
    return _respan(clock, face, [*face.spans[:-1], Span(held.first, last, held.ground)], world)


def _respan(clock: Clock, face: Clockface, spans: list[Span], world: World) -> Change:
    try:
        reckoned = due(
            clock, _day_or_moment(clock, face.start_at), calendar=world.calendar, spans=spans, extended=face.extended
        )
    except ClockError as fault:
        raise NotAllowed(fault.text) from fault
    told = [[s.first.isoformat(), s.last.isoformat() if s.last else None, s.ground] for s in spans]
    return {"do": "respan", "id": face.id, "spans": told, **_told(reckoned)}

"""What queries return, put into the shapes that are sent."""

from collections.abc import Sequence
from typing import Any

from django.urls import reverse

from huiyin.api.matter_shapes import (
    AnswerOut,
    ClockOut,
    DayOut,
    EventOut,
    LightOut,
    LineOut,
    LinkOut,
    MatterOut,
    PaperOut,
    PrivateOut,
    ServiceOut,
    StateOut,
    StepOut,
)
from huiyin.api.shapes import Named, said, said_or_none
from huiyin.flow.decide import Offer
from huiyin.flow.words import Sort
from huiyin.queries.clocks import MatterClock
from huiyin.queries.happenings import Happened
from huiyin.queries.lights import Lamp
from huiyin.queries.matter_page import MatterPage, PaperLine, reading_count
from huiyin.queries.matter_rows import MatterLine


def light_out(lamp: Lamp | None) -> LightOut | None:
    """Return a light as it is sent."""
    return LightOut(colour=lamp.colour, words=said(lamp.words)) if lamp is not None else None


def line_out(line: MatterLine) -> LineOut:
    """Return a line of the list as it is sent."""
    return LineOut(
        number=line.number,
        title=line.title,
        kind=line.kind_id,
        kind_name=said(line.kind),
        state=line.state_id,
        state_name=said(line.state),
        version=line.version,
        channel=line.channel.zh if line.channel is not None else None,
        category=line.category,
        place=line.place,
        lead=line.lead,
        received_at=line.received_at,
        changed_at=line.changed_at,
        due_at=line.due_at,
        light=light_out(line.lamp),
        next_step=line.next_step.id if line.next_step is not None else None,
    )


def matter_out(found: MatterPage, masks: dict[str, str]) -> MatterOut:
    """Return a matter as it is sent; `masks` are its private words as they look masked."""
    matter, names = found.matter, found.names
    assert matter.received_at is not None
    return MatterOut(
        number=matter.number,
        id=found.id,
        kind=found.kind.id,
        kind_name=said(found.kind.name),
        edition=matter.edition,
        version=matter.version,
        state=StateOut(
            id=found.state.id, name=said(found.state.name), awaits=found.state.awaits, final=found.state.final
        ),
        round=matter.round,
        title=str(matter.values.get("title", "")),
        values=_public(found),
        private=_private(found, masks),
        category=_named(str(matter.values.get("category", "")), names.category),
        place=_named(matter.division, names.division),
        received_at=matter.received_at,
        received_unit=_named(matter.received_unit, names.unit),
        lead_unit=_named(matter.lead_unit, names.unit),
        lead_post=_named(matter.lead_post, names.post),
        pending_post=_named(matter.pending_post, names.post) if matter.pending_post else None,
        assists=[_named(unit, names.unit) for unit in matter.assists],
        due_at=found.binding.face.due_at if found.binding is not None else None,
        light=light_out(found.lamp),
        supervised="supervise_ground" in matter.values,
        office_says=matter.voices.get("office", ""),
        resident_says=matter.voices.get("resident", ""),
        callback_says=matter.voices.get("callback", ""),
        links=[
            LinkOut(number=one.number, title=one.title, state=said(one.state), sort=one.sort, outward=one.outward)
            for one in found.links
        ],
        readings=reading_count(found.id),
    )


def _named(key: str, name: Any) -> Named:
    return Named(key=key, name=name(key))


def _public(found: MatterPage) -> dict[str, Any]:
    # Another matter is told of among the links, where it is asked whether the reader may know of it.
    fields = found.kind.fields()
    kept = {name: one for name, one in fields.items() if one.sort is not Sort.MATTER and not one.private}
    return {name: value for name, value in found.matter.values.items() if name in kept}


def _private(found: MatterPage, masks: dict[str, str]) -> list[PrivateOut]:
    fields = found.kind.fields()
    return [
        PrivateOut(field=name, name=said(fields[name].name), masked=masks.get(name))
        for name in sorted(found.matter.sealed)
        if name in fields
    ]


def step_out(found: MatterPage, offer: Offer) -> StepOut:
    """Return a step on offer as it is sent."""
    step = offer.step
    return StepOut(
        step=step.id,
        name=said(step.name),
        verb=step.verb.value if step.verb is not None else None,
        allowed=offer.allowed,
        why_not=said_or_none(offer.reason),
        basis=step.basis,
        form=reverse("api:step_schema", kwargs={"kind": found.kind.id, "step": step.id}),
    )


def event_out(line: Happened) -> EventOut:
    """Return an event as it is sent: public answers only."""
    return EventOut(
        version=line.version,
        type=line.type,
        step=line.step,
        name=said(line.name),
        at=line.at,
        recorded_at=line.recorded_at,
        by=said(line.by),
        said=[AnswerOut(field=one.id, name=said(one.label), words=said(one.words)) for one in line.said],
        sealed=sorted(line.sealed_ids),
        papers=list(line.papers),
        source=line.source,
        state=line.state,
    )


def clock_out(one: MatterClock, *, binding: bool) -> ClockOut:
    """Return a clock of a matter as it is sent, with its days."""
    face = one.face
    return ClockOut(
        id=one.clock.id,
        name=said(one.clock.name),
        basis=one.clock.basis_text,
        legal=one.is_legal,
        running=face.running,
        binding=binding,
        start_at=face.start_at,
        due_at=face.due_at,
        due_on=face.due_on,
        provisional=face.provisional,
        extended=face.extended,
        days_left=one.left if face.running and face.due_at is not None else None,
        stopped_at=face.stopped_at,
        on_time=face.on_time,
        light=light_out(one.lamp),
        days=[DayOut(date=day.date, counted=day.counted, why=said(day.why), number=day.number) for day in one.days],
    )


def paper_out(number: str, line: PaperLine, recipients: Sequence[str] = ()) -> PaperOut:
    """Return a paper as it is sent, with the addresses of its two forms, and how each of several recipients was served."""
    forms = {
        form: reverse("api:paper", kwargs={"number": number, "paper": line.id, "form": form})
        for form in ("pdf", "docx")
    }
    return PaperOut(
        id=line.id,
        code=line.code,
        name=said(line.name),
        number=line.number,
        issued_on=line.issued_on,
        served_on=line.served_on,
        served_way=line.served_way,
        void=line.void,
        services=[_service_out(line, whom) for whom in recipients],
        **forms,
    )


def _service_out(line: PaperLine, whom: str) -> ServiceOut:
    got = next((one for one in reversed(line.services) if whom in one.whom), None)
    return ServiceOut(
        representative=int(whom),
        served_on=got.on if got is not None else None,
        served_way=got.way if got is not None else "",
        last_days=dict(got.last) if got is not None else {},
    )

"""From folded matters and entries to the rows screens read. The rows are a view; replay must give the same."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import cache
from typing import Any
from uuid import UUID

from django.db.models import Model

from huiyin.flow.matter import Clockface, IssuedPaper, Matter
from huiyin.flow.words import STANDS, Stand
from huiyin.kinds import kind_of
from huiyin.kinds.registers import REGISTERS
from huiyin.kit.ids import written_id
from huiyin.ledger.entries import EntryState
from huiyin.ledger.facts import fact_rows
from huiyin.ledger.stream import Stream
from huiyin.store.bulk import Values, insert_rows, upsert_rows
from huiyin.store.entries import Entry, EntryRef
from huiyin.store.facts import ClockFact, MatterFact
from huiyin.store.matters import Assist, ClockRow, Exclusion, Link, MatterRow, Paper, ToSign
from huiyin.store.search import index_new_words, index_words

ERASED_TITLE = "（内容已按规定抹除）"

# The public answers that search finds; the number beside them never changes.
SEARCHED = frozenset({"title", "requests", "place_public"})


def write(streams: Sequence[Stream]) -> None:
    """Write the rows of changed matters; statements flat in their number."""
    matters = [held.matter for held in streams if held.matter is not None]
    if not matters:
        return
    # What was opened just now has no rows yet, and many are put down sooner than they are put in place of others.
    put = _inserted if all(held.new for held in streams) else upsert_rows
    put(MatterRow, [matter_row(matter) for matter in matters], unique=("id",))
    clocks = []
    _forget_facts(streams)
    for held in streams:
        if held.matter is not None:
            faces = [held.matter.clocks[name] for name in sorted(held.changed_clocks) if name in held.matter.clocks]
            clocks += [clock_row(held.matter, face) for face in faces]
    put(ClockRow, clocks, unique=("matter", "clock"))
    facts = [fact for held in streams for fact in fact_rows(held.facts)]
    put(ClockFact, facts, unique=("matter", "clock", "round"))
    moved = [held.fact for held in streams if held.fact and held.fact_moved]
    put(MatterFact, moved, unique=("matter",))
    papers = [row for held in streams if "papers" in held.touched for row in paper_rows(held.matter)]
    put(Paper, papers, unique=("id",))
    _replace(Assist, streams, "assists", assist_rows)
    _replace(ToSign, streams, "to_sign", to_sign_rows)
    _replace(Exclusion, streams, "excluded", exclusion_rows)
    _replace(Link, streams, "links", link_rows)
    _index(streams)


def _inserted(model: type[Model], rows: Sequence[Values], *, unique: tuple[str, ...]) -> None:
    insert_rows(model, rows)


def matter_row(matter: Matter) -> Values:
    """Return the row of a matter."""
    kind, values = kind_of(matter.kind), matter.values
    state = kind.state(matter.state)
    ringing = binding_clock(matter)
    assert matter.received_at is not None
    assert matter.changed_at is not None
    return {
        "id": written_id(matter.id),
        "county": matter.county,
        "kind": matter.kind,
        "edition": matter.edition,
        "number": matter.number,
        "version": matter.version,
        "state": matter.state,
        "final": state.final,
        "round": matter.round,
        "history": matter.history,
        "erased": matter.erased,
        "title": ERASED_TITLE if matter.erased else str(values.get("title", ""))[:120],
        "channel": values.get("channel", ""),
        "category": values.get("category", ""),
        "division": matter.division,
        "grid": values.get("grid", ""),
        "received_at": matter.received_at,
        "changed_at": matter.changed_at,
        "received_unit": matter.received_unit,
        "lead_unit": matter.lead_unit,
        "lead_post": matter.lead_post,
        "lead_above": matter.lead_above,
        "pending_post": matter.pending_post,
        "pending_unit": matter.pending_unit,
        "turn": turn_of(matter),
        "turn_above": turn_above(matter),
        "due_at": ringing.due_at if ringing else None,
        "due_clock": ringing.id if ringing else "",
        "office_says": matter.voices.get("office", ""),
        "resident_says": matter.voices.get("resident", ""),
        "callback_says": matter.voices.get("callback", ""),
        "supervised": is_supervised(values),
        "charge_post": str(values.get("charge_post", "")),
        "charge_on": date.fromisoformat(values["charge_on"]) if values.get("charge_on") else None,
        "backlog": str(values.get("backlog_ground", "")) if values.get("backlog") else "",
        "given_by": str(values.get("given_by", "")),
        "merged_into": matter.merged_into,
        "confined": f",{','.join(sorted(matter.confined))}," if matter.confined else "",
        "values": {name: value for name, value in values.items() if name not in ("progress", "reason")},
    }


def is_supervised(values: Mapping[str, Any]) -> bool:
    """Say whether a supervision is under way; before there was a ladder, its ground alone said so."""
    return bool(values.get("supervise_stage", "supervise_ground" in values))


def turn_of(matter: Matter) -> str:
    """Return whose turn it is: a post key, `unit/role`, or nothing when we wait for somebody outside."""
    state = kind_of(matter.kind).state(matter.state)
    if matter.pending_post:
        return matter.pending_post
    if state.awaits != "us" or matter.merged_into or matter.history:
        return ""
    if state.giver_turn:
        return str(matter.values.get("given_by") or matter.lead_post)
    return f"{matter.lead_unit}/{state.turn.value}" if state.turn is not None else matter.lead_post


def turn_above(matter: Matter) -> str:
    """Return the role in the unit above that may act as well, or nothing."""
    role = kind_of(matter.kind).state(matter.state).turn
    if role is None or STANDS[role] is not Stand.LEAD_OR_ABOVE or not turn_of(matter) or not matter.lead_above:
        return ""
    return f"{matter.lead_above}/{role.value}"


def binding_clock(matter: Matter) -> Clockface | None:
    """Return the running office deadline that falls first, or None."""
    rings = kind_of(matter.kind).rings
    running = [
        face
        for face in matter.clocks.values()
        if face.running and face.due_at is not None and (face.id in rings or face.id.removesuffix("-L") in rings)
    ]
    return min(running, key=lambda face: (face.due_at, face.id)) if running else None


def clock_row(matter: Matter, face: Clockface) -> Values:
    """Return the row of one clock of a matter."""
    return {
        "matter": written_id(matter.id),
        "county": matter.county,
        "clock": face.id,
        "round": face.round,
        "start_at": face.start_at,
        "due_at": face.due_at,
        "due_on": face.due_on,
        "provisional": face.provisional,
        "extended": face.extended,
        "spans": [[s.first.isoformat(), s.last.isoformat() if s.last else None, s.ground] for s in face.spans],
        "running": face.running,
        "stopped_at": face.stopped_at,
        "on_time": face.on_time,
        "days_used": face.days_used,
        "lapse": _lapses(matter.kind).get(face.id, ""),
    }


@cache
def _lapses(kind: str) -> dict[str, str]:
    return dict(kind_of(kind).lapses)


def paper_rows(matter: Matter | None) -> list[Values]:
    """Return the rows of a matter's papers."""
    return [_paper_row(matter, paper) for paper in matter.papers] if matter is not None else []


def assist_rows(matter: Matter) -> list[Values]:
    """Return a row for each unit asked to help."""
    return [{"matter": written_id(matter.id), "unit": unit} for unit in matter.assists]


def to_sign_rows(matter: Matter) -> list[Values]:
    """Return a row for each draft that waits to be signed."""
    return [
        {"matter": written_id(matter.id), "step": one.step, "unit": one.unit, "above": one.above, "at": one.at}
        for one in matter.to_sign.values()
    ]


def exclusion_rows(matter: Matter) -> list[Values]:
    """Return a row for each unit that may not know of the matter."""
    return [{"matter": written_id(matter.id), "unit": unit} for unit in matter.excluded]


def link_rows(matter: Matter) -> list[Values]:
    """Return a row for each matter this one points to."""
    return [{"matter": written_id(matter.id), "other": written_id(other), "sort": sort} for other, sort in matter.links]


def search_words(matter: Matter) -> str:
    """Return the public words of a matter that search may find."""
    said = matter.values
    requests = said.get("requests", [])
    return " ".join([matter.number, str(said.get("title", "")), *requests, str(said.get("place_public", ""))])


def write_entries(entries: Iterable[tuple[UUID, str, EntryState]]) -> None:
    """Write the rows of changed register entries and what they refer to."""
    rows = [(entry_row(stream, county, entry), entry) for stream, county, entry in entries]
    if not rows:
        return
    upsert_rows(Entry, [row for row, _ in rows], unique=("id",))
    EntryRef.objects.filter(entry__in=[row["id"] for row, entry in rows if entry.version > 1]).delete()
    insert_rows(EntryRef, [ref for row, entry in rows for ref in ref_rows(row["id"], entry)])


def entry_row(stream: UUID, county: str, entry: EntryState) -> Values:
    """Return the row of a register entry."""
    register = REGISTERS[entry.register]
    assert entry.valid_from is not None
    return {
        "id": stream,
        "county": county,
        "register": entry.register,
        "key": entry.key,
        "label": str(entry.values.get(register.label, ""))[:200],
        "division": entry.values.get("division", ""),
        "valid_from": entry.valid_from,
        "valid_to": entry.valid_to,
        "version": entry.version,
        "values": entry.values,
    }


def ref_rows(stream: UUID, entry: EntryState) -> list[Values]:
    """Return a row for each of the entry's fields that points to another register."""
    targets = REGISTERS[entry.register].references
    return [
        {"entry_id": stream, "field": name, "register": target, "key": entry.values[name]}
        for name, target in targets.items()
        if entry.values.get(name)
    ]


def _paper_row(matter: Matter, paper: IssuedPaper) -> Values:
    return {
        "id": written_id(paper.id),
        "county": matter.county,
        "matter": written_id(matter.id),
        "code": paper.code,
        "series": paper.series,
        "number": paper.number,
        "version": paper.version,
        "issued_on": paper.issued_on,
        "served_on": paper.served_on,
        "served_way": paper.served_way,
        "void": paper.void,
    }


def _index(streams: Sequence[Stream]) -> None:
    changed = [held for held in streams if held.matter is not None and not held.matter.erased and held.said & SEARCHED]
    found = [
        (held.new, written_id(held.matter.id), search_words(held.matter)) for held in changed if held.matter is not None
    ]
    index_new_words((matter, words) for new, matter, words in found if new)
    index_words((matter, words) for new, matter, words in found if not new)


def _forget_facts(streams: Sequence[Stream]) -> None:
    # A matter that became history after it was opened, an import undone, leaves the figures; so does one confined.
    disowned = [held.id for held in streams if held.touched & {"history", "confined"} and held.version > 1]
    if disowned:
        ClockFact.objects.filter(matter__in=disowned).delete()
        MatterFact.objects.filter(matter__in=disowned).delete()


def _replace(model: type[Any], streams: Sequence[Stream], touched: str, rows: Any) -> None:
    held = [stream for stream in streams if touched in stream.touched and stream.matter is not None]
    if not held:
        return
    model.objects.filter(matter__in=[stream.id for stream in held if stream.version > 1]).delete()
    insert_rows(model, [row for stream in held for row in rows(stream.matter)])

"""Papers of a matter as they are printed: drawn again from the events and the gate, so a reprint is the same paper."""

from collections.abc import Callable, Hashable
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, cast
from uuid import UUID

from huiyin.flow.actor import Actor
from huiyin.flow.decide import foreseen
from huiyin.flow.kind import Kind, Step
from huiyin.flow.matter import Event, IssuedPaper, Matter, Service, fold
from huiyin.flow.scene import Attempt, NotAllowed, Scene, World
from huiyin.flow.words import Guard, Role, Sort
from huiyin.kinds import kind_of
from huiyin.kit.days import SHANGHAI
from huiyin.ledger.history import history
from huiyin.papers.model import Paper, PaperError, Receipt
from huiyin.papers.pdf import pdf
from huiyin.papers.preview import first_page
from huiyin.papers.registry import BUILDERS
from huiyin.papers.word import docx
from huiyin.queries.clocks import county_rules
from huiyin.queries.gate import Request, not_found, read_private
from huiyin.queries.paper_builds import BUILDS, NEEDS
from huiyin.queries.paper_data import Sources, offices, own_field
from huiyin.store.access import visible
from huiyin.store.calendar import county_calendar
from huiyin.store.entries import Entry
from huiyin.store.matters import Link
from huiyin.store.matters import Paper as PaperRow

VOID = "本文书已作废，不能使用"
# The papers that answer an earlier opinion, and the papers such an opinion may be.
EARLIER = {"D09": ("D08", "D09"), "D09-2": ("D08", "D09"), "D11": ("D09-2",)}
# What a representative has of his or her own: a paper to one of them prints no other's.
OWN = frozenset({"name", "serve_at"})


class NoSuchPaper(Exception):
    """There is no such paper, or the reader may not know of its matter: the same sentence for both."""

    def __init__(self) -> None:
        super().__init__(not_found().zh)
        self.reason = not_found()


@dataclass(frozen=True, slots=True)
class _Wanted:
    row: PaperRow
    code: str
    recipient: str = ""


@dataclass(frozen=True, slots=True)
class _Asked:
    code: str
    case: "_Case"
    version: int
    paper: IssuedPaper | None
    service: Service | None = None
    recipient: str = ""


@dataclass(frozen=True, slots=True)
class _Case:
    id: UUID
    events: tuple[Event, ...]

    def at(self, version: int) -> Matter:
        return fold((event for event in self.events if event.version <= version), matter_id=str(self.id))


@dataclass(frozen=True, slots=True)
class Shelf:
    """What papers shown on one page have in common, looked up once; never kept beyond the page and its reader.

    `reason` is the reader's own, for the person to read; without one each paper names itself.
    """

    reason: str = ""
    held: dict[Hashable, Any] = field(default_factory=dict)

    def once(self, key: Hashable, find: Callable[[], Any]) -> Any:
        """Return what was found for a key, finding it the first time."""
        if key not in self.held:
            self.held[key] = find()
        return self.held[key]


def paper_words(paper: UUID, *, actor: Actor, recipient: str = "", shelf: Shelf | None = None) -> Paper:
    """Return an issued paper as words, for a page; the reading is written down. Raises NoSuchPaper, PaperError.

    `recipient` asks for the copy of one of several representatives, by number; one of them gets his own. Papers of one
    matter shown together share a shelf: five queries for each after the first.
    """
    shelf = shelf or Shelf()
    row = _wanted(paper, actor, shelf)
    return _made(_Wanted(row, row.code, recipient), actor, shelf)


def paper_pdf(paper: UUID, *, actor: Actor, recipient: str = "") -> bytes:
    """Return an issued paper as PDF/A; the reading is written down."""
    return pdf(paper_words(paper, actor=actor, recipient=recipient))


def paper_docx(paper: UUID, *, actor: Actor) -> bytes:
    """Return an issued paper as Word; the reading is written down."""
    return docx(paper_words(paper, actor=actor))


def paper_picture(paper: UUID, *, actor: Actor) -> bytes:
    """Return the first page of an issued paper as PNG; the reading is written down."""
    return first_page(paper_words(paper, actor=actor))


def service_proof(paper: UUID, *, actor: Actor, recipient: str = "", shelf: Shelf | None = None) -> Paper:
    """Return the proof of service (D14) that goes with an issued paper; the reading is written down.

    `recipient` is one of several representatives, by number. Raises NoSuchPaper for one there is not.
    """
    shelf = shelf or Shelf()
    return _made(_Wanted(_wanted(paper, actor, shelf), "D14", recipient), actor, shelf)


def draft(matter: UUID, *, actor: Actor) -> Paper:
    """Return the reply as it would be if signed now: without a number and marked as a sample. Raises PaperError."""
    return sample(matter, "", actor=actor)


def sample(matter: UUID, step_id: str, *, actor: Actor) -> Paper:
    """Return the paper that a signature would issue, from the very event it would make; nothing is written but the reading.

    `step_id` is a step that signs something put forward; empty for the one that signs the reply. It has no number, takes
    none, and is marked as a sample. Raises NoSuchPaper, and PaperError where nothing waits to be signed.
    """
    if not visible(actor).filter(id=matter).exists():
        raise NoSuchPaper
    case = _Case(matter, history(matter))
    now = fold(case.events, matter_id=str(matter))
    kind = kind_of(now.kind)
    step = kind.step(step_id) if step_id in now.to_sign else None if step_id else reply_to_sign(kind, now)
    if step is None:
        raise PaperError("现在没有待签的文书。" if step_id else "现在没有待签的答复草稿。")
    event = replace(_as_if_signed(kind, now, step, actor), version=now.version + 1)
    asked = _Asked(step.papers[0], _Case(matter, (*case.events, event)), event.version, None)
    held = _sources(asked, actor, Shelf(reason=f"看样稿：{step.name.zh}"))
    return _built(step.papers[0], replace(held, draft=True, on=actor.at.astimezone(SHANGHAI).date()))


def reply_to_sign(kind: Kind, matter: Matter) -> Step | None:
    """Return the step that would sign the reply a matter waits with, or None where it waits for no check or signature."""
    state = kind.state(matter.state)
    if state.turn not in (Role.CHECK, Role.SIGN):
        return None
    onward = {state.id, *(one.to for one in kind.steps if state.id in one.after and one.event == "checked")}
    signing = (one for one in kind.steps if one.papers and not one.signs and Guard.ANOTHER_HAND in one.guards)
    return next((one for one in signing if onward & set(one.after)), None)


def _as_if_signed(kind: Kind, matter: Matter, step: Step, actor: Actor) -> Event:
    catalogue, calendar = county_rules()
    scene = Scene(kind, matter, step, actor, World(calendar=calendar, clocks=catalogue))
    try:
        return foreseen(scene, Attempt(step, actor.at, actor.at))
    except NotAllowed as refusal:
        raise PaperError(refusal.reason.zh) from refusal


def matter_of(paper: UUID, *, actor: Actor, shelf: Shelf) -> Matter:
    """Return the matter of a paper, kept on the shelf for the papers to come. Raises NoSuchPaper. Three queries."""
    row = _wanted(paper, actor, shelf)
    return fold(_case(row.matter, shelf).events, matter_id=str(row.matter))


def belongs(paper: UUID, *, matter: UUID) -> bool:
    """Say whether a paper is one of a matter's. One query."""
    return PaperRow.objects.filter(id=paper, matter=matter).exists()


def _wanted(paper: UUID, actor: Actor, shelf: Shelf) -> PaperRow:
    return cast("PaperRow", shelf.once(("row", paper), lambda: _row(paper, actor)))


def _row(paper: UUID, actor: Actor) -> PaperRow:
    row = PaperRow.objects.filter(id=paper).first()
    matter = visible(actor).filter(id=row.matter).first() if row is not None else None
    if row is None or matter is None:
        raise NoSuchPaper
    return row


def _case(matter: UUID, shelf: Shelf) -> _Case:
    return cast("_Case", shelf.once(("case", matter), lambda: _Case(matter, history(matter))))


def _made(wanted: _Wanted, actor: Actor, shelf: Shelf) -> Paper:
    matter = wanted.row.matter
    case = _case(matter, shelf)
    now = fold(case.events, matter_id=str(case.id))
    issued = next(one for one in now.papers if one.id == str(wanted.row.id))
    if wanted.recipient and wanted.recipient not in now.recipients:
        raise NoSuchPaper
    # A representative who looks gets his own copy.
    recipient = wanted.recipient or (actor.party if actor.party in now.recipients else "")
    served = issued.service_of(recipient) if wanted.code == "D14" else None
    asked = _Asked(wanted.code, case, issued.version, issued, served, recipient)
    made = _built(wanted.code, _sources(asked, actor, shelf))
    return _voided(made) if issued.void else made


def _built(code: str, held: Sources) -> Paper:
    made = BUILDERS[code].build(BUILDS[code](held))
    assert not isinstance(made, Receipt)
    return made


def _voided(paper: Paper) -> Paper:
    return replace(paper, number=f"{paper.number}（作废）", notes=(VOID, *paper.notes))


def _sources(asked: _Asked, actor: Actor, shelf: Shelf) -> Sources:
    case, code, version = asked.case, asked.code, asked.version
    # A proof of service says what was known when the paper was handed over, every other paper what it was issued on.
    known_at = asked.service.version if asked.service is not None else version
    matter = case.at(known_at)
    before = case.at(version - 1) if version > 1 else case.at(version)
    event = next(one for one in case.events if one.version == version)
    reason = shelf.reason or f"打印{BUILDERS[code].name.zh}"
    needs = frozenset(own_field(name, asked.recipient) if name in OWN else name for name in NEEDS[code])
    private = read_private(Request(case.id, needs, reason, way="paper", version=known_at), actor=actor)
    earlier = _earlier(case.id, EARLIER[code]) if code in EARLIER else None
    units = frozenset({*_units(case, matter), earlier[1] if earlier else ""})
    known = shelf.once(("offices", units), lambda: offices(set(units)))
    post = str(event.body.get("by", {}).get("post", ""))
    return Sources(
        matter=matter,
        before=before,
        events=case.events,
        event=event,
        code=code,
        paper=asked.paper,
        service=asked.service,
        recipient=asked.recipient,
        private=private,
        calendar=shelf.once("calendar", county_calendar),
        offices=known,
        signer=cast("str", shelf.once(("post", post), lambda: _post_name(post))),
        earlier=(earlier[0], known[earlier[1]], earlier[2]) if earlier else None,
    )


def _post_name(key: str) -> str:
    """Return the name of the post that took the step, as a notice prints who approved. One query."""
    row = Entry.objects.filter(register="post", key=key).first()
    if row is None:
        return "本机关负责人"
    return str(row.values.get("title") or row.label)


def _units(case: _Case, matter: Matter) -> set[str]:
    """Return every unit a paper may name: those that led, sent, received and acted, and those that answers name."""
    fields = kind_of(matter.kind).fields()
    named = {str(value) for name, value in matter.values.items() if name in fields and fields[name].sort is Sort.UNIT}
    acted = {str(event.body.get("by", {}).get("unit", "")) for event in case.events}
    led = {str(event.body.get(key, "")) for event in case.events for key in ("lead_unit", "pending_unit")}
    return {matter.lead_unit, matter.received_unit, *named, *acted, *led}


def _earlier(matter: UUID, codes: tuple[str, ...]) -> tuple[IssuedPaper, str, date] | None:
    """Return the opinion a paper goes back to: the newest on the matters this one was opened from or is linked with."""
    links = Link.objects.filter(matter=matter, sort__in=("origin", "linked")).order_by("-sort", "-id")
    for other in links.values_list("other", flat=True):
        held: Matter = fold(history(other), matter_id=str(other))
        opinions = [one for one in held.papers if one.code in codes and not one.void]
        if opinions:
            return opinions[-1], held.lead_unit, opinions[-1].issued_on
    return None

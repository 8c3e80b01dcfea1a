"""Opening matters and taking steps on them: the one path every door uses. No kind is named here."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from huiyin.acts.answering import outcome_faults, resolve_matters
from huiyin.acts.cleaning import make_public
from huiyin.acts.linking import carried, joined, own_answers
from huiyin.acts.numbering import matter_numbers, number_paper
from huiyin.acts.priming import prime
from huiyin.acts.receiving import Asked, Receiver, confidant_of, receiver_of
from huiyin.acts.sharing import FOLLOW, refuse_merge, shared_values, sharing
from huiyin.acts.slip_marks import mark_anew
from huiyin.acts.telling import tell, tell_others
from huiyin.acts.world import reference_faults, world_for
from huiyin.acts.writing import Moment, NotFound, Session, writing
from huiyin.flow.actor import Actor, clockwork, filer
from huiyin.flow.answers import Answers, FieldFaults, clean
from huiyin.flow.decide import decide, reason_against
from huiyin.flow.kind import Kind, Step
from huiyin.flow.matter import Matter
from huiyin.flow.read_back import ReadingBack
from huiyin.flow.scene import Attempt, NotAllowed, Opening, Scene, acting_post, knows
from huiyin.flow.words import Deed, Role
from huiyin.kinds import ALL
from huiyin.kit.days import SHANGHAI
from huiyin.kit.ids import new_id
from huiyin.kit.numbers import new_portal_code, normal_portal_code
from huiyin.kit.text import Text
from huiyin.ledger.keys import blinded
from huiyin.ledger.pen import Conflict
from huiyin.store.matters import Link, PortalKey


@dataclass(frozen=True, slots=True)
class Filing:
    """A matter to be opened. `received_unit` empty means the actor's own unit.

    `history` keeps the source's dates, runs no clocks and stays outside time-limit figures. `about` is the filer's own
    matter that this one asks something about, and `party` which of several representatives asks; `to_above` brings it
    to the body above the receiving unit. `read_back` says how the person at a counter made sure of the words; None
    where nobody typed for another.
    """

    kind: str
    values: Mapping[str, Any]
    moment: Moment
    received_unit: str = ""
    history: bool = False
    origin: str = ""
    excluded: tuple[str, ...] = ()
    about: str = ""
    to_above: bool = False
    read_back: ReadingBack | None = None
    party: str = ""


@dataclass(frozen=True, slots=True)
class Filed:
    """What a receipt needs: number, the code that opens the matter, and the leaf that proves the filing.

    `others` are the codes of the further representatives of a joint appeal, in order; empty where the first filed alone
    and the others fetch theirs, each with his own telephone.
    """

    matter: UUID
    number: str
    code: str
    leaf: str
    version: int
    others: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Prepared:
    """A filing whose answers are clean, whose references exist and which somebody receives, before it has a number."""

    filing: Filing
    kind: Kind
    answers: Answers
    place: Receiver


def open_matter(filing: Filing, *, actor: Actor | None) -> Filed:
    """Open a matter and return what its receipt needs. `actor` None: the resident files in person.

    Raises FieldFaults naming what to mend, NotAllowed with a sentence. About twelve queries.
    """
    with writing() as session:
        prepared = prepare(session, filing, actor)
        number = matter_numbers(session, prepared.kind.series, [filing.moment.at])[0]
        return _open(session, prepared, number, actor)


def check_many(filings: Sequence[Filing], *, actor: Actor) -> list[FieldFaults | NotAllowed | None]:
    """Say for each filing what `open_many` would hold against it; writes nothing. Queries flat in their number."""
    with writing() as session:
        return [None if isinstance(one, Prepared) else one for one in _prepared(session, filings, actor)]


def open_many(filings: Sequence[Filing], *, actor: Actor) -> list[Filed | FieldFaults | NotAllowed]:
    """Open many matters of one kind in one transaction by the same decision; a faulty one yields its fault in place.

    Statements are flat in the number of filings, apart from look-ups of names not seen before.
    """
    with writing() as session:
        ready = _prepared(session, filings, actor)
        good = [one for one in ready if isinstance(one, Prepared)]
        numbers = iter(
            matter_numbers(session, good[0].kind.series, [one.filing.moment.at for one in good]) if good else ()
        )
        return [_open(session, one, next(numbers), actor) if isinstance(one, Prepared) else one for one in ready]


def _prepared(session: Session, filings: Sequence[Filing], actor: Actor) -> list[Prepared | FieldFaults | NotAllowed]:
    if len(filings) > 1:
        prime(session)
    ready: list[Prepared | FieldFaults | NotAllowed] = []
    for filing in filings:
        try:
            ready.append(prepare(session, filing, actor))
        except (FieldFaults, NotAllowed) as fault:
            ready.append(fault)
    return ready


def prepare(session: Session, filing: Filing, actor: Actor | None) -> Prepared:
    """Return the filing with clean answers and its receiver.

    Raises FieldFaults naming every answer to be mended, NotAllowed where nobody can receive it.
    """
    kind = ALL[filing.kind]
    fields = kind.opening.fields
    answers = clean(fields, filing.values)
    make_public(fields, answers)
    if kind.confined:
        # Not one word of what was said stands in the row.
        answers.public["title"] = kind.name.zh
    faults = reference_faults(session, fields, answers.public)
    if faults:
        raise FieldFaults(faults)
    by, day = actor or filer("", filing.moment.at), filing.moment.at.astimezone(SHANGHAI).date()
    asked = Asked(
        filing.received_unit,
        answers.public,
        day,
        roles=kind.opening.who,
        by_review=(kind.by_review and bool(filing.origin)) or filing.to_above,
        confined=kind.confined,
    )
    place = receiver_of(session, asked, by)
    return Prepared(filing, kind, answers, place)


def take_step(
    matter_id: UUID,
    step_id: str,
    values: Mapping[str, Any],
    *,
    actor: Actor,
    moment: Moment,
    expected_version: int | None = None,
) -> int:
    """Take one step on a matter and return its new version.

    Raises NotFound where the actor may not know of the matter, FieldFaults for answers to mend,
    NotAllowed with a sentence, Conflict when somebody else was first. At most fifteen queries.
    """
    with writing() as session:
        matter = _known(session, matter_id, actor)
        if expected_version is not None and matter.version != expected_version:
            raise Conflict
        kind = ALL[matter.kind]
        step = _step(kind, step_id)
        _refuse_early(session, kind, matter, step, actor, moment.at)
        answers = clean(step.fields, values)
        make_public(step.fields, answers)
        faults = {**reference_faults(session, step.fields, answers.public), **outcome_faults(matter, step, answers)}
        if faults:
            raise FieldFaults(faults)
        resolve_matters(step, answers, actor)
        if Deed.MERGE in step.does:
            refuse_merge(matter, answers)
        version = _write(session, kind, matter, step, answers, actor=actor, moment=moment)
        _after(session, kind, matter, step, actor=actor, moment=moment)
        if step.about:
            _take_about(session, matter, step, answers, moment)
        if Deed.CORRECT_DATA in step.does:
            session.flush()
            mark_anew(matter_id)
        return version


def _known(session: Session, matter_id: UUID, actor: Actor) -> Matter:
    try:
        matter = session.pen.matter(matter_id)
    except KeyError:
        raise NotFound from None
    if not knows(actor, matter):
        raise NotFound
    return matter


def _step(kind: Kind, step_id: str) -> Step:
    try:
        step = kind.step(step_id)
    except KeyError:
        raise NotFound from None
    if not step.after:
        raise NotFound
    return step


def _refuse_early(session: Session, kind: Kind, matter: Matter, step: Step, actor: Actor, at: datetime) -> None:
    # Said before the answers are looked at, so that nobody mends a form for a step that is not theirs.
    world = world_for(session, step, matter, {}, day=at.astimezone(SHANGHAI).date())
    reason = reason_against(Scene(kind, matter, step, actor, world))
    if reason is not None:
        raise NotAllowed(reason)


def _write(
    session: Session, kind: Kind, matter: Matter, step: Step, answers: Answers, *, actor: Actor, moment: Moment
) -> int:
    stream = UUID(matter.id)
    day = moment.at.astimezone(SHANGHAI).date()
    world = world_for(session, step, matter, answers.public, day=day)
    if step.confines:
        about = {**matter.values, **answers.public}
        world = replace(
            world, confidant=confidant_of(session, Asked(matter.received_unit, about, day, confined=step.confines))
        )
    post = acting_post(Scene(kind, matter, step, actor, world))
    waiting = matter.to_sign.get(step.id)
    # A paper that the unit above signed is still that of the unit that drafted it.
    by = waiting.unit if waiting is not None else post.unit if post is not None else ""
    attempt = Attempt(
        step=step,
        at=moment.at,
        recorded_at=moment.recorded_at,
        values=answers.public,
        digests=session.pen.seal(stream, answers.private),
        source=moment.source,
        papers=tuple(number_paper(session, matter, code, day, by=by) for code in step.papers),
    )
    version = session.pen.write(stream, decide(kind, matter, attempt, actor=actor, world=world))
    tell(session, kind, matter, step, moment=moment)
    return version


def _after(session: Session, kind: Kind, matter: Matter, step: Step, *, actor: Actor, moment: Moment) -> None:
    if step.opens:
        _open_linked(session, matter, step, actor, moment)
    if step.shares:
        _share(session, kind, matter, step, moment)
    # Everybody whose matter was joined to this one is owed an answer of his own; who filed twice has it already.
    then = {sort: told for sort, told in (("merged", step.fans), ("repeat", step.repeats)) if told}
    for sort, one in joined(matter, then) if then else ():
        take_step(one, then[sort], {}, actor=clockwork(moment.at), moment=moment)
    if step.origin:
        origin = next((other for other, sort in matter.links if sort == "origin"), None)
        if origin is not None:
            take_step(UUID(origin), step.origin, {}, actor=clockwork(moment.at), moment=moment)


def _share(session: Session, kind: Kind, matter: Matter, step: Step, moment: Moment) -> None:
    session.flush()
    takers = sharing(matter)
    values = shared_values(matter, kind.step(step.shares)) if takers else {}
    for one in takers:
        try:
            take_step(one, FOLLOW, {"to_post": matter.lead_post}, actor=clockwork(moment.at), moment=moment)
        except NotAllowed:
            # It may not go to that office: it is answered by itself once this one is served.
            continue
        take_step(one, step.shares, values, actor=clockwork(moment.at), moment=moment)


def _take_about(session: Session, matter: Matter, step: Step, answers: Answers, moment: Moment) -> None:
    session.flush()
    asked = [UUID(other) for other, sort in matter.links if sort == "about"]
    opened = Link.objects.filter(other__in=asked, sort="origin").values_list("matter", flat=True)
    taken = 0
    for other in sorted({*asked, *opened}):
        held = session.pen.matter(other)
        there = next((one for one in ALL[held.kind].steps if one.id == step.about), None)
        values = own_answers(there, answers, str(matter.values.get("representative", ""))) if there else {}
        if values and not held.erased:
            take_step(other, step.about, values, actor=clockwork(moment.at), moment=moment)
            taken += 1
    if not taken:
        raise NotAllowed(
            Text(
                "请填要改的内容；那一件没有存着这几项的，改不了",
                "Give what is to be put right, and of what is held there",
            )
        )


def _open_linked(session: Session, matter: Matter, step: Step, actor: Actor, moment: Moment) -> None:
    # The private words just sealed are still in the pen; put them down before reading them back.
    session.flush()
    kind = ALL[step.opens]
    values = carried(kind, matter, step)
    # What the person files is filed by the person, whoever typed it; the rest is opened by whoever took the step.
    opener = None if Role.FILER in kind.opening.who else actor
    filing = Filing(
        kind=kind.id,
        values=values,
        moment=moment,
        received_unit=matter.lead_unit if opener is None else "",
        origin=matter.id,
        excluded=tuple(matter.excluded),
    )
    prepared = prepare(session, filing, opener)
    number = matter_numbers(session, kind.series, [moment.at])[0]
    _open(session, prepared, number, opener)


def _open(session: Session, prepared: Prepared, number: str, actor: Actor | None) -> Filed:
    filing, kind, answers, place = prepared.filing, prepared.kind, prepared.answers, prepared.place
    moment, step = filing.moment, kind.opening
    stream = new_id(moment.recorded_at)
    in_person = actor is None
    actor = actor or filer(str(stream), moment.at)
    matter = session.pen.open_matter(stream, kind.id)
    opening = Opening(
        matter_id=str(stream),
        number=number,
        county=session.pen.county,
        received_unit=place.unit,
        lead_unit=place.unit,
        lead_post=place.post,
        lead_above=place.above,
        division=str(answers.public.get("village") or place.division),
        history=filing.history,
        origin=filing.origin,
        # What the person could have filed as well is the person's own, opened by the same code; a task is the office's.
        origin_sort="origin" if Role.FILER in kind.opening.who else "given",
        excluded=filing.excluded,
        about=filing.about,
        read_back=filing.read_back,
        party=filing.party,
    )
    attempt = Attempt(
        step=step,
        at=moment.at,
        recorded_at=moment.recorded_at,
        values=answers.public,
        digests=session.pen.seal(stream, answers.private),
        source=moment.source,
        opening=opening,
    )
    world = world_for(session, step, matter, answers.public, day=attempt.on)
    version = session.pen.write(stream, decide(kind, matter, attempt, actor=actor, world=world))
    code = new_portal_code()
    keep_code(session, stream, code)
    others = () if in_person else tuple(new_portal_code() for _ in matter.recipients[1:])
    for party, one in zip(matter.recipients[1:], others, strict=False):
        keep_code(session, stream, one, party=party)
    if in_person and not filing.origin:
        tell_others(session, matter, moment=moment)
    tell(session, kind, matter, step, moment=moment)
    return Filed(stream, number, code, session.pen.leaf(stream), version, others)


def keep_code(session: Session, stream: UUID, code: str, *, party: str = "") -> None:
    """Let a code open a matter from here on, for whoever filed or for one of further representatives."""
    digest = blinded("portal", normal_portal_code(code))
    row = {"digest": digest, "matter": stream, "county": session.pen.county, "party": party}
    session.pen.also(PortalKey, row)

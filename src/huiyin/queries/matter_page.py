"""One matter as a colleague sees it: head, clocks, what may be done, what happened, papers, links."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Q

from huiyin.flow.actor import Actor
from huiyin.flow.decide import Offer, offers, waits
from huiyin.flow.kind import Kind, State, Step
from huiyin.flow.matter import Matter, Service, fold
from huiyin.flow.scene import Hands, World
from huiyin.kinds import kind_of
from huiyin.kit.days import SHANGHAI
from huiyin.kit.numbers import normal_number
from huiyin.kit.text import Text
from huiyin.ledger.history import history
from huiyin.papers.registry import BUILDERS
from huiyin.queries.clocks import MatterClock, binding, clocks_of, county_rules
from huiyin.queries.gate import not_found
from huiyin.queries.happenings import Happened, happenings
from huiyin.queries.lights import Lamp, lamp
from huiyin.queries.matter_rows import next_step
from huiyin.queries.words import Names, Wanted
from huiyin.store import posts
from huiyin.store.access import among, numbered
from huiyin.store.matters import Link, MatterRow
from huiyin.store.readings import Reading


class NoSuchMatter(Exception):
    """There is no such matter, or the actor may not know of it: the same sentence for both."""

    def __init__(self) -> None:
        super().__init__(not_found().zh)
        self.reason = not_found()


@dataclass(frozen=True, slots=True)
class PaperLine:
    """A numbered paper of the matter."""

    id: UUID
    code: str
    name: Text
    number: str
    issued_on: date
    served_on: date | None
    served_way: str
    void: bool
    version: int
    services: tuple[Service, ...] = ()


@dataclass(frozen=True, slots=True)
class LinkLine:
    """A matter linked with this one, of which the actor may know."""

    number: str
    title: str
    state: Text
    sort: str
    outward: bool


@dataclass(frozen=True, slots=True)
class MatterPage:
    """Everything the page of a matter shows, without a private word."""

    id: UUID
    kind: Kind
    matter: Matter
    state: State
    lamp: Lamp | None
    names: Names
    clocks: tuple[MatterClock, ...]
    binding: MatterClock | None
    offers: tuple[Offer, ...]
    waits: tuple[Text, ...]
    next_step: Step | None
    happened: tuple[Happened, ...]
    papers: tuple[PaperLine, ...]
    links: tuple[LinkLine, ...]
    # Whether another matter was merged into this one, known to the reader or not; never shown.
    takes_in: bool

    def offer(self, step_id: str) -> Offer | None:
        """Return the offer of a step of that id, or None."""
        return next((offer for offer in self.offers if offer.step.id == step_id), None)


def found_row(number: str, *, actor: Actor) -> MatterRow:
    """Return the row of a matter by its number; raises NoSuchMatter. One query."""
    row = numbered(actor, [normal_number(number)]).first()
    if row is None:
        raise NoSuchMatter
    return row


def matter_page(number: str, *, actor: Actor) -> MatterPage:
    """Return a matter for its page; raises NoSuchMatter. About ten queries, flat in events."""
    row = found_row(number, actor=actor)
    events = history(row.id)
    matter = fold(events, matter_id=str(row.id))
    kind = kind_of(matter.kind)
    happened = happenings(events, more=_wanted(matter))
    catalogue, calendar = county_rules()
    clocks = clocks_of(matter, catalogue, calendar=calendar, at=actor.at)
    world = World(calendar=calendar, clocks=catalogue, hands=_hands(matter, actor))
    offered = offers(kind, matter, actor=actor, world=world)
    signing = next((one.step for one in offered if one.step.signs and one.allowed), None)
    links = list(Link.objects.filter(Q(matter=row.id) | Q(other=row.id)).order_by("id"))
    return MatterPage(
        id=row.id,
        kind=kind,
        matter=matter,
        state=kind.state(matter.state),
        lamp=lamp(row.due_at, supervised=row.supervised and not row.final, at=actor.at, calendar=calendar),
        names=happened.names,
        clocks=clocks,
        binding=binding(clocks),
        offers=offered,
        waits=waits(kind, matter, actor=actor, world=world),
        next_step=signing or next_step(kind, row, actor),
        happened=happened.lines,
        papers=paper_lines(matter),
        links=_links(links, row.id, actor),
        takes_in=any(link.other == row.id and link.sort == "merged" for link in links),
    )


def reading_count(matter: UUID) -> int:
    """Count the openings of a matter's personal data. One query, for the pages that say it."""
    return Reading.objects.filter(matter=matter).count()


def paper_lines(matter: Matter) -> tuple[PaperLine, ...]:
    """Return the matter's papers, oldest first."""
    return tuple(
        PaperLine(
            id=UUID(paper.id),
            code=paper.code,
            name=paper_name(paper.code),
            number=paper.number,
            issued_on=paper.issued_on,
            served_on=paper.served_on,
            served_way=paper.served_way,
            void=paper.void,
            version=paper.version,
            services=tuple(paper.services),
        )
        for paper in matter.papers
    )


def paper_name(code: str) -> Text:
    """Return the name of a paper by its code."""
    return BUILDERS[code].name


def _wanted(matter: Matter) -> Wanted:
    values: dict[str, Any] = matter.values
    return Wanted(
        units=[matter.lead_unit, matter.received_unit, matter.pending_unit, *matter.assists],
        posts=[matter.lead_post, matter.pending_post],
        categories=[str(values.get("category", ""))],
        divisions=[matter.division],
    )


def _hands(matter: Matter, actor: Actor) -> dict[str, Hands]:
    """Return who works in the lead unit and in those that put something forward to be signed. Two queries."""
    units = [matter.lead_unit, *(one.unit for one in matter.to_sign.values())]
    return posts.hands_of(units, actor.at.astimezone(SHANGHAI).date())


def _links(links: Sequence[Link], matter: UUID, actor: Actor) -> tuple[LinkLine, ...]:
    ends = {link.other if link.matter == matter else link.matter for link in links}
    rows = {row.id: row for row in among(actor, ends)}
    found = []
    for link in links:
        row = rows.get(link.other if link.matter == matter else link.matter)
        if row is not None:
            state = kind_of(row.kind).state(row.state)
            found.append(LinkLine(row.number, row.title, state.name, link.sort, link.matter == matter))
    return tuple(found)

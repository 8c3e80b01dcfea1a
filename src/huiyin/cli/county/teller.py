"""Carrying one matter of the demo county along by the real acts, where what follows depends on what came before."""

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from huiyin.acts import matters
from huiyin.acts.lapsing import let_lapse
from huiyin.acts.writing import Moment, writing
from huiyin.cli.county.hands import CENTRE, Roster
from huiyin.cli.county.story import Hands, sign_at_once
from huiyin.flow.actor import Actor, filer
from huiyin.flow.words import Deed
from huiyin.kinds import ALL
from huiyin.kit.days import SHANGHAI
from huiyin.queries.own_matter import own_matter_views, own_matters


@dataclass(frozen=True, slots=True)
class Place:
    """Where the demo stands: who holds which post, its day, and a village things happen in."""

    roster: Roster
    hands: Hands
    today: date
    village: str

    def at(self, days: int, hour: float = 9.5) -> datetime:
        """Return a moment so many days before (negative) today."""
        return datetime.combine(self.today, time(), SHANGHAI) + timedelta(days=days, hours=hour)

    def holder(self, post: str, at: datetime) -> Actor:
        """Return who holds a post; the demo's posts named in a story are held."""
        held = self.hands(post, at)
        assert held is not None, post
        return held

    def clerk(self) -> str:
        """Return the post at the centre's counter."""
        return self.roster.first(CENTRE, role="intake")

    def sorter(self) -> str:
        """Return the centre's sorting post."""
        return self.roster.first(CENTRE, role="sort")


@dataclass(slots=True)
class Told:
    """One matter as it goes: `day` is the day of the story reached, counted from today.

    `number` is empty for what was opened by a step.
    """

    place: Place
    matter: UUID
    number: str
    day: int
    _hour: float = field(default=9.5)

    def step(self, step: str, by: str | None, *, after: int = 0, **values: Any) -> None:
        """Take a step some days later, or an hour later on the same day; `by` None is the resident."""
        if after:
            self.day, self._hour = self.day + after, 9.5
        else:
            self._hour += 0.75
        at = self.place.at(self.day, self._hour)
        actor = self.place.holder(by, at) if by else filer(str(self.matter), at)
        with writing():
            let_lapse(self.matter, until=at)
            matters.take_step(self.matter, step, values, actor=actor, moment=quiet(at))

    def signed(self, step: str, by: str, *, after: int = 0, **values: Any) -> None:
        """Draft a paper, and have it signed by another at once."""
        self.step(step, by, after=after, **values)
        drafted = next(
            one for kind in ALL.values() for one in kind.steps if one.id == step and Deed.PUT_FORWARD in one.does
        )
        drafter = self.place.holder(by, self.place.at(self.day, self._hour))
        sign_at_once(self.matter, drafted, drafter=drafter, signers=self.place.roster, hands=self.place.hands)

    def wait(self, days: int) -> None:
        """Let time pass; clocks that ran out meanwhile take their steps."""
        self.day, self._hour = self.day + days, 9.5
        let_lapse(self.matter, until=self.place.at(self.day, self._hour))

    def followed(self) -> "Told":
        """Return the matter that the last step opened from this one, such as a review."""
        newest = own_matters(self.matter)[-1]
        return Told(self.place, newest, "", self.day, self._hour)

    def paper(self, code: str) -> str:
        """Return the number on the newest paper of a sort, as the resident has it."""
        view = own_matter_views([self.matter], at=self.place.at(self.day, self._hour))[0]
        return next(paper.number for paper in reversed(view.papers) if paper.code == code)


def filed(place: Place, day: int, **said: Any) -> Told:
    """File an invented appeal at the counter so many days before today."""
    at = place.at(day)
    values = {
        "channel": "walk_in",
        "village": place.village,
        "place": "柳树巷 3 号院",
        "name": "田满仓",
        "phone": "13800000061",
        "concerns_office": False,
        **said,
    }
    filing = matters.Filing("appeal", values, quiet(at), received_unit=CENTRE)
    made = matters.open_matter(filing, actor=place.holder(place.clerk(), at))
    return Told(place, made.matter, made.number, day)


def quiet(at: datetime) -> Moment:
    """Return a moment of the past that rings nobody's telephone."""
    return Moment(at, at, quiet=True)

"""A matter of the demo county told as plain data, and its playing by the real acts at the times it says."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from huiyin.acts import matters
from huiyin.acts.lapsing import let_lapse
from huiyin.acts.priming import prime
from huiyin.acts.writing import Moment, writing
from huiyin.cli.county.hands import Roster
from huiyin.cli.county.model import Value
from huiyin.flow.actor import Actor, filer
from huiyin.flow.kind import Step
from huiyin.flow.words import Deed

# The holder of a post at a moment; None for the resident.
Hands = Callable[[str | None, datetime], Actor | None]


@dataclass(frozen=True, slots=True)
class StoryStep:
    """One step: its id, when, by which post (None: the resident), and its answers."""

    step: str
    at: datetime
    by: str | None
    values: Mapping[str, Value]


@dataclass(frozen=True, slots=True)
class Story:
    """One matter: its kind, when and by whom it was opened, its answers, and what happened then."""

    kind: str
    at: datetime
    by: str | None
    values: Mapping[str, Value]
    steps: tuple[StoryStep, ...] = ()
    received_unit: str = ""


def sign_at_once(matter: UUID, step: Step, *, drafter: Actor, signers: Roster, hands: Hands) -> None:
    """Sign what a step only drafted, by a signer of the drafter's unit or of the one above it; nothing for other steps."""
    if Deed.PUT_FORWARD not in step.does:
        return
    unit = next(post for post in drafter.posts if post.roles & set(step.who))
    held = (post for one in (unit.unit, unit.above) for post in signers.held.get((one, "sign"), ()))
    others = (hands(post, drafter.at) for post in held)
    signer = next(one for one in others if one is not None and one.person != drafter.person)
    matters.take_step(matter, f"sign_{step.id}", {}, actor=signer, moment=_quiet(drafter.at))


def play_stories(stories: Iterable[Story], *, hands: Hands, now: datetime) -> list[UUID]:
    """Carry the stories through by the real acts in one writing, as far as time has come; return their matters."""
    with writing() as session:
        prime(session)
        return [_played(story, hands, now) for story in stories if story.at < now]


def _played(story: Story, hands: Hands, now: datetime) -> UUID:
    filing = matters.Filing(story.kind, dict(story.values), _quiet(story.at), received_unit=story.received_unit)
    matter = matters.open_matter(filing, actor=hands(story.by, story.at)).matter
    for one in story.steps:
        if one.at >= now:
            break
        actor = hands(one.by, one.at) or filer(str(matter), one.at)
        let_lapse(matter, until=one.at)
        matters.take_step(matter, one.step, one.values, actor=actor, moment=_quiet(one.at))
    let_lapse(matter, until=now)
    return matter


def _quiet(at: datetime) -> Moment:
    return Moment(at, at, quiet=True)

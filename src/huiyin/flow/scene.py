"""What a decision is made from: the attempt, who makes it, and the world as it stands."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from huiyin.flow.actor import Actor, PostCard
from huiyin.flow.clock import Clock
from huiyin.flow.kind import Kind, Step
from huiyin.flow.matter import Matter
from huiyin.flow.read_back import ReadingBack
from huiyin.flow.words import STANDS, Role, Stand
from huiyin.kit.codes import scope
from huiyin.kit.days import SHANGHAI, DayCalendar
from huiyin.kit.text import Text


class NotAllowed(Exception):
    """The step may not be taken; `reason` is a sentence for the person who tried."""

    def __init__(self, reason: Text) -> None:
        super().__init__(reason.zh)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Hands:
    """The people of a unit, and which of them may check and sign."""

    people: frozenset[str] = frozenset()
    checkers: frozenset[str] = frozenset()
    signers: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class World:
    """The county's tables a decision needs. `hands` says who works in the units whose paper it is.

    `confidant` is the post that has the matter alone once a step has confined it. `reckoned` remembers when a clock
    started on a day is due, for as long as clocks and calendar are these.
    """

    calendar: DayCalendar
    clocks: Mapping[str, Clock]
    posts: Mapping[str, PostCard] = field(default_factory=dict)
    unit_tree: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    hands: Mapping[str, "Hands"] = field(default_factory=dict)
    confidant: PostCard | None = None
    reckoned: dict[tuple[str, date], Mapping[str, Any]] = field(default_factory=dict, compare=False)


@dataclass(frozen=True, slots=True)
class PaperNumber:
    """A number taken from a series inside the act's transaction."""

    id: str
    code: str
    number: str
    series: str


@dataclass(frozen=True, slots=True)
class Opening:
    """What only the opening of a matter needs."""

    matter_id: str
    number: str
    county: str
    received_unit: str
    lead_unit: str
    lead_post: str
    lead_above: str
    division: str
    history: bool = False
    origin: str = ""
    origin_sort: str = "origin"
    excluded: tuple[str, ...] = ()
    about: str = ""
    read_back: ReadingBack | None = None
    party: str = ""


@dataclass(frozen=True, slots=True)
class Attempt:
    """A step somebody wants to take, its values already cleaned and its private values digested.

    `at` is when it happened in law, `recorded_at` the server's time; both aware. `source` says where
    an `at` more than an hour earlier comes from.
    """

    step: Step
    at: datetime
    recorded_at: datetime
    values: Mapping[str, Any] = field(default_factory=dict)
    digests: Mapping[str, str] = field(default_factory=dict)
    source: str = ""
    papers: tuple[PaperNumber, ...] = ()
    opening: Opening | None = None

    @property
    def on(self) -> date:
        """Return the day it happened, by the clock on the wall in China."""
        return self.at.astimezone(SHANGHAI).date()


@dataclass(frozen=True, slots=True)
class Scene:
    """A matter, a step on it, and who would take it: what guards look at."""

    kind: Kind
    matter: Matter
    step: Step
    actor: Actor
    world: World


def about_units(values: Mapping[str, Any]) -> tuple[str, ...]:
    """Return the units a matter is about by its answers, with those that may not know of it either."""
    about = str(values.get("concerned_unit") or "") if values.get("concerns_office", True) else ""
    also = [str(one) for one in values.get("also_barred") or ()]
    return tuple(dict.fromkeys(unit for unit in (about, *also) if unit))


def acting_post(scene: Scene) -> PostCard | None:
    """Return the first held post by which the actor may take the step, by the roles the step names."""
    for role in scene.step.who:
        for post in scene.actor.posts:
            if _stands(role, post, scene):
                return post
    return None


def may_act(scene: Scene) -> bool:
    """Say whether the actor holds a role the step names, standing where the role must stand."""
    who = scene.step.who
    if Role.CLOCKWORK in who and scene.actor.clockwork:
        return True
    if Role.FILER in who and scene.actor.matter and scene.actor.matter == scene.matter.id:
        return True
    return acting_post(scene) is not None


def knows(actor: Actor, matter: Matter) -> bool:
    """Say whether the actor may learn that the matter exists, by what the matter itself says.

    Nobody of a unit complained of does; of a confined matter only who holds one of its roles in a unit
    that has it in hand. Whom a matter is listed to beyond that is for `store.access`.
    """
    if actor.clockwork or (actor.matter and actor.matter == matter.id):
        return True
    if actor.units & set(matter.excluded) or (actor.kinds is not None and matter.kind not in actor.kinds):
        return False
    return not matter.confined or any(_confided(post, matter) for post in actor.posts)


def _confided(post: PostCard, matter: Matter) -> bool:
    if not set(matter.confined) & {role.value for role in post.roles}:
        return False
    has_it = {matter.lead_unit, matter.received_unit, *matter.assists}
    return post.unit in has_it or post.key == matter.pending_post


def _stands(role: Role, post: PostCard, scene: Scene) -> bool:
    matter = scene.matter
    if matter.confined and not _confided(post, matter):
        return False
    if STANDS[role] is Stand.RELATION:
        return may_sign(post, scene) if role is Role.SIGNER else _related(role, post, matter)
    if role not in post.roles:
        return False
    stand = STANDS[role]
    if stand is Stand.ANYWHERE or not matter.version:
        return True
    if stand is Stand.RECEIVED:
        return post.unit == matter.received_unit
    if stand in (Stand.LEAD, Stand.LEAD_OR_ABOVE):
        return post.unit == matter.lead_unit or (stand is Stand.LEAD_OR_ABOVE and post.unit == matter.lead_above)
    return oversees(post, matter)


def may_sign(post: PostCard, scene: Scene) -> bool:
    """Say whether a post may sign what the step signs, or anything that waits where it signs nothing itself."""
    waiting = scene.matter.to_sign
    asked = [waiting[scene.step.id]] if scene.step.id in waiting else [] if scene.step.signs else list(waiting.values())
    return Role.SIGN in post.roles and any(post.unit in (one.unit, one.above) for one in asked)


def _related(role: Role, post: PostCard, matter: Matter) -> bool:
    if role is Role.RECEIVER:
        return post.key == matter.pending_post
    if role is Role.SENDER:
        return post.key == matter.pending_from and bool(matter.pending_post)
    if role in HOLDS:
        return post.key == matter.values.get(HOLDS[role])
    return role is Role.ASSISTANT and post.unit in matter.assists


# Posts that a matter names in an answer: who gave it, and the leader in charge of it.
HOLDS = {Role.GIVER: "given_by", Role.IN_CHARGE: "charge_post"}


# Units that look after a whole territory; a department looks after its own matters only.
TERRITORIAL_SORTS = frozenset({"centre", "government", "petition", "town"})


def oversees(post: PostCard, matter: Matter) -> bool:
    """Say whether a supervising or leading post answers for the matter's unit or territory."""
    if post.unit in (matter.lead_unit, matter.received_unit):
        return True
    if post.unit_sort not in TERRITORIAL_SORTS or not matter.division:
        return False
    first, end = scope(post.division)
    return first <= matter.division < end

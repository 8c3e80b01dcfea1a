"""Who is acting: the posts a person holds at a moment, the resident by code, or the clock."""

from dataclasses import dataclass
from datetime import datetime

from huiyin.flow.words import Role


@dataclass(frozen=True, slots=True)
class PostCard:
    """A post as of a moment. `division` is the 12-digit code its unit answers for, `above` the unit over it.

    `lent_by` is the person of the staff on whose behalf it is held for a while; empty for one's own.
    """

    key: str
    name: str
    unit: str
    unit_name: str
    division: str
    level: str
    unit_sort: str
    roles: frozenset[Role]
    above: str = ""
    lent_by: str = ""

    @property
    def label(self) -> str:
        """Return the name residents and colleagues see: unit and post, never the person."""
        return f"{self.unit_name} · {self.name}"


@dataclass(frozen=True, slots=True)
class Actor:
    """Someone at a door. `person` is a staff key, empty for a resident; `matter` is set for a resident.

    `elsewhere` are units the person belongs to by posts that do not act here: they give no right, but what is kept
    from them stays kept. `kinds` narrows a program that calls to some kinds of matter; None is every kind. `party` says
    which representative of a joint appeal a resident is, by number; empty is the first, who may be the only one.
    """

    person: str
    name: str
    posts: tuple[PostCard, ...]
    at: datetime
    matter: str = ""
    clockwork: bool = False
    elsewhere: frozenset[str] = frozenset()
    kinds: frozenset[str] | None = None
    party: str = ""

    @property
    def units(self) -> frozenset[str]:
        """Return the units the actor belongs to, by the posts that act and by those that do not."""
        return frozenset(post.unit for post in self.posts) | self.elsewhere

    @property
    def roles(self) -> frozenset[Role]:
        """Return every role of every post held."""
        return frozenset(role for post in self.posts for role in post.roles)

    def posts_with(self, role: Role) -> tuple[PostCard, ...]:
        """Return the held posts that carry the role."""
        return tuple(post for post in self.posts if role in post.roles)


def filer(matter: str, at: datetime, *, party: str = "") -> Actor:
    """Return the resident who proved the code of one matter, and which representative; nothing else is known."""
    return Actor(person="", name="反映人", posts=(), at=at, matter=matter, party=party)


def clockwork(at: datetime) -> Actor:
    """Return the actor for what happens because time passed."""
    return Actor(person="", name="系统按时限", posts=(), at=at, clockwork=True)

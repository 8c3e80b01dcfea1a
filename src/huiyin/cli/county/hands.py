"""Who of the demo county takes which step: posts that are held, by unit and role, with a way out where nobody is."""

from collections.abc import Mapping
from dataclasses import dataclass
from random import Random

from huiyin.cli.county.categories import Category
from huiyin.cli.county.model import County
from huiyin.cli.county.organs import unit_of_town

PETITION, CENTRE, DISCIPLINE = "county-petition", "county-centre", "county-discipline"


@dataclass(frozen=True, slots=True)
class Hands:
    """The posts that carry one appeal through a unit, and that unit's short name."""

    unit: str
    unit_name: str
    handler: str
    checker: str
    signer: str


@dataclass(frozen=True, slots=True)
class Roster:
    """Held posts by unit and role; `bodies` are the short names of units."""

    held: Mapping[tuple[str, str], tuple[str, ...]]
    names: Mapping[str, str]

    def first(self, *units: str, role: str) -> str:
        """Return the first held post with the role in the first of these units that has one."""
        for unit in units:
            if posts := self.held.get((unit, role)):
                return posts[0]
        raise LookupError(f"{'、'.join(units)} 没有人在 {role} 岗上")

    def any(self, unit: str, rng: Random, *, role: str) -> str:
        """Return one of the held posts with the role, by chance."""
        posts = self.held[unit, role]
        return posts[int(rng.random() * len(posts))]

    def has(self, unit: str, role: str) -> bool:
        """Say whether anybody in the unit holds a post with the role."""
        return (unit, role) in self.held


def roster(county: County) -> Roster:
    """Index the posts that are held at the end of the recipe's history."""
    held_posts = {row.values["post"] for row in county.of("appointment") if row.valid_to is None}
    held: dict[tuple[str, str], tuple[str, ...]] = {}
    for row in county.of("post"):
        roles = row.values["roles"]
        if row.key not in held_posts or not isinstance(roles, list):
            continue
        for role in roles:
            key = (str(row.values["unit"]), str(role))
            held[key] = (*held.get(key, ()), row.key)
    return Roster(held, {row.key: str(row.values["short"]) for row in county.of("unit")})


def hands_for(roster: Roster, rng: Random, *, leaf: Category, town: str, concerned: str | None) -> Hands:
    """Find who handles: the county body or the office of the place, never the unit complained of."""
    if concerned is not None:
        return _county_hands(roster, rng, DISCIPLINE)
    office = f"{unit_of_town(town)}-{leaf.office}"
    if leaf.level == "town" and roster.has(office, "handle"):
        return _town_hands(roster, office, unit_of_town(town))
    return _county_hands(roster, rng, f"county-{leaf.body}")


def _county_hands(roster: Roster, rng: Random, unit: str) -> Hands:
    handler = roster.any(unit, rng, role="handle")
    signers = roster.held[unit, "sign"]
    checkers = [post for post in roster.held.get((unit, "check"), ()) if post != handler]
    checker = checkers[0] if checkers else signers[-1]
    others = [post for post in signers if post != checker]
    return Hands(unit, roster.names[unit], handler, checker, others[-1] if others else signers[0])


def _town_hands(roster: Roster, office: str, town: str) -> Hands:
    """An office of a town writes; its head checks; a leader of the town signs."""
    handler = roster.first(office, role="handle")
    leaders = roster.held[town, "sign"]
    checkers = [post for post in roster.held.get((office, "check"), ()) if post != handler]
    checker = checkers[0] if checkers else leaders[-1]
    others = [post for post in leaders if post != checker]
    return Hands(office, roster.names[office], handler, checker, others[-1] if others else leaders[0])


def concerned_unit(roster: Roster, rng: Random, *, leaf: Category, town: str) -> str:
    """Name the unit a complaint is about: the one that would have handled it, or the town government."""
    home = unit_of_town(town)
    if leaf.body == "discipline":
        return rng.choice(
            (home, f"{home}-affairs", f"{home}-building", "county-services", "county-civil", "county-housing")
        )
    if leaf.level == "town":
        return rng.choice((home, f"{home}-{leaf.office}"))
    return f"county-{leaf.body}"

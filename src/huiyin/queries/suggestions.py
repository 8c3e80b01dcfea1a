"""What the system proposes at the counter and why: category by hint words, unit by route and duty, likely duplicates."""

from dataclasses import dataclass
from datetime import timedelta

from huiyin.flow.actor import Actor
from huiyin.kinds import kind_of
from huiyin.kit.codes import parent_of
from huiyin.kit.days import SHANGHAI
from huiyin.kit.text import Text
from huiyin.lang.likeness import share_of
from huiyin.store import posts
from huiyin.store.access import visible
from huiyin.store.entries import Entry

# How far back, and how many of the village's matters, are looked at for one like it.
LIKE_DAYS, LIKE_ROWS, LIKE_SHOWN = 90, 200, 3
# The share of a title's pairs of characters that must stand in what was typed.
LIKE_SHARE = 0.4


@dataclass(frozen=True, slots=True)
class Typed:
    """What the clerk has typed so far."""

    words: str
    requests: str
    village: str
    category: str = ""
    concerned_unit: str = ""


@dataclass(frozen=True, slots=True)
class Category:
    """A category and the words that speak for it."""

    key: str
    name: str
    seen: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Route:
    """The unit a category goes to, and why: the rule's reason and the duty it rests on."""

    unit: str
    name: str
    reason: str
    duty: str


@dataclass(frozen=True, slots=True)
class Alike:
    """A matter of the same village that reads alike."""

    number: str
    title: str
    state: Text


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Everything proposed; nothing of it is filled in unasked."""

    category: Category | None
    route: Route | None
    alike: tuple[Alike, ...]


def suggest(typed: Typed, *, actor: Actor) -> Suggestion:
    """Return what is proposed for what was typed. Eight queries at most, flat in matters."""
    category = _category(typed, actor)
    chosen = typed.category or (category.key if category else "")
    route = _route(chosen, typed, actor) if chosen else None
    return Suggestion(category, route, _alike(typed, actor))


def _category(typed: Typed, actor: Actor) -> Category | None:
    said = f"{typed.words}\n{typed.requests}"
    day = actor.at.astimezone(SHANGHAI).date()
    found = [
        Category(row.key, row.label, seen)
        for row in posts.entries("category", day)
        if (seen := tuple(hint for hint in row.values.get("hints", []) if hint and hint in said))
    ]
    # Longer hints say more than short ones; a tie goes to the key, so that the same words get the same answer.
    return min(found, key=lambda one: (-sum(map(len, one.seen)), one.key)) if found else None


def _route(category: str, typed: Typed, actor: Actor) -> Route | None:
    day = actor.at.astimezone(SHANGHAI).date()
    rules = posts.referring("route", "category", "category", [category]).filter(posts.valid_on(day)).order_by("key")
    rule = rules.first()
    if rule is None:
        return None
    unit = _unit_of(rule, typed.village)
    if unit is None or unit.key == typed.concerned_unit:
        return None
    duty = posts.entries("duty").filter(key=rule.values.get("duty") or "").first()
    return Route(unit.key, unit.label, str(rule.values.get("reason", "")), duty.label if duty else "")


def _unit_of(rule: Entry, village: str) -> Entry | None:
    named = str(rule.values["unit"])
    if named != "town":
        return posts.unit(named)
    town = parent_of(village) if village else None
    if town is None:
        return None
    rows = posts.entries("unit").filter(division=town).order_by("key")
    return next((row for row in rows if row.values.get("sort") == "town"), None)


def _alike(typed: Typed, actor: Actor) -> tuple[Alike, ...]:
    if not typed.village:
        return ()
    since = actor.at - timedelta(days=LIKE_DAYS)
    rows = visible(actor).filter(division=typed.village, final=False, received_at__gte=since)
    said = f"{typed.words}\n{typed.requests}"
    scored = [(share_of(row.title, said), row) for row in rows.order_by("-received_at", "-id")[:LIKE_ROWS]]
    found = sorted((one for one in scored if one[0] >= LIKE_SHARE), key=lambda one: -one[0])[:LIKE_SHOWN]
    return tuple(Alike(row.number, row.title, kind_of(row.kind).state(row.state).name) for _, row in found)

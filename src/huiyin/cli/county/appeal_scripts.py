"""Two years of appeals of the demo county, newest first: who said what, where, and what came of it."""

from bisect import bisect
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from itertools import accumulate
from random import Random

from huiyin.cli.county.appeal_plan import Course, Manner, PlannedStep, plan
from huiyin.cli.county.appeal_text import TROUBLES, is_on_site, name_and_phone, tell
from huiyin.cli.county.categories import CATEGORIES, Category
from huiyin.cli.county.hands import CENTRE, PETITION, Roster, concerned_unit, hands_for, roster
from huiyin.cli.county.model import County
from huiyin.cli.county.opinion_text import Answered
from huiyin.cli.county.organs import unit_of_town
from huiyin.cli.county.places import Atlas, Ground, Spot, atlas, spot
from huiyin.cli.county.worktime import Walk, WorkDays, moment, office_minute, work_days

# How appeals come in, out of a thousand; on rest days only the last three doors stand open.
_CHANNELS = (
    ("walk_in", 260),
    ("phone", 170),
    ("letter", 40),
    ("box", 15),
    ("reception", 35),
    ("going_down", 30),
    ("web", 210),
    ("transfer_12345", 160),
    ("grid", 80),
)
_OPEN_ON_REST_DAYS = ("web", "transfer_12345", "grid")
_REST_DAY_WEIGHT, _SORE_SPOTS, _CONCERNS = 0.3, 0.14, 0.026


@dataclass(frozen=True, slots=True)
class AppealScript:
    """One appeal as filed, and its plan. `registered_by` is the post at the counter, None when filed online.

    `concerns` is the key of the unit complained of. Who gives no name leaves name and phone empty.
    """

    filed_at: datetime
    channel: str
    category: str
    division: str
    grid: str
    place: str
    title: str
    words: str
    name: str
    phone: str
    wants: tuple[str, ...]
    concerns: str | None
    registered_by: str | None
    plan: tuple[PlannedStep, ...]


@dataclass(frozen=True, slots=True)
class _World:
    """What every script draws from; `end` is the first moment that has not happened."""

    seed: int
    atlas: Atlas
    roster: Roster
    days: WorkDays
    manners: dict[str, Manner]
    end: datetime


def appeal_scripts(
    county: County, *, start: date, end: date, count: int, seed: int, until: date | None = None
) -> Iterator[AppealScript]:
    """Yield `count` appeals filed in [start, end), newest first; steps at or after `until` are left out.

    `until` is `end` unless given: older appeals have gone on since the last of them came in.

    The appeals of a day do not depend on how far the caller reads.
    """
    now = until or end
    days = work_days(start, now)
    index = roster(county)
    world = _World(seed, atlas(county), index, days, _manners(index, seed), moment(now.toordinal(), 0))
    ordinals = range(start.toordinal(), end.toordinal())
    shares = list(accumulate(1.0 if days.is_working(n) else _REST_DAY_WEIGHT for n in ordinals))
    up_to = [round(count * share / shares[-1]) for share in shares]
    for position in range(len(up_to) - 1, -1, -1):
        number = up_to[position] - (up_to[position - 1] if position else 0)
        yield from _day(world, ordinals[position], number=number)


def _manners(index: Roster, seed: int) -> dict[str, Manner]:
    rng = Random(f"manners-{seed}")
    return {unit: Manner(rng.uniform(0.65, 1.3), rng.uniform(0.55, 0.88)) for unit in sorted(index.names)}


def _day(world: _World, ordinal: int, *, number: int) -> list[AppealScript]:
    rng = Random(f"appeals-{world.seed}-{ordinal}")
    scripts = [_script(world, ordinal, rng) for _ in range(number)]
    return sorted(scripts, key=lambda script: script.filed_at, reverse=True)


def _script(world: _World, ordinal: int, rng: Random) -> AppealScript:
    channel = _channel(rng, working=world.days.is_working(ordinal))
    filed_at = moment(ordinal, _minute(channel, rng), int(rng.random() * 60))
    where = _where(world, filed_at.date(), rng)
    leaf = _leaf(where.ground, filed_at.month, rng)
    concerns = _concerns(world.roster, leaf, where.ground, rng)
    told = tell(leaf.key, where, rng=rng, concerned=world.roster.names[concerns] if concerns else None)
    name, phone = name_and_phone(rng) if channel not in ("box", "web") or rng.random() > 0.08 else ("", "")
    registered_by = _counter(world.roster, channel, where, concerns, rng)
    hands = hands_for(world.roster, rng, leaf=leaf, town=where.ground.town, concerned=concerns)
    course = Course(
        about=Answered(TROUBLES[leaf.key], where, told, hands.unit_name, is_on_site(leaf.key)),
        category=leaf.key,
        sorter=_sorter(world.roster, leaf, where.ground, channel=channel, concerns=concerns),
        hands=hands,
        manner=world.manners[hands.unit],
        recent=(world.end - filed_at).days < 150,
    )
    steps = plan(course, walk=Walk(filed_at, days=world.days, rng=rng), rng=rng)
    return AppealScript(
        filed_at=filed_at,
        channel=channel,
        category=leaf.key,
        division=where.ground.code,
        grid=where.grid,
        place=where.address,
        title=told.title,
        words=told.words,
        name=name,
        phone=phone,
        wants=told.wants,
        concerns=concerns,
        registered_by=registered_by,
        plan=tuple(step for step in steps if step.at < world.end),
    )


def _channel(rng: Random, *, working: bool) -> str:
    table = _WORKING_CHANNELS if working else _REST_CHANNELS
    names, weights = table
    return names[bisect(weights, rng.random() * weights[-1])]


def _weighed(*, rest: bool) -> tuple[list[str], list[int]]:
    rows = [row for row in _CHANNELS if not rest or row[0] in _OPEN_ON_REST_DAYS]
    return [name for name, _ in rows], list(accumulate(weight for _, weight in rows))


_WORKING_CHANNELS, _REST_CHANNELS = _weighed(rest=False), _weighed(rest=True)


def _minute(channel: str, rng: Random) -> int:
    """Counters and desks keep office hours, grid workers daylight; the web and the hotline take any hour."""
    if channel == "grid":
        return 7 * 60 + int(rng.random() * 12 * 60)
    if channel == "web" and rng.random() < 0.15:
        return int(rng.random() * 7 * 60)
    if channel in ("web", "transfer_12345"):
        return 7 * 60 + int(rng.random() * 16.9 * 60)
    return office_minute(rng)


def _where(world: _World, day: date, rng: Random) -> Spot:
    ground = world.atlas.draw(rng, on=day)
    return spot(ground, rng, again=rng.random() < _SORE_SPOTS)


def _leaf(ground: Ground, month: int, rng: Random) -> Category:
    leaves, weights = _LEAVES[ground.urban, month]
    return leaves[bisect(weights, rng.random() * weights[-1])]


def _leaves(urban: bool, month: int) -> tuple[list[Category], list[int]]:
    leaves = [leaf for leaf in CATEGORIES if TROUBLES[leaf.key].where in ("a", "u" if urban else "r")]
    return leaves, list(accumulate(leaf.weight * (2 if month in leaf.months else 1) for leaf in leaves))


_LEAVES = {(urban, month): _leaves(urban, month) for urban in (True, False) for month in range(1, 13)}


def _concerns(index: Roster, leaf: Category, ground: Ground, rng: Random) -> str | None:
    if leaf.body == "discipline" or rng.random() < _CONCERNS:
        return concerned_unit(index, rng, leaf=leaf, town=ground.town)
    return None


def _counter(index: Roster, channel: str, where: Spot, concerns: str | None, rng: Random, /) -> str | None:
    """Who writes it down: the resident online, a grid worker, a town's window or one of the county."""
    town = f"{unit_of_town(where.ground.town)}-centre"
    if channel == "web":
        return None
    if channel == "grid" and index.has(f"village-{where.ground.code}", "grid"):
        return index.any(f"village-{where.ground.code}", rng, role="grid")
    if channel == "walk_in" and concerns is None and index.has(town, "intake") and rng.random() < 0.55:
        return index.any(town, rng, role="intake")
    return index.any(CENTRE if channel in ("walk_in", "transfer_12345", "grid") else PETITION, rng, role="intake")


def _sorter(index: Roster, leaf: Category, ground: Ground, *, channel: str, concerns: str | None) -> str:
    """A town sorts what its own offices handle; the county sorts the rest, and all that concerns an office."""
    town = f"{unit_of_town(ground.town)}-centre"
    if leaf.level == "town" and concerns is None and index.has(town, "sort"):
        return index.first(town, role="sort")
    return index.first(CENTRE if channel in ("walk_in", "transfer_12345", "grid") else PETITION, role="sort")

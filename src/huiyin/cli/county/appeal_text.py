"""Puts together what a resident said: place, thing, since when, harm, what was tried, what is wanted."""

from dataclasses import dataclass
from random import Random
from typing import TypeVar

from huiyin.cli.county import appeal_words as words
from huiyin.cli.county.person_words import GIVEN, SURNAMES
from huiyin.cli.county.places import Spot
from huiyin.cli.county.trouble import Scene, Trouble
from huiyin.cli.county.trouble_city import CITY
from huiyin.cli.county.trouble_daily import DAILY
from huiyin.cli.county.trouble_people import PEOPLE
from huiyin.cli.county.trouble_village import VILLAGE

TROUBLES: dict[str, Trouble] = {**CITY, **DAILY, **VILLAGE, **PEOPLE}
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Told:
    """One appeal in words; scene and thing are kept so that the answer speaks of the same."""

    title: str
    words: str
    wants: tuple[str, ...]
    thing: str
    scene: Scene


def pick(options: tuple[T, ...], rng: Random) -> T:
    """Draw one of the options."""
    return options[int(rng.random() * len(options))]


def is_on_site(category: str) -> bool:
    """Say whether there is something to go out and look at."""
    return category.split(".")[0] not in words.DESK_GROUPS and category not in words.DESK_LEAVES


def tell(category: str, spot: Spot, *, rng: Random, concerned: str | None) -> Told:
    """Compose title, words and requests; `concerned` is the short name of an office complained of."""
    trouble = TROUBLES[category]
    tried = words.TRIED + words.TRIED_ON_SITE if is_on_site(category) else words.TRIED
    scene = pick(trouble.scenes, rng)
    thing = pick(scene.things, rng)
    names = {"s": spot.short, "x": thing, "t": pick(words.SINCE, rng), "v": spot.ground.name}
    wants = tuple(want.format(**names) for want in _wants(trouble, scene, rng))
    parts = [
        pick(words.OPENINGS, rng).format(**names),
        pick(scene.told, rng).format(**names) + "。",
        "" if rng.random() < 0.15 else pick(trouble.harms, rng) + "。",
        "" if rng.random() < 0.2 else pick(tried, rng).format(c=spot.ground.committee),
        "" if concerned is None else pick(words.CONCERNED, rng).format(u=concerned),
        "" if rng.random() < 0.05 else pick(words.ASKS, rng).format(w="，".join(wants)),
        pick(words.CLOSINGS, rng),
    ]
    return Told(pick(scene.titles, rng).format(**names), "".join(parts), wants, thing, scene)


def _wants(trouble: Trouble, scene: Scene, rng: Random) -> list[str]:
    """What the scene asks for first; about half add one wish, a few two."""
    chance = rng.random()
    more = 0 if chance < 0.45 else 1 if chance < 0.88 else 2
    return [pick(scene.wants, rng), *rng.sample(trouble.also, min(more, len(trouble.also)))]


def name_and_phone(rng: Random) -> tuple[str, str]:
    """Invent a person; the numbers lie in a block kept for such use in this demo."""
    name = SURNAMES[int(rng.random() * len(SURNAMES))] + pick(GIVEN, rng)
    return name, f"1300000{int(rng.random() * 10_000):04d}"

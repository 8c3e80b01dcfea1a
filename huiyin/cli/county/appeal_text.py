"""Puts together what a resident said: place, thing, since when, harm, what was tried, what is wanted."""

from dataclasses import dataclass
from random import Random
from typing import TypeVar

from huiyin.cli.county import appeal_words as words
from huiyin.cli.county.person_words import GIVEN, SURNAMES
from huiyin.cli.county.places import Spot
from huiyin.cli.county.trouble import Trouble
from huiyin.cli.county.trouble_city import CITY
from huiyin.cli.county.trouble_daily import DAILY
from huiyin.cli.county.trouble_people import PEOPLE
from huiyin.cli.county.trouble_village import VILLAGE

TROUBLES: dict[str, Trouble] = {**CITY, **DAILY, **VILLAGE, **PEOPLE}
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Told:
    """One appeal in words; `thing` is kept so that the answer speaks of the same."""

    title: str
    words: str
    wants: tuple[str, ...]
    thing: str


def pick(options: tuple[T, ...], rng: Random) -> T:
    """Draw one of the options."""
    return options[int(rng.random() * len(options))]


def tell(trouble: Trouble, spot: Spot, *, rng: Random, concerned: str | None) -> Told:
    """Compose title, words and requests; `concerned` is the short name of an office complained of."""
    thing = pick(trouble.things, rng)
    names = {"s": spot.short, "x": thing, "t": pick(words.SINCE, rng), "v": spot.ground.name}
    wants = tuple(want.format(**names) for want in _some(trouble.wants, rng))
    parts = [
        pick(words.OPENINGS, rng).format(**names),
        pick(trouble.told, rng).format(**names) + "。",
        "" if rng.random() < 0.15 else pick(trouble.harms, rng).format(**names) + "。",
        "" if rng.random() < 0.2 else pick(words.TRIED, rng),
        "" if concerned is None else pick(words.CONCERNED, rng).format(u=concerned),
        "" if rng.random() < 0.05 else pick(words.ASKS, rng).format(w="，".join(wants)),
        pick(words.CLOSINGS, rng),
    ]
    # Some tell first what it does to them and what they tried, and only then where it is.
    if rng.random() < 0.12:
        parts[1:4] = [parts[2], parts[1], parts[3]]
    return Told(pick(trouble.titles, rng).format(**names), "".join(parts), wants, thing)


def _some(wants: tuple[str, ...], rng: Random) -> list[str]:
    """One request is the rule, two are common, three are rare."""
    chance = rng.random()
    count = 1 if chance < 0.45 else 2 if chance < 0.88 else 3
    return rng.sample(wants, min(count, len(wants)))


def name_and_phone(rng: Random) -> tuple[str, str]:
    """Invent a person; the numbers lie in a block kept for such use in this demo."""
    name = SURNAMES[int(rng.random() * len(SURNAMES))] + pick(GIVEN, rng)
    return name, f"1300000{int(rng.random() * 10_000):04d}"

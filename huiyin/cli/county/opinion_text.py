"""Writes the opinions of the demo: what was found, and for each request its outcome with words and reasons."""

from dataclasses import dataclass
from datetime import timedelta
from random import Random

from huiyin.cli.county import opinion_words as words
from huiyin.cli.county.appeal_text import Told, pick
from huiyin.cli.county.model import Value
from huiyin.cli.county.places import Spot
from huiyin.cli.county.trouble import Trouble
from huiyin.cli.county.worktime import Walk, moment

# Art 32 asks for the request, the facts and reasons, and the opinion with its basis.
_ARTICLE_32 = "《信访工作条例》第三十二条"
_LIKELY_FIRST = (0.8, 0.95)
_LIKELY_OTHER = (0.58, 0.86)


@dataclass(frozen=True, slots=True)
class Answered:
    """What an opinion is about: the trouble, where, what was asked, and who answers."""

    trouble: Trouble
    spot: Spot
    told: Told
    unit: str


def opinion(about: Answered, walk: Walk, *, rng: Random, again: bool) -> dict[str, Value]:
    """Draft values found, outcomes, words and basis; outcomes stand in the order of the requests."""
    outcomes = [_outcome(rng, first=index == 0, again=again) for index in range(len(about.told.wants))]
    return {
        "found": _found(about, walk, rng=rng, again=again),
        "outcomes": outcomes,
        "words": [_answer(o, want, about, walk, rng) for o, want in zip(outcomes, about.told.wants, strict=True)],
        "basis": f"{about.trouble.basis}；{_ARTICLE_32}",
    }


def _outcome(rng: Random, *, first: bool, again: bool) -> str:
    support, explain = _LIKELY_FIRST if first or again else _LIKELY_OTHER
    chance = rng.random()
    return "support" if chance < support else "explain" if chance < explain else "reject"


def _day(walk: Walk, days: int) -> str:
    day = moment(walk.ordinal, 0) + timedelta(days=days)
    return f"{day.month}月{day.day}日"


def _found(about: Answered, walk: Walk, *, rng: Random, again: bool) -> str:
    names = {"u": about.unit, "d": _day(walk, -1 - int(rng.random() * 6)), "p": about.spot.address}
    fact = pick(about.trouble.found, rng).format(s=about.spot.short, x=about.told.thing)
    if again:
        return pick(words.AGAIN_FOUND, rng).format(**names, f=fact)
    middle = pick(words.FOUND_MIDDLES, rng).format(f=fact)
    return pick(words.FOUND_OPENINGS, rng).format(**names) + middle + pick(words.FOUND_REASONS, rng)


def _answer(outcome: str, want: str, about: Answered, walk: Walk, rng: Random, /) -> str:
    if outcome == "explain":
        return pick(words.EXPLAIN, rng).format(w=want, y=pick(words.REASONS_TO_EXPLAIN, rng))
    if outcome == "reject":
        return pick(words.REJECT, rng).format(w=want, n=pick(words.REASONS_TO_REJECT, rng))
    done = pick(about.trouble.done, rng).format(s=about.spot.short, x=about.told.thing)
    return pick(words.SUPPORT, rng).format(o=done, u=about.unit, e=_day(walk, 5 + int(rng.random() * 40)))

"""Writes the opinions of the demo: what was found, and for each request its outcome with words and reasons."""

from dataclasses import dataclass
from datetime import date
from random import Random

from huiyin.cli.county import opinion_words as words
from huiyin.cli.county.appeal_text import Told, pick
from huiyin.cli.county.model import Value
from huiyin.cli.county.places import Spot
from huiyin.cli.county.trouble import Trouble
from huiyin.cli.county.worktime import Walk

# Art 32 asks for the request, the facts and reasons, and the opinion with its basis.
_ARTICLE_32 = "《信访工作条例》第三十二条"
# Shares of support, and of support and explanation together, for the main request and for a wish beside it.
_LIKELY_FIRST = (0.8, 0.93)
_LIKELY_ALSO = (0.68, 0.95)


@dataclass(frozen=True, slots=True)
class Answered:
    """What an opinion is about: the trouble, where, what was asked, who answers, and whether one goes out to look."""

    trouble: Trouble
    spot: Spot
    told: Told
    unit: str
    on_site: bool


def opinion(about: Answered, walk: Walk, *, rng: Random, since: int, again: bool) -> dict[str, Value]:
    """Draft values found, outcomes, words and basis, in the order of the requests; looked into after day `since`."""
    main, *wishes = about.told.wants
    answers = [_main_answer(main, about, walk, rng), *(_wish_answer(wish, about, walk, rng) for wish in wishes)]
    return {
        "found": _found(about, _day(max(since, walk.ordinal - int(rng.random() * 7))), rng=rng, again=again),
        "outcomes": [outcome for outcome, _ in answers],
        "words": [said for _, said in answers],
        "basis": f"{about.trouble.basis}；{_ARTICLE_32}",
    }


def _outcome(rng: Random, likely: tuple[float, float]) -> str:
    chance = rng.random()
    return "support" if chance < likely[0] else "explain" if chance < likely[1] else "reject"


def _day(ordinal: int) -> str:
    day = date.fromordinal(ordinal)
    return f"{day.month}月{day.day}日"


def _found(about: Answered, looked_on: str, *, rng: Random, again: bool) -> str:
    names = {"u": about.unit, "d": looked_on, "p": about.spot.address}
    fact = pick(about.told.scene.found, rng).format(s=about.spot.short, x=about.told.thing)
    if again:
        patterns = words.AGAIN_ON_SITE if about.on_site else words.AGAIN_AT_DESK
        return pick(patterns, rng).format(**names, f=fact)
    openings = words.OPENINGS_ON_SITE if about.on_site else words.OPENINGS_AT_DESK
    # A fact that says itself how it was found needs no "经查" before it.
    middle = (
        f"{fact}。"
        if fact.startswith(("经", "现场", "查阅", "复核"))
        else pick(words.FOUND_MIDDLES, rng).format(f=fact)
    )
    return pick(openings, rng).format(**names) + middle + pick(words.FOUND_REASONS, rng)


def _main_answer(want: str, about: Answered, walk: Walk, rng: Random, /) -> tuple[str, str]:
    outcome = _outcome(rng, _LIKELY_FIRST)
    if outcome == "explain":
        reasons = words.REASONS_TO_EXPLAIN_ON_SITE if about.on_site else words.REASONS_TO_EXPLAIN_AT_DESK
        return outcome, pick(words.EXPLAIN, rng).format(w=want, y=pick(reasons, rng))
    if outcome == "reject":
        grounds = words.REASONS_TO_REJECT_ON_SITE if about.on_site else words.REASONS_TO_REJECT_AT_DESK
        return outcome, pick(words.REJECT, rng).format(w=want, n=pick(grounds, rng))
    done = pick(about.told.scene.done, rng).format(s=about.spot.short, x=about.told.thing)
    return outcome, pick(words.SUPPORT, rng).format(o=done, u=about.unit, e=_promised(walk, rng))


def _wish_answer(wish: str, about: Answered, walk: Walk, rng: Random, /) -> tuple[str, str]:
    outcome = _outcome(rng, _LIKELY_ALSO)
    if outcome == "explain":
        return outcome, pick(words.EXPLAIN, rng).format(w=wish, y=pick(words.REASONS_TO_EXPLAIN, rng))
    if outcome == "reject":
        return outcome, pick(words.REJECT, rng).format(w=wish, n=pick(words.REASONS_TO_REJECT_ALSO, rng))
    return outcome, pick(words.SUPPORT_ALSO, rng).format(w=wish, u=about.unit, e=_promised(walk, rng))


def _promised(walk: Walk, rng: Random) -> str:
    return _day(walk.ordinal + 5 + int(rng.random() * 40))

"""What happens to an appeal after it was filed: steps in simulated time, by posts that are held, until the end comes."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from random import Random

from huiyin.cli.county import appeal_words as words
from huiyin.cli.county.appeal_text import pick
from huiyin.cli.county.hands import Hands
from huiyin.cli.county.model import Value
from huiyin.cli.county.opinion_text import Answered, opinion
from huiyin.cli.county.worktime import Walk

# Art 34: sixty days, at most thirty more. The demo's offices miss it in about one matter of twenty.
_LIMIT_DAYS, _LONGEST_EXTENSION = 60, 30
_FAIR = {"满意": "yes", "基本满意": "partly", "不满意": "no"}


@dataclass(frozen=True, slots=True)
class PlannedStep:
    """A later step: its id, moment, simple values, and the post that takes it (None: the resident)."""

    step: str
    at: datetime
    values: Mapping[str, Value]
    by: str | None


@dataclass(frozen=True, slots=True)
class Manner:
    """How a unit works: `pace` stretches its days, `kindness` is the share of people it leaves content."""

    pace: float
    kindness: float


@dataclass(frozen=True, slots=True)
class Course:
    """One appeal on its way: what it is about, who sorts it, who carries it, and how that unit works."""

    about: Answered
    category: str
    sorter: str
    hands: Hands
    manner: Manner
    recent: bool


class Plan:
    """Collects the steps of one appeal along a walk through time."""

    def __init__(self, course: Course, *, walk: Walk, rng: Random) -> None:
        self.steps: list[PlannedStep] = []
        self.course, self.walk, self.rng = course, walk, rng

    def add(self, step: str, by: str | None, /, **values: Value) -> None:
        """Plan a step at the moment reached."""
        self.steps.append(PlannedStep(step, self.walk.at, values, by))

    def chance(self, share: float) -> bool:
        """Say yes in this share of cases."""
        return self.rng.random() < share

    def days(self, *bands: tuple[float, int, int]) -> int:
        """Draw a number of days from bands (share up to here, from, to)."""
        chance = self.rng.random()
        low, high = next((a, b) for share, a, b in bands if chance < share)
        return low + int(self.rng.random() * (high - low + 1))

    def names(self) -> dict[str, str]:
        """Words that sentences about this appeal are filled with."""
        about = self.course.about
        return {"s": about.spot.short, "x": about.told.thing, "u": about.unit, "c": about.spot.ground.committee}


def plan(course: Course, *, walk: Walk, rng: Random) -> list[PlannedStep]:
    """Plan the whole way, as if time never ended; the caller drops what lies beyond."""
    made = Plan(course, walk=walk, rng=rng)
    made.walk.office(made.days((0.66, 0, 0), (0.9, 1, 1), (0.97, 2, 3), (1, 4, 7)))
    fate = rng.random()
    if fate < 0.06:
        _turn_away(made, fate / 0.06)
        return made.steps
    made.add("sort_out", course.sorter, choice="accept", reason=pick(words.SORT_REASONS, rng))
    made.walk.office()
    made.add("hand_over", course.sorter, to_post=course.hands.handler, reason=pick(words.HAND_OVER_REASONS, rng))
    # Now and then nobody signs for it; the hand-over bounces to the sender by itself.
    if not (course.recent and made.chance(0.02)):
        _handle(made)
    return made.steps


def _turn_away(made: Plan, fate: float) -> None:
    sorter, names = made.course.sorter, made.names()
    if fate < 0.35:
        ground, article, facts, channel = pick(words.REFUSALS, made.rng)
        values: dict[str, Value] = {
            "ground": ground,
            "article": article,
            "facts": facts.format(**names),
            "channel": channel,
        }
        made.add("sort_out", sorter, choice="refuse", **values)
    elif fate < 0.82:
        route, body, limit, papers = _guide(made.course.category)
        # Some days before the person came, as people remember it.
        since = date.fromordinal(made.walk.ordinal - 20 - made.walk.ordinal % 130).isoformat()
        made.add(
            "sort_out", sorter, choice="guide", route=route, body=body, limit=limit, papers=papers, since=since,
            why=words.GUIDE_WHY,
        )  # fmt: skip
    else:
        to, why = pick(words.FORWARDS, made.rng)
        made.add("sort_out", sorter, choice="forward", to=to, why=why)
    made.walk.office(made.days((0.6, 0, 0), (1, 1, 3)))
    made.add("serve", sorter, what="notice", way=_way(made))


def _guide(category: str) -> tuple[str, str, str, str]:
    return words.GUIDES.get(category) or words.GUIDES.get(category.split(".")[0]) or words.GUIDE_ELSE


def _way(made: Plan) -> str:
    chance = made.rng.random()
    return "in_person" if chance < 0.45 else "online" if chance < 0.75 else "post"


def _handle(made: Plan) -> None:
    handler = made.course.hands.handler
    made.walk.office(0 if made.chance(0.8) else 1)
    made.add("sign_for", handler)
    made.walk.office(made.days((0.6, 0, 0), (0.9, 1, 1), (1, 2, 3)))
    made.add("accept", handler)
    accepted = made.walk.ordinal
    # Most people are rung up at once.
    if accepted % 5:
        made.walk.office()
        made.add("contact", handler)
    # A few matters of the last months lie unanswered: those are the overdue ones a supervisor finds.
    if made.course.recent and made.chance(0.035):
        made.walk.office(made.days((1, 1, 9)))
        _note(made)
        return
    _work(made, accepted)
    _answer(made, again=False)
    _end(made)


def _note(made: Plan) -> None:
    long, short = pick(words.NOTES_ON_SITE if made.course.about.on_site else words.NOTES_AT_DESK, made.rng)
    made.add("note", made.course.hands.handler, progress=long.format(**made.names()), public=short)


def _work(made: Plan, accepted: int) -> None:
    """Notes on the way and, where it takes long, an extension or a missed limit."""
    fate = made.rng.random()
    if fate < 0.08:
        _work_until(made, accepted + made.days((1, 44, 57)))
        extra = 5 * made.days((1, 3, _LONGEST_EXTENSION // 5))
        reasons = words.EXTEND_REASONS_ON_SITE if made.course.about.on_site else words.EXTEND_REASONS
        made.add("extend", made.course.hands.handler, days=extra, reason=pick(reasons, made.rng))
        _work_until(made, accepted + _LIMIT_DAYS + made.days((0.9, 0, extra - 9), (1, extra + 1, extra + 12)))
    elif fate < 0.125:
        _work_until(made, accepted + made.days((0.7, _LIMIT_DAYS + 1, 72), (1, 73, 95)))
    else:
        days = made.days((0.22, 0, 3), (0.55, 4, 12), (0.82, 13, 26), (1, 27, 42))
        _work_until(made, accepted + min(round(days * made.course.manner.pace), 50))


def _work_until(made: Plan, ordinal: int) -> None:
    """Spread up to three notes over the time until a day, and arrive on it or the first working day after."""
    for _ in range(made.days((0.3, 0, 0), (0.7, 1, 1), (0.92, 2, 2), (1, 3, 3))):
        left = ordinal - made.walk.ordinal
        if left < 3:
            break
        made.walk.office_on(made.walk.ordinal + 1 + int(made.rng.random() * left * 0.6))
        if made.walk.ordinal < ordinal:
            _note(made)
    made.walk.office_on(ordinal)


def _answer(made: Plan, *, again: bool) -> None:
    """Draft, check, sign, serve; some drafts come back once."""
    hands = made.course.hands
    _draft(made, again=again)
    if made.chance(0.09):
        made.add("check", hands.checker, verdict="return", words=pick(words.RETURNED, made.rng))
        made.walk.office(made.days((0.5, 0, 0), (1, 1, 2)))
        _draft(made, again=again)
    made.add("check", hands.checker, verdict="pass", words="")
    made.walk.office(made.days((0.7, 0, 0), (1, 1, 2)))
    if made.chance(0.02):
        made.add("sign", hands.signer, verdict="return", words=pick(words.RETURNED, made.rng))
        made.walk.office(1)
        _draft(made, again=again)
        made.add("check", hands.checker, verdict="pass", words="")
        made.walk.office()
    made.add("sign", hands.signer, verdict="pass", words="")
    made.walk.office(made.days((0.5, 0, 0), (0.85, 1, 1), (1, 2, 3)))
    made.add("serve", hands.handler, what="opinion", way=_way(made))


def _draft(made: Plan, *, again: bool) -> None:
    since = next(step.at for step in reversed(made.steps) if step.step in ("accept", "reopen"))
    drafted = opinion(made.course.about, made.walk, rng=made.rng, since=since.toordinal(), again=again)
    made.add("draft_opinion", made.course.hands.handler, **drafted)
    made.walk.office(made.days((0.65, 0, 0), (1, 1, 2)))


def _end(made: Plan) -> None:
    """Rating, closing, and for some who are not content a second round, in the order of their moments."""
    rating = _rating(made) if made.chance(0.62) else None
    closes = made.chance(0.82)
    if closes and made.chance(0.3):
        _close(made)
        closes = False
    if rating is not None:
        made.walk.resident(made.days((0.5, 0, 1), (0.85, 2, 5), (1, 6, 10)))
        made.steps.append(PlannedStep("rate", made.walk.at, rating, None))
        if rating["solved"] == "no" and made.chance(0.4):
            _again(made)
            return
    if closes:
        _close(made)


def _close(made: Plan) -> None:
    made.walk.office(made.days((0.5, 0, 1), (1, 2, 6)))
    says = "yes" if made.chance(0.84) else "partly"
    if "support" not in _outcomes(made):
        says = "partly" if made.chance(0.5) else "no"
    made.add("close", made.course.hands.handler, says=says)


def _rating(made: Plan) -> dict[str, Value]:
    """Contentment follows the unit and what was decided; attitude is kinder than result."""
    kindness = made.course.manner.kindness * (0.55 if "reject" in _outcomes(made) else 1)
    chance = made.rng.random()
    result = "满意" if chance < kindness else "基本满意" if chance < kindness + (1 - kindness) * 0.6 else "不满意"
    attitude = result if made.chance(0.7) else "满意"
    said = {"满意": words.PLEASED, "基本满意": words.FAIR, "不满意": words.DISPLEASED}[result]
    # One may be content with an honest explanation; solved it is not.
    solved = "partly" if result == "满意" and "support" not in _outcomes(made) else _FAIR[result]
    return {"attitude": attitude, "result": result, "solved": solved, "words": pick(said, made.rng)}


def _outcomes(made: Plan) -> list[str]:
    outcomes = next(step.values["outcomes"] for step in reversed(made.steps) if step.step == "draft_opinion")
    return [str(outcome) for outcome in outcomes] if isinstance(outcomes, list) else []


def _again(made: Plan) -> None:
    """The resident says it is not solved: a second round, shorter, with an answer of its own."""
    made.walk.resident(made.days((0.6, 0, 2), (1, 3, 8)))
    made.add("reopen", None, words=pick(words.STILL_WRONG, made.rng).format(**made.names()))
    made.walk.office(made.days((1, 1, 2)))
    _note(made)
    made.walk.office(made.days((1, 3, 11)))
    _answer(made, again=True)
    made.walk.office(made.days((1, 1, 4)))
    made.add("close", made.course.hands.handler, says="yes")

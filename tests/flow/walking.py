"""Random legal walks: at a growing time somebody takes a step that is offered, its fields filled as they are declared."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from hypothesis import reject
from hypothesis import strategies as st

from huiyin.acts.matters import Filing, open_matter, take_step
from huiyin.acts.writing import now_at
from huiyin.flow.actor import Actor, filer
from huiyin.flow.answers import FieldFaults
from huiyin.flow.decide import offers
from huiyin.flow.kind import Field, Kind, Step
from huiyin.flow.matter import Matter, fold
from huiyin.flow.scene import NotAllowed, World
from huiyin.flow.words import Deed, Role, Sort
from huiyin.jobs.ticks import take_lapses, tick
from huiyin.kinds import ALL
from huiyin.kinds.clocks import CLOCKS
from huiyin.kit.days import SHIPPED
from huiyin.ledger.history import history
from tests.office import MORNING, POSTS, UNITS, VILLAGE, someone

# A title may be made of the first thirty characters of what was said, so what is the person's own comes after them.
PREFACE = "下面要说的这件事情的经过比较长，前面这三十几个字里没有一个字是只属于本人的，所以从这里才开始讲："
WORLD = World(calendar=SHIPPED, clocks=CLOCKS)
LONGEST_PAUSE_HOURS = 24 * 20
NOWHERE = UUID(int=0)
# Most matters go to those who can handle them; elsewhere few walks come to an answer.
LEADING = sorted(post for post, (_, roles) in POSTS.items() if "lead" in roles)
HANDLING = sorted(post for post, (_, roles) in POSTS.items() if "handle" in roles)


@dataclass(slots=True)
class Walk:
    """A walk under way: the matter, the time, what was said in confidence, and the steps taken so far."""

    draw: Callable[[st.SearchStrategy[Any]], Any]
    number: int
    at: datetime = MORNING
    matter: UUID = NOWHERE
    other: str = ""
    secrets: list[str] = field(default_factory=list)
    taken: list[str] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)

    def secret(self) -> str:
        """Return something nobody else ever said."""
        told = f"zq{self.number}x{len(self.secrets)}qz"
        self.secrets.append(told)
        return told

    def digits(self, count: int) -> str:
        """Return digits nobody else has."""
        told = f"{self.number * 100 + len(self.secrets):0{count}d}"[-count:]
        self.secrets.append(told)
        return told

    def now(self) -> Matter:
        """Return the matter as its events make it."""
        return fold(history(self.matter), matter_id=str(self.matter))


def begin(kind: Kind, walk: Walk) -> None:
    """Open a matter of the kind as whoever may, at a counter or in person."""
    values = filled(kind.opening.fields, walk, None)
    by_clerk = Role.FILER not in kind.opening.who or (Role.INTAKE in kind.opening.who and walk.draw(st.booleans()))
    clerk = someone("centre.intake", walk.at) if by_clerk else None
    # Somebody must be there to take it in: the centre for what is filed, the government for what is reviewed.
    unit = "gov" if any(Role.REVIEW in step.who for step in kind.steps if step.id == "draft") else "centre"
    filing = Filing(kind.id, values, now_at(walk.at), received_unit=unit)
    try:
        walk.matter = open_matter(filing, actor=clerk).matter
    except NotAllowed:
        # Nobody stands above the unit complained of; it is said, and there is no walk.
        reject()
    walk.taken.append("register")


def go_on(kind: Kind, walk: Walk, cards: dict[str, Actor]) -> None:
    """Let some time pass, let the clocks take their steps, then take one of the steps that are offered."""
    walk.at += timedelta(hours=walk.draw(st.sampled_from((1, 5, 24, 24 * 3, LONGEST_PAUSE_HOURS))))
    take_lapses(at=walk.at)
    matter = walk.now()
    offered = [
        (post, step) for post, actor in _actors(walk, cards).items() for step in _open_steps(kind, matter, actor)
    ]
    if not offered:
        return
    post, step = walk.draw(st.sampled_from(_ahead(kind, walk, offered) or offered))
    actor = _actors(walk, cards)[post]
    try:
        take_step(walk.matter, step.id, filled(step.fields, walk, matter, step), actor=actor, moment=now_at(walk.at))
        walk.taken.append(step.id)
    except (NotAllowed, FieldFaults) as refusal:
        # What was filled in can still be refused: a post that leads already, a paper that is not there.
        walk.refused.append(f"{step.id}: {refusal}")


def wait_out(walk: Walk) -> None:
    """Let so much time pass that every clock with a step of its own takes it."""
    walk.at += timedelta(days=60)
    tick(at=walk.at)
    # What was told first lapses at the next tick.
    tick(at=walk.at)


def _ahead(kind: Kind, walk: Walk, offered: list[tuple[str, Step]]) -> list[tuple[str, Step]]:
    """Return, three times in four, only the offers that lead on and not to an end; chance alone soon ends a walk."""
    moving = [(post, step) for post, step in offered if _leads_on(kind, step)]
    if not moving or walk.draw(st.integers(0, 3)) == 0:
        return []

    been = {kind.step(step_id).to for step_id in walk.taken} - {None}

    def rank(step: Step) -> tuple[bool, int, int]:
        return step.to in been, walk.taken.count(step.id), -len(_reach(kind, step.to)) if step.to else 0

    best = min(rank(step) for _, step in moving)
    return [one for one in moving if rank(one[1]) == best]


def _leads_on(kind: Kind, step: Step) -> bool:
    if step.to is not None:
        return not kind.state(step.to).final
    return bool({Deed.HAND_OVER, Deed.SIGN_FOR} & set(step.does))


def _reach(kind: Kind, state: str) -> set[str]:
    reached, waiting = set[str](), [state]
    while waiting:
        here = waiting.pop()
        if here not in reached:
            reached.add(here)
            waiting += [step.to for step in kind.steps if step.to and here in step.after]
    return reached


def _actors(walk: Walk, cards: dict[str, Actor]) -> dict[str, Actor]:
    held = {post: replace(actor, at=walk.at) for post, actor in cards.items()}
    return {**held, "filer": filer(str(walk.matter), walk.at)}


def _open_steps(kind: Kind, matter: Matter, actor: Actor) -> list[Step]:
    if actor.units & set(matter.excluded):
        return []
    return [offer.step for offer in offers(kind, matter, actor=actor, world=WORLD) if offer.allowed]


def filled(fields: tuple[Field, ...], walk: Walk, matter: Matter | None, step: Step | None = None) -> dict[str, Any]:
    """Return an answer for every required field and for some of the others."""
    values: dict[str, Any] = {}
    for one in fields:
        if one.required or _is_needed(one, values) or walk.draw(st.booleans()):
            value = _value(one, walk, matter, step)
            if value is not None:
                values[one.id] = value
    return values


def _is_needed(one: Field, values: dict[str, Any]) -> bool:
    return one.needed_if is not None and str(values.get(one.needed_if[0])).lower() == one.needed_if[1]


def _value(one: Field, walk: Walk, matter: Matter | None, step: Step | None) -> Any:
    if step is not None and Deed.VOID in step.does and one.sort is Sort.LINE and matter is not None:
        return walk.draw(st.sampled_from([paper.number for paper in matter.papers] or ["没有"]))
    wanted = len(matter.values.get("requests", ())) if matter is not None else 0
    return VALUES[one.sort](one, walk, wanted)


def _line(one: Field, walk: Walk, wanted: int) -> str:
    return walk.secret() if one.private else f"第{walk.number}次走到这里写的话"


def _words(one: Field, walk: Walk, wanted: int) -> str:
    return PREFACE + walk.secret() if one.private else "照实写下的理由"


def _lines(one: Field, walk: Walk, wanted: int) -> list[str]:
    return [_line(one, walk, wanted) for _ in range(max(wanted, 1))]


def _outcomes(one: Field, walk: Walk, wanted: int) -> list[str]:
    return [walk.draw(st.sampled_from(one.choices)).id for _ in range(wanted)]


def _numbers(one: Field) -> st.SearchStrategy[int]:
    # More people than representatives, so that both numbers fit each other.
    least, most = (one.within.least, one.within.most) if one.within is not None else (1, 30)
    return st.integers(max(least, min(5, most)) if most > 5 else least, min(most, 30))


def _id_number(one: Field, walk: Walk, wanted: int) -> str:
    body = "11010119900307" + walk.digits(3)
    # GB 11643: weights are powers of two modulo 11.
    total = sum(int(digit) * pow(2, 17 - place, 11) for place, digit in enumerate(body))
    return body + "10X98765432"[total % 11]


def _chosen(one: Field, walk: Walk, wanted: int) -> str:
    return str(walk.draw(st.sampled_from(one.choices)).id)


VALUES: dict[Sort, Callable[[Field, Walk, int], Any]] = {
    Sort.LINE: _line,
    Sort.WORDS: _words,
    Sort.NUMBER: lambda one, walk, wanted: walk.draw(_numbers(one)),
    Sort.DAY: lambda one, walk, wanted: walk.at.date().isoformat(),
    Sort.YES_NO: lambda one, walk, wanted: walk.draw(st.booleans()),
    Sort.CHOICE: _chosen,
    Sort.CHOICES: lambda one, walk, wanted: [_chosen(one, walk, wanted)],
    Sort.POST: lambda one, walk, wanted: walk.draw(st.sampled_from([*sorted(POSTS), *HANDLING * 3])),
    Sort.LEADER: lambda one, walk, wanted: walk.draw(st.sampled_from(LEADING)),
    Sort.UNIT: lambda one, walk, wanted: walk.draw(st.sampled_from(sorted(UNITS))),
    Sort.UNITS: lambda one, walk, wanted: [walk.draw(st.sampled_from(sorted(UNITS)))],
    Sort.CATEGORY: lambda one, walk, wanted: "water",
    Sort.DIVISION: lambda one, walk, wanted: VILLAGE,
    Sort.GRID: lambda one, walk, wanted: None,
    Sort.MATTER: lambda one, walk, wanted: walk.other,
    Sort.NAME: _line,
    Sort.PHONE: lambda one, walk, wanted: "139" + walk.digits(8),
    Sort.ID_NUMBER: _id_number,
    Sort.ADDRESS: _line,
    Sort.FILES: lambda one, walk, wanted: [walk.secret()],
    Sort.REQUESTS: lambda one, walk, wanted: ["修好水管", "说明原因"][: walk.draw(st.integers(1, 2))],
    Sort.OUTCOMES: _outcomes,
    Sort.LINES: _lines,
    Sort.OUTLINE: lambda one, walk, wanted: [0, 0, 1, 1],
}


def walkers() -> dict[str, Actor]:
    """Return everybody of the office by post, looked up once."""
    return {post: someone(post) for post in POSTS}


def kinds() -> list[Kind]:
    """Return every kind."""
    return list(ALL.values())

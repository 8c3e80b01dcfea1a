"""Many matters chosen from the list: which steps could be taken on them, row by row, and how a run of them went."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from huiyin.flow.actor import Actor
from huiyin.flow.bulk import one_by_one
from huiyin.flow.decide import reason_against
from huiyin.flow.kind import Kind, Step
from huiyin.flow.matter import Matter, fold
from huiyin.flow.scene import Scene, World
from huiyin.kinds import ALL, kind_of
from huiyin.kit.text import Text
from huiyin.ledger.history import histories
from huiyin.queries.clocks import county_rules
from huiyin.queries.matter_rows import MatterLine, lines
from huiyin.store.access import numbered
from huiyin.store.desk import BulkRun

ANOTHER_KIND = Text("不是这类事项", "A matter of another kind")


@dataclass(frozen=True, slots=True)
class Chosen:
    """A chosen matter: its line, its version, and what each step of its kind would meet now."""

    line: MatterLine
    kind: str
    version: int
    excluded: frozenset[str]
    against: dict[str, Text | None]


@dataclass(frozen=True, slots=True)
class StepChoice:
    """A step that could be taken on some of the chosen matters."""

    kind: Kind
    step: Step
    may: int


def chosen(numbers: Iterable[str], *, actor: Actor) -> tuple[Chosen, ...]:
    """Return the chosen matters the actor may know of, newest first, each with what stands against each step.

    Eight queries, whatever their number.
    """
    rows = list(numbered(actor, set(numbers)).order_by("-received_at", "-id"))
    held = histories([row.id for row in rows])
    catalogue, calendar = county_rules()
    world = World(calendar=calendar, clocks=catalogue)
    found = []
    for row, line in zip(rows, lines(rows, actor=actor), strict=True):
        matter = fold(held[row.id], matter_id=str(row.id))
        found.append(Chosen(line, row.kind, matter.version, frozenset(matter.excluded), _against(matter, actor, world)))
    return tuple(found)


def _against(matter: Matter, actor: Actor, world: World) -> dict[str, Text | None]:
    kind = kind_of(matter.kind)
    return {
        step.id: reason_against(Scene(kind, matter, step, actor, world))
        for step in kind.steps
        if one_by_one(step) is None
    }


def step_choices(found: Sequence[Chosen]) -> tuple[StepChoice, ...]:
    """Return the steps that could be taken on at least one of the chosen matters, in declared order."""
    choices = []
    for kind in ALL.values():
        rows = [one for one in found if one.kind == kind.id]
        for step in kind.steps:
            may = sum(step.id in one.against and one.against[step.id] is None for one in rows)
            if may:
                choices.append(StepChoice(kind, step, may))
    return tuple(choices)


def against(one: Chosen, *, kind: str, step: str) -> Text | None:
    """Return why a step may not be taken on a chosen matter, or None."""
    return one.against.get(step, ANOTHER_KIND) if one.kind == kind else ANOTHER_KIND


@dataclass(frozen=True, slots=True)
class RunRow:
    """How it went with one matter: done, refused with its sentence, or still waiting (empty)."""

    number: str
    title: str
    how: str
    why: Text


@dataclass(frozen=True, slots=True)
class Run:
    """One step on many matters, as far as it has come."""

    id: UUID
    kind: Kind
    step: Step
    made_at: datetime
    rows: tuple[RunRow, ...]

    def count(self, how: str) -> int:
        """Count the rows that went so."""
        return sum(row.how == how for row in self.rows)


def run_of(run: UUID, *, actor: Actor) -> Run | None:
    """Return a run of one's own, titles only of what may still be known of; None for any other. Two queries."""
    held = BulkRun.objects.filter(id=run, owner=actor.person).first()
    if held is None:
        return None
    numbers = [row["number"] for row in held.rows]
    titles = dict(numbered(actor, numbers).values_list("number", "title"))
    kind = kind_of(held.kind)
    rows = tuple(
        RunRow(row["number"], titles.get(row["number"], ""), row["how"], Text(row["zh"], row["en"]))
        for row in held.rows
    )
    return Run(held.id, kind, kind.step(held.step), held.made_at, rows)

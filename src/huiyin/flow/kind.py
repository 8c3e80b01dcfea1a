"""The grammar of a kind and a register: frozen declarations that a lawyer can read."""

from dataclasses import dataclass
from typing import TypeVar

from huiyin.flow.words import ALWAYS_PRIVATE, Count, Deed, Guard, Role, Sort, Verb
from huiyin.kit.text import Text

Named = TypeVar("Named", "Field", "State", "Step")


@dataclass(frozen=True, slots=True)
class Only:
    """What a step or an answer is meant for: an earlier answer that was one of these. `says` tells whom it is not for."""

    field: str
    answers: frozenset[str]
    says: Text


@dataclass(frozen=True, slots=True)
class Choice:
    """One of the answers a field offers; `basis` is the article that makes it an answer.

    `clock` is the limit that the answer tells of or starts, `under` the answer it falls under in a longer list.
    `body` stands in the name of the body the matter goes to with this answer, `only` says on which matters it is one.
    `counts` makes it a yes in the figures where its field counts there: solved, satisfied.
    """

    id: str
    name: Text
    basis: str = ""
    clock: str = ""
    under: "Choice | None" = None
    body: str = ""
    only: Only | None = None
    counts: bool = False


@dataclass(frozen=True, slots=True)
class Within:
    """The least and the most a number may be, and what is said of one that is neither: with the article that says so."""

    least: int
    most: int
    says: Text


@dataclass(frozen=True, slots=True)
class Field:
    """One thing asked. `when` asks it only if another field of the same step has the given value.

    `needed_if` makes what may be left out an answer that is needed where another field has the given value. `of` names
    the representative whose own data it is, by number: asked only where there are so many, opened to nobody else of them.
    `counts` says as what its answers are counted in the figures.
    """

    id: str
    name: Text
    sort: Sort
    sealed: bool = False
    required: bool = True
    help: Text | None = None
    choices: tuple[Choice, ...] = ()
    basis: str = ""
    longest: int = 200
    when: tuple[str, str] | None = None
    needed_if: tuple[str, str] | None = None
    within: Within | None = None
    of: str = ""
    counts: Count | None = None

    @property
    def private(self) -> bool:
        """Say whether the value goes into a sealed box instead of the event."""
        return self.sealed or self.sort in ALWAYS_PRIVATE

    @property
    def always_needed(self) -> bool:
        """Say whether an answer is needed whatever else was answered."""
        return self.required and self.when is None and self.of in ("", "1")


@dataclass(frozen=True, slots=True)
class When:
    """A clock that a step moves only where a field was answered so; the answer `*` is any answer."""

    field: str
    answer: str
    clock: str


@dataclass(frozen=True, slots=True)
class Purpose:
    """What a private field is collected for, under which article; `readers` empty: whoever works on the matter."""

    why: Text
    basis: str
    readers: frozenset[Role] = frozenset()


@dataclass(frozen=True, slots=True)
class State:
    """Where a matter stands. `awaits` is us, them or done; `tells` is what the resident reads.

    `turn` names the role in the unit whose turn it is; None means the post that leads, or with
    `giver_turn` the post that gave the task.
    """

    id: str
    name: Text
    awaits: str
    tells: Text
    final: bool = False
    turn: Role | None = None
    giver_turn: bool = False


@dataclass(frozen=True, slots=True)
class Step:
    """What may happen next: from which states, by whom, on which conditions, with what effect.

    `after` empty means the step opens a matter; `to` None keeps the state. Clock names are ids of the
    catalogue. `papers` are the codes of the documents numbered and issued with it. `tells` is the
    resident's sentence; None keeps the step out of the resident's timeline. `opens` names a kind of
    which a linked matter is opened with the step; `origin` names the step then taken on the matter
    this one was opened from, `fans` the step then taken on every matter merged into this one, `repeats` the
    step then taken on what the same filer filed again and was joined to this one, `about` the step then
    taken, with the private answers given here, on the matter this one asks about and on what was opened from it.
    `shares` names the step by which what was merged into this one takes the same reply.
    `writes` lets the resident know by a message that something was written to him or her.
    `starts_if` reads the answers of this step and, where it does not ask, those given before;
    `stops_if` only its own. `extends_any` extends whichever of its clocks runs. `logs` is the clock
    that runs from receipt until it was written down. `due_by` names a clock and the field that gives
    its due day. `from_receipt` are clocks that count from the receipt of the matter and not from
    the step; one that runs already is left, one the step also stops is measured at once. `between` says that its
    papers go from office to office and are delivered with the step.
    `hand` names the hand that took it where that is not the step's own id, for guards
    that want another hand. `confines` names the roles to which the matter is confined from here on:
    what it `opens` is confined to the same, and the body that receives that has this one too.
    `only` says for which matters the step is meant.
    `warns` names a running clock whose last day the resident is told by a message: a right about to end.
    `signs` names the step that only drafted what this one makes count: its answers are this step's.
    `counts` says as what the step itself is counted in the figures.
    """

    id: str
    name: Text
    event: str
    who: tuple[Role, ...]
    after: tuple[str, ...] = ()
    to: str | None = None
    fields: tuple[Field, ...] = ()
    guards: tuple[Guard, ...] = ()
    does: tuple[Deed, ...] = ()
    starts: tuple[str, ...] = ()
    stops: tuple[str, ...] = ()
    starts_if: tuple[When, ...] = ()
    stops_if: tuple[When, ...] = ()
    due_by: tuple[tuple[str, str], ...] = ()
    from_receipt: tuple[str, ...] = ()
    logs: str = ""
    extends: str = ""
    extends_any: tuple[str, ...] = ()
    suspends: str = ""
    resumes: str = ""
    papers: tuple[str, ...] = ()
    tells: Text | None = None
    verb: Verb | None = None
    hint: Text | None = None
    basis: str = ""
    opens: str = ""
    origin: str = ""
    fans: str = ""
    repeats: str = ""
    about: str = ""
    shares: str = ""
    hand: str = ""
    confines: tuple[Role, ...] = ()
    grave: bool = False
    writes: bool = False
    warns: str = ""
    only: Only | None = None
    signs: str = ""
    between: bool = False
    counts: tuple[Count, ...] = ()

    @property
    def clocks_started(self) -> tuple[str, ...]:
        """Return every clock the step may start, on whatever answer."""
        named = (*self.starts, *(one.clock for one in self.starts_if), *(clock for clock, _ in self.due_by))
        named = (*named, *self.from_receipt)
        return (*named, self.logs) if self.logs else named

    @property
    def clocks_stopped(self) -> tuple[str, ...]:
        """Return every clock the step may stop, on whatever answer; `*` is all that run."""
        return (*self.stops, *(one.clock for one in self.stops_if))


@dataclass(frozen=True, slots=True)
class Kind:
    """A sort of matter: what somebody is owed an answer to, and how the answer comes about.

    `lapses` maps a clock to the step that the clock itself takes when it runs out.
    `rings` are the clocks whose due date is the office's own deadline, the binding one first.
    `confined` names the roles without which nobody learns that a matter of the kind exists, by any
    path: only posts that hold one of them and whose unit received, leads, is handed or assists the
    matter. No leader, administrator, auditor or figure sees it. Empty: as everybody stands.
    `by_review` says that one opened from another matter goes to the body that reviews its lead unit;
    otherwise it starts with the post that opened it.
    """

    id: str
    edition: int
    name: Text
    series: str
    basis: str
    purpose: Text
    retention: Text
    states: tuple[State, ...]
    steps: tuple[Step, ...]
    rings: tuple[str, ...]
    lapses: tuple[tuple[str, str], ...] = ()
    confined: tuple[Role, ...] = ()
    by_review: bool = False

    def state(self, state_id: str) -> State:
        """Return the state of that id; KeyError if the kind has none."""
        return _find(self.states, state_id)

    def step(self, step_id: str) -> Step:
        """Return the step of that id; KeyError if the kind has none."""
        return _find(self.steps, step_id)

    def asked(self, step: Step) -> tuple[Field, ...]:
        """Return the fields whose answers a step acts on: its own, or those of the draft it signs."""
        return self.step(step.signs).fields if step.signs else step.fields

    def signing(self, step_id: str) -> Step:
        """Return the step that signs what a step drafted; StopIteration if none does."""
        return next(step for step in self.steps if step.signs == step_id)

    @property
    def opening(self) -> Step:
        """Return the one step that opens a matter of this kind."""
        return next(step for step in self.steps if not step.after)

    def fields(self) -> dict[str, Field]:
        """Return every field of every step by id; the first declaration of an id counts."""
        found: dict[str, Field] = {}
        for step in self.steps:
            for field in step.fields:
                found.setdefault(field.id, field)
        return found


@dataclass(frozen=True, slots=True)
class Register:
    """A table the centre keeps and edits: one stream an entry, valid-from/to, no clock.

    `key` names the field that is the entry's natural key; fields of a reference sort say in
    `refers` which register they point to. `label` is the field shown as the entry's name.
    """

    id: str
    name: Text
    purpose: Text
    fields: tuple[Field, ...]
    label: str
    editors: tuple[Role, ...]
    refers: tuple[tuple[str, str], ...] = ()
    basis: str = ""

    def field(self, field_id: str) -> Field:
        """Return the field of that id; KeyError if the register has none."""
        return _find(self.fields, field_id)

    @property
    def references(self) -> dict[str, str]:
        """Return, for each field that points to another register, that register's id."""
        return dict(self.refers)


def _find(things: tuple[Named, ...], wanted: str) -> Named:
    for thing in things:
        if thing.id == wanted:
            return thing
    raise KeyError(wanted)

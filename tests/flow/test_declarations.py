"""Declarations are looked over before they load: the shipped ones are sound, and every way of spoiling one is named."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from huiyin.flow.faults import faults, register_faults
from huiyin.flow.kind import Choice, Field, Kind, Register, State, Step, When
from huiyin.flow.refusals import REFUSED_REGISTERS, REFUSED_WORDS
from huiyin.flow.words import Count, Deed, Guard, Role, Sort
from huiyin.kinds import ALL, check_declarations
from huiyin.kinds.clocks import CLOCKS
from huiyin.kinds.registers import REGISTERS
from huiyin.kit.text import Text

KINDS = list(ALL.values())
APPEAL = ALL["appeal"]
UNIT = REGISTERS["unit"]


def said(kind: Kind, kinds: dict[str, Kind] = ALL) -> list[str]:
    return faults(kind, clocks=CLOCKS, kinds=kinds)


def with_step(kind: Kind, step_id: str, **changed: object) -> Kind:
    """Return the kind with one step changed."""
    steps = tuple(replace(step, **changed) if step.id == step_id else step for step in kind.steps)  # type: ignore[arg-type]
    return replace(kind, steps=steps)


def with_field(field: Field) -> Kind:
    """Return a kind with one more field in its opening step."""
    opening = APPEAL.opening
    return with_step(APPEAL, opening.id, fields=(*opening.fields, field))


def line(field_id: str, zh: str, en: str = "Something") -> Field:
    return Field(field_id, Text(zh, en), Sort.LINE)


def choosing(*, yes: bool = True, no: bool = False, counts: Count = Count.SATISFIED, sealed: bool = False) -> Field:
    """Return a field of two answers that counts in the figures."""
    answers = (Choice("yes", Text("是", "Yes"), counts=yes), Choice("no", Text("否", "No"), counts=no))
    return Field("glad", Text("好不好", "Good"), Sort.CHOICE, choices=answers, counts=counts, sealed=sealed)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.id)
def test_every_kind_is_sound(kind: Kind) -> None:
    assert said(kind) == []


@pytest.mark.parametrize("register", REGISTERS.values(), ids=lambda register: register.id)
def test_every_register_is_sound(register: Register) -> None:
    assert register_faults(register, registers=REGISTERS) == []


def test_everything_shipped_may_load() -> None:
    check_declarations()


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.id)
def test_every_clock_taken_out_of_the_catalogue_is_missed(kind: Kind) -> None:
    named = {
        name
        for step in kind.steps
        for name in (*step.clocks_started, *step.clocks_stopped, step.extends, *step.extends_any, step.suspends, step.resumes)
    }  # fmt: skip
    named |= {*kind.rings, *(clock for clock, _ in kind.lapses)}
    for name in sorted(named - {"*", ""}):
        left = {id_: clock for id_, clock in CLOCKS.items() if id_ != name}
        assert any(name in fault for fault in faults(kind, clocks=left, kinds=ALL)), name


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.id)
def test_every_state_taken_away_is_missed(kind: Kind) -> None:
    for state in kind.states:
        left = replace(kind, states=tuple(one for one in kind.states if one is not state))
        assert any(state.id in fault or "终点" in fault for fault in said(left)), state.id


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.id)
def test_every_field_a_deed_needs_is_missed(kind: Kind) -> None:
    needy = {Deed.HAND_OVER, Deed.ASSIST, Deed.EXCLUDE, Deed.OFFICE_SAYS, Deed.RESIDENT_SAYS, Deed.CALLBACK_SAYS, Deed.LINK,
             Deed.MERGE, Deed.VOID}  # fmt: skip
    tried = 0
    for step in kind.steps:
        if needy & set(step.does):
            tried += 1
            assert any(f"{kind.id}.{step.id}：" in fault for fault in said(with_step(kind, step.id, fields=()))), (
                step.id
            )
    # A small kind has few such steps; every large one has many.
    assert tried > 1 or len(kind.steps) < 15


SPOILED: dict[str, Callable[[], Kind]] = {
    "nobody may take it": lambda: with_step(APPEAL, "accept", who=()),
    "it goes nowhere": lambda: with_step(APPEAL, "accept", to="nowhere"),
    "it comes from nowhere": lambda: with_step(APPEAL, "accept", after=("nowhere",)),
    "a second opening": lambda: with_step(APPEAL, "accept", after=()),
    "no opening": lambda: with_step(APPEAL, "register", after=("registered",)),
    "the end leaves clocks running": lambda: with_step(APPEAL, "serve_notice", stops=()),
    "a clock begins after the end": lambda: with_step(APPEAL, "note", after=("archived",), starts=("XF-06",)),
    "a step that counts as something said": lambda: with_step(APPEAL, "accept", counts=(Count.SATISFIED,)),
    "a step that counts twice": lambda: with_step(APPEAL, "urge", counts=(Count.URGED, Count.URGED)),
    "an answer that counts as something done": lambda: with_field(choosing(counts=Count.REPLIED)),
    "an answer of which all count": lambda: with_field(choosing(yes=True, no=True)),
    "an answer of which none counts": lambda: with_field(choosing(yes=False)),
    "a sealed answer that counts": lambda: with_field(choosing(sealed=True)),
    "no end": lambda: replace(APPEAL, states=tuple(replace(state, final=False) for state in APPEAL.states)),
    "a state nobody reaches": lambda: replace(
        APPEAL, states=(*APPEAL.states, State("lost", Text("迷路", "Lost"), "us", Text("迷路", "Lost")))
    ),
    "an extension without a length": lambda: with_step(APPEAL, "extend", fields=()),
    "a draft that issues a paper": lambda: with_step(APPEAL, "extend", papers=("D07",)),
    "a signature that somebody drafts": lambda: with_step(APPEAL, "sign_extend", who=(Role.HANDLE,)),
    "a signature by the same hand": lambda: with_step(APPEAL, "sign_extend", guards=(Guard.PUT_FORWARD,)),
    "a signature under nothing": lambda: with_step(APPEAL, "sign_extend", signs="vanish"),
    "a draft nobody signs": lambda: with_step(APPEAL, "sign_extend", signs=""),
    "a suspension without a ground": lambda: with_step(ALL["re_review"], "hearing_opened", fields=()),
    "a suspension the law does not know": lambda: with_step(APPEAL, "sign_extend", suspends="XF-03"),
    "a lapse that is no step": lambda: replace(APPEAL, lapses=(("BD-01", "vanish"),)),
    "a ring that is no clock": lambda: replace(APPEAL, rings=("XX-99",)),
    "it opens a kind there is not": lambda: with_step(APPEAL, "ask_review", opens="petition_war"),
    "a clock by an answer there is not": lambda: with_step(
        APPEAL, "accept", starts_if=(When("channel", "by_pigeon", "BD-02"),)
    ),
    "a clock by a field nobody asks": lambda: with_step(APPEAL, "accept", starts_if=(When("colour", "*", "BD-02"),)),
    "a stop by a field the step does not ask": lambda: with_step(
        APPEAL, "accept", stops_if=(When("channel", "*", "XF-01"),)
    ),
    "a due day that is no day": lambda: with_step(APPEAL, "accept", due_by=(("XF-13", "contact"),)),
    "a decision on the lead without a lead": lambda: with_step(ALL["order"], "convene", fields=()),
    "a field twice": lambda: with_field(line("title", "标题")),
    "a choice of nothing": lambda: with_field(Field("colour", Text("颜色", "Colour"), Sort.CHOICE)),
    "a condition on a field not asked": lambda: with_field(replace(line("more", "更多"), when=("never", "yes"))),
    "a field named 民族": lambda: with_field(line("origin_group", "民族")),
    "a field with a refused id": lambda: with_field(line("petitioner_score", "情况")),
    "a refused choice": lambda: with_field(
        Field("mark", Text("标记", "Mark"), Sort.CHOICE, choices=(Choice("a", Text("缠访", "Often")),))
    ),
    "a kind named 稳控": lambda: replace(APPEAL, name=Text("人员稳控", "Something")),
}


@pytest.mark.parametrize("how", SPOILED)
def test_spoiled_kind_is_refused(how: str) -> None:
    assert said(SPOILED[how]()) != []


REFUSED_WAYS = sorted(REFUSED_WORDS)


@pytest.mark.parametrize("word", REFUSED_WAYS)
def test_every_refused_word_refuses_a_field_a_kind_and_a_register(word: str) -> None:
    chinese = not word.isascii()
    field = line("x", f"某{word}某") if chinese else line(f"a_{word.lower()}_b", "某事", "Something")
    english = line("x", "某事", f"Some {word.upper()} thing")

    assert any(fault.startswith(f"appeal.register.{field.id}：") for fault in said(with_field(field)))
    if not chinese:
        assert said(with_field(english)) != []
    assert said(replace(APPEAL, name=Text(f"某{word}某", "Something"))) != []
    register = replace(UNIT, name=Text(f"某{word}某", "Something"))
    assert register_faults(register, registers=REGISTERS) != []


@pytest.mark.parametrize("name", sorted(REFUSED_REGISTERS))
def test_register_of_people_is_refused_by_whatever_name(name: str) -> None:
    register = replace(UNIT, id=name.upper()) if name.isascii() else replace(UNIT, name=Text(name, "Something"))

    assert register_faults(register, registers=REGISTERS) != []


@pytest.mark.parametrize("sort", [Sort.NAME, Sort.ID_NUMBER, Sort.ADDRESS, Sort.FILES])
def test_register_holds_no_private_field(sort: Sort) -> None:
    register = replace(UNIT, fields=(*UNIT.fields, Field("x", Text("某某", "Something"), sort)))

    assert any("隐私" in fault for fault in register_faults(register, registers=REGISTERS))


@pytest.mark.parametrize(
    "spoil",
    [
        lambda: replace(UNIT, label="nothing"),
        lambda: replace(UNIT, refers=(("parent", "nowhere"),)),
        lambda: replace(UNIT, refers=(("nothing", "unit"),)),
    ],
    ids=["label", "target", "field"],
)
def test_spoiled_register_is_refused(spoil: Callable[[], Register]) -> None:
    assert register_faults(spoil(), registers=REGISTERS) != []


def test_plain_words_are_not_refused() -> None:
    """The net is not so wide that ordinary fields are caught in it."""
    step = Step(
        "ask", Text("问一问", "Ask"), "asked", (Role.INTAKE,), after=("registered",), fields=(line("pipe", "水管"),)
    )

    assert said(replace(APPEAL, steps=(*APPEAL.steps, step))) == []

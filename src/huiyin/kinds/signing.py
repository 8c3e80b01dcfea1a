"""A paper that one hand drafts and another signs: one declared step becomes two, and what was drafted may be returned."""

from dataclasses import replace

from huiyin.flow.kind import Field, Step
from huiyin.flow.words import Deed, Guard, Role, Sort
from huiyin.kit.text import Text

_THEN_SIGNED = Text("写好送签；签发后才编号、才算数", "Drafted here; numbered and in force once signed")

RETURN_PAPER = Step(
    id="return_paper",
    name=Text("退回送签的文书", "Return what was put forward"),
    event="paper_returned",
    after=("*",),
    who=(Role.SIGNER,),
    fields=(Field("mend", Text("哪里要改", "What to mend"), Sort.WORDS, sealed=True, longest=500),),
    does=(Deed.RETURN_PAPERS,),
)


_BY_ONE, _BY_ANOTHER = Text("拟", "Draft: "), Text("签发：", "Sign: ")


def bare_name(step: Step) -> Text:
    """Return what a step does, whichever of the two hands takes it."""
    if Deed.PUT_FORWARD not in step.does and not step.signs:
        return step.name
    said = _BY_ANOTHER if step.signs else _BY_ONE
    return Text(step.name.zh.removeprefix(said.zh), step.name.en.removeprefix(said.en))


def two_hands(step: Step) -> tuple[Step, Step]:
    """Return the step as two: its fields are drafted and put forward, and everything else happens once another signs.

    The event keeps its name, so that it means what it always meant: the paper is out.
    """
    return _draft(step), _sign(step)


def _draft(step: Step) -> Step:
    return Step(
        id=step.id,
        name=Text(f"{_BY_ONE.zh}{step.name.zh}", f"{_BY_ONE.en}{step.name.en}"),
        event="put_forward",
        after=step.after,
        who=step.who,
        fields=step.fields,
        guards=step.guards,
        does=(Deed.PUT_FORWARD,),
        verb=step.verb,
        hint=step.hint or _THEN_SIGNED,
        basis=step.basis,
    )


def _sign(step: Step) -> Step:
    return replace(
        step,
        id=f"sign_{step.id}",
        name=Text(f"{_BY_ANOTHER.zh}{step.name.zh}", f"{_BY_ANOTHER.en}{step.name.en}"),
        who=(Role.SIGNER,),
        fields=(),
        guards=(Guard.PUT_FORWARD, Guard.ANOTHER_HAND, *step.guards),
        signs=step.id,
    )

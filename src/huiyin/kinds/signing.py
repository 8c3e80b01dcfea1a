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


def two_hands(step: Step) -> tuple[Step, Step]:
    """Return the step as two: its fields are drafted and put forward, and everything else happens once another signs.

    The event keeps its name, so that it means what it always meant: the paper is out.
    """
    return _draft(step), _sign(step)


def _draft(step: Step) -> Step:
    return Step(
        id=step.id,
        name=Text(f"拟{step.name.zh}", f"Draft: {step.name.en}"),
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
        name=Text(f"签发：{step.name.zh}", f"Sign: {step.name.en}"),
        who=(Role.SIGNER,),
        fields=(),
        guards=(Guard.PUT_FORWARD, Guard.ANOTHER_HAND, *step.guards),
        signs=step.id,
    )

"""A filer's own repeat: filed again while the first is in hand, it is handled with the first, and parted when it is not it.

Art. 19: what is in hand within its time is not accepted a second time; the person is shown the first and its last day.
"""

from dataclasses import replace

from huiyin.flow.kind import Field, State, Step
from huiyin.flow.words import Deed, Guard, Role, Sort
from huiyin.kinds.common import REASON
from huiyin.kit.text import Text

_BASIS = "信访工作条例 第19条"
JOINED = State(
    "joined",
    Text("随本人在办的一件办", "With the filer's first"),
    "us",
    Text("和您正在办的那件是同一件事，合在一起办", "The same matter of yours is in hand; the two are handled together"),
)


REASON_OF_PARTING = Field(
    "reason",
    REASON.name,
    Sort.WORDS,
    required=False,
    help=Text("哪里不一样，写一句就行；不写姓名、电话", "What is different, in a sentence; no names, no phones"),
    longest=REASON.longest,
)

JOIN_OWN = Step(
    id="join_own",
    name=Text("随本人在办的一件办", "Handle with the filer's first"),
    event="joined_own",
    after=("registered",),
    to="joined",
    who=(Role.CLOCKWORK,),
    fields=(
        Field("other", Text("先反映的那一件", "The first"), Sort.MATTER),
        Field("first_number", Text("先反映的那一件的编号", "Number of the first"), Sort.LINE, longest=32),
        Field("first_last", Text("那一件答复的最后一天", "Last day of the first"), Sort.DAY, required=False),
    ),
    does=(Deed.JOIN_OWN,),
    stops=("*",),
    tells=Text(
        "和您先反映的 {first_number} 是同一件事，合在一起办，时限按先反映的那件算",
        "The same as {first_number}, which you filed before: handled together, by the time limits of the first",
    ),
    basis=_BASIS,
)
_PART_OWN = Step(
    id="part_own",
    name=Text("不是同一件，分开办", "Another matter: part them"),
    event="parted_own",
    after=("joined",),
    to="registered",
    who=(Role.SORT, Role.INTAKE, Role.FILER, Role.CLOCKWORK),
    fields=(REASON_OF_PARTING,),
    guards=(Guard.MERGED,),
    does=(Deed.PART_OWN,),
    hint=Text("时限从当初收到那天接着算", "Its limits run from its own receipt"),
    tells=Text("这一件分开单独办，时限从当初收到那天起算", "Handled on its own; its limits run from its own receipt"),
    basis=_BASIS,
)
SETTLE_OWN = Step(
    id="settle_own",
    name=Text("先反映的那件已有结果", "The first has its result"),
    event="settled_own",
    after=("joined",),
    to="archived",
    who=(Role.CLOCKWORK,),
    guards=(Guard.MERGED,),
    stops=("*",),
    tells=Text(
        "您先反映的那件已经书面告知您结果，这一件一并了结",
        "You have the written result of the first; this one ends with it",
    ),
    basis=_BASIS,
)


def own_repeat_steps(begun: tuple[str, ...]) -> tuple[Step, Step, Step]:
    """Return the steps by which a repeat is joined, parted and settled; `begun` are the clocks receipt begins."""
    return JOIN_OWN, replace(_PART_OWN, from_receipt=begun), SETTLE_OWN

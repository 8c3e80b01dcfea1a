"""Putting right what is held of a person (个人信息保护法 第46条): asked for in a request, made where the data lie."""

from dataclasses import replace

from huiyin.flow.kind import Field, Step
from huiyin.flow.words import Deed, Guard, Role, Sort
from huiyin.kinds.purposes import OTHERS
from huiyin.kit.text import Text

CORRECTABLE = (
    Field("name", Text("姓名", "Name"), Sort.NAME, required=False, longest=50),
    Field("phone", Text("电话", "Phone"), Sort.PHONE, required=False, longest=20),
    Field("place", Text("具体地方", "Exact place"), Sort.ADDRESS, required=False),
)
# The same of each further representative of a joint appeal.
_OF_OTHERS = tuple(
    replace(
        one,
        id=f"{one.id}_{number}",
        name=Text(f"第{number}位代表{one.name.zh}", f"Representative {number}: {one.name.en}"),
    )
    for number in OTHERS
    for one in CORRECTABLE[:2]
)
_LAW = "个人信息保护法 第46条"


def data_corrected(*final: str, holds: tuple[str, ...] = ("name", "phone", "place"), together: bool = False) -> Step:
    """Return the step by which a matter's own data are put right, in any state, the final ones named.

    With `together` also those of the further representatives of a joint appeal.
    """
    return Step(
        id="correct_data",
        name=Text("更正个人信息", "Correct personal data"),
        event="data_corrected",
        after=("*", *final),
        who=(Role.CLOCKWORK,),
        fields=(*(field for field in CORRECTABLE if field.id in holds), *(_OF_OTHERS if together else ())),
        does=(Deed.CORRECT_DATA,),
        tells=Text("您的{corrected}已经按您的申请更正", "Your data were corrected as you asked"),
        basis=_LAW,
    )


CORRECT = Step(
    id="correct",
    name=Text("更正信息", "Make the correction"),
    event="corrected",
    after=("signed",),
    who=(Role.HANDLE, Role.SORT, Role.REVIEW),
    fields=CORRECTABLE,
    guards=(Guard.TO_CORRECT,),
    does=(Deed.CORRECT_DATA,),
    about="correct_data",
    hint=Text("只填要改的，填改后的；本人马上看得到", "Only what changes, as it shall be; the person sees it"),
    tells=Text("您的{corrected}已经更正，在“我的个人信息”里看得到", "Your data are corrected: see My data"),
    basis=_LAW,
)

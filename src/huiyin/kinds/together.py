"""Appeals that several people bring together: one matter, one number, up to five representatives they elected (Art. 20).

Of the people it speaks for only their number is asked, never a list of them.
"""

from dataclasses import replace

from huiyin.flow.answers import REPRESENTATIVES
from huiyin.flow.kind import Field, Step, Within
from huiyin.flow.serving import MOST_REPRESENTATIVES
from huiyin.flow.words import Deed, Guard, Role, Sort
from huiyin.kit.text import Text

ART_20 = "信访工作条例 第20条"
TOGETHER = ("joint", "true")
# More than a county's town has; beyond it somebody mistyped.
MOST_PEOPLE = 100_000
_PLACES = "二三四五"

_HOW_MANY = (
    Field(
        "joint",
        Text("是不是几个人一起反映的", "Do several people bring it together?"),
        Sort.YES_NO,
        required=False,
        help=Text(
            "几个人为同一件事来的，推选代表，最多五位；只登记人数和代表，不登记其他人的名单",
            "People with the same matter elect at most five representatives; the others are counted, never listed",
        ),
        basis=ART_20,
    ),
    Field(
        "people_count",
        Text("一共几个人", "How many people in all"),
        Sort.NUMBER,
        when=TOGETHER,
        within=Within(
            2,
            MOST_PEOPLE,
            Text("一起反映的至少 2 人；只有一个人就选“不是”", "At least two people; for one choose “No”"),
        ),
    ),
    Field(
        REPRESENTATIVES,
        Text("推选了几位代表", "How many representatives"),
        Sort.NUMBER,
        when=TOGETHER,
        within=Within(
            1,
            MOST_REPRESENTATIVES,
            Text(
                "代表不得超过 5 人，请各位再推选（信访工作条例 第20条）",
                "Not more than five representatives: please elect again (Regulation on petition work, Art. 20)",
            ),
        ),
        help=Text("最多 5 位，连第一位在内", "Five at most, the first among them"),
        basis=ART_20,
    ),
)
_SERVED_AT = Text("书面答复寄到这里；不写就到窗口取", "Written replies go there; if left empty, fetched at the counter")


def personal(name: Field, phone: Field) -> tuple[Field, ...]:
    """Return what is asked of people: how many come together, the first one's own fields, then each representative's."""
    first = (
        replace(name, needed_if=TOGETHER, of="1"),
        replace(phone, needed_if=TOGETHER, of="1"),
        Field(
            "serve_at",
            Text("文书送到哪里", "Address for papers"),
            Sort.ADDRESS,
            required=False,
            when=TOGETHER,
            help=_SERVED_AT,
            of="1",
        ),
    )
    others = [one for number in range(2, MOST_REPRESENTATIVES + 1) for one in _other(number)]
    return (*_HOW_MANY, *first, *others)


def _other(number: int) -> tuple[Field, ...]:
    who, whose = f"第{_PLACES[number - 2]}位代表", f"Representative {number}"
    of = str(number)
    return (
        Field(f"name_{of}", Text(f"{who}姓名", f"{whose}: name"), Sort.NAME, longest=50, of=of),
        Field(f"phone_{of}", Text(f"{who}电话", f"{whose}: phone"), Sort.PHONE, longest=20, of=of),
        Field(
            f"serve_at_{of}",
            Text(f"{who}文书送到哪里", f"{whose}: address for papers"),
            Sort.ADDRESS,
            required=False,
            help=_SERVED_AT,
            of=of,
        ),
    )


def ask_early(step: Step, *, origin: str = "") -> Step:
    """Return asking for (re-)review by a representative who has the opinion while another has not: his time runs."""
    return replace(
        step,
        id="ask_early",
        event=f"{step.event}_early",
        after=("signed",),
        guards=(Guard.SEVERAL_RECIPIENTS, Guard.GOT_IT),
        stops=(),
        origin=origin,
    )


AGREE_TO_WITHDRAW = Step(
    id="withdraw_too",
    name=Text("同意撤回", "Agree to withdraw"),
    event="withdrawal_agreed",
    after=("registered", "assigned", "accepted"),
    who=(Role.FILER,),
    guards=(Guard.SEVERAL_RECIPIENTS,),
    does=(Deed.AGREE_TO_WITHDRAW,),
    hint=Text("各位代表都同意，最后一位才能撤回", "Only when all representatives agree can the last one withdraw"),
    tells=Text(
        "一位代表同意撤回，其他代表都同意了才撤回", "One representative agrees to withdraw; it takes the others as well"
    ),
)

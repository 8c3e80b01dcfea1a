"""Simple handling (简易办理): an opinion in ten working days; what turns out complex keeps the clock of its acceptance.

The sixty days run beside the ten working days from the start, so that nothing is won by turning to the ordinary track.
Whether it is accepted is decided in three working days from receipt, measured also where nobody said so beforehand.
"""

from dataclasses import replace

from huiyin.flow.kind import Choice, Field, Step
from huiyin.flow.words import Guard, Role, Sort
from huiyin.kinds.appeal_sorting import ACCEPT, SIMPLY_DECIDED
from huiyin.kit.text import Text

_RULE = "信访事项简易办理办法（试行）（国信发〔2016〕8号，文号待确认）"
SIMPLE_CLOCK = "XF-15"

_GROUND = Field(
    "simple_ground",
    Text("为什么可以简易办理", "Why the simple track"),
    Sort.CHOICE,
    choices=(
        Choice("clear", Text("初次反映，事情清楚、不大、好解决", "First time, clear, small and easy"), _RULE),
        Choice("enquiry", Text("咨询、建议、感谢", "An enquiry, suggestion or thanks"), _RULE),
        Choice("daily", Text("日常生活的事，等不得", "Of daily life and pressing"), _RULE),
        Choice("promised", Text("有关单位已经承诺或者作出决定", "Already promised or decided"), _RULE),
    ),
    help=Text(
        "只有这几种可以；拿不准就用“受理”，办起来复杂了可以转回去",
        "Only these; in doubt use “Accept”. It can be turned to the ordinary track later",
    ),
)

# Whoever receives it may say first that it goes the simple way: from then on the three working days are seen running.
CHOOSE_SIMPLE = Step(
    id="choose_simple",
    name=Text("定为简易办理", "Choose the simple track"),
    event="simple_chosen",
    after=("registered",),
    who=(Role.SORT, Role.INTAKE),
    fields=(_GROUND,),
    guards=(Guard.CONCERN_KNOWN, Guard.NOT_HANDED_OVER),
    from_receipt=(SIMPLY_DECIDED,),
    hint=Text(
        "收到起 3 个工作日内定受理或转送（待确认）", "Accepted or passed on within 3 working days (to be confirmed)"
    ),
    tells=Text("走简易办理，{due}前告诉您受理不受理", "On the simple track: by {due} you hear whether it is accepted"),
    basis=_RULE,
)

TAKE_SIMPLY = replace(
    ACCEPT,
    id="take_simply",
    name=Text("受理，简易办理", "Accept, simple track"),
    event="taken_simply",
    fields=(
        _GROUND,
        *ACCEPT.fields,
    ),
    starts=(SIMPLE_CLOCK, *ACCEPT.starts),
    from_receipt=(SIMPLY_DECIDED,),
    hint=Text("10 个工作日内答复（待确认）", "Reply within 10 working days (to be confirmed)"),
    tells=Text("已受理，简易办理，{due}前书面答复您", "Accepted on the simple track: written reply by {due}"),
    basis=_RULE,
)

TURN_ORDINARY = Step(
    id="turn_ordinary",
    name=Text("转为普通程序", "Turn to the ordinary track"),
    event="turned_ordinary",
    after=("registered", "accepted", "drafted", "checked"),
    who=(Role.HANDLE, Role.SORT),
    fields=(
        Field(
            "complex_why",
            Text("为什么复杂（会告知反映人）", "Why it is complex (the person is told)"),
            Sort.WORDS,
            help=Text("不写姓名、电话", "No names, no phones"),
            longest=300,
        ),
    ),
    guards=(Guard.CLOCK_RUNS, Guard.NOT_HANDED_OVER),
    stops=(SIMPLE_CLOCK, SIMPLY_DECIDED),
    tells=Text(
        "转为普通程序办理，60 日从受理那天起算，不重新算；原因：{complex_why}",
        "Turned to the ordinary track; the 60 days run from acceptance and do not begin anew. Why: {complex_why}",
    ),
    basis=_RULE,
)

"""Branch 5 of Art. 31: an application to investigate an illegality or perform a duty is performed or answered.

Its time is that of the special law, else two months (Administrative Litigation Law, Art. 47); after it one may sue.
"""

from huiyin.flow.kind import Choice, Field, State, Step, When
from huiyin.flow.words import Count, Deed, Guard, Role, Sort, Verb
from huiyin.kinds.common import REASON
from huiyin.kinds.replying import HANDED_BY_PAPER
from huiyin.kit.text import Text

_LAWS = (
    Choice("general", Text("没有专门规定：两个月", "No special law: two months"), "行政诉讼法 第47条", clock="SS-03"),
    Choice("labour", Text("劳动保障监察：六十个工作日", "Labour inspection: 60 working days"), "劳动保障监察条例 第17条", clock="LD-05"),
    Choice("injury", Text("工伤认定：六十日", "Work injury: 60 days"), "工伤保险条例 第20条", clock="GS-02"),
    Choice("consumer", Text("消费投诉：四十五个工作日", "Consumer complaint: 45 working days"), "市场监督管理投诉举报处理暂行办法 第20条", clock="TJ-13.2"),
    Choice("disclosure", Text("信息公开：二十个工作日", "Disclosure: 20 working days"), "政府信息公开条例 第33条", clock="GK-03"),
)  # fmt: skip
DUTY_CLOCKS = tuple(choice.clock for choice in _LAWS)
_DONE = (
    Choice("performed", Text("已履行", "Performed"), "信访工作条例 第31条第5项"),
    Choice("answered", Text("答复不履行的理由", "Answered why not"), "信访工作条例 第31条第5项"),
)

TAKE_DUTY = Step(
    id="take_duty",
    name=Text("按履职申请办", "Treat as an application to perform a duty"),
    event="duty_taken",
    after=("registered", "assigned"),
    to="duty",
    who=(Role.HANDLE, Role.SORT),
    fields=(
        Field(
            "duty_law", Text("期限按哪个规定", "Which law sets the time"), Sort.CHOICE, choices=_LAWS,
            help=Text("从收到申请之日起算", "Counted from receipt of the application"),
        ),
        Field("duty_reason", Text("为什么是履职申请", "Why it is one"), Sort.WORDS, longest=300),
    ),
    guards=(Guard.CONCERN_KNOWN, Guard.NOT_HANDED_OVER),
    does=(Deed.TAKE_ON,),
    starts=("XF-07",),
    starts_if=tuple(When("duty_law", choice.id, choice.clock) for choice in _LAWS),
    stops=("XF-01", "XF-02", "XF-03", "XF-04", "XF-05", "BD-09", "BD-04.2"),
    tells=Text(
        "按申请履行职责办理，{due}前履行或者答复；过期不办您可以起诉",
        "Treated as an application to perform a duty: done or answered by {due}; after that you may sue",
    ),
    basis="信访工作条例 第31条第5项；行政诉讼法 第47条",
    counts=(Count.ACCEPTED,),
)  # fmt: skip

DRAFT_DUTY = Step(
    id="draft_duty",
    name=Text("拟履职答复", "Draft the answer"),
    event="duty_drafted",
    after=("duty",),
    to="duty_drafted",
    who=(Role.HANDLE, Role.SORT),
    hand="draft",
    fields=(
        Field("found", Text("查明的情况", "What was found"), Sort.WORDS, sealed=True, longest=4000),
        Field("duty_done", Text("履行了还是答复", "Performed or answered"), Sort.CHOICE, choices=_DONE),
        Field("duty_words", Text("怎么履行的，或者理由", "How it was performed, or why not"), Sort.WORDS, sealed=True, longest=2000),
        Field("opinion_basis", Text("法律依据", "Legal basis"), Sort.WORDS, longest=600),
    ),
    guards=(Guard.NOT_HANDED_OVER,),
    verb=Verb.REPLY,
    hint=Text("拟稿后送签发", "Then signed"),
    basis="信访工作条例 第31条第5项",
)  # fmt: skip

RETURN_DUTY = Step(
    id="return_duty",
    name=Text("退回重拟", "Return the draft"),
    event="duty_returned",
    after=("duty_drafted",),
    to="duty",
    who=(Role.CHECK, Role.SIGN),
    fields=(Field("mend", Text("哪里要改", "What to mend"), Sort.WORDS, sealed=True, longest=500),),
)

SIGN_DUTY = Step(
    id="sign_duty",
    name=Text("签发履职答复", "Sign the answer"),
    event="duty_signed",
    after=("duty_drafted",),
    to="duty_signed",
    who=(Role.SIGN,),
    guards=(Guard.ANOTHER_HAND,),
    stops=("XF-07", *DUTY_CLOCKS),
    papers=("R02",),
    verb=Verb.REPLY,
    hint=Text("编号成文，随后送达", "Numbered, then served"),
    tells=Text("履行职责的答复已签发", "The answer is signed"),
)

SERVE_DUTY = Step(
    id="serve_duty",
    name=Text("送达履职答复", "Serve the answer"),
    event="duty_served",
    after=("duty_signed",),
    to="duty_answered",
    who=(Role.HANDLE, Role.SORT, Role.INTAKE),
    fields=HANDED_BY_PAPER,
    guards=(Guard.PAPER_UNSERVED,),
    does=(Deed.SERVE,),
    starts=("FY-01", "SS-02"),
    stops=("BD-04.3", "BD-04.4"),
    verb=Verb.REPLY,
    hint=Text("不服可以复议、起诉", "Reconsideration or suit"),
    tells=Text(
        "履行职责的答复已送达您；不服的，60 日内可以申请复议，六个月内可以起诉",
        "Served: reconsideration within 60 days, suit within six months",
    ),
    basis="行政复议法 第20条；行政诉讼法 第46条",
    counts=(Count.REPLIED,),
)

END_DUTY = Step(
    id="end_duty",
    name=Text("履职办结归档", "Archive"),
    event="duty_ended",
    after=("duty_answered",),
    to="archived",
    who=(Role.HANDLE, Role.SORT),
    fields=(REASON,),
    stops=("*",),
    verb=Verb.CLOSE,
    hint=Text("本人的复议、起诉期限不受影响", "The person's own limits are untouched"),
)

LAPSE_DUTY = Step(
    id="lapse_duty",
    name=Text("起诉期满归档", "Archived when the time to sue ran out"),
    event="duty_lapsed",
    after=("duty_answered",),
    to="archived",
    who=(Role.CLOCKWORK,),
    stops=("*",),
)

DUTY_STATES = (
    State(
        "duty", Text("履职办理中", "Duty in hand"), "us",
        Text("正在按履职申请办", "Being handled as an application to perform a duty"),
    ),
    State(
        "duty_drafted", Text("履职答复待签", "Answer drafted"), "us", Text("答复等领导签发", "The answer waits to be signed"),
        turn=Role.SIGN,
    ),
    State("duty_signed", Text("履职答复待送达", "Answer signed"), "us", Text("答复正在送给您", "The answer is on its way")),
    State("duty_answered", Text("履职已答复", "Answered"), "them", Text("已书面答复您", "Answered in writing")),
)  # fmt: skip
DUTY_STEPS = (TAKE_DUTY, DRAFT_DUTY, RETURN_DUTY, SIGN_DUTY, SERVE_DUTY, END_DUTY, LAPSE_DUTY)

"""The part every answered kind shares: draft, check, sign, serve, rate, and what the papers hold."""

from huiyin.flow.kind import Choice, Field, State, Step
from huiyin.flow.words import Count, Deed, Guard, Role, Sort, Verb
from huiyin.kinds.serving import HANDED_BY_PAPER as HANDED_BY_PAPER
from huiyin.kit.text import Text

OUTCOMES = (
    Choice("support", Text("支持", "Supported"), "信访工作条例 第32条"),
    Choice("explain", Text("解释说明", "Explained"), "信访工作条例 第32条"),
    Choice("reject", Text("不予支持", "Not supported"), "信访工作条例 第32条"),
)

DRAFTED = State(
    "drafted", Text("拟稿待审", "Drafted"), "us", Text("答复正在审核", "The reply is being checked"), turn=Role.CHECK
)
CHECKED = State(
    "checked", Text("待签发", "Checked"), "us", Text("答复等领导签发", "The reply waits to be signed"), turn=Role.SIGN
)
SIGNED = State(
    "signed", Text("已签发待送达", "Signed"), "us", Text("答复已签发，正在送给您", "The reply is signed and on its way")
)

CHECK = Step(
    id="check",
    name=Text("审核通过", "Pass the draft"),
    event="checked",
    after=("drafted",),
    to="checked",
    who=(Role.CHECK, Role.SIGN),
    fields=(Field("check_words", Text("审核意见", "Remarks"), Sort.LINE, required=False, sealed=True),),
    guards=(Guard.ANOTHER_HAND,),
    verb=Verb.REPLY,
    hint=Text("审核后送签发", "Then to be signed"),
)

RETURN_DRAFT = Step(
    id="return_draft",
    name=Text("退回重拟", "Return the draft"),
    event="draft_returned",
    after=("drafted", "checked"),
    to="accepted",
    who=(Role.CHECK, Role.SIGN),
    fields=(Field("mend", Text("哪里要改", "What to mend"), Sort.WORDS, sealed=True, longest=500),),
)

RATE_SCALE = (
    Choice("satisfied", Text("满意", "Satisfied"), counts=True),
    Choice("fair", Text("基本满意", "Fairly satisfied"), counts=True),
    Choice("dissatisfied", Text("不满意", "Dissatisfied")),
)
SOLVED_SCALE = (
    Choice("yes", Text("解决了", "Solved"), counts=True),
    Choice("partly", Text("解决了一部分", "Partly solved")),
    Choice("no", Text("没解决", "Not solved")),
)

RATE = Step(
    id="rate",
    name=Text("评价", "Rate"),
    event="rated",
    after=("served", "closed"),
    who=(Role.FILER, Role.INTAKE),
    fields=(
        Field("attitude", Text("办事态度", "How you were treated"), Sort.CHOICE, choices=RATE_SCALE),
        Field(
            "result",
            Text("办理结果", "The result"),
            Sort.CHOICE,
            choices=RATE_SCALE,
            counts=Count.SATISFIED,
        ),
        Field(
            "solved",
            Text("事情解决了吗", "Is it solved?"),
            Sort.CHOICE,
            choices=SOLVED_SCALE,
            counts=Count.RESIDENT_SOLVED,
        ),
        Field(
            "rating_words", Text("想说的话", "Anything to add"), Sort.WORDS, sealed=True, required=False, longest=500
        ),
    ),
    guards=(Guard.UNRATED,),
    does=(Deed.RESIDENT_SAYS,),
    basis="信访工作条例 第21条",
    tells=Text("您作了评价：{result}，{solved}", "You rated it: {result}, {solved}"),
)

CALL_BACK = Step(
    id="call_back",
    name=Text("回访", "Call back"),
    event="called_back",
    after=("served", "closed"),
    who=(Role.SORT, Role.SUPERVISE),
    fields=(
        Field(
            "callback_way",
            Text("怎么回访的", "How"),
            Sort.CHOICE,
            required=False,
            choices=(
                Choice("phone", Text("电话", "By phone")),
                Choice("visit", Text("上门", "A visit")),
                Choice("online", Text("网上", "Online")),
                Choice("window", Text("来窗口时当面", "At the counter")),
            ),
        ),
        Field(
            "callback_says",
            Text("回访时对方说", "What the person said"),
            Sort.CHOICE,
            choices=SOLVED_SCALE,
            counts=Count.CALL_BACK_SOLVED,
        ),
        Field(
            "callback_satisfied",
            Text("对办理满意吗", "Satisfied with the handling?"),
            Sort.CHOICE,
            required=False,
            choices=RATE_SCALE,
        ),
        Field("callback_words", Text("原话", "In their words"), Sort.WORDS, sealed=True, required=False, longest=500),
        Field(
            "callback_performed",
            Text("答复里说的，落实没有", "Was what the reply promised done?"),
            Sort.WORDS,
            sealed=True,
            required=False,
            longest=200,
        ),
        Field(
            "callback_follow_up",
            Text("怎样跟进", "What follows"),
            Sort.WORDS,
            sealed=True,
            required=False,
            longest=200,
        ),
    ),
    does=(Deed.CALLBACK_SAYS,),
    papers=("D26",),
    stops=("BD-03",),
    tells=Text("回访了您：{callback_says}", "You were called back: {callback_says}"),
    basis="北京市信访条例 第23条（地方规定，供参考，待确认）",
)

REOPEN = Step(
    id="reopen",
    name=Text("没解决，重新办", "Not solved: reopen"),
    event="reopened",
    after=("served", "closed"),
    to="accepted",
    who=(Role.FILER, Role.INTAKE),
    fields=(
        Field(
            "still_wrong",
            Text("哪里没解决", "What is still wrong"),
            Sort.WORDS,
            sealed=True,
            help=Text("写一句就行", "One sentence is enough"),
            longest=1000,
        ),
    ),
    does=(Deed.NEW_ROUND,),
    starts=("BD-02",),
    stops=("XF-08", "BD-03", "BD-10"),
    tells=Text(
        "您说没解决，{lead}重新办，{due}前再答复您",
        "You said it is not solved: {lead} takes it up again, reply by {due}",
    ),
    counts=(Count.REOPENED,),
)

CLOSE = Step(
    id="close",
    name=Text("办结", "Close"),
    event="closed",
    after=("served",),
    to="closed",
    who=(Role.HANDLE, Role.REVIEW),
    fields=(
        Field(
            "office_says",
            Text("本单位说，解决了没有", "The office says"),
            Sort.CHOICE,
            choices=SOLVED_SCALE,
            help=Text("群众怎么说、回访怎么说另记，不合并", "What the resident and the call-back say is kept apart"),
            counts=Count.OFFICE_SOLVED,
        ),
    ),
    does=(Deed.OFFICE_SAYS,),
    starts=("BD-03",),
    verb=Verb.CLOSE,
    hint=Text("办结不等于解决", "Closed is not solved"),
)

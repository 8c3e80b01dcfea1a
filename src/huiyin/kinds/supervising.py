"""The ladder of supervision (督办): letter, talk, notice, public listing, order to put right, proposal to hold to account.

Each rung names its issuer by the post that takes it, a ground from the list of Art 38-40, the facts, and a day by which
the unit answers; the unit's answer and the supervisor's check close it. Urging (催办) comes before any of this and needs
no ground. No rung moves a legal clock, and none is about the person who filed.
"""

from huiyin.flow.kind import Choice, Field, Step
from huiyin.flow.words import Deed, Guard, Role, Sort, Verb
from huiyin.kinds.signing import two_hands
from huiyin.kit.text import Text

LADDER_BASIS = "信访工作条例 第38条至第40条"

GROUNDS = (
    Choice(
        "wrong_acceptance",
        Text("应受理而未受理、受理不当", "Wrongly accepted or not accepted"),
        "信访工作条例 第40条",
    ),
    Choice("wrong_handling", Text("办理不当、推诿敷衍", "Shirked or badly handled"), "信访工作条例 第40条"),
    Choice("delay", Text("拖延、超期", "Delayed or overdue"), "信访工作条例 第40条"),
    Choice("false", Text("弄虚作假", "Falsified"), "信访工作条例 第40条"),
    Choice("not_executed", Text("不执行处理意见", "The opinion is not carried out"), "信访工作条例 第40条"),
)

GROUND = Field(
    "supervise_ground", Text("督办事由", "Ground"), Sort.CHOICE, choices=GROUNDS, basis="信访工作条例 第40条"
)
FACTS = Field(
    "supervise_facts",
    Text("事实和证据", "Facts and evidence"),
    Sort.WORDS,
    sealed=True,
    help=Text("只写单位怎么办的，不写反映人", "What the unit did or left undone; nothing on the person who filed"),
    longest=2000,
)
ASKS = Field("supervise_asks", Text("要求做什么", "What is asked"), Sort.WORDS, sealed=True, longest=1000)
DUE = Field("supervise_due", Text("哪天前反馈", "Answer by"), Sort.DAY)
DUE_BY = (("BD-06", "supervise_due"),)
SUPERVISORS = (Role.SUPERVISE,)
LEADERS = (Role.SUPERVISE, Role.LEAD)

SUPERVISE = two_hands(
    Step(
        id="supervise",
        name=Text("督办", "Supervise"),
        event="supervised",
        after=("*",),
        who=SUPERVISORS,
        fields=(GROUND, FACTS, ASKS, DUE),
        does=(Deed.SUPERVISE,),
        due_by=DUE_BY,
        papers=("D12",),
        between=True,
        verb=Verb.SUPERVISE,
        basis="信访工作条例 第38条、第40条",
        hint=Text("发督办函；须有事由", "A letter of supervision, on a listed ground"),
    )
)

TALK = Step(
    id="talk",
    name=Text("约谈", "Call in for a talk"),
    event="talked",
    after=("*",),
    who=LEADERS,
    fields=(
        GROUND,
        Field("talk_on", Text("哪天谈的", "Day of the talk"), Sort.DAY),
        Field("talk_place", Text("在哪里", "Where"), Sort.LINE, longest=60),
        Field(
            "talk_host",
            Text("谁谈的（岗位）", "Who led it (post)"),
            Sort.LINE,
            sealed=True,
            longest=60,
        ),
        Field("talk_with", Text("和谁谈的（单位和职务）", "With whom (unit and office)"), Sort.LINE, sealed=True, longest=60),
        Field("talk_facts", Text("指出的问题", "Problems named"), Sort.WORDS, sealed=True, longest=2000),
        Field("talk_record", Text("谈了什么", "What was said"), Sort.WORDS, sealed=True, longest=4000),
        Field("talk_asks", Text("提出的要求", "What is asked"), Sort.WORDS, sealed=True, longest=1000),
        Field("talk_promised", Text("对方意见和承诺", "What was promised"), Sort.WORDS, sealed=True, longest=1000),
        DUE,
    ),
    guards=(Guard.SUPERVISED,),
    does=(Deed.SUPERVISE,),
    due_by=DUE_BY,
    papers=("D12-2",),
    between=True,
    basis="信访工作条例 第39条",
)  # fmt: skip

BULLETIN = Step(
    id="bulletin",
    name=Text("通报", "Notify all units"),
    event="notified",
    after=("*",),
    who=LEADERS,
    fields=(
        GROUND,
        FACTS,
        Field("bulletin_to", Text("通报到哪一级", "To whom"), Sort.CHOICE, choices=(
            Choice("county", Text("全县各单位", "All units of the county")),
            Choice("system", Text("本系统", "The unit's own line")),
            Choice("town", Text("本乡镇", "The township")),
        )),
        DUE,
    ),
    guards=(Guard.SUPERVISED,),
    does=(Deed.SUPERVISE,),
    due_by=DUE_BY,
    grave=True,
    basis="信访工作条例 第39条",
)  # fmt: skip

LIST_PUBLICLY = Step(
    id="list_supervised",
    name=Text("挂牌督办", "List for supervision"),
    event="listed",
    after=("*",),
    who=LEADERS,
    fields=(GROUND, FACTS, ASKS, DUE),
    guards=(Guard.SUPERVISED,),
    does=(Deed.SUPERVISE,),
    due_by=DUE_BY,
    grave=True,
    basis="信访工作条例 第39条",
)

RECTIFY = two_hands(
    Step(
        id="rectify",
        name=Text("责令限期整改", "Order to put right"),
        event="ordered_right",
        after=("*",),
        who=LEADERS,
        fields=(
            GROUND,
            Field(
                "rectify_problems",
                Text("存在的问题", "Problems"),
                Sort.LINES,
                sealed=True,
                help=Text("一行一个", "One a line"),
                longest=300,
            ),
            Field("rectify_asks", Text("整改要求", "What must be put right"), Sort.WORDS, sealed=True, longest=1000),
            DUE,
        ),
        guards=(Guard.SUPERVISED,),
        does=(Deed.SUPERVISE,),
        due_by=DUE_BY,
        papers=("D12-3",),
        between=True,
        basis="信访工作条例 第39条",
    )
)

HOLD_TO_ACCOUNT = two_hands(
    Step(
        id="propose_accountability",
        name=Text("提出问责建议", "Propose to hold to account"),
        event="accountability_proposed",
        after=("*",),
        who=SUPERVISORS,
        fields=(
            GROUND,
            Field("accountable_to", Text("向哪个机关建议", "To which body"), Sort.UNIT),
            Field("accountable_facts", Text("事实和证据", "Facts and evidence"), Sort.WORDS, sealed=True, longest=2000),
            Field("accountable_harm", Text("造成的后果", "Consequence"), Sort.WORDS, sealed=True, longest=1000),
            Field("accountable_proposal", Text("建议", "Proposal"), Sort.WORDS, sealed=True, longest=1000),
            DUE,
        ),
        guards=(Guard.SUPERVISED,),
        does=(Deed.SUPERVISE,),
        due_by=DUE_BY,
        papers=("D12-4",),
        between=True,
        grave=True,
        basis="信访工作条例 第40条",
    )
)

ANSWER_SUPERVISION = two_hands(
    Step(
        id="answer_supervision",
        name=Text("督办反馈", "Answer the supervision"),
        event="supervision_answered",
        after=("*",),
        who=(Role.HANDLE, Role.SORT),
        fields=(
            Field("reply_done", Text("采取的措施", "What was done"), Sort.WORDS, sealed=True, longest=2000),
            Field("reply_result", Text("办理结果", "With what result"), Sort.WORDS, sealed=True, longest=2000),
            Field(
                "reply_adopted",
                Text("建议的采纳情况；没采纳的理由", "What was adopted; why not the rest"),
                Sort.WORDS,
                sealed=True,
                required=False,
                longest=1000,
            ),
            Field(
                "reply_told",
                Text("答复本人的情况", "What the person was told"),
                Sort.WORDS,
                sealed=True,
                required=False,
            ),
        ),
        guards=(Guard.SUPERVISED,),
        does=(Deed.FEED_BACK,),
        stops=("BD-06",),
        papers=("D12-5",),
        between=True,
        basis="信访工作条例 第40条",
    )
)

CLOSE_SUPERVISION = Step(
    id="close_supervision",
    name=Text("督办核查销号", "Check and end the supervision"),
    event="supervision_closed",
    after=("*",),
    who=SUPERVISORS,
    fields=(
        Field(
            "supervise_check",
            Text("怎么核实的，结果怎样", "How it was checked, with what result"),
            Sort.WORDS,
            sealed=True,
            longest=1000,
        ),
    ),
    guards=(Guard.SUPERVISED, Guard.FED_BACK),
    does=(Deed.STRIKE_SUPERVISION,),
    stops=("BD-06",),
    basis="信访工作条例 第40条",
)

LADDER: tuple[Step, ...] = (
    TALK, BULLETIN, LIST_PUBLICLY, *RECTIFY, *HOLD_TO_ACCOUNT, *ANSWER_SUPERVISION, CLOSE_SUPERVISION,
)  # fmt: skip

# 交办 with feedback (Art 22 item 3): the sender sets the day, the unit charged reports the conclusion.
FEEDBACK_DUE = Field(
    "feedback_due",
    Text("要求哪天前报办结", "Report of conclusion by"),
    Sort.DAY,
    required=False,
    basis="信访工作条例 第22条",
)

CONCLUDE = two_hands(
    Step(
        id="conclude",
        name=Text("报办结报告", "Report the conclusion"),
        event="concluded",
        after=("*",),
        who=(Role.HANDLE,),
        fields=(
            Field("report_facts", Text("查明的事实", "Facts"), Sort.WORDS, sealed=True, longest=2000),
            Field("report_handling", Text("怎么办的", "What was done"), Sort.WORDS, sealed=True, longest=2000),
            Field("report_result", Text("结果", "Result"), Sort.WORDS, sealed=True, longest=1000),
            Field(
                "report_person_view", Text("本人的意见", "The person's own view"), Sort.WORDS, sealed=True, longest=500
            ),
        ),
        guards=(Guard.CLOCK_RUNS,),
        stops=("XF-13",),
        papers=("D13",),
        between=True,
        basis="信访工作条例 第22条",
    )
)

"""A leader in charge of a matter (包案), the backlog list (积案), and tasks given from a matter: steps shared by kinds."""

from huiyin.flow.kind import Choice, Field, Step
from huiyin.flow.words import Deed, Guard, Role, Sort
from huiyin.kit.text import Text

TASK = Field(
    "task",
    Text("要做什么、做到什么样", "What is to be done, and to what end"),
    Sort.WORDS,
    help=Text("不写反映人的姓名、电话", "No name or phone of the person who filed"),
    longest=500,
)
TASK_TO = Field("to_post", Text("交给哪个岗位", "Given to"), Sort.POST)
TASK_DUE = Field("due_on", Text("哪天前做完", "To be done by"), Sort.DAY)
TASK_SOURCE = Field(
    "task_source",
    Text("从哪里来", "Where it comes from"),
    Sort.CHOICE,
    choices=(
        Choice("matter", Text("办事项时定的", "Set while handling a matter")),
        Choice("promise", Text("领导接访、下访时答应的", "Promised on a reception day or going down")),
        Choice("meeting", Text("会议定的", "Decided at a meeting")),
        Choice("order", Text("领导批示", "A leader's instruction")),
        Choice("above", Text("上级交办", "From the level above")),
        Choice("bulletin", Text("督查通报", "From a supervision")),
    ),
)
PROMISED_BY = Field(
    "promised_by",
    Text("哪位领导答应的（岗位）", "Which leader promised it (post)"),
    Sort.LEADER,
    when=("task_source", "promise"),
    help=Text("列进这个岗位的台账", "It goes into that post's list"),
    basis="信访工作条例 第18条",
)
GIVERS = (Role.SUPERVISE, Role.LEAD, Role.SORT, Role.INTAKE, Role.HANDLE)

GIVE_TASK = Step(
    id="give_task",
    name=Text("交一件任务", "Give a task"),
    event="task_given",
    after=("*",),
    who=GIVERS,
    fields=(TASK, TASK_TO, TASK_DUE, TASK_SOURCE, PROMISED_BY),
    opens="task",
    hint=Text("领导当场答应的也在这里交", "What a leader promised is given here too"),
)

TAKE_CHARGE = Step(
    id="take_charge",
    name=Text("领导包案", "Put a leader in charge"),
    event="charge_taken",
    after=("*",),
    who=(Role.LEAD, Role.SUPERVISE, Role.SORT),
    fields=(
        Field("charge_post", Text("哪个领导岗位包案", "Leader's post in charge"), Sort.LEADER),
        Field("charge_on", Text("目标：哪天前化解", "Target day"), Sort.DAY),
        Field(
            "charge_plan",
            Text("打算怎么办", "Plan"),
            Sort.WORDS,
            help=Text("写事情怎么解决，不写对人怎么办", "How the matter will be solved, nothing about the person"),
            longest=1000,
        ),
    ),
    does=(Deed.TAKE_CHARGE,),
    due_by=(("BD-07", "charge_on"),),
    tells=Text("有领导包案督促办理", "A leader has taken charge of seeing it through"),
    basis="信访工作条例 第18条",
)

CHARGE_NOTE = Step(
    id="note_charge",
    name=Text("记包案进展", "Note the leader's progress"),
    event="charge_noted",
    after=("*",),
    who=(Role.IN_CHARGE, Role.HANDLE),
    fields=(
        Field("charge_stage", Text("到哪一步了", "How far it is"), Sort.LINE, longest=80),
        Field("charge_words", Text("做了什么", "What was done"), Sort.WORDS, sealed=True, longest=1000),
    ),
    guards=(Guard.IN_CHARGE,),
)

LIST_BACKLOG = Step(
    id="list_backlog",
    name=Text("列为积案", "Put on the backlog list"),
    event="backlog_listed",
    after=("*",),
    who=(Role.SUPERVISE, Role.LEAD, Role.SORT),
    fields=(
        Field(
            "backlog_ground",
            Text("为什么是积案", "Ground"),
            Sort.CHOICE,
            choices=(
                Choice("overdue", Text("超过法定期限没有办结", "Over its legal time")),
                Choice("unsolved", Text("多次答复没有解决", "Answered more than once and not solved")),
                Choice("several_units", Text("几个单位、几个地方都有份", "Several units or places share it")),
                Choice("funds", Text("资金、政策没有落实", "Money or a rule is missing")),
                Choice("old", Text("历史遗留、找不到原经办单位", "Left from earlier, its unit gone")),
            ),
        ),
        Field("charge_on", Text("目标：哪天前化解", "Target day"), Sort.DAY),
        Field("backlog_words", Text("卡在哪里", "What holds it up"), Sort.WORDS, longest=500),
    ),
    guards=(Guard.NOT_IN_BACKLOG,),
    does=(Deed.LIST_BACKLOG,),
    due_by=(("BD-07", "charge_on"),),
)

STRIKE_BACKLOG = Step(
    id="strike_backlog",
    name=Text("积案销号", "Strike from the backlog"),
    event="backlog_struck",
    after=("*",),
    who=(Role.SUPERVISE, Role.LEAD),
    fields=(Field("struck_words", Text("怎么解决的", "How it was solved"), Sort.WORDS, longest=500),),
    guards=(Guard.IN_BACKLOG,),
    does=(Deed.STRIKE_BACKLOG,),
    stops=("BD-07",),
)

CHARGING: tuple[Step, ...] = (GIVE_TASK, TAKE_CHARGE, CHARGE_NOTE, LIST_BACKLOG, STRIKE_BACKLOG)

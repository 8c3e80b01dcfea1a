"""Kind task (任务): who must do what by when, the report, and the signing off by whoever gave it."""

from dataclasses import replace

from huiyin.flow.kind import Field, Kind, State, Step
from huiyin.flow.words import Deed, Guard, Role, Sort, Verb
from huiyin.kinds.charging import GIVERS, PROMISED_BY, TASK, TASK_DUE, TASK_SOURCE, TASK_TO
from huiyin.kinds.common import (
    ASSIST,
    ATTACH,
    HAND_OVER,
    LINK,
    NOTE,
    REASON,
    SEND_BACK,
    SIGN_FOR,
    TAKE_BACK,
    UNDO_IMPORT,
    UNSIGNED,
    URGE,
)
from huiyin.kit.text import Text

REGISTER = Step(
    id="register",
    name=Text("交任务", "Give a task"),
    event="registered",
    to="assigned",
    who=GIVERS,
    fields=(
        Field("title", Text("任务名称", "Title"), Sort.LINE, longest=80),
        TASK,
        TASK_TO,
        TASK_DUE,
        TASK_SOURCE,
        PROMISED_BY,
        Field("village", Text("在哪个村、社区", "Village"), Sort.DIVISION, required=False),
    ),
    does=(Deed.GIVE, Deed.HAND_OVER),
    starts=("BD-01",),
    due_by=(("BD-05", "due_on"),),
)

GIVE_AGAIN = replace(
    HAND_OVER,
    id="give_again",
    name=Text("另交别的岗位", "Give it to another post"),
    event="given_again",
    after=("assigned",),
    who=(Role.GIVER,),
    guards=(Guard.NOT_HANDED_OVER,),
    stops=(),
    tells=None,
)

REPORT = Step(
    id="report",
    name=Text("报结果", "Report the result"),
    event="reported",
    after=("accepted",),
    to="reported",
    who=(Role.HANDLE, Role.SORT, Role.REVIEW),
    fields=(
        Field("task_result", Text("做成什么样", "What came of it"), Sort.WORDS, longest=1000),
        Field(
            "task_proof",
            Text("凭什么说做完了", "What shows it"),
            Sort.WORDS,
            help=Text(
                "验收、付款、现场情况；照片加在附件里", "Acceptance, payment, the place; photos go with the files"
            ),
            longest=500,
        ),
    ),
    guards=(Guard.NOT_HANDED_OVER,),
    stops=("BD-05",),
    verb=Verb.REPLY,
    hint=Text("交任务的岗位核实后销号", "Signed off by whoever gave it"),
)

SIGN_OFF = Step(
    id="sign_off",
    name=Text("核实销号", "Check and sign off"),
    event="signed_off",
    after=("reported",),
    to="archived",
    who=(Role.GIVER, Role.SUPERVISE),
    fields=(Field("checked_words", Text("怎么核实的", "How it was checked"), Sort.WORDS, longest=500),),
    guards=(Guard.ANOTHER_HAND,),
    stops=("*",),
    verb=Verb.CLOSE,
    hint=Text("看过了才销号", "Only once it has been checked"),
)

RETURN_REPORT = Step(
    id="return_report",
    name=Text("没做完，退回接着做", "Not done: back to work"),
    event="report_returned",
    after=("reported",),
    to="accepted",
    who=(Role.GIVER, Role.SUPERVISE),
    fields=(replace(REASON, name=Text("还差什么", "What is missing")), TASK_DUE),
    due_by=(("BD-05", "due_on"),),
)

MOVE_DUE = Step(
    id="move_due",
    name=Text("改期限", "Set another day"),
    event="due_moved",
    after=("assigned", "accepted"),
    who=(Role.GIVER,),
    fields=(TASK_DUE, REASON),
    due_by=(("BD-05", "due_on"),),
    verb=Verb.EXTEND,
    hint=Text("原来的期限留痕", "The first day stays on record"),
)

CALL_OFF = Step(
    id="call_off",
    name=Text("撤销任务", "Call the task off"),
    event="called_off",
    after=("assigned", "accepted", "reported"),
    to="archived",
    who=(Role.GIVER,),
    fields=(REASON,),
    stops=("*",),
)

TASK_KIND = Kind(
    id="task",
    edition=1,
    name=Text("任务", "Task"),
    series="RW",
    basis="本系统的办事约定，无法定程序",
    purpose=Text("把要做的事落到一个岗位和一天，做完核实销号", "One post, one day, checked when done"),
    retention=Text("保存 10 年（年限为建议，待确认）", "10 years (suggested, to be confirmed)"),
    states=(
        State("assigned", Text("已交待签收", "Given"), "us", Text("已交给单位", "Given to a unit")),
        State("accepted", Text("在做", "In hand"), "us", Text("正在做", "In hand")),
        State("reported", Text("待核实销号", "Reported"), "us", Text("做完了，正在核实", "Done, being checked"), giver_turn=True),
        State("archived", Text("已销号", "Signed off"), "done", Text("已销号", "Signed off"), final=True),
    ),
    steps=(
        REGISTER,
        replace(SIGN_FOR, after=("assigned",), to="accepted", tells=None),
        replace(SEND_BACK, after=("assigned",), does=(Deed.SEND_BACK,), stops=("BD-01",), basis="", hint=None),
        GIVE_AGAIN,
        UNSIGNED,
        TAKE_BACK,
        replace(NOTE, who=(Role.HANDLE, Role.SORT, Role.ASSISTANT, Role.REVIEW), fields=NOTE.fields[:1], stops_if=(), tells=None),
        replace(ATTACH, who=(Role.HANDLE, Role.SORT, Role.ASSISTANT, Role.GIVER)),
        replace(ASSIST, who=(Role.HANDLE, Role.SORT), tells=None),
        REPORT,
        SIGN_OFF,
        RETURN_REPORT,
        MOVE_DUE,
        CALL_OFF,
        replace(URGE, who=(Role.GIVER, Role.SUPERVISE, Role.LEAD), tells=None),
        LINK,
        UNDO_IMPORT,
    ),
    rings=("BD-05", "BD-01"),
    lapses=(("BD-01", "unsigned"),),
)  # fmt: skip

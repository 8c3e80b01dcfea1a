"""Kind retaliation (打击报复投诉): known only to an independent reviewer, never to the unit complained of nor the lead."""

from dataclasses import replace

from huiyin.flow.kind import Choice, Field, Kind, State, Step
from huiyin.flow.words import Deed, Guard, Role, Sort, Verb
from huiyin.kinds.common import ADD_WORDS, ASSIGNED_ON, ATTACH, SIGN_FOR, TAKE_BACK, UNSIGNED, URGE
from huiyin.kinds.correcting import data_corrected
from huiyin.kit.text import Text

ONLY = (Role.INTEGRITY,)
_BASIS = "信访工作条例 第18条、第46条第6项"
_REASON = Field("reason", Text("理由", "Reason"), Sort.WORDS, sealed=True, longest=500)

_REGISTER = Step(
    id="register",
    name=Text("登记打击报复投诉", "Register"),
    event="registered",
    to="received",
    who=(Role.INTAKE, Role.FILER),
    fields=(
        Field("concerned_unit", Text("是哪个单位", "Which unit did it"), Sort.UNIT),
        Field(
            "also_barred",
            Text("还有哪些单位不能知道", "Units that may not know either"),
            Sort.UNITS,
            required=False,
            help=Text("原来办这件事的单位自动算在内", "The unit that led the matter is among them"),
        ),
        Field("words", Text("发生了什么", "What happened"), Sort.WORDS, sealed=True, longest=4000),
        Field(
            "about_matter",
            Text("因为反映哪件事（编号）", "Because of which matter (number)"),
            Sort.LINE,
            sealed=True,
            required=False,
            longest=32,
        ),
        Field("name", Text("姓名", "Name"), Sort.NAME, required=False, longest=50),
        Field("phone", Text("电话", "Phone"), Sort.PHONE, required=False, longest=20),
    ),
    does=(Deed.EXCLUDE,),
    starts=("GR-03",),
    tells=Text(
        "已收到，只有独立的专门岗位看得到，被投诉的单位不会知道",
        "Received: only an independent post sees it, never the unit complained of",
    ),
    basis=_BASIS,
)

_PASS_ON = Step(
    id="hand_over",
    name=Text("转办", "Pass on"),
    event="handed_over",
    after=("received", "in_hand"),
    who=ONLY,
    fields=(ASSIGNED_ON, _REASON),
    guards=(Guard.NOT_HANDED_OVER,),
    does=(Deed.HAND_OVER,),
    starts=("BD-01",),
    verb=Verb.HAND_OVER,
    hint=Text("只能转给纪检监察岗", "To discipline-inspection posts only"),
)

_TAKE_UP = Step(
    id="take_up",
    name=Text("受理", "Take it up"),
    event="taken_up",
    after=("received",),
    to="in_hand",
    who=ONLY,
    guards=(Guard.NOT_HANDED_OVER,),
    does=(Deed.TAKE_ON,),
    verb=Verb.ACCEPT,
    tells=Text("已经受理，正在查", "Taken up, being looked into"),
    basis=_BASIS,
)

_ANSWER = Step(
    id="answer",
    name=Text("书面反馈本人", "Answer the person"),
    event="answered",
    after=("in_hand",),
    to="archived",
    who=ONLY,
    fields=(
        Field(
            "retaliation_found",
            Text("查明", "Found"),
            Sort.CHOICE,
            choices=(
                Choice("so", Text("情况属实，已依规依纪依法处理", "It was so, and was dealt with"), _BASIS),
                Choice("partly", Text("部分属实，已纠正", "Partly so, and put right"), _BASIS),
                Choice("not_so", Text("没有查实，已说明理由", "Not borne out; reasons given"), _BASIS),
            ),
        ),
        Field("answer_words", Text("反馈的话", "What is told"), Sort.WORDS, sealed=True, longest=2000),
    ),
    stops=("*",),
    verb=Verb.REPLY,
    tells=Text("已向您反馈：{retaliation_found}", "You were answered: {retaliation_found}"),
    basis=_BASIS,
)

_NOTE = Step(
    id="note",
    name=Text("记办理情况", "Note progress"),
    event="noted",
    after=("*",),
    who=ONLY,
    fields=(Field("progress", Text("做了什么", "What was done"), Sort.WORDS, sealed=True, longest=1000),),
)

RETALIATION = Kind(
    id="retaliation",
    edition=1,
    name=Text("打击报复投诉", "Complaint of retaliation"),
    series="BF",
    basis="信访工作条例（2022）第18条、第46条第6项",
    purpose=Text(
        "查处对反映人的打击报复，不让被投诉的单位和原承办单位知道",
        "To look into retaliation without the unit complained of or the former lead learning of it",
    ),
    retention=Text("保存 30 年（待确认）", "30 years (to be confirmed)"),
    confined=ONLY,
    states=(
        State(
            "received",
            Text("待受理", "Received"),
            "us",
            Text("已收到，独立岗位在看", "Received; an independent post is looking at it"),
            turn=Role.INTEGRITY,
        ),
        State("in_hand", Text("办理中", "In hand"), "us", Text("正在查", "Being looked into")),
        State("archived", Text("已反馈", "Answered"), "done", Text("已向您反馈", "You were answered"), final=True),
    ),
    steps=(
        _REGISTER,
        SIGN_FOR,
        _PASS_ON,
        _TAKE_UP,
        _ANSWER,
        _NOTE,
        replace(ATTACH, who=(*ONLY, Role.FILER)),
        replace(ADD_WORDS, who=(Role.FILER,)),
        replace(URGE, who=(Role.FILER,), fields=(replace(URGE.fields[0], sealed=True),)),
        UNSIGNED,
        TAKE_BACK,
        data_corrected("archived", holds=("name", "phone")),
    ),
    rings=("GR-03", "BD-01"),
    lapses=(("BD-01", "unsigned"),),
)

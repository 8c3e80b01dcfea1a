"""Kind accusation (检举控告): sealed, and known only to discipline inspection (Regulation of 2022, Art. 30).

A crime is handed over and followed only until it is signed for; nothing of an investigation ever comes back here.
"""

from dataclasses import replace

from huiyin.flow.kind import Choice, Field, Kind, State, Step
from huiyin.flow.words import Deed, Guard, Role, Sort, Verb
from huiyin.kinds.appeal_sorting import CHANNELS
from huiyin.kinds.common import (
    ADD_WORDS,
    ASSIGNED_ON,
    ATTACH,
    CONCERN,
    SIGN_FOR,
    TAKE_BACK,
    UNDO_IMPORT,
    UNSIGNED,
    URGE,
)
from huiyin.kinds.correcting import data_corrected
from huiyin.kit.text import Text

ONLY = (Role.INTEGRITY,)
_SEALED_REASON = Field("reason", Text("理由", "Reason"), Sort.WORDS, sealed=True, longest=500)

_CADRES = (
    Choice("county", Text("县管和以下", "Managed by the county or below")),
    Choice("city", Text("市管", "Managed by the city")),
    Choice("higher", Text("省管以上", "Managed above the city")),
    Choice("unknown", Text("还不清楚", "Not yet known")),
)
_BODIES = (
    Choice("police", Text("公安机关", "Police"), "监察法、刑事诉讼法管辖规定"),
    Choice("prosecution", Text("检察机关", "Prosecution"), "监察法、刑事诉讼法管辖规定"),
    Choice(
        "supervision", Text("有管辖权的监察机关", "The supervision body that has jurisdiction"), "信访工作条例 第30条"
    ),
    Choice("competent", Text("其他有权处理的机关", "Another competent body"), "信访工作条例 第30条"),
)
_ENDS = (
    Choice("dealt_with", Text("已依规依纪依法处理", "Dealt with by the rules")),
    Choice("clarified", Text("已核查，说明了情况", "Looked into and explained")),
)

_REGISTER = Step(
    id="register",
    name=Text("登记检举控告", "Register"),
    event="registered",
    to="received",
    who=(Role.INTAKE, Role.FILER),
    fields=(
        Field("channel", Text("从哪里来", "Channel"), Sort.CHOICE, choices=CHANNELS),
        Field(
            "words",
            Text("反映什么", "What is reported"),
            Sort.WORDS,
            sealed=True,
            help=Text(
                "照原话记。登记以后窗口就看不到了，只有纪检监察岗看得到",
                "In their own words. Once registered the counter no longer sees it",
            ),
            basis="信访工作条例 第30条",
            longest=4000,
        ),
        Field(
            "accused",
            Text("反映的是谁", "Who is accused"),
            Sort.NAME,
            required=False,
            longest=100,
        ),
        Field("village", Text("在哪个村、社区", "Village or community"), Sort.DIVISION),
        Field("place", Text("具体地方", "Exact place"), Sort.ADDRESS, required=False),
        Field(
            "name",
            Text("姓名", "Name"),
            Sort.NAME,
            required=False,
            help=Text(
                "留了姓名才好向您反馈；被反映的人和单位都不会知道", "With a name you can be answered; it stays secret"
            ),
            longest=50,
        ),
        Field("phone", Text("电话", "Phone"), Sort.PHONE, required=False, longest=20),
        *CONCERN,
    ),
    does=(Deed.EXCLUDE,),
    starts=("XF-03",),
    tells=Text(
        "已收到，只有纪检监察机关的专门岗位看得到", "Received: only the special post of discipline inspection sees it"
    ),
    basis="信访工作条例 第30条",
)

_PASS_ON = Step(
    id="hand_over",
    name=Text("按干部管理权限转办", "Pass on by cadre authority"),
    event="handed_over",
    after=("received", "in_hand"),
    who=ONLY,
    fields=(
        Field("cadre_level", Text("被反映人由谁管理", "Who manages the accused"), Sort.CHOICE, choices=_CADRES),
        ASSIGNED_ON,
        _SEALED_REASON,
    ),
    guards=(Guard.NOT_HANDED_OVER,),
    does=(Deed.HAND_OVER,),
    starts=("BD-01",),
    verb=Verb.HAND_OVER,
    hint=Text("只能转给纪检监察岗", "To discipline-inspection posts only"),
    tells=Text("按管理权限转给有权的机关", "Passed to the body with authority"),
    basis="信访工作条例 第30条",
)

_TAKE_UP = Step(
    id="take_up",
    name=Text("受理检举控告", "Take it up"),
    event="taken_up",
    after=("received",),
    to="in_hand",
    who=ONLY,
    guards=(Guard.NOT_HANDED_OVER,),
    does=(Deed.TAKE_ON,),
    stops=("XF-03",),
    verb=Verb.ACCEPT,
    hint=Text("按规定办理，不得把材料转给被反映的", "Never to whom it is about"),
    tells=Text("{lead}已受理", "{lead} has taken it up"),
    basis="信访工作条例 第30条",
)

_HAND_OUT = Step(
    id="hand_out",
    name=Text("移送有权机关", "Hand over to the competent body"),
    event="handed_out",
    after=("received", "in_hand"),
    to="handed_out",
    who=ONLY,
    fields=(
        Field("out_to", Text("移送哪类机关", "To which sort of body"), Sort.CHOICE, choices=_BODIES),
        Field("out_body", Text("机关名称", "Name of the body"), Sort.LINE, sealed=True, longest=100),
        Field("crime", Text("是不是涉嫌犯罪", "Is a crime suspected?"), Sort.YES_NO),
        Field("out_reason", Text("移送理由", "Why"), Sort.WORDS, sealed=True, longest=1000),
    ),
    guards=(Guard.NOT_HANDED_OVER,),
    stops=("XF-03",),
    tells=Text("已移送有权机关，等它签收", "Handed to the competent body, to be signed for"),
    basis="信访工作条例 第30条",
    grave=True,
)

# What comes after belongs to that body: a result, an investigation, a name is never asked for here.
_SIGNED_OUT = Step(
    id="signed_out",
    name=Text("对方签收，到此为止", "Signed for: it ends here"),
    event="signed_out",
    after=("handed_out",),
    to="archived",
    who=ONLY,
    fields=(
        Field("signed_on", Text("哪天签收的", "Day it was signed for"), Sort.DAY),
        Field("signed_by", Text("谁签收的", "Who signed for it"), Sort.LINE, sealed=True, longest=60),
    ),
    stops=("*",),
    tells=Text(
        "有权机关已经签收，以后由它依法办理；本系统只跟到这里",
        "The competent body has signed for it and proceeds by law; this system follows it no further",
    ),
    basis="信访工作条例 第30条",
)

_RECALL = Step(
    id="recall",
    name=Text("对方未接收，收回", "Not taken: bring it back"),
    event="recalled",
    after=("handed_out",),
    to="in_hand",
    who=ONLY,
    fields=(_SEALED_REASON,),
)

_ANSWER = Step(
    id="answer",
    name=Text("向本人反馈", "Answer the person"),
    event="answered",
    after=("in_hand",),
    to="answered",
    who=ONLY,
    fields=(
        Field("ending", Text("办理结果", "Result"), Sort.CHOICE, choices=_ENDS),
        Field("answer_words", Text("反馈的话", "What is told"), Sort.WORDS, sealed=True, longest=2000),
        Field(
            "told_way",
            Text("怎么反馈的", "How it was told"),
            Sort.CHOICE,
            choices=(
                Choice("in_person", Text("当面", "In person")),
                Choice("phone", Text("电话", "By phone")),
                Choice("unnamed", Text("没留姓名，无法反馈", "No name: cannot be told")),
            ),
        ),
    ),
    verb=Verb.REPLY,
    hint=Text("不透露被反映人的隐私", "Without the private affairs of others"),
    tells=Text("已向您反馈办理结果：{ending}", "You were told the result: {ending}"),
    basis="信访工作条例 第30条",
)

_ARCHIVE = Step(
    id="archive",
    name=Text("归档", "Archive"),
    event="archived",
    after=("answered",),
    to="archived",
    who=ONLY,
    stops=("*",),
    verb=Verb.CLOSE,
)

_NOTE = Step(
    id="note",
    name=Text("记办理情况", "Note progress"),
    event="noted",
    after=("*",),
    who=ONLY,
    fields=(Field("progress", Text("做了什么", "What was done"), Sort.WORDS, sealed=True, longest=1000),),
)

ACCUSATION = Kind(
    id="accusation",
    edition=1,
    name=Text("检举控告", "Accusation"),
    series="JK",
    basis="信访工作条例（2022）第30条",
    purpose=Text(
        "受理检举控告并交有权机关办理，不让被反映的人和单位知道是谁说的",
        "To take accusations up and bring them to the competent body without the accused learning who spoke",
    ),
    retention=Text(
        "按纪检监察机关的规定；没有规定的保存 30 年（待确认）",
        "As discipline inspection rules, else 30 years (to be confirmed)",
    ),
    confined=ONLY,
    states=(
        State(
            "received",
            Text("待受理", "Received"),
            "us",
            Text("已收到，专门岗位在看", "Received; the special post is looking at it"),
            turn=Role.INTEGRITY,
        ),
        State("in_hand", Text("办理中", "In hand"), "us", Text("正在办", "In hand")),
        State(
            "handed_out",
            Text("已移送待签收", "Handed out"),
            "us",
            Text("已移送有权机关，等它签收", "Handed to the competent body, to be signed for"),
            turn=Role.INTEGRITY,
        ),
        State(
            "answered", Text("已反馈", "Answered"), "us", Text("已向您反馈", "You were answered"), turn=Role.INTEGRITY
        ),
        State("archived", Text("已归档", "Archived"), "done", Text("已归档", "Archived"), final=True),
    ),
    steps=(
        _REGISTER,
        SIGN_FOR,
        _PASS_ON,
        _TAKE_UP,
        _HAND_OUT,
        _SIGNED_OUT,
        _RECALL,
        _ANSWER,
        _ARCHIVE,
        _NOTE,
        replace(ATTACH, who=(*ONLY, Role.FILER)),
        replace(ADD_WORDS, who=(Role.FILER,)),
        replace(URGE, who=(Role.FILER,), fields=(replace(URGE.fields[0], sealed=True),)),
        UNSIGNED,
        TAKE_BACK,
        UNDO_IMPORT,
        data_corrected("archived"),
    ),
    rings=("XF-03", "BD-01"),
    lapses=(("BD-01", "unsigned"),),
)

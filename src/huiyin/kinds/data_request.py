"""Kind data request (个人信息请求): see, copy, correct, delete, have explained (个人信息保护法 Art. 44-50)."""

from huiyin.flow.kind import Choice, Field, Kind, State, Step
from huiyin.flow.words import Count, Deed, Guard, Role, Sort, Verb
from huiyin.kinds.common import ADD_WORDS, ASSIGNED_ON, ATTACH, NOTE, SIGN_FOR, UNSIGNED, URGE
from huiyin.kinds.correcting import CORRECT
from huiyin.kinds.serving import HANDED_BY_PAPER
from huiyin.kit.text import Text

_WORKERS = (Role.HANDLE, Role.SORT, Role.REVIEW)
RIGHTS = (
    Choice("access", Text("查阅", "See it"), "个人信息保护法 第45条"),
    Choice("copy", Text("复制", "Have a copy"), "个人信息保护法 第45条"),
    Choice("correct", Text("更正、补充", "Correct it"), "个人信息保护法 第46条"),
    Choice("delete", Text("删除", "Delete it"), "个人信息保护法 第47条"),
    Choice("explain", Text("解释处理规则", "Have the rules explained"), "个人信息保护法 第48条"),
)
DECISIONS = (
    Choice("granted", Text("同意", "Granted")),
    Choice("partly", Text("部分同意", "Granted in part")),
    Choice("refused", Text("不同意", "Refused"), "个人信息保护法 第50条"),
)
GROUNDS = (
    Choice("must_keep", Text("法律、行政法规规定的保存期限未满", "The time the law has it kept is not over"),
           "个人信息保护法 第47条第2款"),
    Choice("secret", Text("法律、行政法规规定应当保密或者不需要告知", "The law has it kept secret"),
           "个人信息保护法 第18条第1款、第45条第1款"),
    Choice("not_known", Text("不能确认是本人或本人授权的人", "It cannot be shown that the person asks"),
           "个人信息保护法 第50条"),
    Choice("not_held", Text("本机关没有这项信息", "It is not held here"), "个人信息保护法 第50条"),
    Choice("correct_already", Text("核实后信息没有错", "Looked into, and it is right"), "个人信息保护法 第46条"),
)  # fmt: skip
PROVED = (
    Choice("code", Text("回执上的查询码", "The access code")),
    Choice("id", Text("当面出示身份证", "An ID card shown")),
    Choice("phone", Text("登记的电话", "The telephone given")),
)

_REGISTER = Step(
    id="register",
    name=Text("登记个人信息请求", "Register the request"),
    event="registered",
    to="registered",
    who=(Role.FILER, Role.INTAKE),
    fields=(
        Field("title", Text("标题", "Title"), Sort.LINE, required=False, longest=80),
        Field("data_right", Text("要做什么", "What is asked"), Sort.CHOICE, choices=RIGHTS),
        Field(
            "data_words",
            Text("具体要什么", "What exactly"),
            Sort.WORDS,
            sealed=True,
            help=Text(
                "比如：把电话改成……；删掉第二张照片；说明谁能看到我的地址",
                "For instance: change the telephone to …; delete the second photo",
            ),
            longest=1000,
        ),
        Field(
            "data_number",
            Text("是哪一件事（编号）", "About which matter (number)"),
            Sort.LINE,
            required=False,
            longest=32,
        ),
        Field("data_proved", Text("怎么确认是本人", "How the person was known"), Sort.CHOICE, choices=PROVED),
        Field("name", Text("姓名", "Name"), Sort.NAME, required=False, longest=50),
        Field("phone", Text("电话", "Phone"), Sort.PHONE, required=False, longest=20),
    ),
    starts=("GR-01",),
    tells=Text("收到您的请求，{due}前书面答复", "Received; you get a written answer by {due}"),
    basis="个人信息保护法 第50条",
)

_PASS_ON = Step(
    id="hand_over",
    name=Text("转办", "Hand over"),
    event="handed_over",
    after=("registered",),
    who=(Role.SORT, Role.HANDLE, Role.INTAKE),
    fields=(ASSIGNED_ON,),
    guards=(Guard.NOT_HANDED_OVER,),
    does=(Deed.HAND_OVER,),
    starts=("BD-01",),
    verb=Verb.HAND_OVER,
)

_PRINT_FORM = Step(
    id="print_form",
    name=Text("出申请表", "Make out the form"),
    event="form_made",
    after=("registered",),
    who=(Role.INTAKE, Role.SORT, Role.HANDLE),
    papers=("D25-2",),
    between=True,
    hint=Text("打印给本人核对、签名，存进卷宗", "To be read and signed by the person, and filed"),
    basis="个人信息保护法 第50条",
)

_DECIDE = Step(
    id="draft",
    name=Text("拟答复", "Draft the answer"),
    event="drafted",
    after=("registered",),
    to="drafted",
    who=_WORKERS,
    fields=(
        Field("data_decision", Text("决定", "Decision"), Sort.CHOICE, choices=DECISIONS),
        Field(
            "data_ground",
            Text("不同意的依据", "Ground of the refusal"),
            Sort.CHOICE,
            choices=GROUNDS,
            when=("data_decision", "refused"),
        ),
        Field(
            "data_refusal_reason",
            Text("不同意的具体理由", "Why it is refused"),
            Sort.WORDS,
            sealed=True,
            when=("data_decision", "refused"),
            longest=1000,
        ),
        Field("data_reply", Text("答复内容", "The answer"), Sort.WORDS, sealed=True, longest=2000),
    ),
    guards=(Guard.NOT_HANDED_OVER,),
    verb=Verb.REPLY,
    hint=Text("不同意的要写依据和理由，本人可以起诉", "A refusal needs ground and reason; the person may sue"),
    basis="个人信息保护法 第50条",
)

_RETURN = Step(
    id="return_draft",
    name=Text("退回重拟", "Return the draft"),
    event="draft_returned",
    after=("drafted",),
    to="registered",
    who=(Role.CHECK, Role.SIGN),
    fields=(Field("mend", Text("哪里要改", "What to mend"), Sort.WORDS, sealed=True, longest=500),),
)

_SIGN = Step(
    id="sign",
    name=Text("签发", "Sign"),
    event="signed",
    after=("drafted",),
    to="signed",
    who=(Role.SIGN,),
    guards=(Guard.ANOTHER_HAND,),
    stops=("GR-01",),
    papers=("D25-3",),
    verb=Verb.REPLY,
    hint=Text("编号成文，随后送达", "Numbered, then served"),
    tells=Text("答复书已签发，正在送给您", "The answer is signed and on its way"),
)

_SERVE = Step(
    id="serve",
    name=Text("送达答复书", "Serve the answer"),
    event="served",
    after=("signed",),
    to="archived",
    who=(*_WORKERS, Role.INTAKE),
    fields=HANDED_BY_PAPER,
    guards=(Guard.PAPER_UNSERVED, Guard.CORRECTED_FIRST),
    does=(Deed.SERVE,),
    stops=("*",),
    verb=Verb.REPLY,
    tells=Text(
        "答复书已送达您；不服的可以向人民法院起诉（个人信息保护法第五十条）",
        "The answer has been served; you may go to the people’s court (Art. 50)",
    ),
    counts=(Count.REPLIED,),
)

DATA_REQUEST = Kind(
    id="data_request",
    edition=1,
    name=Text("个人信息请求", "Request about personal data"),
    series="GX",
    basis="个人信息保护法 第44条至第50条",
    purpose=Text(
        "让本人查阅、复制、更正、删除自己的个人信息，或要求解释",
        "So that people see, copy, correct or delete their own data, or have its use explained",
    ),
    retention=Text("办结后 3 年（建议，待确认）", "3 years after it ends (suggested, to be confirmed)"),
    states=(
        State(
            "registered", Text("待答复", "To be answered"), "us", Text("已收到，正在核实", "Received, being looked into")
        ),
        State("drafted", Text("待签发", "Drafted"), "us", Text("答复等领导签发", "The answer waits to be signed"),
              turn=Role.SIGN),
        State("signed", Text("已签发待送达", "Signed"), "us", Text("答复已签发，正在送给您", "On its way to you")),
        State("archived", Text("已答复", "Answered"), "done", Text("已书面答复您", "You were answered in writing"),
              final=True),
    ),
    steps=(
        _REGISTER, SIGN_FOR, _PASS_ON, UNSIGNED, _PRINT_FORM, _DECIDE, _RETURN, _SIGN, CORRECT, _SERVE, NOTE, ATTACH, ADD_WORDS,
        URGE,
    ),
    rings=("GR-01", "BD-01"),
    lapses=(("BD-01", "unsigned"),),
)  # fmt: skip

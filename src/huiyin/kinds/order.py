"""Kind order (12345 工单): dispatched, signed for, the person contacted, answered, called back, by local time limits.

The State Council's notice of 2020 asks for a closed loop and for time limits by sort; it names no number of days. Every
clock here is therefore a local default (RX rows of the catalogue), which a county replaces by its own.
"""

from dataclasses import replace

from huiyin.flow.kind import Choice, Field, Kind, State, Step, When
from huiyin.flow.words import Deed, Guard, Role, Sort, Verb
from huiyin.kinds.appeal_after import WITHDRAW
from huiyin.kinds.appeal_sorting import CLARIFY, CORRECT
from huiyin.kinds.appeal_sorting import REGISTER as APPEAL_REGISTER
from huiyin.kinds.charging import CHARGING
from huiyin.kinds.common import (
    ADD_WORDS,
    ASSIGNED_ON,
    ASSIST,
    ATTACH,
    CONCERN,
    CONTACT,
    CONVENE,
    HAND_OVER,
    LINK,
    LOGGED_SAME_DAY,
    MERGE,
    NOTE,
    REASON,
    REJOIN,
    SAME_DAY,
    SEND_BACK,
    SIGN_FOR,
    TAKE_BACK,
    UNDO_IMPORT,
    UNMERGE,
    UNSIGNED,
    URGE,
)
from huiyin.kinds.replying import CALL_BACK, CLOSE, RATE, REOPEN
from huiyin.kinds.supervising import LADDER, SUPERVISE
from huiyin.kit.text import Text

FRAME = "国办发〔2020〕53号"

CHANNELS = (
    Choice("hotline", Text("12345 来电", "A call to 12345")),
    Choice("hotline_web", Text("12345 网上、手机", "12345 on the net")),
    Choice("transfer_12345", Text("上级热线转来", "From the hotline above")),
    Choice("walk_in", Text("窗口来访", "At the counter")),
    Choice("grid", Text("网格员代报", "Through the grid worker")),
)
# The sort decides which clock answers to the order.
SORTS = (
    Choice("enquiry", Text("咨询", "Enquiry")),
    Choice("help", Text("求助", "Request for help")),
    Choice("suggestion", Text("建议", "Suggestion")),
    Choice("complaint", Text("投诉举报", "Complaint or report")),
)
ANSWER_CLOCKS = ("RX-04", "RX-05", "RX-06", "RX-07")
BY_SORT = tuple(When("order_sort", sort.id, clock) for sort, clock in zip(SORTS, ANSWER_CLOCKS, strict=True))
# Reached or not wanted: both are an end of trying; nobody is called again against his or her will.
REACHED = tuple(When("reached", answer, clock) for answer in ("yes", "declined") for clock in ("RX-01", "RX-08"))

_SHARED = {field.id: field for field in APPEAL_REGISTER.fields}

REGISTER = Step(
    id="register",
    name=Text("登记工单", "Register an order"),
    event="registered",
    to="registered",
    who=(Role.INTAKE,),
    fields=(
        Field("channel", Text("从哪里来", "Channel"), Sort.CHOICE, choices=CHANNELS),
        Field("order_sort", Text("哪一类", "Sort"), Sort.CHOICE, choices=SORTS, basis=FRAME),
        Field(
            "urgent",
            Text("是不是紧急", "Is it urgent?"),
            Sort.YES_NO,
            help=Text(
                "危及生命，停水、停电、停气、停暖。正在发生的火情、案件、急病请打 119、110、120",
                "Danger to life; water, power, gas or heat cut. A fire, a crime or an illness happening now: 119, 110, 120",
            ),
        ),
        _SHARED["words"],
        _SHARED["title"],
        _SHARED["requests"],
        _SHARED["category"],
        _SHARED["village"],
        _SHARED["grid"],
        _SHARED["place"],
        _SHARED["name"],
        Field(
            "phone",
            Text("电话", "Phone"),
            Sort.PHONE,
            help=Text("承办单位要先联系本人", "The unit in charge calls first"),
            longest=20,
        ),
        Field(
            "hotline_number",
            Text("热线平台的工单号", "Number on the hotline's own system"),
            Sort.LINE,
            required=False,
            longest=40,
        ),
        *CONCERN,
    ),
    does=(Deed.EXCLUDE,),
    starts=SAME_DAY,
    logs=LOGGED_SAME_DAY,
    starts_if=tuple(When("urgent", "true", clock) for clock in ("RX-01", "RX-02", "RX-03")),
    tells=Text("已收到并登记", "Received and registered"),
    basis=FRAME,
)

GUIDE = Step(
    id="guide",
    name=Text("不归热线，告诉该去哪里", "Not for the hotline: say where to go"),
    event="guided",
    after=("registered",),
    to="archived",
    who=(Role.SORT, Role.INTAKE),
    fields=(
        Field(
            "not_hotline",
            Text("哪一种", "Which"),
            Sort.CHOICE,
            choices=(
                Choice("litigation", Text("已经或依法应当诉讼", "For the courts"), FRAME),
                Choice("arbitration", Text("已经或依法应当仲裁", "For arbitration"), FRAME),
                Choice("discipline", Text("应由纪检监察办理", "For discipline inspection"), FRAME),
                Choice("reconsideration", Text("应当行政复议", "For administrative reconsideration"), FRAME),
                Choice("disclosure", Text("申请政府信息公开", "A request for government information"), FRAME),
                Choice("petition", Text("已在信访办理", "Already in hand as a petition"), FRAME),
                Choice("secret", Text("涉及国家秘密、商业秘密、个人隐私", "Secrets or others' privacy"), FRAME),
                Choice("unlawful", Text("内容违反法律法规", "Unlawful content"), FRAME),
            ),
            basis=FRAME,
        ),
        Field(
            "guide_words", Text("该去哪里、带什么、期限多久", "Where, with what, until when"), Sort.WORDS, longest=300
        ),
        Field(
            "told_way",
            Text("怎么告诉本人的", "How the person was told"),
            Sort.CHOICE,
            choices=(
                Choice("phone", Text("电话里说清了", "On the phone")),
                Choice("in_person", Text("当面", "In person")),
                Choice("online", Text("查询页和短信", "Progress page and message")),
            ),
        ),
    ),
    guards=(Guard.CONCERN_KNOWN,),
    stops=("*",),
    tells=Text("这件事有专门的办法：{guide_words}", "There is a proper way for it: {guide_words}"),
    basis=FRAME,
    grave=True,
)

DISPATCH = Step(
    id="dispatch",
    name=Text("派单", "Dispatch"),
    event="dispatched",
    after=("registered",),
    to="assigned",
    who=(Role.SORT,),
    fields=(ASSIGNED_ON, REASON),
    guards=(Guard.CONCERN_KNOWN, Guard.NOT_HANDED_OVER),
    does=(Deed.HAND_OVER,),
    starts=("BD-01", "RX-08", "RX-09"),
    starts_if=BY_SORT,
    stops=("BD-04.2",),
    verb=Verb.HAND_OVER,
    hint=Text("首接单位要负责到底", "The first receiver answers for it"),
    tells=Text("已派给{pending}，它会先联系您", "Sent to {pending}, which will contact you first"),
)

DISPATCH_AGAIN = replace(
    DISPATCH,
    id="dispatch_again",
    name=Text("重派", "Dispatch again"),
    event="dispatched_again",
    after=("assigned",),
    who=(Role.SORT, Role.HANDLE),
    guards=(Guard.CONCERN_KNOWN, Guard.NOT_HANDED_OVER, Guard.UNDISPUTED),
    # The answer's time was started by the first dispatch and never begins anew.
    starts=("BD-01", "RX-09"),
    starts_if=(),
    hint=Text("答复时限照走，不重算", "The answer's time runs on"),
    tells=Text("改派给{pending}，答复时限照算", "Sent to {pending} instead; the time limit runs on"),
)

TAKE_UP = replace(SIGN_FOR, to="accepted", after=("assigned",), does=(Deed.SIGN_FOR, Deed.FIRST_RECEIVES))
SIGN_HAND_OVER = replace(
    SIGN_FOR, id="sign_hand_over", name=Text("签收转办", "Sign for the hand-over"), after=("accepted",)
)

RETURN_ORDER = replace(
    SEND_BACK,
    after=("assigned", "accepted"),
    to="assigned",
    fields=(
        SEND_BACK.fields[0],
        replace(
            SEND_BACK.fields[1],
            required=True,
            help=Text("首接负责：退回也要说清该归谁", "First received, first responsible: say whose it is"),
        ),
        REASON,
    ),
    does=(Deed.SEND_BACK, Deed.REFUSE_LEAD, Deed.FIRST_STAYS),
    stops=("BD-01", "RX-09"),
    basis="首接负责（本地规则，待确认）",
    hint=Text("1 个工作日内，只能退一次", "Within 1 working day, once"),
    tells=Text(
        "接到的单位认为该归别的单位，正在定由谁办", "The unit holds that another should act; it is being settled"
    ),
)

ARRIVE = Step(
    id="arrive",
    name=Text("到场", "On site"),
    event="arrived",
    after=("registered", "assigned", "accepted"),
    who=(Role.HANDLE, Role.INTAKE, Role.SORT),
    fields=(Field("site_words", Text("现场怎么样", "What was found"), Sort.WORDS, sealed=True, longest=1000),),
    guards=(Guard.CLOCK_RUNS,),
    stops=("RX-02",),
    tells=Text("{unit}已到现场", "{unit} is on site"),
)

REPORT_URGENT = Step(
    id="report_urgent",
    name=Text("报告处置情况", "Report what was done"),
    event="urgent_reported",
    after=("registered", "assigned", "accepted"),
    who=(Role.HANDLE, Role.INTAKE, Role.SORT),
    fields=(
        Field("urgent_words", Text("做了什么、还缺什么", "What was done and what is missing"), Sort.WORDS, sealed=True),
        Field(
            "progress_public",
            Text("写给群众看的一句话", "One sentence for the resident"),
            Sort.LINE,
            longest=120,
        ),
    ),
    guards=(Guard.CLOCK_RUNS,),
    stops=("RX-03",),
    stops_if=(When("progress_public", "*", "BD-04.4"),),
    tells=Text("{progress_public}", "{progress_public}"),
)

CONTACT_CALLER = replace(
    CONTACT, after=("registered", "assigned", "accepted"), stops_if=(*CONTACT.stops_if, *REACHED), verb=Verb.ACCEPT,
    hint=Text("先联系本人，再动手办", "Contact first, then act"),
)  # fmt: skip

ASK_EXTENSION = Step(
    id="ask_extension",
    name=Text("申请延期", "Ask for an extension"),
    event="extension_asked",
    after=("accepted",),
    who=(Role.HANDLE,),
    fields=(
        Field("ask_days", Text("要延几个工作日", "How many working days"), Sort.NUMBER),
        Field("ask_reason", Text("为什么办不完", "Why"), Sort.WORDS, longest=300),
    ),
)

EXTEND = Step(
    id="extend",
    name=Text("延期", "Extend"),
    event="extended",
    after=("assigned", "accepted"),
    who=(Role.SORT,),
    fields=(
        Field(
            "extend_by",
            Text("延长几个工作日", "By how many working days"),
            Sort.NUMBER,
            help=Text("期满以前，只一次，最多再加一个原来的期限", "Before it runs out, once, at most as much again"),
        ),
        Field("extend_reason", Text("为什么要延长（会告知本人）", "Why (the person is told)"), Sort.WORDS, longest=300),
    ),
    extends_any=ANSWER_CLOCKS,
    verb=Verb.EXTEND,
    hint=Text("承办单位申请，派单的批", "Asked by the unit, granted by the dispatcher"),
    tells=Text("延长办理期限；理由：{extend_reason}", "The time was extended. Reason: {extend_reason}"),
)

ANSWER = Step(
    id="answer",
    name=Text("答复本人", "Answer the person"),
    event="answered",
    after=("accepted",),
    to="served",
    who=(Role.HANDLE,),
    fields=(
        Field(
            "answer_sort",
            Text("办成什么样", "What came of it"),
            Sort.CHOICE,
            choices=(
                Choice("done", Text("办好了", "Done")),
                Choice("explained", Text("说明了情况", "Explained")),
                Choice("planned", Text("一时办不了，说了原因和打算", "Not yet possible: reason and plan told")),
            ),
        ),
        Field(
            "answer",
            Text("答复的话", "The answer"),
            Sort.WORDS,
            help=Text("本人在查询页看得到；不写姓名、电话", "Shown on the person's progress page: no names, no phones"),
            longest=1000,
        ),
        Field(
            "answer_way",
            Text("怎么告诉的", "How the person was told"),
            Sort.CHOICE,
            choices=(
                Choice("phone", Text("电话", "By phone")),
                Choice("in_person", Text("当面", "In person")),
                Choice("online", Text("查询页和短信", "Progress page and message")),
            ),
        ),
    ),
    guards=(Guard.NOT_HANDED_OVER,),
    stops=(*ANSWER_CLOCKS, "RX-01", "RX-02", "RX-03", "RX-08", "RX-09", "BD-04.3", "BD-04.4"),
    starts=("BD-03",),
    fans="rejoin",
    verb=Verb.REPLY,
    hint=Text("办完以后答复本人", "Once it is done"),
    tells=Text("答复您：{answer}", "The answer: {answer}"),
)

REDO = replace(
    REOPEN,
    starts=(),
    starts_if=BY_SORT,
    stops=("BD-03",),
    tells=Text("您说没解决，{lead}重新办，时限重新算", "You said it is not solved: {lead} takes it up again"),
)

ARCHIVE = Step(
    id="archive",
    name=Text("归档", "Archive"),
    event="archived",
    after=("closed",),
    to="archived",
    who=(Role.SORT,),
    stops=("*",),
)

ORDER = Kind(
    id="order",
    edition=1,
    name=Text("热线工单", "Hotline order"),
    series="GD",
    basis=f"{FRAME}；时限为本地默认，待确认",
    purpose=Text("受理、派办、答复并回访 12345 热线工单", "To take in, dispatch, answer and call back on hotline orders"),
    retention=Text(
        "工单保存 10 年，录音不超过 12 个月（年限为建议，待确认）",
        "Orders 10 years, recordings at most 12 months (suggested, to be confirmed)",
    ),
    states=(
        State("registered", Text("待派单", "To be dispatched"), "us", Text("已收到，正在派给该办的单位", "Received; being dispatched"), turn=Role.SORT),
        State("assigned", Text("已派单待签收", "Dispatched"), "us", Text("已派给单位，等它签收", "With the unit, to be signed for")),
        State("accepted", Text("承办中", "In hand"), "us", Text("正在办", "In hand")),
        State("served", Text("已答复", "Answered"), "them", Text("已答复您，请您评价", "Answered: please rate it")),
        State("closed", Text("已办结", "Closed"), "them", Text("已办结；没解决可以重办", "Closed; you may reopen it if it is not solved")),
        State("archived", Text("已归档", "Archived"), "done", Text("已归档；有新情况可以再反映", "Archived; you may file anew"), final=True),
    ),
    steps=(
        REGISTER,
        CLARIFY,
        CORRECT,
        GUIDE,
        DISPATCH,
        DISPATCH_AGAIN,
        TAKE_UP,
        SIGN_HAND_OVER,
        RETURN_ORDER,
        replace(CONVENE, to="accepted", after=("assigned", "accepted")),
        UNSIGNED,
        TAKE_BACK,
        CONTACT_CALLER,
        ARRIVE,
        REPORT_URGENT,
        HAND_OVER,
        ASSIST,
        NOTE,
        ATTACH,
        ADD_WORDS,
        ASK_EXTENSION,
        EXTEND,
        ANSWER,
        RATE,
        CALL_BACK,
        REDO,
        CLOSE,
        ARCHIVE,
        URGE,
        SUPERVISE,
        *LADDER,
        *CHARGING,
        LINK,
        replace(WITHDRAW, after=("registered", "assigned", "accepted")),
        MERGE,
        UNMERGE,
        REJOIN,
        UNDO_IMPORT,
    ),
    rings=("RX-07", "RX-06", "RX-05", "RX-04", "RX-01", "RX-02", "RX-03", "RX-08", "BD-03", "BD-06", "BD-01"),
    lapses=(("BD-01", "unsigned"),),
)  # fmt: skip

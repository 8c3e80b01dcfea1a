"""Hotline orders, first half: registered, guided elsewhere, dispatched, signed for or sent back."""

from dataclasses import replace

from huiyin.flow.kind import Choice, Field, Step, When
from huiyin.flow.words import Count, Deed, Guard, Role, Sort, Verb
from huiyin.kinds.appeal_sorting import REGISTER as APPEAL_REGISTER
from huiyin.kinds.common import ASSIGNED_ON, CONCERN, LOGGED_SAME_DAY, REASON, SAME_DAY, SEND_BACK, SIGN_FOR
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
        # A call is one person's; what several bring together comes as an appeal.
        replace(_SHARED["name"], needed_if=None, of=""),
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
    counts=(Count.ACCEPTED,),
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

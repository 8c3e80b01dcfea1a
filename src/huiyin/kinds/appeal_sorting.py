"""Sorting an appeal: taken in, made clear, and sent on its way (Regulation on petition work 2022, Art. 21 to 23, 31)."""

from dataclasses import replace

from huiyin.flow.kind import Choice, Field, Only, Step
from huiyin.flow.words import Count, Deed, Guard, Role, Sort, Verb
from huiyin.kinds.common import ASSIGNED_ON, CONCERN, LOGGED_SAME_DAY, REASON, SAME_DAY
from huiyin.kinds.replying import HANDED_BY_PAPER
from huiyin.kinds.routes import CHOICES as ROUTE_CHOICES
from huiyin.kinds.routes import JUSTICE_CHOICES, VISITS
from huiyin.kinds.signing import two_hands
from huiyin.kinds.supervising import FEEDBACK_DUE
from huiyin.kinds.together import personal
from huiyin.kit.text import Text

# On the simple track it is decided within three working days of receipt whether the matter is accepted or passed on.
SIMPLY_DECIDED = "XF-16"

CHANNELS = (
    Choice("walk_in", Text("窗口来访", "At the counter"), "信访工作条例 第17条"),
    Choice("phone", Text("来电", "By phone"), "信访工作条例 第17条"),
    Choice("letter", Text("来信", "By letter"), "信访工作条例 第17条"),
    Choice("web", Text("网上", "Online"), "信访工作条例 第17条"),
    Choice("box", Text("意见箱", "Suggestion box")),
    Choice("reception", Text("领导接访", "Leader's reception day"), "信访工作条例 第18条"),
    Choice("going_down", Text("领导下访", "Leader going down"), "信访工作条例 第18条"),
    Choice("transfer_12345", Text("12345 转来", "From 12345")),
    Choice("grid", Text("网格员代报", "Through the grid worker")),
)

BY_WRITING = Only(
    "channel",
    frozenset(channel.id for channel in CHANNELS) - VISITS,
    Text(
        "当面来的不转送：用“引导其他程序”，讲清楚、告诉他去哪里（信访工作条例第22条）",
        "Who comes in person is not forwarded but shown the way (Art. 22)",
    ),
)

REGISTER = Step(
    id="register",
    name=Text("登记", "Register"),
    event="registered",
    to="registered",
    who=(Role.INTAKE, Role.GRID, Role.FILER),
    fields=(
        Field("channel", Text("从哪里来", "Channel"), Sort.CHOICE, choices=CHANNELS),
        Field(
            "words",
            Text("说了什么", "What was said"),
            Sort.WORDS,
            sealed=True,
            help=Text(
                "照原话记：什么时候、在哪里、怎么了、想要什么结果",
                "In their own words: when, where, what happened, what is wanted",
            ),
            basis="信访工作条例 第19条",
            longest=4000,
        ),
        Field(
            "title",
            Text("标题", "Title"),
            Sort.LINE,
            required=False,
            help=Text("一句话说清什么事；不写姓名、电话", "One line on the matter: no names, no phones"),
            longest=60,
        ),
        Field(
            "requests",
            Text("想要什么结果", "What is wanted"),
            Sort.REQUESTS,
            help=Text("一行一项", "One a line"),
            longest=200,
        ),
        Field("category", Text("类别", "Category"), Sort.CATEGORY, required=False),
        Field("village", Text("在哪个村、社区", "Village or community"), Sort.DIVISION),
        Field("grid", Text("网格", "Grid"), Sort.GRID, required=False),
        Field(
            "place",
            Text("具体地方", "Exact place"),
            Sort.ADDRESS,
            required=False,
            help=Text("写到门牌或村组，来的人才找得到", "Down to the door or group, so that whoever comes can find it"),
        ),
        *personal(
            Field(
                "name",
                Text("姓名", "Name"),
                Sort.NAME,
                required=False,
                help=Text(
                    "不留姓名也可以反映，但没法书面答复您",
                    "You may leave it out, but then no written reply can reach you",
                ),
                basis="信访工作条例 第19条",
                longest=50,
            ),
            Field("phone", Text("电话", "Phone"), Sort.PHONE, required=False, longest=20),
        ),
        *CONCERN,
    ),
    does=(Deed.EXCLUDE, Deed.REPRESENTED),
    starts=("XF-01", "XF-02", "XF-03", *SAME_DAY),
    logs=LOGGED_SAME_DAY,
    tells=Text("已收到并登记", "Received and registered"),
    basis="信访工作条例 第21条至第23条",
)

CLARIFY = Step(
    id="clarify",
    name=Text("问清反映的是谁", "Ask whom it is about"),
    event="clarified",
    after=("registered",),
    who=(Role.INTAKE, Role.SORT),
    fields=(
        Field("concerns_office", CONCERN[0].name, Sort.YES_NO, help=CONCERN[0].help, basis=CONCERN[0].basis),
        CONCERN[1],
    ),
    does=(Deed.EXCLUDE,),
)

CORRECT = Step(
    id="correct",
    name=Text("改标题和类别", "Correct title and category"),
    event="corrected",
    after=("*",),
    who=(Role.SORT, Role.INTAKE),
    fields=(
        Field("title", Text("标题", "Title"), Sort.LINE, longest=60),
        Field("category", Text("类别", "Category"), Sort.CATEGORY, required=False),
        Field("requests", Text("诉求事项", "Requests"), Sort.REQUESTS, longest=200),
    ),
)

ASSIGN = Step(
    id="assign",
    name=Text("交办", "Assign"),
    event="assigned",
    after=("registered", "assigned"),
    to="assigned",
    who=(Role.SORT,),
    fields=(ASSIGNED_ON, REASON, FEEDBACK_DUE),
    guards=(Guard.CONCERN_KNOWN, Guard.NOT_HANDED_OVER, Guard.UNDISPUTED),
    does=(Deed.HAND_OVER,),
    starts=("BD-01", "XF-04", "XF-05"),
    due_by=(("XF-13", "feedback_due"),),
    stops=("XF-01", "XF-02", SIMPLY_DECIDED, "BD-04.2"),
    papers=("D04",),
    verb=Verb.HAND_OVER,
    hint=Text("交责任单位受理", "To the unit in charge"),
    tells=Text("交给{pending}办理", "Assigned to {pending}"),
    basis="信访工作条例 第22条、第23条",
)

ACCEPT = Step(
    id="accept",
    name=Text("受理", "Accept"),
    event="accepted",
    after=("registered", "assigned"),
    to="accepted",
    who=(Role.SORT, Role.HANDLE),
    fields=(
        Field(
            "contact",
            Text("联系人电话（印在告知书上）", "Contact printed on the notice"),
            Sort.LINE,
            required=False,
            longest=40,
        ),
    ),
    guards=(Guard.CONCERN_KNOWN, Guard.NOT_HANDED_OVER),
    does=(Deed.TAKE_ON,),
    starts=("XF-06", "XF-06-L"),
    stops=("XF-01", "XF-02", "XF-03", "XF-04", "XF-05", SIMPLY_DECIDED, "BD-09", "BD-04.2"),
    papers=("D02",),
    verb=Verb.ACCEPT,
    hint=Text("60 日内书面答复", "Reply within 60 days"),
    tells=Text("已受理，{due}前书面答复您", "Accepted: written reply by {due}"),
    basis="信访工作条例 第31条第6项、第34条",
    counts=(Count.ACCEPTED,),
)

REFUSE = two_hands(
    Step(
        id="refuse",
        name=Text("不予受理", "Refuse"),
        event="refused",
        after=("registered", "assigned"),
        to="refused",
        who=(Role.SORT, Role.HANDLE),
        fields=(
            Field(
                "refusal_ground",
                Text("依据", "Ground"),
                Sort.CHOICE,
                choices=(
                    Choice(
                        "in_progress",
                        Text("同一事项在规定期限内正在办理", "The same matter is being handled"),
                        "信访工作条例 第19条",
                    ),
                    Choice(
                        "ended",
                        Text("同一事实和理由，复核已终结", "Ended by re-review on the same facts"),
                        "信访工作条例 第36条",
                    ),
                    Choice(
                        "not_competent",
                        Text("不属于本机关、单位职权范围", "Outside our competence"),
                        "信访工作条例 第23条",
                    ),
                    Choice(
                        "litigation",
                        Text(
                            "已经或依法应当通过诉讼、仲裁、复议等解决", "For the courts, arbitration or reconsideration"
                        ),
                        "信访工作条例 第31条",
                    ),
                ),
                help=Text(
                    "复核已终结的，用“不再受理”，告知书写明复核意见书的文号",
                    "Ended by re-review: use “Not accepted again”, whose notice names the re-review opinion",
                ),
            ),
            Field("refusal_facts", Text("具体情况", "The facts"), Sort.WORDS, sealed=True, longest=1000),
            Field("proper_channel", Text("该去哪里、怎么办", "Where to go instead"), Sort.WORDS, longest=300),
        ),
        guards=(Guard.CONCERN_KNOWN, Guard.NOT_HANDED_OVER),
        stops=("*",),
        papers=("D05",),
        tells=Text("不予受理，已写明依据和该去的地方", "Not accepted: the ground and the proper channel are stated"),
        basis="信访工作条例 第19条、第23条、第36条",
        grave=True,
    )
)

GUIDE = Step(
    id="guide",
    name=Text("引导其他程序", "Guide to another procedure"),
    event="guided",
    after=("registered", "assigned"),
    to="guided",
    who=(Role.SORT, Role.HANDLE),
    fields=(
        Field(
            "route",
            Text("什么事，走哪条法定途径", "What it is, and which statutory route"),
            Sort.CHOICE,
            choices=ROUTE_CHOICES,
            basis="信访工作条例 第31条",
        ),
        Field(
            "guide_reason",
            Text("为什么归这条途径", "Why this route"),
            Sort.WORDS,
            help=Text("写进告知书；不写姓名、电话", "Goes into the letter: no names, no phones"),
            longest=300,
        ),
        Field(
            "limit_from",
            Text("期限从哪天起算", "The day its limit runs from"),
            Sort.DAY,
            required=False,
            help=Text(
                "问本人：知道受损那天、收到决定那天。问不清就空着，不影响本人提出",
                "Ask the person: when they knew, or received the decision. Leave it empty if unclear; nothing is lost",
            ),
        ),
        Field("guide_body", Text("去哪个机关（写到地址、电话）", "Which body, with address"), Sort.LINE, longest=100),
        Field("guide_papers", Text("带什么材料", "What to bring"), Sort.LINE, required=False, longest=200),
        Field("guide_limit", Text("还要提醒的期限", "Anything else on time"), Sort.LINE, required=False, longest=120),
    ),
    guards=(Guard.CONCERN_KNOWN, Guard.NOT_HANDED_OVER),
    does=(Deed.TELL_LIMIT,),
    stops=("*",),
    papers=("D03",),
    tells=Text(
        "这件事有专门的法定途径（{route}），已书面告诉您去哪里。{limit}",
        "There is a statutory route ({route}): where to go is in the letter. {limit}",
    ),
    basis="信访工作条例 第31条",
)

FORWARD = Step(
    id="forward",
    name=Text("转送别的机关", "Forward to another body"),
    event="forwarded",
    after=("registered",),
    to="forwarded",
    who=(Role.SORT,),
    fields=(
        Field("forward_to", Text("转送给哪个机关", "Forwarded to"), Sort.LINE, longest=100),
        Field("forward_reason", Text("为什么归它管", "Why it is theirs"), Sort.LINE, longest=200),
    ),
    guards=(Guard.CONCERN_KNOWN, Guard.NOT_HANDED_OVER),
    stops=("*",),
    papers=("D04", "D04-2"),
    tells=Text("已转送{forward_to}办理", "Forwarded to {forward_to}"),
    basis="信访工作条例 第22条、第23条",
)

FORWARD_JUSTICE = replace(
    FORWARD,
    id="forward_justice",
    name=Text("转送政法机关", "Forward to a body of justice"),
    event="forwarded_to_justice",
    fields=(
        Field(
            "route",
            Text("涉法涉诉，归哪一家", "Which body of justice"),
            Sort.CHOICE,
            choices=JUSTICE_CHOICES,
            basis="信访工作条例 第22条、第31条第1项",
        ),
        Field(
            "forward_to",
            Text("转给哪个机关（同级，写全称）", "Body of the same level, full name"),
            Sort.LINE,
            help=Text("例如：本县人民法院", "For example the county court"),
            longest=100,
        ),
        FORWARD.fields[1],
    ),
    does=(Deed.TO_BODY,),
    only=BY_WRITING,
    hint=Text("来信、网上的涉法涉诉；来访的用“引导”", "What came in writing; a visitor is guided"),
    tells=Text(
        "这件属于涉法涉诉（{route}），已转送{forward_to}依法办理",
        "A matter of justice ({route}): forwarded to {forward_to}",
    ),
    basis="信访工作条例 第20条、第22条、第31条第1项",
)

SERVE_NOTICE = Step(
    id="serve_notice",
    name=Text("送达告知书", "Serve the notice"),
    event="notice_served",
    after=("refused", "guided", "forwarded", "ended"),
    to="archived",
    who=(Role.SORT, Role.HANDLE, Role.INTAKE),
    fields=HANDED_BY_PAPER,
    guards=(Guard.PAPER_UNSERVED,),
    does=(Deed.SERVE,),
    stops=("*",),
    verb=Verb.CLOSE,
    hint=Text("送到了才算完", "Done once served"),
    tells=Text("告知书已送达您", "The notice has been served"),
)

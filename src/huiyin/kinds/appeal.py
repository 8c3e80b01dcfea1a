"""Kind appeal (信访诉求): from the first word to the served reply, by the Regulation on petition work of 2022."""

from huiyin.flow.kind import Choice, Field, Kind, State, Step
from huiyin.flow.words import Deed, Guard, Role, Sort, Verb
from huiyin.kinds.common import ASSIGNED_ON, COMMON, CONCERN, LOGGED_SAME_DAY, MERGE, REASON, REJOIN, SAME_DAY, UNMERGE
from huiyin.kinds.replying import (
    CALL_BACK,
    CHECK,
    CHECKED,
    CLOSE,
    DRAFTED,
    HANDED_BY_PAPER,
    OUTCOMES,
    RATE,
    REOPEN,
    RETURN_DRAFT,
    SIGNED,
)
from huiyin.kit.text import Text

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
        Field(
            "name",
            Text("姓名", "Name"),
            Sort.NAME,
            required=False,
            help=Text(
                "不留姓名也可以反映，但没法书面答复您", "You may leave it out, but then no written reply can reach you"
            ),
            basis="信访工作条例 第19条",
            longest=50,
        ),
        Field("phone", Text("电话", "Phone"), Sort.PHONE, required=False, longest=20),
        *CONCERN,
    ),
    does=(Deed.EXCLUDE,),
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
    fields=(ASSIGNED_ON, REASON),
    guards=(Guard.CONCERN_KNOWN, Guard.NOT_HANDED_OVER, Guard.UNDISPUTED),
    does=(Deed.HAND_OVER,),
    starts=("BD-01", "XF-04", "XF-05"),
    stops=("XF-01", "XF-02", "BD-04.2"),
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
    stops=("XF-01", "XF-02", "XF-03", "XF-04", "XF-05", "BD-04.2"),
    papers=("D02",),
    verb=Verb.ACCEPT,
    hint=Text("60 日内书面答复", "Reply within 60 days"),
    tells=Text("已受理，{due}前书面答复您", "Accepted: written reply by {due}"),
    basis="信访工作条例 第31条第6项、第34条",
)

REFUSE = Step(
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
                    "not_competent", Text("不属于本机关、单位职权范围", "Outside our competence"), "信访工作条例 第23条"
                ),
                Choice(
                    "litigation",
                    Text("已经或依法应当通过诉讼、仲裁、复议等解决", "For the courts, arbitration or reconsideration"),
                    "信访工作条例 第31条",
                ),
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

GUIDE = Step(
    id="guide",
    name=Text("引导其他程序", "Guide to another procedure"),
    event="guided",
    after=("registered", "assigned"),
    to="guided",
    who=(Role.SORT, Role.HANDLE),
    fields=(
        Field(
            "branch",
            Text("适用哪种法定程序", "Which statutory procedure"),
            Sort.CHOICE,
            choices=(
                Choice(
                    "31-1", Text("诉讼、检察监督、公安程序", "Courts, prosecution, police"), "信访工作条例 第31条第1项"
                ),
                Choice("31-2", Text("仲裁", "Arbitration"), "信访工作条例 第31条第2项"),
                Choice("31-3", Text("党员申诉、申请复审", "Party-member appeal"), "信访工作条例 第31条第3项"),
                Choice(
                    "31-4",
                    Text("复议、裁决、确认、许可、处罚", "Reconsideration, ruling, licence, penalty"),
                    "信访工作条例 第31条第4项",
                ),
                Choice(
                    "31-5",
                    Text("申请查处违法或履行职责", "Application to investigate or perform a duty"),
                    "信访工作条例 第31条第5项",
                ),
            ),
            basis="信访工作条例 第31条",
        ),
        Field("guide_body", Text("去哪个机关", "Which body"), Sort.LINE, longest=100),
        Field("guide_limit", Text("期限提醒", "Time limit to mind"), Sort.LINE, longest=120),
        Field("guide_papers", Text("带什么材料", "What to bring"), Sort.LINE, required=False, longest=200),
    ),
    guards=(Guard.CONCERN_KNOWN, Guard.NOT_HANDED_OVER),
    stops=("*",),
    papers=("D03",),
    tells=Text(
        "这件事有专门的法定程序，已书面告诉您去哪里、期限多久",
        "There is a statutory procedure: where and until when is in the letter",
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

EXTEND = Step(
    id="extend",
    name=Text("延期", "Extend"),
    event="extended",
    after=("accepted", "drafted", "checked"),
    who=(Role.SIGN,),
    fields=(
        Field("extend_by", Text("延长几日", "By how many days"), Sort.NUMBER, help=Text("最多 30 日", "At most 30")),
        Field(
            "extend_reason", Text("为什么要延长（会告知反映人）", "Why (the person is told)"), Sort.WORDS, longest=300
        ),
    ),
    extends="XF-06",
    papers=("D07",),
    verb=Verb.EXTEND,
    hint=Text("限 1 次，本机关负责人批", "Once, by the head"),
    tells=Text(
        "延长办理期限，{due}前答复您；理由：{extend_reason}", "Extended: reply by {due}. Reason: {extend_reason}"
    ),
    basis="信访工作条例 第34条",
)

DRAFT = Step(
    id="draft",
    name=Text("拟答复意见", "Draft the opinion"),
    event="drafted",
    after=("accepted",),
    to="drafted",
    who=(Role.HANDLE,),
    fields=(
        Field(
            "found",
            Text("查明的事实和理由", "Facts and reasons found"),
            Sort.WORDS,
            sealed=True,
            longest=4000,
            basis="信访工作条例 第32条",
        ),
        Field(
            "outcomes",
            Text("每项诉求怎么答", "Outcome of each request"),
            Sort.OUTCOMES,
            choices=OUTCOMES,
            basis="信访工作条例 第32条",
        ),
        Field(
            "outcome_words",
            Text("每项的具体意见", "Words on each request"),
            Sort.LINES,
            sealed=True,
            help=Text(
                "一行一项，顺序与诉求一致：谁来做、做什么、哪天前",
                "One a line, in the order of the requests: who does what by when",
            ),
            longest=800,
        ),
        Field(
            "opinion_basis", Text("法律、政策依据", "Legal basis"), Sort.WORDS, longest=600, basis="信访工作条例 第32条"
        ),
    ),
    guards=(Guard.NOT_HANDED_OVER,),
    verb=Verb.REPLY,
    hint=Text("拟稿后送审核、签发", "Then checked and signed"),
    basis="信访工作条例 第32条",
)

SIGN = Step(
    id="sign",
    name=Text("签发", "Sign"),
    event="signed",
    after=("checked",),
    to="signed",
    who=(Role.SIGN,),
    guards=(Guard.ANOTHER_HAND,),
    stops=("XF-06",),
    papers=("D08",),
    verb=Verb.REPLY,
    hint=Text("编号成文，随后送达", "Numbered, then served"),
    tells=Text("答复意见书已签发", "The written opinion is signed"),
    basis="信访工作条例 第32条、第34条",
)

SERVE = Step(
    id="serve",
    name=Text("送达答复", "Serve the reply"),
    event="served",
    after=("signed",),
    to="served",
    who=(Role.HANDLE, Role.SORT, Role.INTAKE),
    fields=HANDED_BY_PAPER,
    guards=(Guard.PAPER_UNSERVED,),
    does=(Deed.SERVE,),
    starts=("XF-08",),
    stops=("XF-06-L", "BD-02", "BD-04.3", "BD-04.4"),
    fans="rejoin",
    verb=Verb.REPLY,
    hint=Text("从收到起 30 日可申请复查", "Review may be asked for 30 days from receipt"),
    tells=Text("书面答复已送达您", "The written reply has been served"),
    basis="信访工作条例 第34条、第35条",
)

SERVE_NOTICE = Step(
    id="serve_notice",
    name=Text("送达告知书", "Serve the notice"),
    event="notice_served",
    after=("refused", "guided", "forwarded"),
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

ASK_REVIEW = Step(
    id="ask_review",
    name=Text("申请复查", "Ask for review"),
    event="review_asked",
    after=("served", "closed"),
    to="under_review",
    who=(Role.FILER, Role.INTAKE),
    fields=(
        Field(
            "review_reason",
            Text("对答复哪里不服", "What you do not accept in the reply"),
            Sort.WORDS,
            sealed=True,
            longest=2000,
        ),
    ),
    stops=("XF-08", "BD-03"),
    opens="review",
    tells=Text("您申请了复查", "You asked for review"),
    basis="信访工作条例 第35条",
)

REVIEW_ENDED = Step(
    id="review_ended",
    name=Text("复查有了结果", "Review ended"),
    event="review_ended",
    after=("under_review",),
    to="reviewed",
    who=(Role.CLOCKWORK,),
    tells=Text("复查意见已作出", "The review opinion has been made"),
)

REDO = Step(
    id="redo",
    name=Text("按复查意见重新办理", "Redo as the review says"),
    event="redone",
    after=("reviewed",),
    to="accepted",
    who=(Role.HANDLE, Role.SORT),
    fields=(REASON,),
    does=(Deed.NEW_ROUND,),
    starts=("BD-02",),
    tells=Text("按复查意见重新办理，{due}前再答复您", "Taken up again as the review says, reply by {due}"),
)

ARCHIVE = Step(
    id="archive",
    name=Text("归档", "Archive"),
    event="archived",
    after=("reviewed",),
    to="archived",
    who=(Role.HANDLE, Role.SORT),
    stops=("*",),
)

LAPSE = Step(
    id="lapse",
    name=Text("申请复查期满归档", "Archived when the time to ask for review ran out"),
    event="lapsed",
    after=("served", "closed"),
    to="archived",
    who=(Role.CLOCKWORK,),
    stops=("*",),
)

WITHDRAW = Step(
    id="withdraw",
    name=Text("本人撤回", "Withdraw"),
    event="withdrawn",
    after=("registered", "assigned", "accepted"),
    to="archived",
    who=(Role.FILER,),
    fields=(
        Field(
            "withdraw_words",
            Text("撤回的原因（可以不写）", "Why (optional)"),
            Sort.LINE,
            required=False,
            sealed=True,
            help=Text("撤回不影响以后再反映", "Withdrawing never stops you from filing again"),
        ),
    ),
    stops=("*",),
    tells=Text("您撤回了这件事，以后可以再反映", "You withdrew it; you may file again"),
)

APPEAL = Kind(
    id="appeal",
    edition=1,
    name=Text("信访诉求", "Appeal"),
    series="AL",
    basis="信访工作条例（2022）",
    purpose=Text(
        "受理、办理并书面答复诉求（信访工作条例第21条至第37条）", "To accept, handle and answer an appeal in writing"
    ),
    retention=Text(
        "处理、复查、复核卷宗保存 30 年（机关文件材料归档范围和文书档案保管期限规定；年限为建议，待确认）",
        "30 years for handling, review and re-review files (suggested, to be confirmed)",
    ),
    states=(
        State(
            "registered",
            Text("待甄别分流", "Registered"),
            "us",
            Text("已收到，正在看归谁办", "Received; being sorted"),
            turn=Role.SORT,
        ),
        State(
            "assigned",
            Text("已交办待受理", "Assigned"),
            "us",
            Text("已交给责任单位，等它受理", "With the unit in charge, to be accepted"),
        ),
        State("accepted", Text("承办中", "In hand"), "us", Text("正在办", "In hand")),
        DRAFTED,
        CHECKED,
        SIGNED,
        State(
            "served",
            Text("已答复", "Replied"),
            "them",
            Text("已书面答复您，请您评价", "Replied in writing: please rate it"),
        ),
        State(
            "closed",
            Text("已办结", "Closed"),
            "them",
            Text("已办结；没解决可以重办", "Closed; you may reopen it if it is not solved"),
        ),
        State(
            "refused",
            Text("不予受理待送达", "Refused"),
            "us",
            Text("不予受理，告知书正在送给您", "Not accepted; the notice is on its way"),
        ),
        State(
            "guided",
            Text("已引导待送达", "Guided"),
            "us",
            Text("有专门程序，告知书正在送给您", "Another procedure applies; the letter is on its way"),
        ),
        State(
            "forwarded",
            Text("已转送待告知", "Forwarded"),
            "us",
            Text("已转送别的机关，告知书正在送给您", "Forwarded; the notice is on its way"),
        ),
        State(
            "under_review",
            Text("复查中", "Under review"),
            "them",
            Text("上一级正在复查", "Being reviewed by the next-higher body"),
        ),
        State(
            "reviewed",
            Text("复查已作出", "Reviewed"),
            "us",
            Text("复查意见已作出，按它办", "The review is made and will be followed"),
        ),
        State(
            "archived",
            Text("已归档", "Archived"),
            "done",
            Text("已归档；有新的事实和理由可以再反映", "Archived; new facts may be filed anew"),
            final=True,
        ),
    ),
    steps=(
        REGISTER,
        CLARIFY,
        CORRECT,
        ASSIGN,
        ACCEPT,
        REFUSE,
        GUIDE,
        FORWARD,
        EXTEND,
        DRAFT,
        CHECK,
        RETURN_DRAFT,
        SIGN,
        SERVE,
        SERVE_NOTICE,
        RATE,
        CALL_BACK,
        REOPEN,
        CLOSE,
        ASK_REVIEW,
        REVIEW_ENDED,
        REDO,
        ARCHIVE,
        LAPSE,
        WITHDRAW,
        MERGE,
        UNMERGE,
        REJOIN,
        *COMMON,
    ),
    rings=("XF-06", "XF-06-L", "BD-02", "XF-03", "XF-04", "XF-02", "BD-01"),
    lapses=(("BD-01", "unsigned"), ("XF-08", "lapse")),
)

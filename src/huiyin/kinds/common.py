"""Steps and fields that every kind of matter shares: hand over, sign for, assist, note, link, merge."""

from huiyin.flow.kind import Choice, Field, Step, When
from huiyin.flow.words import Count, Deed, Guard, Role, Sort, Verb
from huiyin.kinds.serving import ANNOUNCE, SERVE_PAPERS, SERVE_SOME
from huiyin.kinds.signing import RETURN_PAPER
from huiyin.kinds.supervising import SUPERVISE
from huiyin.kit.text import Text

REASON = Field("reason", Text("理由", "Reason"), Sort.WORDS, longest=500)

# The county's “four same-day duties”: what they are is not settled by any law, so each is a local clock of its own
# that stands beside the legal ones and never rings as a deadline (law: open item 1, to be confirmed).
LOGGED_SAME_DAY = "BD-04.1"
SAME_DAY = ("BD-04.2", "BD-04.3", "BD-04.4")
SAME_DAY_DUTIES = (LOGGED_SAME_DAY, *SAME_DAY)

SEND_BACK_REASONS = (
    Choice("not_ours", Text("不属本单位权责清单", "Not in our list of duties"), "信访工作条例 第23条"),
    Choice("other_lead", Text("应由别的单位主办", "Another unit should lead"), "信访工作条例 第24条"),
    Choice("unclear", Text("地点或事情不清，办不了", "Place or facts too unclear to act")),
    Choice("same_matter", Text("同一件事已在办", "The same matter is already in hand"), "信访工作条例 第19条"),
)

CONCERN = (
    Field(
        "concerns_office",
        Text("反映的是不是单位或干部", "Is it about an office or an officer?"),
        Sort.YES_NO,
        required=False,
        help=Text(
            "是的话，被反映的单位不经手，也看不到是谁说的",
            "If so, that office neither handles it nor learns who said it",
        ),
        basis="信访工作条例 第30条",
    ),
    Field(
        "concerned_unit",
        Text("反映的是哪个单位", "Which office"),
        Sort.UNIT,
        when=("concerns_office", "true"),
        basis="信访工作条例 第30条",
    ),
)

ASSIGNED_ON = Field("to_post", Text("转给哪个岗位", "Hand over to"), Sort.POST)

SIGN_FOR = Step(
    id="sign_for",
    name=Text("签收", "Sign for"),
    event="signed_for",
    after=("*",),
    who=(Role.RECEIVER,),
    guards=(Guard.HANDED_OVER,),
    does=(Deed.SIGN_FOR,),
    stops=("BD-01",),
    verb=Verb.SIGN_FOR,
    hint=Text("接下来由您主办", "You lead from here"),
    tells=Text("{unit}接下了这件事", "{unit} has taken it up"),
)

HAND_OVER = Step(
    id="hand_over",
    name=Text("转办", "Hand over"),
    event="handed_over",
    after=("accepted",),
    who=(Role.SORT, Role.HANDLE),
    fields=(ASSIGNED_ON, REASON),
    guards=(Guard.CONCERN_KNOWN, Guard.NOT_HANDED_OVER, Guard.UNDISPUTED),
    does=(Deed.HAND_OVER,),
    starts=("BD-01",),
    stops=("BD-04.2",),
    verb=Verb.HAND_OVER,
    hint=Text("对方签收前仍由您负责", "Yours until signed for"),
    tells=Text("转给{pending}办理，等对方签收", "Handed over to {pending}, waiting to be signed for"),
)

SEND_BACK = Step(
    id="send_back",
    name=Text("退回", "Send back"),
    event="sent_back",
    after=("*",),
    who=(Role.RECEIVER, Role.HANDLE),
    fields=(
        Field("why_back", Text("退回事由", "Ground"), Sort.CHOICE, choices=SEND_BACK_REASONS),
        Field("proposed_unit", Text("应由谁办", "Who should act"), Sort.UNIT, required=False),
        REASON,
    ),
    guards=(Guard.MAY_SEND_BACK,),
    does=(Deed.SEND_BACK, Deed.REFUSE_LEAD),
    stops=("BD-01", "XF-05"),
    verb=Verb.SEND_BACK,
    basis="信访工作条例 第23条",
    hint=Text("收到起 5 个工作日内", "Within 5 working days"),
    counts=(Count.SENT_BACK,),
)

CONVENE = Step(
    id="convene",
    name=Text("会商定主办", "Decide jointly who leads"),
    event="lead_decided",
    after=("*",),
    who=(Role.SORT, Role.SUPERVISE, Role.LEAD),
    fields=(
        Field("met_on", Text("哪天会商的", "Day of the meeting"), Sort.DAY),
        Field("met_units", Text("哪些单位参加", "Units that met"), Sort.UNITS),
        Field(
            "met_posts",
            Text("谁到场", "Who was there"),
            Sort.LINES,
            help=Text("一行一个，写单位和岗位", "One a line: unit and post"),
            longest=60,
        ),
        Field("to_post", Text("定哪个岗位主办", "Post that leads"), Sort.POST),
        Field(
            "decided",
            Text("定了什么，依据哪条职责", "What was decided, by which duty"),
            Sort.WORDS,
            longest=500,
            basis="信访工作条例 第24条",
        ),
        Field("minutes", Text("会商纪要", "Minutes"), Sort.WORDS, sealed=True, longest=4000),
    ),
    guards=(Guard.DISPUTED, Guard.NOT_HANDED_OVER),
    does=(Deed.SETTLE_LEAD,),
    stops=("XF-05", "RX-09"),
    verb=Verb.HAND_OVER,
    hint=Text("时限照走；定了就不能再退", "The clocks run on; no sending back after it"),
    tells=Text("几个单位一起商定，由{lead}主办，时限照算", "The units met: {lead} leads, and the time limit runs on"),
    basis="信访工作条例 第24条",
)

CONTACT = Step(
    id="contact",
    name=Text("联系本人核实", "Contact the person"),
    event="contacted",
    after=("*",),
    who=(Role.HANDLE, Role.SORT, Role.INTAKE),
    fields=(
        Field(
            "reached",
            Text("联系上了吗", "Was the person reached?"),
            Sort.CHOICE,
            choices=(
                Choice("yes", Text("联系上了", "Reached")),
                Choice("no_answer", Text("没接通，再打", "No answer, to be tried again")),
                Choice("declined", Text("本人不愿接", "Did not want to talk")),
            ),
        ),
        Field("contact_words", Text("怎么说的", "What was said"), Sort.WORDS, sealed=True, longest=1000),
    ),
    stops_if=(
        When("reached", "yes", "BD-04.3"),
        When("reached", "declined", "BD-04.3"),
    ),
    tells=Text("联系了您：{reached}", "You were contacted: {reached}"),
)

UNSIGNED = Step(
    id="unsigned",
    name=Text("逾期未签收退回", "Bounced unsigned"),
    event="bounced",
    after=("*",),
    who=(Role.CLOCKWORK,),
    guards=(Guard.HANDED_OVER,),
    does=(Deed.SEND_BACK,),
    stops=("BD-01",),
)

TAKE_BACK = Step(
    id="take_back",
    name=Text("撤回转办", "Take back"),
    event="taken_back",
    after=("*",),
    who=(Role.SENDER,),
    guards=(Guard.HANDED_OVER,),
    does=(Deed.SEND_BACK,),
    stops=("BD-01",),
)

ASSIST = Step(
    id="assist",
    name=Text("请协办", "Ask for help"),
    event="assist_asked",
    after=("accepted",),
    who=(Role.SORT, Role.HANDLE),
    fields=(Field("assist_unit", Text("协办单位", "Assisting unit"), Sort.UNIT), REASON),
    does=(Deed.ASSIST,),
    verb=Verb.ASSIST,
    hint=Text("请别的单位帮忙", "Ask another unit"),
    tells=Text("请了{assist}一起办", "{assist} was asked to help"),
)

NOTE = Step(
    id="note",
    name=Text("记办理情况", "Note progress"),
    event="noted",
    after=("*",),
    who=(Role.HANDLE, Role.SORT, Role.ASSISTANT, Role.INTAKE, Role.REVIEW),
    fields=(
        Field("progress", Text("做了什么", "What was done"), Sort.WORDS, sealed=True, longest=1000),
        Field(
            "progress_public",
            Text("写给群众看的一句话", "One sentence for the resident"),
            Sort.LINE,
            required=False,
            help=Text("会显示在查进度页上；不写姓名、电话", "Shown on the progress page: no names, no phones"),
            longest=120,
        ),
    ),
    stops_if=(When("progress_public", "*", "BD-04.4"),),
    tells=Text("{progress_public}", "{progress_public}"),
)

ATTACH = Step(
    id="attach",
    name=Text("加附件", "Attach files"),
    event="attached",
    after=("*",),
    who=(Role.HANDLE, Role.SORT, Role.ASSISTANT, Role.INTAKE, Role.FILER),
    fields=(
        Field("files", Text("附件", "Files"), Sort.FILES),
        Field("file_names", Text("文件名", "File names"), Sort.LINES, sealed=True, longest=80),
    ),
)

ADD_WORDS = Step(
    id="add_words",
    name=Text("补充几句", "Add something"),
    event="words_added",
    after=("*",),
    who=(Role.FILER, Role.INTAKE),
    fields=(Field("more_words", Text("补充的话", "What you want to add"), Sort.WORDS, sealed=True, longest=2000),),
    tells=Text("您补充了情况", "You added something"),
)

WRITE_FILER = Step(
    id="write_filer",
    name=Text("给群众写信", "Write to the person"),
    event="filer_written",
    after=("*",),
    who=(Role.HANDLE, Role.SORT, Role.INTAKE, Role.REVIEW, Role.ASSISTANT),
    fields=(
        Field(
            "letter",
            Text("写给本人的话", "What you write"),
            Sort.WORDS,
            sealed=True,
            help=Text(
                "不用知道电话：本人在查进度页上看到，并收到提醒；回信在这件事里看",
                "No telephone needed: the person sees it on the progress page and is told; the answer comes back here",
            ),
            longest=500,
        ),
    ),
    tells=Text("{unit}给您写了信", "{unit} wrote to you"),
    hint=Text("不用知道电话", "No telephone needed"),
    writes=True,
)

ANSWER_LETTER = Step(
    id="answer_letter",
    name=Text("回信", "Answer the letter"),
    event="letter_answered",
    after=("*",),
    who=(Role.FILER, Role.INTAKE),
    fields=(Field("letter_answer", Text("您的回信", "Your answer"), Sort.WORDS, sealed=True, longest=1000),),
    guards=(Guard.WRITTEN_TO,),
    tells=Text("您回了信", "You answered the letter"),
)

URGE = Step(
    id="urge",
    name=Text("催办", "Urge"),
    event="urged",
    after=("*",),
    who=(Role.SORT, Role.SUPERVISE, Role.LEAD, Role.FILER),
    fields=(Field("urge_words", Text("催办的话", "What to say"), Sort.LINE, required=False),),
    verb=Verb.URGE,
    hint=Text("提醒主办单位", "Remind the lead unit"),
    tells=Text("已提醒{lead}抓紧办", "{lead} was reminded"),
    counts=(Count.URGED,),
)

LINK = Step(
    id="link",
    name=Text("关联另一件", "Link"),
    event="linked",
    after=("*",),
    who=(Role.SORT, Role.HANDLE),
    fields=(Field("other", Text("另一件的编号", "Number of the other matter"), Sort.MATTER),),
    does=(Deed.LINK,),
)

MERGE = Step(
    id="merge",
    name=Text("并入另一件", "Merge"),
    event="merged",
    after=("registered", "accepted"),
    who=(Role.SORT,),
    fields=(Field("other", Text("并入哪一件（编号）", "Merge into (number)"), Sort.MATTER), REASON),
    does=(Deed.MERGE,),
    tells=Text(
        "同一件事已在办，合在一起办，您的编号照样能查", "Handled together with the same matter; your number still works"
    ),
)

UNMERGE = Step(
    id="unmerge",
    name=Text("撤销合并", "Unmerge"),
    event="unmerged",
    after=("*",),
    who=(Role.SORT,),
    fields=(REASON,),
    guards=(Guard.MERGED,),
    does=(Deed.UNMERGE,),
    tells=Text("重新单独办理", "Handled on its own again"),
)

REJOIN = Step(
    id="rejoin",
    name=Text("合并办理的那件已答复", "The matter it was merged into has been answered"),
    event="rejoined",
    after=("*",),
    who=(Role.CLOCKWORK,),
    guards=(Guard.MERGED,),
    does=(Deed.UNMERGE,),
    tells=Text(
        "合在一起办的那件已经答复，正在给您写书面答复",
        "The matter it was joined to is answered; your own reply is being written",
    ),
)

SEPARATE = Step(
    id="separate",
    name=Text("合并办理的那件另有去向", "The matter it was merged into went another way"),
    event="separated",
    after=("*",),
    who=(Role.CLOCKWORK,),
    guards=(Guard.MERGED,),
    does=(Deed.UNMERGE,),
    tells=Text(
        "合在一起办的那件另有去向，您这一件单独接着办", "The other matter went another way; yours goes on by itself"
    ),
)

VOID_PAPER = Step(
    id="void_paper",
    name=Text("作废文号", "Void a paper"),
    event="paper_voided",
    after=("*",),
    who=(Role.SORT, Role.HANDLE),
    fields=(Field("void_number", Text("作废的文号", "Number to void"), Sort.LINE), REASON),
    does=(Deed.VOID,),
    grave=True,
)

UNDO_IMPORT = Step(
    id="undo_import",
    name=Text("撤销误导入", "Undo a mistaken import"),
    event="import_undone",
    after=("*",),
    to="archived",
    who=(Role.CLOCKWORK,),
    guards=(Guard.UNTOUCHED,),
    does=(Deed.DISOWN,),
    stops=("*",),
    tells=Text("这一件是误导入的，已撤销", "This was brought in by mistake and has been undone"),
)

COMMON: tuple[Step, ...] = (
    SIGN_FOR, HAND_OVER, SEND_BACK, CONVENE, UNSIGNED, TAKE_BACK, ASSIST, CONTACT, NOTE, ATTACH, ADD_WORDS,
    WRITE_FILER, ANSWER_LETTER, URGE, *SUPERVISE, RETURN_PAPER, LINK, SERVE_PAPERS, SERVE_SOME, ANNOUNCE, VOID_PAPER, UNDO_IMPORT,
)  # fmt: skip

"""Kind suggestion (建议意见): studied, adopted in whole, in part or not, and answered (Regulation of 2022, Art. 29)."""

from dataclasses import replace

from huiyin.flow.kind import Choice, Field, Kind, State, Step
from huiyin.flow.words import Count, Deed, Guard, Role, Sort, Verb
from huiyin.kinds.appeal_after import ARCHIVE, WITHDRAW
from huiyin.kinds.appeal_sorting import ASSIGN, CLARIFY, CORRECT
from huiyin.kinds.appeal_sorting import REGISTER as APPEAL_REGISTER
from huiyin.kinds.common import COMMON, MERGE, REJOIN, UNMERGE
from huiyin.kinds.correcting import data_corrected
from huiyin.kinds.replying import CHECK, CHECKED, DRAFTED, HANDED_BY_PAPER, RATE, RETURN_DRAFT, SIGNED
from huiyin.kit.text import Text

ADOPTION = (
    Choice("adopted", Text("采纳", "Adopted"), "信访工作条例 第29条"),
    Choice("partly", Text("部分采纳", "Partly adopted"), "信访工作条例 第29条"),
    Choice("not_adopted", Text("不采纳，说明理由", "Not adopted, with the reason"), "信访工作条例 第29条"),
)
# The regulation gives a reply to a suggestion no number of days; the county's own target stands here.
REPLY_CLOCK = "BD-08"

_REGISTER = replace(
    APPEAL_REGISTER,
    name=Text("登记建议", "Register"),
    starts=("XF-01", "XF-03", REPLY_CLOCK),
    logs="",
    tells=Text(
        "建议已收到，先告诉您交给谁研究，再答复采纳不采纳",
        "Received: you hear who studies it, then whether it is adopted",
    ),
    basis="信访工作条例 第29条",
)

_ASSIGN = replace(
    ASSIGN,
    to="registered",
    after=("registered",),
    starts=("BD-01",),
    stops=("XF-01",),
    papers=(),
    hint=Text("交有权采纳的单位研究", "To the unit that can adopt it"),
    tells=Text("交给{pending}研究", "Passed to {pending} to be studied"),
    basis="信访工作条例 第29条",
)

_STUDY = Step(
    id="study",
    name=Text("研究", "Study"),
    event="studied",
    after=("registered",),
    to="accepted",
    who=(Role.SORT, Role.HANDLE),
    guards=(Guard.CONCERN_KNOWN, Guard.NOT_HANDED_OVER),
    does=(Deed.TAKE_ON,),
    stops=("XF-01", "XF-03"),
    verb=Verb.ACCEPT,
    hint=Text("认真研究，合理的要采纳", "Sound ones are adopted"),
    tells=Text("{lead}正在研究您的建议", "{lead} is studying your suggestion"),
    basis="信访工作条例 第29条",
    counts=(Count.ACCEPTED,),
)

_DRAFT = Step(
    id="draft",
    name=Text("拟采纳意见", "Draft the reply"),
    event="drafted",
    after=("accepted",),
    to="drafted",
    who=(Role.HANDLE, Role.SORT),
    fields=(
        Field("found", Text("研究的情况", "What was studied"), Sort.WORDS, sealed=True, longest=4000),
        Field(
            "adoption", Text("采纳不采纳", "Adopted or not"), Sort.CHOICE, choices=ADOPTION, basis="信访工作条例 第29条"
        ),
        Field(
            "adoption_words",
            Text("怎么落实，或者为什么不采纳", "How it is carried out, or why not"),
            Sort.WORDS,
            sealed=True,
            help=Text("采纳的写谁来做、哪天前；不采纳的说清道理", "Who does what by when; or the reason"),
            longest=2000,
        ),
    ),
    guards=(Guard.NOT_HANDED_OVER,),
    verb=Verb.REPLY,
    hint=Text("拟稿后送审核、签发", "Then checked and signed"),
    basis="信访工作条例 第29条",
)

_SIGN = Step(
    id="sign",
    name=Text("签发", "Sign"),
    event="signed",
    after=("checked",),
    to="signed",
    who=(Role.SIGN,),
    guards=(Guard.ANOTHER_HAND,),
    stops=(REPLY_CLOCK,),
    papers=("R01",),
    verb=Verb.REPLY,
    hint=Text("编号成文，随后送达", "Numbered, then served"),
    tells=Text("建议的答复已签发", "The reply is signed"),
)

_SERVE = Step(
    id="serve",
    name=Text("送达答复", "Serve the reply"),
    event="served",
    after=("signed",),
    to="served",
    who=(Role.HANDLE, Role.SORT, Role.INTAKE),
    fields=HANDED_BY_PAPER,
    guards=(Guard.PAPER_UNSERVED,),
    does=(Deed.SERVE,),
    fans="rejoin",
    verb=Verb.REPLY,
    hint=Text("送到了才算答复", "Done once served"),
    tells=Text("建议的答复已送达您", "The reply has been served"),
    counts=(Count.REPLIED,),
)

SUGGESTION = Kind(
    id="suggestion",
    edition=1,
    name=Text("建议意见", "Suggestion"),
    series="JY",
    basis="信访工作条例（2022）第29条",
    purpose=Text(
        "研究群众的建议，采纳不采纳都答复", "To study what people suggest and to answer whether it is adopted"
    ),
    retention=Text("保存 10 年（年限为建议，待确认）", "10 years (suggested, to be confirmed)"),
    states=(
        State("registered", Text("待研究", "Registered"), "us", Text("建议已收到", "Received"), turn=Role.SORT),
        State("accepted", Text("研究中", "Being studied"), "us", Text("正在研究", "Being studied")),
        DRAFTED,
        CHECKED,
        SIGNED,
        State("served", Text("已答复", "Replied"), "them", Text("建议已答复，请您评价", "Answered: please rate it")),
        State("archived", Text("已归档", "Archived"), "done", Text("已归档", "Archived"), final=True),
    ),
    steps=(
        _REGISTER,
        CLARIFY,
        CORRECT,
        _ASSIGN,
        _STUDY,
        _DRAFT,
        CHECK,
        RETURN_DRAFT,
        _SIGN,
        _SERVE,
        replace(RATE, after=("served",)),
        replace(ARCHIVE, after=("served",), tells=Text("这条建议办完归档", "Filed away")),
        replace(WITHDRAW, after=("registered", "accepted")),
        MERGE,
        UNMERGE,
        REJOIN,
        *COMMON,
        data_corrected("archived", together=True),
    ),
    rings=(REPLY_CLOCK, "XF-03", "BD-01"),
    lapses=(("BD-01", "unsigned"),),
)

"""Hotline orders, second half: on site, the person contacted, extended, answered, taken up again, archived."""

from dataclasses import replace

from huiyin.flow.kind import Choice, Field, Step, When
from huiyin.flow.words import Count, Guard, Role, Sort, Verb
from huiyin.kinds.common import CONTACT
from huiyin.kinds.order_sorting import ANSWER_CLOCKS, BY_SORT, REACHED
from huiyin.kinds.replying import REOPEN
from huiyin.kit.text import Text

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
    counts=(Count.REPLIED,),
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

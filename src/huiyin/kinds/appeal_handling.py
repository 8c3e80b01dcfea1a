"""Handling an accepted appeal: extended once, drafted, signed and served (Art. 31 (6), 32, 34)."""

from huiyin.flow.kind import Field, Step
from huiyin.flow.words import Count, Deed, Guard, Role, Sort, Verb
from huiyin.kinds.replying import HANDED_BY_PAPER, OUTCOMES
from huiyin.kinds.signing import two_hands
from huiyin.kit.text import Text

EXTEND = two_hands(
    Step(
        id="extend",
        name=Text("延期", "Extend"),
        event="extended",
        after=("accepted", "drafted", "checked"),
        who=(Role.HANDLE,),
        fields=(
            Field(
                "extend_by", Text("延长几日", "By how many days"), Sort.NUMBER, help=Text("最多 30 日", "At most 30")
            ),
            Field(
                "extend_reason",
                Text("为什么要延长（会告知反映人）", "Why (the person is told)"),
                Sort.WORDS,
                longest=300,
            ),
        ),
        extends="XF-06",
        papers=("D07",),
        verb=Verb.EXTEND,
        hint=Text("限 1 次，报本机关负责人批", "Once, approved by the head"),
        tells=Text(
            "延长办理期限，{due}前答复您；理由：{extend_reason}", "Extended: reply by {due}. Reason: {extend_reason}"
        ),
        basis="信访工作条例 第34条",
    )
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
    stops=("XF-06", "XF-15"),
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
    starts=("BD-10", "XF-08"),
    stops=("XF-06-L", "BD-02", "BD-04.3", "BD-04.4"),
    fans="rejoin",
    verb=Verb.REPLY,
    hint=Text("从收到起 30 日可申请复查", "Review may be asked for 30 days from receipt"),
    tells=Text("书面答复已送达您", "The written reply has been served"),
    basis="信访工作条例 第34条、第35条",
    counts=(Count.REPLIED,),
)

"""Kinds review (复查) and re-review (复核): the next-higher body looks at the reply again, twice at most."""

from huiyin.flow.kind import Choice, Field, Kind, State, Step
from huiyin.flow.words import Count, Deed, Guard, Role, Sort, Verb
from huiyin.kinds.common import COMMON
from huiyin.kinds.correcting import data_corrected
from huiyin.kinds.hearing import hearing_steps
from huiyin.kinds.late import (
    LAPSE_TOLD,
    LAPSED,
    LATE_REASON,
    LATE_REFUSED,
    REFUSED,
    REMINDER,
    ask_late,
    deciding_late,
    lapse_clocks,
    remind,
)
from huiyin.kinds.replying import CHECKED, DRAFTED, HANDED_BY_PAPER, RETURN_DRAFT, SIGNED
from huiyin.kinds.together import ask_early, personal
from huiyin.kit.text import Text

_DECISIONS = (
    Choice("uphold", Text("维持原意见", "Upheld"), "信访工作条例 第35条、第36条"),
    Choice("change", Text("变更原意见", "Changed"), "信访工作条例 第35条、第36条"),
    Choice("revoke", Text("撤销并责令重新办理", "Revoked, to be handled anew"), "信访工作条例 第35条、第36条"),
)

_REVIEWERS = (Role.REVIEW, Role.HANDLE)


def _open(name: str, clock: str) -> Step:
    return Step(
        id="register",
        name=Text(f"登记{name}申请", "Register the request"),
        event="registered",
        to="accepted",
        who=(Role.FILER, Role.INTAKE, Role.CLOCKWORK),
        fields=(
            Field("title", Text("标题", "Title"), Sort.LINE, longest=80),
            Field("requests", Text("诉求事项", "Requests"), Sort.REQUESTS, longest=200),
            Field("review_reason", Text("不服的理由", "Grounds"), Sort.WORDS, sealed=True, longest=2000),
            LATE_REASON,
            Field(
                "words",
                Text("原来反映的话", "The original words"),
                Sort.WORDS,
                sealed=True,
                required=False,
                longest=4000,
            ),
            Field("place", Text("具体地方", "Exact place"), Sort.ADDRESS, required=False),
            *personal(
                Field("name", Text("姓名", "Name"), Sort.NAME, required=False, longest=50),
                Field("phone", Text("电话", "Phone"), Sort.PHONE, required=False, longest=20),
            ),
            Field("category", Text("类别", "Category"), Sort.CATEGORY, required=False),
            Field(
                "first_opinion",
                Text("原意见文号", "Number of the first opinion"),
                Sort.LINE,
                required=False,
                longest=60,
            ),
            Field("first_organ", Text("原意见由谁作出", "Who made it"), Sort.LINE, required=False, longest=60),
        ),
        does=(Deed.REPRESENTED,),
        starts=(clock,),
        tells=Text(f"收到{name}申请，{{due}}前作出意见", "Request received, opinion by {due}"),
        counts=(Count.ACCEPTED,),
    )


def _draft() -> Step:
    return Step(
        id="draft",
        name=Text("拟复查意见", "Draft the opinion"),
        event="drafted",
        after=("accepted",),
        to="drafted",
        who=_REVIEWERS,
        fields=(
            Field("found", Text("查明的情况", "What was found"), Sort.WORDS, sealed=True, longest=4000),
            Field("decision", Text("决定", "Decision"), Sort.CHOICE, choices=_DECISIONS),
            Field(
                "decision_words", Text("决定的理由和内容", "Reasons and content"), Sort.WORDS, sealed=True, longest=2000
            ),
            Field("opinion_basis", Text("法律、政策依据", "Legal basis"), Sort.WORDS, longest=600),
        ),
        guards=(Guard.NOT_HANDED_OVER, Guard.NOT_LATE),
        verb=Verb.REPLY,
        hint=Text("拟稿后送审核、签发", "Then checked and signed"),
    )


def _check() -> Step:
    return Step(
        id="check",
        name=Text("审核通过", "Pass the draft"),
        event="checked",
        after=("drafted",),
        to="checked",
        who=(Role.CHECK, Role.SIGN),
        guards=(Guard.ANOTHER_HAND,),
        verb=Verb.REPLY,
        hint=Text("审核后送签发", "Then to be signed"),
    )


def _sign(clock: str, paper: str, name: str) -> Step:
    return Step(
        id="sign",
        name=Text("签发", "Sign"),
        event="signed",
        after=("checked",),
        to="signed",
        who=(Role.SIGN,),
        guards=(Guard.ANOTHER_HAND,),
        stops=(clock,),
        papers=(paper,),
        verb=Verb.REPLY,
        hint=Text("编号成文，随后送达", "Numbered, then served"),
        tells=Text(f"{name}意见书已签发", "The opinion is signed"),
    )


_WORKING = (
    State("accepted", Text("复查中", "Under review"), "us", Text("正在复查", "Being reviewed"), turn=Role.REVIEW),
    DRAFTED,
    CHECKED,
    SIGNED,
    REFUSED,
)
_ARCHIVED = State("archived", Text("已归档", "Archived"), "done", Text("已归档", "Archived"), final=True)

_SERVE_REVIEW = Step(
    id="serve",
    name=Text("送达复查意见", "Serve the review opinion"),
    event="served",
    after=("signed",),
    to="served",
    who=(*_REVIEWERS, Role.SORT, Role.INTAKE),
    fields=HANDED_BY_PAPER,
    guards=(Guard.PAPER_UNSERVED,),
    does=(Deed.SERVE,),
    starts=(REMINDER, "XF-10"),
    origin="review_ended",
    verb=Verb.REPLY,
    hint=Text("从收到起 30 日可申请复核", "Re-review may be asked for 30 days from receipt"),
    tells=Text("复查意见书已送达您", "The review opinion has been served"),
    basis="信访工作条例 第35条、第36条",
    counts=(Count.REPLIED,),
)

_ASK_RE_REVIEW = Step(
    id="ask_review",
    name=Text("申请复核", "Ask for re-review"),
    event="re_review_asked",
    after=("served",),
    to="under_review",
    who=(Role.FILER, Role.INTAKE),
    fields=(
        Field(
            "review_reason", Text("对复查意见哪里不服", "What you do not accept"), Sort.WORDS, sealed=True, longest=2000
        ),
    ),
    stops=("XF-10", REMINDER),
    opens="re_review",
    tells=Text("您申请了复核", "You asked for re-review"),
    basis="信访工作条例 第36条",
)

_RE_REVIEW_ENDED = Step(
    id="review_ended",
    name=Text("复核有了结果", "Re-review ended"),
    event="review_ended",
    after=("under_review",),
    to="archived",
    who=(Role.CLOCKWORK,),
    stops=("*",),
    tells=Text("复核意见已作出", "The re-review opinion has been made"),
)

_LAPSE = Step(
    id="lapse",
    name=Text("申请复核期满归档", "Archived when the time to ask for re-review ran out"),
    event="lapsed",
    after=("served",),
    to="lapsed",
    who=(Role.CLOCKWORK,),
    stops=("*",),
    tells=LAPSE_TOLD,
)

_SERVE_RE_REVIEW = Step(
    id="serve",
    name=Text("送达复核意见", "Serve the re-review opinion"),
    event="served",
    after=("signed",),
    to="archived",
    who=(*_REVIEWERS, Role.SORT, Role.INTAKE),
    fields=HANDED_BY_PAPER,
    guards=(Guard.PAPER_UNSERVED,),
    does=(Deed.SERVE,),
    stops=("*",),
    origin="review_ended",
    verb=Verb.REPLY,
    hint=Text("复核为终结意见", "Re-review ends the procedure"),
    tells=Text(
        "复核意见书已送达您；同一事实和理由不再受理，有新的可以再反映",
        "Served; the same facts are not accepted again, new ones are",
    ),
    basis="信访工作条例 第36条",
    counts=(Count.REPLIED,),
)

_RETENTION = Text(
    "同诉求卷宗，保存 30 年（年限为建议，待确认）", "As the appeal's file, 30 years (suggested, to be confirmed)"
)

REVIEW = Kind(
    id="review",
    edition=1,
    by_review=True,
    name=Text("复查", "Review"),
    series="FC",
    basis="信访工作条例（2022）第35条",
    purpose=Text("由上一级机关复查处理意见", "The next-higher body reviews the opinion"),
    retention=_RETENTION,
    states=(
        *_WORKING,
        State(
            "served",
            Text("复查已答复", "Replied"),
            "them",
            Text("复查意见已送达您", "The review opinion has been served"),
        ),
        State("under_review", Text("复核中", "Under re-review"), "them", Text("正在复核", "Being re-reviewed")),
        LAPSED,
        _ARCHIVED,
    ),
    steps=(
        _open("复查", "XF-09"),
        *deciding_late(_REVIEWERS),
        _draft(),
        _check(),
        RETURN_DRAFT,
        _sign("XF-09", "D09", "复查"),
        _SERVE_REVIEW,
        _ASK_RE_REVIEW,
        ask_early(_ASK_RE_REVIEW, origin="review_ended"),
        _RE_REVIEW_ENDED,
        _LAPSE,
        remind("复核", "a re-review", "XF-10", ("served",)),
        ask_late("复核", "a re-review", "re_review", "信访工作条例 第36条"),
        LATE_REFUSED,
        *COMMON,
        data_corrected("lapsed", "archived", together=True),
    ),
    rings=("XF-09", "BD-01"),
    lapses=(("BD-01", "unsigned"), *lapse_clocks("XF-10")),
)

RE_REVIEW = Kind(
    id="re_review",
    edition=1,
    by_review=True,
    name=Text("复核", "Re-review"),
    series="FH",
    basis="信访工作条例（2022）第36条",
    purpose=Text("由复查机关的上一级机关复核，程序到此终结", "The body above the reviewer decides for the last time"),
    retention=_RETENTION,
    states=(*_WORKING, _ARCHIVED),
    steps=(
        _open("复核", "XF-11"),
        *deciding_late(_REVIEWERS),
        *hearing_steps(_REVIEWERS, holds="XF-11"),
        _draft(),
        _check(),
        RETURN_DRAFT,
        _sign("XF-11", "D09-2", "复核"),
        _SERVE_RE_REVIEW,
        *COMMON,
        data_corrected("archived", together=True),
    ),
    rings=("XF-11", "BD-01"),
    lapses=(("BD-01", "unsigned"),),
)

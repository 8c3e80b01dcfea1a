"""Missing the thirty days to ask for (re-)review is never silent: told before, and good reasons are heard after.

The Regulation does not say what a late application comes to; practice reads silence as a waiver (to be confirmed).
"""

from huiyin.flow.kind import Choice, Field, State, Step
from huiyin.flow.words import Deed, Guard, Role, Sort, Verb
from huiyin.kinds.replying import HANDED_BY_PAPER
from huiyin.kinds.signing import two_hands
from huiyin.kit.text import Text

# The reminder before the thirty days run out.
REMINDER = "BD-10"

LAPSED = State(
    "lapsed",
    Text("逾期未申请，已归档", "Archived, time ran out"),
    "done",
    Text(
        "申请的期限过了，已归档；有正当理由的仍可以申请，写明理由",
        "Archived as the time to go on ran out; with a good reason you may still ask, saying why",
    ),
    final=True,
)

LAPSE_TOLD = Text(
    "申请的期限过了，已归档；有正当理由的仍可以申请",
    "The time to ask ran out: archived; with a good reason you may still ask",
)

REFUSED = State(
    "refused",
    Text("逾期申请不予受理待送达", "Late request refused"),
    "us",
    Text(
        "逾期的理由没有被接受，告知书正在送给您", "The reason for being late was not accepted; the notice is on its way"
    ),
)

LATE_REASON = Field(
    "late_reason",
    Text("过了 30 日才申请的理由", "Why it is asked after the 30 days"),
    Sort.WORDS,
    sealed=True,
    required=False,
    help=Text(
        "比如住院、没有收到答复、没有人告知可以申请", "Such as illness, no reply received, nobody said one could ask"
    ),
    longest=1000,
)

_GOOD_REASONS = (
    Choice("force", Text("不可抗力", "Events beyond control")),
    Choice("ill", Text("生病住院、行动不便", "Illness or disability")),
    Choice("not_received", Text("没有收到答复，或者送达有误", "The reply was not received or wrongly served")),
    Choice("not_told", Text("没有告知可以申请和期限", "The right and its limit were not told")),
    Choice("other", Text("其他正当理由", "Another good reason")),
)


def remind(name: str, english: str, clock: str, after: tuple[str, ...]) -> Step:
    """Return the step of the reminder's clock: it tells the person the last day, and nothing else."""
    return Step(
        id="remind",
        name=Text(f"提醒申请{name}的最后一天", f"Remind of the last day to ask for {english}"),
        event="reminded",
        after=after,
        who=(Role.CLOCKWORK,),
        stops=(REMINDER,),
        warns=clock,
        tells=Text(f"提醒您：不服的话可以申请{name}。{{limit}}", f"A reminder: you may ask for {english}. {{limit}}"),
    )


def ask_late(name: str, english: str, opens: str, basis: str) -> Step:
    """Return the step by which the person asks after the time ran out; who reviews decides on the reason."""
    return Step(
        id="ask_late",
        name=Text(f"逾期申请{name}（写明理由）", f"Ask for {english} late, saying why"),
        event="late_asked",
        after=("lapsed",),
        to="under_review",
        who=(Role.FILER, Role.INTAKE),
        fields=(
            Field(
                "late_reason",
                Text("为什么过了期限才申请", "Why you ask after the time ran out"),
                Sort.WORDS,
                sealed=True,
                help=LATE_REASON.help,
                longest=1000,
            ),
            Field(
                "review_reason",
                Text("对意见哪里不服", "What you do not accept in it"),
                Sort.WORDS,
                sealed=True,
                longest=2000,
            ),
        ),
        opens=opens,
        tells=Text(
            f"您在期限过后申请了{name}，由上一级机关看理由",
            f"You asked for {english} late; the body above looks at the reason",
        ),
        basis=basis,
    )


LATE_REFUSED = Step(
    id="late_refused",
    name=Text("逾期申请没有受理", "The late request was not accepted"),
    event="late_refused",
    after=("under_review",),
    to="lapsed",
    who=(Role.CLOCKWORK,),
    stops=("*",),
    tells=Text("逾期申请没有受理，理由写在告知书上", "The late request was not accepted; the notice says why"),
)


def _accept(who: tuple[Role, ...]) -> Step:
    return Step(
        id="accept_late",
        name=Text("接受逾期理由", "Accept the late reason"),
        event="late_accepted",
        after=("accepted",),
        who=who,
        fields=(
            Field(
                "late_ground",
                Text("是哪种正当理由", "Which good reason"),
                Sort.CHOICE,
                choices=_GOOD_REASONS,
                help=Text(
                    "条例没有规定逾期怎么办，这里的理由是建议，待确认；拿不准就接受",
                    "The Regulation is silent on lateness; these reasons are suggested, to be confirmed. In doubt, accept",
                ),
            ),
        ),
        guards=(Guard.LATE,),
        verb=Verb.ACCEPT,
        hint=Text("期限从收到申请起算", "Its time runs from receipt of the request"),
        tells=Text("您逾期的理由被接受了：{late_ground}", "Your reason for being late was accepted: {late_ground}"),
    )


def _refuse(who: tuple[Role, ...]) -> tuple[Step, Step]:
    return two_hands(
        Step(
            id="refuse_late",
            name=Text("逾期理由不成立，不予受理", "Refuse as late"),
            event="late_refused",
            after=("accepted",),
            to="refused",
            who=who,
            fields=(
                Field(
                    "refusal_ground",
                    Text("依据", "Ground"),
                    Sort.CHOICE,
                    choices=(
                        Choice(
                            "late",
                            Text(
                                "超过 30 日，所写的不是正当理由（待确认）",
                                "After 30 days without a good reason (to be confirmed)",
                            ),
                            "信访工作条例 第35条、第36条",
                        ),
                    ),
                ),
                Field(
                    "refusal_facts",
                    Text("为什么理由不成立", "Why the reason does not stand"),
                    Sort.WORDS,
                    sealed=True,
                    longest=1000,
                ),
                Field("proper_channel", Text("还能去哪里、怎么办", "Where to go instead"), Sort.WORDS, longest=300),
            ),
            guards=(Guard.LATE, Guard.NOT_HANDED_OVER),
            stops=("*",),
            papers=("D05",),
            tells=Text("逾期的理由不成立，不予受理，已写明原因", "Not accepted as late: the notice says why"),
            basis="信访工作条例 第35条、第36条",
            grave=True,
        )
    )


def _serve(who: tuple[Role, ...]) -> Step:
    return Step(
        id="serve_notice",
        name=Text("送达告知书", "Serve the notice"),
        event="notice_served",
        after=("refused",),
        to="archived",
        who=(*who, Role.SORT, Role.INTAKE),
        fields=HANDED_BY_PAPER,
        guards=(Guard.PAPER_UNSERVED,),
        does=(Deed.SERVE,),
        stops=("*",),
        origin="late_refused",
        verb=Verb.CLOSE,
        hint=Text("送到了才算完", "Done once served"),
        tells=Text("告知书已送达您", "The notice has been served"),
    )


def deciding_late(who: tuple[Role, ...]) -> tuple[Step, ...]:
    """Return what whoever reviews does with a late request: accept its reason, or refuse in writing."""
    return _accept(who), *_refuse(who), _serve(who)


def lapse_clocks(kind_clock: str) -> tuple[tuple[str, str], ...]:
    """Return the steps of the two clocks: the reminder first, then the end of the time."""
    return (REMINDER, "remind"), (kind_clock, "lapse")

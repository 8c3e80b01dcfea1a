"""After the reply: review asked for, redone, archived, withdrawn (Art. 35 to 37)."""

from huiyin.flow.kind import Field, Step
from huiyin.flow.words import Deed, Guard, Role, Sort
from huiyin.kinds.common import REASON
from huiyin.kinds.late import LAPSE_TOLD, REMINDER, ask_late, remind
from huiyin.kinds.together import ask_early
from huiyin.kit.text import Text

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
    stops=("XF-08", "BD-03", REMINDER),
    opens="review",
    tells=Text("您申请了复查", "You asked for review"),
    basis="信访工作条例 第35条",
)

ASK_EARLY = ask_early(ASK_REVIEW)

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
    to="lapsed",
    who=(Role.CLOCKWORK,),
    stops=("*",),
    tells=LAPSE_TOLD,
)

REMIND = remind("复查", "a review", "XF-08", ("served", "closed"))
ASK_LATE = ask_late("复查", "a review", "review", "信访工作条例 第35条")

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
    guards=(Guard.OTHERS_AGREE,),
    stops=("*",),
    tells=Text("您撤回了这件事，以后可以再反映", "You withdrew it; you may file again"),
)

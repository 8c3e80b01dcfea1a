"""One reply for several people's matters: written and signed once, then each its own number, paper, proof and remedy."""

from huiyin.flow.kind import Field, Step
from huiyin.flow.words import Deed, Guard, Role, Sort
from huiyin.kinds.appeal_handling import DRAFT, SIGN
from huiyin.kinds.common import ASSIGNED_ON
from huiyin.kit.text import Text

_BASIS = "信访工作条例 第32条、第34条"

SAME_ANSWER = Field(
    "same_answer",
    Text("那一件的答复，能把这一件要的结果都答到吗", "Does the reply to that one answer all that is asked here?"),
    Sort.YES_NO,
    required=False,
    help=Text(
        "能：写一份、签一次，各编文号、各自送达（先受理、给他告知书，再并）；不能：那件答复以后，这一件再单独答复",
        "Yes: written and signed once, each with its own number and service (accept first). No: answered by itself later",
    ),
    basis=_BASIS,
)

# Whoever answers the one signs for the other: the paper bears that office's name and number.
FOLLOW_LEAD = Step(
    id="follow_lead",
    name=Text("由主件的单位主办", "Led by the office of the one it was merged into"),
    event="lead_followed",
    after=("accepted",),
    who=(Role.CLOCKWORK,),
    fields=(ASSIGNED_ON,),
    guards=(Guard.MERGED,),
    does=(Deed.LED_BY,),
)

TAKE_SHARED = Step(
    id="take_shared",
    name=Text("用同一事项的答复", "Take the shared reply"),
    event="shared_reply_taken",
    after=("accepted",),
    to="signed",
    who=(Role.CLOCKWORK,),
    fields=(
        *DRAFT.fields,
        Field("shared_requests", Text("一并答复的事项", "What is answered together"), Sort.REQUESTS, longest=200),
    ),
    guards=(Guard.MERGED,),
    does=(Deed.UNMERGE,),
    stops=SIGN.stops,
    papers=SIGN.papers,
    tells=Text(
        "同一事项的答复已经签发，给您的一份单独编号、单独送达",
        "The reply to the same matter is signed; yours has its own number and is served on you",
    ),
    basis=_BASIS,
)

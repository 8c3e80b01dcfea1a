"""An appeal that turns out to be a suggestion or an accusation is turned over to its own kind (Art. 29, 30)."""

from huiyin.flow.kind import Field, Step
from huiyin.flow.words import Deed, Guard, Role, Sort
from huiyin.kinds.common import CONCERN
from huiyin.kit.text import Text

_WHY = Field("turn_reason", Text("为什么归这一类", "Why it is of that sort"), Sort.WORDS, sealed=True, longest=500)

TURN_SUGGESTION = Step(
    id="turn_suggestion",
    name=Text("转为建议意见", "Treat as a suggestion"),
    event="turned_suggestion",
    after=("registered", "assigned"),
    to="archived",
    who=(Role.SORT,),
    fields=(_WHY,),
    guards=(Guard.CONCERN_KNOWN, Guard.NOT_HANDED_OVER),
    stops=("*",),
    opens="suggestion",
    tells=Text(
        "这件是建议意见，已按建议研究，采纳不采纳都答复您；凭原来的查询码就能看",
        "This is a suggestion: it is studied, and you are told whether it is adopted. The same code opens it",
    ),
    basis="信访工作条例 第29条",
)

# The trace that is left of the appeal is confined with it: whoever had seen it sees it no more.
TURN_ACCUSATION = Step(
    id="turn_accusation",
    name=Text("转为检举控告", "Treat as an accusation"),
    event="turned_accusation",
    after=("registered", "assigned"),
    to="archived",
    who=(Role.SORT,),
    fields=(
        Field("concerns_office", CONCERN[0].name, Sort.YES_NO, help=CONCERN[0].help, basis=CONCERN[0].basis),
        CONCERN[1],
        _WHY,
    ),
    guards=(Guard.NOT_HANDED_OVER,),
    does=(Deed.EXCLUDE,),
    stops=("*",),
    opens="accusation",
    confines=(Role.INTEGRITY,),
    tells=Text(
        "这件属于检举控告，已转专门机关办理，别的单位看不到；凭原来的查询码就能看",
        "This is an accusation: the body in charge has it and no other office sees it. The same code opens it",
    ),
    basis="信访工作条例 第30条",
    grave=True,
)

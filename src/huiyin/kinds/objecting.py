"""The objection of a body that is not competent: within 5 working days, with its reasons, to whoever sent it (Art. 23)."""

from huiyin.flow.kind import Field, Step
from huiyin.flow.words import Count, Deed, Guard, Role, Sort, Verb
from huiyin.kinds.common import REASON, SEND_BACK_REASONS
from huiyin.kinds.signing import two_hands
from huiyin.kit.text import Text

VERIFY_CLOCK = "BD-09"
_VERIFIED = Field("objection_found", Text("核实的情况", "What was verified"), Sort.WORDS, sealed=True, longest=1000)

OBJECT = two_hands(
    Step(
        id="object",
        name=Text("提出异议", "Object"),
        event="objected",
        after=("assigned",),
        who=(Role.RECEIVER, Role.HANDLE),
        fields=(
            Field(
                "why_back",
                Text("异议事由", "Ground"),
                Sort.CHOICE,
                choices=SEND_BACK_REASONS,
                basis="信访工作条例 第23条",
            ),
            Field(
                "objection_facts",
                Text("详细理由", "Reasons in detail"),
                Sort.WORDS,
                sealed=True,
                help=Text("写清依据哪项职责、为什么不归本单位", "By which duty, and why it is not yours"),
                longest=1000,
                basis="信访工作条例 第23条第3款",
            ),
            Field("proposed_unit", Text("应由谁办", "Who should act"), Sort.UNIT, required=False),
        ),
        guards=(Guard.MAY_OBJECT,),
        does=(Deed.OBJECT,),
        starts=(VERIFY_CLOCK,),
        stops=("XF-05",),
        papers=("D06",),
        between=True,
        verb=Verb.SEND_BACK,
        hint=Text("收到起 5 个工作日内，交办的核实", "Within 5 working days; the sender verifies"),
        basis="信访工作条例 第23条第3款",
    )
)

UPHOLD_OBJECTION = Step(
    id="uphold_objection",
    name=Text("同意异议，收回材料", "Agree and take it back"),
    event="objection_upheld",
    after=("assigned",),
    who=(Role.SORT,),
    fields=(_VERIFIED,),
    guards=(Guard.OBJECTED,),
    does=(Deed.REFUSE_LEAD, Deed.SEND_BACK),
    stops=("BD-01", VERIFY_CLOCK),
    verb=Verb.SEND_BACK,
    hint=Text("核实同意的，材料退回", "Verified and agreed: it comes back"),
    basis="信访工作条例 第23条第3款",
    counts=(Count.SENT_BACK,),
)

INSIST = Step(
    id="insist",
    name=Text("不同意异议，维持交办", "Insist"),
    event="objection_refused",
    after=("assigned",),
    who=(Role.SORT,),
    fields=(_VERIFIED, REASON),
    guards=(Guard.OBJECTED,),
    does=(Deed.REFUSE_OBJECTION,),
    stops=(VERIFY_CLOCK,),
    basis="信访工作条例 第23条第3款、第24条",
)

# Whoever keeps silent has agreed: the matter must not lie between two offices while the person's fifteen days run.
SILENT = Step(
    id="objection_lapsed",
    name=Text("逾期未核实，视为同意异议", "Silence counts as agreeing"),
    event="objection_lapsed",
    after=("assigned",),
    who=(Role.CLOCKWORK,),
    guards=(Guard.OBJECTED,),
    does=(Deed.REFUSE_LEAD, Deed.SEND_BACK),
    stops=("BD-01", VERIFY_CLOCK),
    counts=(Count.SENT_BACK,),
)

OBJECTING = (*OBJECT, UPHOLD_OBJECTION, INSIST, SILENT)

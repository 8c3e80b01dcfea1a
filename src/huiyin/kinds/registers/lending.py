"""Registers of posts passing from hand to hand: roles lent for a while, and posts handed over for good."""

from huiyin.flow.kind import Field, Register
from huiyin.flow.words import CONFIDANTS, Role, Sort
from huiyin.kinds.registers.organisation import STAFF_ROLES
from huiyin.kit.text import Text

# Who keeps the house lends nothing: administration, security and audit stand apart, and so do confidants.
NEVER_LENT = frozenset({Role.ADMIN, Role.SECURITY, Role.AUDIT}) | CONFIDANTS
LENT_ROLES = tuple(choice for choice in STAFF_ROLES if Role(choice.id) not in NEVER_LENT)

DELEGATION = Register(
    id="delegation",
    name=Text("委托", "Delegations"),
    purpose=Text(
        "出差、休假时把岗位的几项职责临时交给同事，到期自己结束；每一步都写明受谁委托",
        "Named roles of a post lent to a colleague until a day; every step says on whose behalf",
    ),
    label="reason",
    editors=(Role.ADMIN, *(Role(choice.id) for choice in LENT_ROLES)),
    refers=(("post", "post"), ("person", "person"), ("lender", "person")),
    fields=(
        Field("post", Text("哪个岗位", "Post"), Sort.POST),
        Field("roles", Text("交出哪几项", "Roles lent"), Sort.CHOICES, choices=LENT_ROLES),
        Field("person", Text("交给谁", "To whom"), Sort.LINE),
        Field(
            "last_day",
            Text("到哪天为止", "Until"),
            Sort.DAY,
            help=Text("这一天还算，过了自己结束；最长 90 天", "That day included; it ends by itself, 90 days at most"),
        ),
        Field("reason", Text("为什么", "Why"), Sort.LINE),
        Field(
            "lender",
            Text("委托人", "On whose behalf"),
            Sort.LINE,
            required=False,
            help=Text("不填就是您自己", "Left empty: yourself"),
        ),
    ),
)

POST_HANDOVER = Register(
    id="post_handover",
    name=Text("岗位交接", "Posts handed over"),
    purpose=Text("谁把岗位交给了谁，交的时候手里有多少", "Who handed which post to whom, and what was in hand then"),
    label="post",
    editors=(Role.CLOCKWORK,),
    refers=(("post", "post"), ("from_person", "person"), ("to_person", "person")),
    fields=(
        Field("post", Text("岗位", "Post"), Sort.POST),
        Field("from_person", Text("移交人", "From"), Sort.LINE),
        Field("to_person", Text("接收人", "To"), Sort.LINE, required=False),
        Field("matters", Text("在办事项", "Matters in hand"), Sort.NUMBER),
        Field("unsigned", Text("待签收", "To be signed for"), Sort.NUMBER),
        Field("waiting", Text("待审核签发", "Drafts to check or sign"), Sort.NUMBER),
        Field("delegations", Text("随之结束的委托", "Delegations ended"), Sort.NUMBER),
        Field("drafts", Text("没写完的草稿", "Half-typed forms"), Sort.NUMBER),
        Field("reason", Text("为什么交接", "Why"), Sort.LINE),
    ),
)

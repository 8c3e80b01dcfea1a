"""Emergency opening (应急查阅): on which grounds, who may ask and decide, for how long. Pure; the acts keep it."""

from datetime import timedelta

from huiyin.flow.kind import Choice
from huiyin.flow.words import Role
from huiyin.kit.text import Text

GROUNDS: dict[str, Choice] = {
    one.id: one
    for one in (
        Choice("life", Text("有人的生命、人身安全正受威胁", "Somebody's life or safety is in danger"), "个人信息保护法 第13条第1款第4项"),
        Choice("breach", Text("处置个人信息泄露、系统安全事件", "A breach of data or of the system is being dealt with"), "个人信息保护法 第57条"),
        Choice("asked", Text("本人就在现场请求帮助，主办岗位联系不上", "The person is here for help and the lead cannot be reached")),
    )
}  # fmt: skip
# Who keeps the house or reads its records never opens a resident's data, whoever would approve it.
NEVER = frozenset({Role.ADMIN, Role.AUDIT})
DECIDERS = frozenset({Role.SIGN, Role.LEAD, Role.SUPERVISE})
DECIDED_WITHIN, OPEN_FOR = timedelta(hours=2), timedelta(minutes=60)
ASKED, GRANTED, REFUSED = "opening_asked", "opening_granted", "opening_refused"
EVENT_NAMES = {
    ASKED: Text("申请应急查阅", "Emergency opening asked for"),
    GRANTED: Text("批准应急查阅", "Emergency opening granted"),
    REFUSED: Text("没有批准应急查阅", "Emergency opening refused"),
}
WAY = "emergency"

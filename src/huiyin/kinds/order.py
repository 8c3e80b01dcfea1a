"""Kind order (12345 工单): dispatched, signed for, the person contacted, answered, called back, by local time limits.

The State Council's notice of 2020 asks for a closed loop and for time limits by sort; it names no number of days. Every
clock here is therefore a local default (RX rows of the catalogue), which a county replaces by its own.
"""

from dataclasses import replace

from huiyin.flow.kind import Kind, State
from huiyin.flow.words import Role
from huiyin.kinds.appeal_after import WITHDRAW
from huiyin.kinds.appeal_sorting import CLARIFY, CORRECT
from huiyin.kinds.charging import CHARGING
from huiyin.kinds.common import (
    ADD_WORDS,
    ASSIST,
    ATTACH,
    CONVENE,
    HAND_OVER,
    LINK,
    MERGE,
    NOTE,
    REJOIN,
    TAKE_BACK,
    UNDO_IMPORT,
    UNMERGE,
    UNSIGNED,
    URGE,
)
from huiyin.kinds.correcting import data_corrected
from huiyin.kinds.order_handling import (
    ANSWER,
    ARCHIVE,
    ARRIVE,
    ASK_EXTENSION,
    CONTACT_CALLER,
    EXTEND,
    REDO,
    REPORT_URGENT,
)
from huiyin.kinds.order_sorting import (
    DISPATCH,
    DISPATCH_AGAIN,
    FRAME,
    GUIDE,
    REGISTER,
    RETURN_ORDER,
    SIGN_HAND_OVER,
    TAKE_UP,
)
from huiyin.kinds.replying import CALL_BACK, CLOSE, RATE
from huiyin.kinds.signing import RETURN_PAPER
from huiyin.kinds.supervising import LADDER, SUPERVISE
from huiyin.kit.text import Text

ORDER = Kind(
    id="order",
    edition=1,
    name=Text("热线工单", "Hotline order"),
    series="GD",
    basis=f"{FRAME}；时限为本地默认，待确认",
    purpose=Text("受理、派办、答复并回访 12345 热线工单", "To take in, dispatch, answer and call back on hotline orders"),
    retention=Text(
        "工单保存 10 年，录音不超过 12 个月（年限为建议，待确认）",
        "Orders 10 years, recordings at most 12 months (suggested, to be confirmed)",
    ),
    states=(
        State("registered", Text("待派单", "To be dispatched"), "us", Text("已收到，正在派给该办的单位", "Received; being dispatched"), turn=Role.SORT),
        State("assigned", Text("已派单待签收", "Dispatched"), "us", Text("已派给单位，等它签收", "With the unit, to be signed for")),
        State("accepted", Text("承办中", "In hand"), "us", Text("正在办", "In hand")),
        State("served", Text("已答复", "Answered"), "them", Text("已答复您，请您评价", "Answered: please rate it")),
        State("closed", Text("已办结", "Closed"), "them", Text("已办结；没解决可以重办", "Closed; you may reopen it if it is not solved")),
        State("archived", Text("已归档", "Archived"), "done", Text("已归档；有新情况可以再反映", "Archived; you may file anew"), final=True),
    ),
    steps=(
        REGISTER,
        CLARIFY,
        CORRECT,
        GUIDE,
        DISPATCH,
        DISPATCH_AGAIN,
        TAKE_UP,
        SIGN_HAND_OVER,
        RETURN_ORDER,
        replace(CONVENE, to="accepted", after=("assigned", "accepted")),
        UNSIGNED,
        TAKE_BACK,
        CONTACT_CALLER,
        ARRIVE,
        REPORT_URGENT,
        HAND_OVER,
        ASSIST,
        NOTE,
        ATTACH,
        ADD_WORDS,
        ASK_EXTENSION,
        EXTEND,
        ANSWER,
        RATE,
        CALL_BACK,
        REDO,
        CLOSE,
        ARCHIVE,
        URGE,
        *SUPERVISE,
        RETURN_PAPER,
        *LADDER,
        *CHARGING,
        LINK,
        replace(WITHDRAW, after=("registered", "assigned", "accepted")),
        MERGE,
        UNMERGE,
        REJOIN,
        UNDO_IMPORT,
        data_corrected("archived"),
    ),
    rings=("RX-07", "RX-06", "RX-05", "RX-04", "RX-01", "RX-02", "RX-03", "RX-08", "BD-03", "BD-06", "BD-01"),
    lapses=(("BD-01", "unsigned"),),
)  # fmt: skip

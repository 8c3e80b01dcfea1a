"""Kind appeal (信访诉求): from the first word to the served reply, by the Regulation on petition work of 2022."""

from dataclasses import replace

from huiyin.flow.kind import Kind, State, Step
from huiyin.flow.words import Guard, Role
from huiyin.kinds.appeal_after import (
    ARCHIVE,
    ASK_EARLY,
    ASK_LATE,
    ASK_REVIEW,
    LAPSE,
    REDO,
    REMIND,
    REVIEW_ENDED,
    WITHDRAW,
)
from huiyin.kinds.appeal_duty import DUTY_CLOCKS, DUTY_STATES, DUTY_STEPS
from huiyin.kinds.appeal_handling import DRAFT, EXTEND, SERVE, SIGN
from huiyin.kinds.appeal_sorting import (
    ACCEPT,
    ASSIGN,
    CLARIFY,
    CORRECT,
    FORWARD,
    FORWARD_JUSTICE,
    GUIDE,
    REFUSE,
    REGISTER,
    SERVE_NOTICE,
    SIMPLY_DECIDED,
)
from huiyin.kinds.appeal_turning import TURN_ACCUSATION, TURN_SUGGESTION
from huiyin.kinds.charging import CHARGING
from huiyin.kinds.common import COMMON, MERGE, REJOIN, SEND_BACK, SEPARATE, UNMERGE
from huiyin.kinds.correcting import data_corrected
from huiyin.kinds.ending import ACCEPT_NEW, END, ENDED
from huiyin.kinds.hearing import hearing_steps
from huiyin.kinds.late import LAPSED, LATE_REFUSED, lapse_clocks
from huiyin.kinds.objecting import OBJECTING, VERIFY_CLOCK
from huiyin.kinds.own_repeats import JOINED, own_repeat_steps
from huiyin.kinds.replying import CALL_BACK, CHECK, CHECKED, CLOSE, DRAFTED, RATE, REOPEN, RETURN_DRAFT, SIGNED
from huiyin.kinds.sharing import FOLLOW_LEAD, SAME_ANSWER, TAKE_SHARED
from huiyin.kinds.simply import CHOOSE_SIMPLE, SIMPLE_CLOCK, TAKE_SIMPLY, TURN_ORDINARY
from huiyin.kinds.supervising import CONCLUDE, LADDER
from huiyin.kinds.together import AGREE_TO_WITHDRAW
from huiyin.kit.text import Text


def _another_way(step: Step) -> Step:
    # What was joined to a matter that goes another way goes on by itself.
    return replace(step, fans="separate", repeats="part_own")


APPEAL = Kind(
    id="appeal",
    edition=1,
    name=Text("信访诉求", "Appeal"),
    series="AL",
    basis="信访工作条例（2022）",
    purpose=Text(
        "受理、办理并书面答复诉求（信访工作条例第21条至第37条）", "To accept, handle and answer an appeal in writing"
    ),
    retention=Text(
        "处理、复查、复核卷宗保存 30 年（机关文件材料归档范围和文书档案保管期限规定；年限为建议，待确认）",
        "30 years for handling, review and re-review files (suggested, to be confirmed)",
    ),
    states=(
        State(
            "registered",
            Text("待甄别分流", "Registered"),
            "us",
            Text("已收到，正在看归谁办", "Received; being sorted"),
            turn=Role.SORT,
        ),
        State(
            "assigned",
            Text("已交办待受理", "Assigned"),
            "us",
            Text("已交给责任单位，等它受理", "With the unit in charge, to be accepted"),
        ),
        State("accepted", Text("承办中", "In hand"), "us", Text("正在办", "In hand")),
        DRAFTED,
        CHECKED,
        SIGNED,
        State(
            "served",
            Text("已答复", "Replied"),
            "them",
            Text("已书面答复您，请您评价", "Replied in writing: please rate it"),
        ),
        State(
            "closed",
            Text("已办结", "Closed"),
            "them",
            Text("已办结；没解决可以重办", "Closed; you may reopen it if it is not solved"),
        ),
        State(
            "refused",
            Text("不予受理待送达", "Refused"),
            "us",
            Text("不予受理，告知书正在送给您", "Not accepted; the notice is on its way"),
        ),
        State(
            "guided",
            Text("已引导待送达", "Guided"),
            "us",
            Text("有专门程序，告知书正在送给您", "Another procedure applies; the letter is on its way"),
        ),
        State(
            "forwarded",
            Text("已转送待告知", "Forwarded"),
            "us",
            Text("已转送别的机关，告知书正在送给您", "Forwarded; the notice is on its way"),
        ),
        ENDED,
        JOINED,
        *DUTY_STATES,
        State(
            "under_review",
            Text("复查中", "Under review"),
            "them",
            Text("上一级正在复查", "Being reviewed by the next-higher body"),
        ),
        State(
            "reviewed",
            Text("复查已作出", "Reviewed"),
            "us",
            Text("复查意见已作出，按它办", "The review is made and will be followed"),
        ),
        LAPSED,
        State(
            "archived",
            Text("已归档", "Archived"),
            "done",
            Text("已归档；有新的事实和理由可以再反映", "Archived; new facts may be filed anew"),
            final=True,
        ),
    ),
    steps=(
        REGISTER,
        CLARIFY,
        CORRECT,
        ASSIGN,
        ACCEPT,
        CHOOSE_SIMPLE,
        TAKE_SIMPLY,
        TURN_ORDINARY,
        *REFUSE,
        ACCEPT_NEW,
        *END,
        GUIDE,
        FORWARD,
        FORWARD_JUSTICE,
        *OBJECTING,
        _another_way(TURN_SUGGESTION),
        _another_way(TURN_ACCUSATION),
        *(replace(one, fans="separate", repeats="settle_own") if one.id == "serve_duty" else one for one in DUTY_STEPS),
        *own_repeat_steps(REGISTER.starts),
        *EXTEND,
        *hearing_steps((Role.HANDLE,)),
        DRAFT,
        CHECK,
        RETURN_DRAFT,
        replace(SIGN, shares="take_shared"),
        replace(SERVE, repeats="settle_own"),
        replace(SERVE_NOTICE, fans="separate", repeats="settle_own"),
        RATE,
        CALL_BACK,
        REOPEN,
        CLOSE,
        ASK_REVIEW,
        ASK_EARLY,
        REVIEW_ENDED,
        REMIND,
        ASK_LATE,
        LATE_REFUSED,
        REDO,
        ARCHIVE,
        LAPSE,
        AGREE_TO_WITHDRAW,
        _another_way(WITHDRAW),
        replace(MERGE, fields=(*MERGE.fields, SAME_ANSWER)),
        FOLLOW_LEAD,
        TAKE_SHARED,
        UNMERGE,
        REJOIN,
        SEPARATE,
        # What was assigned from office to office is objected to with its reasons; before signing it is simply not taken.
        *(replace(one, guards=(*one.guards, Guard.HANDED_OVER)) if one is SEND_BACK else one for one in COMMON),
        *CHARGING,
        *LADDER,
        *CONCLUDE,
        data_corrected("lapsed", "archived", together=True),
    ),
    rings=(
        SIMPLE_CLOCK,
        "XF-06",
        "XF-06-L",
        *DUTY_CLOCKS,
        "BD-02",
        SIMPLY_DECIDED,
        "XF-03",
        "XF-04",
        "XF-02",
        "XF-13",
        "BD-06",
        "BD-01",
    ),
    lapses=(("BD-01", "unsigned"), *lapse_clocks("XF-08"), ("SS-02", "lapse_duty"), (VERIFY_CLOCK, "objection_lapsed")),
)

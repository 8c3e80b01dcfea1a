"""Clocks of our own office routine (BD): local defaults without a statute, which a county replaces by its own."""

from huiyin.flow.clock import Clock, Unit
from huiyin.kit.text import Text

_BASIS = "本系统出厂建议，无法定期限"
_SAME_DAY = "本地“四个当天”要求，具体含义由本地确定"
_ARRIVED = Text("收到诉求", "appeal received")
_SAME_DAY_NOTE = Text(
    "当日办结；收到之日是休息日的，顺延到下一个工作日",
    "done the same day; received on a rest day, the next working day",
)

CLOCKS: tuple[Clock, ...] = (
    Clock(
        "BD-01",
        Text("签收转办事项", "Sign for a hand-over"),
        n=1,
        unit=Unit.WD,
        basis=_BASIS,
        starts=Text("转办送出", "handed over"),
        ends=Text("签收或者退回", "signed for or sent back"),
        local=True,
        default=True,
        on_expiry=Text("自动退回转出岗位，责任仍在转出岗位", "bounces to the sender, who still owns it"),
        tag="design",
    ),
    Clock(
        "BD-02",
        Text("重新办理", "Redo after the resident reopened"),
        n=30,
        unit=Unit.CAL,
        basis=_BASIS,
        starts=Text("群众要求重新办理", "reopened by the resident"),
        ends=Text("新的答复意见", "a new reply"),
        local=True,
        default=True,
        tag="design",
    ),
    Clock(
        "BD-03",
        Text("办结后回访", "Call back after closing"),
        n=7,
        unit=Unit.WD,
        basis=_BASIS,
        starts=Text("办结", "closed"),
        ends=Text("回访记录", "call-back recorded"),
        local=True,
        default=True,
        tag="design",
    ),
    Clock(
        "BD-05",
        Text("任务期限", "Do the task"),
        n=None,
        unit=Unit.NONE,
        word=Text("交任务时逐件写明", "the day written when the task is given"),
        basis=_BASIS,
        starts=Text("交任务", "task given"),
        ends=Text("报结果", "result reported"),
        local=True,
        default=True,
        tag="design",
    ),
    Clock(
        "BD-06",
        Text("督办反馈", "Answer the supervision"),
        n=None,
        unit=Unit.NONE,
        word=Text("督办文书写明的期限", "the day written in the paper of supervision"),
        basis="信访工作条例第38条至第40条，未定天数",
        starts=Text("督办文书发出", "supervision sent"),
        ends=Text("承办单位反馈", "answered by the unit"),
        local=True,
        default=True,
        on_expiry=Text("升一级督办", "the next rung"),
        tag="design",
    ),
    Clock(
        "BD-07",
        Text("包案化解目标", "Target of the leader in charge"),
        n=None,
        unit=Unit.NONE,
        word=Text("包案时逐件写明", "the day written when a leader takes charge"),
        basis="信访工作条例第18条，未定天数",
        starts=Text("领导包案", "a leader takes charge"),
        ends=Text("办结或积案销号", "closed or struck from the backlog"),
        local=True,
        default=True,
        tag="design",
    ),
    Clock(
        "BD-08",
        Text("答复建议意见", "Answer a suggestion"),
        n=30,
        unit=Unit.CAL,
        basis="《信访工作条例》第29条，条例未定天数",
        starts=Text("收到建议", "suggestion received"),
        ends=Text("采纳或者不采纳的书面答复", "a reply whether it is adopted"),
        local=True,
        default=True,
        tag="design",
    ),
    *(
        Clock(
            id,
            name,
            n=0,
            unit=Unit.CAL,
            basis=_SAME_DAY,
            starts=_ARRIVED,
            ends=ends,
            local=True,
            default=True,
            confirm=True,
            tag="design",
            note=_SAME_DAY_NOTE,
        )
        for id, name, ends in (
            ("BD-04.1", Text("当天登记", "Register the same day"), Text("登记", "registered")),
            ("BD-04.2", Text("当天转交", "Pass on the same day"), Text("转交主办单位", "passed to the lead unit")),
            ("BD-04.3", Text("当天联系", "Contact the same day"), Text("联系群众核实", "resident contacted")),
            ("BD-04.4", Text("当天反馈", "Feed back the same day"), Text("反馈进展", "progress told")),
        )
    ),
)

"""Clocks of major decisions (重大行政决策) and of land and house expropriation."""

from huiyin.flow.clock import Clock, Sense, Unit
from huiyin.kit.text import Text

_DECISIONS = "《重大行政决策程序暂行条例》（国务院令第713号）"
_LAND = "《土地管理法实施条例》"

CLOCKS: tuple[Clock, ...] = (
    Clock(
        "JC-01",
        Text("公开征求意见", "Public consultation"),
        n=30,
        unit=Unit.CAL,
        sense=Sense.EARLIEST,
        basis=f"{_DECISIONS}第15条",
        starts=Text("决策草案公布", "draft published"),
        ends=Text("征求意见期满", "consultation over"),
        tag="V:LRB",
        note=Text("情况紧急需要缩短的，公布时说明理由", "shorter only when urgent, and then explained"),
    ),
    Clock(
        "JC-02",
        Text("听证材料送达参加人", "Papers to the participants of a hearing"),
        n=7,
        unit=Unit.CAL,
        sense=Sense.BEFORE,
        basis=f"{_DECISIONS}第16条",
        starts=Text("听证会召开日", "day of the hearing"),
        ends=Text("材料送达", "papers delivered"),
        tag="V:LRB",
    ),
    Clock(
        "JC-03",
        Text("听证记录", "Record of the hearing"),
        n=None,
        unit=Unit.NONE,
        word=Text("本条不设天数：参加人核对后签字", "no number: participants check and sign"),
        basis=f"{_DECISIONS}第17条",
        starts=Text("听证会", "hearing"),
        ends=Text("听证笔录", "record"),
        tag="V:LRB",
    ),
    Clock(
        "JC-04",
        Text("合法性审查时间", "Time for the legality review"),
        n=7,
        unit=Unit.WD,
        sense=Sense.EARLIEST,
        basis=f"{_DECISIONS}第25条、第26条",
        starts=Text("送请审查", "sent for review"),
        ends=Text("合法性审查意见", "legality opinion"),
        tag="V:LRB",
        note=Text(
            "不得以征求意见代替；未经审查或者审查不合法的不得提交",
            "not replaced by circulating; unreviewed or illegal stops",
        ),
    ),
    Clock(
        "JC-05",
        Text("意见采纳情况反馈", "Feedback on comments"),
        n=None,
        unit=Unit.NONE,
        word=Text(
            "条例没有规定天数：随决策公布一并说明采纳情况", "no number in law: explained when the matter is published"
        ),
        basis=f"{_DECISIONS}第18条、第29条、第32条",
        starts=Text("征求意见结束", "consultation over"),
        ends=Text("采纳情况说明", "statement of adoption"),
        tag="V:LRB",
    ),
    Clock(
        "JC-06",
        Text("土地征收预公告", "Pre-announcement of land expropriation"),
        n=10,
        unit=Unit.WD,
        sense=Sense.EARLIEST,
        basis=f"{_LAND}第26条",
        starts=Text("预公告发布", "announced"),
        ends=Text("公告期满", "announcement over"),
        tag="V:LRB",
    ),
    Clock(
        "JC-07",
        Text("征地补偿安置方案公告", "Announcement of the compensation plan"),
        n=30,
        unit=Unit.CAL,
        sense=Sense.EARLIEST,
        basis=f"{_LAND}第27条、第28条；房屋征收见《国有土地上房屋征收与补偿条例》第10条",
        starts=Text("方案公告", "plan announced"),
        ends=Text("公告期满", "announcement over"),
        tag="V:LRB",
    ),
)

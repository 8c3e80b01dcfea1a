"""Clocks of safety: hazards, accidents, fire, large events and emergency reports (law as of 2026-11)."""

from huiyin.flow.clock import Clock, Extension, Sense, Unit
from huiyin.kit.text import Text

_RULE_16 = "总局令第16号"
_LISTED = "重大事故隐患挂牌督办，参照青岛市2012年规定"
_ACCIDENTS = "《生产安全事故报告和调查处理条例》（国务院令第493号）"
_FIRE = "《消防监督检查规定》（公安部令第120号）"
_EVENTS = "《大型群众性活动安全管理条例》"
_EMERGENCY = "《突发事件应对法》第17条；各地另定时限"
_INCIDENT = Text("接报", "incident reported")
_NEW_RULE = Text(
    "《生产安全事故隐患排查治理条例》公布后以新条例为准", "a new regulation on hazards supersedes this once promulgated"
)
_ACCIDENT_DAY = Text("事故发生之日", "day of the accident")

_HAZARDS: tuple[Clock, ...] = (
    Clock(
        "YH-01",
        Text("一般隐患整改", "Remove an ordinary hazard"),
        n=None,
        unit=Unit.NONE,
        word=Text("立即", "immediately"),
        basis="《安全生产法》第46条",
        starts=Text("发现", "discovery"),
        ends=Text("整改反馈并附照片", "removed, with photo"),
        tag="V:JL",
        note=Text(
            "不能立即整改的，当场设置警示标志，并写明整改日期", "if impossible, a warning sign at once and then a date"
        ),
    ),
    Clock(
        "YH-02.1",
        Text("企业隐患季度统计", "Quarterly statistics of an enterprise"),
        n=None,
        unit=Unit.DATE,
        fixed=((1, 15), (4, 15), (7, 15), (10, 15)),
        basis=f"{_RULE_16}第14条",
        starts=Text("季度末", "end of the quarter"),
        ends=Text("负责人签字的统计分析表", "statistics signed by the head"),
        confirm=True,
        tag="M-H",
        note=Text("下一季度15日前", "by the 15th of the next month"),
    ),
    Clock(
        "YH-02.2",
        Text("企业隐患年度统计", "Yearly statistics of an enterprise"),
        n=None,
        unit=Unit.DATE,
        fixed=((1, 31),),
        basis=f"{_RULE_16}第14条",
        starts=Text("年末", "end of the year"),
        ends=Text("负责人签字的统计分析表", "statistics signed by the head"),
        confirm=True,
        tag="M-H",
        note=Text("下一年1月31日前", "by 31 January of the next year"),
    ),
    Clock(
        "YH-03",
        Text("隐患复查", "Re-check a hazard"),
        n=3,
        unit=Unit.WD,
        basis="各地做法",
        starts=Text("整改期限届满或者申请复查", "deadline passed or re-check asked for"),
        ends=Text("复查意见书", "re-check opinion"),
        local=True,
        default=True,
        confirm=True,
        tag="M-M",
        note=_NEW_RULE,
    ),
    Clock(
        "YH-04",
        Text("重大隐患恢复生产的现场审查", "On-site review before work resumes"),
        n=10,
        unit=Unit.CAL,
        basis=f"{_RULE_16}第23条",
        starts=Text("收到恢复生产申请", "application to resume"),
        ends=Text("核销并同意恢复，或者继续整改", "written off and agreed, or further order"),
        confirm=True,
        tag="M-H",
        note=_NEW_RULE,
    ),
    *(
        Clock(
            id,
            name,
            n=n,
            unit=Unit.WD,
            basis=_LISTED,
            starts=starts,
            ends=ends,
            local=True,
            default=True,
            tag="V:pg",
            note=Text(
                "延长申请要在期满前20个工作日提出，总期限不超过一年",
                "an extension is asked for 20 working days before expiry; a year at most in all",
            ),
        )
        for id, n, name, starts, ends in (
            (
                "YH-05.1",
                3,
                Text("挂牌督办立案", "File a listed hazard"),
                Text("挂牌", "listing"),
                Text("立案", "filed"),
            ),
            (
                "YH-05.2",
                5,
                Text("挂牌督办公布", "Publish a listed hazard"),
                Text("挂牌", "listing"),
                Text("公布", "published"),
            ),
            (
                "YH-05.3",
                10,
                Text("答复延长整改申请", "Answer a request to extend"),
                Text("收到延长申请", "request received"),
                Text("书面答复", "written answer"),
            ),
            (
                "YH-05.4",
                5,
                Text("公布摘牌", "Publish the removal"),
                Text("摘牌销号", "signed off"),
                Text("公布", "published"),
            ),
        )
    ),
)

_ACCIDENT_CLOCKS: tuple[Clock, ...] = (
    Clock(
        "SG-01",
        Text("现场人员报告本单位负责人", "Person on site tells the head of the unit"),
        n=None,
        unit=Unit.NONE,
        word=Text("立即", "immediately"),
        basis=f"{_ACCIDENTS}第9条",
        starts=Text("事故发生", "the accident"),
        ends=Text("报告", "reported"),
        tag="V:LRB",
    ),
    Clock(
        "SG-02",
        Text("单位负责人报告县级部门", "Head of the unit tells the county"),
        n=1,
        unit=Unit.H,
        basis=f"{_ACCIDENTS}第9条",
        starts=Text("接到报告", "receiving the report"),
        ends=Text("报告应急管理部门和主管部门", "emergency and competent departments told"),
        tag="V:LRB",
    ),
    Clock(
        "SG-03",
        Text("逐级上报（每级）", "Report upward (each level)"),
        n=2,
        unit=Unit.H,
        basis=f"{_ACCIDENTS}第11条",
        starts=Text("接到报告", "receiving the report"),
        ends=Text("上报上一级", "next level told"),
        tag="V:LRB",
    ),
    Clock(
        "SG-04",
        Text("上报到哪一级", "Which level the report reaches"),
        n=None,
        unit=Unit.NONE,
        word=Text(
            "本条不设天数：特别重大、重大报国务院部门，较大报省级，一般报设区的市级",
            "no number: gravest to the State Council, larger to the province, ordinary to the city",
        ),
        basis=f"{_ACCIDENTS}第10条",
        starts=Text("接到报告", "receiving the report"),
        ends=Text("上报", "reported"),
        tag="V:LRB",
    ),
    Clock(
        "SG-05.1",
        Text("事故伤亡变化补报", "Supplement when casualties change"),
        n=30,
        unit=Unit.CAL,
        basis=f"{_ACCIDENTS}第13条",
        starts=_ACCIDENT_DAY,
        ends=Text("补报", "supplement"),
        tag="V:LRB",
    ),
    Clock(
        "SG-05.2",
        Text("交通、火灾事故伤亡变化补报", "Supplement for traffic and fire accidents"),
        n=7,
        unit=Unit.CAL,
        basis=f"{_ACCIDENTS}第13条",
        starts=_ACCIDENT_DAY,
        ends=Text("补报", "supplement"),
        tag="V:LRB",
    ),
    Clock(
        "SG-06",
        Text("提交事故调查报告", "Investigation report"),
        n=60,
        unit=Unit.CAL,
        basis=f"{_ACCIDENTS}第27条、第29条",
        starts=_ACCIDENT_DAY,
        ends=Text("事故调查报告", "report"),
        extend=Extension(60, Unit.CAL, 1, Text("负责事故调查的人民政府", "the investigating government")),
        grounds=(Text("技术鉴定", "technical appraisal"),),
        tag="V:LRB",
    ),
    Clock(
        "SG-07.1",
        Text("批复事故调查报告", "Approve the investigation report"),
        n=15,
        unit=Unit.CAL,
        basis=f"{_ACCIDENTS}第32条",
        starts=Text("收到调查报告", "receiving the report"),
        ends=Text("批复", "approval"),
        tag="V:LRB",
    ),
    Clock(
        "SG-07.2",
        Text("批复特别重大事故调查报告", "Approve the report on a gravest accident"),
        n=30,
        unit=Unit.CAL,
        basis=f"{_ACCIDENTS}第32条",
        starts=Text("收到调查报告", "receiving the report"),
        ends=Text("批复", "approval"),
        extend=Extension(30, Unit.CAL, 1, Text("负责批复的人民政府", "the approving government")),
        tag="V:LRB",
    ),
    Clock(
        "SG-08",
        Text("评估整改落实并公布", "Evaluate what was done and publish"),
        n=1,
        unit=Unit.YR,
        basis="《安全生产法》第86条",
        starts=Text("批复", "approval"),
        ends=Text("评估结果公布", "evaluation published"),
        tag="V:JL",
    ),
)

_FIRE_CLOCKS: tuple[Clock, ...] = (
    Clock(
        "HZ-01",
        Text("核查占用堵塞疏散通道等举报", "Check a report of a blocked escape route"),
        n=24,
        unit=Unit.H,
        basis=_FIRE,
        starts=Text("接到举报", "report received"),
        ends=Text("现场核查", "checked on site"),
        tag="V:pg",
        note=Text("含擅自关停消防设施；结果告知举报人", "also fire facilities shut off; the informant is told"),
    ),
    Clock(
        "HZ-02",
        Text("核查其他消防举报", "Check any other fire report"),
        n=3,
        unit=Unit.WD,
        basis=_FIRE,
        starts=Text("接到举报", "report received"),
        ends=Text("现场核查", "checked on site"),
        tag="V:pg",
    ),
)

_EVENT_CLOCKS: tuple[Clock, ...] = (
    Clock(
        "HD-01",
        Text("由谁许可", "Who licenses"),
        n=None,
        unit=Unit.NONE,
        word=Text(
            "本条不设天数：1000人以上不满5000人由县级公安机关许可，5000人以上由设区的市级公安机关许可",
            "no number: county police from 1000 to under 5000 people, city police from 5000",
        ),
        basis=f"{_EVENTS}第12条",
        starts=Text("申请", "application"),
        ends=Text("许可决定", "decision"),
        tag="V:LRB",
    ),
    Clock(
        "HD-02",
        Text("申请大型活动安全许可", "Apply for an event licence"),
        n=20,
        unit=Unit.CAL,
        sense=Sense.BEFORE,
        basis=f"{_EVENTS}第13条",
        starts=Text("活动举办日", "day of the event"),
        ends=Text("提出申请", "application"),
        tag="V:LRB",
    ),
    Clock(
        "HD-03",
        Text("作出大型活动许可决定", "Decide on an event licence"),
        n=7,
        unit=Unit.WD,
        basis=f"{_EVENTS}第14条；《行政许可法》第82条",
        starts=Text("受理", "acceptance"),
        ends=Text("许可或者书面说明理由的不予许可决定", "licence, or refusal in writing with reasons"),
        confirm=True,
        tag="V:LRB",
        note=Text(
            "条例只写“7日”，按许可法以工作日计", "the regulation says 7 days; the licence law suggests working days"
        ),
    ),
    Clock(
        "HD-04",
        Text("变更活动时间", "Change the time of an event"),
        n=None,
        unit=Unit.NONE,
        sense=Sense.BEFORE,
        word=Text("在原定举办时间之前申请，没有天数", "before the original time, no number"),
        basis=f"{_EVENTS}第15条",
        starts=Text("原定举办时间", "the original time"),
        ends=Text("变更申请", "application to change"),
        tag="V:LRB",
    ),
    Clock(
        "HD-05",
        Text("政府举办的活动", "Events held by the government"),
        n=None,
        unit=Unit.NONE,
        word=Text("本条不设天数：不需许可，安全方案从严", "no number: no licence, a stricter safety plan"),
        basis=f"{_EVENTS}第25条",
        starts=Text("决定举办", "decision to hold it"),
        ends=Text("安全工作方案", "safety plan"),
        tag="V:LRB",
    ),
    Clock(
        "HD-06",
        Text("申请材料", "Papers to hand in"),
        n=None,
        unit=Unit.NONE,
        word=Text("本条不设天数：材料随申请一并提交", "no number: papers come with the application"),
        basis=f"{_EVENTS}第13条",
        starts=Text("申请", "application"),
        ends=Text("材料齐全", "papers complete"),
        tag="V:LRB",
    ),
)

_EMERGENCY_CLOCKS: tuple[Clock, ...] = (
    Clock(
        "YJ-01",
        Text("突发事件电话报告", "Phone report of an incident"),
        n=30,
        unit=Unit.MIN,
        basis=_EMERGENCY,
        starts=_INCIDENT,
        ends=Text("电话报告县级值班室", "county duty room told by phone"),
        local=True,
        default=True,
        tag="V:pg",
    ),
    Clock(
        "YJ-02",
        Text("突发事件书面报告", "Written report of an incident"),
        n=60,
        unit=Unit.MIN,
        basis=_EMERGENCY,
        starts=_INCIDENT,
        ends=Text("书面初报", "first written report"),
        local=True,
        default=True,
        tag="V:pg",
        note=Text("情况变化随时续报，结束后终报", "follow-ups as it changes, a final report at the end"),
    ),
)

CLOCKS: tuple[Clock, ...] = (*_HAZARDS, *_ACCIDENT_CLOCKS, *_FIRE_CLOCKS, *_EVENT_CLOCKS, *_EMERGENCY_CLOCKS)

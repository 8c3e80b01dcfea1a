"""Clocks of the statutory routes a dispute may take beside the petition's own: civil suit, labour, work injury, land."""

from huiyin.flow.clock import Clock, Extension, Unit
from huiyin.kit.text import Text

_CIVIL = "《民事诉讼法》"
_LABOUR = "《劳动争议调解仲裁法》"
_WATCH = "《劳动保障监察条例》"
_INJURY = "《工伤保险条例》"
_LAND = "《农村土地承包经营纠纷调解仲裁法》"
_ARBITRATION = "《仲裁法》（2025年修订）"
_VIOLENCE = "《反家庭暴力法》"
_FILED = Text("立案", "filing")
_JUDGED = Text("判决", "judgment")
_AWARDED = Text("收到裁决书", "receipt of the award")
_SUED = Text("起诉", "suit")
_KNEW_WRONG = Text("知道或者应当知道权利受损害以及义务人", "knew or should have known of the damage and who is liable")
_BODY_DECIDES = Text("仲裁委员会", "the arbitration commission")

_CIVIL_SUIT: tuple[Clock, ...] = (
    Clock(
        "MS-01", Text("民事诉讼时效", "Limitation of a civil claim"), n=3, unit=Unit.YR, basis="《民法典》第188条",
        starts=_KNEW_WRONG, ends=_SUED, tag="V:JL",
        note=Text(
            "自权利受损害之日起最长二十年；法律另有规定的从其规定；中断、中止由法院认定",
            "twenty years at most from the damage; other law prevails; the court finds interruption and suspension",
        ),
    ),
    Clock(
        "MS-02", Text("法院决定是否立案", "Court decides on filing"), n=7, unit=Unit.CAL, basis=f"{_CIVIL}第126条",
        starts=Text("收到起诉状", "complaint received"), ends=_FILED, tag="V:JL",
    ),
    Clock(
        "MS-03.1", Text("民事一审（普通程序）", "Civil first instance, ordinary"), n=6, unit=Unit.MO,
        basis=f"{_CIVIL}第152条", starts=_FILED, ends=_JUDGED, tag="V:JL",
    ),
    Clock(
        "MS-03.2", Text("民事一审（简易程序）", "Civil first instance, summary"), n=3, unit=Unit.MO,
        basis=f"{_CIVIL}第164条", starts=_FILED, ends=_JUDGED, tag="V:JL",
    ),
    Clock(
        "MS-03.3", Text("民事一审（小额诉讼）", "Civil first instance, small claims"), n=2, unit=Unit.MO,
        basis=f"{_CIVIL}第168条", starts=_FILED, ends=_JUDGED, tag="V:JL",
    ),
)  # fmt: skip

_LABOUR_DISPUTE: tuple[Clock, ...] = (
    Clock(
        "LD-01", Text("申请劳动争议仲裁", "Apply for labour arbitration"), n=1, unit=Unit.YR, basis=f"{_LABOUR}第27条",
        starts=Text("知道或者应当知道权利被侵害", "knew or should have known of the wrong"),
        ends=Text("仲裁申请", "application"), tag="V:JL",
        note=Text(
            "在职期间拖欠工资不受一年限制；劳动关系终止的，自终止之日起一年内提出",
            "unpaid wages while employed: no limit; a year from the end of the employment",
        ),
    ),
    Clock(
        "LD-02", Text("决定是否受理仲裁申请", "Decide on the application"), n=5, unit=Unit.CAL, basis=f"{_LABOUR}第29条",
        starts=Text("收到仲裁申请", "receipt"), ends=Text("受理或者不予受理", "accepted or refused"), tag="V:JL",
    ),
    Clock(
        "LD-03", Text("作出劳动仲裁裁决", "Labour award"), n=45, unit=Unit.CAL, basis=f"{_LABOUR}第43条",
        starts=Text("受理仲裁申请", "acceptance"), ends=Text("裁决", "award"),
        extend=Extension(15, Unit.CAL, 1, _BODY_DECIDES), tag="V:JL",
    ),
    Clock(
        "LD-04", Text("不服劳动仲裁裁决起诉", "Sue after a labour award"), n=15, unit=Unit.CAL,
        basis=f"{_LABOUR}第48条、第50条", starts=_AWARDED, ends=_SUED, tag="V:JL",
    ),
    Clock(
        "LD-05", Text("劳动保障监察查处", "Labour inspection"), n=60, unit=Unit.WD, basis=f"{_WATCH}第17条",
        starts=_FILED, ends=Text("处理决定", "decision"),
        extend=Extension(30, Unit.WD, 1, Text("劳动保障行政部门负责人", "head of the labour department")), tag="V:LRB",
    ),
    Clock(
        "LD-06", Text("向劳动保障监察投诉", "Complain to labour inspection"), n=2, unit=Unit.YR, basis=f"{_WATCH}第20条",
        starts=Text("违法行为发生；连续的，自终了之日", "the act; a continuing one, its end"),
        ends=Text("投诉", "complaint"), tag="V:LRB",
    ),
)  # fmt: skip

_WORK_INJURY: tuple[Clock, ...] = (
    Clock(
        "GS-01.1", Text("本人、近亲属、工会申请工伤认定", "Worker, family or union applies"), n=1, unit=Unit.YR,
        basis=f"{_INJURY}第17条", starts=Text("事故伤害发生或者诊断职业病", "accident or diagnosis"),
        ends=Text("认定申请", "application"), tag="V:LRB",
    ),
    Clock(
        "GS-01.2", Text("用人单位申请工伤认定", "Employer applies"), n=30, unit=Unit.CAL, basis=f"{_INJURY}第17条",
        starts=Text("事故伤害发生或者诊断职业病", "accident or diagnosis"), ends=Text("认定申请", "application"),
        tag="V:LRB",
    ),
    Clock(
        "GS-02", Text("作出工伤认定决定", "Decide on work injury"), n=60, unit=Unit.CAL, basis=f"{_INJURY}第20条",
        starts=Text("受理申请", "acceptance"), ends=Text("认定决定", "decision"), tag="V:LRB",
        note=Text("事实清楚、权利义务明确的，15日", "15 days where it is clear"),
    ),
    Clock(
        "GS-03", Text("劳动能力鉴定", "Assess working ability"), n=60, unit=Unit.CAL, basis=f"{_INJURY}第25条",
        starts=Text("收到鉴定申请", "receipt"), ends=Text("鉴定结论", "finding"),
        extend=Extension(30, Unit.CAL, 1, Text("劳动能力鉴定委员会", "the assessment commission")), tag="V:LRB",
    ),
    Clock(
        "GS-04", Text("申请再次鉴定", "Ask for a second assessment"), n=15, unit=Unit.CAL, basis=f"{_INJURY}第26条",
        starts=Text("收到鉴定结论", "receipt of the finding"), ends=Text("再次鉴定申请", "application"), tag="V:LRB",
    ),
)  # fmt: skip

_LAND_DISPUTE: tuple[Clock, ...] = (
    Clock(
        "NT-01", Text("申请农村土地承包仲裁", "Apply for land arbitration"), n=2, unit=Unit.YR, basis=f"{_LAND}第18条",
        starts=Text("知道或者应当知道权利被侵害", "knew or should have known of the wrong"),
        ends=Text("仲裁申请", "application"), tag="V:JL",
    ),
    Clock(
        "NT-02", Text("决定是否受理土地仲裁", "Decide on the application"), n=5, unit=Unit.WD, basis=f"{_LAND}第23条",
        starts=Text("收到仲裁申请", "receipt"), ends=Text("受理或者不予受理", "accepted or refused"), tag="V:JL",
    ),
    Clock(
        "NT-03", Text("作出土地仲裁裁决", "Land award"), n=60, unit=Unit.CAL, basis=f"{_LAND}第47条",
        starts=Text("受理仲裁申请", "acceptance"), ends=Text("裁决", "award"),
        extend=Extension(30, Unit.CAL, 1, _BODY_DECIDES), tag="V:JL",
    ),
    Clock(
        "NT-04", Text("不服土地仲裁裁决起诉", "Sue after a land award"), n=30, unit=Unit.CAL, basis=f"{_LAND}第48条",
        starts=_AWARDED, ends=_SUED, tag="V:JL",
    ),
    Clock(
        "TD-01", Text("不服土地权属处理决定起诉", "Sue over a decision on land ownership"), n=30, unit=Unit.CAL,
        basis="《土地管理法》第14条", starts=Text("收到处理决定", "receipt of the decision"), ends=_SUED, tag="V:JL",
        note=Text("先申请行政复议（《行政复议法》第23条）", "reconsideration comes first"),
    ),
)  # fmt: skip

_OTHER: tuple[Clock, ...] = (
    Clock(
        "ZC-01", Text("决定是否受理商事仲裁", "Decide on commercial arbitration"), n=5, unit=Unit.CAL,
        basis=f"{_ARBITRATION}第35条", starts=Text("收到仲裁申请", "receipt"),
        ends=Text("受理或者不予受理", "accepted or refused"), tag="V:JL",
    ),
    Clock(
        "ZC-02", Text("申请撤销仲裁裁决", "Ask to set an award aside"), n=3, unit=Unit.MO, basis=f"{_ARBITRATION}第72条",
        starts=_AWARDED, ends=Text("撤销申请", "application"), tag="V:JL",
    ),
    Clock(
        "RB-01.1", Text("人身安全保护令", "Protection order"), n=72, unit=Unit.H, basis=f"{_VIOLENCE}第28条",
        starts=Text("法院受理申请", "court accepts"), ends=Text("作出或者驳回", "issued or refused"), tag="V:JL",
    ),
    Clock(
        "RB-01.2", Text("人身安全保护令（情况紧急）", "Protection order, urgent"), n=24, unit=Unit.H,
        basis=f"{_VIOLENCE}第28条", starts=Text("法院受理申请", "court accepts"),
        ends=Text("作出或者驳回", "issued or refused"), tag="V:JL",
    ),
)  # fmt: skip

CLOCKS: tuple[Clock, ...] = (*_CIVIL_SUIT, *_LABOUR_DISPUTE, *_WORK_INJURY, *_LAND_DISPUTE, *_OTHER)

"""Which way the law has for which dispute: shown to everybody, never a reason to turn anybody away.

A way either names a clock of the catalogue, whose days and article are then the catalogue's, or says its own length
with its article beside it. Compiled from the statutes named; articles checked on 2026-11-20.
"""

from dataclasses import dataclass

from huiyin.kit.text import Text


@dataclass(frozen=True, slots=True)
class Way:
    """One way to go: what, within which time, by which article; `clock` names a row of the catalogue instead."""

    what: Text
    time: Text | None = None
    basis: str = ""
    clock: str = ""


@dataclass(frozen=True, slots=True)
class DisputeRoute:
    """A sort of dispute: who helps first, and the ways that the law opens."""

    id: str
    name: Text
    first: Text
    ways: tuple[Way, ...]


_SUE = Way(
    Text("到法院起诉", "Sue in court"),
    Text(
        "一般从知道受损害起 3 年内（最长 20 年）；法院 7 日内立案",
        "3 years from knowing (20 at most); filed within 7 days",
    ),
    "《民法典》第188条；《民事诉讼法》第126条",
)
_MEDIATE = Text(
    "先找村、社区的人民调解委员会，不收钱；不愿意调解可以不调",
    "People's mediation of the village or community, free of charge; nobody has to",
)
_MEDIATION = Way(Text("人民调解", "People's mediation"), clock="TJ-02")

DISPUTE_ROUTES: tuple[DisputeRoute, ...] = (
    DisputeRoute(
        "neighbours",
        Text("邻里、家庭、借钱、小合同", "Neighbours, family, debts, small contracts"),
        _MEDIATE,
        (_MEDIATION, Way(Text("调成了，申请司法确认", "Have the agreement confirmed"), clock="TJ-03"), _SUE),
    ),
    DisputeRoute(
        "work",
        Text("和单位争工资、辞退、社保", "Wages, dismissal, social insurance"),
        Text("先找单位或乡镇的劳动争议调解组织", "Labour-dispute mediation of the employer or the town"),
        (
            Way(Text("劳动争议调解", "Labour mediation"), clock="TJ-10"),
            Way(
                Text("申请劳动仲裁", "Apply for labour arbitration"),
                Text(
                    "1 年内；在职期间欠的工资不受这个限制，离职后 1 年内",
                    "Within 1 year; unpaid wages during employment have no limit until 1 year after it ends",
                ),
                "《劳动争议调解仲裁法》第27条",
            ),
            Way(
                Text("仲裁收件和裁决", "Arbitration decides"),
                Text("5 日内受理，45 日内裁决，可延 15 日", "Accepted in 5 days, award in 45 (+15)"),
                "《劳动争议调解仲裁法》第29条、第43条",
            ),
            Way(
                Text("不服裁决，起诉", "Sue against the award"),
                Text("收到裁决 15 日内", "Within 15 days of the award"),
                "《劳动争议调解仲裁法》第47条至第50条",
            ),
        ),
    ),
    DisputeRoute(
        "wage-arrears",
        Text("拖欠工资、用工违法", "Unpaid wages, unlawful labour practice"),
        Text("向人社局劳动保障监察投诉", "Complain to labour inspection"),
        (
            Way(
                Text("劳动保障监察", "Labour inspection"),
                Text(
                    "违法行为 2 年内投诉；立案起 60 个工作日查完，可延 30 个工作日",
                    "Within 2 years of the act; 60 working days from filing (+30)",
                ),
                "《劳动保障监察条例》第17条、第20条",
            ),
        ),
    ),
    DisputeRoute(
        "injury",
        Text("工伤", "Injury at work"),
        Text("先治伤；让单位去申请工伤认定", "Treatment first; the employer applies for recognition"),
        (
            Way(
                Text("申请工伤认定", "Apply for recognition"),
                Text("单位 30 日内；单位不申请，本人、家属、工会 1 年内", "Employer 30 days; worker, family, union 1 year"),
                "《工伤保险条例》第17条",
            ),
            Way(
                Text("认定决定", "Decision"), Text("60 日内；清楚的 15 日内", "60 days; clear cases 15"),
                "《工伤保险条例》第20条",
            ),
            Way(
                Text("劳动能力鉴定", "Assessment of ability"),
                Text("60 日内，可延 30 日；不服 15 日内申请再次鉴定", "60 days (+30); a new one may be asked in 15 days"),
                "《工伤保险条例》第25条、第26条",
            ),
        ),
    ),
    DisputeRoute(
        "contract",
        Text("合同里写了仲裁的", "Contracts with an arbitration clause"),
        Text("按合同写的仲裁机构", "The arbitration body named in the contract"),
        (
            Way(
                Text("商事仲裁", "Arbitration"),
                Text(
                    "5 日内受理；不服的 3 个月内申请撤销。婚姻、收养、监护、扶养、继承不能仲裁",
                    "Accepted in 5 days; annulment may be asked in 3 months. Not for family or inheritance",
                ),
                "《仲裁法》（2025年）第3条、第35条、第72条",
            ),
            _SUE,
        ),
    ),
    DisputeRoute(
        "land-contract",
        Text("承包地", "Contracted farm land"),
        Text("村、乡镇先调解", "Mediation by village or town"),
        (
            Way(
                Text("农村土地承包仲裁", "Rural land arbitration"),
                Text(
                    "2 年内申请；5 个工作日内受理，60 日内裁决，可延 30 日；不服 30 日内起诉",
                    "Within 2 years; accepted in 5 working days, award in 60 days (+30); sue in 30 days",
                ),
                "《农村土地承包经营纠纷调解仲裁法》第18条、第23条、第47条、第48条",
            ),
        ),
    ),
    DisputeRoute(
        "land-title",
        Text("土地、山林归谁", "Who owns land or forest"),
        Text("先协商；个人之间的由乡镇或县政府处理", "Talk first; between individuals the town or county decides"),
        (
            Way(
                Text("政府作出处理决定；不服先申请复议", "The government decides; reconsideration comes first"),
                Text("收到决定 30 日内可以起诉", "Suit within 30 days of the decision"),
                "《土地管理法》第14条；《行政复议法》第23条",
            ),
            Way(Text("申请行政复议", "Apply for reconsideration"), clock="FY-01"),
        ),
    ),
    DisputeRoute(
        "medical",
        Text("看病的纠纷", "Medical disputes"),
        Text("和医院协商，或找医疗纠纷人民调解委员会", "Talk with the hospital, or the medical mediation committee"),
        (Way(Text("医疗纠纷调解", "Medical mediation"), clock="TJ-09"), _SUE),
    ),
    DisputeRoute(
        "traffic",
        Text("交通事故赔偿", "Traffic accidents"),
        Text("先找保险公司；交警、人民调解都能调", "The insurer first; police and people's mediation help"),
        (
            Way(Text("请交警调解", "Ask the police to mediate"), clock="TJ-12.1"),
            Way(Text("交警调解", "Mediation"), clock="TJ-12.2"),
            _SUE,
        ),
    ),
    DisputeRoute(
        "shopping",
        Text("买东西、买服务", "Goods and services"),
        Text("先找商家，再找消协、12315", "The seller, then the consumers' association or 12315"),
        (
            Way(Text("决定收不收投诉", "Complaint accepted or not"), clock="TJ-13.1"),
            Way(Text("消费投诉调解", "Mediation"), clock="TJ-13.2"),
            _SUE,
        ),
    ),
    DisputeRoute(
        "property",
        Text("小区物业", "Property management"),
        Text("找居委会、物业纠纷调解", "Residents' committee, property mediation"),
        (
            Way(
                Text("居委会协助处理物业纠纷", "The residents' committee must assist"),
                Text("没有统一期限", "No fixed time"),
                "《城市居民委员会组织法》（2025年）第10条第7项",
            ),
            _SUE,
        ),
    ),
    DisputeRoute(
        "violence",
        Text("挨打、被家里人伤害", "Violence at home"),
        Text("马上打 110；也可以找妇联、庇护所", "Call 110 at once; women's federation and shelters help"),
        (
            Way(
                Text("公安出告诫书", "Written warning by the police"), Text("报警后", "After the report"),
                "《反家庭暴力法》第16条、第17条",
            ),
            Way(
                Text("向法院申请人身安全保护令", "Protection order"),
                Text("72 小时内作出，紧急的 24 小时内；有效期最长 6 个月", "In 72 hours, urgent 24; valid up to 6 months"),
                "《反家庭暴力法》第28条、第30条",
            ),
        ),
    ),
    DisputeRoute(
        "decision",
        Text("不服罚款、许可、征收补偿等决定", "Penalties, licences, compensation decisions"),
        Text("看决定书最后写的复议、起诉期限", "Read the time limits at the end of the decision"),
        (
            Way(Text("申请行政复议", "Apply for reconsideration"), clock="FY-01"),
            Way(Text("直接起诉", "Sue directly"), clock="SS-02"),
            Way(Text("不服复议，起诉", "Sue after reconsideration"), clock="SS-01"),
        ),
    ),
    DisputeRoute(
        "inaction",
        Text("该管的不管、申请了不办", "An office does not act"),
        Text("先书面申请，留好回执", "Apply in writing and keep the receipt"),
        (
            Way(Text("等机关履行", "The office must act"), clock="SS-03"),
            Way(Text("申请公开信息", "Ask for information"), clock="GK-03"),
        ),
    ),
    DisputeRoute(
        "misconduct",
        Text("干部违纪、要好处", "Misconduct of officers"),
        Text("向纪检监察机关举报（12388）", "Report to discipline inspection (12388)"),
        (
            Way(
                Text("检举控告依法保密", "Reports are kept secret"), Text("没有统一期限", "No fixed time"),
                "《信访工作条例》第30条、第31条第3项",
            ),
        ),
    ),
    DisputeRoute(
        "quarrel",
        Text("打架、小偷小摸这类治安事", "Fights and other public-order matters"),
        Text("报警；因民间纠纷起的，公安可以调解", "Call the police; quarrels may be mediated"),
        (Way(Text("治安案件第二次调解", "Second mediation"), clock="TJ-11"),),
    ),
)  # fmt: skip


def dispute_route(route_id: str) -> DisputeRoute | None:
    """Return the route of that id, or None."""
    return next((one for one in DISPUTE_ROUTES if one.id == route_id), None)

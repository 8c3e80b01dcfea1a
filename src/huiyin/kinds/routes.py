"""Which statutory route a dispute takes beside the petition's own: first help, who takes it, which limits run (Art. 31).

Shown, never a bar: the person may still be heard, mediated and helped. What the law leaves to a court is said so.
"""

from dataclasses import dataclass

from huiyin.flow.kind import Choice, Only
from huiyin.kit.text import Text

JUSTICE = Choice("31-1", Text("诉讼、检察监督、公安程序", "Courts, prosecution, police"), "信访工作条例 第31条第1项")
ARBITRATION = Choice("31-2", Text("仲裁", "Arbitration"), "信访工作条例 第31条第2项")
PARTY = Choice("31-3", Text("党员申诉、申请复审", "Party-member appeal"), "信访工作条例 第31条第3项")
ADMINISTRATIVE = Choice(
    "31-4",
    Text("复议、裁决、确认、许可、处罚", "Reconsideration, ruling, licence, penalty"),
    "信访工作条例 第31条第4项",
)
DUTY = Choice(
    "31-5", Text("申请查处违法或履行职责", "Application to investigate or perform a duty"), "信访工作条例 第31条第5项"
)
BRANCHES = (JUSTICE, ARBITRATION, PARTY, ADMINISTRATIVE, DUTY)


@dataclass(frozen=True, slots=True)
class Route:
    """One line of the table.

    `clock` is the person's own limit, counted from the day the form asks for; empty where the law sets none. `then`
    are the limits that come after it. `help` is who may help first, free and without losing the route. `justice` stands
    in the name of the body of justice that has the case: what came in writing is forwarded to it, a visitor is guided.
    """

    id: str
    branch: Choice
    dispute: Text
    help: Text
    procedure: Text
    body: Text
    clock: str = ""
    then: tuple[str, ...] = ()
    basis: str = ""
    note: Text | None = None
    justice: str = ""


_PEOPLES_MEDIATION = Text("村（居）人民调解委员会，不收费", "the people's mediation committee, free of charge")
_COURT = Text("有管辖权的基层人民法院", "the basic court that has jurisdiction")
_SUIT = Text("民事诉讼", "civil suit")
_CIVIL_THEN = ("MS-02", "MS-03.1", "MS-03.2", "MS-03.3")
_CIVIL = "民法典 第188条；民事诉讼法 第126条、第152条、第164条、第168条"

_LEGAL_AID = Text("法律援助、12348", "legal aid, 12348")
_JUSTICE_BASIS = "信访工作条例 第20条、第22条、第31条第1项"

ROUTES: tuple[Route, ...] = (
    Route(
        "civil", JUSTICE, Text("邻里、家庭、借款、小合同", "Neighbours, family, debt, small contracts"),
        _PEOPLES_MEDIATION, _SUIT, _COURT, "MS-01", _CIVIL_THEN, _CIVIL,
        Text(
            "向人民调解委员会申请调解，一般可以中断诉讼时效，由法院认定（待确认）",
            "asking for people's mediation usually interrupts the limitation; the court decides (to be confirmed)",
        ),
    ),
    Route(
        "property", JUSTICE, Text("物业服务", "Property management"),
        Text("居民委员会、物业纠纷调解组织", "the residents' committee, property mediation"), _SUIT, _COURT,
        "MS-01", _CIVIL_THEN, f"居民委员会组织法 第10条；{_CIVIL}",
    ),
    Route(
        "medical", JUSTICE, Text("医疗纠纷", "Medical dispute"),
        Text("医院协商、医调委、卫生健康部门调解", "the hospital, the medical mediation committee, the health office"),
        _SUIT, _COURT, "MS-01", ("TJ-09", *_CIVIL_THEN), f"医疗纠纷预防和处理条例；{_CIVIL}",
    ),
    Route(
        "traffic", JUSTICE, Text("交通事故赔偿", "Traffic damage"),
        Text("交警调解（收到认定书 10 日内申请）、人民调解、保险公司", "police mediation within 10 days, the insurer"),
        _SUIT, _COURT, "MS-01", ("TJ-12.1", *_CIVIL_THEN), f"道路交通事故处理程序规定 第86条；{_CIVIL}",
    ),
    Route(
        "consumer", JUSTICE, Text("消费纠纷", "Consumer dispute"),
        Text("商家、消费者协会、12315", "the seller, the consumers' association, 12315"), _SUIT, _COURT,
        "MS-01", ("TJ-13.1", "TJ-13.2", *_CIVIL_THEN), f"市场监督管理投诉举报处理暂行办法；{_CIVIL}",
    ),
    Route(
        "violence", JUSTICE, Text("家庭暴力", "Domestic violence"),
        Text("马上打 110；庇护场所、妇联", "call 110 at once; shelters, the women's federation"),
        Text("告诫书、人身安全保护令", "warning letter, protection order"),
        Text("公安派出所；基层人民法院", "the police; the basic court"), "", ("RB-01.1", "RB-01.2"),
        "反家庭暴力法 第16条、第17条、第28条、第30条",
        Text("不受期限限制，随时可以申请；保护令最长六个月", "no time limit; an order lasts six months at most"),
    ),
    Route(
        "court", JUSTICE, Text("对法院的裁判、执行不服，或者案子正在法院", "A judgment, its enforcement, a case in court"),
        _LEGAL_AID, Text("上诉、申请再审、执行异议等诉讼程序", "appeal, retrial, objection to enforcement"),
        Text("同级人民法院", "the people's court of the same level"), "", (), _JUSTICE_BASIS, justice="法院",
    ),
    Route(
        "prosecution", JUSTICE, Text("检察机关办的案子，或者申请检察监督", "A case of the prosecution, or its supervision"),
        _LEGAL_AID, Text("检察机关的程序、检察监督", "the procedure of the prosecution, its supervision"),
        Text("同级人民检察院", "the people's procuratorate of the same level"), "", (), _JUSTICE_BASIS, justice="检察院",
    ),
    Route(
        "police", JUSTICE, Text("公安机关办的刑事、治安案件", "A case of the police"),
        _LEGAL_AID, Text("办案公安机关的法定程序", "the procedure of the police that has the case"),
        Text("同级公安机关", "the police of the same level"), "", (), _JUSTICE_BASIS, justice="公安",
    ),
    Route(
        "justice_office", JUSTICE, Text("刑罚执行、社区矫正、公证、司法鉴定", "Sentences, community correction, notaries, experts"),
        _LEGAL_AID, Text("司法行政机关的法定程序", "the procedure of the office of justice"),
        Text("同级司法行政机关", "the office of justice of the same level"), "", (), _JUSTICE_BASIS, justice="司法",
    ),
    Route(
        "criminal", JUSTICE, Text("涉法涉诉，分不清归哪一家", "A matter of justice, body unclear"),
        _LEGAL_AID, Text("由政法委协调办案机关按法定程序办", "the committee names the body in charge"),
        Text("同级党委政法委", "the committee of political and legal affairs of the same level"), "", (),
        _JUSTICE_BASIS, justice="政法委",
    ),
    Route(
        "labour", ARBITRATION, Text("工资、辞退、社保等劳动争议", "Wages, dismissal, social insurance"),
        Text("劳动争议调解组织（15 日）", "labour mediation (15 days)"),
        Text("劳动争议仲裁", "labour arbitration"),
        Text("劳动人事争议仲裁委员会", "the labour arbitration commission"), "LD-01", ("LD-02", "LD-03", "LD-04"),
        "劳动争议调解仲裁法 第27条、第29条、第43条、第47条至第50条",
    ),
    Route(
        "land_contract", ARBITRATION, Text("农村土地承包", "Rural land contract"),
        Text("村、乡镇调解", "village or township mediation"), Text("农村土地承包仲裁", "land contract arbitration"),
        Text("农村土地承包仲裁委员会", "the land contract arbitration commission"), "NT-01",
        ("NT-02", "NT-03", "NT-04"), "农村土地承包经营纠纷调解仲裁法 第18条、第23条、第47条、第48条",
    ),
    Route(
        "commercial", ARBITRATION, Text("有仲裁条款的合同、财产纠纷", "Contracts with an arbitration clause"),
        _PEOPLES_MEDIATION, Text("商事仲裁", "commercial arbitration"),
        Text("合同约定的仲裁委员会", "the commission named in the contract"), "MS-01", ("ZC-01", "ZC-02"),
        "仲裁法（2025年修订） 第3条、第35条、第72条；仲裁时效适用诉讼时效（民法典 第198条，待确认）",
        Text(
            "婚姻、收养、监护、扶养、继承和依法由机关处理的，不能仲裁",
            "not for marriage, adoption, guardianship, support, inheritance or what agencies decide",
        ),
    ),
    Route(
        "party", PARTY, Text("对党纪处分不服", "Party discipline not accepted"),
        Text("向原处理机关说明情况", "the body that decided"), Text("党员申诉、申请复审", "Party-member appeal"),
        Text("作出处分决定的党组织或者纪检机关", "the Party body that decided"), "", (), "信访工作条例 第31条第3项",
    ),
    Route(
        "decision", ADMINISTRATIVE, Text("对行政决定、处罚、许可、补偿不服", "An official decision, penalty, licence"),
        Text("法律援助、12348", "legal aid, 12348"),
        Text("行政复议或者行政诉讼", "reconsideration or administrative suit"),
        Text("县级以上人民政府行政复议机构；人民法院", "the reconsideration office; the court"), "FY-01",
        ("FY-02.1", "FY-03.1", "SS-01", "SS-02"), "行政复议法 第20条、第62条；行政诉讼法 第45条、第46条",
        Text(
            "也可以在六个月内直接起诉；法律规定先复议的，先申请复议",
            "or sue directly within six months; where the law says so, reconsideration comes first",
        ),
    ),
    Route(
        "injury", ADMINISTRATIVE, Text("工伤认定", "Work injury"),
        Text("用人单位应当在 30 日内申请；工会", "the employer must apply within 30 days; the union"),
        Text("工伤认定、劳动能力鉴定", "recognition of work injury"),
        Text("人力资源社会保障部门", "the labour department"), "GS-01.1", ("GS-02", "GS-03", "GS-04"),
        "工伤保险条例 第17条、第20条、第25条、第26条",
    ),
    Route(
        "land_title", ADMINISTRATIVE, Text("土地、林地权属", "Ownership or use of land and forest"),
        Text("双方协商、乡镇调解", "talks, township mediation"),
        Text("申请政府处理，先复议后诉讼", "decision of the government, reconsideration, then suit"),
        Text("个人之间由乡级或县级人民政府", "between individuals: the township or county government"), "FY-01",
        ("FY-03.1", "TD-01"), "土地管理法 第14条；行政复议法 第23条",
        Text("收到处理决定以后才开始计算", "counted from receipt of the government's decision"),
    ),
    Route(
        "disclosure", ADMINISTRATIVE, Text("政府信息公开", "Disclosure of information"),
        Text("信息公开窗口可以帮助填写", "the disclosure window helps to fill in the form"),
        Text("申请信息公开", "application for disclosure"), Text("掌握信息的机关", "the agency that holds it"), "",
        ("GK-03", "FY-01"), "政府信息公开条例 第29条、第33条",
    ),
    Route(
        "wage_watch", DUTY, Text("拖欠工资、违法用工", "Wage arrears, illegal labour practice"),
        Text("12333、工会", "12333, the union"), Text("劳动保障监察投诉", "complaint to labour inspection"),
        Text("劳动保障监察机构", "labour inspection"), "LD-06", ("LD-05",), "劳动保障监察条例 第17条、第20条",
    ),
    Route(
        "duty", DUTY, Text("要求查处违法、履行职责", "Investigate an illegality, perform a duty"),
        Text("综治中心可以帮助写申请", "the centre helps to write the application"),
        Text("申请履行法定职责", "application to perform a duty"),
        Text("有法定职责的主管部门", "the department in charge"), "", ("SS-03", "SS-02"),
        "信访工作条例 第31条第5项；行政诉讼法 第47条",
        Text(
            "收到申请两个月内不履行的，可以起诉；紧急情况可以立即起诉",
            "if nothing is done within two months of the application one may sue; at once when urgent",
        ),
    ),
)  # fmt: skip

BY_ID: dict[str, Route] = {route.id: route for route in ROUTES}
# Who comes in person is heard and shown the way (Art. 22); what came in writing is forwarded.
VISITS = frozenset({"walk_in", "reception", "going_down"})
BY_VISIT = Only(
    "channel",
    VISITS,
    Text(
        "来信、网上等收到的涉法涉诉事项，用“转送政法机关”（信访工作条例第22条）",
        "A matter of justice that came in writing is forwarded to the body of justice (Art. 22)",
    ),
)


def _choice(route: Route, only: Only | None) -> Choice:
    return Choice(
        route.id,
        Text(f"{route.dispute.zh}：{route.procedure.zh}", f"{route.dispute.en}: {route.procedure.en}"),
        route.basis,
        clock=route.clock,
        under=route.branch,
        body=route.justice,
        only=only,
    )


# As the form offers them, under the item of Art. 31 each belongs to.
CHOICES: tuple[Choice, ...] = tuple(_choice(route, BY_VISIT if route.justice else None) for route in ROUTES)
JUSTICE_CHOICES: tuple[Choice, ...] = tuple(_choice(route, None) for route in ROUTES if route.justice)

"""Clocks of information disclosure, reconsideration, litigation and state compensation."""

from huiyin.flow.clock import Clock, Extension, Unit
from huiyin.kit.text import Text

_OPEN = "《政府信息公开条例》"
_REVIEW = "《行政复议法》"
_SUIT = "《行政诉讼法》"
_DAMAGES = "《国家赔偿法》"
_ARTICLE_39 = (
    Text("复议法第三十九条情形", "a case of Article 39"),
    Text("调解", "mediation"),
)
_REVIEW_NOTE = Text(
    "中止通知要写明第三十九条哪一项；调解要双方同意", "the notice names the item of Art. 39; mediation needs both sides"
)
_KNEW = Text("知道或者应当知道该行为", "knew or should have known of the act")

_DISCLOSURE: tuple[Clock, ...] = (
    Clock(
        "GK-01",
        Text("主动公开", "Proactive disclosure"),
        n=20,
        unit=Unit.WD,
        basis=f"{_OPEN}第26条",
        starts=Text("信息形成或者变更", "information made or changed"),
        ends=Text("公开", "published"),
        tag="V:LRB",
        note=Text("法律、法规另有规定的从其规定", "other law prevails"),
    ),
    Clock(
        "GK-02",
        Text("要求补正公开申请", "Ask to complete an unclear application"),
        n=7,
        unit=Unit.WD,
        basis=f"{_OPEN}第30条",
        starts=Text("收到申请", "receipt"),
        ends=Text("一次性补正告知", "one request to complete"),
        tag="V:LRB",
        note=Text(
            "答复期限自补正之日重新起算；无正当理由不补正的视为放弃",
            "the answer clock starts afresh on completion; none without reason means abandoned",
        ),
    ),
    Clock(
        "GK-03",
        Text("答复公开申请", "Answer a disclosure application"),
        n=20,
        unit=Unit.WD,
        basis=f"{_OPEN}第33条",
        starts=Text("收到申请；经补正的，自补正之日", "receipt; after completion, the day of completion"),
        ends=Text("公开答复", "answer"),
        extend=Extension(20, Unit.WD, 1, Text("信息公开工作机构负责人", "head of the disclosure office"), "D24"),
        grounds=(
            Text("征求第三方意见", "asking third parties"),
            Text("征求其他机关意见", "asking other agencies"),
        ),
        tag="V:LRB",
        note=Text(
            "能够当场答复的当场答复；延长要告知申请人", "at once if possible; the applicant is told of an extension"
        ),
    ),
    Clock(
        "GK-04",
        Text("第三方、共同制作机关提出意见", "Opinion of a third party or co-maker"),
        n=15,
        unit=Unit.WD,
        basis=f"{_OPEN}第32条、第34条",
        starts=Text("收到征求意见书", "receipt of the request"),
        ends=Text("书面意见", "opinion"),
        on_expiry=Text(
            "第三方逾期不答由机关决定；共同制作机关逾期不答视为同意",
            "silent third party: agency decides; co-maker: consent",
        ),
        tag="V:LRB",
    ),
    Clock(
        "GK-05.1",
        Text("部门信息公开年度报告", "Yearly disclosure report of a department"),
        n=None,
        unit=Unit.DATE,
        fixed=((1, 31),),
        basis=f"{_OPEN}第49条",
        starts=Text("年末", "end of the year"),
        ends=Text("向社会公布年度报告", "report published"),
        tag="V:LRB",
        note=Text("每年1月31日前", "by 31 January"),
    ),
    Clock(
        "GK-05.2",
        Text("政府信息公开年度报告", "Yearly disclosure report of a government"),
        n=None,
        unit=Unit.DATE,
        fixed=((3, 31),),
        basis=f"{_OPEN}第49条",
        starts=Text("年末", "end of the year"),
        ends=Text("向社会公布年度报告", "report published"),
        tag="V:LRB",
        note=Text("每年3月31日前", "by 31 March"),
    ),
)

_RECONSIDERATION: tuple[Clock, ...] = (
    Clock(
        "FY-01",
        Text("申请行政复议", "Apply for reconsideration"),
        n=60,
        unit=Unit.CAL,
        basis=f"{_REVIEW}第20条、第21条",
        starts=_KNEW,
        ends=Text("复议申请", "application"),
        grounds=(Text("不可抗力", "force majeure"),),
        tag="V:JL",
        note=Text(
            "法律规定更长的从其规定；未告知权利的，自知道权利起算，最长一年；最长五年，不动产二十年",
            "longer by law; not told of the right: from knowing it, a year at most; five years in all, twenty for land",
        ),
    ),
    Clock(
        "FY-02.1",
        Text("审查复议申请", "Review and accept"),
        n=5,
        unit=Unit.WD,
        basis=f"{_REVIEW}第30条、第31条",
        starts=Text("收到复议申请", "receipt"),
        ends=Text("受理、不予受理或者补正通知", "accepted, refused, or asked to complete"),
        on_expiry=Text("期满未作决定的，视为受理", "silence means accepted"),
        tag="V:JL",
    ),
    Clock(
        "FY-02.2",
        Text("补正复议申请", "Complete an application"),
        n=10,
        unit=Unit.WD,
        basis=f"{_REVIEW}第31条",
        starts=Text("收到补正通知", "receipt of the notice"),
        ends=Text("补正材料", "papers completed"),
        tag="V:JL",
    ),
    Clock(
        "FY-03.1",
        Text("作出复议决定（普通程序）", "Decide, ordinary procedure"),
        n=60,
        unit=Unit.CAL,
        basis=f"{_REVIEW}第39条、第62条",
        starts=Text("受理", "acceptance"),
        ends=Text("行政复议决定书", "decision"),
        extend=Extension(30, Unit.CAL, 1, Text("复议机构负责人", "head of the reconsideration office")),
        grounds=_ARTICLE_39,
        tag="V:JL",
        note=_REVIEW_NOTE,
    ),
    Clock(
        "FY-03.2",
        Text("作出复议决定（简易程序）", "Decide, summary procedure"),
        n=30,
        unit=Unit.CAL,
        basis=f"{_REVIEW}第39条、第62条",
        starts=Text("受理", "acceptance"),
        ends=Text("行政复议决定书", "decision"),
        grounds=_ARTICLE_39,
        tag="V:JL",
        note=_REVIEW_NOTE,
    ),
    Clock(
        "FY-04",
        Text("适用简易程序的案件", "Which cases are summary"),
        n=None,
        unit=Unit.NONE,
        word=Text(
            "本条不设天数：当场作出的行为、警告或通报批评、三千元以下、信息公开案件，或者各方同意",
            "no number: acts on the spot, warnings, up to 3000 yuan, disclosure cases, or consent",
        ),
        basis=f"{_REVIEW}第53条",
        starts=Text("受理", "acceptance"),
        ends=Text("确定程序", "procedure settled"),
        tag="V:JL",
    ),
    Clock(
        "FY-05",
        Text("应当先申请复议的情形", "When reconsideration comes first"),
        n=None,
        unit=Unit.NONE,
        word=Text(
            "本条不设天数：作出行为的机关应当告知先申请复议",
            "no number: the agency tells that reconsideration comes first",
        ),
        basis=f"{_REVIEW}第23条",
        starts=_KNEW,
        ends=Text("复议申请", "application"),
        tag="V:JL",
    ),
)

_LITIGATION: tuple[Clock, ...] = (
    Clock(
        "SS-01",
        Text("不服复议决定起诉", "Sue after reconsideration"),
        n=15,
        unit=Unit.CAL,
        basis=f"{_SUIT}第45条；{_REVIEW}第34条",
        starts=Text("收到复议决定，或者复议期满", "receipt of the decision, or expiry"),
        ends=Text("起诉", "suit"),
        tag="V:JL",
    ),
    Clock(
        "SS-02",
        Text("直接起诉", "Sue directly"),
        n=6,
        unit=Unit.MO,
        basis=f"{_SUIT}第46条、第48条",
        starts=_KNEW,
        ends=Text("起诉", "suit"),
        tag="V:JL",
        note=Text(
            "最长五年，不动产二十年；障碍消除后10日内可以申请延长，由法院决定",
            "five years in all, twenty for land; within 10 days after an obstacle ends more time may be asked of the court",
        ),
    ),
    Clock(
        "SS-03",
        Text("机关履行职责", "Agency performs its duty"),
        n=2,
        unit=Unit.MO,
        basis=f"{_SUIT}第47条",
        starts=Text("收到履职申请", "application received"),
        ends=Text("履行或者答复", "performed or answered"),
        on_expiry=Text("期满不履行的，可以起诉", "suit is open"),
        tag="V:JL",
        note=Text(
            "法律另有期限的从其规定；紧急情况可以立即起诉", "another period by law prevails; at once when urgent"
        ),
    ),
    Clock(
        "SS-04",
        Text("登记立案", "Filing"),
        n=7,
        unit=Unit.CAL,
        basis=f"{_SUIT}第51条",
        starts=Text("收到起诉状", "complaint received"),
        ends=Text("立案或者不予立案裁定", "filed or refused"),
        tag="V:JL",
        note=Text("需要补正的，一次性告知", "defects are told once"),
    ),
    Clock(
        "SS-05.1",
        Text("第一审判决（普通程序）", "First instance, ordinary procedure"),
        n=6,
        unit=Unit.MO,
        basis=f"{_SUIT}第81条",
        starts=Text("立案", "filing"),
        ends=Text("判决", "judgment"),
        extend=Extension(None, Unit.MO, 1, Text("上级人民法院", "higher court")),
        tag="V:JL",
    ),
    Clock(
        "SS-05.2",
        Text("第一审判决（简易程序）", "First instance, summary procedure"),
        n=45,
        unit=Unit.CAL,
        basis=f"{_SUIT}第83条",
        starts=Text("立案", "filing"),
        ends=Text("判决", "judgment"),
        tag="V:JL",
    ),
    Clock(
        "SS-06.1",
        Text("上诉（判决）", "Appeal a judgment"),
        n=15,
        unit=Unit.CAL,
        basis=f"{_SUIT}第85条",
        starts=Text("判决书送达", "service"),
        ends=Text("上诉状", "appeal"),
        tag="V:JL",
    ),
    Clock(
        "SS-06.2",
        Text("上诉（裁定）", "Appeal a ruling"),
        n=10,
        unit=Unit.CAL,
        basis=f"{_SUIT}第85条",
        starts=Text("裁定书送达", "service"),
        ends=Text("上诉状", "appeal"),
        tag="V:JL",
    ),
)

_COMPENSATION: tuple[Clock, ...] = (
    Clock(
        "GP-01.1",
        Text("请求国家赔偿", "Claim state compensation"),
        n=2,
        unit=Unit.YR,
        basis=f"{_DAMAGES}第39条",
        starts=_KNEW,
        ends=Text("赔偿申请", "claim"),
        tag="V:JL",
    ),
    Clock(
        "GP-01.2",
        Text("作出赔偿决定", "Agency decides on compensation"),
        n=2,
        unit=Unit.MO,
        basis=f"{_DAMAGES}第13条",
        starts=Text("收到申请", "application"),
        ends=Text("赔偿决定", "decision"),
        tag="V:JL",
    ),
    Clock(
        "GP-01.3",
        Text("就赔偿起诉", "Sue for compensation"),
        n=3,
        unit=Unit.MO,
        basis=f"{_DAMAGES}第14条",
        starts=Text("赔偿决定作出，或者期限届满", "decision, or expiry"),
        ends=Text("起诉", "suit"),
        tag="V:JL",
    ),
)

CLOCKS: tuple[Clock, ...] = (*_DISCLOSURE, *_RECONSIDERATION, *_LITIGATION, *_COMPENSATION)

"""One of each paper on objections, hearings, supervision, personal data and asking back, about invented people."""

from datetime import date

from huiyin.papers.asking_back import CallBackRecord, Questionnaire
from huiyin.papers.conclusion import ConclusionReport
from huiyin.papers.hearing import Hearing, HearingNotice, HearingRecord, HearingReport
from huiyin.papers.objection import ObjectionLetter
from huiyin.papers.personal_data import Assessment, DataAnswer, DataRequest, PrivacyNotice
from huiyin.papers.supervision import (
    AccountabilityProposal,
    RectificationNotice,
    Supervised,
    SupervisionLetter,
    SupervisionReply,
    TalkRecord,
)
from tests.papers.sample_case import FRAME, MATTER

HEARING = Hearing(
    about="3号院积水的原因和处理办法",
    on=date(2026, 12, 10),
    time="上午9时",
    place="安澜县综治中心二楼听证室",
    host="安澜县人民政府复核工作人员",
    members=("法律顾问一人", "排水工程师一人", "居民代表一人"),
    clerk="复核岗",
)
CASE = Supervised(
    MATTER,
    unit="安澜县住房和城乡建设局",
    ground="拖延、超期",
    facts="该事项应于2026年11月19日前书面答复，至今没有答复，也没有办理延期",
)
MORE: dict[str, object] = {
    "D06": ObjectionLetter(
        FRAME,
        to="安澜县综治中心",
        matter=MATTER,
        received_on=date(2026, 9, 21),
        ground="不属本单位权责清单",
        because="排水管网的养护自2024年起由安澜县水务局负责，见县机构编制文件；我局只负责房屋和建筑工程",
        proposed="安澜县水务局",
        until=date(2026, 9, 28),
    ),
    "D10": HearingNotice(FRAME, to="周小满", matter=MATTER, hearing=HEARING, public=True, uncounted=True),
    "D10-2": HearingRecord(FRAME, MATTER, HEARING, present=("周小满", "安澜县住房和城乡建设局代表")),
    "D10-3": HearingReport(
        FRAME,
        to="",
        matter=MATTER,
        hearing=HEARING,
        statements="周小满：院内仍积水。\n住建局：管网已换，院内地面不在更换范围",
        findings="院内低洼处比井口低8厘米，雨水不能自流",
        advice="由住建局对院内地面找坡，费用从维修资金列支",
    ),
    "D12": SupervisionLetter(
        FRAME,
        CASE,
        asks="查明没有按期答复的原因，立即书面答复信访人，并说明理由",
        new_due_on=date(2026, 11, 30),
        legal_due_on=date(2026, 11, 19),
    ),
    "D12-2": TalkRecord(
        FRAME,
        CASE,
        on=date(2026, 12, 3),
        place="安澜县综治中心",
        host="督查岗",
        talked_with="安澜县住房和城乡建设局分管负责人",
        asks="一周内答复",
    ),
    "D12-3": RectificationNotice(
        FRAME,
        CASE,
        problems=("受理后没有书面告知", "超过法定期限没有答复"),
        asks="逐项整改，明确责任人",
        due_on=date(2026, 12, 18),
    ),
    "D12-4": AccountabilityProposal(
        FRAME,
        to="安澜县有管理权限的机关",
        case=CASE,
        consequence="三户居民连续两次雨后进水",
        proposal="对未按期办理的责任依法依规调查处理",
    ),
    "D12-5": SupervisionReply(
        FRAME,
        to="安澜县综治中心",
        matter=MATTER,
        answers="《督办函》（安综督〔2026〕2号）",
        done="已成立专班，11月25日入户核查",
        result="11月28日作出处理意见书并送达",
        adopted="关于改进答复流程的建议全部采纳",
        person_told="11月28日当面送达",
    ),
    "D13": ConclusionReport(
        FRAME,
        to="安澜县综治中心",
        matter=MATTER,
        charged_on=date(2026, 9, 20),
        facts="2号井至4号井之间排水管底沉降12厘米",
        handling="9月22日现场勘查，9月25日管网检测，10月8日听取周小满的陈述",
        result="更换排水管18米，10月12日完工",
        person_view="群众评价：解决了一部分",
        office_view="解决了",
        opinion="《信访处理意见书》（安住建意〔2026〕18号）",
        served_on=date(2026, 10, 14),
    ),
    "D25": PrivacyNotice(
        FRAME,
        to="周小满",
        purpose="登记、办理并答复您反映的事情",
        basis="信访工作条例（2022）第18条、第21条",
        kinds=("姓名", "电话", "具体地方", "原话"),
        retention="办结后保存30年（年限为建议，待确认）",
        sensitive=("身份证号",),
    ),
    "D25-2": DataRequest(FRAME, applicant="周小满", number=MATTER.number, right="correct"),
    "D25-3": DataAnswer(
        FRAME,
        to="周小满",
        right="delete",
        asked_on=date(2026, 10, 20),
        decision="refused",
        words="办理尚未结束，处理目的还没有实现",
        because="档案保存期限未满，删除后无法履行答复和复查的法定职责；现停止除存储和必要保护以外的处理",
        asked="请删掉我的电话和住址。",
        complain_to="安澜县人民政府",
    ),
    "D25-4": Assessment(
        FRAME,
        subject="在督办清单中增加“事项类别”的对外公布",
        ground="向他人提供、公开个人信息",
        lawful="公布的是类别和件数，不含个人信息",
        impact="件数过小时可能被认出，故少于5件不公布",
        measures="公布前由两人核对，留痕",
        conclusion="可以进行",
        by="管理岗",
        on=date(2026, 10, 1),
    ),
    "D26": CallBackRecord(
        FRAME,
        MATTER,
        handler="安澜县住房和城乡建设局",
        on=date(2026, 10, 28),
        way="phone",
        reached="reached",
        solved="partly",
        performed="管道已换，地面未找坡",
        satisfied="fair",
        words="水是不倒灌了，院里还有一洼。",
        follow_up="请住建局10月30日前查看院内地面",
        caller="督查岗",
    ),
    "D26-2": Questionnaire(FRAME, MATTER, handler="安澜县住房和城乡建设局"),
}

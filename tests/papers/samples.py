"""One of every paper, about invented people in an invented county."""

from datetime import UTC, date, datetime
from functools import cache

from huiyin.papers.acceptance import AcceptanceNotice
from huiyin.papers.ending import EndingNotice
from huiyin.papers.extension import ExtensionNotice
from huiyin.papers.guidance import Branch, GuidanceNotice
from huiyin.papers.model import Paper, Paragraph, Receipt
from huiyin.papers.opinion import Outcome, RequestOutcome, WrittenOpinion
from huiyin.papers.pdf import pdf
from huiyin.papers.receipt import RegistrationReceipt
from huiyin.papers.refusal import NO_COMPETENCE, RefusalNotice
from huiyin.papers.registry import BUILDERS
from huiyin.papers.review import Decision, EarlierOpinion, ReReviewOpinion, Reviewed, ReviewOpinion
from huiyin.papers.service import ProofOfService, ServedPaper
from huiyin.papers.transfer import Transfer, TransferLetter, TransferNotice
from tests.papers.more_samples import MORE
from tests.papers.sample_case import FICTIONAL, FRAME, LEAF, MATTER

OPINION = EarlierOpinion("安澜县住房和城乡建设局", "安住建复〔2026〕18号", date(2026, 10, 14))
REVIEW = EarlierOpinion("安澜县人民政府", "安政复查〔2026〕3号", date(2026, 11, 20))
FIX = RequestOutcome(
    request="修好院子里的下水道，下雨别再往屋里倒灌！",
    outcome=Outcome.SUPPORT,
    opinion="由我局更换2号井至4号井之间的排水管18米，完工后请您到场查看",
    short="修复排水",
    by_on=date(2026, 10, 30),
)
FLOOR = RequestOutcome(
    request="我家泡坏的地板要按市场价赔。",
    outcome=Outcome.EXPLAIN,
    opinion="损失的责任和数额需要依法认定，我局没有直接赔偿的依据；可以与施工单位协商，也可以申请人民调解",
    short="赔偿地板",
)
PUNISH = RequestOutcome(
    request="把当年验收的人开除。",
    outcome=Outcome.REJECT,
    opinion="验收资料齐全，未发现验收人员有违规行为",
    short="处理验收人员",
    facts="经调阅2025年道路改造的验收档案，验收程序完整",
)
WRITTEN = WrittenOpinion(
    frame=FRAME,
    to="周小满",
    matter=MATTER,
    subject="柳树巷3号院排水问题",
    accepted_on=date(2026, 9, 20),
    inquiry="经现场勘查、管网检测并听取您的陈述",
    found="柳树巷2号井至4号井之间排水管底沉降12厘米，杂物淤堵，系2025年道路改造时回填不实所致",
    basis="《城镇排水与污水处理条例》的有关规定",
    requests=(FIX,),
    review_body="安澜县人民政府",
)
REVIEWED = Reviewed(
    matter=MATTER,
    subject="柳树巷3号院排水问题",
    asked_on=date(2026, 11, 2),
    request="管子换了，院子里还是积水，要求重新处理。",
    earlier=OPINION,
    found="经实地查看，更换的排水管已通水，院内低洼处仍有积水，原处理意见没有对院内地面找坡作出安排",
    decision=Decision.REVOKE,
    decision_words="原处理意见认定事实基本清楚，但没有解决积水问题，由安澜县住房和城乡建设局重新办理",
    basis="《信访工作条例》第三十五条",
)

DATA: dict[str, object] = {
    "D01": RegistrationReceipt(
        organ="安澜县综治中心",
        number="AL26-0918-0042-7",
        access_code="7KQM-2WXP",
        received_at=datetime(2026, 9, 18, 2, 5, tzinfo=UTC),
        channel="窗口来访　2 号窗",
        summary="柳树巷 3 号院下水道反涌，雨后倒灌",
        wanted="修好；给个说法",
        responsible="县住建局市政设施所",
        phone="8800 0117",
        next_step="书面告知您是否受理",
        next_on=date(2026, 10, 8),
        counted="9 月 18 日次日起 15 日（《信访工作条例》第二十三条）；最后一日是休假日的，顺延到假后第一个工作日",
        leaf=LEAF,
        leaf_position="217,902",
        clerk="受理岗（2 号窗）",
        materials="照片 3 张（交来 3 份，齐）",
        more=(("同院并案", "2 件，经您同意一起办"),),
        url="https://huiyin.example/q/AL26-0918-0042-7",
        fictional=FICTIONAL,
    ),
    "D02": AcceptanceNotice(
        FRAME,
        to="周小满",
        matter=MATTER,
        received_on=date(2026, 9, 18),
        accepted_on=date(2026, 9, 20),
        handler="安澜县住房和城乡建设局市政设施所（主办），安澜县水务局（协办）。",
        due_on=date(2026, 11, 19),
    ),
    "D03": GuidanceNotice(
        FRAME,
        to="周小满",
        matter=MATTER,
        branch=Branch.ADMINISTRATIVE,
        procedure="行政复议",
        body="安澜县人民政府行政复议机构，安澜路 2 号，电话 8800 0300",
        limit="自知道该行政行为之日起60日内提出（《行政复议法》第二十条）",
        because="您对罚款决定不服，该决定可以依法申请行政复议",
    ),
    "D04": TransferLetter(
        FRAME,
        to="安澜县水务局",
        way=Transfer.ASSIGN,
        matter=MATTER,
        petitioner="周小满",
        requests=("修好院子里的下水道。", "说明反涌的原因。"),
        because="该事项属于你单位职权范围",
        feedback_on=date(2026, 11, 30),
        accusation=True,
        attachments=("信访事项登记表", "现场照片3张"),
        copies=("安澜县信访局", "安澜县综治中心"),
    ),
    "D04-2": TransferNotice(
        FRAME,
        to="周小满",
        way=Transfer.FORWARD,
        matter=MATTER,
        sent_to="安澜县水务局",
        sent_to_contact="电话 8800 0400，安澜路 5 号",
        sent_on=date(2026, 9, 21),
        because="排水管网由安澜县水务局管理",
    ),
    "D05": RefusalNotice(
        FRAME,
        to="周小满",
        matter=MATTER,
        ground=NO_COMPETENCE,
        because="您反映的是已经生效的民事判决的执行问题，依法由人民法院办理",
        channel="安澜县人民法院执行局，安澜路 9 号，电话 8800 0200",
        supervisor="安澜县信访局",
    ),
    "D07": ExtensionNotice(
        FRAME,
        to="周小满",
        matter=MATTER,
        accepted_on=date(2026, 9, 20),
        old_due_on=date(2026, 11, 19),
        new_due_on=date(2026, 12, 21),
        extended_days=30,
        reason="管网检测需要停水开挖，涉及三家产权单位",
        done_so_far="已完成现场勘查两次、管网内窥检测一次",
        approver="安澜县住房和城乡建设局局长",
        approved_on=date(2026, 11, 16),
    ),
    "D08": WRITTEN,
    "D09": ReviewOpinion(FRAME, to="周小满", reviewed=REVIEWED, re_review_body="上一级人民政府"),
    "D09-2": ReReviewOpinion(
        FRAME,
        to="周小满",
        reviewed=Reviewed(
            matter=MATTER,
            subject="柳树巷3号院排水问题",
            asked_on=date(2026, 12, 1),
            request="对复查意见不服，要求公开道歉。",
            earlier=REVIEW,
            before=(OPINION,),
            found="经听证，各方对事实没有争议",
            decision=Decision.UPHOLD,
            decision_words="复查意见认定事实清楚，处理适当",
            basis="《信访工作条例》第三十六条",
        ),
        hearing="本机关于2026年12月10日在安澜县综治中心举行听证",
    ),
    "D11": EndingNotice(
        FRAME,
        to="周小满",
        matter=MATTER,
        final=EarlierOpinion("上一级人民政府", "复核〔2026〕1号", date(2026, 12, 20)),
        because="您本次提出的请求、事实和理由，与复核意见书处理的相同",
        supervisor="安澜县信访局",
    ),
    "D14": ProofOfService(
        FRAME,
        matter_number="AL26-0918-0042-7",
        papers=(ServedPaper("信访事项处理意见书", "安住建复〔2026〕18号"),),
        recipient="周小满",
        address="安澜县柳树街道柳树巷3号院",
    ),
    **MORE,
}


def made(code: str) -> Paper | Receipt:
    """Build the sample of that code."""
    return BUILDERS[code].build(DATA[code])


@cache
def printed_once(code: str) -> bytes:
    """Give the PDF of the sample of that code, set once for all tests."""
    return pdf(made(code))


def plain(text: str, *, to: str = "周小满", code: str = "D08") -> Paper:
    """A paper with one paragraph, for trying out words."""
    return Paper(
        code=code,
        organ="安澜县综治中心",
        number="安综〔2026〕1号",
        title="信访事项处理意见书",
        to=to,
        blocks=(Paragraph(text),),
        sign_organ="安澜县综治中心",
        on=date(2026, 10, 14),
    )

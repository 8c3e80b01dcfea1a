"""D25: what a person is told of his or her data, the request about it, the answer, and the assessment before
processing (个人信息保护法 Art 17, 30, 35, 44-50, 55-56)."""

from dataclasses import dataclass
from datetime import date

from huiyin.papers.forms import form
from huiyin.papers.frame import Frame, Words, official, require
from huiyin.papers.model import Block, Paper, PaperError, Paragraph, Quote
from huiyin.papers.phrases import day_or_blank, day_words, said, ticked, told

LAW = "《个人信息保护法》"
RIGHTS = (
    ("access", "查阅"),
    ("copy", "复制"),
    ("correct", "更正、补充"),
    ("delete", "删除"),
    ("explain", "解释处理规则"),
)
# Art 44-48: to know and decide, to see and copy, to correct, to delete, to have the rules explained.
RIGHT_BASIS = {
    "access": "第四十五条",
    "copy": "第四十五条",
    "correct": "第四十六条",
    "delete": "第四十七条",
    "explain": "第四十八条",
}
DECISIONS = (("granted", "同意"), ("partly", "部分同意"), ("refused", "不同意"))


@dataclass(frozen=True, slots=True)
class PrivacyNotice:
    """D25. `kinds` are the sorts of data asked for, `sensitive` those of Art 28 with why each is needed."""

    frame: Frame
    to: str
    purpose: str
    basis: str
    kinds: tuple[str, ...]
    retention: str
    way: str = "记入本机关的办理系统，加密保存；只有办理这件事的岗位能看，每次查看都有记录，您可以查到"
    sensitive: tuple[str, ...] = ()
    shared_with: str = ""


@dataclass(frozen=True, slots=True)
class DataRequest:
    """D25-2. A form that the person fills in or that was filled in at the counter; blanks stay blank."""

    frame: Frame
    applicant: str
    phone: str = ""
    number: str = ""
    right: str = ""
    words: str = ""
    because: str = ""
    answer_way: str = ""
    asked_on: date | None = None


@dataclass(frozen=True, slots=True)
class DataAnswer:
    """D25-3. A refusal needs its reason (Art 50) and says that the person may go to court."""

    frame: Frame
    to: str
    right: str = ""
    asked_on: date | None = None
    decision: str = ""
    words: str = ""
    because: str = ""
    asked: str = ""
    complain_to: str = ""


@dataclass(frozen=True, slots=True)
class Assessment:
    """D25-4 PIA: what is to be processed, on which ground of Art 55, and the three questions of Art 56."""

    frame: Frame
    subject: str
    ground: str = ""
    lawful: str = ""
    impact: str = ""
    measures: str = ""
    conclusion: str = ""
    by: str = ""
    on: date | None = None


def privacy_notice(data: PrivacyNotice) -> Paper:
    """Write D25: who, why, how, what, how long, which rights and how to use them (Art 17)."""
    require("个人信息处理告知书", {"处理目的": data.purpose, "个人信息种类": data.kinds, "保存期限": data.retention})
    require("个人信息处理告知书", {"联系方式": data.frame.contact})
    sensitive = "；".join(each.strip() for each in data.sensitive if each.strip())
    need = (
        f"其中属于敏感个人信息的：{sensitive}。只在确有必要时请您提供，不提供不影响登记（{LAW}第二十八条、第三十条）。"
        if sensitive
        else "不收集宗教信仰、生物识别、行踪轨迹等与办理无关的信息。"
    )
    shared = (
        f"需要提供给：{data.shared_with.strip()}。"
        if data.shared_with.strip()
        else "转交办理单位时，只给办理需要的部分。"
    )
    rights = (
        f"您可以查阅、复制（{LAW}第四十五条）、要求更正或补充（第四十六条）、在法定情形下要求删除（第四十七条）、"
        "要求解释处理规则（第四十八条）。凭编号和查询码在查询页上提出，或者到窗口填写申请；"
        "我们及时答复，拒绝的说明理由，您可以依法向人民法院提起诉讼（第五十条）。"
    )
    blocks = (
        Paragraph(f"为办理您的事项，本机关需要处理您的个人信息。根据{LAW}第十七条、第三十五条的规定，告知如下："),
        Paragraph(f"{data.frame.organ}。{data.frame.contact}", lead="一、由谁处理。"),
        Paragraph(f"{data.purpose.strip()}。依据：{data.basis.strip()}。", lead="二、为什么处理。"),
        Paragraph(f"{data.way}。", lead="三、怎样处理。"),
        Paragraph("、".join(data.kinds) + "。" + need + shared, lead="四、处理哪些信息。"),
        Paragraph(f"{data.retention.strip()}。", lead="五、保存多久。"),
        Paragraph(rights, lead="六、您的权利。"),
    )
    return official(data.frame, Words("D25", "个人信息处理告知书", data.to, blocks))


def data_request(data: DataRequest) -> Paper:
    """Write D25-2: the form for asking to see, copy, correct or delete one's data."""
    require("个人信息权利申请表", {"制发机关": data.frame.organ})
    note = (
        "更正、删除的写明理由。代未成年人或者他人申请的，请带证明关系或者委托的材料。"
        f"死者的近亲属为自身合法、正当利益，可以查阅、复制、更正、删除（{LAW}第四十九条）。"
    )
    rows = (
        ("申请人", data.applicant),
        ("联系电话", data.phone),
        ("有关事项编号", data.number),
        ("申请什么", f"{ticked(data.right, RIGHTS[:-1])}\n{ticked(data.right, RIGHTS[-1:])}"),
        ("具体要求", data.words),
        ("理由", data.because),
        ("希望怎样答复", data.answer_way or "□当面　□邮寄　□查询页　□电话"),
        ("申请日期", day_or_blank(data.asked_on)),
        ("申请人签名", ""),
        ("核对身份", "窗口填：□本人证件　□查询码\n□委托书和受托人证件　　核对人："),
        ("说明", note),
    )
    blocks: tuple[Block, ...] = (
        Paragraph(f"请向{data.frame.organ}提交（{LAW}第四十四条至第五十条）。本表免费。", flush=True),
        form(rows, room={"具体要求": 22, "理由": 12}, labels=4),
    )
    return official(data.frame, Words("D25-2", "个人信息查阅、更正、删除申请表", "", blocks, signed=False))


def data_answer(data: DataAnswer) -> Paper:
    """Write D25-3: what is decided on the request, why, and the way to the court."""
    require("个人信息权利答复书", {"收件人": data.to, "联系方式": data.frame.contact})
    if data.decision in ("refused", "partly") and not data.because.strip():
        raise PaperError(f"不同意的，应当说明理由（{LAW}第五十条）。补齐后才能生成。")
    name, basis = dict(RIGHTS).get(data.right, "个人信息权利"), RIGHT_BASIS.get(data.right, "第四十四条")
    opening = (
        f"您于{day_or_blank(data.asked_on)}提出的{name}个人信息的申请，本机关收悉。根据{LAW}{basis}的规定，答复如下："
    )
    decided = dict(DECISIONS).get(data.decision, "")
    first = f"{decided}您的申请。" if decided else ""
    asked: tuple[Block, ...] = (Paragraph("您的申请：", flush=False), Quote(data.asked)) if data.asked.strip() else ()
    reason = (Paragraph(told(data.because), lead="不同意的理由。"),) if data.because.strip() else ()
    complain = data.complain_to.strip() or "履行个人信息保护职责的部门"
    remedy = f"您不同意本答复的，可以向{complain}投诉、举报，也可以依法向人民法院提起诉讼（第五十条）。"
    blocks = (
        Paragraph(opening),
        *asked,
        Paragraph(first + told(data.words), lead="答复："),
        *reason,
        Paragraph(remedy, lead="不同意怎么办。"),
        Paragraph(data.frame.contact, lead="联系方式："),
    )
    return official(data.frame, Words("D25-3", "个人信息权利申请答复书", data.to, blocks))


def assessment(data: Assessment) -> Paper:
    """Write D25-4: the three questions of Art 56 answered; kept at least three years."""
    require("个人信息保护影响评估报告", {"评估对象": data.subject})
    blocks = (
        Paragraph(
            f"评估对象：{data.subject.strip()}。需要评估的情形：{said(data.ground, blanks=12)}（{LAW}第五十五条）。",
            lead="一、为什么评估。",
        ),
        Paragraph(told(data.lawful, lines=3), lead="二、目的、方式是否合法、正当、必要。"),
        Paragraph(told(data.impact, lines=3), lead="三、对个人权益的影响和安全风险。"),
        Paragraph(told(data.measures, lines=3), lead="四、保护措施是否合法、有效、与风险相适应。"),
        Paragraph(told(data.conclusion), lead="五、结论。"),
        Paragraph(
            f"评估人：{said(data.by)}。评估日期：{day_words(data.on) if data.on else day_or_blank(None)}。"
            f"本报告和处理情况记录至少保存三年（{LAW}第五十六条）。",
            lead="六、评估人和保存。",
        ),
    )
    return official(data.frame, Words("D25-4", "个人信息保护影响评估报告", "", blocks))

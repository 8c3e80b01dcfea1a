"""D10: the notice of a hearing, its record and its report (信访工作条例 Art 31, 36; the formalities are local custom)."""

from dataclasses import dataclass
from datetime import date

from huiyin.papers.frame import Frame, Words, official, require
from huiyin.papers.model import Block, Heading, Paper, Paragraph, Table
from huiyin.papers.phrases import MatterRef, cite, day_or_blank, named, said, told, your_matter


@dataclass(frozen=True, slots=True)
class Hearing:
    """What all three papers say of the hearing: when, where, who holds it; `on` None and empty words print as blanks."""

    about: str
    on: date | None = None
    time: str = ""
    place: str = ""
    host: str = ""
    members: tuple[str, ...] = ()
    clerk: str = ""

    @property
    def when(self) -> str:
        """Return day and hour, or their blanks."""
        return f"{day_or_blank(self.on)}{self.time.strip() or '＿＿时＿＿分'}"


@dataclass(frozen=True, slots=True)
class HearingNotice:
    """D10. `uncounted` says that the hearing's time is left out of the period, which only Art 36 allows."""

    frame: Frame
    to: str
    matter: MatterRef
    hearing: Hearing
    public: bool | None = None
    uncounted: bool = False


@dataclass(frozen=True, slots=True)
class HearingRecord:
    """D10-2. `present` are those who took part; `record` what was said, to be written by hand where it is empty."""

    frame: Frame
    matter: MatterRef
    hearing: Hearing
    present: tuple[str, ...] = ()
    record: str = ""


@dataclass(frozen=True, slots=True)
class HearingReport:
    """D10-3. `statements` is what each side said, `findings` what is proven, `advice` what the members conclude."""

    frame: Frame
    to: str
    matter: MatterRef
    hearing: Hearing
    statements: str = ""
    findings: str = ""
    advice: str = ""
    uncounted: bool = False


def hearing_notice(data: HearingNotice) -> Paper:
    """Write D10: time, place, members, rights."""
    require("听证通知书", {"收件人": data.to, "事项编号": data.matter.number, "联系方式": data.frame.contact})
    hearing = data.hearing
    opening = (
        f"{your_matter(data.matter)}，因事情重大、复杂、疑难，根据{_basis(uncounted=data.uncounted)}的规定，"
        "本机关决定举行听证，请您参加。"
    )
    who = f"主持人：{said(hearing.host)}；听证员：{_names(hearing.members)}；记录人：{said(hearing.clerk)}。"
    rights = (
        "您可以本人参加，也可以委托他人参加；可以陈述事实和理由、提交证据、询问对方、核对笔录后签名。"
        f"认为主持人、听证员、记录人与本事项有直接利害关系的，可以申请回避（{cite('二十八条')}）。"
        "不便参加或者需要手语、方言、无障碍帮助的，请提前告诉我们；不参加听证不影响本事项的办理。"
    )
    blocks = (
        Paragraph(opening),
        Paragraph(f"{hearing.when}。", lead="一、时间。"),
        Paragraph(f"{said(hearing.place, blanks=16)}。", lead="二、地点。"),
        Paragraph(f"{said(hearing.about, blanks=16)}。", lead="三、听证的事情。"),
        Paragraph(who, lead="四、由谁主持。"),
        Paragraph(rights + _openness(data.public), lead="五、您的权利。"),
        Paragraph("请带身份证件和与本事项有关的材料。" + _uncounted(data.uncounted), lead="六、请注意。"),
        Paragraph(data.frame.contact, lead="七、联系方式。"),
    )
    return official(data.frame, Words("D10", "信访事项听证通知书", data.to, blocks))


def hearing_record(data: HearingRecord) -> Paper:
    """Write D10-2: what was said, and a place for everybody's signature."""
    require("听证笔录", {"事项编号": data.matter.number})
    hearing = data.hearing
    facts = Table(
        rows=(
            ("事项", f"{data.matter.title}\n（编号{data.matter.number}）"),
            ("听证的事情", hearing.about),
            ("时间", hearing.when),
            ("地点", hearing.place),
            ("主持人", hearing.host),
            ("听证员", "、".join(hearing.members)),
            ("记录人", hearing.clerk),
            ("参加人", "\n".join(data.present)),
        ),
        widths=(4, 13),
        row_mm=10,
    )
    signatures = Table(
        rows=tuple(
            (name, "", "日期", "") for name in ("信访人", "有关单位", "第三人", "主持人", "听证员", "听证员", "记录人")
        ),
        widths=(4, 7, 2, 4),
        labels=(0, 2),
        row_mm=11,
    )
    blocks: tuple[Block, ...] = (
        facts,
        Heading("听证记录"),
        Paragraph(told(data.record, lines=14)),
        Paragraph("以上笔录已经本人阅读（向本人宣读），与所说相符；有更正的，已在更正处签名。", flush=False),
        signatures,
    )
    return official(data.frame, Words("D10-2", "信访事项听证笔录", "", blocks, signed=False))


def hearing_report(data: HearingReport) -> Paper:
    """Write D10-3: how the hearing went, what each side said, what is proven, what the members conclude."""
    require("听证报告", {"事项编号": data.matter.number})
    hearing = data.hearing
    opening = (
        f"{hearing.when}，就{named(data.matter)}在{said(hearing.place)}举行了听证"
        f"（{_basis(uncounted=data.uncounted)}）。主持人：{said(hearing.host)}；听证员：{_names(hearing.members)}。"
        f"听证的事情：{said(hearing.about, blanks=16)}。"
    )
    signatures = Table(
        rows=(("主持人签名", "", "听证员签名", ""), ("听证员签名", "", "听证员签名", "")),
        widths=(4, 5, 4, 5),
        labels=(0, 2),
        row_mm=12,
    )
    blocks: tuple[Block, ...] = (
        Paragraph(opening, lead="一、听证的基本情况。"),
        Paragraph(told(data.statements, lines=3), lead="二、各方陈述。"),
        Paragraph(told(data.findings, lines=3), lead="三、听证查明的情况。"),
        Paragraph(told(data.advice, lines=3), lead="四、听证意见。"),
        Paragraph("听证意见供办理机关作出决定时使用；听证笔录附后。" + _uncounted(data.uncounted), lead="五、其他。"),
        signatures,
        Paragraph(data.frame.contact, lead="联系方式："),
    )
    return official(data.frame, Words("D10-3", "信访事项听证报告", data.to, blocks, attachments=("信访事项听证笔录",)))


def _basis(*, uncounted: bool) -> str:
    # Art 31(6): major, complex and difficult matters while they are handled; Art 36: before the last opinion.
    return cite("三十六条") if uncounted else cite("三十一条第六项")


def _uncounted(uncounted: bool) -> str:
    return f"听证所需时间不计算在复核期限内（{cite('三十六条')}）。" if uncounted else ""


def _openness(public: bool | None) -> str:
    if public is None:
        return ""
    kept = "本次听证不公开，参加人对听到的个人隐私和秘密保密。"
    return "本次听证公开举行；涉及个人隐私的部分，您可以要求不公开。" if public else kept


def _names(names: tuple[str, ...]) -> str:
    return "、".join(name.strip() for name in names if name.strip()) or said("")

"""D01 登记回执: what a resident takes home at once (信访工作条例 Art 21-23)."""

from dataclasses import dataclass
from datetime import date, datetime

from huiyin.papers.frame import require
from huiyin.papers.model import Guide, Receipt, Row
from huiyin.papers.phrases import cite, day_with_weekday
from huiyin.papers.printable import one_line

# A slip is one sheet: longer words are cut here and stand in full on the progress page.
_LONGEST_SUMMARY = 90
_LONGEST_WISH = 45
# What stands on the slip of a confined matter in place of its words and of who has it: a slip is seen by others.
SAYS_NOTHING = "内容按规定不印在回执上"
SPECIAL_POST = "依法有权办理的专门岗位"


@dataclass(frozen=True, slots=True)
class RegistrationReceipt:
    """What the slip says.

    `received_at` is an aware moment. `next_step` says what comes by `next_on` (“书面告知您是否受理”), `counted` how the
    days were counted. `url` is printed as a QR code only when the office has a public address. `leaf` is the ledger's
    digest of the registration in hexadecimal, `leaf_position` its place in the ledger. `has_review` says whether its
    answer can be reviewed, so that nobody is promised a remedy there is not.
    """

    organ: str
    number: str
    access_code: str
    received_at: datetime
    channel: str
    summary: str
    wanted: str
    responsible: str
    phone: str
    next_step: str
    next_on: date
    counted: str
    leaf: str
    leaf_position: str = ""
    clerk: str = ""
    materials: str = ""
    more: tuple[tuple[str, str], ...] = ()
    url: str | None = None
    fictional: str | None = None
    has_review: bool = True


def registration_receipt(data: RegistrationReceipt) -> Receipt:
    """Write D01: number, time, channel, summary, the way to query and the next step with its date."""
    require(
        "登记回执",
        {
            "编号": data.number,
            "摘要": data.summary,
            "渠道": data.channel,
            "负责单位": data.responsible,
            "下一步": data.next_step,
        },
    )
    return Receipt(
        code="D01",
        organ=data.organ,
        title="登记回执",
        number=data.number,
        access_code=data.access_code,
        url=data.url,
        at=data.received_at,
        channel=data.channel,
        rows=_rows(data),
        guides=_guides(data),
        clerk=data.clerk,
        leaf=data.leaf,
        leaf_note=_leaf_note(data),
        fictional=data.fictional,
    )


def _rows(data: RegistrationReceipt) -> tuple[Row, ...]:
    rows = (
        Row("什么事", _shortened(data.summary, longest=_LONGEST_SUMMARY)),
        Row("您想要", _shortened(data.wanted, longest=_LONGEST_WISH)),
        Row("谁来办", f"{data.responsible}　{data.phone}".strip("　")),
        Row("何时有回音", f"{day_with_weekday(data.next_on)}前，{data.next_step}", small=data.counted, strong=True),
        Row("材料", data.materials),
        *(Row(label, text) for label, text in data.more),
    )
    return tuple(row for row in rows if row.text.strip())


def _shortened(words: str, *, longest: int) -> str:
    words = one_line(words)
    return words if len(words) <= longest else f"{words[:longest]}……（全文可以查询）"


def _guides(data: RegistrationReceipt) -> tuple[Guide, ...]:
    way = "扫码" if data.url else "在本机关网上平台"
    call = f"，或打 {data.phone}" if data.phone else "，或到受理窗口"
    guides = (
        Guide("查进度", f"{way}输入查询码{call}，报编号和查询码。"),
        Guide("谁看过", f"{way}，可查哪个岗位看过您的信息、为什么看。"),
        Guide("没解决", "收到答复后可以评价，也可以要求重办。"),
        Guide("不满意", f"收到书面处理意见之日起 30 日内可以申请复查（{cite('三十五条')}）。"),
    )
    return guides if data.has_review else guides[:2]


def _leaf_note(data: RegistrationReceipt) -> str:
    where = f"第 {data.leaf_position} 条。" if data.leaf_position else ""
    return f"{where}账本的校验根定期公布，凭这一行可以自己核验登记没有被改动。" if data.leaf else ""

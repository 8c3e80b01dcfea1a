"""D02 受理告知书: the matter is taken up, by whom, how and by when (信访工作条例 Art 23)."""

from dataclasses import dataclass
from datetime import date

from huiyin.papers.frame import Frame, Words, official, require
from huiyin.papers.model import Paper, Paragraph
from huiyin.papers.phrases import MatterRef, cite, day_with_weekday, day_words, your_matter

# Art 31(6): every petition for which no statutory procedure exists.
ORDINARY_ROUTE = (
    f"依照{cite('三十一条第六项')}的规定办理：听取您陈述事实和理由，调查核实，出具信访处理意见书；"
    "重大、复杂、疑难的，可以举行听证。"
)
# Art 34: 60 days from acceptance, one extension of at most 30 days approved by the head of the body.
ORDINARY_LIMIT = (
    f"依照{cite('三十四条')}的规定，应当自受理之日起60日内办结；情况复杂的，经本机关负责人批准可以延长，"
    "延长期限不超过30日，延期理由将书面告知您。"
)


@dataclass(frozen=True, slots=True)
class AcceptanceNotice:
    """What the notice says. `route` and `limit` default to the ordinary procedure; other branches bring their own."""

    frame: Frame
    to: str
    matter: MatterRef
    received_on: date
    accepted_on: date
    handler: str
    due_on: date
    route: str = ORDINARY_ROUTE
    limit: str = ORDINARY_LIMIT


def acceptance_notice(data: AcceptanceNotice) -> Paper:
    """Write D02: receiver, matter, handling body, route and procedure, due date, contact."""
    parts = {"收件人": data.to, "办理单位": data.handler, "办理途径": data.route, "办理期限": data.limit}
    require("受理告知书", {**parts, "联系方式": data.frame.contact})
    return official(
        data.frame,
        Words(code="D02", title="信访事项受理告知书", to=data.to, blocks=_blocks(data)),
    )


def _blocks(data: AcceptanceNotice) -> tuple[Paragraph, ...]:
    opening = (
        f"{your_matter(data.matter)}，本机关于{day_words(data.received_on)}收到。经审查，该事项属于本机关职权范围，"
        f"根据{cite('二十三条')}的规定，决定自{day_words(data.accepted_on)}起受理。现将有关事项告知如下："
    )
    rights = (
        f"您可以凭编号和查询码查询办理进度和结果，并对办理情况作出评价（{cite('二十一条')}）。"
        f"工作人员与本事项有直接利害关系的，应当回避（{cite('二十八条')}），您可以提出。"
        f"收到处理意见书后不服的，可以自收到之日起30日内请求复查（{cite('三十五条')}）。"
    )
    return (
        Paragraph(opening),
        Paragraph(data.handler, lead="一、由谁办理。"),
        Paragraph(data.route, lead="二、怎样办理。"),
        Paragraph(f"最迟于{day_with_weekday(data.due_on)}前办结并书面答复您。{data.limit}", lead="三、何时答复。"),
        Paragraph(rights, lead="四、您的权利。"),
        Paragraph(data.frame.contact, lead="五、联系方式。"),
    )

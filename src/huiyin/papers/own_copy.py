"""个人信息副本: everything held of a person on one matter, as a paper for that person (个人信息保护法 第45条)."""

from dataclasses import dataclass
from datetime import date

from huiyin.papers.model import Block, Heading, Paper, Paragraph, Table

CODE = "S02"
_NOTHING = Paragraph("没有。")


@dataclass(frozen=True, slots=True)
class OwnCopy:
    """The words of a copy. Rows: field and value; field, since when and value; field, purpose and basis; moment and what."""

    organ: str
    number: str
    kind: str
    state: str
    on: date
    copied_at: str
    now: tuple[tuple[str, str], ...]
    earlier: tuple[tuple[str, str], ...]
    purposes: tuple[tuple[str, str, str], ...]
    events: tuple[tuple[str, str], ...]
    read_by: tuple[tuple[str, str, str], ...]
    fictional: str | None = None


def own_copy_paper(data: OwnCopy) -> Paper:
    """Write the copy. It goes to the person alone and is signed by nobody: what it shows can be asked for again."""
    blocks: tuple[Block, ...] = (
        Paragraph(
            f"{data.number}（{data.kind}，{data.state}）里存着的、和您有关的全部内容，{data.copied_at}取出。"
            "里面有您的电话和地址，请收好，不要给别人。"
        ),
        Heading("一、现在存着的"),
        Table(data.now, widths=(3, 9)) if data.now else _NOTHING,
        Heading("二、更正以前的（只留作证明，办理中不再用）"),
        Table(data.earlier, widths=(3, 9)) if data.earlier else _NOTHING,
        Heading("三、为什么存、依据哪条"),
        Table((("内容", "为什么", "依据"), *data.purposes), widths=(3, 5, 5), labels=()) if data.purposes else _NOTHING,
        Heading("四、办理经过"),
        Table(data.events, widths=(4, 8), labels=()),
        Heading("五、谁看过"),
        Table((("时间", "岗位", "为什么"), *data.read_by), widths=(4, 4, 5), labels=()) if data.read_by else _NOTHING,
        Heading("六、您还可以"),
        Paragraph(
            "要求更正、补充、删除或者解释（个人信息保护法第四十六条至第四十八条）：凭查询码在“我的个人信息”里提出，"
            "或者到窗口填申请表；不同意的我们书面说明理由，您可以向人民法院起诉（第五十条）。"
        ),
    )
    return Paper(
        code=CODE, organ=data.organ, number=data.number, title="个人信息副本", to="", blocks=blocks, sign_organ=data.organ,
        on=data.on, fictional=data.fictional, signed=False,
    )  # fmt: skip

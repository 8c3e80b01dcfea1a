"""岗位交接单: what a post had in hand when it changed hands, with the places where three people sign."""

from dataclasses import dataclass
from datetime import date

from huiyin.papers.model import Block, Heading, Paper, Paragraph, Table

CODE = "S01"


@dataclass(frozen=True, slots=True)
class HandoverSheet:
    """The words of a sheet. `matters` are number, title, stage and due day of each matter in hand."""

    organ: str
    number: str
    post: str
    from_name: str
    to_name: str
    on: date
    reason: str
    counts: tuple[tuple[str, int], ...]
    matters: tuple[tuple[str, str, str, str], ...]
    fictional: str | None = None


def handover_sheet(data: HandoverSheet) -> Paper:
    """Write the sheet of a post handed over. Legal papers are Chinese only, and so is this one."""
    counts = Table(tuple((label, str(count)) for label, count in data.counts), widths=(3, 1))
    blocks: list[Block] = [
        Paragraph(f"{data.post}", lead="岗位："),
        Paragraph(f"{data.from_name}，{data.on:%Y年%-m月%-d日}起不再担任。", lead="移交人："),
        Paragraph(data.to_name or "暂无，由本单位其他在岗人员接办。", lead="接收人："),
        Paragraph(data.reason, lead="原因："),
        Heading("一、手里有多少"),
        counts,
        Heading("二、在办事项"),
        _matters(data.matters),
        Heading("三、签字"),
        Table(
            (("移交人", "", "日期", ""), ("接收人", "", "日期", ""), ("监交人", "", "日期", "")),
            widths=(2, 4, 2, 4), labels=(0, 2), row_mm=14,
        ),
    ]  # fmt: skip
    return Paper(
        code=CODE,
        organ=data.organ,
        number=data.number,
        title="岗位交接单",
        to="",
        blocks=tuple(blocks),
        sign_organ=data.organ,
        on=data.on,
        fictional=data.fictional,
        signed=False,
    )


def _matters(matters: tuple[tuple[str, str, str, str], ...]) -> Paragraph | Table:
    if not matters:
        return Paragraph("没有可以列出的在办事项（管理岗看不到事项；由移交人、接收人打印带清单的交接单）。")
    return Table((("编号", "事项", "环节", "到期"), *matters), widths=(4, 7, 2, 2), labels=())

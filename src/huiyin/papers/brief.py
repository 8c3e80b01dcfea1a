"""晨报: one page for whoever leads, a few numbers with what each counts, and no personal data."""

from dataclasses import dataclass
from datetime import date

from huiyin.papers.model import Block, Heading, Paper, Paragraph, Table

CODE = "S02"


@dataclass(frozen=True, slots=True)
class BriefPage:
    """The words of a morning. A number is its name, count and meaning; a matter number, unit, stage, how late."""

    organ: str
    on: date
    as_of: str
    numbers: tuple[tuple[str, str, str], ...]
    units: tuple[tuple[str, int], ...]
    overdue: tuple[tuple[str, str, str, str], ...]
    today: tuple[tuple[str, str, str, str], ...]
    system: tuple[str, ...]
    fictional: str | None = None


def brief_page(data: BriefPage) -> Paper:
    """Write the page. It is in Chinese, as papers are."""
    by_unit = "，".join(f"{unit} {count} 件" for unit, count in data.units) or "没有"
    blocks: tuple[Block, ...] = (
        Paragraph(f"数字截至{data.as_of}，只数本岗位看得到的事项；每个数字旁边写着数的是什么。", flush=True),
        Table((("项目", "件数", "数的是什么"), *data.numbers), widths=(3, 2, 9)),
        Heading("一、超期的，在谁那里"),
        Paragraph(by_unit + "。"),
        _listed(data.overdue, none="没有超期的。"),
        Heading("二、今天到期的"),
        _listed(data.today, none="今天没有到期的。"),
        Heading("三、系统和备份"),
        Paragraph("；".join(data.system) + "。"),
    )
    return Paper(
        code=CODE,
        organ=data.organ,
        number=f"晨报 {data.on:%Y%m%d}",
        title="综治中心晨报",
        to="",
        blocks=blocks,
        sign_organ=data.organ,
        on=data.on,
        fictional=data.fictional,
        signed=False,
    )


def _listed(rows: tuple[tuple[str, str, str, str], ...], *, none: str) -> Block:
    if not rows:
        return Paragraph(none)
    return Table((("编号", "主办", "卡在哪一步", "时限"), *rows), widths=(5, 5, 4, 4), labels=())

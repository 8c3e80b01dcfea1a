"""晨报: one page for whoever leads, a few numbers with what each counts, and no personal data."""

from dataclasses import dataclass
from datetime import date

from huiyin.papers.model import Block, Paper, Paragraph, Table

CODE = "S02"


@dataclass(frozen=True, slots=True)
class BriefPage:
    """The words of a morning. A number is its name, count and meaning; a matter number, unit, stage, how late."""

    organ: str
    on: date
    as_of: str
    numbers: tuple[tuple[str, str, str], ...]
    units: tuple[tuple[str, int], ...]
    units_today: tuple[tuple[str, int], ...]
    overdue: tuple[tuple[str, str, str, str], ...]
    system: tuple[str, ...]
    fictional: str | None = None


def brief_page(data: BriefPage) -> Paper:
    """Write the page. It is in Chinese, as papers are."""
    blocks: tuple[Block, ...] = (
        Paragraph(f"数字截至{data.as_of}，只数本岗位看得到的事项。", flush=True),
        Table((("项目", "件数", "数的是什么"), *data.numbers), widths=(3, 2, 10)),
        Paragraph(_by_unit(data.units), lead="超期的在谁那里（最多的几个）："),
        _listed(data.overdue),
        Paragraph(_by_unit(data.units_today), lead="今天到期的："),
        Paragraph("；".join(data.system) + "。", lead="系统和备份："),
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


def _by_unit(units: tuple[tuple[str, int], ...]) -> str:
    return ("，".join(f"{unit} {count} 件" for unit, count in units) or "没有") + "。"


def _listed(rows: tuple[tuple[str, str, str, str], ...]) -> Block:
    if not rows:
        return Paragraph("没有超期的。")
    return Table((("拖得最久的", "主办", "卡在哪一步", "超了多久"), *rows), widths=(6, 5, 4, 5), labels=())

"""The columns of a sheet of matters: public ones only."""

from huiyin.kit.days import SHANGHAI
from huiyin.kit.text import Text
from huiyin.queries.matter_rows import MatterLine
from huiyin.web.templatetags.look import words

COLUMNS = (
    (Text("编号", "Number"), 20),
    (Text("事项", "Matter"), 44),
    (Text("类型", "Kind"), 10),
    (Text("类别", "Category"), 14),
    (Text("属地", "Place"), 20),
    (Text("渠道", "Channel"), 12),
    (Text("主办", "Lead"), 18),
    (Text("受理时间", "Received"), 18),
    (Text("到期日", "Due"), 12),
    (Text("时限灯", "Light"), 18),
    (Text("环节", "Stage"), 14),
)


def cells(line: MatterLine) -> tuple[str, ...]:
    """Return a matter's row in the words of the reader."""
    due = line.due_at.astimezone(SHANGHAI) if line.due_at else None
    return (
        line.number,
        line.title,
        words(line.kind),
        line.category,
        line.place,
        words(line.channel) if line.channel else "",
        line.lead,
        f"{line.received_at.astimezone(SHANGHAI):%Y-%m-%d %H:%M}",
        f"{due:%Y-%m-%d}" if due else "",
        words(line.lamp.words) if line.lamp else "",
        words(line.state),
    )

"""What staff may take out as a file, and the reasons they choose from."""

from uuid import UUID

from huiyin.kit.text import Text

EXPORTED, SORT = "export.made", "reference:export"
WHATS = {
    "matters": Text("事项台账", "Matters"),
    "charges": Text("包案和积案", "Backlog"),
    "numbers": Text("编号台账", "Numbers"),
    "bulk": Text("批量办理结果", "Step on many matters"),
    "gaps": Text("缺口", "Gaps"),
    "register": Text("登记册", "Register"),
    "draw": Text("抽查", "Draw"),
    "whole_file": Text("整卷", "Whole file"),
}
# Chosen on the form; a whole file has a reason of its own, which its person reads.
WHYS = {
    "meeting": Text("开会、研判", "A meeting"),
    "report": Text("报送上级", "A report to the unit above"),
    "check": Text("督办、核对", "Supervising or checking"),
    "paper": Text("打印归档", "Printing for the archive"),
    "other": Text("别的事由", "Something else"),
}
OWN_WHYS = {
    "told": Text("见“谁看过”", "As the readings say"),
}


def short_number(stream: UUID) -> str:
    """Return the number by which a file that turns up is found in the record."""
    return stream.hex[-8:].upper()

"""Forms: a label and its answer a row, with room to write where nothing is filled in yet."""

from huiyin.papers.model import Table

ROW_MM = 11


def form(rows: tuple[tuple[str, str], ...], *, room: dict[str, int] | None = None, labels: int = 4) -> Table:
    """Set a form. `room` gives labels whose empty answer needs so many millimetres; `labels` is their column's share."""
    heights = tuple((at, room[label]) for at, (label, text) in enumerate(rows) if room and label in room and not text)
    return Table(rows=rows, widths=(labels, 17 - labels), row_mm=ROW_MM, heights=heights)

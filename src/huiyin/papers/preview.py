"""The first page of a paper as a picture, for the desk to show before somebody signs."""

from pathlib import Path

from huiyin.papers.fonts import faces
from huiyin.papers.model import Paper, Receipt
from huiyin.papers.pdf import compiled


def first_page(paper: Paper | Receipt, *, font_dirs: tuple[str | Path, ...] = ()) -> bytes:
    """Draw the first page as PNG, 110 dots an inch."""
    return compiled(paper, faces(tuple(str(folder) for folder in font_dirs)), kind="png")[0]

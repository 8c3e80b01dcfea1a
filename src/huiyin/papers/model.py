"""What a paper is, as pure data: a case paper (A4) and a receipt (A5). How it looks is in pdf.py and word.py."""

from dataclasses import dataclass
from datetime import date, datetime

from huiyin.papers.printable import one_line


class PaperError(ValueError):
    """A paper that must not be made; the message is a sentence for the person at the desk."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph; `lead` is its opening words in 黑体. Line breaks in `text` make new paragraphs."""

    text: str
    lead: str = ""
    flush: bool = False


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading with its number already written: level 1 “一、”, level 2 “（一）”, level 3 “1.”."""

    text: str
    level: int = 1


@dataclass(frozen=True, slots=True)
class Quote:
    """The resident's own words, set apart in 楷体."""

    text: str


@dataclass(frozen=True, slots=True)
class Table:
    """Ruled rows. `widths` are shares of the width, `labels` the columns in 黑体, `row_mm` the least height.

    `heights` names rows by position that are to be higher, for words that are written in by hand.
    """

    rows: tuple[tuple[str, ...], ...]
    widths: tuple[int, ...]
    labels: tuple[int, ...] = (0,)
    row_mm: int = 0
    heights: tuple[tuple[int, int], ...] = ()

    def height_mm(self, row: int) -> int:
        """Return the least height of a row."""
        return dict(self.heights).get(row, self.row_mm)


Block = Paragraph | Heading | Quote | Table


@dataclass(frozen=True, slots=True)
class Proof:
    """How the reader can check the paper: a short text, and an address printed as a QR code when there is one."""

    text: str
    url: str | None = None


@dataclass(frozen=True)
class Paper:
    """An official case paper in the look of GB/T 9704.

    `number` is None only while `draft`. `signed` False leaves out the signature lines (forms such as 送达回证).
    """

    code: str
    organ: str
    number: str | None
    title: str
    to: str
    blocks: tuple[Block, ...]
    sign_organ: str
    on: date
    notes: tuple[str, ...] = ()
    attachments: tuple[str, ...] = ()
    copies: tuple[str, ...] = ()
    draft: bool = False
    fictional: str | None = None
    verify: Proof | None = None
    signed: bool = True

    def __post_init__(self) -> None:
        if not self.draft and not one_line(self.number or ""):
            raise PaperError("正式文书必须有编号；还没有编号的只能打印样稿。")
        if not one_line(self.organ):
            raise PaperError("文书没有写明制发机关。")


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a receipt's table: a label, what it says, and an explanation in small type."""

    label: str
    text: str
    small: str = ""
    strong: bool = False


@dataclass(frozen=True, slots=True)
class Guide:
    """One of the short paragraphs that tell the resident what can be done next."""

    head: str
    text: str


@dataclass(frozen=True)
class Receipt:
    """The slip a resident takes home (A5). `at` is an aware moment; it is printed in Chinese time."""

    code: str
    organ: str
    title: str
    number: str
    access_code: str
    url: str | None
    at: datetime
    channel: str
    rows: tuple[Row, ...]
    guides: tuple[Guide, ...]
    clerk: str
    leaf: str
    leaf_note: str
    fictional: str | None = None

    def __post_init__(self) -> None:
        if self.at.tzinfo is None:
            raise PaperError("回执的时间没有时区，不能打印。")
        if not one_line(self.number):
            raise PaperError("回执没有编号，不能打印。")

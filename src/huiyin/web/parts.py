"""What the reusable parts of a page are given: frozen shapes without behaviour. Words arrive in the reader's language."""

from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from huiyin.kit.text import Text

Colour = Literal["g", "y", "r", "b"]
Mark = Literal["start", "did", "will", "off", "now", "due", "held", "month"]
Tone = Literal["now", "past", "next"]
Notice = Literal["plain", "y", "r"]


@dataclass(frozen=True, slots=True)
class Link:
    """Words that lead somewhere."""

    text: str
    url: str


@dataclass(frozen=True, slots=True)
class MenuItem:
    """One entry of the desk's menu; `count` is what waits there, as it is shown: 1000+ beyond a thousand."""

    name: str
    url: str
    count: int | str | None = None
    current: bool = False


@dataclass(frozen=True, slots=True)
class MenuGroup:
    """A named group of the menu; the first group usually has no name."""

    name: str
    items: tuple[MenuItem, ...]


@dataclass(frozen=True, slots=True)
class Centre:
    """The governance centre that a public page belongs to."""

    name: str
    address: str
    hours: str
    phone: str


@dataclass(frozen=True, slots=True)
class Light:
    """A deadline's light: green, yellow, red or blue, never without words."""

    colour: Colour
    words: str


@dataclass(frozen=True, slots=True)
class DayCell:
    """One day of a clock, or one folded month. The wall calendar needs `on`; see `day_cells` for the usual maker."""

    label: str
    text: str
    mark: Mark
    why: str
    makeup: bool = False
    on: date | None = None


@dataclass(frozen=True, slots=True)
class ClockView:
    """A clock as a reader sees it: the sentence first, the days it was counted from, the law last."""

    name: str
    light: Light
    sentence: str
    legal_note: str
    cells: tuple[DayCell, ...]
    basis: str
    provisional: bool = False
    explain_url: str = ""


@dataclass(frozen=True, slots=True)
class VerbKey:
    """One of the ten verbs; `hint` says what follows or, when it is not enabled, why not."""

    id: str
    name: str
    hint: str
    enabled: bool
    wanted: bool = False
    url: str = ""


@dataclass(frozen=True, slots=True)
class LineItem:
    """One sentence of what happened, or of what comes next."""

    when: str
    by: str
    sentence: str
    papers: tuple[Link, ...] = ()
    tone: Tone = "past"


@dataclass(frozen=True, slots=True)
class Tab:
    """One page among its neighbours, or one saved view."""

    name: str
    url: str
    count: int | None = None
    current: bool = False


@dataclass(frozen=True, slots=True)
class Column:
    """The head of a table's column; numbers stand on the right. `sorted` is '' or 'up' or 'down'."""

    name: str
    numeric: bool = False
    sorted: Literal["", "up", "down"] = ""


@dataclass(frozen=True, slots=True)
class Voice:
    """What one side says about whether the thing was solved."""

    who: str
    says: str
    when: str


@dataclass(frozen=True, slots=True)
class Empty:
    """A page without rows: what would be here, and when or how it comes."""

    title: Text | str
    words: Text | str


@dataclass(frozen=True, slots=True)
class Figure:
    """A number and its words; with a url it opens to the rows behind it."""

    number: str
    words: str
    light: Light | None = None
    url: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class PageLinks:
    """The doors to the pages before and after, and which page this is."""

    previous_url: str | None
    next_url: str | None
    words: str


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a short form on several pages."""

    name: str
    state: Literal["was", "now", "next"] = "next"


@dataclass(frozen=True, slots=True)
class Toast:
    """What just happened, with a way to take it back where there is one."""

    words: str
    undo: Link | None = field(default=None)

    def __str__(self) -> str:
        return self.words

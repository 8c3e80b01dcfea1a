"""The words a clock (时限) is declared in, and what the engine answers with; the counting itself lives next door."""

from dataclasses import KW_ONLY, dataclass
from datetime import date, datetime
from enum import StrEnum

from huiyin.kit.text import Text


class ClockError(ValueError):
    """A clock, start, suspension or extension that the law does not allow; `text` says so to a person."""

    def __init__(self, text: Text) -> None:
        super().__init__(text.zh)
        self.text = text


class Unit(StrEnum):
    """What a clock counts in."""

    CAL = "cal"
    WD = "wd"
    MO = "mo"
    YR = "yr"
    H = "h"
    MIN = "min"
    DATE = "date"
    NONE = "none"

    @property
    def is_exact(self) -> bool:
        """Say whether the clock runs from a moment to a moment instead of by days."""
        return self in (Unit.H, Unit.MIN)


UNIT_NAMES: dict[Unit, Text] = {
    Unit.CAL: Text("日", "calendar days"),
    Unit.WD: Text("个工作日", "working days"),
    Unit.MO: Text("个月", "months"),
    Unit.YR: Text("年", "years"),
    Unit.H: Text("小时", "hours"),
    Unit.MIN: Text("分钟", "minutes"),
    Unit.DATE: Text("固定日期", "fixed date"),
    Unit.NONE: Text("不设天数", "no number"),
}


class Sense(StrEnum):
    """What the due day means: do it by then, wait until it has passed, or do it that long before an event."""

    DEADLINE = "deadline"
    EARLIEST = "earliest"
    BEFORE = "before"


@dataclass(frozen=True)
class Extension:
    """By how much a clock may be extended: at most `times` times `n`; n is None where the law leaves the length open."""

    n: int | None
    unit: Unit
    times: int
    by: Text
    paper: str | None = None


@dataclass(frozen=True)
class Clock:
    """One time limit with its article.

    `fixed` holds the (month, day) pairs of a DATE clock. `word` is what the law says instead of a number (及时, 立即).
    `local` marks a rule that is not national law, `default` one whose content is our shipped suggestion (本地默认),
    `confirm` one a lawyer has to confirm (待确认). `tag` says where the row was read.
    """

    id: str
    name: Text
    _: KW_ONLY
    n: int | None
    unit: Unit
    basis: str
    starts: Text
    ends: Text
    sense: Sense = Sense.DEADLINE
    extend: Extension | None = None
    grounds: tuple[Text, ...] = ()
    local: bool = False
    default: bool = False
    confirm: bool = False
    on_expiry: Text | None = None
    tag: str = ""
    note: Text | None = None
    word: Text | None = None
    fixed: tuple[tuple[int, int], ...] = ()

    def __post_init__(self) -> None:
        for fault in clock_faults(self):
            raise ClockError(fault)

    @property
    def basis_text(self) -> str:
        """The article, and plainly beside it when the row is a local default or still to be confirmed."""
        marks = [mark for mark, shown in (("本地默认", self.default), ("待确认", self.confirm)) if shown]
        return f"{self.basis}（{'，'.join(marks)}）" if marks else self.basis


def clock_faults(clock: Clock) -> tuple[Text, ...]:
    """Say what is wrong with a declaration; nothing when it can be counted."""
    dated, numbered = clock.unit is Unit.DATE, clock.n is not None
    uncountable = clock.unit in (Unit.DATE, Unit.NONE)
    checks = (
        (numbered and uncountable, Text("不能既写天数又不按天数计算", "carries a number that its unit cannot count")),
        (not numbered and not uncountable, Text("没有写明数字", "has no number")),
        (numbered and (clock.n or 0) < 0, Text("的数字不能是负数", "has a negative number")),
        (dated != bool(clock.fixed), Text("的固定日期与单位不符", "has fixed dates that do not go with its unit")),
        (clock.unit is Unit.NONE and clock.word is None, Text("没有天数，也没有文字", "has neither number nor word")),
        (
            clock.sense is Sense.BEFORE and clock.unit not in (Unit.CAL, Unit.WD, Unit.NONE),
            Text("从事件往前推，只能按日或工作日", "counts back, so its unit must be calendar or working days"),
        ),
        (
            bool(clock.grounds) and (uncountable or clock.unit.is_exact or clock.sense is Sense.BEFORE),
            Text("不按天往后数，不能列中止事由", "does not count days forward, so it cannot be suspended"),
        ),
        (
            clock.extend is not None and not _can_extend(clock, clock.extend),
            Text("的延长单位与时限对不上", "has an extension its unit cannot add"),
        ),
    )
    return tuple(Text(f"时限 {clock.id} {why.zh}。", f"Clock {clock.id} {why.en}.") for wrong, why in checks if wrong)


def _can_extend(clock: Clock, extension: Extension) -> bool:
    if clock.sense is Sense.BEFORE or clock.n is None or extension.times < 1 or (extension.n or 1) < 1:
        return False
    # Parties to a one-month mediation agree on days, not on months.
    return extension.unit is clock.unit or (extension.unit is Unit.CAL and clock.unit in (Unit.MO, Unit.YR))


@dataclass(frozen=True)
class Span:
    """A stretch of days in which the clock stood still on a listed legal ground; last is None while it still does."""

    first: date
    last: date | None
    ground: str


@dataclass(frozen=True)
class Due:
    """When a clock is due.

    `due_at` is the last moment in China, `due_on` its date, `nominal_on` the day before a rest day moved it. All three
    are None when the law gives no number or the clock still stands still. `provisional` means a day of the stretch is
    not yet covered by a holiday notice.
    """

    due_at: datetime | None
    due_on: date | None
    nominal_on: date | None
    provisional: bool


@dataclass(frozen=True)
class StripDay:
    """One day of a clock's strip: whether it counted, its number if it did, and why in words.

    `mark` is one of start, counted, off, held, rolled, due.
    """

    date: date
    counted: bool
    why: Text
    number: int | None
    mark: str

"""The closed form of every column that may leave the county. What is not in it is refused, whatever it is.

Confined matters (accusations, complaints of reprisal) have no facts and so nothing to hand up; matters about an office
and what came in as history are left out where the facts are read. No column holds words, a person, a matter or a day.
"""

import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from enum import Enum

from huiyin.kinds import ALL
from huiyin.kinds.clocks import CLOCKS
from huiyin.kit.codes import Level, is_valid, level_of

# Raised whenever a column, its form or a rule of coarsening changes; files of another version are refused.
VERSION = 2
FIRST_MONTH, LAST_MONTH = 200001, 209912
LONGEST_WAIT_DAYS = 9999
MOST_TIMES = 99

_CODE = re.compile(r"[a-z][a-z0-9]*(?:[._-][a-z0-9]+)*")
_LONGEST_CODE = 40
# A telephone, an ID number, a case number: codes of registers are short words and small numbers.
_LONG_NUMBER = re.compile("[0-9]{5}")
_HEX = re.compile(r"[0-9a-f]{8}-|[0-9a-f]{16}")


class Sort(Enum):
    """The forms a value may have, and no other."""

    COUNTY = "six digits of the county of the file"
    CODE = "a plain code out of the manifest's list, or blank"
    KIND = "a declared kind that is never confined, or blank"
    CLOCK = "a clock of the catalogue"
    TOWN = "a township of the county, twelve digits, or blank"
    MONTH = "the month of the file, such as 202610"
    OWN_MONTH = "the first day of the month of the file"
    LATER_MONTH = "the first day of a month, or 0"
    MARK = "0 or 1"
    TIMES = "a small whole number"
    DAYS = "a whole number of days"
    ALWAYS_ZERO = "0"


WORDS = frozenset({Sort.COUNTY, Sort.CODE, Sort.KIND, Sort.CLOCK, Sort.TOWN})


@dataclass(frozen=True, slots=True)
class Shape:
    """One table as it is handed up.

    `group` never goes blank; of `keys` the last goes blank first. `marks` lie in the file sorted by themselves within
    their class, each without its matter; those in `hangs` are nought wherever the column they hang on is, so that the
    two may still be read together. The two of `pair`, both of the office's, lie together. `said` are the pairs of a word
    of the filer: that it was said, and that it was a yes.
    `settles` months pass after a month before it is handed up. No class goes across `apart`, a key that the county
    publishes figures by.
    """

    name: str
    columns: Mapping[str, Sort]
    group: tuple[str, ...]
    keys: tuple[str, ...]
    marks: tuple[str, ...]
    hangs: Mapping[str, str]
    said: tuple[tuple[str, str], ...]
    settles: int
    pair: tuple[str, ...] = ()
    apart: str = ""

    @property
    def apart_at(self) -> int | None:
        """Return the place among the keys of the one that no class goes across, None where there is none."""
        return self.keys.index(self.apart) if self.apart else None

    def over(self, name: str) -> tuple[str, ...]:
        """Return the columns a column hangs on, the nearest first."""
        nearest = self.hangs.get(name)
        return (nearest, *self.over(nearest)) if nearest else ()

    @property
    def own_month(self) -> tuple[str, ...]:
        """Return the columns that only say the file's month again."""
        return tuple(name for name, sort in self.columns.items() if sort is Sort.OWN_MONTH)

    @property
    def zeroes(self) -> tuple[str, ...]:
        """Return the columns that are there for the measures' sake and hold nothing."""
        return tuple(name for name, sort in self.columns.items() if sort is Sort.ALWAYS_ZERO)


CLOCK_FACT = Shape(
    name="clock_fact",
    columns={
        "county": Sort.COUNTY,
        "yyyymm": Sort.MONTH,
        "clock": Sort.CLOCK,
        "kind": Sort.KIND,
        "unit": Sort.CODE,
        "category": Sort.CODE,
        "town": Sort.TOWN,
        "due_day": Sort.OWN_MONTH,
        "stopped_day": Sort.LATER_MONTH,
        "on_time": Sort.MARK,
        "days_used": Sort.DAYS,
        "extended": Sort.TIMES,
    },
    group=("yyyymm", "clock"),
    keys=("kind", "unit", "category", "town"),
    marks=("stopped_day", "on_time", "days_used", "extended"),
    hangs={"on_time": "stopped_day", "days_used": "stopped_day"},
    said=(),
    # A clock due on the last day is late or not on the next; a month gives late slips time to arrive.
    settles=1,
)
MATTER_FACT = Shape(
    name="matter_fact",
    columns={
        "county": Sort.COUNTY,
        "yyyymm": Sort.MONTH,
        "kind": Sort.KIND,
        "unit": Sort.CODE,
        "category": Sort.CODE,
        "channel": Sort.CODE,
        "town": Sort.TOWN,
        "filed_day": Sort.OWN_MONTH,
        "history": Sort.ALWAYS_ZERO,
        "about_office": Sort.ALWAYS_ZERO,
        "accepted_day": Sort.LATER_MONTH,
        "replied_day": Sort.LATER_MONTH,
        "closed_day": Sort.LATER_MONTH,
        "days_to_reply": Sort.DAYS,
        "extended": Sort.TIMES,
        "reopened": Sort.TIMES,
        "sent_back": Sort.TIMES,
        "urged": Sort.TIMES,
        "office_said": Sort.MARK,
        "office_solved": Sort.MARK,
        "resident_said": Sort.MARK,
        "resident_solved": Sort.MARK,
        "called_back": Sort.MARK,
        "call_back_solved": Sort.MARK,
        "rated": Sort.MARK,
        "satisfied": Sort.MARK,
    },
    group=("yyyymm", "kind"),
    keys=("unit", "category", "channel", "town"),
    marks=("accepted_day", "replied_day", "closed_day", "days_to_reply", "extended", "reopened", "sent_back", "urged",
           "office_said", "office_solved"),
    # What was extended before acceptance, or said before a reply, no measure counts, and so it does not go up.
    hangs={"days_to_reply": "replied_day", "reopened": "replied_day", "extended": "accepted_day",
           "office_said": "replied_day", "office_solved": "office_said",
           "resident_said": "replied_day", "resident_solved": "resident_said",
           "called_back": "replied_day", "call_back_solved": "called_back", "rated": "replied_day", "satisfied": "rated"},
    said=(("resident_said", "resident_solved"), ("called_back", "call_back_solved"), ("rated", "satisfied")),
    # What ended without a reply is no share of those replied to: the one thing that needs two columns at once.
    pair=("replied_day", "closed_day"),
    # Sixty days and thirty more (信访工作条例 第34条), and a month for serving, rating and calling back.
    settles=4,
    # `/figures/` tells townships apart; a class across two of them and a page by township would give matters back.
    apart="town",
)  # fmt: skip
SHAPES = {shape.name: shape for shape in (CLOCK_FACT, MATTER_FACT)}
# Kinds that leave facts: none that is confined from its beginning.
KINDS = frozenset(kind.id for kind in ALL.values() if not kind.confined)


@dataclass(frozen=True, slots=True)
class Setting:
    """What the values of one file are measured against: its county, its month, and the codes its manifest lists."""

    county: str
    month: int
    codes: Mapping[str, Collection[str]]


def is_plain_code(text: object) -> bool:
    """Say whether a key of a register may leave: short lower-case words with joints, no long number, no random id."""
    return (
        isinstance(text, str)
        and len(text) <= _LONGEST_CODE
        and _CODE.fullmatch(text) is not None
        and not _LONG_NUMBER.search(text)
        and not _HEX.search(text)
    )


def is_month(number: object) -> bool:
    """Say whether this is a month such as 202610."""
    return _whole(number, FIRST_MONTH, LAST_MONTH) and 1 <= int(str(number)) % 100 <= 12


def fault_of(shape: Shape, row: Mapping[str, object], setting: Setting) -> str:
    """Return the name of the first column whose value is not in its closed form, "" where every one is."""
    if tuple(row) != tuple(shape.columns):
        return "the columns"
    return next((name for name in shape.columns if not value_fits(shape, name, row[name], setting)), "")


def value_fits(shape: Shape, name: str, value: object, setting: Setting) -> bool:
    """Say whether a value is in the closed form of its column; in a column of the group it is not blank either."""
    sort = shape.columns[name]
    return _FITS[sort](value, name, setting) and (name not in shape.group or value != "")


def _whole(value: object, least: int, most: int) -> bool:
    return type(value) is int and least <= value <= most


def _is_code(value: object, name: str, setting: Setting) -> bool:
    return value == "" or (is_plain_code(value) and value in setting.codes.get(name, ()))


def is_town_of(code: object, county: str) -> bool:
    """Say whether this is a township of the county."""
    return (
        isinstance(code, str)
        and code.isascii()
        and code[:6] == county
        and is_valid(code)
        and level_of(code) is Level.TOWNSHIP
    )


def _is_later_month(value: object, _: str, setting: Setting) -> bool:
    if value == 0 and type(value) is int:
        return True
    return type(value) is int and value % 100 == 1 and is_month(value // 100)


_FITS: Mapping[Sort, Callable[[object, str, Setting], bool]] = {
    Sort.COUNTY: lambda value, _, setting: value == setting.county,
    Sort.CODE: _is_code,
    Sort.KIND: lambda value, _, setting: value == "" or value in KINDS,
    Sort.CLOCK: lambda value, _, setting: value in CLOCKS,
    Sort.TOWN: lambda value, _, setting: value == "" or is_town_of(value, setting.county),
    Sort.MONTH: lambda value, _, setting: type(value) is int and value == setting.month,
    Sort.OWN_MONTH: lambda value, _, setting: type(value) is int and value == setting.month * 100 + 1,
    Sort.LATER_MONTH: _is_later_month,
    Sort.MARK: lambda value, _, setting: _whole(value, 0, 1),
    Sort.TIMES: lambda value, _, setting: _whole(value, 0, MOST_TIMES),
    Sort.DAYS: lambda value, _, setting: _whole(value, 0, LONGEST_WAIT_DAYS),
    Sort.ALWAYS_ZERO: lambda value, _, setting: _whole(value, 0, 0),
}

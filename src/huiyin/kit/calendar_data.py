"""The moved days that ship with the product, one entry a year, each with its source; a centre loads later years itself."""

from dataclasses import dataclass
from datetime import date, timedelta

from huiyin.kit.text import Text

NEW_YEAR = Text("元旦", "New Year's Day")
SPRING = Text("春节", "Spring Festival")
QINGMING = Text("清明节", "Qingming Festival")
LABOUR = Text("劳动节", "Labour Day")
DUANWU = Text("端午节", "Dragon Boat Festival")
MID_AUTUMN = Text("中秋节", "Mid-Autumn Festival")
NATIONAL = Text("国庆节", "National Day")
NATIONAL_AND_MID_AUTUMN = Text("国庆节、中秋节", "National Day and Mid-Autumn Festival")


@dataclass(frozen=True)
class Holiday:
    """One run of days off, both ends included."""

    name: Text
    first: date
    last: date


@dataclass(frozen=True)
class YearOfDays:
    """What one year's notice moved. `notice` is its number; a provisional year has no notice yet."""

    year: int
    source: Text
    notice: str
    provisional: bool
    holidays: tuple[Holiday, ...]
    work: tuple[date, ...]


def _holiday(name: Text, first: date, *, days: int) -> Holiday:
    return Holiday(name, first, first + timedelta(days=days - 1))


def _notice_of(year: int) -> Text:
    return Text(
        f"国务院办公厅关于{year}年部分节假日安排的通知",
        f"Notice of the General Office of the State Council on public holidays in {year}",
    )


# The number of each notice has not been checked against the printed notice, so it says so instead of guessing.
TO_BE_CONFIRMED = "待确认"

_2025 = YearOfDays(
    year=2025,
    source=_notice_of(2025),
    notice=TO_BE_CONFIRMED,
    provisional=False,
    holidays=(
        _holiday(NEW_YEAR, date(2025, 1, 1), days=1),
        _holiday(SPRING, date(2025, 1, 28), days=8),
        _holiday(QINGMING, date(2025, 4, 4), days=3),
        _holiday(LABOUR, date(2025, 5, 1), days=5),
        _holiday(DUANWU, date(2025, 5, 31), days=3),
        _holiday(NATIONAL_AND_MID_AUTUMN, date(2025, 10, 1), days=8),
    ),
    work=(date(2025, 1, 26), date(2025, 2, 8), date(2025, 4, 27), date(2025, 9, 28), date(2025, 10, 11)),
)

_2026 = YearOfDays(
    year=2026,
    source=_notice_of(2026),
    notice=TO_BE_CONFIRMED,
    provisional=False,
    holidays=(
        _holiday(NEW_YEAR, date(2026, 1, 1), days=3),
        _holiday(SPRING, date(2026, 2, 15), days=9),
        _holiday(QINGMING, date(2026, 4, 4), days=3),
        _holiday(LABOUR, date(2026, 5, 1), days=5),
        _holiday(DUANWU, date(2026, 6, 19), days=3),
        _holiday(MID_AUTUMN, date(2026, 9, 25), days=3),
        _holiday(NATIONAL, date(2026, 10, 1), days=7),
    ),
    work=(
        date(2026, 1, 4),
        date(2026, 2, 14),
        date(2026, 2, 28),
        date(2026, 5, 9),
        date(2026, 9, 20),
        date(2026, 10, 10),
    ),
)

# Computed from the statutory days themselves; a holiday on a weekend is made up on the working days after it.
_2027 = YearOfDays(
    year=2027,
    source=Text(
        "按《全国年节及纪念日放假办法》（2024年修订）第二条、第六条推算，国务院办公厅通知尚未公布",
        "Computed from Articles 2 and 6 of the Regulation on Public Holidays (2024); the notice is not yet known",
    ),
    notice="",
    provisional=True,
    holidays=(
        _holiday(NEW_YEAR, date(2027, 1, 1), days=1),
        _holiday(SPRING, date(2027, 2, 5), days=6),
        _holiday(QINGMING, date(2027, 4, 5), days=1),
        _holiday(LABOUR, date(2027, 5, 1), days=4),
        _holiday(DUANWU, date(2027, 6, 9), days=1),
        _holiday(MID_AUTUMN, date(2027, 9, 15), days=1),
        _holiday(NATIONAL, date(2027, 10, 1), days=5),
    ),
    work=(),
)

VERSION = "2026-11"
YEARS: tuple[YearOfDays, ...] = (_2025, _2026, _2027)

# The last two months of 2024 had no moved day, so that clocks started then can run into 2025 on settled ground.
KNOWN: tuple[tuple[date, date], ...] = (
    (date(2024, 11, 1), date(2024, 12, 31)),
    (date(2025, 1, 1), date(2025, 12, 31)),
    (date(2026, 1, 1), date(2026, 12, 31)),
)


def day_names() -> dict[date, Text]:
    """Map every shipped day off to the name of its holiday."""
    return {
        holiday.first + timedelta(days=offset): holiday.name
        for year in YEARS
        for holiday in year.holidays
        for offset in range((holiday.last - holiday.first).days + 1)
    }

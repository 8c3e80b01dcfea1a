"""Working days of the People's Republic of China: which day counts, why, and fast counting over them."""

from bisect import bisect_right
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta, timezone
from functools import cached_property
from itertools import accumulate

from huiyin.kit import calendar_data as data
from huiyin.kit.text import Text

# A fixed offset, not zoneinfo: China has kept +08:00 without summer time since 1992, every date we count is later,
# and a bare machine or an office's Windows box has no tz database to look the name up in.
SHANGHAI = timezone(timedelta(hours=8), "Asia/Shanghai")

WORKING_DAY = Text("工作日", "working day")
MAKEUP_DAY = Text("调休上班", "working weekend in exchange for a holiday")
WEEKEND = Text("周末", "weekend")
HOLIDAY = Text("法定节假日", "public holiday")
NAMED_HOLIDAY = Text("法定节假日（{name}）", "public holiday ({name})")

_ONE_DAY = timedelta(days=1)
_SATURDAY = 5


class CalendarError(ValueError):
    """A calendar that cannot be: periods or days that contradict each other."""


@dataclass(frozen=True)
class DayCalendar:
    """The days a yearly notice moved, and the periods for which such a notice has been loaded.

    `off` holds every day off that a notice names (weekends inside a holiday too), `work` the weekends made working
    days. A day in both works: the notice's make-up days are the later word. Days outside `known` are counted by what
    is here and by weekends, and are provisional.
    """

    version: str
    off: frozenset[date] = frozenset()
    work: frozenset[date] = frozenset()
    known: tuple[tuple[date, date], ...] = ()
    names: Mapping[date, Text] = field(default_factory=dict, hash=False)

    def __post_init__(self) -> None:
        for first, last in self.known:
            if last < first:
                raise CalendarError(f"日历“{self.version}”的已知期间写反了：{first} 晚于 {last}。")

    def is_working(self, day: date) -> bool:
        """Say whether offices work on this day."""
        if day in self.work:
            return True
        return day.weekday() < _SATURDAY and day not in self.off

    def is_makeup(self, day: date) -> bool:
        """Say whether this is a weekend that a notice made a working day (调休上班)."""
        return day in self.work and day.weekday() >= _SATURDAY

    def is_provisional(self, day: date) -> bool:
        """Say whether no notice is loaded for this day, so that its kind is only computed."""
        return not self.is_settled(day, day)

    def is_settled(self, first: date, last: date) -> bool:
        """Say whether notices cover every day from first to last."""
        return any(start <= first and last <= end for start, end in self._known_united)

    def why(self, day: date) -> Text:
        """Name what kind of day this is: 工作日, 调休上班, 周末 or 法定节假日 with the holiday's name."""
        if self.is_working(day):
            return MAKEUP_DAY if day.weekday() >= _SATURDAY else WORKING_DAY
        if day not in self.off:
            return WEEKEND
        name = self.names.get(day)
        if name is None:
            return HOLIDAY
        return Text(NAMED_HOLIDAY.zh.format(name=name.zh), NAMED_HOLIDAY.en.format(name=name.en))

    def working_days_between(self, after: date, through: date) -> int:
        """Count the working days later than `after`, up to and including `through`."""
        return self._worked_through(through.toordinal()) - self._worked_through(after.toordinal())

    def add_working_days(self, day: date, n: int) -> date:
        """Return the n-th working day after `day`, before it when n is negative, `day` itself when n is 0."""
        ordinal = day.toordinal()
        if n >= 0:
            target = self._worked_through(ordinal) + n
            # A day adds at most one working day, so a step by what is missing never jumps past the answer.
            while missing := target - self._worked_through(ordinal):
                ordinal += missing
            return date.fromordinal(ordinal)
        target = self._worked_through(ordinal - 1) + n
        while missing := self._worked_through(ordinal - 1) - target:
            ordinal -= missing
        return date.fromordinal(ordinal)

    def next_working(self, day: date) -> date:
        """Return `day` if offices work on it, else the first working day after it."""
        while not self.is_working(day):
            day += _ONE_DAY
        return day

    def with_year(
        self,
        year: int,
        *,
        off: Collection[date],
        work: Collection[date],
        version: str,
        names: Mapping[date, Text] | None = None,
    ) -> "DayCalendar":
        """Return the calendar after the notice for `year` was loaded: that year's old days go, its new ones are known.

        A notice may also move days of a neighbouring year; those are added to what was known of it.
        """
        kept_names = {day: name for day, name in self.names.items() if day.year != year}
        return replace(
            self,
            version=version,
            off=frozenset(_outside(year, self.off)) | frozenset(off),
            work=frozenset(_outside(year, self.work)) | frozenset(work),
            known=(*self.known, (date(year, 1, 1), date(year, 12, 31))),
            names=kept_names | dict(names or {}),
        )

    def _worked_through(self, ordinal: int) -> int:
        """Count working days from day 1 of the common era (a Monday) through this ordinal."""
        weeks, rest = divmod(ordinal, 7)
        days, sums = self._moved
        return weeks * 5 + min(rest, 5) + sums[bisect_right(days, ordinal)]

    @cached_property
    def _moved(self) -> tuple[list[int], list[int]]:
        """The days that differ from the plain week, and the running sum of what they add or take."""
        differing = {day: -1 for day in self.off - self.work if day.weekday() < _SATURDAY}
        differing |= {day: 1 for day in self.work if day.weekday() >= _SATURDAY}
        days = sorted(differing)
        return [day.toordinal() for day in days], list(accumulate((differing[day] for day in days), initial=0))

    @cached_property
    def _known_united(self) -> tuple[tuple[date, date], ...]:
        """The known periods with neighbours joined, so that a stretch over New Year is one period."""
        united: list[tuple[date, date]] = []
        for first, last in sorted(self.known):
            if united and first <= united[-1][1] + _ONE_DAY:
                united[-1] = (united[-1][0], max(last, united[-1][1]))
            else:
                united.append((first, last))
        return tuple(united)


def _outside(year: int, days: Iterable[date]) -> Iterable[date]:
    return (day for day in days if day.year != year)


def _shipped() -> DayCalendar:
    names = data.day_names()
    return DayCalendar(
        version=data.VERSION,
        off=frozenset(names),
        work=frozenset(day for year in data.YEARS for day in year.work),
        known=data.KNOWN,
        names=names,
    )


SHIPPED: DayCalendar = _shipped()

"""A walk through simulated time: office steps land in office hours on working days, residents at any hour."""

from bisect import bisect_right
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from random import Random

from huiyin.kit.days import SHANGHAI, SHIPPED, DayCalendar

_MORNING, _NOON, _AFTERNOON, _EVENING = 8 * 60 + 35, 11 * 60 + 50, 14 * 60 + 5, 17 * 60 + 20


@dataclass(frozen=True, slots=True)
class WorkDays:
    """The working days of a stretch as ordinals, so that stepping over them is one look-up."""

    ordinals: tuple[int, ...]
    known: frozenset[int]

    def after(self, ordinal: int, n: int) -> int:
        """Return the n-th working day after a day."""
        return self.ordinals[bisect_right(self.ordinals, ordinal) - 1 + n]

    def is_working(self, ordinal: int) -> bool:
        """Say whether offices work on this day."""
        return ordinal in self.known


def work_days(first: date, last: date, *, calendar: DayCalendar = SHIPPED) -> WorkDays:
    """List the working days from a month before `first` to a year after `last`."""
    stretch = range(first.toordinal() - 31, last.toordinal() + 366)
    ordinals = tuple(n for n in stretch if calendar.is_working(date.fromordinal(n)))
    return WorkDays(ordinals, frozenset(ordinals))


def moment(ordinal: int, minute: int, second: int = 0) -> datetime:
    """Make an aware moment of a day and a minute in it."""
    start = datetime.combine(date.fromordinal(ordinal), time(), tzinfo=SHANGHAI)
    return start + timedelta(minutes=minute, seconds=second)


def office_minute(rng: Random) -> int:
    """Draw a minute of an office day, with the midday break left out."""
    minute = _MORNING + int(rng.random() * (_NOON - _MORNING + _EVENING - _AFTERNOON))
    return minute if minute < _NOON else minute - _NOON + _AFTERNOON


class Walk:
    """A cursor that only moves forward. Office moves use working days, resident moves calendar days."""

    __slots__ = ("_days", "_rng", "minute", "ordinal")

    def __init__(self, start: datetime, *, days: WorkDays, rng: Random) -> None:
        self.ordinal, self.minute = start.toordinal(), start.hour * 60 + start.minute
        self._days, self._rng = days, rng

    @property
    def at(self) -> datetime:
        """The moment reached."""
        return moment(self.ordinal, self.minute, int(self._rng.random() * 60))

    def office(self, days: int = 0) -> "Walk":
        """Go on to office hours: some minutes later today, or so many working days later."""
        if days == 0 and self._later_today():
            return self
        self.ordinal = self._days.after(self.ordinal, max(days, 1))
        self.minute = office_minute(self._rng)
        return self

    def _later_today(self) -> bool:
        if not self._days.is_working(self.ordinal):
            return False
        minute = max(self.minute + 4 + int(self._rng.random() * 70), _MORNING + int(self._rng.random() * 30))
        if _NOON < minute < _AFTERNOON:
            minute = _AFTERNOON + int(self._rng.random() * 40)
        if minute > _EVENING:
            return False
        self.minute = minute
        return True

    def office_on(self, ordinal: int) -> "Walk":
        """Go on to a day, or the first working day after it; never back."""
        if ordinal > self.ordinal:
            self.ordinal = self._days.after(ordinal - 1, 1)
            self.minute = office_minute(self._rng)
            return self
        return self.office()

    def resident(self, days: int) -> "Walk":
        """Go on so many calendar days, at an hour when people are up; on the same day at least a while later."""
        minute = 7 * 60 + int(self._rng.random() * 14.5 * 60)
        if days == 0:
            minute = min(self.minute + 10 + int(self._rng.random() * 180), 23 * 60 + 30)
        self.ordinal += days
        self.minute = minute if days else max(minute, self.minute + 1)
        return self

"""Quiet hours: when nobody's telephone rings for what can wait until the office is open."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from huiyin.kit.days import SHANGHAI, DayCalendar


@dataclass(frozen=True, slots=True)
class QuietHours:
    """From when in the evening until when in the morning it is quiet, on the wall clock; equal times: never."""

    begins: time = time(21)
    ends: time = time(8)

    def holds_at(self, moment: time) -> bool:
        """Say whether a time of the day is quiet; the beginning is, the end is not."""
        if self.begins <= self.ends:
            return self.begins <= moment < self.ends
        return moment >= self.begins or moment < self.ends


def is_quiet(at: datetime, *, hours: QuietHours, calendar: DayCalendar) -> bool:
    """Say whether a moment is quiet: in the quiet hours, or on a day the calendar counts as no working day."""
    here = at.astimezone(SHANGHAI)
    return not calendar.is_working(here.date()) or hours.holds_at(here.time())


def may_tell_at(day: date, wanted: time, *, hours: QuietHours) -> datetime:
    """Return when something wanted at a time of a day may be told: then, or when the quiet around it ends."""
    if not hours.holds_at(wanted):
        return datetime.combine(day, wanted, SHANGHAI)
    end = datetime.combine(day, hours.ends, SHANGHAI)
    return end if wanted < hours.ends or hours.begins <= hours.ends else end + timedelta(days=1)

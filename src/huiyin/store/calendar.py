"""The county's calendar: what we ship, and the yearly notices its administrators entered."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from huiyin.kit.days import SHIPPED, DayCalendar
from huiyin.store.entries import Entry


class BadDays(ValueError):
    """A line of days that cannot be read; the message is a sentence."""


REGISTER = "calendar_year"


def county_calendar() -> DayCalendar:
    """Return the calendar in force. One query."""
    return calendar_with(Entry.objects.filter(register=REGISTER))


def calendar_with(notices: Iterable[Entry]) -> DayCalendar:
    """Return the shipped calendar with the notices of the county's register put in, year by year."""
    calendar = SHIPPED
    for row in sorted(notices, key=lambda row: row.key):
        calendar = calendar.with_year(
            int(row.values["year"]),
            off=frozenset(days_in(row.values["off"])),
            work=frozenset(days_in(row.values.get("work", []))),
            version=f"{calendar.version}+{row.values['year']}.{row.version}",
        )
    return calendar


def days_in(lines: Iterable[str]) -> Iterator[date]:
    """Yield the days that lines such as 2027-01-01 or 2027-02-05..2027-02-11 name; raises BadDays."""
    for line in lines:
        first_text, _, last_text = line.partition("..")
        try:
            first = date.fromisoformat(first_text.strip())
            last = date.fromisoformat(last_text.strip()) if last_text else first
        except ValueError:
            raise BadDays(f"“{line}”不是日子，请写成 2027-01-01 或 2027-02-05..2027-02-11") from None
        if not timedelta(0) <= last - first <= timedelta(days=31):
            raise BadDays(f"“{line}”的起止不对")
        yield from (first + timedelta(days=n) for n in range((last - first).days + 1))

"""Quiet hours: whatever the hours, what may be told is told outside them, and never earlier than it was wanted."""

from datetime import date, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from huiyin.kit.days import SHANGHAI, SHIPPED
from huiyin.kit.quiet import QuietHours, is_quiet, may_tell_at

MINUTES = st.integers(0, 24 * 60 - 1)
MONDAY = date(2026, 8, 3)


def clock(minutes: int) -> time:
    return time(*divmod(minutes, 60))


@given(MINUTES, MINUTES, MINUTES)
def test_what_may_be_told_is_outside_the_quiet_hours_and_not_early(begins: int, ends: int, wanted: int) -> None:
    hours = QuietHours(clock(begins), clock(ends))

    told = may_tell_at(MONDAY, clock(wanted), hours=hours)

    assert not hours.holds_at(told.time())
    assert told >= datetime.combine(MONDAY, clock(wanted), SHANGHAI)


@pytest.mark.parametrize(
    ("moment", "quiet"),
    [
        (datetime(2026, 8, 3, 20, 59, tzinfo=SHANGHAI), False),
        (datetime(2026, 8, 3, 21, 0, tzinfo=SHANGHAI), True),
        (datetime(2026, 8, 4, 7, 59, tzinfo=SHANGHAI), True),
        (datetime(2026, 8, 4, 8, 0, tzinfo=SHANGHAI), False),
        (datetime(2026, 8, 8, 10, 0, tzinfo=SHANGHAI), True),
        # A Saturday that is worked instead of a holiday, and a holiday in the middle of the week.
        (datetime(2026, 2, 14, 10, 0, tzinfo=SHANGHAI), False),
        (datetime(2026, 10, 1, 10, 0, tzinfo=SHANGHAI), True),
    ],
)
def test_quiet_are_the_night_and_the_days_that_are_not_worked(moment: datetime, quiet: bool) -> None:
    assert is_quiet(moment, hours=QuietHours(), calendar=SHIPPED) is quiet

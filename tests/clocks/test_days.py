"""Working days: the shipped years are the published ones, and the fast sums equal a walk."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from huiyin.kit.calendar_data import YEARS
from huiyin.kit.days import SHIPPED, CalendarError, DayCalendar

# Typed from the published notices, apart from the shipped table; 2027 from the statutory days alone.
OFF = """
2025-01-01 2025-01-28..02-04 2025-04-04..04-06 2025-05-01..05-05 2025-05-31..06-02 2025-10-01..10-08
2026-01-01..01-03 2026-02-15..02-23 2026-04-04..04-06 2026-05-01..05-05 2026-06-19..06-21 2026-09-25..09-27
2026-10-01..10-07
2027-01-01 2027-02-05..02-10 2027-04-05 2027-05-01..05-04 2027-06-09 2027-09-15 2027-10-01..10-05
"""
WORK = """
2025-01-26 2025-02-08 2025-04-27 2025-09-28 2025-10-11
2026-01-04 2026-02-14 2026-02-28 2026-05-09 2026-09-20 2026-10-10
"""

days = st.dates(date(2024, 1, 1), date(2029, 12, 31))
calendars = st.builds(
    lambda off, work: DayCalendar("试验", off=frozenset(off), work=frozenset(work)),
    st.sets(days, max_size=60),
    st.sets(days, max_size=30),
)


def spelled_out(text: str) -> set[date]:
    found: set[date] = set()
    for run in text.split():
        first_text, _, last_text = run.partition("..")
        first = date.fromisoformat(first_text)
        last = date.fromisoformat(f"{first.year}-{last_text}") if last_text else first
        found |= {first + timedelta(days=offset) for offset in range((last - first).days + 1)}
    return found


def test_shipped_days_off_and_make_up_days_are_the_published_ones() -> None:
    assert SHIPPED.off == spelled_out(OFF)
    assert SHIPPED.work == spelled_out(WORK)


def test_every_shipped_year_has_a_source_and_only_the_computed_one_has_no_notice() -> None:
    assert [year.year for year in YEARS if not year.source.zh or not year.source.en] == []
    assert {year.year: year.notice for year in YEARS} == {2025: "待确认", 2026: "待确认", 2027: ""}
    assert [year.year for year in YEARS if year.provisional] == [2027]


@pytest.mark.parametrize(
    ("day", "why"),
    [
        (date(2026, 11, 20), "工作日"),
        (date(2026, 11, 22), "周末"),
        (date(2026, 9, 20), "调休上班"),
        (date(2026, 10, 3), "法定节假日（国庆节）"),
        (date(2025, 10, 6), "法定节假日（国庆节、中秋节）"),
    ],
)
def test_each_day_says_what_it_is(day: date, why: str) -> None:
    assert SHIPPED.why(day).zh == why


def test_a_day_off_without_a_name_is_a_public_holiday() -> None:
    assert DayCalendar("试验", off=frozenset({date(2026, 11, 20)})).why(date(2026, 11, 20)).zh == "法定节假日"


def test_a_working_day_wins_over_a_day_off() -> None:
    both = frozenset({date(2026, 11, 21)})
    calendar = DayCalendar("试验", off=both, work=both)

    assert calendar.is_working(date(2026, 11, 21))
    assert calendar.is_makeup(date(2026, 11, 21))
    assert calendar.add_working_days(date(2026, 11, 20), 1) == date(2026, 11, 21)


def test_known_days_are_those_a_notice_covers() -> None:
    assert [SHIPPED.is_provisional(date(year, 6, 1)) for year in (2023, 2024, 2025, 2026, 2027, 2028)] == [
        True,
        True,
        False,
        False,
        True,
        True,
    ]
    assert SHIPPED.is_settled(date(2024, 11, 1), date(2026, 12, 31))
    assert not SHIPPED.is_settled(date(2024, 10, 31), date(2026, 12, 31))
    assert not SHIPPED.is_settled(date(2026, 12, 31), date(2027, 1, 1))


def test_loading_a_years_notice_replaces_that_year_and_keeps_the_others() -> None:
    loaded = SHIPPED.with_year(2027, off=[date(2027, 1, 4)], work=[date(2026, 12, 27)], version="2027年通知")

    assert loaded.is_working(date(2027, 1, 1))
    assert not loaded.is_working(date(2027, 1, 4))
    assert loaded.is_makeup(date(2026, 12, 27))
    assert not loaded.is_provisional(date(2027, 7, 1))
    assert loaded.why(date(2026, 10, 1)) == SHIPPED.why(date(2026, 10, 1))
    assert SHIPPED.is_provisional(date(2027, 7, 1))


def test_a_period_written_backwards_is_refused() -> None:
    with pytest.raises(CalendarError, match="已知期间写反了"):
        DayCalendar("试验", known=((date(2027, 12, 31), date(2027, 1, 1)),))


@given(calendar=calendars, day=days, n=st.integers(-80, 80))
def test_adding_working_days_equals_walking(calendar: DayCalendar, day: date, n: int) -> None:
    step = timedelta(days=1 if n > 0 else -1)
    walked, left = day, abs(n)
    while left:
        walked += step
        left -= calendar.is_working(walked)

    assert calendar.add_working_days(day, n) == walked


@given(calendar=calendars, first=days, length=st.integers(0, 400))
def test_counting_working_days_equals_walking(calendar: DayCalendar, first: date, length: int) -> None:
    walked = sum(calendar.is_working(first + timedelta(days=offset)) for offset in range(1, length + 1))

    assert calendar.working_days_between(first, first + timedelta(days=length)) == walked


@given(calendar=calendars, day=days)
def test_the_next_working_day_is_the_first_one_from_that_day_on(calendar: DayCalendar, day: date) -> None:
    found = calendar.next_working(day)

    assert calendar.is_working(found)
    assert [d for d in range((found - day).days) if calendar.is_working(day + timedelta(days=d))] == []

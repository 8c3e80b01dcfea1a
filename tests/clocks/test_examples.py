"""The worked examples of the law page, as golden tests, and the conventions around them."""

from datetime import UTC, date, datetime

import pytest

from huiyin.flow.clock import ClockError, Due, Sense, Span, days_used, due, explain, strip
from huiyin.kinds.clocks import CLOCKS
from huiyin.kit.days import SHANGHAI, SHIPPED

HEARING = Span(date(2026, 8, 20), date(2026, 9, 2), "听证")


def reckon(name: str, start: date, *, spans: tuple[Span, ...] = (), extended: int = 0) -> Due:
    return due(CLOCKS[name], start, calendar=SHIPPED, spans=spans, extended=extended)


def test_five_working_days_count_a_working_sunday() -> None:
    days = strip(CLOCKS["XF-05"], date(2026, 9, 18), calendar=SHIPPED)

    assert [day.date.day for day in days if day.counted] == [20, 21, 22, 23, 24]
    assert days[2].why.zh == "第1日，调休上班"
    assert reckon("XF-05", date(2026, 9, 18)).due_on == date(2026, 9, 24)


def test_sixty_days_ending_in_the_national_holiday_move_to_the_first_working_day() -> None:
    answer = reckon("XF-06", date(2026, 8, 5))

    assert answer == Due(
        due_at=datetime(2026, 10, 8, 23, 59, 59, tzinfo=SHANGHAI),
        due_on=date(2026, 10, 8),
        nominal_on=date(2026, 10, 4),
        provisional=False,
    )


def test_fifteen_days_ending_in_spring_festival_move_to_the_first_working_day() -> None:
    answer = reckon("XF-02", date(2026, 2, 3))

    assert (answer.nominal_on, answer.due_on) == (date(2026, 2, 18), date(2026, 2, 24))


def test_six_months_from_the_31st_end_on_the_last_day_of_february() -> None:
    answer = reckon("SS-02", date(2025, 8, 31))

    # A working Saturday, so it stays where it is.
    assert (answer.nominal_on, answer.due_on) == (date(2026, 2, 28), date(2026, 2, 28))


def test_an_extension_is_added_before_the_end_is_moved() -> None:
    assert reckon("XF-06", date(2026, 8, 5), extended=30).due_on == date(2026, 11, 3)


def test_a_hearing_is_not_counted_in_a_re_review() -> None:
    assert reckon("XF-11", date(2026, 8, 5), spans=(HEARING,)).due_on == date(2026, 9, 18)


def test_a_ground_the_row_does_not_list_is_refused() -> None:
    with pytest.raises(ClockError, match="没有列出任何中止事由"):
        reckon("XF-06", date(2026, 8, 5), spans=(HEARING,))


def test_a_refused_ground_names_those_the_row_lists() -> None:
    with pytest.raises(ClockError, match="只能因征求第三方意见、征求其他机关意见中止"):
        reckon("GK-03", date(2026, 8, 5), spans=(HEARING,))


def test_overlapping_suspensions_are_counted_once() -> None:
    twice = (HEARING, Span(date(2026, 8, 25), date(2026, 8, 31), "听证"))

    assert reckon("XF-11", date(2026, 8, 5), spans=twice) == reckon("XF-11", date(2026, 8, 5), spans=(HEARING,))


def test_a_suspension_before_the_start_or_after_the_end_changes_nothing() -> None:
    outside = (
        Span(date(2026, 8, 1), date(2026, 8, 5), "听证"),
        Span(date(2026, 9, 5), date(2026, 9, 30), "听证"),
    )

    assert reckon("XF-11", date(2026, 8, 5), spans=outside) == reckon("XF-11", date(2026, 8, 5))


def test_a_suspension_that_has_not_ended_leaves_the_clock_without_a_due_day() -> None:
    still = (Span(date(2026, 8, 20), None, "听证"),)

    answer = reckon("XF-11", date(2026, 8, 5), spans=still)
    days = strip(CLOCKS["XF-11"], date(2026, 8, 5), calendar=SHIPPED, spans=still)

    assert (answer.due_at, answer.due_on, answer.nominal_on) == (None, None, None)
    assert (days[-1].date, days[-1].mark, days[-1].why.zh) == (date(2026, 8, 20), "held", "因听证中止，尚未恢复")


def test_a_suspension_of_a_working_day_clock_takes_its_working_days_only() -> None:
    over_a_weekend = (Span(date(2026, 8, 14), date(2026, 8, 17), "鉴定"),)

    without, with_it = reckon("TJ-09", date(2026, 8, 5)), reckon("TJ-09", date(2026, 8, 5), spans=over_a_weekend)

    # 16 September and the two working days Friday and Monday after it.
    assert (without.due_on, with_it.due_on) == (date(2026, 9, 16), date(2026, 9, 18))


@pytest.mark.parametrize(
    ("name", "extended", "sentence"),
    [
        ("XF-06", 31, "最多延长30日，不能延长31日"),
        ("XF-08", 1, "不能延长"),
        ("XF-01", 1, "不能延长"),
        ("XF-06", -1, "必须大于零"),
    ],
)
def test_an_extension_beyond_the_row_is_refused(name: str, extended: int, sentence: str) -> None:
    with pytest.raises(ClockError, match=sentence):
        reckon(name, date(2026, 8, 5), extended=extended)


def test_hours_run_from_the_moment_and_never_move() -> None:
    answer = reckon("HZ-01", datetime(2026, 10, 1, 9, 12, tzinfo=SHANGHAI))

    assert answer.due_at == datetime(2026, 10, 2, 9, 12, tzinfo=SHANGHAI)
    assert answer.due_on == date(2026, 10, 2)


def test_minutes_run_over_midnight() -> None:
    assert reckon("YJ-01", datetime(2026, 8, 5, 23, 45)).due_at == datetime(2026, 8, 6, 0, 15, tzinfo=SHANGHAI)


def test_hours_need_a_time_of_day() -> None:
    with pytest.raises(ClockError, match="起算时间要写到几点几分"):
        reckon("SG-02", date(2026, 8, 5))


def test_a_moment_elsewhere_is_that_day_in_china() -> None:
    assert reckon("XF-05", datetime(2026, 9, 17, 16, 30, tzinfo=UTC)) == reckon("XF-05", date(2026, 9, 18))


def test_a_start_on_a_rest_day_is_not_counted_either() -> None:
    # Saturday 3 October, in the holiday; working days begin on the 8th, with a working Saturday on the 10th.
    assert reckon("XF-05", date(2026, 10, 3)).due_on == date(2026, 10, 13)


def test_publicity_says_the_next_step_is_lawful_from_the_day_after() -> None:
    days = strip(CLOCKS["JZ-04"], date(2026, 8, 5), calendar=SHIPPED)

    assert CLOCKS["JZ-04"].sense is Sense.EARLIEST
    assert (days[-1].date, days[-1].why.zh) == (date(2026, 8, 12), "第7日，工作日；期满，次日起可以进行下一步")


def test_counting_back_from_an_event_never_moves() -> None:
    answer = reckon("HD-02", date(2026, 10, 24))

    assert (answer.due_on, answer.nominal_on) == (date(2026, 10, 4), date(2026, 10, 4))


def test_fixed_dates_never_move() -> None:
    # 31 January 2026 is a Saturday.
    assert reckon("GK-05", date(2025, 12, 31)).due_on == date(2026, 1, 31)
    assert reckon("GK-05.2", date(2025, 12, 31)).due_on == date(2026, 3, 31)
    assert reckon("YH-02", date(2026, 9, 30)).due_on == date(2026, 10, 15)
    assert reckon("YH-02.2", date(2025, 12, 31)).due_on == date(2026, 1, 31)


def test_a_fixed_date_is_the_first_one_after_the_start_day() -> None:
    assert reckon("GK-05", date(2026, 1, 30)).due_on == date(2026, 1, 31)
    assert reckon("GK-05", date(2026, 1, 31)).due_on == date(2027, 1, 31)


@pytest.mark.parametrize(("name", "word"), [("XF-01", "及时"), ("XF-12", "立即"), ("YH-01", "立即")])
def test_a_clock_without_a_number_says_the_words_of_the_law(name: str, word: str) -> None:
    told = explain(CLOCKS[name], date(2026, 8, 5), calendar=SHIPPED)

    assert (told["n"], told["due_at"], told["due_on"], told["text"]) == (None, None, None, word)


def test_the_local_two_months_stand_beside_the_legal_sixty_days() -> None:
    assert reckon("XF-06-L", date(2026, 8, 5)).due_on == date(2026, 10, 8)
    assert (CLOCKS["XF-06"].n, CLOCKS["XF-06"].unit.value) == (60, "cal")


def test_the_four_same_day_duties_are_due_the_same_day_or_the_next_working_day() -> None:
    assert reckon("BD-04", date(2026, 8, 5)).due_on == date(2026, 8, 5)
    assert reckon("BD-04", date(2026, 8, 8)).due_on == date(2026, 8, 10)


@pytest.mark.parametrize(
    ("start", "provisional"),
    [
        (date(2026, 12, 16), False),
        (date(2026, 12, 17), True),
        (date(2024, 10, 31), True),
        (date(2024, 11, 1), False),
        (date(2024, 12, 25), False),
        (date(2028, 3, 1), True),
    ],
)
def test_a_strip_that_touches_days_without_a_notice_is_provisional(start: date, *, provisional: bool) -> None:
    assert reckon("XF-02", start).provisional is provisional


def test_the_computed_spring_festival_of_2027_is_said_to_be_computed() -> None:
    days = {day.date: day.why.zh for day in strip(CLOCKS["XF-05"], date(2027, 2, 4), calendar=SHIPPED)}

    assert days[date(2027, 2, 10)] == "法定节假日（春节）（节假日暂按法定节假日推算），不计入"
    assert max(days) == date(2027, 2, 17)


def test_explain_answers_in_plain_json_values() -> None:
    told = explain(CLOCKS["XF-05"], date(2026, 9, 18), calendar=SHIPPED)

    assert told == {
        "id": "XF-05",
        "unit": "wd",
        "n": 5,
        "sense": "deadline",
        "due_at": "2026-09-24T23:59:59+08:00",
        "due_on": "2026-09-24",
        "nominal_on": "2026-09-24",
        "provisional": False,
        "basis": "《信访工作条例》第23条第3款",
        "strip": [
            {"date": "2026-09-18", "counted": False, "why": "起算日，不计入"},
            {"date": "2026-09-19", "counted": False, "why": "周末，不计入"},
            {"date": "2026-09-20", "counted": True, "why": "第1日，调休上班"},
            {"date": "2026-09-21", "counted": True, "why": "第2日，工作日"},
            {"date": "2026-09-22", "counted": True, "why": "第3日，工作日"},
            {"date": "2026-09-23", "counted": True, "why": "第4日，工作日"},
            {"date": "2026-09-24", "counted": True, "why": "第5日，工作日；到期"},
        ],
    }


def test_the_strip_marks_what_moved_the_due_day() -> None:
    days = {day.date: day for day in strip(CLOCKS["XF-06"], date(2026, 8, 5), calendar=SHIPPED)}

    assert [days[date(2026, 10, day)].mark for day in (3, 4, 5, 6, 7, 8)] == [
        "counted",
        "counted",
        "rolled",
        "rolled",
        "rolled",
        "due",
    ]
    assert days[date(2026, 10, 4)].why.zh == "第60日，法定节假日（国庆节），按日计入；期满日遇休息日，顺延"
    assert [day.number for day in days.values() if day.counted] == list(range(1, 61))


def test_days_used_leaves_out_the_start_day_and_suspensions() -> None:
    re_review = CLOCKS["XF-11"]

    used = days_used(re_review, date(2026, 8, 5), date(2026, 9, 10), calendar=SHIPPED, spans=(HEARING,))

    assert used == 22
    assert days_used(re_review, date(2026, 8, 5), date(2026, 8, 5), calendar=SHIPPED) == 0
    assert days_used(CLOCKS["XF-05"], date(2026, 9, 18), date(2026, 9, 21), calendar=SHIPPED) == 2
    assert days_used(CLOCKS["HD-02"], date(2026, 10, 31), date(2026, 10, 6), calendar=SHIPPED) == 25


def test_a_changed_calendar_changes_open_clocks() -> None:
    changed = SHIPPED.with_year(
        2027, off=[date(2027, 1, day) for day in (1, 2, 3)], work=[date(2027, 1, 10)], version="2027年通知"
    )

    before = due(CLOCKS["XF-05"], date(2026, 12, 31), calendar=SHIPPED)
    after = due(CLOCKS["XF-05"], date(2026, 12, 31), calendar=changed)

    assert (before.due_on, before.provisional) == (date(2027, 1, 8), True)
    assert (after.due_on, after.provisional) == (date(2027, 1, 8), False)
    assert due(CLOCKS["XF-05"], date(2027, 1, 4), calendar=SHIPPED).due_on == date(2027, 1, 11)
    assert due(CLOCKS["XF-05"], date(2027, 1, 4), calendar=changed).due_on == date(2027, 1, 10)


@pytest.mark.parametrize("start", [date(1991, 12, 31), date(2200, 1, 1)])
def test_days_that_cannot_be_counted_are_refused(start: date) -> None:
    with pytest.raises(ClockError, match="只能计算 1992 年至 2199 年之间的日期"):
        reckon("XF-06", start)


def test_a_suspension_written_backwards_is_refused() -> None:
    with pytest.raises(ClockError, match="起止日期写反了"):
        reckon("XF-11", date(2026, 8, 5), spans=(Span(date(2026, 9, 2), date(2026, 8, 20), "听证"),))

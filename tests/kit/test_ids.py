"""Public ids carry their moment, sort by it, and never repeat."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from huiyin.kit.ids import new_id

MOMENT = datetime(2026, 9, 18, 8, 0, 0, 123000, tzinfo=UTC)
moments = st.datetimes(datetime(1970, 1, 1), datetime(2200, 1, 1), timezones=st.just(UTC))


@given(moments)
def test_new_id_is_version_seven_and_holds_its_millisecond(at: datetime) -> None:
    made = new_id(at)

    assert (made.version, made.variant) == (7, "specified in RFC 4122")
    assert made.int >> 80 == (at - datetime(1970, 1, 1, tzinfo=UTC)) // timedelta(milliseconds=1)


@given(moments, st.integers(1, 10**9))
def test_new_id_sorts_by_moment(at: datetime, milliseconds: int) -> None:
    later = at + timedelta(milliseconds=milliseconds)

    assert new_id(at) < new_id(later)


def test_new_id_ascends_within_one_millisecond() -> None:
    made = [new_id(MOMENT) for _ in range(5000)]

    assert made == sorted(set(made))


def test_new_id_leaves_the_random_part_to_chance() -> None:
    others = [new_id(MOMENT + timedelta(milliseconds=step)).int & ((1 << 62) - 1) for step in range(200)]

    assert len(set(others)) == 200


def test_new_id_refuses_a_naive_moment() -> None:
    with pytest.raises(ValueError, match="aware"):
        new_id(MOMENT.replace(tzinfo=None))


def test_new_id_refuses_a_moment_before_1970() -> None:
    with pytest.raises(ValueError, match="1970"):
        new_id(datetime(1969, 12, 31, 23, 59, 59, tzinfo=UTC))

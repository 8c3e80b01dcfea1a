"""Rows put down in one statement are read back as they were, and a second one with the same key replaces the first."""

from datetime import UTC, date, datetime
from uuid import UUID

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.models import Field
from hypothesis import given
from hypothesis import strategies as st

from huiyin.kit.days import SHANGHAI
from huiyin.store.bulk import Values, column_values, insert_rows, upsert_rows
from huiyin.store.entries import Entry
from huiyin.store.events import StreamKey
from huiyin.store.matters import ClockRow
from huiyin.store.numbers import Series, take_many, take_number

pytestmark = pytest.mark.django_db

AT = datetime(2026, 8, 3, 1, 12, 0, 123456, tzinfo=UTC)


def clock_row(number: int, **changed: object) -> Values:
    said: dict[str, object] = {
        "matter": UUID(int=number), "county": "990121", "clock": "XF-06", "round": 1, "start_at": AT, "due_at": None,
        "due_on": date(2026, 10, 8), "provisional": False, "extended": 0,
        "spans": [["2026-08-05", None, "听证\"引号\""]], "running": True, "stopped_at": None, "on_time": None,
        "days_used": None, "lapse": "",
    }  # fmt: skip
    return {**said, **changed}


@pytest.mark.parametrize("many", [0, 20])
def test_every_sort_of_value_comes_back_as_it_was(many: int) -> None:
    written = [clock_row(1), clock_row(2, running=False, stopped_at=AT, on_time=True, days_used=-3, spans=[])]
    written += [clock_row(number, lapse="\\N\t\n\\.'\"，", clock="\\N") for number in range(3, 3 + many)]

    insert_rows(ClockRow, written)

    assert list(ClockRow.objects.order_by("matter").values(*written[0])) == written


@given(
    st.datetimes(min_value=datetime(1, 1, 3), timezones=st.sampled_from([UTC, SHANGHAI]))
    | st.dates()
    | st.uuids()
    | st.none()
)
def test_words_for_the_database_are_djangos_own(value: object) -> None:
    sorts = {datetime: "start_at", date: "due_on", UUID: "matter", type(None): "due_at"}
    field = ClockRow._meta.get_field(sorts[type(value)])
    assert isinstance(field, Field)

    assert column_values(field, [{field.attname: value}]) == [field.get_db_prep_save(value, connection=connection)]


def test_moment_without_a_time_zone_is_refused() -> None:
    if connection.vendor == "sqlite":
        with pytest.raises(ValueError, match="no time zone"):
            insert_rows(ClockRow, [clock_row(1, start_at=AT.replace(tzinfo=None))])


def test_bytes_and_json_words_come_back_as_they_were() -> None:
    insert_rows(StreamKey, [{"stream": UUID(int=1), "county": "990121", "suite": 1, "wrapped": b"\x00\xff'"}])
    # A JSON value that is itself plain text must not be taken for JSON already written.
    entry = {"id": UUID(int=1), "county": "990121", "register": "unit", "key": "a", "label": "甲", "division": "",
             "valid_from": AT.date(), "valid_to": None, "version": 1, "values": "只是一句话"}  # fmt: skip
    insert_rows(Entry, [entry])

    assert bytes(StreamKey.objects.get().wrapped) == b"\x00\xff'"
    assert Entry.objects.get().values == "只是一句话"


def test_same_key_replaces_and_others_stay() -> None:
    insert_rows(ClockRow, [clock_row(1), clock_row(2)])

    upsert_rows(ClockRow, [clock_row(2, extended=30), clock_row(3)], unique=("matter", "clock"))

    assert list(ClockRow.objects.order_by("matter").values_list("matter", "extended")) == [
        (UUID(int=1), 0), (UUID(int=2), 30), (UUID(int=3), 0),
    ]  # fmt: skip


def test_inserting_the_same_key_is_refused() -> None:
    insert_rows(ClockRow, [clock_row(1)])

    with pytest.raises(IntegrityError), transaction.atomic():
        insert_rows(ClockRow, [clock_row(2), clock_row(1)])
    assert ClockRow.objects.count() == 1


def test_numbers_of_several_series_are_taken_at_once() -> None:
    Series.objects.create(county="990121", name="b", last=7)

    taken = take_many("990121", {"b": 2, "a": 3})

    assert taken == {"a": range(1, 4), "b": range(8, 10)}
    assert take_number("990121", "a") == 4
    assert take_many("990121", {}) == {}
    assert dict(Series.objects.values_list("name", "last")) == {"a": 4, "b": 9}

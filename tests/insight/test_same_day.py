"""The four same-day duties counted on the office's database and in DuckDB."""

import pytest

from huiyin.insight.measures import load, run
from huiyin.queries.figures import reader
from tests import office
from tests.insight.deadlines import the_day
from tests.insight.elsewhere import in_duckdb

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("small_office")]


def test_same_day_duties_are_the_same_everywhere_and_by_hand() -> None:
    first, second, late = (office.opened(office.at(day)).matter for day in (0, 0, 1))
    office.step(first, "accept", "centre.sort", office.at(0, 1))
    office.step(first, "contact", "centre.sort", office.at(0, 2), reached="yes", contact_words="问清了")
    office.step(second, "contact", "centre.sort", office.at(0, 2), reached="no_answer", contact_words="没人接")
    office.step(late, "accept", "centre.sort", office.at(3))
    params = {"as_of": the_day(), "first": 202608, "last": 202608}

    with reader() as lent:
        rows = run(load("same_day"), lent.connection, dialect=lent.dialect, params=params)

    assert rows == [
        {"clock": "BD-04.1", "unit": "centre", "n": 3, "on_time_n": 3, "open_n": 0},
        {"clock": "BD-04.2", "unit": "centre", "n": 3, "on_time_n": 1, "open_n": 1},
        {"clock": "BD-04.3", "unit": "centre", "n": 3, "on_time_n": 1, "open_n": 2},
        {"clock": "BD-04.4", "unit": "centre", "n": 3, "on_time_n": 0, "open_n": 3},
    ]
    assert run(load("same_day"), in_duckdb(), dialect="duckdb", params=params) == rows

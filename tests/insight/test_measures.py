"""One measure, one text: the same rows on SQLite, PostgreSQL and DuckDB, and the rows of a count by hand."""

import sqlite3
from collections import Counter
from itertools import pairwise
from pathlib import Path
from typing import Any

import duckdb
import psycopg
import pytest
from django.db import connection

from huiyin.insight import measures
from huiyin.insight.measures import BadMeasure, load, read, run, sql_for
from huiyin.queries.figures import reader
from tests.insight import by_hand
from tests.insight.deadlines import counted_by_hand, the_day
from tests.insight.elsewhere import in_duckdb

EVERY = sorted(place.stem for place in measures.PLACE.glob("*.sql"))
HEAD = "\n".join(f"-- {name}: 字 | word" for name in measures.HEADINGS)


YEAR = {"first": 202608, "last": 202707}


def here(params: dict[str, Any], name: str = "on_time_rate") -> list[dict[str, Any]]:
    with reader() as lent:
        return run(load(name), lent.connection, dialect=lent.dialect, params=params)


def everywhere(name: str, params: dict[str, Any]) -> list[dict[str, Any]]:
    """What a measure says here; DuckDB must say the same."""
    rows = here(params, name)
    assert run(load(name), in_duckdb(), dialect="duckdb", params=params) == rows
    return rows


@pytest.mark.django_db
@pytest.mark.usefixtures("deadlines")
def test_on_time_rate_is_the_same_everywhere_and_by_hand() -> None:
    for clock in ("XF-06", "XF-03", "XF-04"):
        params = {"clock": clock, "as_of": the_day()}
        by_hand = counted_by_hand(clock, the_day())
        assert here(params) == by_hand
        assert run(load("on_time_rate"), in_duckdb(), dialect="duckdb", params=params) == by_hand


@pytest.mark.django_db
@pytest.mark.usefixtures("deadlines")
@pytest.mark.parametrize("name", by_hand.BY_MONTH_AND_UNIT)
def test_measure_of_matters_is_the_same_everywhere_and_by_hand(name: str) -> None:
    params = {"kind": "appeal", **YEAR, **({"days": 60} if name == "replied_within" else {})}
    wanted, columns = by_hand.BY_MONTH_AND_UNIT[name]

    rows = everywhere(name, params)

    assert rows == by_hand.counted(wanted, columns)
    assert everywhere(name, params | {"last": 202607}) == []


@pytest.mark.django_db
@pytest.mark.usefixtures("deadlines")
def test_filed_and_channels_count_each_matter_once_and_history_apart() -> None:
    told = by_hand.all_told()

    filed, channels = (
        everywhere("filed", {"first": 200001, "last": 202707}),
        everywhere("channels", {"kind": "appeal", **YEAR}),
    )

    assert {tuple(row.values()) for row in filed} == {
        (month, "appeal", town, unit, len(ours), sum(one.old for one in ours))
        for month, town, unit in {(one.month, one.town[:9] + "000" if one.town else "", one.unit) for one in told}
        if (
            ours := [
                one
                for one in told
                if (one.month, one.town[:9] + "000" if one.town else "", one.unit) == (month, town, unit)
            ]
        )
    }
    assert sum(row["history_n"] for row in filed) == 1
    assert sum(row["n"] for row in channels) == len(told) - 1
    assert sum(row["replied_n"] for row in channels) == sum(1 for one in told if one.replied)


@pytest.mark.django_db
@pytest.mark.usefixtures("deadlines")
def test_open_matters_stand_in_the_band_of_their_age() -> None:
    days = {"day_30": 20261022, "day_60": 20260922, "day_90": 20260823}
    still = [one for one in by_hand.all_told() if one.open and not one.old]

    rows = everywhere("open_by_age", {"kind": "appeal", **days})

    assert {row["unit"]: row["n"] for row in rows} == Counter(one.unit for one in still)
    bands = [sum(row[name] for row in rows) for name in ("to_30_n", "to_60_n", "to_90_n", "over_90_n")]
    edges = [99999999, *days.values(), 0]
    filed = [one.month * 100 + one.filed.day for one in still]
    assert bands == [sum(low <= day < high for day in filed) for high, low in pairwise(edges)]
    assert sum(bands) == len(still) > 3


@pytest.mark.django_db
@pytest.mark.usefixtures("deadlines")
def test_on_time_rate_counts_kept_missed_and_open_deadlines() -> None:
    rows = here({"clock": "XF-06", "as_of": the_day()})

    by_unit = {unit: [sum(row[name] for row in rows if row["unit"] == unit) for name in ("n", "on_time_n", "open_n")]
               for unit in {row["unit"] for row in rows}}  # fmt: skip
    assert by_unit == {"water": [8, 5, 1], "roads": [3, 1, 1], "centre": [1, 0, 1]}
    assert here({"clock": "XF-06", "as_of": 20260101}) == []


def test_clock_held_without_end_is_neither_kept_nor_missed() -> None:
    facts = duckdb.connect(":memory:")
    facts.execute(
        "CREATE TABLE clock_fact (clock VARCHAR, unit VARCHAR, yyyymm INT, due_day INT, stopped_day INT, on_time INT)"
    )
    facts.executemany(
        "INSERT INTO clock_fact VALUES ('XF-06', 'water', ?, ?, ?, ?)", [(0, 0, 0, 0), (202610, 20261008, 20261001, 1)]
    )

    rows = run(load("on_time_rate"), facts, dialect="duckdb", params={"clock": "XF-06", "as_of": 20270101})

    assert rows == [{"yyyymm": 202610, "unit": "water", "n": 1, "on_time_n": 1, "open_n": 0}]


@pytest.mark.django_db
def test_connection_that_is_lent_cannot_write_and_can_again_afterwards() -> None:
    with pytest.raises((sqlite3.Error, psycopg.Error), match=r"readonly|read-only"), reader() as lent:
        lent.connection.execute("DELETE FROM clock_fact")

    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM clock_fact")


@pytest.mark.parametrize("name", EVERY)
def test_measure_says_what_it_counts_in_both_languages(name: str) -> None:
    measure = load(name)

    for said in (measure.title, measure.unit, measure.numerator, measure.denominator, measure.left_out,
                 measure.known_error, measure.source):  # fmt: skip
        assert said.zh
        assert said.en.isascii()


@pytest.mark.parametrize("name", EVERY)
def test_measure_is_written_for_every_engine(name: str) -> None:
    measure = load(name)

    marks = {"duckdb": "${}", "sqlite": ":{}", "postgres": "%({})s", "spark": ":{}"}
    for dialect, mark in marks.items():
        assert all(mark.format(one) in sql_for(measure, dialect) for one in measure.parameters)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("SELECT 1 FROM clock_fact", "does not say: title"),
        (f"{HEAD}\nSELECT * FROM matter", "more than facts: matter"),
        (f"{HEAD}\nSELECT * FROM clock_fact WHERE matter IN (SELECT stream FROM event)", "more than facts: event"),
        (f"{HEAD}\nDELETE FROM clock_fact", "one SELECT"),
        (f"{HEAD}\nSELECT 1; SELECT 2", "one SELECT"),
        (f"{HEAD}\nSELECT FROM WHERE (", "not valid SQL"),
    ],
)
def test_unsound_measure_is_refused(text: str, words: str) -> None:
    with pytest.raises(BadMeasure, match=words):
        read("x", text)


@pytest.mark.parametrize("name", ["nothing", "../measures/on_time_rate", "On"])
def test_unknown_measure_is_refused(name: str) -> None:
    with pytest.raises(BadMeasure, match="no measure"):
        load(name)


def test_measure_is_run_with_its_own_parameters_only(tmp_path: Path) -> None:
    with pytest.raises(BadMeasure, match="as_of, clock"):
        run(load("on_time_rate"), duckdb.connect(":memory:"), dialect="duckdb", params={"clock": "XF-06"})

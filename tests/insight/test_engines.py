"""The same SQL over the files counties hand up: DuckDB counts what the county's own database counts, and reads nothing else."""

import sys
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as some
from pytest_django.plugin import DjangoDbBlocker

from bench.facts import CATEGORIES, CHANNELS, CLOCKS, COLUMNS, UNITS
from huiyin.cli import main
from huiyin.cli.upper_measures import every_measure, read_values
from huiyin.insight.engines import Engine, EngineMissing, NoFacts, on_spark, over_parquet
from huiyin.insight.handed_up.schema import SHAPES, Setting, fault_of
from huiyin.insight.masters import is_master, is_this_machine
from huiyin.insight.measures import Measure, load, run
from huiyin.queries.figures import reader
from tests.insight.handed import COUNTIES, FACTS, in_this_database, rows_of, some_facts

THE_DAY = date(2026, 10, 1)


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return some_facts(tmp_path_factory.mktemp("facts"))


@pytest.fixture(scope="module")
def over_files(files: Path) -> Iterator[Engine]:
    with over_parquet(files) as lent:
        yield lent


@pytest.fixture(scope="module")
def beside(files: Path, django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """The same rows in the database of the test, undone after the file."""
    from django.db import transaction

    with django_db_blocker.unblock(), transaction.atomic():
        in_this_database(files)
        yield
        transaction.set_rollback(True)


def values(measure: Measure, **changed: int | str) -> dict[str, int | str]:
    usual = read_values([], today=THE_DAY) | changed
    return {name: usual[name] for name in measure.parameters}


def counted(measure: Measure, lent: Any, params: dict[str, int | str]) -> list[list[tuple[str, type, object]]]:
    """Run it, and lay every value out with its type: 3 and 3.0 are not the same answer."""
    rows = run(measure, lent.connection, dialect=lent.dialect, params=params)
    return [[(name, type(value), value) for name, value in row.items()] for row in rows]


@pytest.mark.django_db
@pytest.mark.usefixtures("beside")
@pytest.mark.parametrize("name", every_measure())
def test_measure_over_the_files_is_the_measure_in_the_database(name: str, over_files: Engine) -> None:
    measure = load(name)
    params = values(measure)

    with reader() as lent:
        here = counted(measure, lent, params)

    assert counted(measure, over_files, params) == here
    assert len(here) > 1


@pytest.mark.django_db
@pytest.mark.usefixtures("beside")
def test_measures_agree_whatever_they_are_asked(over_files: Engine) -> None:
    months = [year * 100 + month for year in (2021, 2024, 2026) for month in (1, 6, 12)]

    @settings(max_examples=15)
    @given(
        clock=some.sampled_from([*CLOCKS, "XF-99", "'; DROP TABLE clock_fact --"]),
        as_of=some.integers(20211231, 20270401),
        first=some.sampled_from(months),
        last=some.sampled_from(months),
    )
    def agree(**asked: int | str) -> None:
        for measure in map(load, every_measure()):
            params = values(measure, **{name: one for name, one in asked.items() if name in measure.parameters})
            with reader() as lent:
                here = counted(measure, lent, params)
            assert counted(measure, over_files, params) == here

    agree()


def test_made_up_facts_are_the_same_for_the_same_seed(files: Path, tmp_path: Path) -> None:
    again = some_facts(tmp_path)

    for table in COLUMNS:
        rows = rows_of(files, table)
        assert rows == rows_of(again, table)
        assert {row[sorted(COLUMNS[table]).index("county")] for row in rows} == {"990121", "990122"}
    assert sum(len(rows_of(files, table)) for table in COLUMNS) == FACTS
    assert COUNTIES == 2


@pytest.mark.parametrize("table", sorted(COLUMNS))
def test_made_up_facts_have_the_form_of_those_handed_up(table: str, files: Path) -> None:
    shape, names = SHAPES[table], sorted(COLUMNS[table])
    codes = {"unit": UNITS, "category": CATEGORIES, "channel": CHANNELS}

    faults = {
        fault_of(shape, {name: row[name] for name in shape.columns}, Setting(row["county"], row["yyyymm"], codes))
        for row in (dict(zip(names, held, strict=True)) for held in rows_of(files, table))
    }

    assert faults == {""}


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * FROM read_text('{file}')",
        "SELECT * FROM glob('/*')",
        "COPY clock_fact TO '{file}.out'",
        "SET enable_external_access = true",
        "SET allowed_directories = ['/']",
        "ATTACH '{file}.db'",
        "INSTALL httpfs",
    ],
)
def test_duckdb_over_the_files_reaches_nothing_else(query: str, over_files: Engine, tmp_path: Path) -> None:
    other = tmp_path / "other"
    other.write_text("words")

    with pytest.raises(duckdb.Error):
        over_files.connection.execute(query.format(file=other), {}).fetchall()

    assert [place.name for place in tmp_path.iterdir()] == ["other"]


def test_place_without_facts_is_named(tmp_path: Path) -> None:
    with pytest.raises(NoFacts, match="no facts in"), over_parquet(tmp_path):
        pass


def test_place_with_quotes_in_its_name_is_read(tmp_path: Path) -> None:
    place = some_facts(tmp_path / "o'clock")

    with over_parquet(place) as lent:
        assert lent.connection.execute("SELECT count(*) FROM clock_fact", {}).fetchall() == [(4200,)]


@pytest.mark.parametrize(
    "text", ["local", "local[*]", "local[2]", "spark://spark.example:7077", "yarn", "k8s://https://x:6443"]
)
def test_master_of_spark_is_known(text: str) -> None:
    assert is_master(text)


@pytest.mark.parametrize("text", ["", "lokal", "local[0]", "local[two]", "spark://", "yarn-cluster", "http://x"])
def test_what_is_no_master_is_refused(text: str) -> None:
    assert not is_master(text)


def test_only_this_machine_keeps_to_itself() -> None:
    assert is_this_machine("local[2]")
    assert is_this_machine("spark://127.0.0.1:7077")
    assert not is_this_machine("spark://127.0.0.1.example:7077")
    assert not is_this_machine("yarn")


def test_spark_that_is_not_there_is_said_with_how_to_get_it(
    monkeypatch: pytest.MonkeyPatch, files: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(sys.modules, "pyspark", None)
    monkeypatch.setattr("huiyin.insight.engines.find_spec", lambda name: None)

    with pytest.raises(EngineMissing, match=r"requirements/spark\.lock"), on_spark(str(files), master="local"):
        pass

    assert main(["upper", "measures", str(files), "--engine", "spark"]) == 2
    assert "requirements/spark.lock" in capsys.readouterr().err


def test_command_counts_what_means_something_above_the_county(files: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["upper", "measures", str(files), "--set", "as_of=20261001", "--set", "clock=XF-03"]) == 0

    told = capsys.readouterr()
    counted_there = {name for name in every_measure() if f"({name};" in told.out}
    refused_there = {name for name in every_measure() if f"（{name}）" in told.err}
    assert counted_there | refused_there == set(every_measure())
    assert {"on_time_rate", "same_day", "filed", "sent_back"} <= counted_there
    assert refused_there == set()
    assert counted_there & refused_there == set()


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        (["--measure", "nothing"], "算不了 nothing 这个指标"),
        (["--set", "clock"], "名字=值"),
        (["--set", "person=1"], "没有指标用到参数 person"),
    ],
)
def test_command_typed_wrongly_is_answered_in_a_sentence(
    typed: list[str], words: str, files: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["upper", "measures", str(files), *typed]) == 2
    assert words in capsys.readouterr().err


def test_made_up_facts_are_drawn_apart(files: Path) -> None:
    names = sorted(COLUMNS["matter_fact"])
    unit, category = names.index("unit"), names.index("category")

    drawn = Counter((row[unit], row[category]) for row in rows_of(files, "matter_fact"))

    # 1800 matters over 16 × 24 places, 4.7 in each: hardly one stays empty unless the draws hang together.
    assert len(drawn) > 365

"""The same SQL on a real Spark, where it is installed: one session for the file, because starting it is what takes long."""

import shutil
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

from huiyin.cli.upper_measures import every_measure
from huiyin.insight.engines import Engine, NoFacts, on_spark, over_parquet
from huiyin.insight.measures import load
from tests.insight.handed import some_facts
from tests.insight.test_engines import counted, values

pytestmark = [
    pytest.mark.skipif(find_spec("pyspark") is None, reason="spark absent: pip install -r requirements/spark.lock"),
    pytest.mark.skipif(shutil.which("java") is None, reason="java absent: apt-get install openjdk-17-jre-headless"),
]


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return some_facts(tmp_path_factory.mktemp("facts"))


@pytest.fixture(scope="module")
def spark(files: Path) -> Iterator[Engine]:
    with on_spark(str(files), master="local[2]") as lent:
        yield lent


@pytest.mark.parametrize("name", every_measure())
def test_measure_on_spark_is_the_measure_on_duckdb(name: str, spark: Engine, files: Path) -> None:
    measure = load(name)

    with over_parquet(files) as lent:
        here = counted(measure, lent, values(measure))

    assert counted(measure, spark, values(measure)) == here


def test_value_that_looks_like_sql_stays_a_value(spark: Engine) -> None:
    measure = load("on_time_rate")

    assert counted(measure, spark, values(measure, clock="XF-06' OR '1'='1")) == []


def test_sum_too_large_stops_with_an_error_instead_of_a_wrong_number(spark: Engine) -> None:
    with pytest.raises(Exception, match="ARITHMETIC_OVERFLOW"):
        spark.connection.execute("SELECT sum(id + 9223372036854775000) FROM range(1000)", {}).fetchall()


def test_place_without_facts_is_named(spark: Any, tmp_path: Path) -> None:
    with pytest.raises(NoFacts), on_spark(str(tmp_path), master="local[2]"):
        pass

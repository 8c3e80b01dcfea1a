"""Where facts kept as Parquet are counted: DuckDB on one machine, Spark on a cluster; the measures are the same."""

import os
import shutil
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from huiyin.insight.masters import is_master, is_this_machine
from huiyin.insight.measures import FACT_TABLES, Connection, Dialect
from huiyin.kit.text import Text

# As counties hand them up: <place>/county=990121/year=2026/clock_fact-202610.parquet. The county is a column too.
FOLDERS, FILES = "county=*/year=*", "{}-*.parquet"
# Spark 4.0 to 4.2 run on it.
OLDEST_JAVA = 17


class EngineMissing(RuntimeError):
    """What an engine is made of is not on this machine; the words say how it gets there."""

    def __init__(self, said: Text) -> None:
        super().__init__(said.en)
        self.said = said


class NoFacts(ValueError):
    """The place holds no facts in the layout of the files handed up."""

    def __init__(self, place: str | Path) -> None:
        self.said = Text(
            f"{place} 里没有事实文件（应是 county=…/year=…/clock_fact-….parquet）",
            f"There are no facts in {place} (expected county=…/year=…/clock_fact-….parquet)",
        )
        super().__init__(self.said.en)


@dataclass(frozen=True, slots=True)
class Engine:
    """A connection over facts with the dialect it speaks, to be handed to a measure."""

    connection: Connection
    dialect: Dialect


@contextmanager
def over_parquet(place: Path, *, memory: str = "2GB") -> Iterator[Engine]:
    """Lend a DuckDB over the facts below a directory. It reads nothing outside of it and writes nowhere.

    Raises EngineMissing and NoFacts.
    """
    if find_spec("duckdb") is None:
        raise EngineMissing(
            Text("没有装 DuckDB：pip install duckdb", "DuckDB is not installed: pip install duckdb"),
        )
    import duckdb

    place = place.resolve()
    files = {name: f"{FOLDERS}/{FILES.format(name)}" for name in sorted(FACT_TABLES)}
    found = {name: place / pattern for name, pattern in files.items() if next(place.glob(pattern), None)}
    if not found:
        raise NoFacts(place)
    with duckdb.connect(":memory:") as held:
        held.execute("SET memory_limit = $memory", {"memory": memory})
        held.execute(f"SET allowed_directories = [{_quoted(place)}]")
        held.execute("SET enable_external_access = false")
        for name, pattern in found.items():
            held.execute(
                f"CREATE VIEW {name} AS SELECT * FROM read_parquet({_quoted(pattern)}, hive_partitioning = false)"
            )
        held.execute("SET lock_configuration = true")
        yield Engine(held, "duckdb")


def _quoted(text: object) -> str:
    return "'" + str(text).replace("'", "''") + "'"


@contextmanager
def on_spark(place: str, *, master: str) -> Iterator[Engine]:
    """Lend a Spark session over the facts below a place that every worker sees (a directory, hdfs://, s3a://).

    `master` is Spark's own word: local[*], spark://host:port, yarn, k8s://…; the rest (memory, cores, queues) stands where
    Spark looks for it, in spark-defaults.conf or PYSPARK_SUBMIT_ARGS. Raises EngineMissing and NoFacts.
    """
    if not is_master(master):
        raise ValueError(f"{master} is no master of Spark.")
    session = _session(master)
    try:
        if not [name for name in sorted(FACT_TABLES) if _seen(session, place, name=name)]:
            raise NoFacts(place)
        yield Engine(_OnSpark(session), "spark")
    finally:
        session.stop()


def _session(master: str) -> Any:
    _require_spark()
    from pyspark.sql import SparkSession

    options = {
        # A sum too large must stop with an error, never wrap to a wrong number; before Spark 4 this was off.
        "spark.sql.ansi.enabled": "true",
        "spark.sql.session.timeZone": "Asia/Shanghai",
        "spark.ui.enabled": "false",
        "spark.ui.showConsoleProgress": "false",
        "spark.log.level": "ERROR",
    }
    if is_this_machine(master):
        # Nothing outside this machine can then talk to it.
        options |= {"spark.driver.host": "127.0.0.1", "spark.driver.bindAddress": "127.0.0.1"}
    return SparkSession.builder.master(master).appName("huiyin").config(map=options).getOrCreate()


def _require_spark() -> None:
    if find_spec("pyspark") is None:
        raise EngineMissing(
            Text(
                "没有装 Spark：.venv/bin/pip install --require-hashes -r requirements/spark.lock（约 450 MB）",
                "Spark is not installed: .venv/bin/pip install --require-hashes -r requirements/spark.lock (about 450 MB)",
            )
        )
    home = os.environ.get("JAVA_HOME")
    if not (Path(home, "bin", "java").exists() if home else shutil.which("java")):
        raise EngineMissing(
            Text(
                f"没有装 Java {OLDEST_JAVA} 以上：apt-get install openjdk-17-jre-headless",
                f"Java {OLDEST_JAVA} or later is missing: apt-get install openjdk-17-jre-headless",
            )
        )


def _seen(session: Any, place: str, *, name: str) -> bool:
    from pyspark.errors import AnalysisException

    try:
        # Every file below the place whose name fits; what stands in the folders' names is not read as columns.
        files = session.read.option("recursiveFileLookup", "true").option("pathGlobFilter", FILES.format(name))
        files.parquet(place).createOrReplaceTempView(name)
    except AnalysisException as error:
        if error.getCondition() in {"PATH_NOT_FOUND", "UNABLE_TO_INFER_SCHEMA"}:
            return False
        raise
    return True


@dataclass(frozen=True, slots=True)
class _OnSpark:
    """Spark's session in the words of the other databases. Values travel as parameters, never inside the text."""

    session: Any

    def execute(self, query: str, parameters: Mapping[str, int | str], /) -> "_FromSpark":
        return _FromSpark(self.session.sql(query, args=dict(parameters)))


@dataclass(frozen=True, slots=True)
class _FromSpark:
    """What Spark gives back: nothing is counted before the rows are fetched."""

    frame: Any

    @property
    def description(self) -> list[tuple[str]]:
        return [(name,) for name in self.frame.columns]

    def fetchall(self) -> Sequence[Sequence[Any]]:
        return [tuple(row) for row in self.frame.collect()]

"""`./huiyin upper measures`: every measure over facts kept as Parquet, on DuckDB or on Spark, from one and the same SQL."""

import argparse
import json
import sys
import time
from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from huiyin.cli import CliError
from huiyin.cli.start import start_django
from huiyin.insight.engines import Engine, EngineMissing, NoFacts, on_spark, over_parquet
from huiyin.insight.handed_up.above import reads_words, require_apart
from huiyin.insight.measures import PLACE, BadMeasure, Measure, load
from huiyin.insight.measures import run as run_measure
from huiyin.kit.days import SHANGHAI

HELP = "用事实文件算指标（DuckDB 或 Spark）/ count the measures, on DuckDB or on Spark"

WORDS_NOTE = (
    "群众说的话上报时只到县、月、事项类型，分单位的数没有意义，只有合计算数\n"
    "What filers said is handed up for county, month and kind only: not by unit, the sums alone count"
)

Values = dict[str, int | str]
SHOWN_ROWS = 20
MONTHS = 12


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare where the facts are, what counts them, and what for."""
    parser.add_argument(
        "files", metavar="DIR", help="事实文件的目录；Spark 还可写 hdfs://… / the directory of the facts"
    )
    parser.add_argument("--engine", choices=("duckdb", "spark"), default="duckdb", help="用什么算 / what counts")
    parser.add_argument(
        "--measure", action="append", metavar="NAME", help="只算这个，可重复 / only this one, may be repeated"
    )
    parser.add_argument(
        "--set",
        action="append",
        default=[],
        metavar="NAME=VALUE",
        dest="values",
        help="参数，如 clock=XF-06、as_of=20261123 / a parameter of the measures",
    )
    parser.add_argument("--json", action="store_true", help="输出 JSON，每个指标一行 / print JSON, one line a measure")


def run(args: argparse.Namespace) -> int:
    """Print what each measure counts and how long it took."""
    measures = [_measure(name) for name in args.measure] if args.measure else sound_measures()
    given = read_values(args.values, today=datetime.now(SHANGHAI).date())
    unknown = sorted(set(_names(args.values)) - {name for one in measures for name in one.parameters})
    if unknown:
        raise CliError(f"没有指标用到参数 {unknown[0]}。\nNo measure has a parameter {unknown[0]}.")
    try:
        with _engine(args.engine, args.files) as lent:
            for measure in measures:
                _tell(measure, lent, given, as_json=args.json)
    except (EngineMissing, NoFacts) as fault:
        raise CliError(f"{fault.said.zh}\n{fault.said.en}") from fault
    return 0


def every_measure() -> list[str]:
    """Return the names of all measures."""
    return sorted(place.stem for place in PLACE.glob("*.sql"))


def sound_measures() -> list[Measure]:
    """Return the measures that mean something above the county, naming the others on the standard error."""
    sound = []
    for measure in map(load, every_measure()):
        try:
            require_apart(measure)
            sound.append(measure)
        except BadMeasure:
            print(
                f"{measure.title.zh}（{measure.id}）要把一件事的几样放在一起看，上报的文件里没有，县以上不算"
                f" / {measure.id} reads what the files hold apart: not counted above the county",
                file=sys.stderr,
            )
    return sound


def _measure(name: str) -> Measure:
    try:
        measure = load(name)
        require_apart(measure)
    except BadMeasure as fault:
        known = "、".join(every_measure())
        raise CliError(f"县以上算不了 {name} 这个指标，全部指标：{known}。\n{fault}") from fault
    return measure


def read_values(texts: Sequence[str], *, today: date) -> Values:
    """Read NAME=VALUE parameters over the usual ones: the last twelve months until today. Whole numbers become numbers."""
    month = today.year * MONTHS + today.month - 1
    values: Values = {
        "as_of": _day(today),
        "first": _yyyymm(month - MONTHS + 1),
        "last": _yyyymm(month),
        "clock": "XF-06",
        "kind": "appeal",
        "days": 60,
        **{f"day_{back}": _day(today - timedelta(days=back)) for back in (30, 60, 90)},
    }
    for text in texts:
        name, _, value = text.partition("=")
        if not name or not value:
            raise CliError(f"参数要写成 名字=值，“{text}”不是。\nA parameter is written NAME=VALUE, not {text!r}.")
        values[name] = int(value) if value.isascii() and value.isdigit() and len(value) <= len("20261123") else value
    return values


def _names(texts: Sequence[str]) -> list[str]:
    return [text.partition("=")[0] for text in texts]


def _day(day: date) -> int:
    return day.year * 10_000 + day.month * 100 + day.day


def _yyyymm(month: int) -> int:
    return month // MONTHS * 100 + month % MONTHS + 1


def _engine(name: str, files: str) -> AbstractContextManager[Engine]:
    if name == "duckdb":
        return over_parquet(Path(files).expanduser())
    start_django()
    from django.conf import settings

    place = files if "://" in files else str(Path(files).expanduser().resolve())
    return on_spark(place, master=settings.SPARK_MASTER)


def _tell(measure: Measure, lent: Engine, given: Mapping[str, int | str], *, as_json: bool) -> None:
    missing = sorted(measure.parameters - set(given))
    if missing:
        raise CliError(
            f"{measure.id} 还要参数：--set {missing[0]}=…\n{measure.id} also needs a parameter: --set {missing[0]}=…"
        )
    params = {name: given[name] for name in measure.parameters}
    begun = time.perf_counter()
    rows = run_measure(measure, lent.connection, dialect=lent.dialect, params=params)
    seconds = round(time.perf_counter() - begun, 2)
    if as_json:
        told = {"measure": measure.id, "engine": lent.dialect, "params": params, "seconds": seconds, "rows": rows}
        print(json.dumps(told, ensure_ascii=False, sort_keys=True))
        return
    said = ", ".join(f"{name}={value}" for name, value in sorted(params.items()))
    print(f"\n{measure.title.zh} {measure.title.en} ({measure.id}; {said}): {len(rows)} 行 rows, {seconds} s")
    if reads_words(measure):
        print(WORDS_NOTE)
    _table(rows)


def _table(rows: list[dict[str, Any]]) -> None:
    if not rows:
        return
    shown = [list(rows[0]), *([str(value) for value in row.values()] for row in rows[:SHOWN_ROWS])]
    widths = [max(len(line[at]) for line in shown) for at in range(len(rows[0]))]
    for line in shown:
        print("  " + "  ".join(cell.rjust(width) for cell, width in zip(line, widths, strict=True)))
    if len(rows) > SHOWN_ROWS:
        print(f"  … 还有 {len(rows) - SHOWN_ROWS} 行，用 --json 看全 / {len(rows) - SHOWN_ROWS} more, see --json")

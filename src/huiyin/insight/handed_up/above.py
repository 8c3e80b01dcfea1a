"""The same measures above the county: which may be taken of facts handed up, and their counts, county by county."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import sqlglot
from sqlglot import exp

from huiyin.insight.handed_up.schema import SHAPES, WORDS, Shape
from huiyin.insight.handed_up.writing import Duck
from huiyin.insight.measures import BadMeasure, Measure, load, run
from huiyin.kit.text import Text


@dataclass(frozen=True, slots=True)
class Figure:
    """A rate shown side by side: a measure, what it is run with, and which of its counts make the rate."""

    id: str
    measure: str
    title: Text
    hits: str
    params: Mapping[str, int | str]
    n: str = "n"
    only: tuple[str, str] | None = None

    def loaded(self) -> Measure:
        """Return the measure, sound above the county; raises BadMeasure."""
        measure = load(self.measure)
        require_apart(measure)
        return measure


FIGURES: tuple[Figure, ...] = (
    Figure("reply", "on_time_rate", Text("60 日内作出处理意见", "Opinion within 60 days"), "on_time_n", {"clock": "XF-06"}),
    Figure("notice", "on_time_rate", Text("15 日内告知", "Told within 15 days"), "on_time_n", {"clock": "XF-03"}),
    Figure("registered", "same_day", Text("当天登记", "Registered the same day"), "on_time_n", {}, only=("clock", "BD-04.1")),
    Figure("contacted", "same_day", Text("当天联系", "Contacted the same day"), "on_time_n", {}, only=("clock", "BD-04.3")),
    Figure("replied", "replied_within", Text("登记后 60 日内答复", "Replied within 60 days of filing"), "within_n",
           {"kind": "appeal", "days": 60}),
    Figure("solved", "solved", Text("本人说解决了", "Solved, as residents say"), "resident_n",
           {"kind": "appeal"}, "resident_said_n"),
    Figure("satisfied", "satisfied", Text("评价满意", "Rated satisfied"), "satisfied_n", {"kind": "appeal"}),
    Figure("reopened", "reopened", Text("答复后重办", "Reopened after the reply"), "reopened_n", {"kind": "appeal"}),
    Figure("extended", "extended", Text("延过期", "Extended"), "extended_n", {"kind": "appeal"}),
)  # fmt: skip


def figure_table(figure: Figure) -> str:
    """Return the table a figure is counted from."""
    return next(name for name in SHAPES if name in figure.loaded().sql)


def require_apart(measure: Measure) -> None:
    """Make sure a measure never reads two marks of one line together that lie sorted apart in the files.

    Raises BadMeasure. Allowed are one mark, or a mark with the one it hangs on; different sums may read different marks.
    What filers said is told for the month and kind alone, so it may not be picked by unit, category, channel or town.
    """
    tree = sqlglot.parse_one(measure.sql, read="duckdb")
    shape = SHAPES[next(table.name for table in tree.find_all(exp.Table))]
    outside = {name for where in tree.find_all(exp.Where) for name in _marks(where, shape)}
    for sum_of in [*tree.find_all(exp.AggFunc), *tree.find_all(exp.Where)]:
        together = outside | _marks(sum_of, shape)
        if len(together) > 1 and not _hang(together, shape):
            raise BadMeasure(f"{measure.id} reads {' and '.join(sorted(together))} together: not above the county.")
    keys = {column.name for where in tree.find_all(exp.Where) for column in where.find_all(exp.Column)} & set(
        shape.keys
    )
    if reads_words(measure) and keys:
        raise BadMeasure(f"{measure.id} picks what filers said by {' and '.join(sorted(keys))}: not above the county.")
    if any(name in _marks(group, shape) for group in tree.find_all(exp.Group) for name in _marks(group, shape)):
        raise BadMeasure(f"{measure.id} groups by what became of matters: not above the county.")


def reads_words(measure: Measure) -> bool:
    """Say whether a measure counts what filers said: above the county its lines by unit or town mean nothing, only sums."""
    tree = sqlglot.parse_one(measure.sql, read="duckdb")
    said = {name for shape in SHAPES.values() for pair in shape.said for name in pair}
    return bool({column.name for column in tree.find_all(exp.Column)} & said)


def _marks(part: exp.Expr, shape: Shape) -> set[str]:
    marks = {*shape.marks, *(name for pair in shape.said for name in pair)}
    return {column.name for column in part.find_all(exp.Column)} & marks


def _hang(together: set[str], shape: Shape) -> bool:
    """Say whether marks may be read together: each hangs on the next, or they are the pair and what hangs on its first.

    What hangs on the first of the pair is nought where that is, so beside the pair it may only be asked of lines that have
    the first; the measures that do are tested to give the county's own totals.
    """
    if shape.pair and {*shape.pair} <= together:
        together = together - {*shape.pair[1:]}
    longest = max(together, key=lambda name: (len(shape.over(name)), name))
    return together <= {longest, *shape.over(longest)}


@contextmanager
def facts_of(duck: Duck, folder: Path, *, whole: bool = False) -> Iterator[Duck]:
    """Lay the facts of one county's year under the tables' own names, an empty table where it handed up none.

    `whole` lays each month of a kind as one: for measures of what filers said, which is told so and no finer.
    """
    for shape in SHAPES.values():
        files = sorted(str(file).replace("'", "''") for file in folder.glob(f"{shape.name}-*.parquet"))
        held = ", ".join(f"'{file}'" for file in files)
        source = f"SELECT * FROM read_parquet([{held}], hive_partitioning = false)" if files else _empty(shape)
        wanted = _as_one(shape, source) if whole and shape.said else source
        duck.execute(f"CREATE OR REPLACE TEMP VIEW {shape.name} AS {wanted}")
    yield duck


def _as_one(shape: Shape, source: str) -> str:
    """Return the facts with every key blank and every column sorted over its whole group, so that what hangs still does."""
    marks = [*shape.marks, *(name for pair in shape.said for name in pair)]
    lists = ", ".join(f"unnest(list_reverse_sort(list({name}))) AS {name}" for name in marks)
    rest = [name for name in shape.columns if name not in {*marks, *shape.keys}]
    blank = ", ".join(f"'' AS {name}" for name in shape.keys)
    return f"SELECT {', '.join(rest)}, {blank}, {lists} FROM ({source}) GROUP BY {', '.join(rest)}"


def _empty(shape: Shape) -> str:
    columns = (
        f"CAST(NULL AS {'VARCHAR' if sort in WORDS else 'INTEGER'}) AS {name}" for name, sort in shape.columns.items()
    )
    return f"SELECT {', '.join(columns)} WHERE false"


def counts(duck: Duck, figure: Figure, *, year: int) -> tuple[int, int]:
    """Return hits and n of a figure for the facts that are laid out: every month of the year that was handed up."""
    known: dict[str, int | str] = {"as_of": (year + 1) * 10_000 + 101, "first": year * 100 + 1, "last": year * 100 + 12}
    measure = figure.loaded()
    params = {name: value for name, value in {**known, **figure.params}.items() if name in measure.parameters}
    rows = run(measure, duck, dialect="duckdb", params=params)
    wanted = [row for row in rows if figure.only is None or row[figure.only[0]] == figure.only[1]]
    return _sum(wanted, figure.hits), _sum(wanted, figure.n)


def _sum(rows: Sequence[Mapping[str, int]], name: str) -> int:
    return sum(int(row[name] or 0) for row in rows)

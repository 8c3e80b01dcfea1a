"""四个当天: how many of the county's four same-day duties were kept, by unit, each number opening to its matters."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from huiyin.flow.actor import Actor
from huiyin.flow.clock import Clock
from huiyin.insight.intervals import in_words
from huiyin.insight.measures import load, run
from huiyin.kinds.clocks import CLOCKS
from huiyin.kinds.common import SAME_DAY_DUTIES
from huiyin.kit.text import Text
from huiyin.queries.figures import Counts, reader_for, unit_names
from huiyin.web.desk.frame import page
from huiyin.web.desk.showing import full_day
from huiyin.web.figures.on_time import NONE, counted_at, month_tabs, period_of
from huiyin.web.figures.period import Asked, asked
from huiyin.web.parts import Empty
from huiyin.web.session import staff

NOTHING_DUE = Empty(
    Text("这段时间没有到期的", "Nothing fell due in this time"),
    Text("登记以后满一天的事项会算在这里。", "Matters are counted here a day after they were registered."),
)
Key = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Cell:
    """One duty of one unit: how many were kept, of how many, and where they are listed."""

    name: Text
    kept: int
    n: int
    rate: Text
    all_url: str
    missed_url: str

    @property
    def missed(self) -> int:
        """Return how many were not kept."""
        return self.n - self.kept


@staff
def same_day_page(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Show how many of the four duties were kept, in all and by unit. Eleven queries."""
    wanted, measure = replace(asked(request), clock=SAME_DAY_DUTIES[0]), load("same_day")
    counted = _counted(wanted, actor)
    names = unit_names(sorted({unit for _, unit in counted}))
    context = {
        "measure": measure,
        "duties": [CLOCKS[clock] for clock in SAME_DAY_DUTIES],
        "sentences": [_sentence(CLOCKS[clock], counted) for clock in SAME_DAY_DUTIES],
        "period": period_of(wanted),
        "until": full_day(wanted.today),
        "months": month_tabs(wanted, "figures:same_day"),
        "units": [
            (names[unit], [_cell(wanted, counted.get((clock, unit), NONE), clock, unit) for clock in SAME_DAY_DUTIES])
            for unit in sorted(names, key=lambda unit: (names[unit], unit))
        ],
        "empty": NOTHING_DUE,
        **counted_at(request),
    }
    return page(request, "figures/same_day.html", context, actor=actor)


def _counted(wanted: Asked, actor: Actor) -> dict[Key, Counts]:
    behind = wanted.behind
    with reader_for(actor) as lent:
        rows = run(
            load("same_day"),
            lent.connection,
            dialect=lent.dialect,
            params={"as_of": wanted.as_of, "first": behind.first, "last": behind.last},
            without=lent.hidden,
        )
    return {(row["clock"], row["unit"]): Counts(row["n"], row["on_time_n"], row["open_n"]) for row in rows}


def _sentence(clock: Clock, counted: dict[Key, Counts]) -> tuple[Clock, int, int, Text]:
    kept, n = _sums(counts for (name, _), counts in counted.items() if name == clock.id)
    return clock, kept, n, in_words(kept, n)


def _sums(several: Iterable[Counts]) -> tuple[int, int]:
    held = list(several)
    return sum(one.on_time_n for one in held), sum(one.n for one in held)


def _cell(wanted: Asked, counts: Counts, clock: str, unit: str) -> Cell:
    behind = reverse("figures:on_time_matters")
    return Cell(
        CLOCKS[clock].name,
        counts.on_time_n,
        counts.n,
        in_words(counts.on_time_n, counts.n),
        all_url=f"{behind}?{wanted.query(clock=clock, unit=unit)}",
        missed_url=f"{behind}?{wanted.query(clock=clock, unit=unit, which='late')}",
    )

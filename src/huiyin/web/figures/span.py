"""What a page of figures of matters is asked for: which kind, which months filed, which number, read from the address."""

from calendar import monthrange
from dataclasses import dataclass, replace
from datetime import date, timedelta
from urllib.parse import urlencode

from django.http import HttpRequest

from huiyin.flow.kind import Kind
from huiyin.kinds import ALL
from huiyin.kit.days import SHANGHAI
from huiyin.queries.matter_figures import MattersBehind, parts
from huiyin.web.clock_reading import moment
from huiyin.web.figures.declared import Declared
from huiyin.web.figures.period import LONGEST_UNIT, MONTHS_BACK

DEFAULT_KIND = "appeal"
REPLY_DAYS = 60
AGES = (30, 60, 90)


@dataclass(frozen=True, slots=True)
class Span:
    """A kind, the day counted on, a month filed (yyyymm) or 0 for all, and the number whose matters are asked for."""

    kind: str
    today: date
    month: int = 0
    part: str = "n"
    unit: str = ""
    channel: str | None = None
    town: str | None = None

    @property
    def edges(self) -> tuple[int, int, int]:
        """Return the days that part the ages of open matters."""
        thirty, sixty, ninety = (_number(self.today - timedelta(days=back)) for back in AGES)
        return thirty, sixty, ninety

    def months(self, measure: str) -> tuple[int, ...]:
        """Return the twelve months filed that a measure counts, oldest first: for replies those of which the days have run."""
        newest = self.today.year * 12 + self.today.month - 1
        if measure == "replied_within":
            while _last_day(newest) + timedelta(days=REPLY_DAYS) >= self.today:
                newest -= 1
        return tuple(one // 12 * 100 + one % 12 + 1 for one in range(newest - MONTHS_BACK + 1, newest + 1))

    def params(self, measure: str) -> dict[str, int | str]:
        """Return everything any measure of matters may be run with."""
        thirty, sixty, ninety = self.edges
        months = self.months(measure)
        return {
            "kind": self.kind, "first": months[0], "last": months[-1], "days": REPLY_DAYS,
            "day_30": thirty, "day_60": sixty, "day_90": ninety,
        }  # fmt: skip

    def behind(self, measure: str) -> MattersBehind:
        """Return the matters behind the number asked for."""
        months = self.months(measure)
        first, last = (self.month, self.month) if self.month else (months[0], months[-1])
        return MattersBehind(
            measure, self.part, self.kind, first, last, REPLY_DAYS, self.edges, self.unit, self.channel, self.town
        )

    def query(self, **changed: object) -> str:
        """Return the address's query with some parts changed; what is as usual is left out."""
        one = replace(self, **changed)  # type: ignore[arg-type]
        asked = {"kind": one.kind, "month": one.month, "part": one.part, "unit": one.unit}
        usual = {"kind": DEFAULT_KIND, "month": 0, "part": "n", "unit": ""}
        said = {name: value for name, value in asked.items() if value != usual[name]}
        placed = {"channel": one.channel, "town": one.town}
        return urlencode(said | {name: value for name, value in placed.items() if value is not None})


def kinds_counted() -> tuple[Kind, ...]:
    """Return the kinds that have figures: those nobody is kept from knowing of."""
    return tuple(kind for kind in ALL.values() if not kind.confined)


def span_of(request: HttpRequest, shown: Declared | None = None) -> Span:
    """Read what is asked for; anything that is not on offer falls back to the usual."""
    asked, today = request.GET, moment(request).astimezone(SHANGHAI).date()
    kind = asked.get("kind", "")
    usual = Span(kind if kind in {one.id for one in kinds_counted()} else DEFAULT_KIND, today)
    if shown is None:
        return usual
    month, part = asked.get("month", ""), asked.get("part", "")
    return replace(
        usual,
        month=int(month) if month in {str(one) for one in usual.months(shown.id)} else 0,
        part=part if part in parts(REPLY_DAYS, usual.edges)[shown.id] else "n",
        unit=_word(asked.get("unit", "")),
        channel=_word(asked["channel"]) if "channel" in asked else None,
        town=_word(asked["town"]) if "town" in asked else None,
    )


def _word(said: str) -> str:
    return said.replace("\0", "")[:LONGEST_UNIT]


def _last_day(month: int) -> date:
    year, number = month // 12, month % 12 + 1
    return date(year, number, monthrange(year, number)[1])


def _number(day: date) -> int:
    return day.year * 10_000 + day.month * 100 + day.day

"""What a page of on-time figures is asked for: which clock, which months, which unit, read from the address."""

from dataclasses import dataclass, replace
from datetime import date
from typing import cast, get_args
from urllib.parse import urlencode

from django.http import HttpRequest

from huiyin.flow.clock import Clock
from huiyin.kinds import ALL
from huiyin.kinds.clocks import CLOCKS
from huiyin.kinds.common import SAME_DAY_DUTIES
from huiyin.kit.days import SHANGHAI
from huiyin.kit.text import Text
from huiyin.queries.figures import Behind, Which
from huiyin.web.clock_reading import moment

MONTHS_BACK = 12
DEFAULT_CLOCK = "XF-06"
LONGEST_UNIT = 60


@dataclass(frozen=True, slots=True)
class Asked:
    """A clock, the day counted to, and a month (yyyymm) or 0 for the last twelve."""

    clock: str
    today: date
    month: int = 0
    unit: str = ""
    which: Which = "all"

    @property
    def as_of(self) -> int:
        """Return the day counted to, itself left out, as a whole number."""
        return self.today.year * 10_000 + self.today.month * 100 + self.today.day

    @property
    def months(self) -> tuple[int, ...]:
        """Return the last twelve months, newest first."""
        last = self.today.year * 12 + self.today.month - 1
        return tuple((one // 12) * 100 + one % 12 + 1 for one in range(last, last - MONTHS_BACK, -1))

    @property
    def behind(self) -> Behind:
        """Return the facts that stand behind what is asked for."""
        first, last = (self.month, self.month) if self.month else (self.months[-1], self.months[0])
        return Behind(self.clock, self.as_of, first, last, self.unit, self.which)

    def query(self, **changed: object) -> str:
        """Return the address's query with some parts changed; what is as usual is left out."""
        one = replace(self, **changed)  # type: ignore[arg-type]
        parts = {"clock": one.clock, "month": one.month, "unit": one.unit, "which": one.which}
        usual = {"clock": DEFAULT_CLOCK, "month": 0, "unit": "", "which": "all"}
        return urlencode({name: value for name, value in parts.items() if value != usual[name]})


def offered_clocks() -> tuple[Clock, ...]:
    """Return the office's own deadlines of every kind, in the catalogue's order."""
    rings = {name for kind in ALL.values() for name in kind.rings}
    return tuple(clock for name, clock in CLOCKS.items() if name in rings)


def known_clocks() -> frozenset[str]:
    """Return the clocks whose matters may be listed: those on offer, and the four same-day duties of their own page."""
    return frozenset({clock.id for clock in offered_clocks()} | set(SAME_DAY_DUTIES))


def asked(request: HttpRequest) -> Asked:
    """Read what is asked for; anything that is not on offer falls back to the usual."""
    wanted, today = request.GET, moment(request).astimezone(SHANGHAI).date()
    names = known_clocks()
    clock, which = wanted.get("clock", ""), wanted.get("which", "")
    usual = Asked(clock if clock in names else DEFAULT_CLOCK, today)
    month = wanted.get("month", "")
    return replace(
        usual,
        month=int(month) if month in {str(one) for one in usual.months} else 0,
        unit=wanted.get("unit", "").replace("\0", "")[:LONGEST_UNIT],
        which=cast(Which, which) if which in get_args(Which) else "all",
    )


def month_name(month: int) -> Text:
    """Write a month such as 202610: 2026年10月."""
    return Text(f"{month // 100}年{month % 100}月", f"{month // 100}-{month % 100:02}")


def month_said(month: int, *, today: date) -> Text:
    """Name a month, and say of the one that still runs that it is not over, so that nobody takes it for a whole one."""
    named = month_name(month)
    return Text(f"{named.zh}（未完）", f"{named.en} (so far)") if _runs(month, today) else named


def month_label(month: int, *, today: date) -> Text:
    """Name a month beside a drawing, where there is little room."""
    number = month % 100
    return Text(f"{number}月（未完）", f"{number:02} so far") if _runs(month, today) else month_name(month)


def _runs(month: int, today: date) -> bool:
    return month == today.year * 100 + today.month

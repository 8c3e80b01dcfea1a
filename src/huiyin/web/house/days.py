"""The day a page speaks of: today, or the one that `?on=` asks for."""

from dataclasses import dataclass
from datetime import date

from django.http import HttpRequest

from huiyin.kit.days import SHANGHAI
from huiyin.web.clock_reading import moment

FIRST_DAY, LAST_DAY = date(1992, 1, 1), date(2199, 12, 31)


@dataclass(frozen=True, slots=True)
class AskedDay:
    """The day shown, whether it is today, and what was typed when it was no day at all."""

    on: date
    today: date
    refused: str = ""

    @property
    def is_today(self) -> bool:
        """Say whether the page shows today."""
        return self.on == self.today

    @property
    def query(self) -> str:
        """Return the end of an address that keeps the day."""
        return "" if self.is_today else f"?on={self.on.isoformat()}"


def today_of(request: HttpRequest) -> date:
    """Return the day of the request, in China."""
    return moment(request).astimezone(SHANGHAI).date()


def asked_day(request: HttpRequest) -> AskedDay:
    """Return the day a request asks for; what is no day shows today and is said so."""
    today, text = today_of(request), request.GET.get("on", "").strip()
    if not text:
        return AskedDay(today, today)
    try:
        on = date.fromisoformat(text)
    except ValueError:
        return AskedDay(today, today, text[:20])
    return AskedDay(on, today) if FIRST_DAY <= on <= LAST_DAY else AskedDay(today, today, text[:20])

"""What may be handed up is read here: facts without matters about an office, history or confined kinds; never a name."""

import hashlib
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Any

from django.db.models import Case, IntegerField, Q, QuerySet, Value, When

from huiyin.store.calendar import county_calendar
from huiyin.store.entries import Entry
from huiyin.store.facts import ClockFact, MatterFact
from huiyin.store.matters import Exclusion
from huiyin.store.replica import for_figures

CHUNK = 5000


def months_held(table: str) -> list[int]:
    """Return the months that facts of a table are of. One query."""
    months = _facts(table).filter(yyyymm__gt=0).values_list("yyyymm", flat=True).distinct().order_by("yyyymm")
    return list(months)


def raw_facts(table: str, columns: Sequence[str], months: Sequence[int]) -> Iterator[tuple[Any, ...]]:
    """Yield columns of the facts of some months, a few thousand rows in memory at a time. One query.

    The column `first` is 1 where the row is a matter of its own: one that was reopened has its clocks again.
    """
    first = Case(When(_once(table), then=Value(1)), default=Value(0), output_field=IntegerField())
    rows = _facts(table).filter(yyyymm__in=months).annotate(first=first)
    yield from rows.values_list(*columns).iterator(chunk_size=CHUNK)


def registered_codes() -> dict[str, frozenset[str]]:
    """Return the keys of units and categories, all that may stand in those columns. One query."""
    held: dict[str, set[str]] = {"unit": set(), "category": set()}
    for register, key in Entry.objects.filter(register__in=sorted(held)).values_list("register", "key"):
        held[register].add(key)
    return {name: frozenset(keys) for name, keys in held.items()}


def calendar_digest(year: int) -> str:
    """Return a digest of the working days of a year as the county counts them. One query."""
    calendar, first = county_calendar(), date(year, 1, 1)
    days = (first + timedelta(days=one) for one in range(366))
    worked = "".join("1" if calendar.is_working(day) else "0" for day in days if day.year == year)
    return f"{year} sha256:{hashlib.sha256(worked.encode()).hexdigest()}"


def _once(table: str) -> Q:
    return Q(round=1) if table == "clock_fact" else Q(pk__gt=0)


def _facts(table: str) -> QuerySet[Any]:
    """Return the facts that may be counted above.

    A matter that complains of an office stays at home: whoever works there sees every count less its own, and would
    find by taking the one from the other that somebody complained.
    """
    # What is handed up is of months that settled long ago: the standby serves as well.
    lent = for_figures().alias
    if table == "matter_fact":
        return MatterFact.objects.using(lent).filter(history=0, about_office=0)
    return ClockFact.objects.using(lent).exclude(matter__in=Exclusion.objects.values("matter"))

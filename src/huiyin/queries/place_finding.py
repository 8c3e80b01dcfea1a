"""Finding a place by its name or code, in the county and, where the nation's list is loaded, anywhere else."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.db.models import Q, QuerySet

from huiyin.kit.codes import DIVISION_DIGITS, folded, is_valid, pad, parent_of, scope
from huiyin.store.divisions import Division
from huiyin.store.posts import valid_on

MOST_FOUND = 50
# Who types 张家口 means the city before any village of that name.
UPPER = ("province", "city", "county")
# A name that begins so ends before this, in byte order.
_PAST_ALL = "\U0010ffff"


@dataclass(frozen=True, slots=True)
class FoundPlace:
    """A place with the names above it, the highest first. `ended_on` is the first day it no longer stood."""

    code: str
    name: str
    level: str
    above: tuple[str, ...]
    ended_on: date | None
    ours: bool


@dataclass(frozen=True, slots=True)
class FoundPlaces:
    """The places found, the county's own first; `more` says that there are others, so more must be typed."""

    places: tuple[FoundPlace, ...]
    more: bool


def find_places(typed: str, *, on: date) -> FoundPlaces:
    """Return places whose name holds what was typed (in the county) or begins with it (elsewhere), or whose code does.

    Those that stand on the day come before former ones, elsewhere provinces, cities and counties before what lies in them.
    Four queries, each by an index or within the county.
    """
    text = folded(typed)
    if not text:
        return FoundPlaces((), more=False)
    first, end = scope(pad(settings.COUNTY))
    home = Division.objects.filter(code__gte=first, code__lt=end)
    rows = _some(home.filter(_begins(text) | Q(name__contains=text)), text, on)
    for held in (Division.objects.filter(level__in=UPPER), Division.objects.exclude(level__in=UPPER)):
        if len(rows) <= MOST_FOUND:
            rows += _some(held.filter(_begins(text)).exclude(code__gte=first, code__lt=end), text, on)
    shown = rows[:MOST_FOUND]
    named = _names(code for row in shown for code in _above(row.code))
    return FoundPlaces(
        tuple(
            FoundPlace(
                row.code, row.name, row.level, tuple(named[code] for code in _above(row.code) if code in named),
                row.valid_to if row.valid_to is not None and row.valid_to <= on else None, first <= row.code < end,
            )
            for row in shown
        ),
        more=len(rows) > MOST_FOUND,
    )  # fmt: skip


def divisions_after(below: str, *, after: str, on: date, most: int) -> list[Division]:
    """Return divisions that stand on a day at or below a code, by code, those after one. One query by the key.

    An unknown code has none.
    """
    if not is_valid(below):
        return []
    first, end = scope(below)
    held = Division.objects.filter(valid_on(on), code__gte=max(first, after), code__lt=end).exclude(code=after)
    return list(held.order_by("code").defer("outline")[:most])


def _is_code(text: str) -> bool:
    return text.isascii() and text.isdigit()


def _begins(text: str) -> Q:
    if _is_code(text):
        return Q(code__gte=text, code__lt=text + ":")
    return Q(name__gte=text, name__lt=text + _PAST_ALL)


def _some(rows: QuerySet[Division], text: str, on: date) -> list[Division]:
    order = ("code",) if _is_code(text) else ("name", "code")
    held = list(rows.order_by(*order).defer("outline")[: MOST_FOUND + 1])
    return sorted(held, key=lambda row: (row.valid_to is not None and row.valid_to <= on, row.code))


def _above(code: str) -> list[str]:
    found: list[str] = []
    above = parent_of(code) if len(code) == DIVISION_DIGITS else None
    while above:
        found.insert(0, above)
        above = parent_of(above)
    return found


def _names(codes: Iterable[str]) -> dict[str, str]:
    wanted = set(codes)
    return dict(Division.objects.filter(code__in=wanted).values_list("code", "name")) if wanted else {}

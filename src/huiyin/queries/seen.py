"""What an actor sees, narrowed: a page and a count by whichever index leads there soonest, flat in how many there are."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import reduce
from operator import and_
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import Count, Q, QuerySet, Value, Window
from django.db.models.expressions import RawSQL

from huiyin.flow.actor import Actor
from huiyin.store.access import Reach, Way, any_of, reach
from huiyin.store.held_back import held_back
from huiyin.store.matters import MatterRow
from huiyin.store.search import MANY

# Counts are exact up to here; beyond it a page says 1000+.
MOST_COUNTED = 1000
# What leads to more than these is not weighed any further.
WEIGHED = 10_000
# So few rows are sorted sooner than found in order, and counted in the same look.
FEW = 4_000

# What has a deadline, and what has none. Said as a range, because SQLite finds a range by an index and "is not null" by
# walking through all that has none.
DATED = Q(due_at__gt=datetime(1900, 1, 1, tzinfo=UTC))
UNDATED = Q(due_at__isnull=True)

# The way that leads to every row: what may be known is asked of each.
EVERY_ROW = (Way(Q(), Q()),)
# Ways that together find what one filter asks for.
Finder = tuple[Way, ...]


@dataclass(frozen=True, slots=True)
class Order:
    """How a list is ordered, and where in it a page begins: beyond a row's value and id."""

    field: str
    down: bool = True
    value: Any = None
    id: Any = None

    @property
    def keys(self) -> tuple[str, str]:
        """Return what to order by; the id makes it one order."""
        sign = "-" if self.down else ""
        return f"{sign}{self.field}", f"{sign}id"

    @property
    def beyond(self) -> Q:
        """Return the condition of what comes after. The first part alone lets an index begin there."""
        if self.value is None:
            return Q()
        way = "lt" if self.down else "gt"
        at_or_after = Q(**{f"{self.field}__{way}e": self.value})
        return at_or_after & (Q(**{f"{self.field}__{way}": self.value}) | Q(**{f"id__{way}": self.id}))

    def is_beyond(self, key: tuple[Any, Any]) -> bool:
        """Say whether a row's value and id come after."""
        if self.value is None:
            return True
        return key < (self.value, self.id) if self.down else key > (self.value, self.id)


@dataclass(frozen=True, slots=True)
class Seen:
    """What an actor may know of, narrowed: `living` or all, `by` what has an index, and `also` by what has none.

    `led` says that the first of `by` always leads to few rows, so that nothing is weighed.
    """

    actor: Actor
    living: bool = False
    by: tuple[Finder, ...] = ()
    also: tuple[Q, ...] = ()
    led: bool = False

    def rows(self) -> QuerySet[MatterRow]:
        """Return the rows in no order, for whatever is no list: the same rows as a page shows and a count counts."""
        held = reach(self.actor)
        # Where something else narrows it, what may be known is asked of what that finds.
        known = held_back(held.asked & held.besides) if self.by else held.asked & held.besides
        return MatterRow.objects.filter(known, self._state, *(any_of(finder) for finder in self.by), *self.also)

    def open(self) -> "Seen":
        """Return what is not closed of it."""
        return replace(self, living=True)

    def closed(self) -> "Seen":
        """Return what is closed of it."""
        return self.by_way(Q(final=True), wide="changed_at")

    def by_way(self, condition: Q, *, wide: str = "") -> "Seen":
        """Return it narrowed by a column that has an index; `wide` names it where a range of it is asked for."""
        return self.by_ways(Way(condition, condition, wide))

    def by_ways(self, *ways: Way) -> "Seen":
        """Return it narrowed to what any of some ways leads to."""
        return replace(self, by=(*self.by, ways))

    def led_by(self, *ways: Way) -> "Seen":
        """Return it narrowed by ways that always lead to few rows, so that nothing is weighed."""
        return replace(self, by=(ways, *self.by), led=True)

    def having(self, *also: Q) -> "Seen":
        """Return it narrowed further."""
        return replace(self, also=(*self.also, *also))

    def count(self) -> int:
        """Count, exactly up to a thousand and as 1001 beyond. One query, two where filters are weighed."""
        return self.found().count()

    def first(self, order: Order, most: int) -> list[MatterRow]:
        """Return the first rows in an order. One query, two where filters are weighed."""
        return self.found().first(order, most)

    def found(self) -> "Found":
        """Choose the way. One query where there are filters to weigh against one another, none otherwise."""
        held = reach(self.actor)
        if self.led:
            return Found(self, held, self.by[0], few=True)
        finders = (*self.by, held.ways)
        if not self.by or not held.ways:
            return Found(self, held, held.ways, few=False)
        sizes = _sizes(finders, self._state)
        least = min(range(len(sizes)), key=lambda place: _cost(finders, sizes, place))
        few = sizes[least] < FEW
        return Found(self, held, finders[least], few=few, whole=few)

    def in_order(self) -> "Found":
        """Choose the list's own order, for one that no way is kept in, unless the actor's ways lead to few. One query."""
        held = reach(self.actor)
        few = _sizes((held.ways,), Q())[0] < WEIGHED
        return Found(self, held, held.ways if few else EVERY_ROW, few=True)

    @property
    def _state(self) -> Q:
        return Q(final=False) if self.living else Q()

    def asked(self, way: Way, held: Reach, finder: Finder) -> Q:
        """Return all that must hold beside a way of the chosen finder."""
        others = [any_of(one) for one in self.by if one is not finder]
        rest = [*others, *self.also, *([] if finder is held.ways else [held.asked])]
        return self._state & held_back(reduce(and_, rest, Q())) & held.besides


@dataclass(frozen=True, slots=True)
class Found:
    """What is seen with the way to it chosen: page and counts go the same way.

    `few` rows are sorted, whatever index orders them; that they are few was counted where `whole` is said.
    """

    seen: Seen
    held: Reach
    finder: Finder
    few: bool
    whole: bool = False

    def count(self, *also: Q) -> int:
        """Count, exactly up to a thousand and as 1001 beyond. One query."""
        return counts({"found": self}, *also)["found"]

    def counting(self, *also: Q) -> tuple[str, list[Any]]:
        """Return the query that counts so, and its values."""
        sql, params = _united([rows[: MOST_COUNTED + 1] for rows in self._branches(Q(*also), by="")])
        if not sql:
            return "0", []
        return f"(SELECT COUNT(*) FROM (SELECT 1 FROM ({sql}) AS found LIMIT {MOST_COUNTED + 1}) AS counted)", params

    def values(self, fields: tuple[str, ...], most: int) -> list[tuple[Any, ...]]:
        """Return some columns of the rows in no order, `most` of them. One query."""
        branches = [rows[:most] for rows in self._branches(Q(), by="")]
        rows = branches[0] if len(branches) == 1 else _any_of_united(branches)[:most]
        return list(rows.values_list(*fields))

    def page(self, order: Order, most: int, *also: Q) -> tuple[list[MatterRow], int]:
        """Return the first rows in an order, and how many there are before and after as well. Two queries."""
        if not self.whole:
            return self.first(order, most, *also), self.count(*also)
        branches = list(self._branches(Q(*also), by=""))
        if order.value is None and len(branches) == 1:
            # The first page of a single way: the database sorts and counts, and no more comes here than is shown.
            counted = branches[0].annotate(of_all=Window(Count("*"))).order_by(*order.keys)
            found = list(counted.values_list("id", "of_all")[:most])
            rows = MatterRow.objects.in_bulk([id for id, _ in found])
            return [rows[id] for id, _ in found], min(found[0][1], MOST_COUNTED + 1) if found else 0
        one, *others = (rows.values_list(order.field, "id") for rows in branches)
        keys = sorted(one.union(*others) if others else one, reverse=order.down)
        beyond = [key for key in keys if order.is_beyond(key)][:most]
        rows = MatterRow.objects.in_bulk([id for _, id in beyond])
        return [rows[id] for _, id in beyond], min(len(keys), MOST_COUNTED + 1)

    def first(self, order: Order, most: int, *also: Q) -> list[MatterRow]:
        """Return the first rows in an order. One query."""
        branches = [
            rows.order_by(*order.keys)[:most] for rows in self._branches(order.beyond & Q(*also), by=order.field)
        ]
        if len(branches) == 1:
            return list(branches[0])
        return list(_any_of_united(branches).order_by(*order.keys)[:most])

    def _branches(self, beyond: Q, *, by: str) -> Iterator[QuerySet[MatterRow]]:
        for way in self.finder:
            # A range gives its rows in no useful order: where they are many, the list's own order leads instead.
            in_the_way = by and way.wide not in ("", by) and not self.few
            found = held_back(way.asked) if in_the_way else way.found
            yield MatterRow.objects.filter(
                found, held_back(way.also), self.seen.asked(way, self.held, self.finder), beyond
            )


def counts(founds: Mapping[str, Found], *also: Q) -> dict[str, int]:
    """Count each of several, exactly up to a thousand and as 1001 beyond. One query."""
    asked = [one.counting(*also) for one in founds.values()]
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {', '.join(sql for sql, _ in asked)}", [one for _, params in asked for one in params])
        return {name: int(count) for name, count in zip(founds, cursor.fetchone(), strict=True)}


def _cost(finders: tuple[Finder, ...], sizes: list[int], place: int) -> tuple[bool, int]:
    """Return what being led by one of the finders costs: the others are asked of every row it finds.

    Where all lead to many, a filter leads: whoever sees that much sees enough of what it finds.
    """
    short = sizes[place] >= MANY and any(way.bounded for way in finders[place])
    asked = sum(max(way.dear for way in finder) for other, finder in enumerate(finders) if other != place)
    return short, sizes[place] * (1 + asked)


def _any_of_united(branches: list[QuerySet[MatterRow]]) -> QuerySet[MatterRow]:
    sql, params = _united(branches)
    return MatterRow.objects.filter(id__in=RawSQL(sql, params)) if sql else MatterRow.objects.none()


def _united(branches: list[QuerySet[MatterRow]]) -> tuple[str, list[Any]]:
    """Return the ids that any of some limited queries finds, each once."""
    parts: list[str] = []
    values: list[Any] = []
    for number, rows in enumerate(branches):
        try:
            sql, params = rows.values("id").query.sql_with_params()
        except EmptyResultSet:
            continue
        parts.append(f"SELECT id FROM ({sql}) AS way_{number}")
        values.extend(params)
    return " UNION ".join(parts), values


def _sizes(finders: tuple[Finder, ...], state: Q) -> list[int]:
    """Return how many rows each finder leads to before anything else is asked, as far as it is weighed. One query."""
    parts: list[str] = []
    values: list[Any] = []
    places: list[int] = []
    sizes = [0] * len(finders)
    for place, finder in enumerate(finders):
        for way in finder:
            if way.sized is not None:
                places.append(place)
                parts.append(f"({way.sized[0]})")
                values.extend(way.sized[1])
                continue
            try:
                rows = (
                    MatterRow.objects.filter(way.found, state)
                    .annotate(one=Value(1))
                    .values("one")[: MANY if way.bounded else WEIGHED]
                )
                sql, params = rows.query.sql_with_params()
            except EmptyResultSet:
                continue
            places.append(place)
            parts.append(f"(SELECT COUNT(*) FROM ({sql}) AS way_{len(parts)})")
            values.extend(params)
    if parts:
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT {', '.join(parts)}", values)
            for place, size in zip(places, cursor.fetchone(), strict=True):
                sizes[place] += int(size)
    return sizes

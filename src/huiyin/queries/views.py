"""The named views of the matter list that somebody sees: the own ones, and those shared by the unit."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q

from huiyin.flow.actor import Actor
from huiyin.store.desk import SavedView, may_drop


@dataclass(frozen=True, slots=True)
class View:
    """A view: its filters, whether it is shared, and whether the reader may take it down."""

    id: UUID
    title: str
    filters: Mapping[str, str]
    unit: str
    own: bool
    may_drop: bool


def views_of(actor: Actor) -> tuple[View, ...]:
    """Return somebody's own views, then those of the units, by title. One query."""
    units = sorted(actor.units)
    rows = SavedView.objects.filter(Q(owner=actor.person, unit="") | Q(unit__in=units))
    found = [_view(row, actor) for row in rows]
    return tuple(sorted(found, key=lambda one: (bool(one.unit), one.title, str(one.id))))


def _view(row: SavedView, actor: Actor) -> View:
    return View(row.id, row.title, row.filters, row.unit, row.owner == actor.person, may_drop(row, actor))

"""Batches that were brought in from sheets, and who may receive one."""

from dataclasses import dataclass
from dataclasses import replace as changed
from datetime import datetime

from django.conf import settings
from django.db.models import Count, Q

from huiyin.flow.actor import Actor
from huiyin.flow.words import Role
from huiyin.kit.days import SHANGHAI
from huiyin.queries.acting import holder_of
from huiyin.queries.centre import centre
from huiyin.store.imports import ImportBatch
from huiyin.store.posts import held_posts_of_units


@dataclass(frozen=True, slots=True)
class Batch:
    """One sheet that was brought in: how many of its matters stand, how many were undone."""

    code: str
    name: str
    way: str
    post: str
    begun_at: datetime
    standing: int
    undone: int


def batches() -> tuple[Batch, ...]:
    """Return every batch, newest first. One query."""
    rows = ImportBatch.objects.filter(county=settings.COUNTY).annotate(
        standing=Count("rows", filter=Q(rows__undone=False)), undone=Count("rows", filter=Q(rows__undone=True))
    )
    return tuple(
        Batch(row.code, row.name, row.way, row.post, row.begun_at, row.standing, row.undone)
        for row in rows.order_by("-begun_at", "-id")
    )


def receiving_actor(post: str, at: datetime) -> Actor | None:
    """Return who receives an import: the holder of the post named, else of the centre's first intake post.

    Acts by that post alone. None when nobody holds such a post. About twelve queries.
    """
    key = post or _first_intake(at)
    actor = holder_of(key, at) if key else None
    if actor is None:
        return None
    return changed(actor, posts=tuple(card for card in actor.posts if card.key == key))


def _first_intake(at: datetime) -> str:
    home = centre()
    cards = held_posts_of_units([home.unit], at.astimezone(SHANGHAI).date()) if home is not None else ()
    return next((card.key for card in cards if Role.INTAKE in card.roles), "")

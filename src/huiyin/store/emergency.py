"""Emergency openings of one matter: asked by one post, decided by another, open for an hour. Their events stand in the ledger."""

from datetime import datetime
from uuid import UUID

from django.db import models
from django.db.models import Exists, OuterRef, QuerySet

from huiyin.flow.actor import Actor
from huiyin.store.access import unconfined
from huiyin.store.matters import Exclusion, MatterRow


class EmergencyOpening(models.Model):
    """One request. `asked_by` and `decided_by` are people of the staff; `granted` None means undecided."""

    id = models.UUIDField(primary_key=True)
    county = models.CharField(max_length=6)
    matter = models.UUIDField(db_index=True)
    ground = models.CharField(max_length=20)
    words = models.CharField(max_length=200)
    asked_by = models.CharField(max_length=60)
    asked_post = models.CharField(max_length=60)
    asked_label = models.CharField(max_length=120)
    asked_at = models.DateTimeField()
    decide_before = models.DateTimeField()
    granted = models.BooleanField(null=True)
    decided_by = models.CharField(max_length=60, default="")
    decided_post = models.CharField(max_length=60, default="")
    decided_label = models.CharField(max_length=120, default="")
    decided_at = models.DateTimeField(null=True)
    open_until = models.DateTimeField(null=True)

    class Meta:
        db_table = "emergency_opening"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(granted=None) | ~models.Q(decided_by=models.F("asked_by")),
                name="emergency_two_people",
            ),
            models.CheckConstraint(
                condition=models.Q(granted=None) | ~models.Q(decided_post=models.F("asked_post")),
                name="emergency_two_posts",
            ),
        ]
        indexes = [
            models.Index(fields=["asked_by", "-asked_at"], name="emergency_asked"),
            models.Index(fields=["decide_before"], name="emergency_waiting", condition=models.Q(granted=None)),
        ]


def reachable(actor: Actor) -> QuerySet[MatterRow]:
    """Return the matters an emergency may open to an actor: never a confined one, never one about the actor's own units."""
    about_us = Exclusion.objects.filter(matter=OuterRef("id"), unit__in=sorted(actor.units))
    return unconfined().filter(~Exists(about_us))


def opening_now(matter: UUID, actor: Actor, at: datetime) -> EmergencyOpening | None:
    """Return the opening by which an actor may read a matter at this moment, or None. Two queries."""
    held = EmergencyOpening.objects.filter(
        matter=matter, granted=True, open_until__gt=at, asked_by=actor.person,
        asked_post__in=[post.key for post in actor.posts],
    ).order_by("-decided_at").first()  # fmt: skip
    if held is None or not actor.person or not reachable(actor).filter(id=matter).exists():
        return None
    return held

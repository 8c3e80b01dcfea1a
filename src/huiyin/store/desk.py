"""Working state of the desk: views of the list, steps on many matters at once, forms that are open now."""

from django.db import models

from huiyin.flow.actor import Actor
from huiyin.flow.words import Role

# Who may take down a view that a colleague shared.
LEADING = frozenset({Role.LEAD, Role.SIGN})


class SavedView(models.Model):
    """Somebody's filters under a title; `unit` shares it with a unit, empty keeps it one's own. Never typed words."""

    id = models.UUIDField(primary_key=True)
    county = models.CharField(max_length=6)
    owner = models.CharField(max_length=60)
    unit = models.CharField(max_length=60, default="")
    title = models.CharField(max_length=30)
    filters = models.JSONField()
    made_at = models.DateTimeField()

    class Meta:
        db_table = "saved_view"
        constraints = [models.UniqueConstraint(fields=["owner", "unit", "title"], name="saved_view_once")]
        indexes = [models.Index(fields=["unit"], name="saved_view_unit")]


def may_drop(row: SavedView, actor: Actor) -> bool:
    """Say whether somebody may take a view down: his own, or a shared one of a unit he leads."""
    return row.owner == actor.person or any(post.unit == row.unit and post.roles & LEADING for post in actor.posts)


class BulkRun(models.Model):
    """One step on many matters. `rows` holds of each its matter, number, version seen, and how it went; the answers
    typed are sealed. A row is marked in the transaction of its own act, so a second press begins where the first ended.
    """

    id = models.UUIDField(primary_key=True)
    county = models.CharField(max_length=6)
    owner = models.CharField(max_length=60)
    kind = models.CharField(max_length=40)
    step = models.CharField(max_length=40)
    made_at = models.DateTimeField()
    sealed = models.BinaryField()
    suite = models.PositiveSmallIntegerField()
    rows = models.JSONField()

    class Meta:
        db_table = "bulk_run"
        indexes = [models.Index(fields=["made_at"], name="bulk_run_made")]


class Presence(models.Model):
    """Who has a form of a matter open at this moment. One row a person and matter, forgotten after minutes."""

    matter = models.UUIDField()
    owner = models.CharField(max_length=60)
    step = models.CharField(max_length=40)
    seen_at = models.DateTimeField(db_index=True)

    class Meta:
        db_table = "presence"
        constraints = [models.UniqueConstraint(fields=["matter", "owner"], name="presence_once")]

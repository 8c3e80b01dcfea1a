"""Register entries as they stand, and what they refer to, so that one list and one finder serve every register."""

from django.db import models
from django.db.models import Q


class Entry(models.Model):
    """One entry of one register, current values. Its history is its stream in the ledger."""

    id = models.UUIDField(primary_key=True)
    county = models.CharField(max_length=6)
    register = models.CharField(max_length=40)
    key = models.CharField(max_length=60)
    label = models.CharField(max_length=200)
    division = models.CharField(max_length=12)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)
    version = models.PositiveIntegerField()
    values = models.JSONField()

    class Meta:
        db_table = "entry"
        constraints = [
            models.UniqueConstraint(fields=["county", "register", "key"], name="entry_key"),
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gt=models.F("valid_from")), name="entry_valid_period"
            ),
        ]
        indexes = [models.Index(fields=["register", "division", "key"], name="entry_place")]


class EntryRef(models.Model):
    """An entry's field pointing to an entry of another register, by that entry's key."""

    entry = models.ForeignKey(Entry, on_delete=models.CASCADE, related_name="refs")
    field = models.CharField(max_length=40)
    register = models.CharField(max_length=40)
    key = models.CharField(max_length=60)

    class Meta:
        db_table = "entry_ref"
        indexes = [models.Index(fields=["register", "key", "field"], name="entry_ref_target")]

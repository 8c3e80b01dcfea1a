"""Every opening of a person's data: who, when, which fields, why. A daily chain of its own."""

from django.db import models
from django.db.models import Q


class Reading(models.Model):
    """One reading, coalesced per quarter-hour. `position` comes with sealing, by the ledger's roots."""

    county = models.CharField(max_length=6)
    day = models.DateField()
    number = models.PositiveIntegerField()
    matter = models.UUIDField()
    at = models.DateTimeField()
    quarter = models.BigIntegerField()
    person = models.CharField(max_length=60)
    post = models.CharField(max_length=60)
    post_label = models.CharField(max_length=120)
    fields = models.CharField(max_length=400)
    party = models.CharField(max_length=20)
    way = models.CharField(max_length=20)
    reason = models.CharField(max_length=200)
    suite = models.PositiveSmallIntegerField()
    prev = models.BinaryField(max_length=32)
    hash = models.BinaryField(max_length=32)
    position = models.BigIntegerField(null=True)

    class Meta:
        db_table = "reading"
        constraints = [
            models.UniqueConstraint(fields=["county", "day", "number"], name="reading_day_number"),
            models.UniqueConstraint(
                fields=["matter", "post", "person", "quarter", "fields", "way", "reason"], name="reading_coalesced"
            ),
        ]
        indexes = [
            models.Index(fields=["matter", "-at"], name="reading_matter"),
            models.Index(fields=["id"], name="reading_unsealed", condition=Q(position__isnull=True)),
        ]

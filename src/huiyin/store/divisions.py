"""Reference data: divisions and how they split and merged. Loaded from a file with a hash, not streams."""

from django.db import models


class Division(models.Model):
    """A division by its 12-digit code. `outline` is a flat list of micro-degrees, WGS-84, or null."""

    code = models.CharField(max_length=12, primary_key=True)
    name = models.CharField(max_length=60)
    level = models.CharField(max_length=10)
    parent = models.CharField(max_length=12, db_index=True)
    urban_class = models.CharField(max_length=3, default="")
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)
    outline = models.JSONField(null=True)

    class Meta:
        db_table = "division"
        indexes = [models.Index(fields=["name", "code"], name="division_name")]


class DivisionLink(models.Model):
    """A former division and what it became. Open matters keep the code of their day."""

    old = models.CharField(max_length=12, db_index=True)
    new = models.CharField(max_length=12, db_index=True)
    on = models.DateField()
    how = models.CharField(max_length=10)

    class Meta:
        db_table = "division_link"
        constraints = [models.UniqueConstraint(fields=["old", "new", "on"], name="division_link_once")]

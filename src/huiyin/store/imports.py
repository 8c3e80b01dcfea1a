"""What was brought in from sheets: batches, and which row of which source became which matter, so none comes twice."""

from collections.abc import Iterable

from django.db import models
from django.db.models import Q


class ImportBatch(models.Model):
    """One file brought in. `way` is history or new; `source` and `name` come from the mapping."""

    county = models.CharField(max_length=6)
    code = models.CharField(max_length=24)
    source = models.CharField(max_length=40)
    name = models.CharField(max_length=60)
    way = models.CharField(max_length=10)
    post = models.CharField(max_length=60)
    begun_at = models.DateTimeField()
    undone_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "import_batch"
        constraints = [models.UniqueConstraint(fields=["county", "code"], name="import_batch_code")]


class ImportRow(models.Model):
    """One row that became a matter. `digest` is keyed, over source and row id; an undone row may come in again."""

    county = models.CharField(max_length=6)
    batch = models.ForeignKey(ImportBatch, on_delete=models.PROTECT, related_name="rows")
    digest = models.CharField(max_length=64)
    row = models.PositiveIntegerField()
    matter = models.UUIDField()
    undone = models.BooleanField(default=False)

    class Meta:
        db_table = "import_row"
        constraints = [
            models.UniqueConstraint(fields=["county", "digest"], name="import_row_once", condition=Q(undone=False)),
        ]


def brought_in(county: str, digests: Iterable[str]) -> dict[str, ImportRow]:
    """Return the rows that are in already, by digest, with their batches. One query."""
    rows = ImportRow.objects.filter(county=county, digest__in=list(digests), undone=False).select_related("batch")
    return {row.digest: row for row in rows}

"""Running numbers, one row a series, taken inside the act's transaction so that none is skipped or doubled."""

from django.db import models


class Series(models.Model):
    """The last number given in a series, such as AL/20261122 or 安综信受/2026."""

    county = models.CharField(max_length=6)
    name = models.CharField(max_length=80)
    last = models.PositiveIntegerField()

    class Meta:
        db_table = "series"
        constraints = [models.UniqueConstraint(fields=["county", "name"], name="series_once")]


def take_numbers(county: str, name: str, count: int = 1) -> range:
    """Return the next `count` numbers of a series. Holds the row until the transaction ends; two queries."""
    Series.objects.bulk_create([Series(county=county, name=name, last=0)], ignore_conflicts=True)
    row = Series.objects.select_for_update().get(county=county, name=name)
    first = row.last + 1
    Series.objects.filter(pk=row.pk).update(last=row.last + count)
    return range(first, first + count)

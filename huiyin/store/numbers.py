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


def held_series(county: str, name: str) -> Series:
    """Return the series' row, held until the transaction ends, made when it is new. Two queries."""
    Series.objects.bulk_create([Series(county=county, name=name, last=0)], ignore_conflicts=True)
    return Series.objects.select_for_update().get(county=county, name=name)


def take_number(county: str, name: str) -> int:
    """Take one number of a series at once. Three queries."""
    row = held_series(county, name)
    row.last += 1
    row.save(update_fields=["last"])
    return row.last

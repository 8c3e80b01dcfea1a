"""Running numbers, one row a series, taken inside the act's transaction so that none is skipped or doubled."""

from collections.abc import Iterable

from django.db import models

from huiyin.store.bulk import upsert_rows


class Series(models.Model):
    """The last number given in a series, such as AL/20261122 or 安综信受/2026."""

    county = models.CharField(max_length=6)
    name = models.CharField(max_length=80)
    last = models.PositiveIntegerField()

    class Meta:
        db_table = "series"
        constraints = [models.UniqueConstraint(fields=["county", "name"], name="series_once")]


def held_series(county: str, names: Iterable[str]) -> dict[str, Series]:
    """Return the rows of series, held until the transaction ends, made where they are new. Two queries.

    Always in the same order, so that two acts never wait for each other's rows.
    """
    ordered = sorted(set(names))
    Series.objects.bulk_create([Series(county=county, name=name, last=0) for name in ordered], ignore_conflicts=True)
    rows = Series.objects.select_for_update().filter(county=county, name__in=ordered).order_by("name")
    return {row.name: row for row in rows}


def keep_series(rows: Iterable[Series]) -> None:
    """Put down how far held series have come. One query."""
    upsert_rows([*rows], unique=("county", "name"))


def take_number(county: str, name: str) -> int:
    """Take one number of a series at once. Three queries."""
    row = held_series(county, [name])[name]
    row.last += 1
    row.save(update_fields=["last"])
    return row.last

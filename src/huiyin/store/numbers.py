"""Running numbers, one row a series, taken inside the act's transaction so that none is skipped or doubled."""

from collections.abc import Mapping

from django.db import connection, models

# Papers of confined matters run in series of their own, so that no gap or line in the open ones tells of them.
CONFINED = "专"


class Series(models.Model):
    """The last number given in a series, such as AL/20261122 or 安综信受/2026."""

    county = models.CharField(max_length=6)
    name = models.CharField(max_length=80)
    last = models.PositiveIntegerField()

    class Meta:
        db_table = "series"
        constraints = [models.UniqueConstraint(fields=["county", "name"], name="series_once")]


def take_many(county: str, wanted: Mapping[str, int]) -> dict[str, range]:
    """Take so many numbers of each series; their rows stay held till the transaction ends. One query.

    Always in the same order, so that two acts never wait for each other's rows.
    """
    if not wanted:
        return {}
    rows = [(county, name, count) for name, count in sorted(wanted.items())]
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO series (county, name, last) VALUES {', '.join(['(%s, %s, %s)'] * len(rows))} "
            "ON CONFLICT (county, name) DO UPDATE SET last = series.last + EXCLUDED.last RETURNING name, last",
            [value for row in rows for value in row],
        )
        last = dict(cursor.fetchall())
    return {name: range(last[name] - count + 1, last[name] + 1) for name, count in wanted.items()}


def take_number(county: str, name: str) -> int:
    """Take one number of a series. One query."""
    return take_many(county, {name: 1})[name][0]

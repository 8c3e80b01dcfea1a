"""Fact rows without personal data, whole numbers only, for `insight` to count."""

from django.db import models


class ClockFact(models.Model):
    """One clock of one matter. Days are whole numbers like 20261122, 0 when there is none.

    `on_time` is 1 only when it was stopped by its due moment; `event_version` is the event that last
    moved it, the way back from any figure. Matters brought in as history have no clocks and no facts.
    """

    county = models.CharField(max_length=6)
    matter = models.UUIDField()
    clock = models.CharField(max_length=20)
    round = models.PositiveSmallIntegerField()
    event_version = models.PositiveIntegerField()
    kind = models.CharField(max_length=40)
    edition = models.PositiveSmallIntegerField()
    unit = models.CharField(max_length=60)
    town = models.CharField(max_length=12)
    category = models.CharField(max_length=60)
    due_day = models.PositiveIntegerField()
    stopped_day = models.PositiveIntegerField()
    yyyymm = models.PositiveIntegerField()
    on_time = models.PositiveSmallIntegerField()
    days_used = models.IntegerField()
    extended = models.PositiveSmallIntegerField()

    class Meta:
        db_table = "clock_fact"
        constraints = [models.UniqueConstraint(fields=["matter", "clock", "round"], name="clock_fact_once")]
        indexes = [models.Index(fields=["clock", "yyyymm", "unit"], name="clock_fact_month")]

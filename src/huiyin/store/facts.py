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
        indexes = [
            # With all that the rates are counted from, so that a million facts are counted without reading one of their rows.
            models.Index(
                fields=["clock", "yyyymm", "unit", "due_day", "stopped_day", "on_time"], name="clock_fact_month"
            )
        ]


class MatterFact(models.Model):
    """One matter: how it came, how far it got, and what each side said of it. No confined matter has one.

    Days are whole numbers like 20261122, 0 when there is none; `days_to_reply` says something only where there is a
    `replied_day`, the day the first reply reached everybody. `closed_day` is when it last left the office's hands, 0 while
    it is there. Who says it is solved is three columns and never one. `history` is 1 for what was brought in with its
    source's dates, which no figure of work may count; `about_office` is 1 where a unit may not know of it.
    `event_version` is the event that last moved a column.
    """

    county = models.CharField(max_length=6)
    matter = models.UUIDField(unique=True)
    event_version = models.PositiveIntegerField()
    kind = models.CharField(max_length=40)
    edition = models.PositiveSmallIntegerField()
    unit = models.CharField(max_length=60)
    town = models.CharField(max_length=12)
    category = models.CharField(max_length=60)
    channel = models.CharField(max_length=40)
    history = models.PositiveSmallIntegerField()
    about_office = models.PositiveSmallIntegerField()
    filed_day = models.PositiveIntegerField()
    yyyymm = models.PositiveIntegerField()
    accepted_day = models.PositiveIntegerField()
    replied_day = models.PositiveIntegerField()
    closed_day = models.PositiveIntegerField()
    days_to_reply = models.PositiveIntegerField()
    extended = models.PositiveSmallIntegerField()
    office_said = models.PositiveSmallIntegerField()
    office_solved = models.PositiveSmallIntegerField()
    resident_said = models.PositiveSmallIntegerField()
    resident_solved = models.PositiveSmallIntegerField()
    called_back = models.PositiveSmallIntegerField()
    call_back_solved = models.PositiveSmallIntegerField()
    rated = models.PositiveSmallIntegerField()
    satisfied = models.PositiveSmallIntegerField()
    reopened = models.PositiveSmallIntegerField()
    sent_back = models.PositiveSmallIntegerField()
    urged = models.PositiveSmallIntegerField()

    class Meta:
        db_table = "matter_fact"
        indexes = [models.Index(fields=["kind", "yyyymm", "history", "unit"], name="matter_fact_month")]

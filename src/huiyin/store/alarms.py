"""Alarms about the system's own safety: each once, and who has seen it. Working state; nothing of a resident is in it."""

from django.db import models

from huiyin.flow.words import Role

# Who watches over safety: the alarms are theirs.
WATCHERS = frozenset({Role.SECURITY, Role.AUDIT})


class Alarm(models.Model):
    """One alarm. `about` makes it once: what happened, and the day or the opening it happened on."""

    county = models.CharField(max_length=6)
    about = models.CharField(max_length=120, unique=True)
    zh = models.CharField(max_length=400)
    en = models.CharField(max_length=400)
    raised_at = models.DateTimeField()

    class Meta:
        db_table = "alarm"
        indexes = [models.Index(fields=["raised_at"], name="alarm_raised")]


class AlarmSeen(models.Model):
    """That somebody of the security or audit role has seen an alarm."""

    alarm = models.BigIntegerField()
    person = models.CharField(max_length=60)
    seen_at = models.DateTimeField()

    class Meta:
        db_table = "alarm_seen"
        constraints = [models.UniqueConstraint(fields=["alarm", "person"], name="alarm_seen_once")]

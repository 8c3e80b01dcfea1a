"""The ledger's own tables. Only the `ledger` room opens this file."""

from django.db import models
from django.db.models import Q


class Event(models.Model):
    """One line of a stream, as it was hashed. `body` is canonical JSON text; `position` comes with sealing.

    `words` holds what somebody wrote, with its salt; the body has the digest. Erasing a matter empties it.
    """

    county = models.CharField(max_length=6)
    stream = models.UUIDField()
    version = models.PositiveIntegerField()
    sort = models.CharField(max_length=40)
    type = models.CharField(max_length=80)
    type_version = models.PositiveSmallIntegerField(default=1)
    at = models.DateTimeField()
    recorded_at = models.DateTimeField()
    body = models.TextField()
    words = models.TextField(null=True)
    suite = models.PositiveSmallIntegerField()
    prev = models.BinaryField(max_length=32)
    hash = models.BinaryField(max_length=32)
    position = models.BigIntegerField(null=True)

    class Meta:
        db_table = "event"
        constraints = [
            models.UniqueConstraint(fields=["stream", "version"], name="event_stream_version"),
            models.UniqueConstraint(fields=["county", "position"], name="event_position"),
            models.CheckConstraint(condition=Q(version__gte=1), name="event_version_from_one"),
            models.CheckConstraint(condition=Q(at__lte=models.F("recorded_at")), name="event_at_not_after_recorded"),
        ]
        indexes = [
            models.Index(fields=["id"], name="event_unsealed", condition=Q(position__isnull=True)),
            models.Index(fields=["sort", "stream"], name="event_sort"),
            models.Index(fields=["hash"], name="event_hash"),
        ]


class StreamKey(models.Model):
    """The key of one stream, wrapped by the site key. Deleting the row erases what the stream sealed."""

    stream = models.UUIDField(primary_key=True)
    county = models.CharField(max_length=6)
    suite = models.PositiveSmallIntegerField()
    wrapped = models.BinaryField(max_length=128)

    class Meta:
        db_table = "stream_key"


class Box(models.Model):
    """One sealed value. Its salted digest stands in the event that brought it."""

    county = models.CharField(max_length=6)
    stream = models.UUIDField()
    version = models.PositiveIntegerField()
    field = models.CharField(max_length=60)
    suite = models.PositiveSmallIntegerField()
    sealed = models.BinaryField()

    class Meta:
        db_table = "box"
        constraints = [models.UniqueConstraint(fields=["stream", "version", "field"], name="box_once")]


class Root(models.Model):
    """A published root: it binds the root before it and every leaf from `first` to `last`."""

    county = models.CharField(max_length=6)
    number = models.PositiveIntegerField()
    first = models.BigIntegerField()
    last = models.BigIntegerField()
    suite = models.PositiveSmallIntegerField()
    previous = models.BinaryField(max_length=32)
    root = models.BinaryField(max_length=32)
    sealed_at = models.DateTimeField()

    class Meta:
        db_table = "root"
        constraints = [models.UniqueConstraint(fields=["county", "number"], name="root_number")]

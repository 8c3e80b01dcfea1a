"""Working state outside the ledger: attempts, drafts, the outbox, progress of long work, sealed files."""

from django.db import models


class Attempt(models.Model):
    """How often something was tried in a window: guesses at a code, a password, a challenge."""

    key = models.CharField(max_length=120)
    window = models.BigIntegerField()
    count = models.PositiveIntegerField(default=0)

    class Meta:
        db_table = "attempt"
        constraints = [models.UniqueConstraint(fields=["key", "window"], name="attempt_once")]


class Draft(models.Model):
    """A half-typed form, sealed, kept over a logout."""

    owner = models.CharField(max_length=80)
    form = models.CharField(max_length=80)
    sealed = models.BinaryField()
    suite = models.PositiveSmallIntegerField()
    saved_at = models.DateTimeField()

    class Meta:
        db_table = "draft"
        constraints = [models.UniqueConstraint(fields=["owner", "form"], name="draft_once")]


class Message(models.Model):
    """A message to go out after commit; with no adapter it stands on the desk's call list.

    `sort` is news, letter or code; a code never stands on a call list, and its words are emptied once sent. `party` is
    the representative of a joint appeal it goes to, by number; empty for the first, who may be the only one.
    """

    county = models.CharField(max_length=6)
    matter = models.UUIDField()
    party = models.CharField(max_length=2, default="")
    words = models.CharField(max_length=500)
    sort = models.CharField(max_length=10, default="news")
    made_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)
    way = models.CharField(max_length=20, default="")
    tries = models.PositiveSmallIntegerField(default=0)

    class Meta:
        db_table = "message"
        indexes = [models.Index(fields=["id"], name="message_waiting", condition=models.Q(sent_at__isnull=True))]


class Progress(models.Model):
    """How far a long piece of work is, for the page to say."""

    name = models.CharField(max_length=80, primary_key=True)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    words = models.CharField(max_length=200, default="")
    moved_at = models.DateTimeField()

    class Meta:
        db_table = "progress"


class SealedFile(models.Model):
    """A file on disk, sealed with its matter's key, named by the hash of the sealed bytes."""

    id = models.UUIDField(primary_key=True)
    county = models.CharField(max_length=6)
    matter = models.UUIDField(db_index=True)
    stored = models.CharField(max_length=64)
    size = models.PositiveIntegerField()
    media = models.CharField(max_length=80)
    added_at = models.DateTimeField()

    class Meta:
        db_table = "sealed_file"

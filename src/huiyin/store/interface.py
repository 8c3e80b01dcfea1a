"""Working state of the interface: digests of tokens, answers kept for a day, and events on their way out."""

from django.db import models
from django.db.models import Q


class TokenDigest(models.Model):
    """The keyed digest of a token that was collected; the token itself is kept nowhere. `key` is its register entry."""

    key = models.CharField(max_length=60, primary_key=True)
    county = models.CharField(max_length=6)
    digest = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "token_digest"


class SigningKey(models.Model):
    """The key that signs one webhook's messages, wrapped by the site key. Without it nothing is sent."""

    key = models.CharField(max_length=60, primary_key=True)
    county = models.CharField(max_length=6)
    suite = models.PositiveSmallIntegerField()
    wrapped = models.BinaryField(max_length=200)
    made_at = models.DateTimeField()

    class Meta:
        db_table = "signing_key"


class KeptAnswer(models.Model):
    """What was answered under an idempotency key, sealed; `request` is the digest of what had been asked."""

    token = models.CharField(max_length=60)
    once = models.CharField(max_length=80)
    request = models.CharField(max_length=64)
    status = models.PositiveSmallIntegerField(default=0)
    sealed = models.BinaryField()
    suite = models.PositiveSmallIntegerField()
    kept_at = models.DateTimeField()

    class Meta:
        db_table = "kept_answer"
        constraints = [models.UniqueConstraint(fields=["token", "once"], name="kept_answer_once")]
        indexes = [models.Index(fields=["kept_at"], name="kept_answer_age")]


class Outgoing(models.Model):
    """An event not yet handed to the webhooks: written in the act's own transaction, so that none is missed."""

    county = models.CharField(max_length=6)
    stream = models.UUIDField()
    version = models.PositiveIntegerField()
    type = models.CharField(max_length=80)
    at = models.DateTimeField()

    class Meta:
        db_table = "outgoing"


class Delivery(models.Model):
    """One event for one webhook. `due_at` is empty once it was taken, or given up; `said` is the last answer."""

    county = models.CharField(max_length=6)
    webhook = models.CharField(max_length=60)
    stream = models.UUIDField()
    version = models.PositiveIntegerField()
    type = models.CharField(max_length=80)
    at = models.DateTimeField()
    due_at = models.DateTimeField(null=True)
    tries = models.PositiveSmallIntegerField(default=0)
    sent_at = models.DateTimeField(null=True)
    dead_at = models.DateTimeField(null=True)
    said = models.CharField(max_length=200, default="")

    class Meta:
        db_table = "delivery"
        constraints = [models.UniqueConstraint(fields=["webhook", "stream", "version"], name="delivery_once")]
        indexes = [
            models.Index(fields=["due_at", "id"], name="delivery_due", condition=Q(due_at__isnull=False)),
            models.Index(fields=["webhook", "id"], name="delivery_webhook"),
        ]

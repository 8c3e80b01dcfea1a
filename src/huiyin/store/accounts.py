"""Sign-in accounts of staff, what they prove themselves with, and where they are signed in. Residents have none."""

from typing import ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models


class Account(AbstractBaseUser):
    """A staff account: it names a person of the staff register, whose posts say what may be done.

    `second_key` is the sealed secret of the second factor, `second_step` the last of its codes that was used,
    so that no code works twice. `expires_at` ends a one-time password.
    """

    username = models.CharField(max_length=50, unique=True)
    person = models.CharField(max_length=60, db_index=True)
    is_active = models.BooleanField(default=True)
    opened_at = models.DateTimeField(null=True)
    used_at = models.DateTimeField(null=True)
    password_set_at = models.DateTimeField(null=True)
    must_change = models.BooleanField(default=False)
    expires_at = models.DateTimeField(null=True)
    second_key = models.BinaryField(default=b"")
    second_suite = models.PositiveSmallIntegerField(default=0)
    second_since = models.DateTimeField(null=True)
    second_step = models.BigIntegerField(default=0)
    pin = models.CharField(max_length=200, default="")
    pin_failures = models.PositiveSmallIntegerField(default=0)

    USERNAME_FIELD = "username"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["person"]
    objects = BaseUserManager["Account"]()

    class Meta:
        db_table = "account"


class PastPassword(models.Model):
    """A password an account had, as its hash, so that it is not taken again."""

    account = models.BigIntegerField(db_index=True)
    encoded = models.CharField(max_length=200)
    set_at = models.DateTimeField()

    class Meta:
        db_table = "past_password"


class RecoveryCode(models.Model):
    """A code for the day the second factor is lost, as its keyed digest. Each works once."""

    account = models.BigIntegerField()
    digest = models.CharField(max_length=64)
    used_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "recovery_code"
        constraints = [models.UniqueConstraint(fields=["account", "digest"], name="recovery_code_once")]


class Lockout(models.Model):
    """Wrong tries in a row at one account name, known here by its keyed digest; the name need not exist."""

    key = models.CharField(max_length=64, primary_key=True)
    failures = models.PositiveSmallIntegerField(default=0)
    failed_at = models.DateTimeField()
    locked_until = models.DateTimeField(null=True)

    class Meta:
        db_table = "lockout"


class SignIn(models.Model):
    """One sign-in of an account in one browser, from its beginning to its end.

    `full_at` is when password and second factor were last proven; `counter` the shared counter it stands at.
    """

    id = models.UUIDField(primary_key=True)
    account = models.BigIntegerField()
    way = models.CharField(max_length=20)
    begun_at = models.DateTimeField()
    seen_at = models.DateTimeField()
    full_at = models.DateTimeField(null=True)
    counter = models.UUIDField(null=True)
    agent = models.CharField(max_length=60, default="")
    trace = models.CharField(max_length=32, default="")
    ended_at = models.DateTimeField(null=True)
    ended = models.CharField(max_length=20, default="")

    class Meta:
        db_table = "sign_in"
        indexes = [
            models.Index(fields=["account", "-begun_at"], name="sign_in_account"),
            models.Index(fields=["counter", "account"], name="sign_in_counter", condition=models.Q(ended_at=None)),
        ]


class SignInEvent(models.Model):
    """One line of what happened about signing in, chained by hash: who, what, from where, whether it worked."""

    county = models.CharField(max_length=6)
    number = models.PositiveBigIntegerField()
    at = models.DateTimeField()
    what = models.CharField(max_length=30)
    worked = models.BooleanField()
    account = models.BigIntegerField(null=True)
    by = models.CharField(max_length=60, default="")
    trace = models.CharField(max_length=32, default="")
    note = models.CharField(max_length=200, default="")
    suite = models.PositiveSmallIntegerField()
    prev = models.BinaryField(max_length=32)
    hash = models.BinaryField(max_length=32)

    class Meta:
        db_table = "sign_in_event"
        constraints = [models.UniqueConstraint(fields=["county", "number"], name="sign_in_event_number")]
        indexes = [
            models.Index(fields=["account", "-id"], name="sign_in_event_account"),
            models.Index(fields=["at"], name="sign_in_event_at"),
        ]


class Counter(models.Model):
    """A shared counter: a browser that the security role enrolled, known by the digest of its cookie."""

    id = models.UUIDField(primary_key=True)
    label = models.CharField(max_length=60)
    unit = models.CharField(max_length=60)
    digest = models.CharField(max_length=64, unique=True)
    enrolled_by = models.CharField(max_length=60)
    enrolled_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "counter"
